"""What is shown of a result: its formula, the numbers put in, and on whom it rests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from model.columns.computed import DateToColumn, MeanColumn, MeasureColumn, OutcomeColumn
from model.derive.measures import MEASURE, formula_of
from model.explain.data import Entry, Fact, Looked, Tone
from model.explain.rests_on import Resting
from model.project import Stance
from model.text.days import day_words
from model.text.figures import Figure
from model.text.formats import counted
from model.text.outcomes import Absent, Outcome, Value
from model.text.units import Unit
from model.text.words import Words, marked, words


def items(looked: Looked, column: OutcomeColumn) -> Iterator[Entry | Fact]:
    """Go through what is shown of a result; where it has no value, why."""
    ctx, row = looked.ctx, looked.place.row
    outcome = column.outcome_of(ctx, row)
    full = looked.say(ctx.formats.full(outcome, column.unit))
    if isinstance(outcome, Absent):
        yield Fact(looked.text(marked("No value")), full, Tone.DOUBTFUL)
    else:
        yield Fact(looked.text(marked("Value")), column.text(ctx, row) if _dated(column) else full)
    if isinstance(column, MeasureColumn):
        yield from _formula(looked, column, outcome)
        yield from _resting(looked, column.key)
    elif looked.table.key == "campaigns":
        yield from _of_campaign(looked, column, outcome)


def _dated(column: OutcomeColumn) -> bool:
    return isinstance(column, DateToColumn)


def _counted_on(looked: Looked, column: MeasureColumn) -> Words:
    """Return the day of a period from which days are counted on, with the numbers put in."""
    ctx, row = looked.ctx, looked.place.row
    days = with_unit(looked, ctx.results.outcome("days_to", row), "days")
    end = day_words(looked.row.end)
    return words("{day} + {days} = {taken}", day=end, days=days, taken=column.text(ctx, row))


def of_mean(looked: Looked, column: MeanColumn) -> Iterator[Fact]:
    """Go through what is shown of a mean over so many days."""
    ctx, row = looked.ctx, looked.place.row
    outcome = column.outcome(ctx, row)
    full = looked.say(ctx.formats.full(outcome, column.measure.unit))
    if isinstance(outcome, Absent):
        yield Fact(looked.text(marked("No value")), full, Tone.DOUBTFUL)
    else:
        yield Fact(looked.text(marked("Value")), full)
    yield Fact(looked.text(marked("What it is")), column.said(ctx, row))


def _formula(looked: Looked, column: MeasureColumn, outcome: Outcome) -> Iterator[Fact]:
    measure = MEASURE[column.key]
    yield Fact(looked.text(marked("Formula")), looked.say(formula_of(measure)))
    if _dated(column) and isinstance(outcome, Value):
        yield Fact(looked.text(marked("In numbers")), looked.say(_counted_on(looked, column)))
    elif measure.worked and isinstance(outcome, Value):
        explained = looked.ctx.results.explain(column.key, looked.place.row, partial(with_unit, looked))
        yield Fact(looked.text(marked("In numbers")), looked.say(explained))
    if went_on := column.went_on(looked.ctx, looked.place.row):
        yield Fact(looked.text(marked("What it is")), went_on)
    if compared := column.against_baseline(looked.ctx, looked.place.row):
        yield Fact(looked.text(marked("Baseline")), compared)


_CAMPAIGN: Mapping[str, tuple[str, str]] = {
    "shortfall": (marked("target − achieved"), "{target} − {achieved} = {value}"),
    "attained": (marked("achieved ÷ target"), "{achieved} ÷ {target} = {value}"),
}


def _of_campaign(looked: Looked, column: OutcomeColumn, outcome: Outcome) -> Iterator[Fact]:
    formula, worked = _CAMPAIGN[column.key]
    yield Fact(looked.text(marked("Formula")), looked.text(formula))
    if isinstance(outcome, Value):
        given = {key: looked.table.column(key).text(looked.ctx, looked.place.row) for key in _GIVEN}
        value = looked.ctx.formats.outcome(outcome, column.unit)
        said = looked.say(words(worked, **given, value=value))
        yield Fact(looked.text(marked("In numbers")), said)


_GIVEN = ("target", "achieved")


def with_unit(looked: Looked, outcome: Outcome, unit: Unit) -> str:
    """Return an outcome with its unit, as it stands in a formula."""
    text = looked.ctx.formats.outcome(outcome, unit)
    return text if isinstance(outcome, Absent) else looked.ctx.formats.with_unit(text, unit)


def _resting(looked: Looked, key: str) -> Iterator[Fact]:
    resting = Resting(looked.ctx.results)
    figures = resting.figures_behind(key, [looked.place.row])
    yield from rests_on(looked, resting, figures, alone=resting.of_cell(key, looked.place.row))


def rests_on(looked: Looked, resting: Resting, figures: Sequence[Figure], *, alone: bool) -> Iterator[Fact]:
    """Name the sources of some figures with their stances, and say whether they are parties `alone`."""
    named = [looked.source_said(source) for source in resting.sources(figures)]
    if any(not figure.source for figure in figures):
        named.append(looked.text(marked("no source named")))
    if not named:
        return
    said = "; ".join(named)
    if alone:
        said = looked.say(words("parties to the conflict alone: {sources}", sources=said))
    yield Fact(looked.text(marked("Rests on")), said, Tone.DOUBTFUL if alone else Tone.PLAIN)


def of_source(looked: Looked) -> Iterator[Fact]:
    """Which results rest on this source and on other parties to the conflict alone."""
    if looked.row.stance is not Stance.PARTY:
        return
    counts = Resting(looked.ctx.results).counted_with(looked.place.row)
    listed = "; ".join(_counted(looked, key, count) for key, count in counts.items())
    nothing = looked.text(marked("nothing: other sources stand beside it everywhere"))
    tone = Tone.DOUBTFUL if counts else Tone.PLAIN
    yield Fact(looked.text(marked("From parties alone")), listed or nothing, tone)


def _counted(looked: Looked, key: str, count: int) -> str:
    said = marked("{measure} of {count} period|{measure} of {count} periods")
    return looked.say(words(said, measure=looked.text(MEASURE[key].label), count=counted(count)))
