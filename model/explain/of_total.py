"""What the inspector shows of a total: what it sums, its formula with the numbers put in, and its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from model.columns import TABLE, Context
from model.derive.measures import MEASURE, Basis, formula_of
from model.derive.ranges import errors_over, errors_words
from model.explain.data import Fact, Inspection, Looked, Shape, Tone
from model.explain.of_result import rests_on, with_unit
from model.explain.rests_on import Resting
from model.explain.trace import Place, Places, TotalCell, summed_from
from model.text.formats import counted
from model.text.outcomes import Absent, Outcome
from model.text.words import marked, words

_MOST_ADDED = 6  # parts whose numbers are written out as a sum


def inspect_total(ctx: Context, cell: TotalCell) -> Inspection:
    """Return what is shown of a total."""
    table = TABLE["periods"]
    column = table.column(cell.column)
    place = Place(table.key, table.row_count(ctx.project), column.key)
    looked = Looked(ctx, table, column, place)
    computed = ctx.results.series[cell.series]
    total: Mapping[str, Outcome] | Absent
    if cell.rows is None:
        rows, total, said = computed.parts.tolist(), computed.total, table.totals(ctx, cell.series)
    else:
        rows, total = list(cell.rows), ctx.results.over(cell.rows, total=True)
        said = table.totals_shown(ctx, cell.series, cell.rows)
    items: tuple[Fact, ...] = ()
    places = Places()
    if isinstance(total, Absent):
        items = (Fact(looked.text(marked("No value")), looked.say(total.reason), Tone.DOUBTFUL),)
    elif column.key in MEASURE:
        items, places = tuple(_measure(looked, cell, total, rows)), summed_from(column.key, rows)
    return Inspection(
        place=place,
        shape=Shape.COMPUTED,
        row=said["label"] if said else "",
        column=column.label(ctx),
        items=items,
        came_from=looked.links(places),
    )


def _measure(
    looked: Looked, cell: TotalCell, total: Mapping[str, Outcome], rows: Sequence[int]
) -> Iterator[Fact]:
    results, key = looked.ctx.results, cell.column
    measure, outcome = MEASURE[key], total[key]
    full = looked.say(looked.ctx.formats.full(outcome, measure.unit))
    if isinstance(outcome, Absent):
        yield Fact(looked.text(marked("No value")), full, Tone.DOUBTFUL)
    else:
        yield Fact(looked.text(marked("Value")), full)
    if cell.rows is not None:
        said = looked.say(looked.ctx.formats.full(results.series[cell.series].of(key), measure.unit))
        yield Fact(looked.text(marked("Of all rows")), said)
    if not rows:
        return
    write = partial(with_unit, looked)
    if measure.basis in (Basis.GIVEN, Basis.RUNNING):
        summed = measure.key if measure.basis is Basis.GIVEN else measure.operands[0]
        said = marked("the sum of {count} counted period|the sum of {count} counted periods")
        yield Fact(looked.text(marked("Formula")), looked.say(words(said, count=counted(len(rows)))))
        if errors := errors_over(results, measure.key, rows):
            yield Fact(looked.text(marked("Errors")), looked.say(errors_words(errors, measure.unit)))
        if 1 < len(rows) <= _MOST_ADDED and not isinstance(outcome, Absent):
            parts = " + ".join(write(results.outcome(summed, row), measure.unit) for row in rows)
            added = words("{formula} = {value}", formula=parts, value=write(outcome, measure.unit))
            yield Fact(looked.text(marked("In numbers")), looked.say(added))
    else:
        formula = words(
            marked("{formula}, of the sums and not of the rows"), formula=looked.say(formula_of(measure))
        )
        yield Fact(looked.text(marked("Formula")), looked.say(formula))
        if measure.worked and not isinstance(outcome, Absent):
            explained = results.explain_of(key, total.__getitem__, write)
            yield Fact(looked.text(marked("In numbers")), looked.say(explained))
    resting = Resting(results)
    yield from rests_on(looked, resting, resting.figures_behind(key, rows), alone=resting.over(rows, key))
