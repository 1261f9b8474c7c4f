"""About: what this is, which version of it, and of what it is built on."""

from __future__ import annotations

import platform
from importlib import metadata

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.app.version import program_version
from gui.dialogs.parts import SELECTABLE, Buttons, arrange
from gui.panels.surface import FittedLabel, plain_label, wrapped_label

_BUILT_ON = ("PySide6-Essentials", "pyqtgraph", "numpy", "jsonschema-rs")


class AboutDialog(QDialog):
    """The name, a sentence, the versions to put into a report of a fault."""

    def __init__(self, icon: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Salient"))
        picture = QLabel()
        picture.setPixmap(icon.pixmap(64, 64))
        name = FittedLabel(scale=1.7, bold=True)
        name.set_text(f"Salient {program_version()}")
        what = wrapped_label(
            self.tr(
                "Compares losses with gains, period by period, from published figures"
                " and with their uncertainty."
            )
        )
        self._versions = plain_label(versions())
        self._versions.setTextInteractionFlags(SELECTABLE)
        self._versions.setAccessibleName(self.tr("Versions"))
        words = QVBoxLayout()
        words.setSpacing(8)
        for label in (name, what, self._versions):
            words.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = Buttons(self)
        buttons.add(self.tr("&Copy Versions"), self._on_copy_clicked)
        arrange(self, top, buttons, spacing=14)
        self.setMinimumWidth(420)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._versions.text())


def versions() -> str:
    """Return a line for each part the program is built on, with its version as installed."""
    lines = [f"Salient {program_version()}", f"Python {platform.python_version()}"]
    for name in _BUILT_ON:
        try:
            lines.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{name} —")
    lines.append(f"Qt {qVersion()}, {QGuiApplication.platformName()}")
    lines.append(platform.platform())
    return "\n".join(lines)
