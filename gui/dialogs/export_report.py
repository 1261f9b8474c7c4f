"""What the report is to hold: its parts, charts and series, and its verdicts for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.parts import Buttons, Part, Standard, arrange
from gui.panels.surface import wrapped_label
from gui.session import Session
from model.charts import CHARTS
from model.output.asked import PARTS, Asked, Review
from model.text.words import words

_KEY = Qt.ItemDataRole.UserRole
_SPARE, _WIDEST = 12, 300  # pixels


class ExportReport(QDialog):
    """Asks what of the report is wanted: `asked`. Everything is, at first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        written = session.formats.words
        self.setWindowTitle(self.tr("Export report"))
        self._parts = _checked(self.tr("Parts"), {key: written(words(text)) for key, text in PARTS.items()})
        self._charts = _checked(self.tr("Charts"), {each.key: written(words(each.label)) for each in CHARTS})
        self._series = _checked(self.tr("Series"), {each.id: each.called for each in session.project.series})
        self._review = QGroupBox(self.tr("Verdicts for &search engines and fact-checkers (ClaimReview)"))
        self._review.setToolTip(
            self.tr("A web page then also says its verdicts to machines, as schema.org has it")
        )
        self._review.setObjectName("review")
        self._review.setCheckable(True)
        self._review.setChecked(False)
        self._author, self._address = QLineEdit(), QLineEdit()
        self._missing = wrapped_label(self.tr("Verdicts say whose they are: by whom is the page published?"))
        self._arrange()

    def _arrange(self) -> None:
        lists = QHBoxLayout()
        for name, each in (
            (self.tr("&Parts"), self._parts),
            (self.tr("&Charts"), self._charts),
            (self.tr("Se&ries"), self._series),
        ):
            box = QGroupBox(name)
            QVBoxLayout(box).addWidget(each)
            lists.addWidget(box)
        self._parts.itemChanged.connect(self._on_part_changed)
        review = QFormLayout(self._review)
        review.addRow(self.tr("P&ublished by:"), self._author)
        review.addRow(self.tr("&Address of the page:"), self._address)
        review.addRow(self._missing)
        column = QVBoxLayout()
        column.addLayout(lists)
        whole = self.tr(
            "Parts and charts are of pages, text and PDF; workbooks, CSV, JSON and packages hold all tables."
        )
        column.addWidget(wrapped_label(whole))
        column.addWidget(self._review)
        buttons = Buttons(self, Standard.Cancel)
        self._go = buttons.addButton(self.tr("E&xport…"), Part.AcceptRole)
        arrange(self, column, buttons, spacing=12)
        self._go.setDefault(True)
        self._review.toggled.connect(self._on_review_changed)
        self._author.textChanged.connect(self._on_review_changed)
        self._on_review_changed()
        self._parts.setFocus()

    @property
    def asked(self) -> Asked:
        """What is wanted."""
        author = self._author.text().strip()
        return Asked(
            frozenset(_chosen(self._parts)),
            frozenset(_chosen(self._charts)),
            frozenset(_chosen(self._series)),
            Review(author, self._address.text().strip()) if self._review.isChecked() else None,
        )

    def _on_review_changed(self, *_what: object) -> None:
        """Export no page without the verdicts that it is to have: they need an author."""
        missing = self._review.isChecked() and not self._author.text().strip()
        self._missing.setVisible(missing)
        self._go.setEnabled(not missing)

    def _on_part_changed(self, _item: QListWidgetItem) -> None:
        self._charts.setEnabled("charts" in _chosen(self._parts))


def _checked(name: str, named: Mapping[str, str]) -> QListWidget:
    """Return a list of names with boxes, all ticked."""
    listed = QListWidget()
    listed.setAccessibleName(name)
    for key, text in named.items():
        item = QListWidgetItem(" ".join(text.split()))
        item.setData(_KEY, key)
        item.setFlags(
            Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        )
        item.setCheckState(Qt.CheckState.Checked)
        listed.addItem(item)
    listed.setCurrentRow(0)
    listed.setFrameShape(QListWidget.Shape.NoFrame)
    listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    listed.setMinimumHeight(listed.sizeHintForRow(0) * len(PARTS) + _SPARE)
    listed.setMinimumWidth(min(listed.sizeHintForColumn(0) + _SPARE, _WIDEST))
    return listed


def _chosen(listed: QListWidget) -> Iterable[str]:
    items = [listed.item(row) for row in range(listed.count())]
    return [str(item.data(_KEY)) for item in items if item.checkState() == Qt.CheckState.Checked]
