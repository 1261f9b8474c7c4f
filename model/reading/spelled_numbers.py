"""Numbers in words, and what they come to: `two thousand three hundred and fifty`, `сто п’ять тисяч`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from model.reading.patterns import any_case
from model.reading.vocabulary import Cue, Vocabulary

_AND = {"en": r"\s+and\s+"}  # within a number, as no other of the languages has it
_SHORT, _ALONE = 2, 4  # letters of a power that stands behind digits alone: `m`, `k`; or behind something


class _Said(Struct, frozen=True):
    """A word of a number; a `power` is `hundred` or more, `joint` is what parts it from the one before.

    `half`: it says `and a half` of what stands before it.
    """

    start: int
    end: int
    value: float
    power: bool
    joint: str
    half: bool = False


def power_of(words: Vocabulary, said: str) -> float:
    """Return what a word or sign for a power comes to: 1000 for `thousand`, 1 for none."""
    return next((f for pattern, f in words.scales.items() if any_case(pattern).fullmatch(said)), 1.0)


def spelled(text: str, words: Vocabulary) -> Iterator[tuple[int, int, float]]:
    """Yield place and value of each number in words; what is none in its grammar, `five-six`, is not read."""
    one = "|".join(sorted(words.words, key=len, reverse=True))
    scale = "|".join(words.scales)
    joint = rf"(?:[\s-]+|{_AND[words.code]})" if words.code in _AND else r"[\s-]+"
    begins = one if words.code in _AND else f"{one}|{scale}"  # a power stands alone: `тисячу двісті`
    half = words.and_a_half
    token = any_case(rf"(?<![^\W_])(?:(?P<half>{half})|(?P<one>{one})|(?P<scale>{scale}))(?!\w)")
    phrase = any_case(
        rf"(?<![\w-])(?:{begins})(?!\w)(?:[\s-]+(?:{half})(?!\w)|{joint}(?:{one}|{scale})(?!\w))*"
        rf"(?![\s-]+(?:{words.parts})(?!\w))"
    )
    between = any_case(rf"(?<!\w)(?:{words.between})\s+$")
    several = any_case(rf"(?<!\w)(?:{words.several})\s+$")
    part = any_case(rf"(?<!\w)(?:{words.parts})\s+(?:{words.of_whole})\s+$")  # `a third of a million`
    for match in phrase.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()]
        if part.search(before) is not None:
            continue
        said = _words(words, token, text, match)
        own = text[said[0].start : said[0].end]
        if said[0].power and before[-2:-1].isdigit():  # `89 тисяч шістсот`
            said = said[1:]
        elif several.search(before) or (said[0].power and not any_case(words.one_power).fullmatch(own)):
            said = []  # `кілька тисяч двісті`, `тисячі військових`, not `втратив тисячу двісті`
        for number in _parted(said, ranged=between.search(before) is not None):
            value = _value(number)
            if value is not None:
                yield number[0].start, number[-1].end, value


def factors(text: str, words: Vocabulary) -> Iterator[tuple[int, int, float]]:
    """Yield place and value of what says in a word how many times: `twice`, `doubled`, `halved`."""
    for pattern, value in words.factors.items():
        for match in any_case(rf"(?<![\w-])(?:{pattern})(?!\w)").finditer(text):
            yield *match.span(), value


def parts_lost(text: str, words: Vocabulary) -> Iterator[tuple[int, int, float]]:
    """Yield place and value of the parts of people lost that words tell: `a quarter of the casualties`."""
    lost = f"{words.cues[Cue.CASUALTIES]}|{words.cues[Cue.KILLED]}"
    whole = rf"\s+(?:(?:{words.of_whole})\s+)?(?:[^\W\d]+\s+){{0,2}}(?=(?:{lost})(?!\w))"
    for pattern, value in words.fractions.items():
        for match in any_case(rf"(?<![\w-])(?P<part>{pattern}){whole}").finditer(text):
            yield *match.span("part"), value


def _words(words: Vocabulary, token: re.Pattern[str], text: str, phrase: re.Match[str]) -> list[_Said]:
    said: list[_Said] = []
    for each in token.finditer(text, *phrase.span()):
        power, half = each["scale"], each["half"] is not None
        if half:
            said.append(_Said(*each.span(), 0.5, power=False, joint="", half=True))
            continue
        value = _value_of(words, each["one"]) if power is None else power_of(words, power)
        if power is not None and (
            len(power) <= (_SHORT if said else _ALONE) or not (said or power.isalpha())
        ):
            value = math.nan
        joint = text[said[-1].end : each.start()].strip().lower() if said else ""
        said.append(_Said(*each.span(), value, power is not None, joint))
    return said


def _value_of(words: Vocabulary, said: str) -> float:
    return next(v for pattern, v in words.words.items() if any_case(pattern).fullmatch(said) is not None)


def _parted(said: Sequence[_Said], *, ranged: bool) -> list[Sequence[_Said]]:
    """Return the numbers of a phrase: one, or two around the `and` between them."""
    ands = [place for place, one in enumerate(said) if one.joint == "and"]
    if not said:
        return []
    if not ands or (not ranged and _value(said) is not None):
        return [said]
    if len(ands) > 1 or _value(said) is not None:  # `between one hundred and twenty thousand`
        return []
    first, second = said[: ands[0]], said[ands[0] :]
    sums = not ranged and first[-1].power and (_value(second) or 0) < first[-1].value
    return [] if sums else [first, second]  # `two thousand and three hundred`: one, or two


def _value(said: Sequence[_Said]) -> float | None:
    """Return what words come to; None where one is not smaller than what stands before it: no number."""
    if any(one.half for one in said):
        return _with_a_half(said)
    total = group = last = 0.0
    power = room = math.inf
    most = math.inf  # that a group can come to: behind `and` stand tens and ones
    for one in said:
        if one.joint == "and" and one is not said[0]:
            most, room = group + 100, min(room, 100)
        if math.isnan(one.value):
            return None
        if one.power and one.value <= 100:
            group = group or float(one is said[0])
            if not 0 < group < 100 or group * one.value >= most:
                return None
            group, room = group * one.value, 100 * (one.value == 100)  # none goes on behind `two dozen`
        elif one.power:
            if (not group and one is not said[0]) or one.value >= power:
                return None
            group = group or 1
            total += group * one.value
            group, power, room, most = 0.0, one.value, one.value, math.inf
        else:
            hyphened = one.joint == "-" and not (20 <= last < 100 and one.value < 10)
            if hyphened or one.value >= (room or 1.0 * (one.joint == "and")):  # `one and a quarter`
                return None
            group += one.value
            room = 0 if one.value < 20 else 10 if one.value < 100 else 100 if one.value < 1000 else 1000
        last = one.value
    return total + group


def _with_a_half(said: Sequence[_Said]) -> float | None:
    """Return what `two and a half thousand` or `a million and a half` come to."""
    place = next(at for at, one in enumerate(said) if one.half)
    before, behind = _value(said[:place]) if place else None, said[place + 1 :]
    if before is None or len(behind) > 1 or any(one.half or not one.power for one in behind):
        return None
    if said[place - 1].power:
        return None if behind else before + said[place - 1].value / 2
    return (before + 0.5) * (behind[0].value if behind else 1.0)
