"""Series or the sources of one side by side: what each counts, the measures of totals, what differs."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from gui.app.copied import copy_texts
from gui.app.translate import filled
from gui.app.windows import size_first
from gui.dialogs.parts import Buttons, arrange
from gui.dialogs.text_table import TextTable
from gui.panels.surface import wrapped_label
from gui.session import Session
from model.analyses.by_source import NAMES, Sourced, by_source, kinds_with_several
from model.analyses.compare_series import (
    SeriesComparison,
    as_text,
    comparable,
    compare_series,
    compare_sources,
    rows_of_text,
)
from model.checks.findings import row_name
from model.text.words import words

_ID = Qt.ItemDataRole.UserRole
_MOST_LINES = 6  # of the list of what can be compared


class CompareSeries(QDialog):
    """Stays beside the window and follows the project; changes nothing in it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._comparison: SeriesComparison | None = None
        self._sourced: Sourced | None = None
        self.setWindowTitle(self.tr("Series and sources side by side"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.warnings = wrapped_label()
        self.warnings.setAccessibleName(self.tr("What makes the series differ"))
        self.about = wrapped_label()
        self.what = QComboBox()
        self.what.setAccessibleName(self.tr("What stands side by side"))
        self.what.activated.connect(self._on_what_activated)
        self.series = QListWidget()
        self.series.setAccessibleName(self.tr("Series or sources compared"))
        self.series.itemChanged.connect(self._on_item_changed)
        self.reference = QComboBox()
        self.reference.setAccessibleName(self.tr("Compared with"))
        self.reference.activated.connect(self._on_reference_activated)
        self.table = TextTable(self.tr("Measures by series or source"), session)
        self._arrange()
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self._show)
        self._offer()
        self._show()
        size_first(self, 1000, 680)
        self.table.setFocus()

    def _arrange(self) -> None:
        kind = QLabel(self.tr("Side &by side:"))
        kind.setBuddy(self.what)
        named = QLabel(self.tr("Of &these:"))
        named.setBuddy(self.series)
        against = QLabel(self.tr("Compared &with:"))
        against.setBuddy(self.reference)
        row = QHBoxLayout()
        row.addWidget(kind)
        row.addWidget(self.what, 1)
        row.addSpacing(12)
        row.addWidget(against)
        row.addWidget(self.reference, 1)
        buttons = Buttons(self)
        tip = self.tr("Copy all of it, for a spreadsheet too")
        self.copy = buttons.add(self.tr("&Copy"), self._on_copy_clicked, tip)
        parts = (row, named, self.series, self.about, self.warnings, self.table, buttons)
        arrange(self, *parts, stretched=self.table)

    def _offer(self) -> None:
        """List what can be compared, and the series or sources of it; those that were left out stay so."""
        project = self._session.project
        names = {series.id: " ".join(series.called.split()) for series in project.series}
        chosen = self.what.currentData() or ("", "")
        kinds = [(one, kind) for one in names for kind in kinds_with_several(project, one)]
        with QSignalBlocker(self.what):
            self.what.clear()
            self.what.addItem(self.tr("Series"), ("", ""))
            for one, kind in kinds:
                said = self.tr("{series}: {kind}")
                self.what.addItem(
                    said.format(series=names[one], kind=self._session.formats.words(words(NAMES[kind]))),
                    (one, kind),
                )
            self.what.setCurrentIndex(kinds.index(chosen) + 1 if chosen in kinds else 0)
        self._offer_sides()

    def _offer_sides(self) -> None:
        session = self._session
        series, kind = self.what.currentData()
        self._sourced = by_source(session.results, series, kind, session.formats) if kind else None
        results = session.results if self._sourced is None else self._sourced.results
        without = {
            item.data(_ID)
            for item in (self.series.item(i) for i in range(self.series.count()))
            if item.checkState() == Qt.CheckState.Unchecked
        }
        chosen = self.reference.currentData()
        names = {s.id: " ".join(s.called.split()) for s in results.project.series}
        with QSignalBlocker(self.series), QSignalBlocker(self.reference):
            self.series.clear()
            self.reference.clear()
            self.reference.addItem(self._baseline_text(), "")
            for one in comparable(results):
                item = QListWidgetItem(names[one])
                item.setData(_ID, one)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsSelectable)
                item.setCheckState(Qt.CheckState.Unchecked if one in without else Qt.CheckState.Checked)
                self.series.addItem(item)
                self.reference.addItem(names[one], one)
            self.reference.setCurrentIndex(max(0, self.reference.findData(chosen)))
        lines = min(max(self.series.count(), 1), _MOST_LINES)
        height = max(self.series.sizeHintForRow(0), self.fontMetrics().height())
        self.series.setFixedHeight(lines * height + 2 * self.series.frameWidth() + 2)

    def _baseline_text(self) -> str:
        if self._session.results.baseline_row is None:
            return self.tr("nothing (no baseline is chosen in View ▸ Baseline)")
        baseline = self._session.results.project.periods[self._session.results.baseline_row]
        return filled(self.tr("the baseline of the project, {period}"), period=row_name(baseline))

    def _show(self) -> None:
        items = [self.series.item(i) for i in range(self.series.count())]
        ids = [item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked]
        reference = self.reference.currentData() or None
        if self._sourced is None:
            self._comparison = compare_series(self._session.results, ids, reference)
        else:
            self._comparison = compare_sources(self._sourced, ids, reference)
        self.table.show_named_rows(rows_of_text(self._comparison, self._session.formats))
        written, about = self._session.formats.words, self._comparison.about
        self.about.setText("" if about is None else written(about))
        self.about.setVisible(about is not None)
        self.warnings.setText("\n".join(f"⚠ {written(warning)}" for warning in self._comparison.warnings))
        self.warnings.setVisible(bool(self._comparison.warnings))

    def _on_what_activated(self, _index: int) -> None:
        self._offer_sides()
        self._show()

    def _on_item_changed(self, _item: QListWidgetItem) -> None:
        self._show()

    def _on_reference_activated(self, _index: int) -> None:
        self._show()

    def _on_changed(self, _change: object) -> None:
        self._offer()
        self._show()

    def _on_copy_clicked(self) -> None:
        if self._comparison is not None:
            formats = self._session.formats
            copy_texts(as_text(self._comparison, formats), formats.notation)
