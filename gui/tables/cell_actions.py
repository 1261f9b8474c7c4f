"""What is done to the selected cells of a table: copy, cut, paste, clear, fill."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QDate, QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication

from gui.app.background import Tell
from gui.app.translate import filled
from gui.app.waiting import Waiting
from gui.panels.bibliography import add_bibliography
from gui.panels.great_edits import AT_ONCE, Watch, make_edit
from gui.session import Session
from gui.tables.clipboard import OWN_FORMAT, Block, read_clipboard
from gui.tables.copying import Copying
from gui.tables.grid import Grid
from gui.tables.model import TableModel
from gui.tables.paste_plan import PastePlan, PasteTarget, aimed, plan_paste
from gui.tables.selection import selected_parts
from model.columns import CellKind
from model.edits import (
    CellPlace,
    Edit,
    Typed,
    WholeFigure,
    as_typed,
    check_cells,
    clear_cells,
    following_months,
    set_cells,
    whole_cell,
    with_text_replaced,
)
from model.imports.formats.html_table import TOO_MUCH
from model.text.errors import SalientError
from model.text.formats import counted
from model.text.notation import Notation
from model.text.words import marked, words

MOST_PASTED = 200_000  # cells: what takes some seconds; more is imported from a file
Rows = tuple[tuple[str, ...], ...]
FILL = marked("fill {count} cell|fill {count} cells")
REPLACE = marked("replace in {count} cell|replace in {count} cells")
REPLACED = marked("{count} cell replaced|{count} cells replaced")


class CellActions(QObject):
    """Acts on the selection of one grid. What cannot be done is said to `say`, and changes nothing."""

    def __init__(self, grid: Grid, model: TableModel, session: Session, say: Callable[[str], None]) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = model
        self._session = session
        self._say = say
        # takes a block that is a table with its header; False leaves it to be pasted cell by cell
        self.import_block: Callable[[Rows], bool] = _no_table
        # takes lines of words pasted at a row, its number in the project, and a column; False leaves them
        self.take_words: Callable[[Sequence[str], int, str], bool] = _no_words
        # offers to read a text of several sentences as a report; False leaves it to be pasted
        self.offer_report: Callable[[str], bool] = _no_text
        self.told: Callable[[str], None] = say  # says what was done, where `say` says why it was not
        self._copying = Copying(grid, model)
        self.open_address: Callable[[str], None] | None = None
        grid.editing.fill_asked.connect(self._on_fill_asked)
        grid.editing.today_asked.connect(self.today)

    # copying

    def copy(self) -> None:
        """Put the selected cells onto the clipboard."""
        rows, columns = self._copied_extent()
        if rows and columns:
            self._copying.copy(rows, columns)

    def cut(self) -> None:
        """Copy the selected cells and, once they are on the clipboard, empty them."""
        rows, columns = self._copied_extent()
        if rows and columns:
            self._copying.copy(rows, columns, self.clear)

    def _copied_extent(self) -> tuple[list[int], list[int]]:
        rows, columns = self._extent()
        return [row for row in rows if row < self._model.draft_row], columns

    def _extent(self) -> tuple[list[int], list[int]]:
        """Return the shown rows and columns in which some cell is selected."""
        rows: set[int] = set()
        columns: set[int] = set()
        for part in selected_parts(self._grid.selectionModel()):
            rows.update(range(part.top(), part.bottom() + 1))
            columns.update(range(part.left(), part.right() + 1))
        return sorted(rows), [column for column in self._grid.shown_columns() if column in columns]

    # pasting

    def paste(self) -> None:
        """Paste the clipboard at the selection; what is not sure, fits nowhere or cannot be read is shown."""
        self._copying.finish()  # else what was on the clipboard before it would be pasted
        rows, columns = self._extent()
        if not rows or not columns:
            self._say(self.tr("Choose the cell where the paste is to begin."))
            return
        if self._model.table.key == "sources" and self._paste_sources():
            return
        block = self._clipboard_block()
        if block is None:
            return
        if not block.width:
            self._say(self.tr("There is no text to paste."))
            return
        if not block.own and self.import_block(block.plain):
            return
        if block.width == 1:
            lines = [row[0].text for row in block.rows if row]
            column = self._model.columns[columns[0]]
            if self.take_words(lines, self._model.row_number(rows[0]), column.key):
                return
            of_a_cell = len(lines) == 1 and column.editable and column.kind is CellKind.TEXT
            if not block.own and not of_a_cell and self.offer_report("\n".join(lines)):
                return
        taking = [column for column in columns if block.own or self._model.columns[column].editable]
        block = block.tiled(len(rows), len(taking) or 1)
        if len(block.rows) * block.width > MOST_PASTED:
            self._say(self._session.formats.words(words(TOO_MUCH)))
            return
        target, block = self._target(block, rows[0], columns[0])
        self._paste(block, target, (rows[0], columns[0]))

    def _paste_sources(self) -> bool:
        """Add the sources that a reference manager put on the clipboard; False for anything else."""
        from model.imports.bibliography import is_bibliography  # noqa: PLC0415 - a start needs none

        text = QGuiApplication.clipboard().text()
        if not is_bibliography(text):
            return False
        self._try(lambda: self.told(add_bibliography(self._session, self._grid.window(), text)))
        return True

    def _clipboard_block(self) -> Block | None:
        """Return what is on the clipboard, read beside the window; None where it is not to be pasted."""
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if data is None:  # some platforms hand out nothing where there is nothing
            return Block(())
        own = bytes(data.data(OWN_FORMAT).data()) if data.hasFormat(OWN_FORMAT) else b""
        plain, markup = data.text(), data.html()

        def read(tell: Tell) -> Block:
            block = read_clipboard(plain, markup, own, tell)
            _ = block.plain  # now, for this is beside the window
            return block

        try:
            waiting = Waiting(self._grid.window(), self.tr("Reading the clipboard…"))
            return cast("Block | None", waiting.wait_for(read))
        except SalientError as fault:
            self._say(self._session.formats.words(fault.words))
            return None

    def _target(self, block: Block, row: int, column: int) -> tuple[PasteTarget, Block]:
        """Return where a block goes from a cell on, and the block, knowing what of it is computed."""
        count, draft = self._model.total_rows, self._model.draft_row
        rows = tuple(
            self._model.row_number(at) if at < draft else count + at - draft
            for at in range(row, row + len(block.rows))
        )
        shown = [self._model.columns[other] for other in self._grid.shown_columns() if other >= column]
        return aimed(self._session.context, block, rows, shown)

    def _paste(self, block: Block, target: PasteTarget, corner: tuple[int, int]) -> None:
        begins = corner[0] == self._model.draft_row and len(block.rows) == 1
        begun = dict(self._model.draft.typed) if begins else {}
        context, table = self._session.context, self._model.table

        def made(notation: Notation, order: str) -> PastePlan:
            plan = plan_paste(context, table, block, target, begun, notation, order)
            _ = plan.faults, plan.doubts, plan.certain  # now, for many cells are planned beside the window
            return plan

        def planned(notation: Notation, order: str) -> PastePlan | None:
            if len(block.rows) * block.width <= AT_ONCE:
                return made(notation, order)
            waiting = Waiting(self._grid.window(), self.tr("Reading the clipboard…"))
            return cast("PastePlan | None", waiting.wait_for(lambda _tell: made(notation, order)))

        plan = planned(context.formats.notation, "")
        if plan is None or self._session.context is not context:
            return  # given up, or the project is another by now
        width = self._width(target)
        if begins and self._typed_into_draft(plan):
            self._grid.select_block(*corner, 1, width)
        elif plan.faults or plan.doubts:
            self._ask(plan, planned, corner)
        else:
            self._do(plan, corner, doubtful=False)

    def _typed_into_draft(self, plan: PastePlan) -> bool:
        """Type a row that is pasted into the empty last row there, where it may still lack something."""
        typed = {key: given for (_, key), given in plan.given.items() if isinstance(given, str)}
        places = [pasted for pasted in plan.cells[0] if pasted.cell is None and pasted.fault is not None]
        if plan.doubts or plan.contradicted or places or len(typed) < len(plan.given):
            return False
        try:
            self._model.type_draft("", {key: text.strip() for key, text in typed.items() if text.strip()})
        except SalientError:
            return False
        return True

    def _ask(
        self, plan: PastePlan, planned: Callable[[Notation, str], PastePlan | None], corner: tuple[int, int]
    ) -> None:
        from gui.tables.paste_preview import PastePreview  # noqa: PLC0415 - a start needs no dialogs

        preview = PastePreview(plan, planned, self._model.total_rows, self._grid.window())
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.accepted.connect(lambda: self._do(preview.plan, corner, doubtful=preview.with_doubtful))
        preview.open()

    def _do(self, plan: PastePlan, corner: tuple[int, int], *, doubtful: bool) -> None:
        """Paste what can be."""
        cells = plan.taken(doubtful=True) if doubtful else plan.certain
        if not cells:
            self._say(self.tr("Nothing of this can be pasted here: these cells are computed."))
            return
        width = self._width(plan.target)  # an edit may hide columns
        if plan.target.rows[0] == self._model.total_rows and len(plan.cells) == 1:
            done = self._try(lambda: self._model.begin_with(plan.made(cells)))
        else:
            done = self._change(len(cells), lambda _watch: plan.made(cells))
        if done:
            self._grid.select_block(*corner, len(plan.cells), width)
            self._grid.setFocus()

    def _width(self, target: PasteTarget) -> int:
        """Return how many shown columns lie from the first to the last that a block goes to."""
        shown = [self._model.columns[column] for column in self._grid.shown_columns()]
        return shown.index(target.columns[-1]) - shown.index(target.columns[0]) + 1

    # clearing and filling

    def clear(self) -> None:
        """Empty the selected cells that may be empty; in the last row, forget what was typed there."""
        rows, columns = self._extent()
        if rows and rows[-1] == self._model.draft_row:
            forgotten = {self._model.columns[column].key for column in columns}
            typed = {key: text for key, text in self._model.draft.typed.items() if key not in forgotten}
            self._model.keep_draft(typed)  # a row never begins by what is taken away
            if len(rows) == 1:
                return
        cells = tuple(self._grid.selection().cells())
        if cells:
            context, table = self._session.context, self._model.table
            self._change(len(cells), lambda watch: clear_cells(context, table, cells, watch))

    def fill_down(self) -> None:
        """Fill the selected cells with the topmost of their column; one row alone with the row above it.

        Edges of months and their names go on to the months that follow, in the empty last row alone too.
        """
        rows, columns = self._extent()
        draft = self._model.draft_row
        if rows != [draft] or not self._goes_on(draft - 1, columns):
            rows = [row for row in rows if row < draft]
        if len(rows) == 1 and rows[0] > 0:
            rows.insert(0, rows[0] - 1)
        if rows:
            self._fill_from(rows[0], rows[1:], columns)

    def fill_on(self, targets: Sequence[int]) -> None:
        """Fill the shown rows below the selection with its last row, as `fill_down` does, and select them."""
        rows, columns = self._extent()
        if rows and columns and self._fill_from(rows[-1], targets, columns):
            self._grid.select_block(rows[0], columns[0], targets[-1] + 1 - rows[0], len(columns))

    def goes_on(self) -> bool:
        """Whether what is selected goes on below the last row: months do, and begin rows there."""
        rows, columns = self._extent()
        return bool(rows) and self._goes_on(rows[-1], columns)

    def _goes_on(self, row: int, columns: Sequence[int]) -> bool:
        if not 0 <= row < self._model.draft_row or self._model.draft.typed:
            return False
        number, ctx = self._model.row_number(row), self._session.context
        declared = [self._model.columns[column] for column in columns]
        return any(following_months(ctx, column, number) for column in declared if column.editable)

    def _fill_from(self, source: int, targets: Sequence[int], columns: Sequence[int]) -> bool:
        """Fill rows, those from the empty last one on being begun; return whether it was done."""
        count, draft = self._model.total_rows, self._model.draft_row
        numbers = [self._model.row_number(at) if at < draft else count + at - draft for at in targets]
        cells = {
            (number, self._model.columns[column].key): given
            for column in columns
            if self._model.columns[column].editable
            for number, given in zip(numbers, self._filling(source, column, numbers), strict=True)
        }
        keys = [column.key for column in self._model.columns]
        if "series" in keys:
            series = self._whole(source, keys.index("series"))
            cells |= {(number, "series"): series for number in numbers if number >= count}
        return bool(cells) and self._set(cells, FILL)

    def _filling(self, row: int, column: int, numbers: Sequence[int]) -> Sequence[str | WholeFigure]:
        """Return what fills so many cells below one: what it holds, and of whole months those that follow."""
        given = self._whole(row, column)
        following = None
        if row < self._model.draft_row:
            declared = self._model.columns[column]
            following = following_months(self._session.context, declared, self._model.row_number(row))
        if following is None:
            return [given] * len(numbers)
        return [following(step) for step in range(1, len(numbers) + 1)]

    def _whole(self, row: int, column: int) -> str | WholeFigure:
        """Return what is in a cell, to be put into others: of a figure the whole of it."""
        if row >= self._model.draft_row:
            return self._model.typed(row, column)
        number, declared = self._model.row_number(row), self._model.columns[column]
        return whole_cell(self._session.context, declared, number)

    def fill(self, given: str | WholeFigure) -> None:
        """Put one text, or one figure whole, into all selected cells that can be typed into."""
        index = self._grid.currentIndex()
        cells = {
            (row, key): given
            for row, key in self._grid.selection().cells()
            if self._model.table.column(key).editable
        }
        if cells:
            self._set(cells, FILL)
        if index.isValid() and index.row() == self._model.draft_row:
            self._try(lambda: self._model.set_text(index.row(), index.column(), as_typed(given)))

    def fill_selection(self) -> None:
        """Put the text of the current cell into all selected cells; of a link alone: open it."""
        index = self._grid.currentIndex()
        key = self._model.columns[index.column()].key if index.isValid() else ""
        if key == "url" and self._grid.selection().cell_count == 1:
            self.open_link()
            return
        if index.isValid() and self._model.columns[index.column()].editable:
            self.fill(self._whole(index.row(), index.column()))

    @property
    def link(self) -> str:
        """The link of the current row; empty where it has none."""
        row = self._model.row_number(max(self._grid.currentIndex().row(), 0))
        keys = [column.key for column in self._model.columns]
        if "url" not in keys or row >= self._model.total_rows:
            return ""
        return self._model.table.column("url").text(self._model.context, row)

    def open_link(self) -> None:
        """Open the link of the current row, after asking."""
        if self.link and self.open_address is not None:
            self.open_address(self.link)

    @property
    def is_at_day(self) -> bool:
        """Whether the current cell holds a day, or would."""
        index = self._grid.currentIndex()
        return index.isValid() and self._model.columns[index.column()].kind is CellKind.DATE

    def today(self) -> None:
        """Put today into the current cell, or into the text being edited."""
        day = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        editor, index = self._grid.editor, self._grid.currentIndex()
        if editor is not None:
            editor.insert(day)
        elif self.is_at_day:
            self._try(lambda: self._model.set_text(index.row(), index.column(), day))
        else:
            self._say(self.tr("Today can be put into a cell that holds a day."))

    def replace_text(self, places: Sequence[CellPlace], found: str, instead: str) -> str:
        """Put a text in place of another in these cells, as one step of undo; return what came of it.

        Where the cell cannot take it, it stays as it is.
        """
        context, table = self._session.context, self._model.table
        count, refused = 0, {}

        def make(watch: Callable[[], object]) -> Edit:
            nonlocal count, refused
            typed = with_text_replaced(context, table, places, found, instead)
            refused = check_cells(context, table, typed)
            taken = {place: text for place, text in typed.items() if place not in refused}
            count = len(taken)
            return set_cells(context, table, taken, words(REPLACE, count=counted(count)), watch=watch)

        self._change(len(places), make)
        formats = context.formats
        said = formats.words(words(REPLACED, count=counted(count)))
        if not refused:
            return said
        why = formats.words(next(iter(refused.values())))
        more = self._grid.tr("{done}; {count} not: {why}")
        return filled(more, done=said, count=len(refused), why=why)

    def _on_fill_asked(self, text: str) -> None:
        self.fill(text)

    def _set(self, cells: Typed, named: str) -> bool:
        context, table, said = self._session.context, self._model.table, words(named, count=len(cells))
        return self._change(len(cells), lambda watch: set_cells(context, table, cells, said, watch=watch))

    def _change(self, cells: int, make: Callable[[Watch], Edit]) -> bool:
        return self._try(lambda: make_edit(self._session, self._grid.window(), cells, make))

    def _try(self, edit: Callable[[], object]) -> bool:
        """Make an edit, and say why where it is refused; return False where it was not made."""
        try:
            return edit() is not False
        except SalientError as fault:
            self._say(self._session.formats.words(fault.words))
            return False


def _no_table(_rows: Rows) -> bool:
    return False


def _no_text(_text: str) -> bool:
    return False


def _no_words(_lines: Sequence[str], _row: int, _column: str) -> bool:
    return False
