"""What a window knows of the other windows of the program, its first size, and how it takes a drop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from gui.app.log_file import Lately

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow

_FRAME = QSize(10, 40)  # pixels that a window manager puts around a window, known only once it has


def take_a_copy(event: QDropEvent) -> None:
    """Take what is dropped and leave it where it is, though the other program proposes to move it."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def size_first(window: QWidget, width: int, height: int) -> None:
    """Give a window the size it has at first, where its screen is as large."""
    window.resize(QSize(width, height).boundedTo(window.screen().availableSize() - _FRAME))


class Windows(Protocol):
    """What a window knows of the others."""

    @property
    def lately(self) -> Lately:
        """What was done and logged in this run."""

    def show_file(self, path: Path, asking: MainWindow) -> bool:
        """Raise the window, other than `asking`, that holds `path`; return whether there is one."""

    def open_file(self, path: Path) -> None:
        """Show a file in the window that has it, or in one where nothing is lost, or in a new one."""

    def open_another(self) -> object:
        """Open another window with an empty project."""

    def apply_preferences(self) -> None:
        """Let every window write numbers, and be coloured, as the settings now say."""

    def quit(self) -> None:
        """Close every window, asking where something is not saved."""
