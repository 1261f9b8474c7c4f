"""A pane with one chart: which one, a day or a month; and its way out as a picture."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui.app.guard import guarded
from gui.charts.compare_options import CompareOptions
from gui.charts.folding import Folding
from gui.charts.ground_loader import GroundLoader
from gui.charts.view import ChartView
from gui.session import Session, SessionChange
from model.analyses.region_of_days import RegionOfDays
from model.chart_settings import ChartSettings
from model.charts import CHART, CHARTS, build, key_of, shown_of
from model.charts.data import Chart
from model.edits import add_period
from model.edits.view import set_chart
from model.project import Rate
from model.text.records import replace
from model.text.words import words

_AROUND, _BETWEEN = 8, 6  # pixels at the head of a chart
_ARROW = 44  # pixels of a chooser beside its text


@guarded
class ChartPanel(QWidget):
    """Follows a session.

    `kind_changed(key)`: another chart was chosen. `row_clicked(table, row)`: a mark was clicked, or a period
    was made of days. `claim_asked(RegionOfDays)`: a claim about days is to be checked. `export_done(path)`: a
    picture was saved.
    """

    row_clicked = Signal(str, int)
    kind_changed = Signal(str)
    export_done = Signal(object)  # Path
    claim_asked = Signal(object)  # RegionOfDays

    def __init__(self, session: Session, kind: str = CHARTS[0].key, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rates: dict[str, Rate] = {}
        self.folder: Path | None = None
        self.envelope = False
        self.view = ChartView(kind if kind in CHART else CHARTS[0].key, self)
        self.view.row_clicked.connect(self.row_clicked)
        self.view.days_asked.connect(self._on_days_asked)
        self.view.installEventFilter(self)
        self.view.region.changed.connect(self._on_region_changed)
        self._kinds = self._chooser(self.tr("Chart"))
        self._kinds.setFont(_bold(self._kinds.font()))
        self._kinds.activated.connect(self._on_kinds_activated)
        self._rate = self._chooser(self.tr("Rates of the chart"))
        self._rate.addItems([self.tr("per day"), self.tr("per month")])
        self._rate.setToolTip(self.tr("Whether the chart shows rates a day or a month"))
        self._rate.activated.connect(self._on_rate_activated)
        self.compare = CompareOptions(self)
        self.compare.chosen.connect(self._show_options)
        days_tip = self.tr("Choose days on the chart and see what they come to (D; or drag with Shift held)")
        self.days = _button(self.tr("Days"), self.tr("Choose days on the chart"), days_tip)
        self.days.setCheckable(True)
        self.days.clicked.connect(lambda checked: self.view.choose_days(wanted=checked))
        whole_tip = self.tr("Show all of the chart again (Home, or double-click the chart)")
        self._whole = _button(self.tr("All"), self.tr("Show all of the chart"), whole_tip)
        self._whole.clicked.connect(self._on_whole_clicked)
        settings_tip = self.tr("Days, texts, labels, axis, remarks, colours and style of this chart")
        self._settings = _button(self.tr("Adjust"), self.tr("Settings of this chart"), settings_tip)
        self._settings.clicked.connect(self.adjust)
        self._only: tuple[int, ...] | None = None
        self._maps = GroundLoader(session, self)
        self._maps.changed.connect(self._show_options)
        export_tip = self.tr("Save or copy this chart as PNG, SVG or PDF")
        self._export = _button(self.tr("PNG"), self.tr("Export this chart"), export_tip)
        self._export.clicked.connect(self.export)
        self._arrange()
        self.view.chart_changed.connect(self._on_chart_changed)
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self._on_formats_changed)
        session.series_changed.connect(self._show_options)
        self._name_kinds()
        self._show()

    def _chooser(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _arrange(self) -> None:
        controls = (self._whole, self.days, self.compare, self._rate, self._settings, self._export)
        self.tools = Folding(self.tr("What can be done with this chart"), controls)
        head = QHBoxLayout()
        head.setContentsMargins(_AROUND, _BETWEEN, _AROUND, 0)
        head.setSpacing(_BETWEEN)
        head.addWidget(self._kinds)
        head.addStretch(1)
        head.addWidget(self.tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        for before, after in pairwise((self._kinds, *controls, self.view)):
            self.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the controls out in the room there is."""
        super().resizeEvent(event)
        self._share_head()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the chart that has the focus."""
        super().paintEvent(event)
        if self.view.hasFocus():
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
            painter.drawRect(self.view.geometry().adjusted(-1, -1, 0, 0))
            painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Frame the chart, or no longer, as the focus comes and goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def _share_head(self) -> None:
        """Show the name of the chart whole; where that leaves the controls too little, they are folded."""
        name = self._kinds.fontMetrics().horizontalAdvance(self._kinds.currentText()) + _ARROW
        room = self.width() - 2 * _AROUND - _BETWEEN
        self.tools.fold(name + self.tools.line.sizeHint().width() > room)
        self._kinds.setFixedWidth(min(name, room - self.tools.more.sizeHint().width()))

    @property
    def kind(self) -> str:
        """The key of the chart shown."""
        return self.view.kind

    def set_kind(self, key: str) -> None:
        """Show another chart. Raises KeyError for one that does not exist."""
        if key != self.kind:
            self.view.set_kind(key)
            self._show_options()
            self.kind_changed.emit(key)

    def set_envelope(self, envelope: bool) -> None:
        """Let the ranges reach over all alternative figures, or show those in use alone."""
        self.envelope = envelope
        self._show_options()

    def select_rows(self, table: str, rows: tuple[int, ...]) -> None:
        """Mark what stands for `rows` of `table`."""
        self.view.select_rows(table, rows)

    def export(self) -> None:
        """Open the dialog that saves and copies the chart as it is now, what is shown of it or all."""
        from gui.charts.export_dialog import ExportPlot  # noqa: PLC0415 - a start does not wait for dialogs

        chart = self.view.chart
        if chart is None:
            return
        path = self._session.path
        folder = self.folder or (path.parent if path is not None else Path.home())
        stem = path.stem if path is not None else "salient"
        suggested = folder / f"{stem}-{chart.key}.png"
        dialog = ExportPlot(chart, suggested, self.window(), self._session.project, self.view.sight)
        dialog.exported.connect(self._on_exported)
        dialog.open()

    def set_filter(self, only: tuple[int, ...] | None) -> None:
        """Tell the chart which rows the filter of the table shows, None where none is at work."""
        self._only = only
        self._show_options()

    def adjust(self) -> None:
        """Open the dialog in which it is chosen how this chart is to be."""
        from gui.charts.chart_settings_dialog import ChartSettingsDialog  # noqa: PLC0415 - as above

        session, kind, options = self._session, CHART[self.kind], self.view.options
        results, formats = session.results, session.formats

        def draw(settings: ChartSettings) -> Chart:
            chosen = replace(options, settings=settings)
            return build(kind.key, results, lambda: session.checks, formats, chosen)

        of = key_of(kind, results, options)
        dialog = ChartSettingsDialog(
            session.project.settings_of(of),
            draw,
            shown_of(kind, results, options),
            several=bool(kind.measures),
            parent=self.window(),
        )
        dialog.chosen.connect(self._on_settings_chosen)
        dialog.open()

    def show_days(self, start: date | None, end: date | None) -> None:
        """Show the chart only from one day to another, both counted; None is as far as there is something."""
        of = key_of(CHART[self.kind], self._session.results, self.view.options)
        settings = replace(self._session.project.settings_of(of), start=start, end=end)
        self._on_settings_chosen(settings)

    def _on_settings_chosen(self, settings: ChartSettings) -> None:
        name = self._session.formats.words(words(CHART[settings.chart].label))
        self._session.edit(set_chart(self._session.project, settings, name))

    def _on_exported(self, path: Path) -> None:
        self.folder = path.parent
        self.export_done.emit(path)

    def _on_kinds_activated(self, index: int) -> None:
        self.set_kind(CHARTS[index].key)

    def _on_rate_activated(self, index: int) -> None:
        self._rates[self.kind] = (Rate.PER_DAY, Rate.PER_MONTH)[index]
        self._show_options()

    def _on_chart_changed(self) -> None:
        chart = self.view.chart
        self._whole.setVisible(self.view.zoomed or self._limited)
        self.days.setVisible(chart is not None and chart.calendar is not None and bool(chart.panels))
        self._share_head()

    @property
    def _limited(self) -> bool:
        """Whether the project says that the chart shows only some days."""
        chart = self.view.chart
        if chart is None or chart.of is None:
            return False
        settings = self._session.project.settings_of(chart.of)
        return settings.start is not None or settings.end is not None

    def _on_whole_clicked(self) -> None:
        if self.view.zoomed:
            self.view.reset_zoom()
        else:
            self.show_days(None, None)

    def _on_region_changed(self) -> None:
        self.days.setChecked(self.view.region.days is not None)

    def _on_days_asked(self, what: str, region: RegionOfDays) -> None:
        """Do with days what the card offers."""
        if what == "only":
            self.show_days(region.first, region.last)
        elif what == "claim":
            self.claim_asked.emit(region)
        elif region.row is not None:
            self.row_clicked.emit("periods", region.row)
        else:
            self._session.edit(add_period(self._session.context, region.series, region.first, region.last))
            self.row_clicked.emit("periods", len(self._session.project.periods) - 1)

    def _on_changed(self, change: SessionChange) -> None:
        if change.loaded:
            self._rates.clear()
            self.view.reset_zoom()
        elif change.before.project.view.rate is not change.after.project.view.rate:
            # The project's own rate was chosen after the chart's: it is what counts now.
            self._rates = {key: rate for key, rate in self._rates.items() if not CHART[key].follows}
        self._show()

    def _on_formats_changed(self) -> None:
        self._name_kinds()
        self._show()

    def _show(self) -> None:
        """Hand the session's results to the view, which draws them in the next turn of the event loop."""
        self._show_options()
        session = self._session
        snapshot = session.snapshot
        self.view.show_chart(snapshot.results, lambda: snapshot.checks, session.formats)

    def _show_options(self) -> None:
        """Bring choosers and view in line with the project and with what was chosen."""
        project, kind = self._session.project, CHART[self.kind]
        rate = self._rates.get(kind.key) or (project.view.rate if kind.follows else kind.rate)
        self.compare.setVisible(bool(kind.measures))
        if kind.measures:
            session = self._session
            self.compare.show_choices(
                session.results, session.formats, kind.measures, session.series, several=kind.several
            )
        chosen = replace(
            self.compare.options,
            series=self._session.series or None,
            rate=rate,
            envelope=self.envelope,
            only=self._only,
        )
        if kind.key == "map":
            chosen = replace(chosen, ground=self._maps.ground(chosen))
        self.view.set_options(chosen)
        with QSignalBlocker(self._kinds), QSignalBlocker(self._rate):
            self._kinds.setCurrentIndex(CHARTS.index(kind))
            self._kinds.setToolTip(self._session.formats.words(words(kind.help)))
            self._rate.setVisible(kind.rate is not None)
            self._rate.setCurrentIndex(1 if rate is Rate.PER_MONTH else 0)
        self._share_head()

    def _name_kinds(self) -> None:
        with QSignalBlocker(self._kinds):
            self._kinds.clear()
            self._kinds.addItems([self._session.formats.words(words(kind.label)) for kind in CHARTS])
        offered = self._kinds.view()
        offered.setMinimumWidth(
            offered.sizeHintForColumn(0) + _ARROW
        )  # the box is as wide as its choice alone


def _button(text: str, name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setAccessibleName(name)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _bold(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong
