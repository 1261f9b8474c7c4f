"""Export of a chart, with a true preview: the very picture that will be saved."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.app.background import Job, Tell
from gui.app.guard import guarded
from gui.app.translate import model_words
from gui.charts.drawing import Sight
from gui.charts.frame import Show
from gui.charts.images import KINDS, ImageRequest, picture_bytes, render_chart
from gui.charts.picture_size import PictureSize, Preset
from gui.charts.preview import Preview, previewed
from model.charts.data import Chart
from model.files import write_file
from model.files.carried import carrying
from model.project import Project
from model.text.errors import SalientError
from model.text.words import Words

_WAIT = 120  # milliseconds after the last change before the preview is drawn again


@guarded
class ExportPlot(QDialog):
    """Asks how a chart is to be saved, and saves or copies it. `exported(path)` follows a saved picture.

    `project` is what the picture may carry. `sight` is the part of the chart that is looked at: the picture
    shows it, unless all of the chart is asked for.
    """

    exported = Signal(object)  # Path

    def __init__(
        self,
        chart: Chart,
        suggested: Path,
        parent: QWidget | None = None,
        project: Project | None = None,
        sight: Sight | None = None,
    ) -> None:
        super().__init__(parent)
        self._chart = chart
        self._project = project
        self._closes = False
        self._making: Job | None = None
        self._then: Callable[[Any], None] = _nothing
        self._suggested = suggested
        self.setWindowTitle(self.tr("Export plot"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._preview = Preview()
        self._preview.setAccessibleName(self.tr("Preview"))
        self._preview.setAccessibleDescription(chart.alt)
        self._kind = QComboBox()
        self._kind.addItems([kind.upper() for kind in KINDS])
        self._kind.setAccessibleName(self.tr("Kind of file"))
        self.size_box = PictureSize(self)
        self.size_box.hide()  # its fields stand among the others
        self._text_size = _percent(self.tr("Size of text and lines, percent"))
        self._theme = QComboBox()
        self._theme.addItems([self.tr("Light"), self.tr("Dark")])
        self._theme.setAccessibleName(self.tr("Colours"))
        self._transparent = QCheckBox(self.tr("T&ransparent background"))
        self._shown = {
            "title": QCheckBox(self.tr("&Title")),
            "subtitle": QCheckBox(self.tr("S&ubtitle")),
            "dates": QCheckBox(self.tr("&Dates")),
            "sources": QCheckBox(self.tr("S&ources")),
        }
        for box in self._shown.values():
            box.setChecked(True)
        self._sight = sight or Sight()
        self._as_seen = QCheckBox(self.tr("Only what is s&hown now"))
        self._as_seen.setChecked(self._sight != Sight())
        self._as_seen.setVisible(self._sight != Sight())
        self._as_seen.setToolTip(self.tr("The part of the chart that is looked at, else all of it"))
        self._carry = QCheckBox(self.tr("With the &project in it"))
        self._carry.setToolTip(
            self.tr(
                "Who opens or drops the picture on Salient gets the project, with its notes and sources, "
                "but not from which files it was imported"
            )
        )
        self._carry.setVisible(project is not None)
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setAccessibleName(self.tr("What happened"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self.refresh)
        self._arrange()
        self._kind.currentIndexChanged.connect(self._on_changed)
        self._theme.currentIndexChanged.connect(self._on_changed)
        self._text_size.valueChanged.connect(self._on_changed)
        self.size_box.changed.connect(self._on_changed)
        self.size_box.preset_chosen.connect(self._on_preset_chosen)
        for box in (self._as_seen, self._transparent, *self._shown.values()):
            box.toggled.connect(self._on_changed)
        self.refresh()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&File:"), self._kind)
        self.size_box.add_rows(form)
        form.addRow(self.tr("T&ext size:"), self._text_size)
        form.addRow(self.tr("Co&lours:"), self._theme)
        form.addRow("", self._as_seen)
        form.addRow("", self._transparent)
        form.addRow("", self._carry)
        parts = QGroupBox(self.tr("Shown"))
        grid = QGridLayout(parts)
        for number, box in enumerate(self._shown.values()):
            grid.addWidget(box, number // 2, number % 2)
        side = QVBoxLayout()
        side.addLayout(form)
        side.addWidget(parts)
        side.addStretch(1)
        side.addWidget(self._said)
        above = QHBoxLayout()
        above.addWidget(self._preview, 1)
        above.addLayout(side)
        self._copy = QPushButton(self.tr("&Copy picture"))
        self._copy.clicked.connect(self.copy_picture)
        self._copy_alt = QPushButton(self.tr("Copy &alt text"))
        self._copy_alt.setToolTip(self.tr("The description for those who do not see the picture"))
        self._copy_alt.clicked.connect(self.copy_alt_text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._save = buttons.addButton(self.tr("E&xport…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self._copy_alt, QDialogButtonBox.ButtonRole.ActionRole)
        self._save.clicked.connect(self._on_save_clicked)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(above, 1)
        layout.addWidget(buttons)
        order = [
            self._kind,
            *self.size_box.fields,
            self._text_size,
            self._theme,
            self._as_seen,
            self._transparent,
        ]
        order += [self._carry, *self._shown.values(), self._copy, self._copy_alt, self._save]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self._save.setDefault(True)
        self._kind.setFocus()

    @property
    def kind(self) -> str:
        """The kind of file that is chosen: `png`, `svg` or `pdf`."""
        return KINDS[self._kind.currentIndex()]

    def request(self) -> ImageRequest:
        """Return the picture that is asked for."""
        size = self.size_box
        return ImageRequest(
            width=size.pixels.width(),
            height=size.pixels.height(),
            scale=size.scale * self._text_size.value() / 100.0,
            dpi=size.dpi,
            dark=self._theme.currentIndex() == 1,
            transparent=self._transparent.isChecked(),
            sight=self._sight if self._as_seen.isChecked() else Sight(),
            show=Show(**{part: box.isChecked() for part, box in self._shown.items()}),
        )

    def refresh(self) -> None:
        """Draw the preview anew, from the very request that would be saved."""
        self._later.stop()
        try:
            self._preview.show_image(render_chart(self._chart, previewed(self.request())))
        except SalientError as error:
            self._said.setText(error.words.text(model_words))
            return
        self._said.clear()

    def save_to(self, path: Path) -> None:
        """Save the picture at `path`, beside the window; `exported` follows, or what failed is said here."""
        if path.suffix.lower().removeprefix(".") not in KINDS:
            path = path.with_name(f"{path.name}.{self.kind}")
        chart, request, kind = self._chart, self.request(), path.suffix.lower().removeprefix(".")
        project = self._project if self._carry.isChecked() else None

        def make(tell: Tell) -> Words | None:
            data, note = picture_bytes(chart, request, kind), None
            if project is not None:
                data, note = carrying(data, project)
            tell(None)  # whoever closed the dialog wants no file
            write_file(path, data)
            return note

        def saved(note: Words | None) -> None:
            told = self.tr("Saved as {name}").format(name=path.name)
            self._said.setText(told if note is None else f"{told}\n{note.text(model_words)}")
            self._suggested = path
            self.exported.emit(path)
            if self._closes and note is None:
                self.accept()  # where something is to be read, it stays

        self._start(make, saved)

    def copy_picture(self) -> None:
        """Put the picture on the clipboard, as an image and as the PNG with its texts."""
        chart, request = self._chart, self.request()

        def make(_tell: Tell) -> tuple[QImage, bytes]:
            return render_chart(chart, request), picture_bytes(chart, request, "png")

        def copied(made: tuple[QImage, bytes]) -> None:
            data = QMimeData()
            data.setImageData(made[0])
            data.setData("image/png", QByteArray(made[1]))
            QGuiApplication.clipboard().setMimeData(data)
            self._said.setText(self.tr("The picture is on the clipboard"))

        self._start(make, copied)

    def _start(self, make: Callable[[Tell], Any], then: Callable[[Any], None]) -> None:
        """Make something beside the window, then go on with it here."""
        if self._making is not None:
            return
        self._said.setText(self.tr("Making the picture…"))
        making = Job(make)
        self._then = then
        making.ended.connect(self._on_ended)
        self._set_busy(making)
        making.start()

    def _on_ended(self, _job: Job, result: object, error: Exception | None) -> None:
        self._set_busy(None)
        if isinstance(error, SalientError):
            self._said.setText(error.words.text(model_words))
        elif isinstance(error, MemoryError):
            self._said.setText(self.tr("There is not enough memory for this picture"))
        elif error is not None:
            self._said.setText(self.tr("The picture could not be made"))
        else:
            self._then(result)

    def _set_busy(self, making: Job | None) -> None:
        self._making = making
        for button in (self._save, self._copy):
            button.setEnabled(making is None)

    def done(self, result: int) -> None:
        """Close; what is being made is not wanted any longer."""
        if self._making is not None:
            self._making.ended.disconnect(self._on_ended)
            self._making.give_up()
        super().done(result)

    def copy_alt_text(self) -> None:
        """Put the description of the chart on the clipboard."""
        QGuiApplication.clipboard().setText(self._chart.alt)
        self._said.setText(self.tr("The alt text is on the clipboard"))

    def _on_changed(self, *_: object) -> None:
        self._said.clear()
        self._later.start()

    def _on_preset_chosen(self, preset: Preset) -> None:
        self._text_size.setValue(preset.text)

    def _on_save_clicked(self) -> None:
        start = self._suggested.with_suffix(f".{self.kind}")
        chosen = self.tr("{kind} picture (*.{ending})").format(kind=self.kind.upper(), ending=self.kind)
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export plot"), str(start), chosen)
        if name:
            self._closes = True
            self.save_to(Path(name))


def _nothing(_result: object) -> None:
    """Follow nothing with nothing."""


def _percent(name: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(40.0, 400.0)
    box.setDecimals(0)
    box.setSingleStep(10.0)
    box.setValue(100.0)
    box.setSuffix(" %")
    box.setAccessibleName(name)
    return box
