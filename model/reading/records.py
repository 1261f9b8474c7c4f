"""Sentences of records and streaks: `the second highest month of the war`, `for the sixth month above 1,000`.

A record is told without a number of its own: its words say from which end its place is counted, and among
which days. What no days are named for is told of all days that there are.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import Struct

from model.project import ComparedBy
from model.reading.cues import LOST, CueFound, Cues
from model.reading.days_found import DaysFound, counted_by
from model.reading.days_of_lengths import days_averaged
from model.reading.days_said import find_days
from model.reading.patterns import bounded, ends_with
from model.reading.vocabulary import Cue, Vocabulary
from model.text.days import Span, Step

_NEAR = 30  # letters between a superlative and the month or week that is it
_MOST_RANK = 20


class RecordSaid(Struct, frozen=True):
    """The place of some days among others: `since` which, all that there are where that is None."""

    measure: str
    span: Span | None
    kind: ComparedBy
    rank: int
    since: date | None
    step: Step


def record_said(text: str, words: Vocabulary, year: int | None) -> RecordSaid | None:
    """Return the record that a sentence tells; None where it tells none."""
    found = bounded(f"(?P<high>{words.highest})|{words.lowest}").search(text)
    if found is None:
        return None
    days = find_days(text, words, None, year)
    since = next((day for one in days if (day := _since(text, words, one)) is not None), None)
    ever = bounded(words.on_record).search(text)
    behind = text[found.end() : found.end() + _NEAR]
    moving = bounded(words.moving).search(text) is not None
    step = None if moving else step_said(re.split(r"[.;:,]", behind)[0], words)
    if step is None and since is None and ever is None and not moving:
        return None
    measure = _measure(text, words, Cues(text, words, []), found, step)
    if not measure:
        return None
    return RecordSaid(
        measure,
        own_days(days),
        ComparedBy.HIGHEST if found["high"] else ComparedBy.LOWEST,
        _rank(text, words, found),
        since,
        Step.DAY if moving else Step.MONTH,
    )


def streak_said(text: str, words: Vocabulary) -> tuple[Step, int] | None:
    """Return in which steps, and how many in a row, something is said to have lain beyond a number."""
    found = bounded(words.streak).search(text)
    step = None if found is None else step_said(found["step"], words)
    count = 0 if found is None else _number(found["count"], words)
    return None if step is None or count < 1 else (step, count)


def mean_said(text: str, words: Vocabulary, year: int | None) -> tuple[str, Span | None] | None:
    """Return of which measure a sentence tells a mean over so many days, and these days; None for none."""
    found, count = bounded(words.moving).search(text), days_averaged(text, words)
    measure = "" if found is None else _measure(text, words, Cues(text, words, []), found, None)
    if count < 1 or not measure or bounded(f"{words.highest}|{words.lowest}").search(text):
        return None
    days = find_days(text, words, None, year)
    own = own_days(days)
    until = [one.last for one in days if one.role == "until" and one.last is not None]
    if own is None and len(until) == 1:
        own = Span(until[0], until[0])
    if own is None or own.days == count:
        return measure, own
    return measure, Span(own.end - timedelta(days=count - 1), own.end) if own.days == 1 else None


def step_said(text: str, words: Vocabulary) -> Step | None:
    """Return the first step that a text names: a month, a week."""
    found = ((match, step) for step, said in words.steps.items() if (match := bounded(said).search(text)))
    first = min(found, key=lambda each: each[0].start(), default=None)
    return None if first is None else Step(first[1])


def _since(text: str, words: Vocabulary, days: DaysFound) -> date | None:
    """Return the first day of those since some: the lowest since April is among those after April."""
    if days.role == "since":
        return days.first
    before = ends_with(words.since, text[: days.start])
    if before is None or days.plain is None:
        return None
    first, last = days.plain
    return last + timedelta(days=1) if last > first else first


def own_days(days: list[DaysFound]) -> Span | None:
    """Return the first days that are told as such."""
    told = (
        Span(one.first, one.last)
        for one in days
        if one.role in ("span", "day") and one.first is not None and one.last is not None
    )
    return next(told, None)


def _rank(text: str, words: Vocabulary, found: re.Match[str]) -> int:
    """Return the place that is said before a superlative: `second highest`; the first where none is."""
    before = re.search(r"(\w+)[\s-]+$", text[: found.start()])
    rank = 0 if before is None else _number(before[1], words)
    return rank if 2 <= rank <= _MOST_RANK else 1


def _number(said: str, words: Vocabulary) -> int:
    digits = re.match(r"\d{1,3}", said)
    return counted_by(said, words) if digits is None else int(digits.group())


def _measure(text: str, words: Vocabulary, cues: Cues, found: re.Match[str], step: Step | None) -> str:
    """Return of what a record is: losses, gains or the cost of ground, a day where that is said."""

    def distance(cue: CueFound) -> int:
        return min(abs(cue.start - found.start()), abs(cue.end - found.start()))

    told = [cue for cue in cues.all.all if cue.cue in (*LOST, Cue.GAINED)]
    nearest = min(told, key=distance, default=None)
    deadly = bounded(words.deadliest).search(text) is not None
    if deadly or (nearest is not None and nearest.cue in LOST):
        if bounded(words.per_area).search(text):
            return "losses_per_gain"
        base = "losses"
    elif nearest is not None or bounded(words.ground).search(text):
        base = "gains"
    else:
        return ""
    a_day = bounded(f"{words.daily}|{words.per['day']}|{words.moving}").search(text) is not None
    return f"{base}_per_day" if a_day and step is not Step.DAY else base
