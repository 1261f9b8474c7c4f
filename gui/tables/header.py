"""The two-line head of a table: the group over its columns, and each column's label with its unit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from gui.app.guard import guarded
from gui.app.theme import TableTones, table_tones
from gui.tables.model import TableModel
from model.columns import CellKind

PADDING = 6  # pixels between the edge of a cell and its text
_ARROW = 10


@guarded
class GroupedHeader(QHeaderView):
    """Paints groups and labels; sections are resized by dragging and sorted by a click (see `TableView`)."""

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Columns"))

    def sizeHint(self) -> QSize:
        return QSize(self.length(), self.head_height())

    def head_height(self) -> int:
        """Return the height of both lines."""
        return 2 * self._line_height()

    def natural_width(self, column: int) -> int:
        """Return the width that a column's label takes, with the arrow where rows are sorted by it."""
        label = self._model.columns[column].label(self._model.context)
        sorted_by = self._model.sorted_by
        arrow = _ARROW if sorted_by is not None and sorted_by[0] == column else 0
        return QFontMetrics(self._label_font()).horizontalAdvance(label) + 2 * PADDING + 2 + arrow

    def group_width(self, column: int) -> int:
        """Return the width that the name of a column's group takes."""
        return QFontMetrics(self._group_font()).horizontalAdvance(self._model.group(column)) + 2 * PADDING + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        tones = table_tones(self.palette())
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), tones.head)
        for columns in self.groups():
            if self._section(columns[0]).united(self._section(columns[-1])).intersects(event.rect()):
                self._paint_group(painter, tones, columns)
        for column in range(self.count()):
            if not self.isSectionHidden(column) and self._section(column).intersects(event.rect()):
                self._paint_label(painter, tones, column, self._section(column))
        bottom = self.height() - 1
        painter.setPen(QPen(tones.group_line))
        painter.drawLine(0, bottom, self.width(), bottom)
        painter.end()

    def paint_alone(self, painter: QPainter, column: int, box: QRect) -> None:
        """Paint the head of one column, with the name of its group, elsewhere than in its place."""
        tones = table_tones(self.palette())
        painter.save()
        painter.setClipRect(box)
        painter.fillRect(box, tones.head)
        painter.translate(box.left() - self.sectionViewportPosition(column), box.top())
        left, line = self.sectionViewportPosition(column), self._line_height()
        painter.setFont(self._group_font())
        painter.setPen(tones.text)
        room = QRect(left + PADDING, 0, box.width() - 2 * PADDING, line)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, middle, self._model.group(column))
        painter.setPen(QPen(tones.line))
        painter.drawLine(left, line - 1, left + box.width(), line - 1)
        self._paint_label(painter, tones, column, QRect(left, 0, box.width(), box.height()))
        painter.setPen(QPen(tones.group_line))
        painter.drawLine(left, box.height() - 1, left + box.width(), box.height() - 1)
        painter.restore()

    def _line_height(self) -> int:
        return self.fontMetrics().height() + 9

    def _group_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _label_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.93)
        return font

    def groups(self) -> list[list[int]]:
        """Return the shown columns, those of one group that stand side by side together."""
        groups: list[list[int]] = []
        for column in range(self.count()):
            if self.isSectionHidden(column):
                continue
            if groups and self._model.columns[groups[-1][-1]].group == self._model.columns[column].group:
                groups[-1].append(column)
            else:
                groups.append([column])
        return groups

    def starts_group(self, column: int) -> bool:
        """Whether a shown column is the first of its group, and not of the table."""
        before = [other for other in range(column) if not self.isSectionHidden(other)]
        return bool(before) and self._model.columns[before[-1]].group != self._model.columns[column].group

    def _paint_group(self, painter: QPainter, tones: TableTones, columns: list[int]) -> None:
        left = self.sectionViewportPosition(columns[0])
        last = columns[-1]
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        if right <= 0 or left >= self.width():
            return
        line = self._line_height()
        painter.setFont(self._group_font())
        painter.setPen(tones.text)
        start = max(left, 0) + PADDING  # the name stays in view while its columns are scrolled
        room = QRect(start, 0, right - start - PADDING, line)
        name = painter.fontMetrics().elidedText(
            self._model.group(columns[0]), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QPen(tones.line))
        painter.drawLine(left, line - 1, right - 1, line - 1)
        painter.setPen(QPen(tones.group_line))
        painter.drawLine(right - 1, 0, right - 1, self.height())

    def _section(self, column: int) -> QRect:
        return QRect(self.sectionViewportPosition(column), 0, self.sectionSize(column), self.height())

    def _paint_label(self, painter: QPainter, tones: TableTones, column: int, place: QRect) -> None:
        declared = self._model.columns[column]
        line = self._line_height()
        box = place.adjusted(PADDING, line, -PADDING, -1)
        sorted_by = self._model.sorted_by
        if sorted_by is not None and sorted_by[0] == column:
            self._paint_arrow(painter, tones, box, descending=sorted_by[1] == Qt.SortOrder.DescendingOrder)
            box.setRight(box.right() - _ARROW)
        painter.setFont(self._label_font())
        metrics = painter.fontMetrics()
        label = metrics.elidedText(
            declared.label(self._model.context), Qt.TextElideMode.ElideRight, box.width()
        )
        head, unit = self._split_unit(label)
        if declared.kind in (CellKind.FIGURE, CellKind.COMPUTED):
            box.setLeft(max(box.left(), box.right() + 1 - metrics.horizontalAdvance(label)))
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(tones.text)
        painter.drawText(box, middle, head)
        box.setLeft(box.left() + metrics.horizontalAdvance(head))
        painter.setPen(tones.muted)
        painter.drawText(box, middle, unit)

    def _split_unit(self, label: str) -> tuple[str, str]:
        """Return a label as its words and the unit behind a space, which is painted muted."""
        unit = " " + self._model.context.formats.unit("km2")
        return (label.removesuffix(unit), unit) if label.endswith(unit) else (label, "")

    def _paint_arrow(self, painter: QPainter, tones: TableTones, box: QRect, *, descending: bool) -> None:
        middle, right = box.center().y() + 1, box.right()
        tip = 3 if descending else -3
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(tones.text)
        painter.setPen(Qt.PenStyle.NoPen)
        corners = ((right - 7, middle - tip / 2), (right, middle - tip / 2), (right - 3.5, middle + tip))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.restore()
