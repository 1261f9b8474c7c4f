"""Days on which somebody said a number, or on which something else began: no days of the number itself."""

from __future__ import annotations

import re

from model.reading.cues import GROUND, LOST, Cues
from model.reading.days_found import DaysFound
from model.reading.layout import Sentence
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case
from model.reading.speech import SPEECH
from model.reading.vocabulary import Cue, Vocabulary

_OPENING = re.compile(r"^\W*(?:\w+\s+){0,2}\w+,\s")  # `In particular, `
_LEAD = 80  # letters before days in which stands who said it


class DaysOfTelling:
    """Which expressions of days of a text only tell when something was said or began."""

    def __init__(self, text: str, words: Vocabulary, cues: Cues) -> None:
        self._text, self._cues = text, cues
        self._verbs: dict[tuple[int, int], re.Match[str] | None] = {}
        into = rf"(?:(?:{words.on}|{words.within})\s+{words.the})"
        into_day = "?" if words.code in ("uk", "ru") else ""  # `заявив 9 травня`
        told = f"(?P<states>{words.states})|{words.tells}|{SPEECH[words.code].says}"
        word = rf"(?!(?:{words.that})\s)[^\W\d][\w’'-]*,?\s+"
        self._verb = any_case(rf"(?<!\w)(?:{told})(?!\w)")
        self._now = any_case(SPEECH[words.code].now)
        self._on = any_case(rf"\s+(?:{word}){{0,5}}?{into}{into_day}")
        self._on_reckoned = any_case(rf"\s+(?:{word}){{0,5}}?(?:{into})?")  # `published Monday`
        self._when = any_case(rf",?\s+(?:{words.when})(?!\w)")
        self._report = any_case(rf"(?<!\w)(?:{words.report_of})\s+$")
        self._that = any_case(rf"(?:\s+[^\W\d][\w’'-]*){{0,5}}?,?\s+(?:that|{words.that_clause})(?!\w)")
        self._begins = any_case(rf"\s+(?:{words.began})(?!\w)")
        self._begun = any_case(
            rf"(?<!\w)(?:{words.began})\s+(?:[\w’'-]+\s+){{0,6}}?(?:{words.on})\s+{words.the}$"
        )

    def is_of_beginning(self, days: DaysFound) -> bool:
        """Whether a month or day is when something began: `a war that began two years ago in April`."""
        lead = self._text[max(0, days.start - _LEAD) : days.start]
        begun = self._begun.search(lead) or self._begins.match(self._text, days.end)
        return days.role in ("span", "day") and not days.joined and begun is not None

    def is_told(self, days: DaysFound, sentence: Sentence) -> bool:
        """Whether a word of telling stands right before days: `X told the council in January`."""
        if days.role == "event":
            return False
        report = self._report.search(self._text, max(sentence.start, days.start - _LEAD), days.start)
        return report is not None or self._told_before(days, sentence) is not None

    def is_only_told(self, days: DaysFound, number: NumberFound, sentence: Sentence) -> bool:
        """Whether days only tell when somebody said it: `released on Thursday`, `In May X said that`."""
        if days.role in ("since", "until", "event") or days.start < sentence.start:
            return False
        said = self._told_before(days, sentence)
        if said is not None:
            that = self._that.match(self._text, days.end) is not None
            return bool(said["states"]) or (that and not self._tells_what(said.end(), days.start))
        if self._when.match(self._text, days.end):  # `in 2024, when X said`
            return False
        lead = re.split(r"[.;:]", _OPENING.sub("", self._text[sentence.start : days.start]))[-1]
        said = self._last_verb(days.end, number.start)
        if "," in lead or said is None or self._now.fullmatch(said.group()):
            return False
        plain = said["states"] and "," not in self._text[said.end() : number.start]
        that = self._that.match(self._text, said.end()) is not None
        return (that or bool(plain)) and not self._tells_what(days.start - len(lead), said.start())

    def tells_at(self, place: int) -> bool:
        """Whether a word of telling stands right behind a place: `back then they spoke of 5,900`."""
        return any(
            self._verb.match(self._text, at) for at in (place + 1, self._text.find(" ", place + 1) + 1)
        )

    def _told_before(self, days: DaysFound, sentence: Sentence) -> re.Match[str] | None:
        reckoned = days.role == "weekday" or days.dateline or self._that.match(self._text, days.end)
        on = self._on_reckoned if reckoned else self._on  # `told them last May that`
        said = self._last_verb(max(sentence.start, days.start - _LEAD), days.start)
        return said if said is not None and on.fullmatch(self._text, said.end(), days.start) else None

    def _last_verb(self, start: int, end: int) -> re.Match[str] | None:
        if (start, end) not in self._verbs:
            self._verbs[start, end] = next(iter([*self._verb.finditer(self._text, start, end)][-1:]), None)
        return self._verbs[start, end]

    def _tells_what(self, start: int, end: int) -> bool:
        """Whether losses, ground or recruits are spoken of between two places: `put losses in May at`."""
        return any(cue.cue in (*LOST, *GROUND, Cue.RECRUITS) for cue in self._cues.all.between(start, end))
