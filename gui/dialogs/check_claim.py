"""A published claim, read from its sentence and confirmed: every field can be corrected before it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.theme import tones_of
from gui.app.windows import size_first
from gui.dialogs.parts import Standard, answers
from gui.panels.surface import plain_label
from gui.session import Session
from model.checks.claims import Verdict
from model.columns import TABLE, Context
from model.columns.cell import ChoiceColumn, choose
from model.columns.claim_against import kind_names
from model.edits import ClaimAsked, Edit, claim_about, new_claim
from model.text.errors import SalientError
from model.text.words import words

_CHOSEN = ("series", "measure", "source", "basis")
_TYPED = ("start", "end", "stated")


class OtherDaysField(QWidget):
    """How a claim compares its days with others, and which: a choice and a line, together a cell's text.

    Signal: `edited` when a person has changed either.
    """

    edited = Signal()

    def __init__(self, kinds: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = QComboBox(self)
        self.kind.addItem(self.tr("nothing"), "")
        for kind in kinds:
            self.kind.addItem(kind, kind)
        self.days = QLineEdit(self)
        self.days.setPlaceholderText(self.tr("other days: Oct 2024"))
        self.days.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.kind)
        row.addWidget(self.days, 1)
        self.kind.setAccessibleName(self.tr("Compared with"))
        self.days.setAccessibleName(self.tr("Other days"))
        self.setFocusProxy(self.kind)
        self.kind.activated.connect(self._on_edited)
        self.days.textEdited.connect(self._on_edited)

    def text(self) -> str:
        """Return what one would type into the cell: `change Oct 2024`; nothing where nothing is compared."""
        kind = str(self.kind.currentData())
        return f"{kind} {self.days.text()}" if kind else ""

    def setText(self, text: str) -> None:
        """Show the text of a cell."""
        kind, _, days = text.partition(" ")
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        self.days.setText(days)
        self.days.setEnabled(bool(kind))

    def _on_edited(self, *_edited: object) -> None:
        self.days.setEnabled(bool(self.kind.currentData()))
        self.edited.emit()


@guarded
class CheckClaim(QDialog):
    """A sentence; what is read from it: series, days, measure, figure, source; and at once what comes of it.

    What a person has corrected stays when the sentence is changed. OK adds the claim as one step of undo.
    """

    def __init__(
        self,
        session: Session,
        about: tuple[str, int, str],
        typed: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Open for a cell, `about`; `typed` are texts of cells that the claim is to have, and its "quote"."""
        super().__init__(parent)
        self._session = session
        self._about = about
        self._given = dict(typed or {})
        self._corrected: set[str] = set()
        self._begun: Edit | None = None
        self.setWindowTitle(self.tr("Check a published claim"))
        self.sentence = QPlainTextEdit(self._given.pop("quote", ""))
        self.sentence.setAccessibleName(self.tr("Published words"))
        self.sentence.setTabChangesFocus(True)
        self.sentence.setPlaceholderText(
            self.tr("paste or type: “about 53 casualties per km² between September and November 2024”")
        )
        self.lines: dict[str, QLineEdit | OtherDaysField] = {key: QLineEdit(self) for key in _TYPED}
        self.against = OtherDaysField(kind_names(session.context), self)
        self.lines["against"] = self.against
        self.boxes: dict[str, QComboBox] = {key: QComboBox(self) for key in _CHOSEN}
        self.reading = self._said()
        self.verdict = self._said()
        self._arrange()
        self._fill_choices()
        self._take_given()
        self._read_sentence()
        self.sentence.textChanged.connect(self._on_sentence_changed)
        for key, line in self.lines.items():
            edited = line.edited if isinstance(line, OtherDaysField) else line.textEdited
            edited.connect(lambda _text="", key=key: self._on_corrected(key))
        for key, box in self.boxes.items():
            box.activated.connect(lambda _index, key=key: self._on_corrected(key))
        self._focus_first()

    def accept(self) -> None:
        """Add the claim and close; stay open, with the reason, while it cannot be."""
        self._check()
        if self._begun is not None:
            edit, self._begun = self._begun, None
            self._session.edit(edit)
            super().accept()

    # how it is arranged

    def _arrange(self) -> None:
        columns, formats = TABLE["claims"], self._session.formats
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        names = {
            "series": self.tr("Se&ries:"),
            "start": self.tr("&First day:"),
            "end": self.tr("&Last day:"),
            "measure": self.tr("&Measure:"),
            "against": self.tr("&Compared with:"),
            "stated": self.tr("S&tated:"),
            "source": self.tr("S&ource:"),
            "basis": self.tr("Fi&gures of:"),
        }
        form.addRow(self.tr("&Words:"), self.sentence)
        for key, name in names.items():
            field: QWidget = self.boxes[key] if key in self.boxes else self.lines[key]
            column = columns.column(key)
            field.setAccessibleName(formats.words(words(column.head, count=1)))
            field.setToolTip(formats.words(words(column.help)))
            form.addRow(name, field)
            if key == "stated":
                form.addRow("", self.reading)
        form.setRowVisible(self.boxes["series"], len(self._session.project.series) > 1)
        self.buttons = answers(self)
        self.buttons.button(Standard.Ok).setText(self.tr("&Add Claim"))
        self.sentence.setFixedHeight(self.fontMetrics().lineSpacing() * 4)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.verdict)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        size_first(self, 520, 440)

    def _said(self) -> QLabel:
        label = plain_label("", self)
        label.setWordWrap(True)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        return label

    def _fill_choices(self) -> None:
        ctx = self._context
        for key, box in self.boxes.items():
            if key == "measure":
                box.addItem("", "")  # until it is known what the claim is about
            for typed, shown in TABLE["claims"].column(key).choices(ctx):
                box.addItem(" ".join(shown.split()) or self.tr("none"), typed)

    def _take_given(self) -> None:
        """Put what was typed elsewhere into the fields, as if it had been corrected here."""
        for key in [*self.lines, *self.boxes]:
            text = self._given.pop(key, "")
            column = TABLE["claims"].column(key)
            if key in self.lines and text:
                self.lines[key].setText(text)
                self._corrected.add(key)
            elif isinstance(column, ChoiceColumn) and text:
                options = column.options(self._context)
                value = choose(text, options)
                shown = next(label for option, label in options if option == value)
                self.boxes[key].setCurrentIndex(max(0, self.boxes[key].findData(shown)))
                self._corrected.add(key)

    def _focus_first(self) -> None:
        """Put the focus where a person goes on: into the words, else into what lacks, else to adding it."""
        if not self.sentence.toPlainText():
            self.sentence.setFocus()
            return
        ok = self.buttons.button(Standard.Ok)
        needed: list[QWidget] = [self.lines[key] for key in _TYPED if not self.lines[key].text()]
        if not self.boxes["measure"].currentData():
            needed.append(self.boxes["measure"])
        (next(iter(needed), self.sentence) if self._begun is None else ok).setFocus()

    # what is read and typed

    @property
    def _context(self) -> Context:
        return self._session.context

    def _read_sentence(self) -> None:
        """Fill every field that nobody has corrected with what the sentence says, else with the cell's."""
        asked = claim_about(self._context, *self._about, self.sentence.toPlainText())
        self._show(asked)
        self._check()

    def _show(self, asked: ClaimAsked) -> None:
        for key, line in self.lines.items():
            if key not in self._corrected:
                line.setText(asked.typed.get(key, ""))
        known = {
            "measure": asked.typed.get("measure", ""),
            "series": next((s.called for s in self._session.project.series if s.id == asked.series), ""),
            "source": "",
            "basis": "",
        }
        for key, box in self.boxes.items():
            if key not in self._corrected:
                with QSignalBlocker(box):
                    box.setCurrentIndex(max(0, box.findData(known[key])))

    @property
    def typed(self) -> Mapping[str, str]:
        """The texts of the cells that the claim would have."""
        typed = {**self._given, "quote": self.sentence.toPlainText().strip()}
        typed |= {key: line.text() for key, line in self.lines.items()}
        typed |= {key: str(box.currentData() or "") for key, box in self.boxes.items()}
        return typed

    def _check(self) -> None:
        """Say how the figure is read and what comes of the claim, or what is still needed."""
        self._begun = None
        try:
            read = new_claim(self._context, self.typed)
        except SalientError as error:
            self._say("", self._context.formats.words(error.words), None)
            return
        self._begun = read.begun
        self._say(read.reading, read.come_to, read.verdict)

    def _say(self, reading: str, verdict: str, come_to: Verdict | None) -> None:
        self.reading.setText(reading)
        self.verdict.setText(verdict)
        tones = tones_of(self.palette())
        palette = self.palette()
        if come_to is not None and come_to is not Verdict.UNVERIFIABLE:
            colour = tones.good if come_to.holds else tones.doubtful
            palette.setColor(QPalette.ColorRole.PlaceholderText, colour)
        self.verdict.setPalette(palette)
        self.buttons.button(Standard.Ok).setEnabled(self._begun is not None)

    def _on_sentence_changed(self) -> None:
        self._read_sentence()

    def _on_corrected(self, key: str) -> None:
        self._corrected.add(key)
        self._check()
