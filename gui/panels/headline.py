"""Five results in large type: of the series that is chosen, or of the periods that are selected."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

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
_LOW = 1.15  # of a result on one line with what it is
_SMALL = 0.92
_ABOUT = " · "  # between what a result is and what it is of
_POLICY = QSizePolicy.Policy
_FIRST = 99  # parts of what room is left, before the rest of a line
_NAMED = 44  # pixels of a name without which a result is not known for what it is
_ANY = 16_777_215  # Qt's own bound of a widget's width


@guarded
class _Offer(QPushButton):
    """A button that looks like a link; what does not fit is cut with “…”, and stands in its tooltip."""

    def offer(self, text: str) -> None:
        """Show a text, or nothing where there is none."""
        self.setText(text)
        self.setToolTip(text)
        self.setVisible(bool(text))

    def minimumSizeHint(self) -> QSize:
        """Do with little width: a long offer makes no window wider."""
        return QSize(_NAMED, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()


@guarded
class CardView(Surface):
    """One result: a heading, the result in large type, a line on it; or why there is none, and what to do."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName(f"card_{key}")
        self.setSizePolicy(_POLICY.Expanding, _POLICY.Fixed)
        self.heading = FittedLabel(scale=_SMALL, role=QPalette.ColorRole.PlaceholderText)
        self.values = [
            FittedLabel(scale=_LARGE, bold=True, shrinks=key != "checks")
            for _ in range(1 if key != "checks" else 3)
        ]
        self.note = FittedLabel(scale=_SMALL, role=QPalette.ColorRole.PlaceholderText)
        self.offer = _Offer()
        self.offer.setFlat(True)
        self.offer.setSizePolicy(_POLICY.Maximum, _POLICY.Fixed)
        self.offer.hide()
        self._low = False
        self.valued = False
        self._results = row = QHBoxLayout()
        row.setSpacing(12)
        for label in self.values:
            row.addWidget(label)
        if key == "checks":
            for label in self.values:
                label.setSizePolicy(_POLICY.Fixed, _POLICY.Fixed)
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
        """Be as high with a value as without one, so that nothing below moves; on a line as wide as all."""
        width = super().sizeHint().width()
        if self.heading.minimumWidth():  # a heading that gives up room asks for none
            margins = self._column.contentsMargins()
            words = self.heading.maximumWidth() + self._column.spacing()
            shown = self._results.sizeHint() if self.valued else self.offer.sizeHint()
            width = margins.left() + words + shown.width() + margins.right()
        return QSize(width, self.height_of(low=self._low))

    @property
    def spare(self) -> int:
        """What the heading of a card on one line can give up before its result is drawn smaller."""
        least = self.heading.minimumWidth()
        return self.heading.maximumWidth() - least if least else 0

    def height_of(self, *, low: bool) -> int:
        """Return how high the card is on one line, or on three."""
        margins, small = self._column.contentsMargins(), self.heading.line_height(_SMALL)
        large = self.values[0].line_height(_LOW if low else _LARGE)
        return large + (0 if low else 2 * small + 2) + margins.top() + margins.bottom()

    def minimumSizeHint(self) -> QSize:
        """Ask for no less height than is wanted, and never for more."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def set_low(self, low: bool) -> None:
        """Say all on one line, as far as there is room, or on three; what is shown is to be shown again."""
        self._low = low
        directions = QBoxLayout.Direction
        self._column.setDirection(directions.LeftToRight if low else directions.TopToBottom)
        self._column.setSpacing(6 if low else 1)
        self._column.setStretch(0, _FIRST if low else 0)
        for label in self.values:
            label.set_scale(_LOW if low else _LARGE)
        if len(self.values) == 1:
            self.values[0].setSizePolicy(_POLICY.Maximum if low else _POLICY.Expanding, _POLICY.Fixed)

    def show_card(self, card: Card, offer: str = "") -> None:
        """Show a result, or the reason why there is none and what to do about it."""
        self.values[0].set_text(card.value)
        more = " ".join(filter(None, (card.remark, card.tip)))
        self.show_parts(card.heading, card.note, offer, more, valued=not card.absent)
        self.setAccessibleName(f"{card.heading}: {card.value}. {card.note} {more}".rstrip())

    def show_parts(self, heading: str, note: str, offer: str, more: str = "", *, valued: bool) -> None:
        """Lay out what is said around the values, which are shown where there are any, and what to do.

        On one line a value or an offer comes before the words, which the tooltip then has.
        """
        apart = self._low and (valued or bool(offer))
        self.heading.set_text(heading.partition(_ABOUT)[0] if self._low else heading)
        wide = _POLICY.Ignored if apart else _POLICY.Fixed if self._low else _POLICY.Expanding
        self.heading.setSizePolicy(wide, _POLICY.Fixed)
        whole = self.heading.sizeHint().width()
        self.heading.setMinimumWidth(min(whole, _NAMED) if apart else 0)
        self.heading.setMaximumWidth(whole if self._low else _ANY)
        self.note.set_lines(2 if not (valued or offer or self._low) else 1)
        self.note.set_text(note)
        self.note.setVisible(bool(note) and not apart)
        self.offer.offer(offer)
        self.values[0].setVisible(valued)
        self.valued = valued
        if self._low:
            more = "\n".join(filter(None, (heading, note, more)))
        for label in (self.heading, self.values[0], self.note):
            label.set_more(more)


@guarded
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
        self.low = False
        self.cards = {key: CardView(key) for key in (*_KEYS, "checks")}
        for key, card in self.cards.items():
            card.offer.clicked.connect(partial(self._on_offer_clicked, _OFFERED[key][0]))
        self._row = row = QHBoxLayout()
        row.setSpacing(8)
        for card in self.cards.values():
            row.addWidget(card, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 2)
        column.setSpacing(0)
        column.addLayout(row)
        self.setSizePolicy(_POLICY.Expanding, _POLICY.Fixed)
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

    def set_low(self, low: bool) -> None:
        """Let each result stand on one line, as wide as it needs, with no more said of it; or on three.

        On one line what comes to nothing gives its room up, unless nothing comes to anything.
        """
        if low != self.low:
            self.low = low
            for card in self.cards.values():
                card.set_low(low)
            self.refresh()

    def height_of(self, *, low: bool) -> int:
        """Return how high the cards are on one line each, or on three."""
        margins = self._column.contentsMargins()
        return self.cards["losses"].height_of(low=low) + margins.top() + margins.bottom()

    def refresh(self) -> None:
        """Ask again for everything that is shown."""
        ctx = self._session.context
        periods = len(ctx.project.periods)
        if max(self._rows, default=-1) >= periods:
            self._rows = tuple(row for row in self._rows if row < periods)
        for card in cards(ctx, self._session.series, self._rows, filtered=self._filtered):
            self.cards[card.key].show_card(card, self._offer(card.key) if card.lacks else "")
        self._show_checks()
        valued = [card for card in self.cards.values() if card.valued] if self.low else []
        for card_view in self.cards.values():
            card_view.setVisible(not valued or card_view in valued)
        self._share_width()

    def _share_width(self) -> None:
        """Give cards on one line what their results need, and their headings alike of what is left."""
        cards = [card for card in self.cards.values() if not card.isHidden()]
        wanted, spare = sum(card.sizeHint().width() for card in cards), sum(card.spare for card in cards)
        lacking = wanted + self._row.spacing() * len(cards) - self.width()
        given_up = min(max(lacking / spare, 0), 1) if spare else 0
        for index, card in enumerate(self.cards.values()):
            self._row.setStretch(
                index, round(card.sizeHint().width() - given_up * card.spare) if self.low else 1
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def _offer(self, key: str) -> str:
        """Return what to do where a result cannot come to anything before it was done."""
        return self._session.formats.words(words(_OFFERED[key][1]))

    def _show_checks(self) -> None:
        ctx, card, tones = self._session.context, self.cards["checks"], self._theme.tones
        if not self._session.is_checked:
            card.show_parts(self.tr("Checks"), self.tr("being checked…"), "", valued=False)
            for label in card.values:
                label.hide()
            card.setAccessibleName(self.tr("Checks: being checked"))
            return
        count = verdicts(ctx)
        checked = count.holding + count.not_refuted + count.inconsistent + count.unverifiable
        claims = len(ctx.checks.claims)
        good, bad, open_ = card.values
        good.set_text(f"{count.holding} ✓" if checked else "—")
        good.set_colour(QColor(tones.good if checked else tones.muted))
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
        heading = _ABOUT.join(filter(None, (self.tr("Checks"), ", ".join(recomputed))))
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
        offer = "" if checked else self._offer("checks")
        card.show_parts(heading, found, offer, valued=bool(checked))
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
