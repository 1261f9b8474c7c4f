"""The settings of one chart, with the picture that comes of them beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.translate import model_words
from gui.charts.chart_settings_pages import DaysPage, Item, LookPage, MarksPage, TextsPage
from gui.charts.images import ImageRequest, render_chart
from gui.charts.preview import Preview
from gui.charts.styles_kept import add_style
from model.chart_settings import ChartSettings
from model.charts.data import Chart
from model.text.errors import FileError, SalientError
from model.text.records import replace

_WAIT = 150  # milliseconds after the last change before the picture is drawn anew
_PREVIEW = ImageRequest(width=900, height=560)


@guarded
class ChartSettingsDialog(QDialog):
    """Asks how a chart is to be. `chosen(ChartSettings)` follows OK and Apply.

    `draw` gives the chart with some settings.
    """

    chosen = Signal(object)  # ChartSettings

    def __init__(
        self,
        settings: ChartSettings,
        draw: Callable[[ChartSettings], Chart],
        items: Sequence[Item],
        *,
        several: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._draw = draw
        self.setWindowTitle(self.tr("Settings of the chart"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._preview = Preview()
        self._preview.setAccessibleName(self.tr("Preview"))
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._said.setAccessibleName(self.tr("What is wrong"))
        self._look = LookPage(items, several=several)
        self._look.style_wanted.connect(self._on_style_wanted)
        self._texts = TextsPage()
        self._pages = (self._texts, DaysPage(), MarksPage(), self._look)
        names = (self.tr("&Texts"), self.tr("&Days"), self.tr("&Marks"), self.tr("&Look"))
        self._tabs = QTabWidget()
        self._tabs.setAccessibleName(self.windowTitle())
        for page, name in zip(self._pages, names, strict=True):
            self._tabs.addTab(page, name)
            page.changed.connect(self._on_changed)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok
            | QDialogButtonBox.StandardButton.Apply
            | QDialogButtonBox.StandardButton.Cancel
        )
        self._reset = QPushButton(self.tr("All automati&c"))
        self._reset.setToolTip(self.tr("Forget everything that was chosen for this chart"))
        buttons.addButton(self._reset, QDialogButtonBox.ButtonRole.ResetRole)
        self._reset.clicked.connect(self._on_reset)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Apply).clicked.connect(self.apply)
        side = QVBoxLayout()
        side.addWidget(self._tabs, 1)
        side.addWidget(self._said)
        above = QHBoxLayout()
        above.addWidget(self._preview, 1)
        above.addLayout(side)
        layout = QVBoxLayout(self)
        layout.addLayout(above, 1)
        layout.addWidget(buttons)
        self._later = QTimer(self, singleShot=True, interval=_WAIT)
        self._later.timeout.connect(self.refresh)
        self._show(settings)

    @property
    def settings(self) -> ChartSettings:
        """What is chosen, as far as it can be read."""
        return self._settings

    def _show(self, settings: ChartSettings) -> None:
        self._settings = settings
        for page in self._pages:
            page.show_settings(settings, self._automatic())
        self.refresh()

    def _automatic(self) -> Chart:
        """Return the chart as it would be with the texts that follow from its numbers."""
        return self._draw(replace(self._settings, title=None, subtitle=None, note=None, credit=None))

    def refresh(self) -> None:
        """Draw the picture that comes of what is chosen, and say what cannot be read."""
        self._later.stop()
        chart = self._draw(self._settings)
        self._preview.setAccessibleDescription(chart.alt)
        self._preview.show_image(render_chart(chart, _PREVIEW))

    def apply(self) -> bool:
        """Let the chart be as is chosen here; return whether all of it can be read."""
        if self._read():
            self.refresh()
            self.chosen.emit(self._settings)
            return True
        return False

    def _read(self) -> bool:
        """Take over what is chosen; where some of it cannot be read, say why and keep what was."""
        settings = self._settings
        try:
            for page in self._pages:
                settings = page.put_into(settings)
        except SalientError as error:
            self._said.setText(self._translated(error))
            return False
        self._said.clear()
        self._settings = settings
        return True

    def _on_changed(self, *_: object) -> None:
        if self._read():
            self._texts.show_automatic(self._automatic())
            self._later.start()

    def _on_reset(self) -> None:
        of = self._settings
        self._said.clear()
        self._show(ChartSettings(of.chart, of.series, of.measure, of.by))

    def _on_accepted(self) -> None:
        if self.apply():
            self.accept()

    def _on_style_wanted(self) -> None:
        kinds = self.tr("Styles of charts (*.json)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Load a style"), "", kinds)
        if name:
            self.load_style(Path(name))

    def load_style(self, path: Path) -> None:
        """Keep the style in a file and choose it, or say what is wrong with it."""
        try:
            style = add_style(path)
        except FileError as error:
            self._said.setText(self._translated(error))
            return
        self._show(replace(self._settings, style=style))

    def _translated(self, error: SalientError) -> str:
        if isinstance(error, FileError):
            return "\n".join(str(fault) for fault in error.faults)
        return error.words.text(model_words)
