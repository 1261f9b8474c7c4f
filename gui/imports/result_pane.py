"""What comes of a file: the account of its rows, what was found, the figures, and a chart of them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from gui.app.background import Background
from gui.app.theme import tones_of
from gui.imports.made_table import MadeTable
from gui.panels.surface import plain_label, plain_tip
from gui.session import Session
from model.analyses.ground import Ground
from model.charts import ChartOptions
from model.checks import checks
from model.checks.findings import Level
from model.derive.results import Results
from model.imports.cells import Noticed
from model.imports.choices import SeriesQuantity
from model.imports.inspect_file import FileReport
from model.imports.maps.map_ground import ground_over
from model.imports.planned import Outcome
from model.imports.preview import Trial
from model.text.errors import SalientError
from model.text.formats import counted
from model.text.records import replace
from model.text.words import Words, marked, words

_MOST_FOUND = 200
_ORDER = (Level.ERROR, Level.WARNING, Level.NOTE)


class ResultPane(QWidget):
    """Shows a trial. The chart is made when there is first something to draw."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.account = plain_label()
        self.account.setWordWrap(True)
        self.account.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._tell("")
        self.found = QListWidget()
        self.found.setAccessibleName(self.tr("What was found"))
        self.found.setWordWrap(True)
        self.found.setMinimumHeight(56)
        self.made = MadeTable()
        self._beside = QSplitter(Qt.Orientation.Horizontal)
        self._beside.addWidget(self.made)
        self._beside.setChildrenCollapsible(False)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.addWidget(self.found)
        self._split.addWidget(self._beside)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([84, 300])
        self._split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.account)
        layout.addWidget(self._split, 1)
        self._chart: QWidget | None = None
        self.drawing = Background(self)  # of maps
        self.drawing.done.connect(self._on_drawn)
        self.drawing.failed.connect(self._on_not_drawn)
        self._trial: Trial | None = None
        self.made.selectionModel().currentRowChanged.connect(self._on_period_changed)

    def show_look(self, looked: FileReport | None) -> None:
        """Show what was found in a file of which it is not yet settled what comes of it."""
        self._tell("" if looked is None else self._looked_at(looked))
        self._show_found(() if looked is None else looked.noticed, None)
        self._trial = None
        self.drawing.cancel()
        self.made.show_trial(None, self._session.formats)
        self._show_chart(None, None)

    def _tell(self, account: str) -> None:
        self.account.setText(account)
        self.account.setVisible(bool(account))  # a label without words is nothing to reach

    def _looked_at(self, looked: FileReport) -> str:
        said = marked(
            "{count} row: it will be used or refused once it is settled how it is read.|"
            "{count} rows: each will be used or refused once it is settled how they are read."
        )
        if not looked.whole:
            said = marked(
                "More than {count} row: each will be used or refused once it is settled how they are read.|"
                "More than {count} rows: each will be used or refused once it is settled how they are read."
            )
        return self._counted(said, len(looked.sample))

    def _counted(self, text: str, count: int) -> str:
        return self._session.formats.words(words(text, count=counted(count)))

    def show_trial(self, trial: Trial) -> None:
        """Show what comes of the file."""
        outcome = trial.outcome
        number = self._session.formats.number
        figures = sum(len(made.figures) for made in outcome.made)
        without = sum(len(made.reasons) for made in outcome.made)
        said = self.tr(
            "{rows} read = {used} used + {filtered} left out + {refused} refused. {figures}"
        ).format(
            rows=self._counted(marked("{count} row|{count} rows"), outcome.read),
            used=number(outcome.used, "people"),
            filtered=number(outcome.filtered, "people"),
            refused=number(outcome.unusable, "people"),
            figures=self._counted(marked("{count} figure|{count} figures"), figures),
        )
        if without:
            said += self._counted(marked(", {count} place without one|, {count} places without one"), without)
        self._tell(f"{said}.")
        self._show_found(outcome.noticed, outcome)
        self._trial = trial
        self.made.show_trial(trial, self._session.formats)
        self._show_chart(trial.alone, outcome)

    def _show_found(self, noticed: tuple[Noticed, ...], outcome: Outcome | None) -> None:
        written = self._session.formats.words
        tones = tones_of(self.palette())
        self.found.clear()
        for refused in () if outcome is None else outcome.refused:
            kept_out = refused.filtered or refused.heading  # and no fault of the row
            sign, tone = ("–", tones.text) if kept_out else ("✕", tones.bad)
            self._add_found(f"{sign} {written(refused.sentence)}", tone)
        signs = {Level.ERROR: ("✕", tones.bad), Level.WARNING: ("▲", tones.doubtful)}
        weightiest = sorted(noticed, key=lambda one: _ORDER.index(one.level))
        for one in weightiest[:_MOST_FOUND]:
            sign, tone = signs.get(one.level, ("i", tones.text))
            self._add_found(f"{sign} {written(one.sentence)}", tone)
        if len(noticed) > _MOST_FOUND:
            more = self.tr("i and {count} more").format(count=len(noticed) - _MOST_FOUND)
            self._add_found(more, tones.text)
        if not self.found.count() and outcome is not None:
            self._add_found(self.tr("✓ Nothing odd was found."), tones.good)
        elif not self.found.count():
            self._add_found(self.tr("What is odd is listed here once it is read."), tones.muted)

    def _add_found(self, text: str, tone: str) -> None:
        item = QListWidgetItem(text)
        item.setForeground(QColor(tone))
        item.setToolTip(plain_tip(text))
        self.found.addItem(item)

    def _show_chart(self, results: Results | None, outcome: Outcome | None) -> None:
        if results is None or outcome is None:
            if self._chart is not None:
                self._chart.hide()
            return
        from gui.charts.view import ChartView  # noqa: PLC0415 - pyqtgraph takes time that a first look need not wait for

        if not isinstance(self._chart, ChartView):
            self._chart = ChartView(parent=self)
            self._beside.addWidget(self._chart)
            self._beside.setSizes([300, 540] if outcome.maps is not None else [480, 360])
            self._chart.setMinimumSize(QSize(240, 140))
        whats = {what for made in outcome.made for what in made.figures}
        self._chart.set_kind("recruitment" if whats == {SeriesQuantity.INTAKE} else "losses-gains")
        if outcome.maps is not None:
            self._chart.set_kind("map")
        self._chart.set_options(ChartOptions(series=next(iter(results.series), None)))
        self._chart.show_chart(results, lambda: checks(results), self._session.formats)
        self._chart.show()
        if outcome.maps is not None:
            first = next(number for number, made in enumerate(outcome.made) if made.figures)
            self.made.selectRow(first)

    # the maps of the period that is chosen

    def _on_period_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        """Draw the two maps of a period, beside the window."""
        maps = None if self._trial is None else self._trial.outcome.maps
        if self._trial is None or maps is None or not now.isValid():
            return
        span = self._trial.outcome.made[now.row()].span  # of maps each period has one row
        self._show_ground(words("The maps are being read…"))
        self.drawing.start(lambda watch: ground_over(maps, span, watch))

    def _on_drawn(self, shown: object) -> None:
        if isinstance(shown, Ground):
            self._show_ground(shown)

    def _on_not_drawn(self, error: Exception) -> None:
        if isinstance(error, SalientError):
            self._show_ground(error.words)

    def _show_ground(self, shown: Ground | Words) -> None:
        from gui.charts.view import ChartView  # noqa: PLC0415 - as below

        if isinstance(self._chart, ChartView):
            self._chart.set_options(replace(self._chart.options, ground=shown))
