"""The menu bar, built from `gui.window.actions.MENUS`, and the menus filled while the program runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from gui.app.settings import Settings
from gui.window.actions import MENUS, NESTED, SEPARATOR, Actions, translated


class Menus(QObject):
    """The menus of one window. `submenus` holds those that others fill, by key."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        submenus: Mapping[str, QMenu],
        settings: Settings,
        open_path: Callable[[Path], object],
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._open_path = open_path
        self._recent = QMenu(self.tr("Open &Recent"), window)
        self._recent.aboutToShow.connect(self._on_recent_about_to_show)
        filled = {**submenus, "recent": self._recent}
        for key, (title, entries) in NESTED.items():
            filled[key] = QMenu(translated(title), window)
            filled[key].addActions([actions[entry] for entry in entries])
        bar: QMenuBar = window.menuBar()
        for title, keys in MENUS:
            menu = bar.addMenu(translated(title))
            for key in keys:
                if key == SEPARATOR:
                    menu.addSeparator()
                elif key in filled:
                    menu.addMenu(filled[key])
                else:
                    menu.addAction(actions[key])

    def _on_recent_about_to_show(self) -> None:
        self._recent.clear()
        paths = self._settings.recent_files
        names = [path.name for path in paths]
        for number, path in enumerate(paths, start=1):
            shown = path.name if names.count(path.name) == 1 else str(path)
            mnemonic = f"&{number} " if number < 10 else ""
            action = self._recent.addAction(mnemonic + shown.replace("&", "&&"))
            action.triggered.connect(self._opening(path))
        if paths:
            self._recent.addSeparator()
            self._recent.addAction(self.tr("&Forget These"), self._settings.clear_recent)
        else:
            self._recent.addAction(self.tr("Nothing opened yet")).setEnabled(False)

    def _opening(self, path: Path) -> Callable[[], None]:
        def slot() -> None:
            self._open_path(path)

        return slot
