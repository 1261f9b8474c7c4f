"""What a crash left, offered at the next start and shown as what it would bring back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.translate import filled
from gui.app.windows import size_first
from gui.dialogs.comparison import ComparisonView
from gui.dialogs.parts import Buttons, Part, Standard, arrange
from gui.panels.surface import wrapped_label
from model.analyses.comparison import compare
from model.files import read_file
from model.files.safety import Disk, Recoverable
from model.files.safety.fingerprint import digest_of
from model.project import Project
from model.text.errors import FileError
from model.text.formats import Formats


@guarded
class RecoveryDialog(QDialog):
    """The projects with unsaved changes left, the latest first; right what each would bring back.

    Signals: `restore_asked(Recoverable)`, `discard_asked(Recoverable)`. What is neither restored nor
    discarded is offered again at the next start.
    """

    restore_asked = Signal(object)
    discard_asked = Signal(object)

    def __init__(
        self, left: Sequence[Recoverable], disk: Disk, formats: Formats, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unsaved changes"))
        self._left = list(left)
        self._disk = disk
        self._formats = formats
        said = wrapped_label(
            self.tr("Salient ended before these changes were saved. Nothing has been written to any file.")
        )
        self.list = QListWidget()
        self.list.setWordWrap(True)  # names are as long as people make them
        self.list.setAccessibleName(self.tr("Projects with unsaved changes"))
        for each in self._left:
            self.list.addItem(QListWidgetItem(self._name(each)))
        self.about = wrapped_label()
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.view = ComparisonView()
        right = QWidget()
        arrange(right, self.about, self.view, stretched=self.view).setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([240, 980])
        buttons = Buttons(self, Standard.NoButton)
        self.restore = buttons.add(
            self.tr("&Restore"),
            self._on_restore_clicked,
            self.tr("Open the project with these changes, not yet saved; Undo takes them back"),
        )
        self.discard = buttons.add(
            self.tr("&Discard"),
            self._on_discard_clicked,
            self.tr("Forget these changes for good; the file stays as it is"),
            Part.DestructiveRole,
        )
        self.later = buttons.add(
            self.tr("&Later"), None, self.tr("Ask again at the next start"), Part.RejectRole
        )
        self.restore.setDefault(True)
        self.list.currentRowChanged.connect(self._on_current_row_changed)
        arrange(self, said, split, buttons, stretched=split)
        size_first(self, 1260, 560)
        self.list.setCurrentRow(0)

    def _name(self, left: Recoverable) -> str:
        file = self.tr("never saved") if left.file is None else left.file.name
        title = left.project.title or self.tr("Untitled project")
        return filled(
            self.tr("{title} ({file})\n{when}"),
            title=title,
            file=file,
            when=left.written.isoformat(" ", "seconds"),
        )

    def _on_current_row_changed(self, row: int) -> None:
        if not 0 <= row < len(self._left):
            return
        left = self._left[row]
        held, about = self._held(left)
        drafts = [" · ".join(typed.values()) for typed in left.drafts.values()]
        if drafts:
            begun = filled(self.tr("Rows that were begun come back: {rows}"), rows="; ".join(drafts))
            about = f"{about}\n{begun}"
        self.about.setText(about)
        before = self.tr("Empty project") if left.file is None else self.tr("In the file")
        comparison = compare(held, left.project, self._formats)
        self.view.show_comparison(comparison, before, self.tr("Unsaved"))
        self.view.setVisible(bool(comparison.changes or not drafts))

    def _held(self, left: Recoverable) -> tuple[Project, str]:
        """Return what the file holds, and what is to be said of it."""
        if left.file is None:
            return Project(), self.tr("This project was never saved.")
        name = str(left.file)
        try:
            held = self._disk.look(left.file)
            same = digest_of(read_file(left.file)) == left.saved
        except (FileError, OSError):
            return Project(), filled(
                self.tr(
                    "{file} is gone or cannot be read; the changes come back as a project without a file."
                ),
                file=name,
            )
        if same:
            return held, filled(self.tr("{file} is as it was when it was edited."), file=name)
        return held, filled(
            self.tr(
                "{file} was changed after it was edited here; restoring shows the edited project instead "
                "of it."
            ),
            file=name,
        )

    def _on_restore_clicked(self) -> None:
        left = self._take()
        if left is not None:
            self.restore_asked.emit(left)
            self._close_when_empty()

    def _on_discard_clicked(self) -> None:
        left = self._take()
        if left is not None:
            self.discard_asked.emit(left)
            self._close_when_empty()

    def _take(self) -> Recoverable | None:
        """Return what is chosen, no longer in the list; None where nothing is."""
        row = self.list.currentRow()
        if not 0 <= row < len(self._left):
            return None
        left = self._left.pop(row)
        self.list.takeItem(row)
        self._on_current_row_changed(self.list.currentRow())
        return left

    def _close_when_empty(self) -> None:
        if not self._left:
            self.accept()

    def done(self, result: int) -> None:
        """Leave what was not decided to the next start."""
        for left in self._left:
            left.release()
        self._left.clear()
        super().done(result)
