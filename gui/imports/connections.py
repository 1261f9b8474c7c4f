"""File ▸ Import from a Database: the places of tables of events that the settings name, and new ones."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.key_store import hold_password, with_password
from gui.app.settings import Settings
from gui.app.theme import tones_of
from gui.app.windows import size_first
from gui.dialogs.parts import Buttons, Part, Standard, arrange
from gui.imports.fields import Choice
from gui.panels.surface import plain_label
from gui.session import Session
from model.imports.events.services import FORMS
from model.imports.events.source import (
    WITH_PASSWORD,
    EventSource,
    likely_name,
    name_of_connection,
    refuse_other,
    source_of,
)
from model.text.errors import SalientError
from model.text.safe_text import on_one_line


def known_place(settings: Settings, name: str) -> EventSource | None:
    """Return the place that the settings call so, with its password; None where they name none."""
    place = settings.connections.get(name)
    if place is None:
        return None
    return with_password(source_of(place, name))


@guarded
class Connections(QDialog):
    """Above the places that are known, below what one of them is; `source` is the one to be looked at.

    `name` is the one to begin with, with its password.
    """

    def __init__(
        self, settings: Settings, session: Session, parent: QWidget | None = None, name: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import from a Database"))
        self._settings = settings
        self._session = session
        self._first = name
        self.source: EventSource | None = None
        self.known = QListWidget()
        self.known.setAccessibleName(self.tr("Connections"))
        self.kind = Choice(self.tr("What it is"), tuple(self._kinds().items()))
        self.place = QLineEdit()
        self.browse = QPushButton(self.tr("&Choose…"))
        self.name = QLineEdit()
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.said = plain_label()
        self.said.setWordWrap(True)
        self.new = QPushButton(self.tr("N&ew"))
        self.remove = QPushButton(self.tr("&Remove"))
        self.do = QPushButton(self.tr("&Look at It"))
        self._arrange()
        self.known.currentRowChanged.connect(self._on_row_changed)
        self.known.itemActivated.connect(self._on_activated)
        self.kind.chosen.connect(self._show_fields)
        self.browse.clicked.connect(self._on_browse_clicked)
        self.new.clicked.connect(self._on_new_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self._list()
        if name and self.password.isVisibleTo(self):
            self.password.setFocus()

    def _kinds(self) -> Mapping[str, str]:
        return {
            "parquet": self.tr("Parquet: a file or a folder"),
            "csv": self.tr("CSV: a file or a folder"),
            "json": self.tr("JSON: a file or a folder"),
            "duckdb": self.tr("a database of DuckDB"),
            "sqlite": self.tr("a database of SQLite"),
            "postgresql": self.tr("a server of PostgreSQL"),
            "spark": self.tr("Spark: a folder of Parquet, or a cluster"),
            "trino": self.tr("a cluster of Trino"),
            "bigquery": self.tr("a dataset of BigQuery"),
            "snowflake": self.tr("a database of Snowflake"),
        }

    def _arrange(self) -> None:
        at = QHBoxLayout()
        at.addWidget(self.place, 1)
        at.addWidget(self.browse)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, control in (
            (self.tr("What it &is:"), self.kind),
            (self.tr("&Place:"), self.place),
            (self.tr("&Name:"), self.name),
            (self.tr("Pass&word:"), self.password),
        ):
            if isinstance(control, QLineEdit):
                control.setAccessibleName(label.replace("&", "").rstrip(":"))
            form.addRow(label, control if control is not self.place else at)
            if control is self.place:
                buddy = form.labelForField(at)
                buddy.setBuddy(self.place)  # type: ignore[attr-defined] # a label
        self.name.setPlaceholderText(self.tr("what projects call it; they hold nothing else of it"))
        self.password.setPlaceholderText(
            self.tr(
                "kept in the system’s key store, or else until the program ends; or leave it to ~/.pgpass"
            )
        )
        self._form = form
        buttons = Buttons(self, Standard.Cancel)
        buttons.press_none()
        buttons.addButton(self.do, Part.AcceptRole)
        for button in (self.browse, self.new, self.remove):
            button.setAutoDefault(False)
        self.do.setDefault(True)
        beside = QVBoxLayout()
        beside.addWidget(self.new)
        beside.addWidget(self.remove)
        beside.addStretch(1)
        above = QHBoxLayout()
        above.addWidget(self.known, 1)
        above.addLayout(beside)
        arrange(self, above, form, self.said, buttons, spacing=10)
        size_first(self, 640, 460)

    def _list(self) -> None:
        with QSignalBlocker(self.known):
            self.known.clear()
            for name, place in self._settings.connections.items():
                item = QListWidgetItem(f"{on_one_line(name)} — {on_one_line(place)}")
                item.setData(Qt.ItemDataRole.UserRole, name)
                self.known.addItem(item)
        names = list(self._settings.connections)
        first = self._first or next(iter(names), "")
        self.known.setCurrentRow(names.index(first) if first in names else -1)
        self._on_row_changed(self.known.currentRow())
        self.name.setText(first)

    # by a person

    @property
    def _chosen(self) -> str:
        """The name of the connection that is chosen above; "" where none is."""
        row = self.known.currentRow()
        return str(self.known.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else ""

    def _on_row_changed(self, _row: int) -> None:
        name = self._chosen
        kind, _, place = self._settings.connections.get(name, "parquet:").partition(":")
        self.kind.set_value(kind)
        self.place.setText(place)
        self.name.setText(name)
        self.password.clear()
        self.remove.setEnabled(bool(name))
        self._show_fields()
        self._say("")

    def _show_fields(self) -> None:
        hints = {
            "postgresql": "//person@db.example.org/events",
            **{kind: form.partition(":")[2] for kind, form in FORMS.items()},
            "spark": self.tr("a folder, or //HOST:PORT of a cluster"),
        }
        self.place.setPlaceholderText(hints.get(self.kind.value, self.tr("a file or a folder")))
        self.browse.setVisible(self.kind.value not in hints or self.kind.value == "spark")
        self._form.setRowVisible(self.password, self.kind.value in WITH_PASSWORD)

    def _on_browse_clicked(self) -> None:
        one = self.kind.value in ("duckdb", "sqlite")
        if one:
            chosen, _ = QFileDialog.getOpenFileName(self, self.windowTitle(), str(self._settings.folder))
        else:
            chosen = QFileDialog.getExistingDirectory(self, self.windowTitle(), str(self._settings.folder))
        if chosen:
            self.place.setText(chosen)

    def _on_new_clicked(self) -> None:
        self.known.setCurrentRow(-1)
        self.place.setFocus()

    def _on_remove_clicked(self) -> None:
        name = self._chosen
        self._settings.forget_connection(name)
        if self.kind.value in WITH_PASSWORD:
            hold_password(name, "")
        self._list()

    def _on_activated(self, _item: QListWidgetItem) -> None:
        self.accept()

    def accept(self) -> None:
        """Keep the place under its name, and close; stay where it cannot be one."""
        try:
            source = source_of(f"{self.kind.value}:{self.place.text().strip()}")
            name = name_of_connection(self.name.text() or likely_name(source))
            if self._chosen != name:
                refuse_other(name, source, self._settings.connections)
            if self.password.text():
                hold_password(name, self.password.text())
        except SalientError as error:
            self._say(f"✕ {self._session.formats.words(error.words)}")
            return
        self._settings.keep_connection(name, source.text)
        self.source = known_place(self._settings, name)
        super().accept()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setStyleSheet(f"color: {tones_of(self.palette()).bad};" if text else "")
