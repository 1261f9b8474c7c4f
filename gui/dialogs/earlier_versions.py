"""File ▸ Earlier Versions: the saves that are kept of a project file, compared with what is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QWidget,
)

from gui.app.translate import filled
from gui.app.windows import size_first
from gui.dialogs.comparison import ComparisonView
from gui.dialogs.parts import Buttons, arrange
from gui.panels.great_edits import take_edit
from gui.session import Session
from model.analyses.comparison import compare
from model.edits import Edit
from model.files.safety import Version, Versions, read_version
from model.project import Project
from model.text.errors import SalientError
from model.text.words import marked, words

_RESTORE = marked("restore the version of {when}")


class EarlierVersions(QDialog):
    """The versions left, the latest first; right what restoring the chosen one would change.

    Restore puts the version in the place of the project, as one step that can be undone; the file is not
    touched before the project is saved.
    """

    def __init__(self, session: Session, versions: Versions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Earlier versions"))
        self._session = session
        self._versions = versions.list()
        self._chosen: tuple[Version, Project] | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Earlier versions, the latest first"))
        for version in self._versions:
            self.list.addItem(QListWidgetItem(_when(version)))
        self.view = ComparisonView()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([190, 990])
        buttons = Buttons(self)
        tip = self.tr("Put this version in the place of the project; Undo goes back")
        self.restore = buttons.add(self.tr("&Restore"), self._on_restore_clicked, tip)
        self.restore.setAutoDefault(True)
        self.restore.setEnabled(False)
        self.list.currentRowChanged.connect(self._on_current_row_changed)
        arrange(self, split, buttons, stretched=split)
        size_first(self, 1220, 560)
        if self._versions:
            self.list.setCurrentRow(0)
        else:
            self.view.show_reason(
                self.tr("No version is kept yet: the first is kept when the project is saved.")
            )

    def _on_current_row_changed(self, row: int) -> None:
        self._chosen = None
        self.restore.setEnabled(False)
        if not 0 <= row < len(self._versions):
            return
        version = self._versions[row]
        try:
            project = read_version(version)
        except SalientError as error:
            self.view.show_reason(
                filled(
                    self.tr("This version cannot be read: {reason}"),
                    reason=self._session.formats.words(error.words),
                )
            )
            return
        comparison = compare(self._session.project, project, self._session.formats)
        self.view.show_comparison(comparison, self.tr("Now"), _when(version))
        self._chosen = (version, project)
        self.restore.setEnabled(bool(comparison.changes))

    def _on_restore_clicked(self) -> None:
        if self._chosen is not None:
            version, project = self._chosen
            if take_edit(self._session, self, Edit(words(_RESTORE, when=_when(version)), project)):
                self.accept()


def _when(version: Version) -> str:
    return version.when.isoformat(" ", "seconds")
