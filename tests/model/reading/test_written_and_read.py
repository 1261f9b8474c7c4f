"""What a generator writes is read back: numbers, notations, qualifiers, units and spans of four languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.reading.proposal import Proposal, ProposedKind
from model.reading.report import read_report
from model.text.figure_words import Qualifier

PUBLISHED = date(2025, 3, 4)
GROUPS = {
    "en": (",", "\u2009"),
    "uk": ("\u00a0", "\u202f", " "),
    "de": (".", "\u202f"),
    "ru": ("\u00a0", " ", "\u2009"),
}
DECIMAL = {"en": ".", "uk": ",", "de": ",", "ru": ","}
THOUSAND = {"en": " thousand", "uk": " тис.", "de": " Tsd.", "ru": " тыс."}
QUALIFIERS = {
    "en": {
        "": "exact",
        "about": "about",
        "nearly": "about",
        "over": "over",
        "in excess of": "over",
        "at least": "at_least",
        "no fewer than": "at_least",
        "fewer than": "under",
        "up to": "up_to",
        "as many as": "up_to",
    },
    "uk": {
        "": "exact",
        "близько": "about",
        "майже": "about",
        "понад": "over",
        "щонайменше": "at_least",
        "менше ніж": "under",
        "до": "up_to",
        "не більше": "up_to",
    },
    "de": {
        "": "exact",
        "etwa": "about",
        "knapp": "about",
        "mehr als": "over",
        "mindestens": "at_least",
        "weniger als": "under",
        "bis zu": "up_to",
        "höchstens": "up_to",
    },
    "ru": {
        "": "exact",
        "около": "about",
        "более": "over",
        "не менее": "at_least",
        "менее": "under",
        "до": "up_to",
        "не более": "up_to",
    },
}
NOVEMBER = (date(2024, 11, 1), date(2024, 11, 30))
AUTUMN = (date(2024, 9, 1), date(2024, 11, 30))
QUARTER = (date(2024, 7, 1), date(2024, 9, 30))
WEEK = (date(2024, 11, 4), date(2024, 11, 10))
HALF = (date(2024, 11, 1), date(2024, 11, 15))
WINTER = (date(2023, 12, 1), date(2024, 2, 29))
LEAP_DAY = (date(2024, 2, 29), date(2024, 2, 29))
TURN = (date(2023, 12, 26), date(2024, 1, 3))
COUNTED = (date(2024, 1, 1), date(2024, 5, 27))  # 31 + 29 + 31 + 30 + 27 days
SPANS = {
    "en": {
        "In November 2024": NOVEMBER,
        "From September to November 2024": AUTUMN,
        "In the third quarter of 2024": QUARTER,
        "Between 4 and 10 November 2024": WEEK,
        "From Nov. 4–10, 2024,": WEEK,
        "In the first half of November 2024": HALF,
        "In autumn 2024": AUTUMN,
        "In winter 2023/24": WINTER,
        "From December 2023 to February 2024": WINTER,
        "On 29 February 2024": LEAP_DAY,
        "Between 26 December 2023 and 3 January 2024": TURN,
        "In the week ending 10 November 2024": WEEK,
        "In the 148 days from 1 January 2024": COUNTED,
    },
    "uk": {
        "У листопаді 2024 року": NOVEMBER,
        "З вересня до листопада 2024 року": AUTUMN,
        "У третьому кварталі 2024 року": QUARTER,
        "З 4 до 10 листопада 2024 року": WEEK,
        "За першу половину листопада 2024 року": HALF,
        "Восени 2024 року": AUTUMN,
        "Взимку 2023–2024 років": WINTER,
        "З грудня 2023 року до лютого 2024 року": WINTER,
        "29 лютого 2024 року": LEAP_DAY,
        "З 26 грудня 2023 року до 3 січня 2024 року": TURN,
    },
    "de": {
        "Im November 2024": NOVEMBER,
        "Von September bis November 2024": AUTUMN,
        "Im dritten Quartal 2024": QUARTER,
        "Vom 4. bis 10. November 2024": WEEK,
        "Im Herbst 2024": AUTUMN,
        "Im Winter 2023/24": WINTER,
        "Am 29. Februar 2024": LEAP_DAY,
        "Vom 26. Dezember 2023 bis 3. Januar 2024": TURN,
    },
    "ru": {
        "В ноябре 2024 года": NOVEMBER,
        "С сентября по ноябрь 2024 года": AUTUMN,
        "В третьем квартале 2024 года": QUARTER,
        "С 4 по 10 ноября 2024 года": WEEK,
        "Осенью 2024 года": AUTUMN,
        "Зимой 2023–2024 годов": WINTER,
        "29 февраля 2024 года": LEAP_DAY,
        "С 26 декабря 2023 года по 3 января 2024 года": TURN,
    },
}
LOSSES, GAINS = (ProposedKind.LOSSES, "", "people"), (ProposedKind.GAINS, "", "km2")
IN_MILES = (ProposedKind.GAINS, "", "mi2")
A_DAY, COST = (
    (ProposedKind.CLAIM, "losses_per_day", "people/day"),
    (
        ProposedKind.CLAIM,
        "losses_per_gain",
        "people/km2",
    ),
)
SAID = {
    "en": {
        "the army lost {} soldiers": LOSSES,
        "the army gained {} square kilometres": GAINS,
        "the army seized {}\u00a0sq mi": IN_MILES,
        "the army lost {} soldiers a day": A_DAY,
        "the army lost {} soldiers per km²": COST,
    },
    "uk": {
        "армія втратила {} військових": LOSSES,
        "армія захопила {} кв. км": GAINS,
        "армія втрачала {} військових на добу": A_DAY,
        "армія втрачала {} військових на 1 кв. км": COST,
    },
    "de": {
        "verlor die Armee {} Soldaten": LOSSES,
        "eroberte die Armee {} Quadratkilometer": GAINS,
        "verlor die Armee {} Soldaten pro Tag": A_DAY,
        "verlor die Armee {} Soldaten pro Quadratkilometer": COST,
    },
    "ru": {
        "армия потеряла {} военных": LOSSES,
        "армия захватила {} кв. км": GAINS,
        "армия теряла {} военных в сутки": A_DAY,
        "армия теряла {} военных на 1 кв. км": COST,
    },
}


@dataclass(frozen=True)
class Written:
    """A sentence, and what was written into it."""

    text: str
    language: str
    value: float
    qualifier: str
    days: tuple[date, date]
    says: tuple[ProposedKind, str, str]


@st.composite
def sentences(draw: st.DrawFn) -> Written:
    language = draw(st.sampled_from(sorted(SAID)))
    span, days = draw(st.sampled_from(sorted(SPANS[language].items())))
    template, says = draw(st.sampled_from(sorted(SAID[language].items())))
    said, qualifier = draw(st.sampled_from(sorted(QUALIFIERS[language].items())))
    group = draw(st.sampled_from(GROUPS[language]))
    if draw(st.booleans()):
        tenths = draw(st.integers(11, 9999).filter(lambda n: n % 10))
        digits = f"{tenths // 10}{DECIMAL[language]}{tenths % 10}{THOUSAND[language]}"
        value = tenths * 100.0
    else:
        value = float(draw(st.integers(100, 2_000_000).filter(lambda n: not 1800 <= n <= 2099)))
        digits = f"{int(value):,}".replace(",", group)
    return Written(
        f"{span} {template.format(f'{said} {digits}'.strip())}.", language, value, qualifier, days, says
    )


def proposed(written: Written) -> Proposal:
    found = [
        p for p in read_report(written.text, PUBLISHED, written.language).proposals if p.kind is not None
    ]
    assert len(found) == 1, [(written.text[p.start : p.end], p.kind) for p in found]
    return found[0]


@given(sentences())
def test_what_is_written_is_read_back_whole(written: Written) -> None:
    found = proposed(written)
    assert (found.value, found.qualifier) == (written.value, Qualifier(written.qualifier))
    assert (found.kind, found.measure, found.unit) == written.says
    assert (found.first, found.last) == written.days
    assert found.ticked is (
        a_day(written) <= {LOSSES: 60_000, A_DAY: 60_000, GAINS: 20_000}.get(written.says, inf)
    )


def a_day(written: Written) -> float:
    """Return how much it is for each day, of which there has never been more than some."""
    first, last = written.days
    return written.value / (1 if written.says == A_DAY else (last - first).days + 1)


OTHERS = {
    "en": (
        "Finland lost 777 soldiers in January 1940, NATO said.",
        "In June 2023 Germany recruited 777 volunteers, the BBC reported.",
    ),
    "uk": (
        "Фінляндія втратила 777 військових у січні 1940 року, повідомили в НАТО.",
        "У червні 2023 року Німеччина набрала 777 добровольців, повідомив Зеленський.",
    ),
    "de": (
        "Finnland verlor im Januar 1940 rund 777 Soldaten, sagte Selenskyj.",
        "Im Juni 2023 rekrutierte Italien 777 Freiwillige, meldete die NATO.",
    ),
    "ru": (
        "Финляндия потеряла 777 военных в январе 1940 года, сообщили в НАТО.",
        "В июне 2023 года Германия набрала 777 добровольцев, сообщил Зеленский.",
    ),
}
"""Sentences of other sides, days and sources."""
RUSSIAN = {
    "en": ("the army", "the Russian army"),
    "uk": ("армія", "російська армія"),
    "de": ("die Armee", "die russische Armee"),
    "ru": ("армия", "российская армия"),
}


@given(sentences(), st.booleans(), st.integers(0, 1), st.sampled_from([" ", "\n"]))
def test_what_is_certain_is_nothing_of_a_sentence_beside(
    written: Written, before: bool, which: int, gap: str
) -> None:
    other = OTHERS[written.language][which]
    own = written.text.replace(*RUSSIAN[written.language])
    text = f"{other}{gap}{own}" if before else f"{own}{gap}{other}"
    found = read_report(text, PUBLISHED, written.language).proposals
    start = len(other) + 1 if before else 0
    here = [p for p in found if start <= p.start < start + len(own)]
    assert written.value in {p.value for p in here}
    for proposal in here:
        if not proposal.ticked:
            continue
        assert (proposal.kind, proposal.measure, proposal.unit) == written.says
        assert (proposal.first, proposal.last) == written.days
        assert not proposal.source
        assert proposal.side in {"Russia", "Росія", "Russland", "Россия"}


JOINS = {"en": ("between", "and"), "uk": ("від", "до"), "de": ("zwischen", "und"), "ru": ("от", "до")}
BOUNDS = {
    "en": ("more than", "but fewer than"),
    "uk": ("понад", "але менше ніж"),
    "de": ("mehr als", "aber weniger als"),
    "ru": ("более", "но менее"),
}


@given(sentences(), st.integers(2, 900), st.sampled_from(["bare", "named", "bounds"]))
def test_a_range_is_read_back_as_its_bounds(written: Written, width: int, how: str) -> None:
    low, high = 1000 * width, 2000 * width
    group = GROUPS[written.language][0]
    template = next(t for t, says in SAID[written.language].items() if says == written.says)
    span = next(s for s, days in SPANS[written.language].items() if days == written.days)
    before, between = (BOUNDS if how == "bounds" else JOINS)[written.language]
    noun = template[template.index("{}") + 2 :] if how == "named" and written.says[0] is not A_DAY[0] else ""
    digits = [f"{n:,}".replace(",", group) for n in (low, high)]
    text = f"{span} {template.format(f'{before} {digits[0]}{noun} {between} {digits[1]}')}."
    found = proposed(Written(text, written.language, 0, "exact", written.days, written.says))
    assert (found.value, found.low, found.high, found.qualifier) == (None, low, high, Qualifier.EXACT)
    assert (found.first, found.last) == written.days


BOTH = {
    "en": "{} the army lost {} soldiers and gained {} square kilometres.",
    "uk": "{} армія втратила {} військових і захопила {} кв. км.",
    "de": "{} verlor die Armee {} Soldaten und eroberte {} Quadratkilometer.",
    "ru": "{} армия потеряла {} военных и захватила {} кв. км.",
}


@given(sentences(), st.integers(1_000, 90_000), st.integers(11, 9_999))
def test_two_figures_of_a_sentence_are_two_proposals(written: Written, lost: int, tenths: int) -> None:
    span = next(s for s, days in SPANS[written.language].items() if days == written.days)
    digits = f"{lost:,}".replace(",", GROUPS[written.language][0])
    ground = f"{tenths / 10:.1f}".replace(".", DECIMAL[written.language])
    report = read_report(BOTH[written.language].format(span, digits, ground), PUBLISHED, written.language)
    found = [p for p in report.proposals if p.kind is not None]
    assert [(p.kind, p.value, p.unit) for p in found] == [
        (ProposedKind.LOSSES, lost, "people"),
        (ProposedKind.GAINS, tenths / 10, "km2"),
    ]
    assert {(p.first, p.last) for p in found} == {written.days}


GROUND = {
    "en": ("In November 2024 the net gain of the army was {} {}.", "hectares", "minus "),
    "uk": ("У листопаді 2024 року чистий приріст армії становив {} {}.", "га", "мінус "),
    "de": ("Im November 2024 betrug der Nettogewinn der Armee {} {}.", "Hektar", "minus "),
    "ru": ("В ноябре 2024 года армия захватила {} {}.", "га", "минус "),
}


@given(
    st.sampled_from(sorted(GROUND)),
    st.integers(1, 990),
    st.booleans(),
    st.sampled_from(["", "−", "word", "-"]),
)
def test_hectares_and_ground_below_zero_are_read_for_what_they_are(
    language: str, number: int, in_hectares: bool, sign: str
) -> None:
    frame, hectares, minus = GROUND[language]
    text = frame.format((minus if sign == "word" else sign) + str(number), hectares if in_hectares else "km²")
    found = [p for p in read_report(text, PUBLISHED, language).proposals if p.kind is not None]
    if sign == "-":  # a dash, or a minus
        assert found == []
        return
    values = {p.value for p in found}
    assert values == {(-number if sign else number) / (100 if in_hectares else 1)}


ONES = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "uk": "один два три чотири п’ять шість сім вісім дев’ять десять одинадцять дванадцять тринадцять "
    "чотирнадцять п’ятнадцять шістнадцять сімнадцять вісімнадцять дев’ятнадцять",
    "ru": "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
}
TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "uk": "двадцять тридцять сорок п’ятдесят шістдесят сімдесят вісімдесят дев’яносто",
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
}
HUNDREDS = {
    "uk": "сто двісті триста чотириста п’ятсот шістсот сімсот вісімсот дев’ятсот",
    "ru": "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
}
THOUSANDS = {"en": "thousand", "uk": "тисяч", "ru": "тысяч"}


def in_words(number: int, language: str) -> str:
    """Write a number below a million in words; of Slavic thousands the form is always that of five."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        said = f"{in_words(thousands, language)} {THOUSANDS[language]}"
        joint = " and " if language == "en" and 0 < rest < 100 else " "
        return said + (joint + in_words(rest, language) if rest else "")
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        said = (
            f"{in_words(hundreds, language)} hundred"
            if language == "en"
            else (HUNDREDS[language].split()[hundreds - 1])
        )
        joint = " and " if language == "en" else " "
        return said + (joint + in_words(rest, language) if rest else "")
    if number < 20:
        return ONES[language].split()[number - 1]
    tens, rest = divmod(number, 10)
    joint = "-" if language == "en" else " "
    return TENS[language].split()[tens - 2] + (joint + in_words(rest, language) if rest else "")


@given(st.sampled_from(sorted(THOUSANDS)), st.integers(20, 999_999))
def test_numbers_in_words_are_read_back(language: str, number: int) -> None:
    template = next(t for t, says in SAID[language].items() if says == LOSSES)
    span = next(s for s, days in SPANS[language].items() if days == NOVEMBER)
    text = f"{span} {template.format(in_words(number, language))}."
    found = proposed(Written(text, language, number, "exact", NOVEMBER, LOSSES))
    assert found.value == number


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In November 2024 they lost five-six thousand soldiers.", "en"),
        ("In November 2024 they lost between one hundred and twenty thousand soldiers.", "en"),
        ("In November 2024 they lost two thousand and three hundred soldiers.", "en"),
        ("У листопаді вони втратили кілька тисяч двісті військових.", "uk"),
    ],
)
def test_words_that_are_no_number_or_may_be_two_are_not_read(text: str, language: str) -> None:
    assert [p for p in read_report(text, PUBLISHED, language).proposals if p.kind is not None] == []


POWERS = {
    "en": {"hundred": 1e2, "dozen": 12, "thousand": 1e3, "hundred thousand": 1e5, "million": 1e6},
    "uk": {"сотень": 1e2, "десятків": 10, "тисяч": 1e3, "млн": 1e6},
    "ru": {"сотен": 1e2, "десятков": 10, "тысяч": 1e3, "млн": 1e6},
    "de": {"hundert": 1e2, "Dutzend": 12, "Tausend": 1e3, "Millionen": 1e6},
}
RANGED = {
    "en": ("{} to {}", "between {} and {}", "from {} to {}", "{}–{}"),
    "uk": ("від {} до {}", "{}–{}", "{}-{}"),
    "ru": ("от {} до {}", "{}–{}", "{}-{}"),
    "de": ("{} bis {}", "zwischen {} und {}", "{}–{}"),
}
LOST_SO_MANY = {
    "en": "In 2024 the army lost {} soldiers.",
    "uk": "У 2024 році армія втратила {} військових.",
    "ru": "В 2024 году армия потеряла {} солдат.",
    "de": "Im Mai 2024 verlor die Armee {} Soldaten.",
}
BESIDE = (
    "",
    " https://example.org/2024/05/1,200-soldiers%20lost",
    " [1](https://example.org/?id=5000&lost=300)",
    " Um 20.14 Uhr und um 6.30 Uhr.",
    " 12:30",
    " ISO 9001:2015, 2S19, 1:5",
)


@given(st.data(), st.integers(2, 8), st.integers(1, 9), st.sampled_from(BESIDE))
def test_a_power_said_once_is_of_both_ends(data: st.DataObject, low: int, more: int, beside: str) -> None:
    language = data.draw(st.sampled_from(sorted(POWERS)))
    word, power = data.draw(st.sampled_from(sorted(POWERS[language].items())))
    range_ = data.draw(st.sampled_from(RANGED[language])).format(low, low + more)
    text = LOST_SO_MANY[language].format(f"{range_} {word}") + beside
    (found,) = (p for p in read_report(text, PUBLISHED, language).proposals if p.kind is not None)
    assert (found.low, found.high) == (low * power, (low + more) * power)


@given(st.data(), st.integers(2, 9), st.sampled_from(BESIDE))
def test_so_many_groups_are_counted_or_nobody_is(data: st.DataObject, many: int, beside: str) -> None:
    language = data.draw(st.sampled_from(sorted(POWERS)))
    word, power = data.draw(st.sampled_from(sorted(POWERS[language].items())))
    several = {"en": "several", "uk": "кілька", "ru": "несколько", "de": "mehrere"}[language]
    for said, wanted in ((str(many), [many * power]), (several, [])):
        text = LOST_SO_MANY[language].format(f"{said} {word}") + beside
        found = [p.value for p in read_report(text, PUBLISHED, language).proposals if p.kind is not None]
        assert found == wanted, text
