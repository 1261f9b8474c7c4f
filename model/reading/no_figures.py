"""Numbers that are no figure of this field, told by their form or the words that belong to them."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct

from model.reading.advance import advance_a_day
from model.reading.days_found import DaysFound
from model.reading.layout import Placed
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, bounded
from model.reading.proposal import NoFigure
from model.reading.vocabulary import Vocabulary

_TIME = re.compile(
    r"(?<![\d.,])(?:\d{1,2}:\d{2}(?!\d)|\d{1,2}[.:][0-5]\d(?=\s?(?:Uhr|[ap]\.?m)\b)|\d{1,2}(?=\s?(?:Uhr|o['’]clock)\b)"
    r"|(?<=\bо\s)\d{1,2}\.[0-5]\d(?![\d.]))"
)
_CODE = re.compile(
    r"\d+(?::\d+){2,}|1-800-\d[\d-]+|[^\W\d_a-zа-яіїєґ]{2,}\s\d+(?=\s?[–:-]\s?(?:19|20)\d\d\b)"
)
_RATIO = re.compile(r"(?<![\w.,:])\d{1,3}\s?:\s?(?!1(?![\d.,]))\d{1,3}(?![\w:]|[.,]\d)")  # but for `6 : 1`
_LONG = re.compile(
    r"[\s–-]*(?:long|wide|deep|high|tall|in\s+length|length|width|depth|along|across|away|above)\b"
)
_NUMBERED = re.compile(
    r"(?i)(?:№|\bNo\.?|#|§|\bстат(?:ья|ьи|ье|ьей|ті|тя|тею)|\bст\.|\bArt(?:\.|icles?|ikel\w?))\s?$"
)
_LIVED = re.compile(r"\((?:1\d|20)\d\d\s?[–-]\s?(?:1\d|20)\d\d\)")
_MARKER = re.compile(
    r"^\s*(?:[^\w\s]+\s*)?\(?(\d{1,2}(?:/\d{1,2}\b(?![.,]?\d)|[.)/]))\)?(?=\s)", re.MULTILINE
)
_PHONE = re.compile(r"(?:\+\d{1,3}|\(0\d{1,4}\)|(?<!\d)0 \d{3})[\d\s\u00a0()-]{5,}\d|\d{2,3}-\d{2}-\d{2,3}")
_NAMED = re.compile(r"[«“„\"]([^\W\d_][\w’'-]*)(?:\s[\w’'-]+)?\s$")  # `«Contract 18–24»`
_ENDS_LABEL = re.compile(r"\s*(?:[(:.\n–—-]|$)")
_DECADE = re.compile(
    r"(?<![\w.,])(1\d\d0|20\d0|\d0(?=\s?-(?:ті|тих|х\b)|er\s+Jahre))(?:['’]?s|er|-(?:ті|тих|х|ми|е))\b"
)
_BRACKETED = re.compile(r"\[[^\]\n]{0,40}\]")


_LONGEST = 200  # letters of an expression of days; of the others none is as long


class _Mask(Struct, frozen=True):
    """A place of the text where no number is a figure."""

    start: int
    end: int
    reason: NoFigure


_FEW = 100  # `259 місяцем раніше` is 259 of a month before, `two months earlier` a length


class NoFigures:
    """What of a text is no figure whatever stands around it."""

    def __init__(self, text: str, words: Vocabulary, days: list[DaysFound]) -> None:
        self._text, self._words = text, words
        marks = [(_TIME, NoFigure.TIME), (_MARKER, NoFigure.LIST_MARKER), (_PHONE, NoFigure.PHONE)]
        marks += [
            (_RATIO, NoFigure.RATIO),
            (_DECADE, NoFigure.YEAR),
            (_LIVED, NoFigure.YEAR),
            (_CODE, NoFigure.UNIT_NAME),
        ]
        masks = [_Mask(d.start, d.end, _of_days(text, d)) for d in days]
        for pattern, reason in (*marks, (_BRACKETED, NoFigure.PART)):
            inside = 1 if pattern.groups else 0
            masks += [_Mask(m.start(inside), m.end(inside), reason) for m in pattern.finditer(text)]
        self._masks = Placed(masks)

    def why(self, number: NumberFound) -> NoFigure | None:
        """Return why a number is no figure by its form alone, or None."""
        start, end = number.core
        for mask in self._masks.between(start - _LONGEST, end):
            if start < mask.end:
                return mask.reason
        words, before, behind = (
            self._words,
            self._text[max(0, start - 40) : start],
            self._text[end : end + 60],
        )
        if re.search(r"[$€£₴₽]\s?$", before) or any_case(
            rf"^\s?(?:\([^()\n\w]{{0,3}})?(?:[$€£₴₽]|(?:{words.money})(?!\w))"
        ).match(behind):
            return NoFigure.MONEY
        if number.unit == "" and self._text[end - 1] == "m" and _LONG.match(behind):
            return NoFigure.DISTANCE
        if number.unit == "" and any_case(rf"^[\s-]?(?:{words.distance})(?![\w²^])").match(behind):
            return None if advance_a_day(self._text, words, end) else NoFigure.DISTANCE
        if any_case(rf"^(?:{words.age_after})").match(behind) or any_case(
            rf"(?<!\w)(?:{words.age_before})\s+$"
        ).search(before[: number.start - start] if number.start < start else before):
            return NoFigure.AGE
        shifts = rf"(?:\d+\s+)?(?:{words.before_that}|{words.after_that})(?!\w)"
        before_it = any_case(shifts).match(behind.lstrip()) is not None and (number.value or 0) > _FEW
        few = number.spelled and not number.per and (number.value or 0) < _FEW
        small = few and not bounded(words.trend_words).search(behind)
        season = r"(?:\w+\s+)?" if small else ""  # `три літні місяці`, not `third consecutive month`
        if any_case(rf"^[\s-]{season}(?:{words.duration})").match(behind) and not before_it:
            return NoFigure.DURATION
        return self._in_a_name(number, before, behind)

    def _in_a_name(self, number: NumberFound, before: str, behind: str) -> NoFigure | None:
        """Return why a number is a part of what something is called: `47th Brigade`, `F-16`, `Week 3`."""
        if number.ordinal and any_case(rf"^\S*\s+(?:{self._words.unit_name})").match(behind):
            return NoFigure.UNIT_NAME
        if number.unit == "" and re.match(r"[^\W\d_]{1,3}\d", behind):
            return NoFigure.UNIT_NAME  # `2S19`
        publisher = any_case(rf"(?<!\w)(?:{self._words.publishers})\s$").search(before)  # `Channel 24`
        called = any_case(rf"\s(?:{self._words.publishers}|TV)(?!\w)").match(behind)  # `24 Канал`
        if (publisher and publisher[0][0].isupper()) or (called and called[0][1].isupper()):
            return NoFigure.UNIT_NAME
        quoted = _NAMED.search(before)
        if quoted is not None and quoted[1][0].isupper() and behind[:1] in '»”"“':
            return NoFigure.UNIT_NAME
        if any_case(
            r"(?:№|\bNo\.?|#|§|\bстат(?:ья|ьи|ье|ьей|ті|тя|тею)|\bст\.|\bArt(?:\.|icles?|ikel\w?))\s?$"
        ).search(before):
            return NoFigure.OTHER_COUNT
        percent = rf"(?:{self._words.percent})\s+(?:(?:{self._words.inside}|{self._words.by_how_much})\s+)?$"
        if number.unit == "" and any_case(percent).search(before) and not re.search(r"%\s+$", before):
            return NoFigure.PERCENT_OTHER  # `відсотків на 3–4`
        steps = "|".join(self._words.steps.values())
        small = number.unit == "" and 0 < (number.value or 0) < _FEW and not number.spelled
        if small and any_case(rf"(?<!\w)(?:{steps})\s$").search(before) and _ENDS_LABEL.match(behind):
            return NoFigure.LIST_MARKER
        plain = number.value is not None and number.unit == "" and not number.spelled
        if plain and re.search(r"\w[-–]$", before) and self._text[number.core[0] - 1] == "-":
            return NoFigure.UNIT_NAME
        return None


def with_money(text: str, why_not: dict[NumberFound, NoFigure | None]) -> None:
    """Add the sums that go on without their coin: `1.9 million rubles here, 1.7 million there`."""
    for one, other in pairwise(why_not):
        powers = [re.search(r"[^\W\d_]", text[slice(*number.core)]) for number in (one, other)]
        bare = re.compile(r"\s*(?:[,;.)]|$)").match(text, other.core[1]) is not None
        near = re.search(r"[.;!?\n]\s", text[one.core[1] : other.start]) is None
        if why_not[one] is NoFigure.MONEY and why_not[other] is None and all(powers) and bare and near:
            why_not[other] = NoFigure.MONEY


def _of_days(text: str, days: DaysFound) -> NoFigure:
    said = text[days.start : days.end].strip()
    if re.fullmatch(r"\d{4}", said) or re.fullmatch(r"[^\d]+\d{4}", said):
        return NoFigure.YEAR
    return NoFigure.DURATION if days.role == "same" else NoFigure.DATE
