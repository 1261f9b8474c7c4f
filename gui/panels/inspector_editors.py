"""The editors of the inspector: a line, several lines, a choice; each keeps its keys from the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.translate import model_words
from gui.panels.surface import fitted
from model.text.words import marked

STAYING = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_MOST_LINES = 4  # of a choice
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEEPING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_OF_THE_TABLE = ("Ctrl+D", "Ctrl+Shift+D", "Ctrl++", "Ctrl+-", "Alt+Up", "Alt+Down", "Ctrl+Return")
"""Keys by which the window acts on the table: not while something is typed here."""


def said_of_source(said: str) -> str:
    """Say, behind how another number than the quoted one is read, what becomes of its source."""
    keys = QKeySequence("Ctrl+Shift+Return").toString(QKeySequence.SequenceFormat.NativeText)
    over = model_words(marked("The source and the quote of the old number go; {keys} keeps the source."))
    return f"{said}. {over.format(keys=keys)}"


def _is_own_key(event: QEvent, *, undoable: bool) -> bool | None:
    """Whether a key is the field's before it is a shortcut of the window; None where that is as usual."""
    if not isinstance(event, QKeyEvent):
        return None
    if event.key() == Qt.Key.Key_Escape or event.key() in _ENTERS:
        return True
    if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
        return undoable  # else the window undoes the last edit, as everywhere
    pressed = QKeySequence(event.keyCombination())
    return True if any(pressed == QKeySequence(keys) for keys in _OF_THE_TABLE) else None


@guarded
class LineEditor(QLineEdit):
    """One line. Signals: `entered` and `left` ask to commit, `cancelled` to forget.

    `keeping` says, while it is entered by Ctrl+Shift+Enter, that another number keeps the source of the old.
    """

    entered = Signal()
    left = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keeping = False
        self.setMaxLength(10_000_000)  # never cut what is pasted: too long a text is refused, in words

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            undoable = self.isUndoAvailable() or self.isRedoAvailable()
            own = _is_own_key(event, undoable=undoable)
            if own is not None:
                event.setAccepted(own)
                return own
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERS:
            self.keeping = event.modifiers() & _KEEPING == _KEEPING
            self.entered.emit()
            self.keeping = False
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYING:
            self.left.emit()


@guarded
class TextEditor(QPlainTextEdit):
    """Several lines; Enter commits, Shift+Enter breaks the line. Signals as those of `LineEditor`."""

    entered = Signal()
    left = Signal()
    cancelled = Signal()

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self, *_size: object) -> None:
        """Be as high as the text, within bounds: at least one line, at most twice those meant."""
        lines = min(max(int(self.document().size().height()), 1), 2 * self._lines)
        frame = 2 * (self.frameWidth() + int(self.document().documentMargin()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + frame + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(80, self.height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            document = self.document()
            own = _is_own_key(event, undoable=document.isUndoAvailable() or document.isRedoAvailable())
            if own is not None:
                event.setAccepted(own)
                return own
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERS and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STAYING:
            self.left.emit()


@guarded
class ChoiceEditor(QComboBox):
    """A choice on as many lines as it takes, up to four.

    The mouse wheel passes it by: scrolling through the pane must change nothing.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.currentTextChanged.connect(self._fit)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write it on several lines: Qt would cut it within a letter."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        box, line, lines = self._field(), self.fontMetrics().lineSpacing(), self.shown_lines()
        top = box.center().y() - len(lines) * line // 2
        for number, text in enumerate(lines):
            place = QRect(box.left() + 1, top + number * line, box.width(), line)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def shown_lines(self) -> Sequence[str]:
        """Return the chosen text in the lines that are shown; what does not fit the last is cut with “…”."""
        return fitted(self.currentText(), self.font(), self._field().width() - 2, _MOST_LINES)

    def _field(self) -> QRect:
        """Return where the text stands."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self)

    def _fit(self, *_what: object) -> None:
        """Be as high as the lines are."""
        more = (len(self.shown_lines()) - 1) * self.fontMetrics().lineSpacing()
        self.setFixedHeight(self.sizeHint().height() + more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
