"""Waiting for work done beside the window, which is painted meanwhile; after a while it can be given up."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QLabel, QProgressDialog, QWidget

from gui.app.background import Do, Job
from gui.app.guard import guarded, soon
from model.text.errors import SalientError

_PATIENCE = 400  # milliseconds until it is said what is waited for
_FROM_CORNER = QPoint(24, 48)  # of the window, where a box does not hold it
_TYPED = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_POINTED = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
    QEvent.Type.ContextMenu,
    QEvent.Type.DragEnter,
    QEvent.Type.Close,
)


class Waiting(QObject):
    """Waits for one job of a window, about which `said` is said if it takes a while."""

    def __init__(self, window: QWidget, said: str) -> None:
        super().__init__(window)
        self._window = window
        self._said = said
        self._loop = QEventLoop(self)
        self._ended: tuple[object, Exception | None] | None = None

    def wait_for(self, do: Do) -> Any:
        """Return what `do(tell)` returns, done in a thread of its own; None where it was given up or failed.

        Raises the `SalientError` that it raises. Keys and clicks wait, until it is said what is waited for;
        then keys go on waiting.
        """
        job = Job(do)
        job.ended.connect(self._on_ended)
        job.start()
        soon(self._loop, self._loop.quit, _PATIENCE)
        self._loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if self._ended is None:
            box = WaitingBox(self._window, self._said)
            box.canceled.connect(job.give_up)
            box.canceled.connect(self._loop.quit)
            box.show()
            self._loop.exec()
            box.close_for_good()
        self.deleteLater()
        result, error = self._ended or (None, None)
        if isinstance(error, SalientError):
            raise error
        return result

    def _on_ended(self, _job: Job, result: object, error: Exception | None) -> None:
        self._ended = result, error
        self._loop.quit()


@guarded
class WaitingBox(QProgressDialog):
    """Says over a window what is waited for; Cancel gives it up.

    With `holds` the window takes no clicks meanwhile, keys typed into it are typed once the box is gone, and
    Escape gives it up too; else a person goes on working. The box is not modal to Qt, which drops what is
    typed into a window below a modal one.
    """

    def __init__(self, window: QWidget, said: str, *, holds: bool = True) -> None:
        super().__init__(window)
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(said)
        self.setLabel(label)
        self.setWindowTitle(QCoreApplication.applicationName())
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setRange(0, 0)
        self.setMinimumDuration(_PATIENCE)
        self._window = window.window()
        self._holds = holds
        self._keys: _Keys | None = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._holds and self._keys is None:
            self._keys = _Keys(self._window, self)
        elif not self._holds:  # out of the way of the tables
            self.move(self._window.geometry().bottomRight() - self.rect().bottomRight() - _FROM_CORNER)
        if not event.spontaneous():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.labelText()))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._keys is not None and not event.spontaneous():
            self._keys.give_back()
            self._keys = None

    def close_for_good(self) -> None:
        """Take the box away, whatever it waited for."""
        self.reset()
        self.hide()
        self.deleteLater()


@guarded
class _Keys(QObject):
    """The keys that are typed into a window, or into the box over it, while there is one."""

    def __init__(self, window: QWidget, box: WaitingBox) -> None:
        super().__init__(window)
        self._window = window
        self._box: WaitingBox | None = box
        self._held: list[QKeyEvent] = []
        # what a window system sends comes here first, shortcuts too
        self._watched = [each.windowHandle() for each in (window, box)]
        for handle in self._watched:
            handle.installEventFilter(self)

    def give_back(self) -> None:
        """End in the next turn, when what was waited for is there; until then keys go on waiting."""
        self._box = None
        soon(self, self._type)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # so that it is no shortcut now
            return True
        if isinstance(event, QKeyEvent) and kind in _TYPED:
            if self._box is not None and event.key() == Qt.Key.Key_Escape:
                self._box.canceled.emit()
            else:
                self._held.append(event.clone())
            return True
        if kind in _POINTED and watched is self._watched[0]:
            event.ignore()
            return True
        return False

    def _type(self) -> None:
        for handle in self._watched:
            handle.removeEventFilter(self)
        for event in self._held:
            if QApplication.activeModalWidget() not in (None, self._window):
                break  # something is asked now, of which whoever typed knew nothing
            self._type_one(event)
        self.deleteLater()

    def _type_one(self, event: QKeyEvent) -> None:
        """Do with a key what Qt does with one that the window system sends: it is a shortcut, or typed."""
        focus: QWidget | None = self._window.focusWidget()
        target = self._window if focus is None else focus
        if event.type() == QEvent.Type.KeyPress:
            asked = QKeyEvent(QEvent.Type.ShortcutOverride, event.key(), event.modifiers(), event.text())
            asked.ignore()
            QApplication.sendEvent(target, asked)
            if not asked.isAccepted():
                keys = QKeySequence(event.keyCombination())
                for action in self._window.findChildren(QAction):
                    if action.isEnabled() and keys in action.shortcuts():
                        action.trigger()
                        return
        QApplication.sendEvent(target, event)
