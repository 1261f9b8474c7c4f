"""Pointers at what is not obvious: one after another at a first start, until each was dismissed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from gui.app.guard import guarded
from gui.app.settings import Settings
from gui.app.theme import Theme
from gui.panels.surface import muted_label, wrapped_label

_NARROW, _WIDE = 300, 620
_AWAY = 8  # pixels between a pointer and what it points at
_EDGE = 2  # pixels of the line around what it points at
Target = Callable[[], QWidget | None]
Free = Callable[[], QRect]


@guarded
class Pointers(QFrame):
    """A note that says what a control is for, around which there is a line; it takes no focus.

    It lies where it hides nothing, in the room of the window that is `free`, and only without enough of that
    beside the control, over what is there. It gives way to a message, shown in `messages`, until that has
    gone. `targets` are the controls, by the key of what is said of each. One that is not there is passed
    over. Escape in it, or “Skip All”, dismisses all of them; which were dismissed is kept in the settings.
    """

    def __init__(
        self,
        targets: Mapping[str, Target],
        free: Free,
        settings: Settings,
        theme: Theme,
        window: QWidget,
        messages: QWidget,
    ) -> None:
        super().__init__(window)
        self._messages = messages
        self._targets = targets
        self._free = free
        self._settings = settings
        self._theme = theme
        self._window = window
        self._key = ""
        self._texts = {
            "figure": self.tr(
                "Where does a number come from? Select its cell and open Figure: "
                "source, quoted words, formula."
            ),
            "typing": self.tr(
                "Type figures as they were published: 25,000–30,000, >125,000, ~53, 910 sq mi. "
                "A new row begins where you type into the empty last one."
            ),
            "days": self.tr("What do some days come to? Press Days, or drag over the chart with Shift held."),
            "claims": self.tr(
                "Does a published sentence hold? Paste it into the table Claims, or press Ctrl+K at a cell."
            ),
        }
        self.setObjectName("pointer")
        self.setAccessibleName(self.tr("Pointer"))
        self._text, self._place_of_all = wrapped_label(), muted_label()
        self.next = QPushButton(self.tr("Got It"))
        self.next.clicked.connect(self._on_next_clicked)
        self.skip = QPushButton(self.tr("Skip All"))
        self.skip.clicked.connect(self._on_skip_clicked)
        self._buttons = buttons = QHBoxLayout()
        buttons.addWidget(self._place_of_all, 1)
        buttons.addWidget(self.skip)
        buttons.addWidget(self.next)
        self._all = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._all.setContentsMargins(12, 8, 12, 8)
        self._all.addWidget(self._text, 1)
        self._all.addLayout(buttons)
        self._line = QFrame(window)
        self._line.setObjectName("pointed")
        self._line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line.hide()
        self.hide()
        messages.installEventFilter(self)
        theme.changed.connect(self._paint)
        self._paint()

    @property
    def text(self) -> str:
        """What is said now."""
        return self._text.text()

    def begin(self) -> None:
        """Point at the first thing that nobody dismissed yet; at nothing where there is none."""
        left = self._left()
        self._key = left[0] if left else ""
        table = self._target("typing")
        if not left and table is not None and self.next.hasFocus() | self.skip.hasFocus():
            table.setFocus()  # else the keys would go to whatever is next, a chart
        self.setVisible(bool(left) and not self._messages.isVisible())
        if not left:
            return
        self._text.setText(self._texts[self._key])
        seen = len(self._settings.pointers_seen)
        number = self.tr("{number} of {all}").format(number=seen + 1, all=seen + len(left))
        self._place_of_all.setText(number)
        self._place()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))

    def _left(self) -> Sequence[str]:
        seen = self._settings.pointers_seen
        return [key for key in self._texts if key not in seen and self._target(key) is not None]

    def _target(self, key: str) -> QWidget | None:
        target = self._targets[key]()
        return target if target is not None and target.isVisible() else None

    def _place(self) -> None:
        """Stand where there is nothing, else beside the control, over a table rather than over a chart."""
        target = self._target(self._key)
        if target is None:
            self.begin()
            return
        at = QRect(target.mapTo(self._window, QPoint()), target.size())
        self._line.setGeometry(at.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE))
        free = self._free().adjusted(_AWAY, 2, -_AWAY, -2)
        wide = min(_WIDE, free.width())
        height = self._height_beside(wide)
        if height <= free.height():
            self._all.setDirection(QBoxLayout.Direction.LeftToRight)
            self.setGeometry(min(max(at.left(), free.left()), free.right() - wide), free.top(), wide, height)
            return
        self._all.setDirection(QBoxLayout.Direction.TopToBottom)
        room = self._window.rect().adjusted(_AWAY, _AWAY, -_AWAY, -_AWAY)
        height = self._all.totalHeightForWidth(_NARROW)
        if at.height() > height:  # a table
            top = at.bottom() - _AWAY - height
        else:
            above = at.center().y() > room.center().y()
            top = at.top() - _AWAY - height if above else at.bottom() + _AWAY
        left = min(max(at.left(), room.left()), room.right() - _NARROW)
        if at.width() < at.height():  # a tab of the rail: beside it
            left, top = at.left() - _AWAY - _NARROW, at.top()
        self.setGeometry(left, max(top, room.top()), _NARROW, height)

    def _height_beside(self, width: int) -> int:
        """Return how high it is that wide, the buttons beside the words."""
        margins, buttons = self._all.contentsMargins() + self.contentsMargins(), self._buttons.sizeHint()
        words = width - margins.left() - margins.right() - self._all.spacing() - buttons.width()
        return margins.top() + max(self._text.heightForWidth(words), buttons.height()) + margins.bottom()

    def _on_next_clicked(self) -> None:
        self._settings.keep_pointers_seen({*self._settings.pointers_seen, self._key})
        self.begin()

    def _on_skip_clicked(self) -> None:
        self._settings.keep_pointers_seen(set(self._texts))
        self.begin()

    def _paint(self) -> None:
        tones = self._theme.tones
        self.setStyleSheet(
            f"#pointer {{ background: {tones.surface}; border: 1px solid {tones.accent};"
            f" border-top: 3px solid {tones.accent}; border-radius: 4px; }}"
        )
        self._line.setStyleSheet(
            f"#pointed {{ border: {_EDGE}px solid {tones.accent}; border-radius: 4px; }}"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give way to a message."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.setVisible(bool(self._key) and event.type() == QEvent.Type.Hide)
        return super().eventFilter(watched, event)

    def follow(self, kind: QEvent.Type) -> None:
        """Follow the control when the window becomes another size or a pane opens."""
        if kind in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.isVisible():
            self._place()
            self.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the line too."""
        super().showEvent(event)
        self._line.show()
        self._line.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the line away too."""
        super().hideEvent(event)
        self._line.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Dismiss all with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_skip_clicked()
        else:
            super().keyPressEvent(event)
