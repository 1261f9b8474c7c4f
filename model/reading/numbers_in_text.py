"""Every number of a text: its value in the one notation of the text, how firmly it is said, and its unit.

One notation holds for a whole text. It is fixed by the numbers that can be read in one way only; where there
is none, by the language. A number that the notation reads as one thing and a count of people would read as
another (`1,234` under a decimal comma) is not read at all, nor are `192 192` where spaces group no digits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from unicodedata import numeric

from model.reading.advance import advance_a_day
from model.reading.changes_said import is_change
from model.reading.digits import DIGITS, GAP, SPACE, read_number, spaces_group
from model.reading.how_firmly import qualified
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case
from model.reading.spelled_numbers import factors, parts_lost, power_of, spelled
from model.reading.vocabulary import Cue, Vocabulary, months_of
from model.text.figure_words import INTERVAL, Qualifier
from model.text.notation import Notation
from model.text.records import replace

_CERTAIN = 95.0  # per cent of an interval
_SOON = 16  # letters of a sign, or words, of what a number may be more or less
_FAR = 90  # letters over which a power that was said may be left out
_LABEL = 20  # times a number before a dash, of which what stands behind it is no other end of a range
_LEAST_APART = 3  # the same where a power may be of both: `30 – 35 thousand`
_YEARS = 3  # the same of digits that are a year
_THOUSAND = 1000
_LEAST = 100  # that joins a number with a power before it: `89 thousand 600`
_AT_LEAST, _AT_MOST = (Qualifier.OVER, Qualifier.AT_LEAST), (Qualifier.UNDER, Qualifier.UP_TO)
_MARGIN = r"(?:±|\+/[-−–]?|plus\s+or\s+minus|плюс[- ]мінус)\s*"
_ASIDE = re.compile(
    r"(?:\s[–—]\s|(?<=\w)—)[^\d.;:()–—\n]{1,40}(?:\s[–—]\s|—(?=\w))"
)  # `soldiers – killed or wounded – every day`
_RAISED = "[⁰¹²³⁴-⁹]+"
_FOOTNOTE = rf"(?:{_RAISED}|{SPACE}?\[\d{{1,3}}\])?"
# a control, a letter that could not be read, a fraction, a power, a break before three more digits
_FRACTION = re.compile(rf"[½¼¾](?![\w½¼¾])|(?:{SPACE}|-)(?P<part>[1-9])/(?P<whole>[2-9])(?![\d/]|[.,]\d)")
_UNREAD = "[\u00ad\u200b-\u200f\u2060\ufeff\ufffd½¼¾⅓⅔⅛⅜⅝⅞]"
_TORN_BEHIND = re.compile(
    rf"[.,]?{_UNREAD}|(?:{SPACE}|-)?\d?/\d(?!\d)|{SPACE}?[×·⋅]{SPACE}?10|[.,]\d"
    r"|[.,]?[ \t]*\n[ \t]*[.,]?\d{3}(?!\d)|(?i:[kwmc]/\d)"  # `23k/69w/21m`
)
_TORN_BEFORE = re.compile(
    rf"(?:{_UNREAD}[.,]?|×{SPACE}?|\d{SPACE}?[xх*·]{SPACE}?|(?i:\d[kwmc]/)"
    r"|(?<!\d)\d{1,3}[.,]?[ \t]*\n[ \t]*[.,]?)$"
)


def numbers_in(text: str, words: Vocabulary, notation: Notation) -> list[NumberFound]:
    """Return every number of a text from first to last, ranges as one."""
    found = sorted([*_with_digits(text, words, notation), *_spelled(text, words)], key=lambda n: n.start)
    kept: list[NumberFound] = []
    for number in found:
        if not kept or number.start >= kept[-1].core[1]:
            kept.append(number)
    kept = _with_margins(text, _sums(text, kept, words))
    joined = _with_intervals(text, _ranges(text, words, kept))
    said = _with_rates([_with_words(text, words, number) for number in joined], text, words)
    return _without_powers(_with_bounds(said, text, words), text, words)


def _with_rates(found: list[NumberFound], text: str, words: Vocabulary) -> list[NumberFound]:
    """Return numbers, what each grew from counted for what it became is: `from 14,000 to 35,000 a month`."""
    to = "|".join(middle for opening, middle in words.ranges if opening != words.between and middle.isalpha())
    between = any_case(rf"{GAP}+(?:{to}|{words.until}){GAP}+")
    for place, (one, other) in enumerate(pairwise(found)):
        alike = one.unit in ("", other.unit) and not one.per and other.per in ("day", "month")
        if alike and between.fullmatch(text, one.core[1], other.core[0]) is not None:
            found[place] = replace(one, per=other.per)
    return found


def _with_bounds(found: list[NumberFound], text: str, words: Vocabulary) -> list[NumberFound]:
    """Join `more than 40,000 but fewer than 50,000` to a range."""
    but = any_case(rf",?{GAP}+(?:{words.but}){GAP}+")
    joined: list[NumberFound] = []
    for number in found:
        last = joined[-1] if joined else number
        low, high = last.value, number.value
        bounds = last.qualifier in _AT_LEAST and number.qualifier in _AT_MOST
        if not bounds or low is None or high is None or last.unit not in ("", number.unit):
            joined.append(number)
            continue
        power = _scaled(text, number, words) if low < 1000 <= high else 0.0
        low = low * power if power and low * power < high else low
        if low >= high or but.fullmatch(text, last.end, number.start) is None:
            joined.append(number)
            continue
        whole = replace(number, start=last.start, core=(last.core[0], number.core[1]), value=None)
        unsure = last.unsure or number.unsure
        joined[-1] = replace(whole, low=low, high=high, qualifier=Qualifier.EXACT, unsure=unsure)
    return joined


def _without_powers(found: list[NumberFound], text: str, words: Vocabulary) -> list[NumberFound]:
    """Leave unread what may be said without its power: `33 thousand against 27`, `31, 32 thousand`."""
    ends = rf"[.,;:!?)»”\"]|[–—-]{GAP}|$|(?:{words.and_}|{words.per['month']})(?!\w)"
    ends_there = any_case(rf"{GAP}*(?:{ends})")
    within = any_case(rf"{GAP}+(?:{words.within})(?!\w)")
    compared = any_case(rf"(?<!\w)(?:{words.compared_to}){GAP}+$")
    for place, number in enumerate(found):
        bare = not (number.unit or number.per or number.spelled or number.ordinal or number.signed)
        if not bare or number.value is None or not 1 <= number.value < 1000:
            continue
        for other in (place - 1, place + 1):
            near = found[other] if 0 <= other < len(found) else number
            between = text[min(near.core[1], number.core[1]) : max(near.start, number.start)]
            large = near.value or near.high or 0
            if near.unit or large < 1000 or large % 1000 or not 0.5 <= number.value * 1000 / large <= 2:
                continue
            alone = ends_there.match(text, number.core[1]) is not None
            alone = alone or (compared.search(between) and within.match(text, number.core[1])) is not None
            follows = other < place and alone
            listed = rf",{GAP}+(?:\w+{GAP}+)?"
            leads = other > place and re.fullmatch(listed, between) is not None
            either = (
                other > place and any_case(rf"{GAP}+(?:{words.or_}){GAP}+").fullmatch(between) is not None
            )
            leads = leads and number.value * 1000 < large and _scaled(text, near, words) > 0
            leads = leads or (either and number.value * 1000 < large)  # `70 or 80,000`
            if (follows and len(between) <= _FAR and ";" not in between) or leads:
                found[place] = replace(number, value=None, unsure=True)
                if leads or re.fullmatch(listed, between) is not None:  # `70,000, maybe 75`: between the two
                    found[other] = replace(near, value=None, low=None, high=None, unsure=True)
    return found


def _with_digits(text: str, words: Vocabulary, notation: Notation) -> Iterator[NumberFound]:
    scale = _scale(words)
    spaced = words.groups.isspace() or spaces_group(text)
    several = any_case(rf"(?<!\w)(?:{words.several}){GAP}+$")
    for match in DIGITS.finditer(text):
        value, unsure = read_number(match["digits"], notation)
        foreign = match["sep"] == " " and not spaced
        foreign = foreign and notation.decimal in {words.decimal, "."}
        if foreign and not match["digits"].endswith("000"):
            value, unsure = None, True  # `192 192`: two numbers, or one as other languages write it
        tens = re.fullmatch(r"1\D?0+", match["digits"]) is not None
        if tens and several.search(text[max(0, match.start() - 20) : match.start()]):
            value, unsure = None, True  # `mehrere 1.000`
        end = match.end()
        part = _FRACTION.match(text, end)
        if part is not None and value is not None and match["digits"].isdigit():  # `98½`, `1 1/2`
            value, end = value + _fraction(part), part.end()
        elif _is_torn(text, match):
            value, unsure = None, True
        power = None if advance_a_day(text, words, end) else scale.match(text, end)  # `81 m a day`
        factor, qualifier = 1.0, Qualifier.EXACT
        if power is not None and value is not None:
            factor = power_of(words, power["scale"]) * power_of(words, power["then"] or "")
            value += 0.5 * bool(power["half"] or power["behind"])
            qualifier = next((each for each in words.after if power[each.name]), qualifier)  # `30+ thousand`
            end = power.end()
            unsure = unsure and factor == 1.0
        signed = match["sign"] is not None and _is_sign(text, match.start())
        start = match.start() if signed or match["sign"] is None else match.start() + 1
        if value is not None:
            value = round(float(Decimal(repr(value)) * Decimal(factor)), 6)  # 8.2 billion, to the unit
            if signed and match["sign"] != "+":
                value = -value
        ordinal = re.match(rf"(?:{words.ordinal})\b", text[end : end + 4]) is not None
        found = NumberFound(start, end, (start, end), value, qualifier=qualifier, unit_end=end)
        yield replace(found, unsure=unsure, ordinal=ordinal, signed=signed)


def _fraction(said: re.Match[str]) -> float:
    return int(said["part"]) / int(said["whole"]) if said["part"] else numeric(said.group())


def _is_torn(text: str, match: re.Match[str]) -> bool:
    """Whether what stands beside digits may belong to their number: `10⁶`, `45,` at the end of a line."""
    before, behind = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 12]
    torn_behind, torn_before = _TORN_BEHIND.match(behind), _TORN_BEFORE.search(before)
    groups = re.split(r"\D", match["digits"])
    if torn_behind is not None and "\n" in torn_behind.group() and len(groups[0]) > 3:
        torn_behind = None  # a year
    if torn_before is not None and "\n" in torn_before.group() and len(groups[0]) != 3:
        torn_before = None
    power = match["digits"] == "10" and re.match(_RAISED, behind) is not None
    return power or torn_behind is not None or torn_before is not None


def _is_sign(text: str, place: int) -> bool:
    """Whether a dash before digits is a sign: nothing stands before it, or a space or bracket that opens."""
    before = text[place - 1 : place]
    return text[place] == "+" or (
        before in ("", "(", " ", "\n")
        and re.search(r"\d\s*$", text[:place]) is None
        and re.search(r"[:(]\s*$", text[max(0, place - 3) : place]) is not None
    )


def _scale(words: Vocabulary) -> re.Pattern[str]:
    firmly = "|".join(f"(?P<{qualifier.name}>{said})" for qualifier, said in words.after.items())
    half, scale = words.and_a_half, "|".join(words.scales)
    return any_case(
        rf"{_FOOTNOTE}(?:{GAP}?(?:{firmly}))?(?:{GAP}+(?P<half>{half}))?(?:{GAP}|-)?(?P<scale>{scale})(?!\w)"
        rf"(?:{GAP}(?P<then>{scale})(?!\w))?(?:{GAP}+(?P<behind>{half})(?!\w))?"
    )


def _spelled(text: str, words: Vocabulary) -> Iterator[NumberFound]:
    """Yield numbers in words: `two thousand`; small ones that stand alone; `twice`; a part of the lost."""
    for start, end, value in spelled(text, words):
        if value > 1 or _opens_range(text, words, start, end):  # else an article, or “one”
            nth = any_case(words.nth).fullmatch(text[start:end]) is not None
            yield NumberFound(start, end, (start, end), value, spelled=True, unit_end=end, ordinal=nth)
    exact, about = Qualifier.EXACT, Qualifier.ABOUT
    for unit, said, firmly in (("times", factors, exact), ("share", parts_lost, about)):
        for start, end, value in said(text, words):
            place = start, end
            yield NumberFound(*place, place, value, qualifier=firmly, unit=unit, spelled=True, unit_end=end)


def _opens_range(text: str, words: Vocabulary, start: int, end: int) -> bool:
    """Whether “one” is the lower end of a range: `from one to 1.35 million`."""
    return any(
        opening
        and any_case(rf"{GAP}+(?:{middle}){GAP}+\d").match(text, end) is not None
        and any_case(rf"(?<!\w)(?:{opening}){GAP}+$").search(text[max(0, start - 20) : start])
        for opening, middle in words.ranges
    )


def _sums(text: str, numbers: list[NumberFound], words: Vocabulary) -> list[NumberFound]:
    """Join `1 million 209 880` to one number. What could be another one leaves it unread."""
    kept: list[NumberFound] = []
    for number in numbers:
        last = kept[-1] if kept else None
        if last is None or last.value is None or number.value is None or not _adds(text, last, number, words):
            kept.append(number)
            continue
        end = number.core[1]
        sure = number.value >= _LEAST  # a small one may be the day of a month
        value = last.value + number.value if sure else None
        kept[-1] = replace(
            last, value=value, end=end, core=(last.core[0], end), unit_end=end, unsure=not sure
        )
    return kept


def _adds(text: str, last: NumberFound, number: NumberFound, words: Vocabulary) -> bool:
    """Whether a number is what the one before, which ends with its power, leaves out: `89 thousand 600`."""
    power = _scaled(text, last, words)
    if last.value is None or number.value is None or power < 1000 or last.value % power:
        return False
    said = text[slice(*number.core)]
    year = said.isdigit() and len(said) == 4
    return 0 < number.value < power and not year and not text[last.core[1] : number.core[0]].strip()


def _ranges(text: str, words: Vocabulary, numbers: list[NumberFound]) -> list[NumberFound]:
    joined: list[NumberFound] = []
    for number in numbers:
        last = joined[-1] if joined else None
        opened = None if last is None else _range_start(text, words, last, number)
        if last is None or opened is None or last.value is None or number.value is None:
            joined.append(number)
            continue
        low, high = last.value, number.value
        powers = [power for power in _powers(text, number, words) if low < power <= high]
        power = next((power for power in powers if low * power < high), 0.0)
        if power and (not last.spelled or low * power * _LEAST_APART > high):
            low *= power
        endless = text[number.core[1] :][:1] == "+"  # `4,000–5,000+`
        either = endless or (bool(powers) and not power and low < powers[-1])  # `4-3 thousand`
        thousands = low < _THOUSAND <= high and not high % _THOUSAND and low * _THOUSAND < high
        either = either or thousands  # `15-25,000`
        apart = last.ordinal or number.ordinal or last.unit == "times"
        if low >= high or apart or _is_label(text, last, words, low, high):
            joined.append(number)
            continue
        joined[-1] = replace(
            last,
            start=opened,
            end=number.end,
            core=(last.core[0], number.core[1]),
            value=None,
            low=None if either else low,
            high=None if either else high,
            unsure=either or last.unsure or number.unsure,
            spelled=last.spelled and number.spelled,
            unit_end=number.core[1],
            signed=False,
        )
    return joined


def _with_margins(text: str, numbers: list[NumberFound]) -> list[NumberFound]:
    """Join a number with what it may be more or less: `45,100 ± 1,900`; one alone is left unread."""
    joined: list[NumberFound] = []
    for number in numbers:
        last = joined[-1] if joined else None
        before = text[max(0, number.start - _SOON) : number.start]
        if any_case(rf"{_MARGIN}$").search(before) is None or number.value is None:
            joined.append(number)
            continue
        told = (
            last is not None
            and any_case(rf"\s*{_MARGIN}").fullmatch(text, last.core[1], number.start) is not None
        )
        margin = abs(number.value)
        if last is None or not told or last.value is None or last.unsure or last.value < margin:
            joined.append(replace(number, value=None, unsure=True))
            continue
        low, high = (round(bound, 6) for bound in (last.value - margin, last.value + margin))
        end, unsure = number.core[1], number.unsure
        core = (last.core[0], end)
        joined[-1] = replace(last, low=low, high=high, end=end, core=core, unit_end=end, unsure=unsure)
    return joined


def _with_intervals(text: str, numbers: list[NumberFound]) -> list[NumberFound]:
    """Join a number with the 95 % interval told behind it: `351,817 deaths (95 % CI 301,826–401,808)`."""
    joined: list[NumberFound] = []
    for number in numbers:
        last, percent = joined[-2:] if len(joined) > 1 else (None, None)
        if last is None or percent is None or last.value is None or number.low is None or number.high is None:
            joined.append(number)
            continue
        between = text[last.core[1] : number.start]
        said = INTERVAL.search(between)
        told = (
            said is not None and len(between) <= _FAR and not re.search(r"\d|[.;]\s", between[: said.start()])
        )
        if told and percent.value == _CERTAIN and last.value and number.low <= last.value <= number.high:
            joined[-2:] = [replace(last, low=number.low, high=number.high, interval=True)]
        else:
            joined.append(number)
    return joined


def _is_label(text: str, number: NumberFound, words: Vocabulary, low: float, other: float) -> bool:
    """Whether digits are what a number is said of: `since February 2022 to 809,850`, `2022 — 106 720`.

    `low` is what they come to as the lower end of a range: with the power of `other`, if that has one.
    """
    dash = re.match(rf"{GAP}+[–—-]{GAP}+", text[number.core[1] :]) is not None
    if dash and other > low * (_LABEL if low == number.value else _LEAST_APART):
        return True  # `week 12 – 7,310`, `week 12 – 70 thousand`
    if re.fullmatch(r"(?:1[89]|20)\d\d", text[slice(*number.core)]) is None:
        return False
    before = text[max(0, number.start - 20) : number.start]
    leads = "|".join((*months_of(words.code), words.since))
    if any_case(rf"(?<!\w)(?:{leads}),?\s+$").search(before) is not None:
        return True
    opens = any_case(rf"(?:^|\n)[^\w\n]*$|(?<!\w)(?:{words.within})\s+$").search(before) is not None
    return other > _YEARS * (number.value or 0) or (dash and opens)


def _scaled(text: str, number: NumberFound, words: Vocabulary) -> float:
    """Return the power that a number was said with, such as 1000 for `30 thousand`; 0 for none."""
    return next(reversed(_powers(text, number, words)), 0.0)


def _powers(text: str, number: NumberFound, words: Vocabulary) -> list[float]:
    """Return the powers that one before a number may share, the most first: `three hundred thousand`."""
    said = any_case(rf"(?:(?:{GAP}|-)?(?:{'|'.join(words.scales)}))+$").search(text[slice(*number.core)])
    powers = [power_of(words, one) for one in re.split(rf"{GAP}|-", said.group()) if one] if said else []
    return sorted({math.prod(powers[at:]) for at in range(len(powers))}, reverse=True)


def _range_start(text: str, words: Vocabulary, low: NumberFound, high: NumberFound) -> int | None:
    """Return where a range begins, its opening word included; None where two numbers are none."""
    between = text[low.core[1] : high.core[0]]
    if len(between) > 40:
        return None
    units = "|".join((*words.units.values(), words.percent))
    for opening, middle in words.ranges:
        named = f"{units}|{words.cues[Cue.PEOPLE]}" if opening else units
        cut = "-?" if middle.isalpha() else ""  # `drei- bis viertausend`
        if any_case(rf"{cut}{GAP}*(?:{named})?{GAP}*(?:{middle}){GAP}*").fullmatch(between) is None:
            continue
        share = any_case(rf"{GAP}*(?:{words.percent})(?!\w)")
        if share.match(between) is not None and share.match(text, high.core[1]) is None:
            return None  # `dropped 13 % to 28,880`
        if not opening:
            apart = (high.value or 0) >= _LEAST_APART * (low.value or 0) and share.match(
                text, high.core[1]
            ) is None
            became = middle.isalpha() and apart and is_change(text, words, low.start)
            return None if became else low.start  # `rose by 300 to 1,200`
        before = any_case(rf"(?<!\w)(?:{opening}){GAP}+$").search(text[max(0, low.start - 20) : low.start])
        if before is not None:
            start = low.start - len(before.group())
            return None if opening != words.between and is_change(text, words, start) else start
    return None


def _with_words(text: str, words: Vocabulary, number: NumberFound) -> NumberFound:
    """Add the qualifier of a number, its unit, and what it is counted for: a day, a square kilometre."""
    number = qualified(text, words, number)
    if number.unit:
        return number
    rest = text[number.core[1] : number.core[1] + 90]
    percent = any_case(rf"{GAP}?(?:{words.percent})(?!\w)").match(rest)
    if percent is not None:
        end = number.core[1] + percent.end()
        return replace(_hundredths(number), unit="share", end=max(number.end, end), unit_end=end)
    times = any_case(rf"{GAP}?(?:{words.times}|[x×])(?!\w)").match(rest)
    if times is not None:
        end = number.core[1] + times.end()
        return replace(number, unit="times", end=max(number.end, end), unit_end=end)
    for unit, pattern in words.units.items():
        match = any_case(rf"{_FOOTNOTE}{GAP}{{0,2}}-?(?:of{GAP})?(?:{pattern})(?!\w)").match(rest)
        if match is not None:
            end = number.core[1] + match.end()
            number = replace(number, unit=unit, end=max(number.end, end), unit_end=end)
            number = replace(_hundredths(number), unit="km2") if unit == "ha" else number
            number = _below_zero(text, words, number)
            break
    return replace(number, per=_per(text, words, number))


def _below_zero(text: str, words: Vocabulary, number: NumberFound) -> NumberFound:
    """Return a number of ground as less than 0 behind a minus; unread behind a dash that may be one."""
    before = text[max(0, number.core[0] - 8) : number.core[0]]
    minus = any_case(rf"(?:(?<!\w)(?:{words.minus}){GAP}+|(?<![^\s(])−)$").search(before)
    if number.signed or (minus is None and re.search(r"(?<![^\s(])[-–]$", before) is None):
        return number
    if minus is None or number.value is None:
        return replace(number, value=None, low=None, high=None, unsure=True)
    start = number.core[0] - len(minus.group())
    value, core = -number.value, (start, number.core[1])
    return replace(number, start=min(number.start, start), core=core, value=value, signed=True)


def _hundredths(number: NumberFound) -> NumberFound:
    """Return a number of per cent as a share, one of hectares as km²."""
    value, low, high = (
        None if x is None else round(x / 100, 9) for x in (number.value, number.low, number.high)
    )
    return replace(number, value=value, low=low, high=high)


def _per(text: str, words: Vocabulary, number: NumberFound) -> str:
    """Return for what a number is counted: `day`, `km2` …; it may stand behind a noun or a bracket."""
    rest = _ASIDE.sub(" ", text[number.unit_end : number.unit_end + 90])
    rest = re.split(r";\s|[.]\s+(?=[^\W\d_])(?![a-zа-яіїєґäöü])|,\s|\s[-–—]\s|\n|[(](?=[≈~])", rest)[0]
    rest = re.sub(r"^[\s]*[(\[][^)\]]{0,40}[)\]]", lambda m: " " * len(m.group()), rest)
    rest = re.split(r"(?!\b1\b)\d", rest)[0]  # behind another number it is that one's: `(about 70 per km²)`
    if not number.unit or number.unit == "share":
        area = _soon(rest, words.per_area, 4, frozenset())
        if area is not None:
            return area_of(area.group(), words)
    rest = re.sub(
        rf"(?<!\w)(?:{words.before_that})(?!\w)", lambda m: "," * len(m.group()), rest, flags=re.IGNORECASE
    )  # no rate
    for key, pattern in words.per.items():
        if _soon(rest, pattern, 8, words.stops) is not None:
            return key
    return ""


def area_of(said: str, words: Vocabulary) -> str:
    """Return the unit of what something is counted for: `mi2` of `per square mile`, else `km2`."""
    return "km2" if any_case(words.units["mi2"]).search(said) is None else "mi2"


def _soon(rest: str, pattern: str, most: int, stops: frozenset[str]) -> re.Match[str] | None:
    """Return the match of a pattern behind at most so many words, none of which begins another thought."""
    found = any_case(rf"(?<!\w)(?:{pattern})(?!\w)").search(rest)
    if found is None or re.search(r"[^\w\s’'()-]", rest[: found.start()]):
        return None
    between = rest[: found.start()].lower().split()
    return found if len(between) <= most and not stops & set(between) else None
