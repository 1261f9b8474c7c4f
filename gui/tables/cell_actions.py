"""What is done to the selected cells of a table: copy, cut, paste, clear, fill."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDate, QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication

from gui.session import Session
from gui.tables.clipboard import OWN_FORMAT, Block, Rows, read_clipboard
from gui.tables.copying import Copying
from gui.tables.grid import Grid
from gui.tables.model import TableModel
from gui.tables.paste_plan import PASTE, PastePlan, Target, plan_paste, tiled, width_of
from gui.tables.selection import selected_parts
from model.columns import Kind
from model.edits import Edit, clear_cells, set_cells
from model.text.errors import SalientError
from model.text.words import marked, words

FILL = marked("fill {count} cells")


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
        self._copying = Copying(grid, model)
        self.open_address: Callable[[str], None] | None = None
        grid.fill_asked.connect(self._on_fill_asked)
        grid.today_asked.connect(self.today)

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
        """Paste the clipboard at the selection; what does not fit or cannot be read is shown first."""
        block = self._clipboard_block()
        rows, columns = self._extent()
        if not rows or not columns:
            self._say(self.tr("Choose the cell where the paste is to begin."))
            return
        if not block.rows or not width_of(block.rows):
            self._say(self.tr("There is no text to paste."))
            return
        if not block.computed and self.import_block(block.rows):
            return
        if width_of(block.rows) == 1:
            lines = [row[0] for row in block.rows if row]
            if self.take_words(lines, self._model.row_number(rows[0]), self._model.columns[columns[0]].key):
                return
        block = tiled(block, len(rows), len(columns))
        if (
            rows[0] == self._model.draft_row
            and len(block.rows) == 1
            and self._paste_into_draft(block, columns[0])
        ):
            self._grid.select_block(rows[0], columns[0], 1, width_of(block.rows))
            return
        corner = (rows[0], columns[0])
        plan = plan_paste(
            self._session.context, self._model.table, block, self._target(block, rows[0], columns[0])
        )
        if plan.fault_count:
            self._ask(plan, corner)
        else:
            self._do(plan, corner, plan.edit)

    def _clipboard_block(self) -> Block:
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if data is None:  # some platforms hand out nothing where there is nothing
            return Block(())
        own = bytes(data.data(OWN_FORMAT).data()) if data.hasFormat(OWN_FORMAT) else b""
        return read_clipboard(data.text(), data.html(), own)

    def _target(self, block: Block, row: int, column: int) -> Target:
        count, draft = self._model.total_rows, self._model.draft_row
        rows = tuple(
            self._model.row_number(at) if at < draft else count + at - draft
            for at in range(row, row + len(block.rows))
        )
        shown = [self._model.columns[other] for other in self._grid.shown_columns() if other >= column]
        return Target(rows, tuple(shown[: width_of(block.rows)]))

    def _paste_into_draft(self, block: Block, column: int) -> bool:
        """Paste one row into the empty last row, beside what is typed there; whether all could be read."""
        target = self._target(block, self._model.draft_row, column)
        if len(block.rows[0]) > len(target.columns):
            return False
        typed = dict(self._model.draft.typed)
        for place, declared in enumerate(target.columns[: len(block.rows[0])]):
            text = block.rows[0][place].strip()
            if text and declared.editable:
                typed[declared.key] = text
            elif text and not block.is_computed(0, place):
                return False
        try:
            self._model.type_draft("", typed)
        except SalientError:
            return False
        return True

    def _ask(self, plan: PastePlan, corner: tuple[int, int]) -> None:
        from gui.tables.paste_preview import PastePreview  # noqa: PLC0415 - a start needs no dialogs

        preview = PastePreview(plan, self._session.formats, self._model.total_rows, self._grid.window())
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.accepted.connect(lambda: self._do(plan, corner))
        preview.open()

    def _do(self, plan: PastePlan, corner: tuple[int, int], edit: Edit | None = None) -> None:
        """Paste what can be; `edit` is that, made of the project as it is now."""
        cells = dict(plan.good)
        if not cells:
            self._say(self.tr("Nothing of this can be pasted here: these cells are computed."))
            return
        if edit is None:
            self._set(cells, PASTE)
        else:
            self._session.edit(edit)
        self._grid.select_block(*corner, len(plan.cells), width_of(plan.cells))
        self._grid.setFocus()

    # clearing and filling

    def clear(self) -> None:
        """Empty the selected cells that may be empty; in the last row, forget what was typed there."""
        rows, columns = self._extent()
        if rows and rows[-1] == self._model.draft_row:
            kept = {self._model.columns[column].key for column in columns}
            typed = {key: text for key, text in self._model.draft.typed.items() if key not in kept}
            self._try(lambda: self._model.set_draft(typed))
            if len(rows) == 1:
                return
        cells = tuple(self._grid.selection().cells())
        if cells:
            self._try(
                lambda: self._session.edit(clear_cells(self._session.context, self._model.table, cells))
            )

    def fill_down(self) -> None:
        """Fill the selected cells with the topmost of their column; one row alone with the row above it."""
        rows, columns = self._extent()
        rows = [row for row in rows if row < self._model.draft_row]
        if len(rows) == 1 and rows[0] > 0:
            rows.insert(0, rows[0] - 1)
        columns = [column for column in columns if self._model.columns[column].editable]
        cells = {
            (self._model.row_number(row), self._model.columns[column].key): self._model.typed(rows[0], column)
            for row in rows[1:]
            for column in columns
        }
        if cells:
            self._set(cells, FILL)

    def fill(self, text: str) -> None:
        """Put one text into all selected cells that can be typed into."""
        index = self._grid.currentIndex()
        cells = {
            (row, key): text
            for row, key in self._grid.selection().cells()
            if self._model.table.column(key).editable
        }
        if cells:
            self._set(cells, FILL)
        if index.isValid() and index.row() == self._model.draft_row:
            self._try(lambda: self._model.set_text(index.row(), index.column(), text))

    def fill_selection(self) -> None:
        """Put the text of the current cell into all selected cells; of a link alone: open it."""
        index = self._grid.currentIndex()
        key = self._model.columns[index.column()].key if index.isValid() else ""
        if key == "url" and self._grid.selection().cell_count == 1:
            self.open_link()
            return
        if index.isValid() and self._model.columns[index.column()].editable:
            self.fill(self._model.typed(index.row(), index.column()))

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

    def today(self) -> None:
        """Put today into the current cell, or into the text being edited."""
        day = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        editor, index = self._grid.editor, self._grid.currentIndex()
        if editor is not None:
            editor.insert(day)
        elif index.isValid() and self._model.columns[index.column()].kind is Kind.DATE:
            self._try(lambda: self._model.set_text(index.row(), index.column(), day))
        else:
            self._say(self.tr("Today can be put into a cell that holds a day."))

    def _on_fill_asked(self, text: str) -> None:
        self.fill(text)

    def _set(self, cells: dict[tuple[int, str], str], named: str) -> None:
        def edit() -> None:
            context = self._session.context
            said = words(named, count=len(cells))
            self._session.edit(set_cells(context, self._model.table, cells, said))

        self._try(edit)

    def _try(self, edit: Callable[[], None]) -> None:
        """Make an edit; say why where it is refused."""
        try:
            edit()
        except SalientError as fault:
            self._say(self._session.formats.words(fault.words))


def _no_table(_rows: Rows) -> bool:
    return False


def _no_words(_lines: Sequence[str], _row: int, _column: str) -> bool:
    return False
