"""Five results in large type: of the series that is chosen, or of the periods that are selected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui.app.guard import guarded
from gui.app.theme import Theme
from gui.app.translate import filled
from gui.panels.surface import FittedLabel, Surface
from gui.session import Session, SessionChange
from model.output.headline import Card, cards, verdicts
from model.text.formats import counted
from model.text.words import marked, words

_KEYS = ("losses", "gains", "losses_per_gain", "shortfall")
_OFFERED = {
    "losses": ("add_period", marked("Add a period")),
    "gains": ("import", marked("Import a table…")),
    "losses_per_gain": ("read_report", marked("Read a report…")),
    "shortfall": ("add_intake", marked("Add recruitment")),
    "checks": ("check_claim", marked("Check a published claim…")),
}
"""The action that the card of a result offers where that comes to nothing, and what it is called there."""
_LARGE = 1.7
_SMALL = 0.92


@guarded
class CardView(Surface):
    """One result: a heading, the result in large type, a line on it; or why there is none, and what to do."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName(f"card_{key}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.heading = FittedLabel(scale=_SMALL, role=QPalette.ColorRole.PlaceholderText)
        self.values = [
            FittedLabel(scale=_LARGE, bold=True, shrinks=key != "checks")
            for _ in range(1 if key != "checks" else 3)
        ]
        self.note = FittedLabel(scale=_SMALL, role=QPalette.ColorRole.PlaceholderText)
        self.offer = QPushButton()
        self.offer.setFlat(True)
        self.offer.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.offer.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        for label in self.values:
            row.addWidget(label)
        if key == "checks":
            for label in self.values:
                label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addStretch(1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(11, 6, 7, 6)
        column.setSpacing(1)
        column.addWidget(self.heading)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self.offer)
        column.addStretch(1)

    def sizeHint(self) -> QSize:
        """Be as high with a value as without one, so that nothing below moves."""
        margins = self._column.contentsMargins()
        lines = (self.heading, self.values[0])
        small = self.heading.sizeHint().height()
        height = sum(label.sizeHint().height() for label in lines) + small + 2 * self._column.spacing()
        return QSize(super().sizeHint().width(), height + margins.top() + margins.bottom())

    def minimumSizeHint(self) -> QSize:
        """Ask for no less height than is wanted, and never for more."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def show_offer(self, text: str) -> None:
        """Offer what to do where there is no result; nothing where the text is empty."""
        self.offer.setText(text)
        self.offer.setVisible(bool(text))

    def show_card(self, card: Card, offer: str = "") -> None:
        """Show a result, or the reason why there is none and what to do about it."""
        self.heading.set_text(card.heading)
        self.values[0].set_text(card.value)
        self.note.set_lines(2 if card.absent and not offer else 1)
        self.show_offer(offer)
        self.values[0].setVisible(not card.absent)
        self.note.set_text(card.note)
        self.note.setVisible(bool(card.note))
        more = " ".join(filter(None, (card.remark, card.tip)))
        for label in (self.heading, self.values[0], self.note):
            label.set_more(more)
        self.setAccessibleName(f"{card.heading}: {card.value}. {card.note} {more}".rstrip())


class Headline(QWidget):
    """The cards. `asked(key)`: the action that a card offers is to be done."""

    asked = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._rows: tuple[int, ...] = ()
        self._filtered = False
        self.setAccessibleName(self.tr("Headline"))
        self.cards = {key: CardView(key) for key in (*_KEYS, "checks")}
        for key, card in self.cards.items():
            card.offer.clicked.connect(partial(self._on_offer_clicked, _OFFERED[key][0]))
        row = QHBoxLayout()
        row.setSpacing(8)
        for card in self.cards.values():
            row.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 2)
        column.setSpacing(0)
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self.refresh)
        session.checked.connect(self.refresh)
        theme.changed.connect(self._paint)
        session.series_changed.connect(self.refresh)
        self._paint()

    def set_rows(self, rows: Sequence[int]) -> None:
        """Show the results of these periods together, where there are several; else those of the series."""
        kept = tuple(rows) if len(rows) > 1 else ()
        if kept != self._rows:
            self._rows = kept
            self.refresh()

    def set_filtered(self, filtered: bool) -> None:
        """Say that results are of all rows while a filter hides some of them, or no longer."""
        if filtered != self._filtered:
            self._filtered = filtered
            self.refresh()

    def refresh(self) -> None:
        """Ask again for everything that is shown."""
        ctx = self._session.context
        periods = len(ctx.project.periods)
        if max(self._rows, default=-1) >= periods:
            self._rows = tuple(row for row in self._rows if row < periods)
        for card in cards(ctx, self._session.series, self._rows, filtered=self._filtered):
            self.cards[card.key].show_card(card, self._offer(card.key) if card.lacks else "")
        self._show_checks()

    def _offer(self, key: str) -> str:
        """Return what to do where a result cannot come to anything before it was done."""
        return self._session.formats.words(words(_OFFERED[key][1]))

    def _show_checks(self) -> None:
        ctx, card, tones = self._session.context, self.cards["checks"], self._theme.tones
        if not self._session.is_checked:
            card.heading.set_text(self.tr("Checks"))
            card.note.set_text(self.tr("being checked…"))
            card.setAccessibleName(self.tr("Checks: being checked"))
            return
        count = verdicts(ctx)
        checked = count.holding + count.not_refuted + count.inconsistent + count.unverifiable
        claims = len(ctx.checks.claims)
        card.show_offer("" if checked else self._offer("checks"))
        good, bad, open_ = card.values
        good.set_text(f"{count.holding} ✓" if checked else "—")
        good.set_colour(QColor(tones.good if checked else tones.muted))
        good.setVisible(card.offer.isHidden())
        bad.set_text(f"{count.inconsistent} !")
        bad.set_colour(QColor(tones.doubtful))
        bad.setVisible(count.inconsistent > 0)
        undecided = [(count.not_refuted, "?"), (count.unverifiable, "–")]
        open_.set_text(" ".join(f"{number} {sign}" for number, sign in undecided if number))
        open_.set_colour(QColor(tones.muted))
        open_.setVisible(count.not_refuted + count.unverifiable > 0)
        noticed = count.errors + count.warnings + count.notes
        recomputed = [
            self._numbered(number, "", text)
            for number, text in (
                (claims, marked("{count} claim|{count} claims")),
                (checked - claims, marked("{count} total|{count} totals")),
            )
            if number
        ]
        card.heading.set_text(" · ".join(filter(None, (self.tr("Checks"), ", ".join(recomputed)))))
        if count.inconsistent or count.not_refuted or count.unverifiable:  # which are findings too
            found = self._numbered(
                noticed,
                self.tr("no further findings"),
                marked("{count} further finding|{count} further findings"),
            )
        else:
            found = self._numbered(
                noticed, self.tr("no findings"), marked("{count} finding|{count} findings")
            )
        card.note.set_text(found)
        card.setAccessibleName(
            filled(
                self.tr(
                    "Checks: {good} hold, {bad} inconsistent, {not_refuted} not refuted and not following, "
                    "{open} cannot be checked. {found}."
                ),
                good=count.holding,
                bad=count.inconsistent,
                not_refuted=count.not_refuted,
                open=count.unverifiable,
                found=found,
            )
        )

    def _numbered(self, count: int, none: str, some: str) -> str:
        return self._session.formats.words(words(some, count=counted(count))) if count else none

    def _on_offer_clicked(self, action: str, _checked: bool = False) -> None:
        self.asked.emit(action)

    def _paint(self) -> None:
        tones = self._theme.tones
        for card in self.cards.values():
            card.offer.setStyleSheet(
                f"QPushButton {{ border: none; padding: 0; text-align: left; color: {tones.accent}; }}"
                "QPushButton:hover, QPushButton:focus { text-decoration: underline; }"
                f"QPushButton:focus {{ border-bottom: 1px solid {tones.accent}; }}"
            )
        self.refresh()

    def _on_changed(self, change: SessionChange) -> None:
        if change.loaded:
            self._rows = ()
        self.refresh()
