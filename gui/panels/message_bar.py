"""The bar over the head of the window in which messages are shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.messages import Message, MessageLevel, Messages, Offer
from gui.app.theme import Theme
from gui.panels.surface import plain_label, tool_button

_MOST_LINES = 8
_STAYS = 6_000  # milliseconds of the shortest message
_STAYS_A_LETTER = 60  # milliseconds: slow readers need them
_STAYS_OFFERED = 20_000  # milliseconds at least of one that offers something: time to get there by the keys


@guarded
class MessageBar(QFrame):
    """Shows the latest message: a sentence, and on demand the lines behind it, to be read and copied.

    It never takes the focus by itself. Escape in it, or its button, dismisses it; a note and a warning go by
    themselves after the time that reading takes, but not from under the mouse or the focus. `forget` takes
    away what was said of a project that is no longer shown.
    """

    def __init__(self, messages: Messages, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._level = MessageLevel.NOTE
        self.setObjectName("message_bar")
        self.setAccessibleName(self.tr("Message"))
        self._icon = QLabel()
        self._icon.setFixedSize(20, 20)
        self._text = plain_label()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.more = QPushButton(self.tr("&Details"))
        self.more.setCheckable(True)
        self.more.toggled.connect(self._on_more_toggled)
        self._offered: Offer | None = None
        self._offer = QPushButton()
        self._offer.setAutoDefault(True)  # Enter presses it too
        self._offer.clicked.connect(self._on_offer_clicked)
        self._copy = QPushButton(self.tr("Cop&y"))
        self._copy.setToolTip(self.tr("Copy the message and its details"))
        self._copy.clicked.connect(self._on_copy_clicked)
        dismiss = self.tr("Dismiss the message")
        self._dismiss = tool_button(dismiss, dismiss, self.hide)
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setAccessibleName(self.tr("Details of the message"))
        self._details.setTabChangesFocus(True)
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._details.hide()

        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._offer)
        row.addWidget(self.more)
        row.addWidget(self._copy)
        row.addWidget(self._dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 6)
        column.addLayout(row)
        column.addWidget(self._details)
        self._expiry = QTimer(self, singleShot=True)
        self._expiry.timeout.connect(self._on_expired)
        self.hide()
        messages.told.connect(self._on_told)
        theme.changed.connect(self._paint)

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text()

    @property
    def details(self) -> str:
        """The lines behind the sentence."""
        return self._details.toPlainText()

    def _on_told(self, message: Message) -> None:
        self._level = message.level
        names = {
            MessageLevel.NOTE: self.tr("Note"),
            MessageLevel.WARNING: self.tr("Warning"),
            MessageLevel.ERROR: self.tr("Error"),
        }
        self._icon.setAccessibleName(names[message.level])
        self._text.setText(message.text)
        self._details.setPlainText("\n".join(message.details))
        self._offered = message.offer
        self._offer.setVisible(message.offer is not None)
        self._offer.setText("" if message.offer is None else message.offer.text)
        self.more.setVisible(bool(message.details))
        self._copy.setVisible(bool(message.details))
        self.more.setChecked(bool(message.details) and message.level is MessageLevel.ERROR)
        self._fit_details(len(message.details))
        self._details.setVisible(self.more.isChecked())
        self._paint()
        self.show()
        QAccessible.updateAccessibility(
            QAccessibleAnnouncementEvent(self, f"{names[message.level]}: {self.text}")
        )
        self._begin_expiry()

    def _begin_expiry(self) -> None:
        if self._level is MessageLevel.ERROR:
            self._expiry.stop()
        else:
            stays = _STAYS + _STAYS_A_LETTER * len(self.text)
            self._expiry.start(stays if self._offered is None else max(stays, _STAYS_OFFERED))

    def _on_expired(self) -> None:
        """Go, unless it is being read or worked with: then stay as long again."""
        focused = QApplication.focusWidget()
        within = focused is not None and self.isAncestorOf(focused)
        if within or self.underMouse() or self.more.isChecked():
            self._begin_expiry()
        else:
            self.hide()

    def forget(self) -> None:
        """Say nothing any more: what was said was of another project."""
        self._expiry.stop()
        self.hide()

    def _fit_details(self, lines: int) -> None:
        height = self._details.fontMetrics().lineSpacing() * min(max(lines, 2), _MOST_LINES)
        frame = 2 * (self._details.frameWidth() + int(self._details.document().documentMargin()))
        self._details.setFixedHeight(height + frame)

    def _on_more_toggled(self, shown: bool) -> None:
        self._details.setVisible(shown)

    def _on_offer_clicked(self) -> None:
        if self._offered is not None:
            self.hide()
            self._offered.do()

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(part for part in (self.text, self.details) if part))

    def _paint(self) -> None:
        tones = self._theme.tones
        colour = {
            MessageLevel.NOTE: tones.accent,
            MessageLevel.WARNING: tones.doubtful,
            MessageLevel.ERROR: tones.bad,
        }[self._level]
        icon = {MessageLevel.NOTE: "info", MessageLevel.WARNING: "warning", MessageLevel.ERROR: "error"}[
            self._level
        ]
        self._icon.setPixmap(self._theme.icon(icon, colour).pixmap(20, 20))
        self._dismiss.setIcon(self._theme.icon("close"))
        font = QFont(self.font())
        font.setBold(self._level is MessageLevel.ERROR)
        self._text.setFont(font)
        self.setStyleSheet(
            f"#message_bar {{ background: {tones.surface}; border: 1px solid {colour};"
            f" border-left: 4px solid {colour}; border-radius: 4px; }}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Dismiss the message with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the height of the details at whole lines when the font changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._details.isVisible():
            self._fit_details(self._details.blockCount())
