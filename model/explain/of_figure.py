"""What is shown of a published figure: how it was read, what it counts, who published it, what others say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from model.columns.figure import FigureColumn, source_options
from model.columns.sources_series_milestones import figures_of_source, rows_of_series
from model.explain.data import Alternative, Entry, Fact, Looked, Tone
from model.explain.trace import Place
from model.project import Stance
from model.text.figures import Figure, Qualifier, Quantity, RangeIs, as_read, write_figure
from model.text.formats import counted
from model.text.outcomes import Value
from model.text.records import replace
from model.text.units import Unit, convert, in_area_unit, label
from model.text.words import marked, words


def figure_of(looked: Looked) -> Figure | None:
    """Return the figure of the cell; None where it has none, or is no cell for one."""
    column = looked.column
    return column.figure(looked.ctx, looked.place.row) if isinstance(column, FigureColumn) else None


def items(looked: Looked, column: FigureColumn) -> Iterator[Entry | Fact]:
    """Go through what is shown of a figure; where there is none, where to type it and what it would count."""
    figure = figure_of(looked)
    yield looked.entry(column.key, marked("Published"))
    if figure is not None:
        yield from reading(looked, figure, column.quantity(looked.ctx, looked.row))
    yield from _counted(looked, column)
    if figure is not None:
        yield from _details(looked, figure)


def reading(looked: Looked, figure: Figure, quantity: Quantity) -> Iterator[Fact]:
    """Say how a figure was read: in words, as low, best and high, and in which unit."""
    formats = looked.ctx.formats
    read = as_read(replace(figure, range=RangeIs.BOUNDS), quantity, formats.notation)  # it has its own entry
    yield Fact(looked.text(marked("Read as")), looked.say(words(_template(figure), **dict(read.values))))
    unit = figure.unit or quantity.unit
    shown = in_area_unit(unit, formats.area_unit)
    own = unit if unit in quantity.others else quantity.unit
    low, best, high = (convert(bound, unit, own) for bound in figure.bounds(floor=quantity.floor))
    full = formats.full(Value(low, best, high), own)
    if low == high:
        full = words("{value}: low, best and high are one", value=full)
    yield Fact(looked.text(marked("Bounds")), looked.say(full))
    yield Fact(looked.text(marked("Unit")), _unit_said(looked, unit, shown))


def _template(figure: Figure) -> str:
    if figure.low is None and figure.high is None:
        return _READ[figure.qualifier]
    if figure.low is None or figure.high is None:
        return _LEAST if figure.high is None else _MOST
    if figure.approximate:
        return _ABOUT_BETWEEN if figure.value is not None else _ABOUT_RANGE
    return _BETWEEN if figure.value is not None else _RANGE


def _unit_said(looked: Looked, unit: Unit, shown: Unit) -> str:
    named = looked.text(_PEOPLE[unit]) if unit in _PEOPLE else looked.say(label(unit))
    if unit == shown:
        return named
    said = marked("published in {unit}, shown in {shown}")
    return looked.say(words(said, unit=named, shown=label(shown)))


def _counted(looked: Looked, column: FigureColumn) -> Iterator[Entry]:
    """What the series says that its losses count, or its gains are: changed for the whole series."""
    keys: Mapping[str, tuple[str, str]] = {
        "losses": ("counts", marked("The series counts")),
        "gains": ("gains_are", marked("Gains of the series are")),
        "figure": ("counts", marked("The series counts")),
    }
    figure = column.figure(looked.ctx, looked.place.row)
    of_people = looked.table.key == "milestones" and (figure is None or not figure.unit)
    if column.key in keys and (of_people or looked.table.key == "periods"):
        key, head = keys[column.key]
        at = next(n for n, series in enumerate(looked.ctx.project.series) if series.id == looked.row.series)
        reach = marked("of the {count} row of the series|of all {count} rows of the series")
        said = looked.say(words(reach, count=counted(rows_of_series(looked.ctx, at))))
        yield replace(looked.entry(key, head, Place("series", at, key)), reach=said)


def _details(looked: Looked, figure: Figure) -> Iterator[Entry | Fact]:
    keys = {column.key for column in looked.table.columns}
    if (key := f"{looked.column.key}.source") in keys:
        yield looked.entry(key, marked("Source"), begins=True)
    yield from of_source(looked, figure.source)
    for detail, head, lines in (
        ("quote", marked("Quote"), 3),
        ("scope", marked("Scope"), 1),
        ("as_of", marked("As of"), 1),
        ("dating", marked("Dated by"), 1),
        ("range", marked("The range is"), 1),
        ("note", marked("Note"), 2),
    ):
        said = detail != "range" or figure.low is not None or figure.high is not None
        if said and (key := f"{looked.column.key}.{detail}") in keys:
            yield looked.entry(key, head, lines=lines)


def of_source(looked: Looked, source: str) -> Iterator[Entry]:
    """Show where a source stands towards the conflict; nothing where none is named."""
    at = looked.source_place(source)
    if at is not None:
        stance = looked.entry("stance", marked("Stance of the source"), Place("sources", at, "stance"))
        party = looked.ctx.project.sources[at].stance is Stance.PARTY
        reach = marked("of its {count} figure|of all its {count} figures")
        said = looked.say(words(reach, count=counted(figures_of_source(looked.ctx, at))))
        yield replace(stance, tone=Tone.DOUBTFUL if party else Tone.PLAIN, reach=said)


def alternatives(looked: Looked) -> Iterator[Alternative]:
    """Go through what other sources say of the figure."""
    figure, column = figure_of(looked), looked.column
    if figure is None or not isinstance(column, FigureColumn):
        return
    quantity = column.quantity(looked.ctx, looked.row)
    formats = looked.ctx.formats
    shown = formats.area_unit if column.area else ""
    options = source_options(looked.ctx)
    for number, other in enumerate(figure.alternatives):
        yield Alternative(
            number,
            write_figure(other, quantity, formats.notation, shown, formats.translate),
            next((text for value, text in options if value == other.source), other.source),
            other.quote,
            tuple((text, text) for _value, text in options),
        )


_READ: Mapping[Qualifier, str] = {
    Qualifier.EXACT: marked("exactly {value}"),
    Qualifier.ABOUT: marked("about {value}"),
    Qualifier.OVER: marked("more than {value}"),
    Qualifier.AT_LEAST: marked("at least {value}"),
    Qualifier.UNDER: marked("less than {value}"),
    Qualifier.UP_TO: marked("up to {value}"),
}
_RANGE = marked("{low} to {high}")
_LEAST = marked("{value}, at least {low}")
_MOST = marked("{value}, at most {high}")
_ABOUT_RANGE = marked("about {low} to {high}")
_ABOUT_BETWEEN = marked("about {value}, between {low} and {high}")
_BETWEEN = marked("{value}, between {low} and {high}")
_PEOPLE: Mapping[Unit, str] = {
    "people": marked("people"),
    "people/month": marked("people a month"),
    "people/day": marked("people a day"),
}
