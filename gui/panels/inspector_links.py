"""A list of cells that one can go to: by Enter, or with one click."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.translate import filled
from model.explain.inspect_cell import Link, Links, Place

_TEXT = Qt.ItemDataRole.UserRole
_GAP = 8


@guarded
class _TwoTexts(QStyledItemDelegate):
    """Paints what a cell is called at the left and what it shows at the right; the first gives way."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        box: QRect = option.rect
        current = bool(state & QStyle.StateFlag.State_HasFocus)
        if current or state & QStyle.StateFlag.State_MouseOver:
            ground = QColor(palette.color(QPalette.ColorRole.Highlight))
            ground.setAlphaF(0.18 if current else 0.08)
            painter.fillRect(box, ground)
        room = box.adjusted(4, 0, -4, 0)
        label, text = str(index.data()), str(index.data(_TEXT))
        metrics = painter.fontMetrics()
        taken = min(metrics.horizontalAdvance(text), room.width() * 2 // 3)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, taken + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, text)
        room.setRight(room.right() - taken - _GAP)
        painter.setPen(palette.color(QPalette.ColorRole.Link))
        label = metrics.elidedText(label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, label)

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(20, option.fontMetrics.height() + 5)


@guarded
class LinkList(QListWidget):
    """Links as a list as high as it needs to be. `followed(Place)`."""

    followed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_TwoTexts(self))
        self.itemClicked.connect(self._on_item_clicked)
        self._places: tuple[Place, ...] = ()

    def show_links(self, links: Links) -> None:
        """Show these links, and how many more there are."""
        row = self.currentRow()
        self.clear()
        self._places = tuple(link.place for link in links.first)
        for link in links.first:
            self.addItem(self._item(link))
        if links.more:
            item = QListWidgetItem(self.tr("and {count} more").format(count=links.more))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setData(_TEXT, "")
            self.addItem(item)
        if len(links.first):
            self.setCurrentRow(min(max(row, 0), len(links.first) - 1))
        self._fit()

    def _item(self, link: Link) -> QListWidgetItem:
        item = QListWidgetItem(link.label)
        item.setData(_TEXT, link.text)
        said = filled(self.tr("{cell}: {value}"), cell=link.label, value=link.text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        return item

    def _fit(self) -> None:
        line = self.sizeHintForRow(0) if self.count() else 0
        self.setFixedHeight(line * self.count() + 2 * self.frameWidth())

    def _on_item_clicked(self, item: QListWidgetItem) -> None:
        self._follow(item)

    def _follow(self, item: QListWidgetItem | None) -> None:
        row = -1 if item is None else self.row(item)
        if 0 <= row < len(self._places):
            self.followed.emit(self._places[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._follow(self.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
