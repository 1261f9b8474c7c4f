"""A report read: its text and its numbers side by side, and what would come of them before it does."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QLineEdit, QSplitter, QWidget

from gui.app.background import Background, Tell
from gui.app.guard import guarded
from gui.app.messages import Messages
from gui.app.translate import model_words
from gui.dialogs.parts import Buttons, arrange
from gui.dialogs.text_table import TextTable
from gui.imports.report_proposals import ProposalModel, ProposalTable
from gui.imports.report_text import ReportText
from gui.panels.surface import plain_label
from gui.session import Session
from model.checks import checks
from model.columns import TABLE, Context
from model.derive.results import derive
from model.edits.edit import Edit
from model.edits.proposals import About, Added, add_proposals
from model.project import Project
from model.reading.proposal import Proposal, Report
from model.reading.report import read_report
from model.text.errors import Unreadable
from model.text.formats import Formats
from model.text.read_days import read_date
from model.text.words import Words, words

_PAUSE = 250  # ms without a key before a text is read anew
_PERIODS = ("label", "losses", "gains", "losses_per_gain")
_CLAIMS = ("quote", "stated", "computed", "verdict")


class Outlook(Struct, frozen=True):
    """What would come of the ticked proposals: the project, and its new rows as texts."""

    added: Added
    rows: tuple[tuple[str, ...], ...]


@guarded
class ReadReport(QDialog):
    """Stays beside the window. What was pasted and ticked is kept until the program ends, closed or not.

    F8 and Shift+F8 go from number to number, Ctrl+F8 to the next one that is to be settled; Space ticks.
    """

    def __init__(self, session: Session, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._messages = session, messages
        self.setWindowTitle(self.tr("Read a Report"))
        self.text = ReportText()
        self.text.setAccessibleName(self.tr("Text of the report"))
        self.text.setPlaceholderText(
            self.tr("Paste an article, a post or a report here: every number is read.")
        )
        self.model = ProposalModel(self)
        self.table = ProposalTable(self.model, self.tr("Numbers of the report"))
        self.outlook = TextTable(self.tr("What would come of it"))
        self.outlook.horizontalHeader().setStretchLastSection(True)
        self.said = plain_label("")
        self.published = self._field(self.tr("Day on which it was published, such as 5 Dec 2024"))
        self.source = self._field(self.tr("Who states what the text ascribes to nobody"))
        self.link = self._field(self.tr("Where it was published"))
        self._reading = Background(self)
        self._expecting = Background(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._shown = ""
        self._outlook: Outlook | None = None
        self._arrange()
        self._connect()
        self.resize(1180, 720)

    def _field(self, tip: str) -> QLineEdit:
        field = QLineEdit()
        field.setToolTip(tip)
        return field

    def _arrange(self) -> None:
        about = QGridLayout()
        for column, (name, field) in enumerate(
            (
                (self.tr("&Published:"), self.published),
                (self.tr("&Source:"), self.source),
                (self.tr("&Link:"), self.link),
            )
        ):
            label = QLabel(name)
            label.setBuddy(field)
            field.setAccessibleName(name.replace("&", "").rstrip(":"))
            about.addWidget(label, 0, 2 * column)
            about.addWidget(field, 0, 2 * column + 1)
        about.setColumnStretch(5, 2)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.text)
        halves.addWidget(self.table)
        halves.setStretchFactor(0, 5)
        halves.setStretchFactor(1, 7)
        halves.setChildrenCollapsible(False)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(halves)
        parts.addWidget(self.outlook)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 1)
        buttons = Buttons(self)
        self.do = buttons.add(self.tr("&Add"), self._on_add_clicked)
        self.do.setEnabled(False)
        buttons.press_none()
        arrange(self, about, parts, self.said, buttons, stretched=parts)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._pause.start)
        for field in (self.published, self.source):
            field.editingFinished.connect(self._pause.start)
        self._pause.timeout.connect(self._on_paused)
        self._reading.done.connect(self._on_read)
        self._expecting.done.connect(self._on_expected)
        self.model.edited.connect(self._on_edited)
        self.model.refused.connect(self.said.setText)
        self.text.row_reached.connect(self._on_text_reached)
        self.table.row_reached.connect(self.text.show_current)
        self._session.changed.connect(self._on_edited)
        for keys, step, only_open in (("F8", 1, False), ("Shift+F8", -1, False), ("Ctrl+F8", 1, True)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(
                lambda step=step, only_open=only_open: self.walk(step, only_open=only_open)
            )

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the text."""
        super().showEvent(event)
        self.text.setFocus()

    def walk(self, step: int, *, only_open: bool) -> None:
        """Go to the next number, or to the next that is to be settled."""
        count = len(self.model.proposals)
        row = self.table.currentIndex().row()
        for _ in range(count):
            row = (row + step) % count
            proposal = self.model.proposals[row]
            if proposal.kind is not None and (proposal.question or not only_open):
                self.table.go_to(row)
                self.text.show_current(row)
                return

    # read

    def _on_paused(self) -> None:
        text = self.text.said()
        published = self._day()
        source = self.source.text().strip()

        def do(_tell: Tell) -> Report:
            return read_report(text, published, "", source)

        self._reading.start(do)

    def _day(self) -> date | None:
        typed = self.published.text().strip()
        if not typed:
            return None
        try:
            return read_date(typed)
        except Unreadable as error:
            self.said.setText(error.words.text(model_words))
            return None

    def _on_read(self, report: Report) -> None:
        if report.text != self.text.said():
            return
        self._shown = report.text
        self.model.show_proposals(report.text, report.proposals)
        self.table.fit(lambda column: (116, 150, 150, 64, 120)[column])
        self._on_edited()

    # what would come of it

    def _on_edited(self, _change: object = None) -> None:
        self.text.show_proposals(self.model.proposals)
        ticked = [proposal for proposal in self.model.proposals if proposal.ticked]
        project, formats = self._session.project, self._session.formats
        about = About(self._day(), self.link.text().strip())

        def do(_tell: Tell) -> Outlook:
            return _outlook(project, ticked, about, formats)

        self._expecting.start(do)

    def _on_expected(self, outlook: Outlook) -> None:
        self._outlook = outlook
        heads = (
            self.tr("Row"),
            self.tr("Losses or stated"),
            self.tr("Ground or computed"),
            self.tr("Cost or verdict"),
        )
        self.outlook.show_rows(heads, outlook.rows)
        added = outlook.added
        self.do.setEnabled(added.project != self._session.project)
        self.do.setText(words("&Add {figures} and {claims}", **_counts(added)).text(model_words))
        settle = sum(bool(p.question) and p.same_as is None for p in self.model.proposals)
        left = "; ".join(
            f"{self._number(one.proposal)}: {one.reason.text(model_words)}" for one in added.left_out
        )
        said = [self.tr("To settle: {count}.").format(count=settle)] if settle else []
        if left:
            said.append(self.tr("Left out: {what}.").format(what=left))
        self.said.setText(" ".join(said))

    def _number(self, proposal: Proposal) -> str:
        return " ".join(self._shown[proposal.start : proposal.end].split())

    def _on_text_reached(self, number: int) -> None:
        self.table.go_to(number)

    def _on_add_clicked(self) -> None:
        ticked = [proposal for proposal in self.model.proposals if proposal.ticked]
        added = add_proposals(self._session.project, ticked, About(self._day(), self.link.text().strip()))
        self._session.edit(
            Edit(words("add {figures} and {claims} of a report", **_counts(added)), added.project)
        )
        self._messages.tell(
            words("Added: {figures}, {claims}. Undo takes them back in one step.", **_counts(added)).text(
                model_words
            )
        )
        self.close()


def _counts(added: Added) -> dict[str, Words]:
    """Return how many figures and claims are added, as a sentence names them."""
    return {
        "figures": words("{count} figure|{count} figures", count=added.figures),
        "claims": words("{count} claim|{count} claims", count=added.claims),
    }


def _outlook(project: Project, ticked: list[Proposal], about: About, formats: Formats) -> Outlook:
    """Return what comes of proposals; touches no window, so that it may be called in a thread."""
    added = add_proposals(project, ticked, about)
    results = derive(added.project)
    context = Context(results, checks(results), formats)
    rows = []
    for table, keys, held in (
        ("periods", _PERIODS, project.periods),
        ("claims", _CLAIMS, project.claims),
    ):
        columns = [TABLE[table].column(key) for key in keys]
        known = {id(row) for row in held}
        for index, row in enumerate(getattr(added.project, table)):
            if id(row) not in known:
                rows.append(tuple(column.text(context, index) for column in columns))
    return Outlook(added, tuple(rows))
