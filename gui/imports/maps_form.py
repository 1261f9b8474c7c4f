"""What is said of maps alone: the region they are cut to, and the days of those that do not tell theirs."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QPushButton, QWidget

from gui.imports.fields import Fields
from model.imports.dates import read_map_days
from model.text.errors import Unreadable


class MapsForm(Fields):
    """Fields in a form."""

    def __init__(self, form: QFormLayout, parent: QObject | None = None) -> None:
        super().__init__(form, parent)
        name = self.tr("File with the region that maps are cut to")
        row = QWidget()
        row.setAccessibleName(name)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        self._clip = self.free_line(name, self.tr("nothing: maps are whole"))
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.setAccessibleName(self.tr("Choose the file with the region"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._on_choose_clicked)
        line.addWidget(self._clip, 1)
        line.addWidget(self.choose)
        self.add("clip", self.tr("&Cut to the region in:"), row, self._clip)
        hint = self.tr("such as front.geojson=2024-09-01; …")
        self._days = self.line("map_day", self.tr("Days of maps:"), hint)

    @property
    def clip(self) -> str:
        """The path of the file with the region, "" for none."""
        return self._clip.text().strip()

    @property
    def days(self) -> tuple[tuple[str, str], ...]:
        """The days that are said of maps, by the names of their files; none while they cannot be read."""
        try:
            return read_map_days(self._days.text())
        except Unreadable as error:
            self.fields["map_day"].ask(str(error))
            return ()

    def set_visible(self, visible: bool) -> None:
        """Offer the fields, or not."""
        for field in self.fields.values():
            field.set_visible(visible)

    def _on_choose_clicked(self) -> None:
        filters = self.tr("Maps (*.geojson *.json *.kml *.kmz *.gpkg *.zip);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self.choose.window(), self.tr("The region"), self.clip, filters)
        if name:
            self._clip.setText(name)
            self.changed.emit()
