"""Several series side by side: what each counts, the measures of their totals, what makes them differ."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.text_table import TextTable
from gui.panels.surface import plain_label
from gui.session import Session
from model.analyses.compare_series import SeriesComparison, as_text, comparable, compare_series, rows_of_text

_ID = Qt.ItemDataRole.UserRole


class CompareSeries(QDialog):
    """Stays beside the window and follows the project; changes nothing in it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._comparison: SeriesComparison | None = None
        self.setWindowTitle(self.tr("Series side by side"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.warnings = plain_label()
        self.warnings.setWordWrap(True)
        self.warnings.setAccessibleName(self.tr("What makes the series differ"))
        self.series = QListWidget()
        self.series.setAccessibleName(self.tr("Series compared"))
        self.series.setMaximumHeight(self.fontMetrics().height() * 8)
        self.series.itemChanged.connect(self._on_item_changed)
        self.reference = QComboBox()
        self.reference.setAccessibleName(self.tr("Compared with"))
        self.reference.activated.connect(self._on_reference_activated)
        self.table = TextTable(self.tr("Measures by series"))
        self._arrange()
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self._show)
        self._offer()
        self._show()
        self.resize(1000, 680)
        self.table.setFocus()

    def _arrange(self) -> None:
        named = QLabel(self.tr("&Series:"))
        named.setBuddy(self.series)
        against = QLabel(self.tr("Compared &with:"))
        against.setBuddy(self.reference)
        row = QHBoxLayout()
        row.addWidget(against)
        row.addWidget(self.reference, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.copy = QPushButton(self.tr("&Copy"))
        self.copy.setToolTip(self.tr("Copy all of it, for a spreadsheet too"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._on_copy_clicked)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.addWidget(self.warnings)
        layout.addWidget(named)
        layout.addWidget(self.series)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)

    def _offer(self) -> None:
        """List the series that have rows; those that were left out stay so."""
        results = self._session.results
        without = {
            item.data(_ID)
            for item in (self.series.item(i) for i in range(self.series.count()))
            if item.checkState() == Qt.CheckState.Unchecked
        }
        chosen = self.reference.currentData()
        names = {s.id: " ".join((s.name or s.id).split()) for s in results.project.series}
        with QSignalBlocker(self.series), QSignalBlocker(self.reference):
            self.series.clear()
            self.reference.clear()
            self.reference.addItem(self._baseline_text(), "")
            for series_id in comparable(results):
                item = QListWidgetItem(names[series_id])
                item.setData(_ID, series_id)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsSelectable)
                item.setCheckState(Qt.CheckState.Unchecked if series_id in without else Qt.CheckState.Checked)
                self.series.addItem(item)
                self.reference.addItem(names[series_id], series_id)
            self.reference.setCurrentIndex(max(0, self.reference.findData(chosen)))

    def _baseline_text(self) -> str:
        if self._session.results.baseline_row is None:
            return self.tr("nothing (no baseline is chosen in View ▸ Baseline)")
        return self.tr("the baseline of the project")

    def _show(self) -> None:
        items = [self.series.item(i) for i in range(self.series.count())]
        ids = [item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked]
        reference = self.reference.currentData() or None
        self._comparison = compare_series(self._session.results, ids, reference)
        self.table.show_named_rows(rows_of_text(self._comparison, self._session.formats))
        written = self._session.formats.words
        self.warnings.setText("\n".join(f"⚠ {written(warning)}" for warning in self._comparison.warnings))
        self.warnings.setVisible(bool(self._comparison.warnings))

    def _on_item_changed(self, _item: QListWidgetItem) -> None:
        self._show()

    def _on_reference_activated(self, _index: int) -> None:
        self._show()

    def _on_changed(self, _change: object) -> None:
        self._offer()
        self._show()

    def _on_copy_clicked(self) -> None:
        if self._comparison is not None:
            QGuiApplication.clipboard().setText(as_text(self._comparison, self._session.formats))
