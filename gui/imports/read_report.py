"""A report read: its text and its numbers side by side, and what would come of them before it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gui.app.background import Background, Tell
from gui.app.guard import guarded
from gui.app.messages import Messages
from gui.app.translate import filled, model_words
from gui.app.windows import size_first, take_a_copy
from gui.imports.report_about import ReportAbout
from gui.imports.report_outlook import Outlook, OutlookPanes, ReportPane, outlook, wanted
from gui.imports.report_proposals import SIDE, SOURCE, ProposalModel, ProposalTable
from gui.imports.report_text import MarkLegend, ReportMark, ReportText
from gui.panels.surface import FittedLabel
from gui.session import Session
from model.edits.edit import Edit
from model.edits.proposal_cells import numbers_left
from model.edits.proposals import Added, add_proposals, with_text
from model.files import read_file
from model.imports.articles.article import ENDINGS, Article, open_article, open_page
from model.reading.doubts import NO_DAYS
from model.reading.proposal import WHY_NOT, Proposal, ProposedKind, Report
from model.reading.report import read_report
from model.text.errors import FileError, SalientError
from model.text.formats import counted
from model.text.records import replace
from model.text.words import Words, words

_PAUSE = 250  # ms without a key before a text is read anew
_PRIMARY = """
QPushButton { padding: 5px 12px; border-radius: 4px; border: 1px solid palette(mid); }
QPushButton:enabled { background: palette(highlight); color: palette(highlighted-text); font-weight: 600; }
QPushButton:focus { border: 2px solid palette(text); }
"""
_Place = tuple[str, str, int]


@guarded
class ReadReport(QDialog):
    """Stays beside the window. What was pasted and typed over is kept until the program ends, closed or not.

    F8 and Shift+F8 go from number to number, Ctrl+F8 (N in the table) to the next one that is to be settled;
    Space ticks. A file is opened, or dropped here.
    """

    def __init__(self, session: Session, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._messages = session, messages
        self.setWindowTitle(self.tr("Read a Report"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAcceptDrops(True)
        self.about = ReportAbout()
        self.text = ReportText(self._tip)
        self.text.setAccessibleName(self.tr("Text of the report"))
        self.text.setPlaceholderText(
            self.tr("Paste an article, a post or a report, or drop a file (text, HTML, DOCX, PDF) here.")
        )
        self.model = ProposalModel(lambda: session.formats, self)
        self.table = ProposalTable(self.model, self.tr("Numbers of the report"), self._known)
        self.outlook = OutlookPanes(session)
        self.said = FittedLabel(lines=2)
        self.keep = QCheckBox(self.tr("Keep the te&xt in the project"))
        self.keep.setToolTip(
            self.tr("In its notes; whether it may be passed on is for you to know. Quotes are always kept.")
        )
        self.opener = QPushButton(self.tr("&Open a File…"))
        self.leave = QPushButton(self.tr("Close"))
        self.leave.setToolTip(self.tr("What is here stays until the program ends"))
        self.do = QPushButton(self.tr("&Add"))
        self.do.setEnabled(False)
        self.do.setStyleSheet(_PRIMARY)
        self._opening, self._pasting = Background(self), Background(self)
        self._reading, self._expecting = Background(self), Background(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._read: dict[_Place, Proposal] = {}  # as the text says it
        self._typed_over: dict[_Place, Proposal] = {}
        self._folder = self._noticed = ""
        self._arrange()
        self._connect()
        size_first(self, 1360, 840)

    def _arrange(self) -> None:
        for button in (self.opener, self.leave, self.do):
            button.setAutoDefault(False)
        buttons = QVBoxLayout()
        beside = QHBoxLayout()
        beside.addWidget(self.opener)
        beside.addWidget(self.leave)
        buttons.addLayout(beside)
        buttons.addWidget(self.do)
        above = QHBoxLayout()
        above.addWidget(self.about, 1)
        above.addSpacing(12)
        above.addLayout(buttons)
        self.text_pane = ReportPane(self.tr("The text"), self.text, self._legend())
        self.table_pane = ReportPane(self.tr("What would be added"), self.table)
        self.table_pane.remark.set_text(self.tr("Space ticks · Enter types over · N next question"))
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.text_pane)
        halves.addWidget(self.table_pane)
        halves.setStretchFactor(0, 5)
        halves.setStretchFactor(1, 7)
        halves.setChildrenCollapsible(False)
        halves.setSizes([440, 800])
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(halves)
        parts.addWidget(self.outlook)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        below = QHBoxLayout()
        below.addWidget(self.said, 1)
        below.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.addLayout(above)
        column.addWidget(parts, 1)
        column.addLayout(below)

    def _legend(self) -> QWidget:
        legend = QWidget()
        row = QHBoxLayout(legend)
        row.setContentsMargins(10, 4, 10, 8)
        for mark, text in (
            (ReportMark.LOSSES, self.tr("losses")),
            (ReportMark.GROUND, self.tr("ground")),
            (ReportMark.RECRUITS, self.tr("recruits")),
            (ReportMark.CLAIM, self.tr("claim")),
            (ReportMark.QUESTION, self.tr("question")),
        ):
            row.addWidget(MarkLegend(mark, text))
        row.addStretch(1)
        return legend

    def _connect(self) -> None:
        self.text.textChanged.connect(self._pause.start)
        self.text.rich_pasted.connect(self._on_rich_pasted)
        self.text.replaced.connect(lambda: self.about.show_article(Article("")))  # of another it says nothing
        self.about.reread.connect(self._pause.start)
        self.about.changed.connect(self._expect)
        self.about.refused.connect(self.said.set_text)
        self._pause.timeout.connect(self._on_paused)
        self._opening.done.connect(self._on_opened)
        self._opening.failed.connect(self._on_open_failed)
        self._pasting.done.connect(self._on_pasted)
        self._reading.done.connect(self._on_read)
        self._expecting.done.connect(self._on_expected)
        self.model.edited.connect(self._on_edited)
        self.model.refused.connect(self.said.set_text)
        self.text.place_reached.connect(self._on_text_reached)
        self.table.place_reached.connect(self._on_table_reached)
        self.table.next_wanted.connect(lambda: self.walk(1, only_open=True))
        self._session.changed.connect(self._expect)
        self.opener.clicked.connect(self._on_open_clicked)
        self.leave.clicked.connect(self.reject)
        self.do.clicked.connect(self._on_add_clicked)
        for keys, step, only_open in (("F8", 1, False), ("Shift+F8", -1, False), ("Ctrl+F8", 1, True)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(
                lambda step=step, only_open=only_open: self.walk(step, only_open=only_open)
            )

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the text."""
        super().showEvent(event)
        self.text.setFocus()
        self._show_sides()

    def walk(self, step: int, *, only_open: bool) -> None:
        """Go to the next number of the text, or to the next that is to be settled."""
        proposals = self.model.proposals
        left = set(numbers_left(proposals))
        place = self.table.current()
        at = -1 if place is None else place
        if only_open and at in left and not self.table.is_at_question():
            at -= step  # one of its questions was answered, and another is open
        for _ in proposals:
            at = (at + step) % len(proposals)
            if at in left or not (only_open or proposals[at].kind is None):
                self.table.go_to(at)
                self._on_table_reached(at)
                self.table.setFocus()  # where Space ticks: in the text it would be typed
                return

    # texts that come in

    def open_path(self, path: Path) -> None:
        """Read the text of a file, in place of what is here."""
        self.said.set_text(filled(self.tr("Reading {name}…"), name=path.name))
        self._opening.start(lambda tell: open_article(read_file(path), path.name, tell))

    def paste(self) -> None:
        """Read what is on the clipboard, in place of what is here; undo in the text brings that back."""
        self.take(QApplication.clipboard().mimeData())

    def take(self, data: QMimeData) -> None:
        """Read what was copied or dropped, as `paste` does."""
        self.text.selectAll()
        self.text.insertFromMimeData(data)

    def _on_open_clicked(self) -> None:
        endings = " ".join(f"*{ending}" for ending in ENDINGS)
        filters = filled(self.tr("Texts ({endings});;All files (*)"), endings=endings)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Read a report"), self._folder, filters)
        if name:
            self._folder = str(Path(name).parent)
            self.open_path(Path(name))

    def _on_rich_pasted(self, markup: str, plain: str) -> None:
        def do(tell: Tell) -> Article:
            try:
                return open_page(markup, tell)
            except SalientError:
                return Article(plain)

        self.said.set_text(self.tr("Reading the clipboard…"))
        self._pasting.start(do)

    def _on_pasted(self, article: Article) -> None:
        self.text.textCursor().insertText(article.text)
        self._tell_noticed(article)

    def _on_opened(self, article: Article) -> None:
        self.about.show_article(article)
        self.text.setPlainText(article.text)
        self._tell_noticed(article)

    def _tell_noticed(self, article: Article) -> None:
        self._noticed = " ".join(each.text(model_words) for each in article.noticed)
        self.said.set_text(self._noticed)

    def _on_open_failed(self, error: Exception) -> None:
        if isinstance(error, FileError):
            self.said.set_text(f"{Path(error.file).name}: {error.faults[0]}")
        elif isinstance(error, SalientError):
            self.said.set_text(error.words.text(model_words))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file of this computer."""
        if _dropped(event) is not None:
            take_a_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        path = _dropped(event)
        if path is not None:
            take_a_copy(event)
            self.open_path(path)

    # read

    def _on_paused(self) -> None:
        text, published = self.text.said(), self.about.day()
        language, source = self.about.language.currentData(), self.about.source.text().strip()

        def do(_tell: Tell) -> Report:
            return read_report(text, published, language, source)

        self._reading.queue(do)  # of a text that was typed on meanwhile only the newest

    def _on_read(self, report: Report) -> None:
        if report.text != self.text.said():
            return  # the newest is being read, or is about to be
        places = _places(report.text, report.proposals)
        proposals = [
            one if place not in self._typed_over else _moved(self._typed_over[place], one)
            for place, one in zip(places, report.proposals, strict=True)
        ]
        self.model.show_proposals(report.text, proposals)
        self._read = dict(zip(places, report.proposals, strict=True))
        self.table.fit()
        self._show_marks()
        self.about.show_found(report.published)
        ask = self.tr(
            "When was it published? Type the day above: “in May” and the like are reckoned from it."
        )
        if report.published is None and any(one.question == NO_DAYS for one in proposals):
            self.said.set_text(ask)
        elif self.said.text() == ask:
            self.said.set_text(self._noticed)
        self._expect()

    def _on_edited(self) -> None:
        for known_by, one in zip(self._read, self.model.proposals, strict=True):
            if one != self._read[known_by]:
                self._typed_over[known_by] = one
            else:
                self._typed_over.pop(known_by, None)
        place = self.table.current()
        if place is not None:
            self._on_table_reached(place)
        self._show_marks()
        self._expect()

    def _show_marks(self) -> None:
        proposals = self.model.proposals
        self.text.show_proposals(proposals)
        taken = [one for one in proposals if one.kind is not None]
        claims = sum(one.kind is ProposedKind.CLAIM for one in taken)
        counts = (
            words("{count} number found|{count} numbers found", count=counted(len(proposals))),
            words("{count} figure|{count} figures", count=counted(len(taken) - claims)),
            words("{count} claim|{count} claims", count=counted(claims)),
            words("{count} question|{count} questions", count=counted(len(list(numbers_left(proposals))))),
            words("{count} not taken|{count} not taken", count=counted(len(proposals) - len(taken))),
        )
        self.text_pane.remark.set_text(
            " · ".join(each.text(model_words) for each in counts) if self.model.text.strip() else ""
        )

    # where one is

    def _tip(self, place: int) -> str:
        """Return what is said of a number in the text: what it becomes, or why it becomes nothing."""
        proposal = self.model.proposals[place]
        if proposal.kind is None:
            why = WHY_NOT.get(proposal.why_not) if proposal.why_not is not None else None
            return "" if why is None else words("Not taken: {why}.", why=words(why)).text(model_words)
        cells = (self.model.cell(place, column) for column in range(self.model.columnCount()))
        return " · ".join(cell for cell in cells if cell)

    def _on_text_reached(self, place: int) -> None:
        self.table.go_to(place)
        self.said.set_text(self._tip(place))

    def _on_table_reached(self, place: int) -> None:
        self.text.show_current(place)
        self.said.set_text(self._tip(place))

    def _known(self, column: int) -> list[str]:
        """Return what may stand in a column: the sides and the sources that the project or the text names."""
        project = self._session.project
        if column == SIDE:
            known = [series.side for series in project.series] + [one.side for one in self.model.proposals]
        elif column == SOURCE:
            known = [source.called for source in project.sources] + [
                one.source for one in self.model.proposals
            ]
        else:
            known = []
        return sorted({name for name in known if name})

    def _show_sides(self) -> None:
        self.about.show_sides(self._known(SIDE))

    # what would come of it

    def _expect(self, _change: object = None) -> None:
        project, formats = self._session.project, self._session.formats
        proposals, about = tuple(self.model.proposals), self.about.about()
        side = self.about.side.currentText().strip()

        def do(_tell: Tell) -> Outlook:
            return outlook(project, proposals, side, about, formats)

        self._expecting.start(do)

    def _on_expected(self, found: Outlook) -> None:
        self.outlook.show_outlook(found)
        self.model.show_held(found.held)
        added = found.added
        self.do.setEnabled(added.project != self._session.project)
        self.do.setText(words("&Add {figures} and {claims}", **_counts(added)).text(model_words))
        left = "; ".join(
            f"{self._number(one.proposal)}: {one.reason.text(model_words)}" for one in added.left_out
        )
        if left:
            self.said.set_text(filled(self.tr("Left out: {what}."), what=left))

    def _number(self, proposal: Proposal) -> str:
        return " ".join(self.model.text[proposal.start : proposal.end].split())

    def _on_add_clicked(self) -> None:
        side = self.about.side.currentText().strip()
        added = add_proposals(self._session.project, wanted(self.model.proposals, side), self.about.about())
        project = added.project
        if self.keep.isChecked():
            try:
                project = with_text(project, self.text.said())
            except SalientError as error:
                self.said.set_text(error.words.text(model_words))
                return
        self._session.edit(Edit(words("add {figures} and {claims} of a report", **_counts(added)), project))
        told = words("Added: {figures}, {claims}. Undo takes them back in one step.", **_counts(added))
        self._messages.tell(told.text(model_words))
        self.close()


def _counts(added: Added) -> dict[str, Words]:
    """Return how many figures and claims are added, as a sentence names them."""
    return {
        "figures": words("{count} figure|{count} figures", count=counted(added.figures)),
        "claims": words("{count} claim|{count} claims", count=counted(added.claims)),
    }


def _places(text: str, proposals: Sequence[Proposal]) -> list[_Place]:
    """Return what each number is known by when the text around it changes: its sentence and its words."""
    seen: Counter[tuple[str, str]] = Counter()
    places = []
    for one in proposals:
        key = (one.quote, text[one.start : one.end])
        seen[key] += 1
        places.append((*key, seen[key]))
    return places


def _moved(typed: Proposal, read: Proposal) -> Proposal:
    """Return what a person made of a number, where it stands now."""
    return replace(typed, start=read.start, end=read.end)


def _dropped(event: QDropEvent) -> Path | None:
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(files[0]) if files else None
