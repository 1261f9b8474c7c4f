"""A report read: every number of it, in order and once, as a proposal or with the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct

from model.derive.measures import COSTS
from model.reading.cues import LOST, NONE_OF_OURS
from model.reading.days_of_numbers import DaysOfNumbers
from model.reading.days_said import find_days, published_in
from model.reading.digits import notation_of
from model.reading.doubts import NOT_SURE, Doubts
from model.reading.figures_before import Meaning
from model.reading.languages import VOCABULARIES, language_of
from model.reading.layout import Placed, Sentence, TableCell, sentences, table_cells, title_of
from model.reading.meaning import COUNTS, Meanings
from model.reading.no_figures import NoFigures, with_money
from model.reading.number_found import NumberFound
from model.reading.numbers_in_text import area_of, numbers_in
from model.reading.patterns import any_case, bounded
from model.reading.proposal import DaysSaid, NoFigure, Proposal, ProposedKind, Report
from model.reading.repeats import rounded, same
from model.reading.sides import Sides
from model.reading.vocabulary import Vocabulary
from model.reading.went_on import went_on
from model.reading.who_said import Sources, Statement
from model.reading.words_around import Read
from model.text.figure_words import RangeIs
from model.text.notation import Notation
from model.text.records import replace
from model.text.safe_text import turned_from
from model.text.words import marked

_BULLET = re.compile(r"^(?:[-–—•▪◦*·]+️?|\d{1,2}[.)/])\s+")
_ADDRESS = re.compile(
    r"(?i)(?:\b[a-z][a-z\d+.-]{1,15}://|\bwww\.)[^\s<>\"')\]]+|[\w.+-]+@[\w-]+\.[\w.]+"
)  # no words of a text
_DASHES = {0x2010: "-", 0x2011: "-", 0x2012: "–", 0x2015: "—"}  # one for one, as places are counted
_LONG = 31  # days; losses of more are a total that a daily count goes on with
_MARK = 1000  # notes of a table, and fewer, are marked behind what they are about
_LIST = 60  # entries over which the head of a list holds
_SCALES = {
    "percent": (100, "percent"),
    "ha": (0.01, "km2"),
}  # a share of numbers in per cent is kept as it is said

TURNED = marked("A control in this paragraph may show its numbers turned round. Is this the number?")


def read_report(
    text: str,
    published: date | None = None,
    language: str = "",
    source: str = "",
    *,
    notation: Notation | None = None,
    year: int | None = None,
    alone: bool = False,
) -> Report:
    """Return what a text says. The day on which it was `published` and its language are found where not said.

    `source` states what the text ascribes to nobody. Without a notation the text's own is found. Where it is
    not known when a text was published, `year` is that of months without one. `alone`: it is a sentence, out
    of a text that is not here. Any text is read, in time that grows with its length.
    """
    said, text = text, _ADDRESS.sub(lambda m: "_" * len(m.group()), text.translate(_DASHES))
    code = language if language in VOCABULARIES else language_of(text)
    words = VOCABULARIES[code]
    if published is None and not alone:
        published = published_in(text, words)
    days = find_days(text, words, published, year)
    numbers = numbers_in(text, words, notation or notation_of(text, words))
    no_figures = NoFigures(text, words, days)
    why_not = {number: no_figures.why(number) for number in numbers}
    with_money(text, why_not)
    taken = [n for n in numbers if why_not[n] is None]
    meanings = Meanings(text, words, taken, Placed(days), alone=alone)
    parts = sentences(text, [(d.start, d.end) for d in days])
    spans = DaysOfNumbers(text, words, days, published, meanings.cues, parts)
    reading = _ReportReading(text, words, parts, why_not, meanings, spans, source)
    found = reading.proposals()
    if said != text:
        found = [_as_written(proposal, text, said) for proposal in found]
    return Report(said, code, published, tuple(found))


def _as_written(proposal: Proposal, text: str, said: str) -> Proposal:
    """Return a proposal with the quote of a text as its dashes were `said`."""
    place = text.rfind(proposal.quote, 0, proposal.end + len(proposal.quote))
    return replace(proposal, quote=said[place : place + len(proposal.quote)])


_OF_GROUND = ("gains", "ground_net", "gains_per_day", "gains_per_month")


class _TextPlace(Struct, frozen=True):
    """The head of a column: where it stands."""

    start: int
    end: int


class _ReportReading:
    def __init__(
        self,
        text: str,
        words: Vocabulary,
        parts: list[Sentence],
        numbers: Mapping[NumberFound, NoFigure | None],
        meanings: Meanings,
        spans: DaysOfNumbers,
        source: str,
    ) -> None:
        """`numbers` are those of the text, each with the reason why its form alone makes it no figure."""
        self._text, self._words, self._numbers = text, words, numbers
        self._meanings, self._spans = meanings, spans
        self._sentences = parts
        self._sources = Sources(text, words, self._sentences, source)
        self._sides = Sides(text, words, self._sources.listed)
        self._doubts = Doubts(text, words, meanings.cues, spans, self._sources, self._sides)
        self._cells = Placed(table_cells(text))
        heads = [_TextPlace(*cell.head) for cell in self._cells.all]
        self._tables = Placed([*heads, *(_TextPlace(cell.start, cell.end) for cell in self._cells.all)])

    def proposals(self) -> list[Proposal]:
        """Return a proposal for every number that could be taken for one."""
        found: list[Proposal] = []
        place = 0
        for number in self._numbers:
            while place + 1 < len(self._sentences) and self._sentences[place].end <= number.core[0]:
                place += 1
            if not self._sentences or not self._sentences[place].holds(number.core[0]):
                continue
            proposal = self._proposal(number, place, found)
            if proposal.kind is not None or not number.spelled:
                found.append(proposal)
        headline = self._sentences[0].end if self._sentences and self._sentences[0].heading else 0
        turned = turned_from(self._text)
        found = [replace(p, question=TURNED) if p.kind and turned(p.end) else p for p in found]
        unnamed = 0 if self._sources.named.between(0, headline) else headline
        return _ticked(rounded(same(self._respectively(found), unnamed), headline))

    def _proposal(self, number: NumberFound, place: int, before: list[Proposal]) -> Proposal:
        sentence = self._sentences[place]
        plain = Proposal(
            number.start,
            number.end,
            self._quote(sentence),
            value=number.value,
            low=number.low,
            high=number.high,
            qualifier=number.qualifier,
            range=RangeIs.CI95 if number.interval else RangeIs.BOUNDS,
            unit="share" if number.unit == "share" else "",  # 0.8 of a number that is not taken is 80 %
        )
        why = self._numbers[number]
        if why is NoFigure.DURATION:
            supposed = went_on(self._text, self._words, self._meanings.cues, number, sentence)
            if supposed is not None:
                return self._filled(plain, number, supposed, sentence, None)
        if why is not None:
            return replace(plain, why_not=why)
        twin = (
            self._second_unit(number, before)
            or self._again(number, before)
            or self._since_yesterday(number, before)
        )
        if twin is not None:
            return twin
        cell = self._cell_at(number.core[0])
        meaning = self._meanings.of(number, sentence, self._context(place, cell))
        if cell is not None:
            meaning = self._of_table(number, meaning, cell)
        if meaning.kind is None:
            return self._not_taken(plain, meaning.why_not, sentence)
        of_unit, _, per = meaning.unit.partition("/")
        if of_unit in _SCALES:
            scale, unit = _SCALES[of_unit]
            value, low, high = (
                None if x is None else round(x * scale, 7) for x in (plain.value, plain.low, plain.high)
            )
            plain = replace(plain, value=value, low=low, high=high)
            meaning = replace(meaning, unit=f"{unit}/{per}" if per else unit)
        unread = number.value is None and number.low is None
        people = meaning.unit.startswith("people")
        parted = meaning.unit == "people" and any(
            x is not None and x % 1 for x in (number.value, number.low, number.high)
        )
        if unread or parted or (number.unsure and people):
            return self._not_taken(plain, NoFigure.TWO_READINGS, sentence)
        return self._filled(plain, number, meaning, sentence, cell)

    def _not_taken(self, plain: Proposal, why_not: NoFigure | None, sentence: Sentence) -> Proposal:
        """Return a number that is no figure, with who states it: a person may know better."""
        statement = self._sources.of(sentence, plain.start, "")
        return replace(plain, why_not=why_not, source=statement.source, relayed_by=statement.relayed_by)

    def _cell_at(self, place: int) -> TableCell | None:
        found = self._cells.before(place + 1, 1)
        return found[0] if found and place < found[0].end else None

    def _filled(
        self,
        plain: Proposal,
        number: NumberFound,
        meaning: Meaning,
        sentence: Sentence,
        cell: TableCell | None,
    ) -> Proposal:
        if meaning.kind is ProposedKind.MILESTONE and self._spans.is_long(number, sentence, meaning):
            meaning = replace(meaning, kind=ProposedKind.LOSSES, record=False)
        days, said = self._spans.of(number, sentence, meaning, cell)
        against = self._spans.against(number, sentence, meaning, days)
        if against is None and meaning.why_not is not None:
            return replace(plain, why_not=meaning.why_not)
        statement = self._statement(sentence, number, cell, meaning)
        side = self._side(sentence, number, cell) or self._side_of(statement)
        asked = self._doubts.of(Read(number, sentence, cell, meaning, days, said, statement, side))
        return replace(
            plain,
            kind=meaning.kind,
            measure=meaning.measure if meaning.kind in (ProposedKind.CLAIM, ProposedKind.GAINS) else "",
            unit=meaning.unit,
            first=days[0],
            last=days[1],
            days_said=said,
            side=side,
            counts=meaning.counts,
            source=statement.source,
            relayed_by=statement.relayed_by,
            scope=self._scope(sentence, number),
            trend=meaning.trend,
            compared=meaning.compared,
            less=meaning.less,
            against=against,
            question=next(iter(asked), ""),
            asked=asked[1:],
        )

    def _quote(self, sentence: Sentence) -> str:
        return _BULLET.sub("", self._text[sentence.start : sentence.end].strip())

    def _context(self, place: int, cell: TableCell | None) -> tuple[int, int] | None:
        """Return the text that heads a sentence: the line before a list, the heading, the sentence before."""
        sentence = self._sentences[place]
        if (
            sentence.heading and place + 1 < len(self._sentences) and place < 4
        ):  # a headline: what its article says
            following = self._sentences[place + 1]
            same = [s for s in self._sentences[place + 1 : place + 5] if s.line == following.line]
            return following.start, same[-1].end
        if place == 0:
            return None
        if sentence.bullet or cell is not None or self._sentences[place - 1].bullet:
            at = next((i for i in range(place - 1, max(-1, place - _LIST), -1) if self._heads(i)), None)
            if at is None:
                return None
            head = self._sentences[at]
            short = head.end - head.start < 40 and at > 0
            return (self._sentences[at - 1] if short else head).start, head.end
        return self._sentences[place - 1].start, self._sentences[place - 1].end

    def _heads(self, place: int) -> bool:
        """Whether a sentence can head a list or a table: it is in neither."""
        sentence = self._sentences[place]
        return not sentence.bullet and not self._tables.between(sentence.start, sentence.end)

    def _statement(
        self, sentence: Sentence, number: NumberFound, cell: TableCell | None, meaning: Meaning
    ) -> Statement:
        if cell is not None:
            places = (cell.head, cell.label, title_of(self._text, cell))
            named = next(filter(None, (self._sources.at(*place) for place in places)), "")
            if named:
                return Statement(named)
        ground = meaning.kind in (ProposedKind.GAINS, ProposedKind.LEVEL) or meaning.measure in _OF_GROUND
        people = meaning.kind in (
            ProposedKind.INTAKE,
            ProposedKind.REQUIREMENT,
            ProposedKind.TARGET,
            ProposedKind.ACHIEVED,
        )
        lost = "names" if meaning.counts == "confirmed_killed" else "losses"
        about = "ground" if ground else "recruits" if people else lost
        if meaning.measure in COSTS:
            about = "ratio"
        return self._sources.of(sentence, number.core[0], about)

    def _side(self, sentence: Sentence, number: NumberFound, cell: TableCell | None) -> str:
        if cell is not None:
            named = self._sides.at(*cell.head) or self._sides.at(*cell.label)
            if named:
                return named
        return self._sides.of(sentence, number.core[0], number.unit_end)

    def _side_of(self, statement: Statement) -> str:
        """Return the side that who counts is of: a ministry of health counts the dead of its own."""
        own = any_case(self._words.of_own).search(statement.source) is not None
        sides = (name for name in self._words.sides if name in statement.source)
        return next(sides, "") if own else ""

    def _scope(self, sentence: Sentence, number: NumberFound) -> str:
        match = re.search(
            rf"(?<!\w)(?:{self._words.subregion})(?!\w)", self._text[sentence.start : sentence.end]
        )
        return match.group() if match else ""

    # tables, second units, respectively, repeats

    def _of_table(self, number: NumberFound, meaning: Meaning, cell: TableCell) -> Meaning:
        """Return what a cell without a unit says: what its label, its head or the title of the table says."""
        if number.unit or meaning.kind not in (None, ProposedKind.GAINS, ProposedKind.LOSSES):
            return meaning
        if re.search(r"\d", self._text[cell.start : number.core[0]]):  # `1,200 (430 of them in May) 21`
            mark = number.core[1] == cell.end and not number.spelled and (number.value or 0) < _MARK
            return Meaning(why_not=NoFigure.LIST_MARKER) if mark else replace(meaning, sure=False)
        for place in (cell.head, cell.label):
            said = {cue.cue for cue in self._meanings.cues.all.between(*place)}
            if said & NONE_OF_OURS.keys() and not said & set(LOST):
                return Meaning(why_not=next(why for cue, why in NONE_OF_OURS.items() if cue in said))
        return self._headed(number, meaning, cell)

    def _headed(self, number: NumberFound, meaning: Meaning, cell: TableCell) -> Meaning:
        heads = f"{self._text[slice(*cell.head)]} {self._text[slice(*cell.label)]}"
        title = self._text[slice(*title_of(self._text, cell))]
        daily = rf"(?:(?<!\w)|[²2])(?:{self._words.per['day']}|{self._words.daily})(?!\w)"
        per_day = any_case(daily).search(f"{title} {heads}") is not None
        if area := self._area_divided_by(heads):
            return Meaning(ProposedKind.CLAIM, measure="losses_per_gain", unit=f"people/{area}")
        if any_case(self._words.percent).search(heads) is not None:
            return Meaning(why_not=NoFigure.PERCENT_OTHER)
        for place in (cell.head, cell.label):
            if lost := {
                COUNTS[cue.cue] for cue in self._meanings.cues.all.between(*place) if cue.cue in LOST
            }:
                counts = lost.pop() if len(lost) == 1 else "casualties"
                return replace(_told("losses", "people", per_day=per_day), counts=counts)
        for unit, pattern in self._words.units.items():
            if bounded(pattern).search(f"{title} {heads}"):
                other = re.match(r"\s*[^\W\d]", self._text[number.core[1] : cell.end])  # `14.5 MB`
                return replace(_told("gains", unit, per_day=per_day), sure=other is None)
        return meaning

    def _area_divided_by(self, heads: str) -> str:
        """Return of which area a cell is so many, as its heads say: `losses per km²`."""
        areas = "|".join(self._words.units[unit] for unit in ("km2", "mi2"))
        divided = any_case(rf"(?<!\w)(?:{self._words.per_area})|/\s*(?:{areas})").search(heads)
        return "" if divided is None else area_of(divided.group(), self._words)

    def _second_unit(self, number: NumberFound, before: list[Proposal]) -> Proposal | None:
        """Return the proposal of `(910 square miles)`: the number before it in another unit."""
        last = before[-1] if before else None
        if last is None or last.kind is None or number.unit not in ("km2", "mi2"):
            return None
        between = self._text[last.end : number.start]
        if (
            re.fullmatch(r"[^\w]{0,3}[(\[][^\w]{0,2}", between) is None
            and re.fullmatch(rf"[^\w]*(?:{self._words.or_})\s+", between) is None
        ):
            return None
        if not last.unit.startswith(("km2", "mi2")) or last.unit.startswith(number.unit):
            return None
        same = last.same_as if last.same_as is not None else len(before) - 1
        unit = number.unit + last.unit[3:]
        return replace(
            last,
            start=number.start,
            end=number.end,
            value=number.value,
            low=number.low,
            high=number.high,
            qualifier=number.qualifier,
            unit=unit,
            same_as=same,
            question="",
            asked=(),
        )

    def _again(self, number: NumberFound, before: list[Proposal]) -> Proposal | None:
        """Return the proposal of `a million (1,000,000)`: the number before it, said again."""
        last = before[-1] if before else None
        if last is None or last.kind is None or last.value is None or last.value != number.value:
            return None
        if number.unit not in ("", last.unit) or not self._is_bracketed(number, last):
            return None
        same = last.same_as if last.same_as is not None else len(before) - 1
        return replace(last, start=number.start, end=number.end, same_as=same, question="", asked=())

    def _is_bracketed(self, number: NumberFound, last: Proposal) -> bool:
        """Whether nothing but an opening bracket stands between a number and the one before it."""
        return re.fullmatch(r"\s*[(\[]\s*", self._text[last.end : number.start]) is not None

    def _since_yesterday(self, number: NumberFound, before: list[Proposal]) -> Proposal | None:
        """Return the proposal of `990,800 (+1,120)`: what a total grew by on the day before it was stated."""
        last = before[-1] if before else None
        if last is None or last.kind is not ProposedKind.LOSSES or not number.signed or number.unit:
            return None
        if not self._is_bracketed(number, last):
            return None
        if last.first is None or last.last is None or (last.last - last.first).days <= _LONG:
            return None
        day = last.last - timedelta(days=1)
        return replace(
            last,
            start=number.start,
            end=number.end,
            value=number.value,
            low=number.low,
            high=number.high,
            qualifier=number.qualifier,
            first=day,
            last=day,
        )

    def _respectively(self, found: list[Proposal]) -> list[Proposal]:
        """Give `in May and June: 1,262 and 1,163 respectively` each its own days."""
        said = bounded(self._words.respectively)
        places = Placed([_TextPlace(p.start, i) for i, p in enumerate(found)])
        for sentence in self._sentences:
            if said.search(self._text, sentence.start, sentence.end) is None:
                continue
            parts = next(
                (d.parts for d in self._spans.days.between(sentence.start, sentence.end) if d.parts), ()
            )
            here = [head.end for head in places.between(sentence.start, sentence.end)]
            here = [i for i in here if found[i].kind is not None or found[i].why_not is NoFigure.OTHER_COUNT]
            like = next((found[i] for i in here if found[i].kind is not None), None)
            if like is None or len(parts) != len(here):
                continue
            for i, (first, last) in zip(here, parts, strict=True):
                found[i] = replace(
                    like,
                    start=found[i].start,
                    end=found[i].end,
                    value=found[i].value,
                    low=found[i].low,
                    high=found[i].high,
                    qualifier=found[i].qualifier,
                    first=first,
                    last=last,
                    days_said=DaysSaid.SENTENCE,
                    question=NOT_SURE if NOT_SURE in (like.question, *like.asked) else "",
                    asked=(),
                )
        return found


def _told(what: str, unit: str, *, per_day: bool) -> Meaning:
    """Return what losses or gains are: a figure, or a claim of so many a day."""
    if per_day:
        return Meaning(ProposedKind.CLAIM, measure=f"{what}_per_day", unit=f"{unit}/day")
    return Meaning(ProposedKind(what), unit=unit)


def _ticked(found: list[Proposal]) -> list[Proposal]:
    return [
        replace(p, ticked=p.kind is not None and not p.question and p.same_as is None and not p.scope)
        for p in found
    ]
