"""What a number says by the figures before it: `and 594 in August`, `In July it was 464`, `Per day: 984`."""

from __future__ import annotations

import re

from msgspec import Struct

from model.project import ComparedBy, Trend
from model.reading.cues import LOST, MANNER, Cues
from model.reading.days_found import DaysFound
from model.reading.layout import Placed, Sentence
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, begins_with, bounded, ends_with
from model.reading.proposal import NoFigure, ProposedKind
from model.reading.vocabulary import Cue, Vocabulary
from model.text.records import replace

_GO_ON = (ProposedKind.LOSSES, ProposedKind.GAINS)
_OF_MEASURE = {f"{kind}_per_{step}": kind for kind in _GO_ON for step in ("day", "month")}
_OF_CAMPAIGN = {Cue.NEED, Cue.PLAN, Cue.DONE, Cue.REPLACES, Cue.SHORT}
_COST = "losses_per_gain"
_NO_SERIES = (_COST, "replaced", "attained")
_TOLD = 12  # figures that a number without a noun may go on with
_NEAR = 900  # letters from them
_ABOUT = 30  # times as large or small
_SPOKEN_OF = (ProposedKind.LOSSES, ProposedKind.GAINS, ProposedKind.INTAKE)
_FEW = 100  # less, in words, may count anything
_ALIKE = 4  # times that a figure may be another of the same sort
_TIMES = ("day", "week", "month", "year")
_RIGHT_BEHIND = 8  # letters between ground and `were lost`


class Meaning(Struct, frozen=True):
    """What a number says. `kind` None: it is no figure, for `why_not`. `sure`: its own words say so.

    With both, it compares, and is no figure where the other days are not said.
    """

    kind: ProposedKind | None = None
    why_not: NoFigure | None = None
    measure: str = ""
    unit: str = ""
    counts: str = ""
    trend: Trend | None = None
    compared: ComparedBy | None = None
    less: bool = False
    sure: bool = True
    record: bool = False
    lost_ground: bool = False
    inherited: bool = False
    goes_on: bool = False


class FiguresBefore:
    """The figures of a text so far, of which the next number may speak on."""

    def __init__(self, text: str, words: Vocabulary, cues: Cues, days: Placed[DaysFound]) -> None:
        self._text, self._words, self._cues, self._days = text, words, cues, days
        self._of_sentences: dict[int, tuple[Meaning, int]] = {}
        self._entry: Meaning | None = None
        self._line = -1
        self._last_rate: tuple[Meaning | None, float] = None, 0.0
        self._told: list[tuple[Meaning, float, int]] = []  # the last ones of the text, with sizes and places
        self._ratio = 0.0  # the last number that was one of no series
        self._figures: list[tuple[Meaning, float]] = []  # of the paragraph, with their sizes

    def remember(self, number: NumberFound, sentence: Sentence, meaning: Meaning) -> None:
        """Keep what a number says."""
        if meaning.kind is None:
            self._entry = self._entry if sentence.bullet else None
            return
        self._entry = meaning if sentence.bullet else None
        if meaning.compared is not None or meaning.unit in ("months", "quarters"):
            return
        own = self._cues.own(number) if meaning.measure in (*_OF_MEASURE, _COST) else None
        self._of_sentences[sentence.start] = meaning, number.core[1] if own is None else own.end
        if meaning.measure in _NO_SERIES:
            self._ratio = abs(number.value or 0)
            return
        if meaning.measure in _OF_MEASURE:
            self._last_rate = meaning, abs(number.value or 0)
        self._told = [*self._told[-_TOLD:], (_whole(meaning), _size(number), number.core[1])]
        if self._line != sentence.line:
            self._figures.clear()
        self._line = sentence.line
        self._figures.append((meaning, _size(number)))

    @property
    def planned(self) -> bool:
        """Whether a target of recruits was among the last figures."""
        return any(meaning.kind is ProposedKind.TARGET for meaning, _size, _end in self._told)

    def carried(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return what a number without a noun says by those before it, or None."""
        return (
            self._of_them(number, sentence)
            or self._inherited(number, sentence)
            or self._rate_of_entry(number, sentence)
            or self._going_on(number, sentence)
        )

    def carries(self, sentence: Sentence, kind: ProposedKind) -> bool:
        """Whether the last figure of a paragraph or list, which goes on, is surely of a kind."""
        if sentence.bullet and self._entry is not None:
            return self._entry.kind is kind and self._entry.sure
        return self._line == sentence.line and self._kind() is kind and self._figures[-1][0].sure

    def is_lost(self) -> bool:
        """Whether the last figure was one of losses."""
        return self._kind() is ProposedKind.LOSSES

    def series(self, sentence: Sentence) -> Meaning | None:
        """Return the losses or gains of the figure that a sentence goes on from, in its paragraph or list."""
        last = self._last(sentence)
        return last if last is not None and last.kind in _GO_ON else None

    def _last(self, sentence: Sentence) -> Meaning | None:
        near = self._line == sentence.line or (sentence.bullet and self._line == sentence.line - 1)
        return _whole(self._figures[-1][0]) if self._figures and near else None

    def rate_beside(self, number: NumberFound, sentence: Sentence) -> str:
        """Return for what about as many people before are counted: `enlists 41 a month, while losing 36`.

        No days are told behind them.
        """
        last, end = self._of_sentences.get(sentence.start, (None, 0))
        per = "" if last is None else last.unit.removeprefix("people/")
        like = bool(self._figures) and self._is_like(_size(number), self._figures[-1][1])
        return per if like and per in _TIMES and not self._days.between(end, sentence.end) else ""

    def spoken_of(self, number: NumberFound) -> Meaning | None:
        """Return what a number without a noun may go on with: the last figure of the text of about its size.

        It is proposed to be asked about: nothing but its place says what it counts.
        """
        size = _size(number)
        if number.spelled or number.ordinal or size < _FEW or not self._stands_alone(number):
            return None
        near = [(m, v) for m, v, end in self._told if number.start - end <= _NEAR and m.kind in _SPOKEN_OF]
        like = [m for m, v in near if v and max(size, v) <= _ABOUT * min(size, v)]
        return replace(like[-1], sure=False, record=False) if like else None

    def _stands_alone(self, number: NumberFound) -> bool:
        """Whether no noun stands behind a number."""
        words, behind = self._words, self._text[number.core[1] : number.core[1] + 40]
        small = (words.within, words.and_, words.by, words.before_that, words.since, words.compared_to)
        ends = rf"\s*(?:$|[,;.)(\n–—»”\"?:]|(?:{'|'.join(small)})(?!\w))"
        return any_case(ends).match(behind) is not None

    def same_rate(self, number: NumberFound) -> Meaning | None:
        """Return the last rate of the text, for `In the same month of 2024 the rate was 1,354`."""
        last, size = self._last_rate
        like = last is not None and self._is_like(abs(number.value or 0), size)
        return replace(last, inherited=False, goes_on=True) if last is not None and like else None

    def _kind(self) -> ProposedKind | None:
        """Return the kind of the last figure; that of a rate is what it is a rate of."""
        if not self._figures:
            return None
        last = self._figures[-1][0]
        return _OF_MEASURE.get(last.measure, last.kind)

    def _of_them(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return the meaning of the losses before, for `around 236,000 of these were …`."""
        behind = self._text[number.core[1] : number.core[1] + 20]
        if self._line != sentence.line or not self.is_lost():
            return None
        if begins_with(self._words.of_them, behind) is None:
            return None
        return replace(_whole(self._figures[-1][0]), inherited=False)

    def _inherited(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return the meaning of the number before, for `447 sq km, after 594 in August and 634 in July`."""
        last, end = self._of_sentences.get(sentence.start, (None, 0))
        if last is None and sentence.bullet and number.signed:
            last = self._entry
        elif any(
            c.cue in (*LOST, Cue.RECRUITS) and not (_is_area(last) and c.start - end <= _RIGHT_BEHIND)
            for c in self._cues.all.between(end, number.core[0])
        ):
            return None  # it has a word of its own: `236 killed, and of the injured to 600`
        if last is None or last.trend is not None:
            return None
        size = abs(number.value or 0)
        if last.measure == _COST and not number.unit and self._is_like(size, self._ratio):
            return replace(last, inherited=True)  # `80 per km², in August 88`
        if last.measure in _OF_MEASURE:
            before = self._text[max(sentence.start, number.start - 14) : number.start]
            if ends_with(self._words.compared_to, before):
                return replace(last, inherited=True)  # `18.1 km² a day against 27.96 in November`
            like = self._as_large(number)
            if like is not None and like.measure:
                return replace(like, inherited=True)
        last = _whole(last)
        if number.per in ("day", "month") and not number.unit and last.kind in _GO_ON:  # `427 km² (14 a day)`
            measure, unit = f"{last.kind}_per_{number.per}", f"{last.unit}/{number.per}"
            return replace(last, kind=ProposedKind.CLAIM, measure=measure, unit=unit, goes_on=True)
        rest = self._text[number.core[1] : number.core[1] + 30]
        words = self._words
        goes_on = f"{words.within}|{words.and_}|{words.by}|{words.before_that}"
        ends = rf"\s*(?:$|[,;.)(\n–—]|(?:{goes_on})\b)"
        if last.kind not in _GO_ON or any_case(ends).match(rest) is None:
            return None
        return replace(last, record=False, inherited=True)

    def _rate_of_entry(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return the rate of an entry such as `Per day: 984`, below one of losses or ground."""
        last = self._entry
        if not sentence.bullet or last is None or last.kind not in _GO_ON or number.unit:
            return None
        said = re.sub(r"^\W*(?:\d{1,2}\W+)?|\W+$", "", self._text[sentence.start : number.start])
        words = f"(?:(?:{self._words.average}|{self._words.daily}|{self._words.per['day']})\\s*)+"
        if any_case(words).fullmatch(said) is None:
            return None
        return replace(last, kind=ProposedKind.CLAIM, measure=f"{last.kind}_per_day", unit=f"{last.unit}/day")

    def _going_on(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return the meaning of the figure of the sentence before, for `In August it was 464`.

        The sentence has days of its own and no word that tells what else it could count.
        """
        last = self._last(sentence)
        if last is None or last.kind not in (*_GO_ON, ProposedKind.INTAKE):
            return None
        if number.per or (number.spelled and (number.value or 0) < _FEW):
            return None
        if self._cues.own(number) is not None or not (number.unit or self._stands_alone(number)):
            return None  # `On 20 August 400 riders came`
        before = bounded(self._words.before_that).search(self._text, sentence.start, sentence.end)
        pointed = bounded(self._words.the_figure).search(self._text, sentence.start, number.start) is not None
        dated = pointed or before is not None or bool(self._days.between(sentence.start, sentence.end))
        if not dated or self._cues.counted.count(sentence.start, number.start):
            return None
        said = {c.cue for c in self._cues.all.between(sentence.start, sentence.end)}
        if said - set(MANNER) or (last.kind is ProposedKind.INTAKE and said & _OF_CAMPAIGN):
            return None
        meant = self._as_large(number)
        if meant is None and self._is_total(number, sentence):
            meant = _whole(self._figures[-1][0])
        if meant is None and (pointed or self._is_of_longer(number, sentence)):
            meant = self._figures[-1][0]
        return None if meant is None else replace(meant, inherited=False, record=False, goes_on=True)

    def _is_total(self, number: NumberFound, sentence: Sentence) -> bool:
        """Whether a number is said to be what the rate before it comes to."""
        said = bounded(self._words.total).search(self._text, sentence.start, number.start)
        return said is not None and self._figures[-1][0].measure in _OF_MEASURE

    def _is_of_longer(self, number: NumberFound, sentence: Sentence) -> bool:
        """Whether a number is said of all days since one, and greater than the losses or gains before it."""
        since = any(d.role == "since" for d in self._days.between(sentence.start, sentence.end))
        return since and all(m.kind in _GO_ON and v < abs(number.value or 0) for m, v in self._figures)

    def _as_large(self, number: NumberFound) -> Meaning | None:
        """Return the meaning of the figure of the paragraph that is next to a number in size."""
        size = abs(number.value or 0)
        like = [(m, max(size, v) / min(size, v)) for m, v in self._figures if size and v and m.unit]
        meant, apart = min(like, key=lambda one: one[1], default=(None, 0.0))
        return meant if apart <= _ALIKE else None  # a rate is not what it comes to

    def _is_like(self, one: float, other: float) -> bool:
        return bool(one and other) and max(one, other) <= _ALIKE * min(one, other)


def _whole(meaning: Meaning) -> Meaning:
    """Return the losses or ground that a rate is one of; what is no rate as it is."""
    kind = _OF_MEASURE.get(meaning.measure)
    if kind is None:
        return meaning
    return replace(meaning, kind=kind, measure="", unit=meaning.unit.partition("/")[0])


def _size(number: NumberFound) -> float:
    return abs(number.value or number.high or 0)


def _is_area(meaning: Meaning | None) -> bool:
    return meaning is not None and meaning.unit in ("km2", "mi2")
