"""What leaves the program as a document: tables, or the report of a project with all that belongs to it.

`tables_bytes` and `report_bytes` write one in a format of `model.output.formats`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from model.columns import TABLES, Context
from model.derive.measures import MEASURES, formula_of
from model.derive.unused import unused
from model.output.asked import EVERYTHING, Asked, of_series
from model.output.baseline import baseline_grid
from model.output.fields import grid
from model.output.formats import FORMAT
from model.output.grid import CellGrid, say
from model.output.headline import cards, verdicts
from model.output.tables import report_grids
from model.project import STANCES, Stance
from model.text.records import replace
from model.text.safe_text import isolated
from model.text.units import AreaUnit, in_area_unit
from model.text.words import marked, words

TEXTS = {
    "LANGUAGE": marked("en"),  # the code of the language that the words are in
    "SUMMARY": marked("Summary"),
    "NO_PERIODS": marked("No periods."),
    "CHARTS": marked("Charts"),
    "MEASURES": marked("How each measure is computed"),
    "MEASURE": marked("Measure"),
    "UNIT": marked("Unit"),
    "FORMULA": marked("Formula"),
    "MEANING": marked("What it is"),
    "SOURCES": marked("Sources"),
}
"""What a report says besides its tables, marked here for translation."""


class ReportPicture(Struct, frozen=True):
    """A chart of a report: its title, what it shows in words, and the drawing, as SVG or as PNG."""

    title: str
    alt: str
    svg: bytes = b""
    png: bytes = b""


class Document(Struct, frozen=True):
    """Tables of a project, or where `tables` is None its report, with `pictures` for those who show some.

    `asked` says what of the report is wanted where it is read; what is read by machines is whole.
    """

    ctx: Context
    tables: Sequence[CellGrid] | None = None
    pictures: Sequence[ReportPicture] = ()
    asked: Asked = EVERYTHING

    @property
    def is_report(self) -> bool:
        """Whether it is the report of a project."""
        return self.tables is None

    @property
    def title(self) -> str:
        """The title: the project's."""
        return self.ctx.project.title or say(self.ctx, marked("Untitled project"))

    @property
    def notes(self) -> list[str]:
        """The paragraphs of the project's notes, which stand in a report."""
        return (
            [line for line in self.ctx.project.notes.splitlines() if line.strip()] if self.is_report else []
        )

    def grids(self) -> Iterator[CellGrid]:
        """Yield the tables in the order in which they are read."""
        yield from report_grids(self.ctx, self.asked.parts) if self.tables is None else self.tables

    def heads(self, grid: CellGrid) -> Sequence[str]:
        """Return the heads of a table; those of tables alone with their units, which a report tells below."""
        return [field.head for field in grid.fields] if self.is_report else grid.heads(self.ctx)

    def data_grids(self) -> Iterator[CellGrid]:
        """Yield the tables with everything in them: of a report, every table and column that holds something.

        Where a period is the baseline, a table sets all ratios against it.
        """
        if self.tables is not None:
            yield from self.tables
            return
        filled = [table.key for table in TABLES if table.row_count(self.ctx.project)] or ["periods"]
        against, unwanted = baseline_grid(self.ctx), _of_no_use(self.ctx)
        for number, key in enumerate(filled):
            yield grid(self.ctx, key).filled(unwanted)
            if against is not None and not number:
                yield against.filled(unwanted)

    def sources(self) -> tuple[str, ...]:
        """Return a line for each source, where no table of the report has them."""
        return () if self.is_report else source_lines(self.ctx)


Told = Callable[[int, int], None]


def tables_bytes(ctx: Context, grids: Sequence[CellGrid], kind: str, tick: Told | None = None) -> bytes:
    """Return tables in a format of `FORMATS`. Raises KeyError for any other format.

    `tick(done, all)` is told of the rows as they are written; what it raises ends the work. Raises ValueError
    where a format that holds one table is given several.
    """
    if len(grids) != 1 and not FORMAT[kind].several:
        raise ValueError(f"{kind} holds one table")
    if tick is not None:
        done, count = 0, sum(len(each.rows) for each in grids)

        def told(more: int) -> None:
            nonlocal done
            done += more
            tick(done, count)

        grids = [replace(each, told=told) for each in grids]
    return b"".join(FORMAT[kind].write(Document(ctx, grids)))


_OFTEN = 500  # pieces


def report_bytes(
    ctx: Context,
    kind: str,
    pictures: Sequence[ReportPicture] = (),
    told: Callable[[], None] | None = None,
    asked: Asked = EVERYTHING,
) -> bytes:
    """Return the report in a format of `FORMATS`. Raises KeyError for others.

    `told()` is called now and then while it is made; what it raises ends the work.
    """
    made = []
    for number, piece in enumerate(
        FORMAT[kind].write(Document(of_series(ctx, asked.series), None, pictures, asked))
    ):
        if told is not None and number % _OFTEN == 0:
            told()
        made.append(piece)
    return b"".join(made)


def summaries(ctx: Context) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield each series that has periods, with its results in words: what, how much, and a line on it."""
    used = {period.series for period in ctx.project.periods}
    for series in ctx.project.series:
        if series.id in used:
            told = [
                (card.heading, card.value, " · ".join(filter(None, (card.note, card.remark))))
                for card in cards(ctx, series.id)
            ]
            yield series.called, told


def checked_words(ctx: Context) -> str:
    """Say how the published claims and totals came out."""
    counts = verdicts(ctx)
    if not counts.holding + counts.not_refuted + counts.inconsistent + counts.unverifiable:
        return ""
    template = marked(
        "Published claims and totals computed anew: {holding} that hold, {not_refuted} that cannot be "
        "refuted and do not follow, {inconsistent} inconsistent, {unverifiable} that cannot be checked."
    )
    return ctx.formats.words(
        words(
            template,
            holding=counts.holding,
            not_refuted=counts.not_refuted,
            inconsistent=counts.inconsistent,
            unverifiable=counts.unverifiable,
        )
    )


def _claimed(ctx: Context) -> frozenset[str]:
    return frozenset(claim.measure for claim in ctx.project.claims)


def _of_no_use(ctx: Context) -> frozenset[str]:
    """Return the keys of the measures that no series has to do with, and no claim."""
    passed_over = [unused(ctx.results, series) for series in ctx.results.series]
    return frozenset.intersection(*passed_over) - _claimed(ctx) if passed_over else frozenset()


def measured(ctx: Context) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, unit, formula and meaning of each measure that comes to something, or is claimed."""
    formats, claimed = ctx.formats, _claimed(ctx)
    unwanted = _of_no_use(ctx)
    for measure in MEASURES:
        if measure.key in unwanted:
            continue
        if measure.key in claimed or not ctx.results.columns[measure.key].absent.all():
            unit = formats.unit(in_area_unit(measure.unit, formats.area_unit))
            yield say(ctx, measure.label), unit, formats.words(formula_of(measure)), say(ctx, measure.help)


def source_lines(ctx: Context) -> tuple[str, ...]:
    """Return a line for each source: name, stance where it is known, day, address."""
    lines = []
    for source in ctx.project.sources:
        parts = [isolated(source.called)]
        if source.stance is not Stance.UNKNOWN:
            parts.append(say(ctx, STANCES[source.stance]))
        if source.published is not None:
            parts.append(ctx.formats.date(source.published))
        if source.url:
            parts.append(source.url)
        lines.append(", ".join(parts))
    return tuple(lines)


def explanations(ctx: Context) -> tuple[str, ...]:
    """Return the lines that say what the numbers of the report are."""
    lines = [
        marked("Losses are people. A month is a calendar month; both days of a span are counted."),
        marked("≈ is about, > more than, ≥ at least, < fewer than, ≤ up to, a–b a range; — is no value."),
        marked("Ratios of totals are computed from the sums, never averaged over rows."),
    ]
    if ctx.formats.area_unit is AreaUnit.MI2:
        area = marked("Areas are in square miles; 1 sq mi = 2.589988110336 km².")
    else:
        area = marked("Areas are in square kilometres; 1 sq mi = 2.589988110336 km².")
    return tuple(say(ctx, line) for line in (area, *lines))
