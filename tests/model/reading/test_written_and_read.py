"""What a generator writes is read back: numbers, notations, qualifiers, units and spans of four languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from model.reading.proposal import Proposal, ProposedKind
from model.reading.report import read_report
from model.text.figure_words import Qualifier

PUBLISHED = date(2025, 3, 4)
GROUPS = {"en": (",",), "uk": ("\u00a0", "\u202f", " "), "de": (".", "\u202f"), "ru": ("\u00a0", " ")}
DECIMAL = {"en": ".", "uk": ",", "de": ",", "ru": ","}
THOUSAND = {"en": " thousand", "uk": " тис.", "de": " Tsd.", "ru": " тыс."}
QUALIFIERS = {
    "en": {"": "exact", "about": "about", "over": "over", "at least": "at_least", "up to": "up_to"},
    "uk": {"": "exact", "близько": "about", "понад": "over", "щонайменше": "at_least", "до": "up_to"},
    "de": {"": "exact", "etwa": "about", "mehr als": "over", "mindestens": "at_least", "bis zu": "up_to"},
    "ru": {"": "exact", "около": "about", "более": "over", "не менее": "at_least", "до": "up_to"},
}
NOVEMBER = (date(2024, 11, 1), date(2024, 11, 30))
AUTUMN = (date(2024, 9, 1), date(2024, 11, 30))
QUARTER = (date(2024, 7, 1), date(2024, 9, 30))
WEEK = (date(2024, 11, 4), date(2024, 11, 10))
HALF = (date(2024, 11, 1), date(2024, 11, 15))
SPANS = {
    "en": {
        "In November 2024": NOVEMBER,
        "From September to November 2024": AUTUMN,
        "In the third quarter of 2024": QUARTER,
        "Between 4 and 10 November 2024": WEEK,
        "From Nov. 4–10, 2024,": WEEK,
        "In the first half of November 2024": HALF,
        "In autumn 2024": AUTUMN,
    },
    "uk": {
        "У листопаді 2024 року": NOVEMBER,
        "З вересня до листопада 2024 року": AUTUMN,
        "У третьому кварталі 2024 року": QUARTER,
        "З 4 до 10 листопада 2024 року": WEEK,
        "За першу половину листопада 2024 року": HALF,
        "Восени 2024 року": AUTUMN,
    },
    "de": {
        "Im November 2024": NOVEMBER,
        "Von September bis November 2024": AUTUMN,
        "Im dritten Quartal 2024": QUARTER,
        "Vom 4. bis 10. November 2024": WEEK,
        "Im Herbst 2024": AUTUMN,
    },
    "ru": {
        "В ноябре 2024 года": NOVEMBER,
        "С сентября по ноябрь 2024 года": AUTUMN,
        "В третьем квартале 2024 года": QUARTER,
        "С 4 по 10 ноября 2024 года": WEEK,
        "Осенью 2024 года": AUTUMN,
    },
}
LOSSES, GAINS = (ProposedKind.LOSSES, "", "people"), (ProposedKind.GAINS, "", "km2")
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


def read(written: Written) -> Proposal:
    found = [
        p for p in read_report(written.text, PUBLISHED, written.language).proposals if p.kind is not None
    ]
    assert len(found) == 1, [(written.text[p.start : p.end], p.kind) for p in found]
    return found[0]


@given(sentences())
def test_what_is_written_is_read_back_whole(written: Written) -> None:
    found = read(written)
    assert (found.value, found.qualifier) == (written.value, Qualifier(written.qualifier))
    assert (found.kind, found.measure, found.unit) == written.says
    assert (found.first, found.last) == written.days
    assert found.ticked


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


@given(sentences(), st.integers(2, 900))
def test_a_range_is_read_back_as_its_bounds(written: Written, width: int) -> None:
    joins = {"en": " to ", "uk": "–", "de": " bis ", "ru": "–"}
    low = 1000 * width
    high = low + 1000 * width
    group = GROUPS[written.language][0]
    said = joins[written.language].join(f"{n:,}".replace(",", group) for n in (low, high))
    template = next(t for t, says in SAID[written.language].items() if says == written.says)
    span = next(s for s, days in SPANS[written.language].items() if days == written.days)
    text = f"{span} {template.format(said)}."
    found = read(Written(text, written.language, 0, "exact", written.days, written.says))
    assert (found.value, found.low, found.high) == (None, low, high)
    assert (found.first, found.last) == written.days
