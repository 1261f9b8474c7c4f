"""The one place through which messages reach people.

Whoever has something to say is given `Messages` and tells it; the window shows it in a bar at its top that
takes no focus and waits for nobody. Words that come from files or from elsewhere are shown as plain text.
Questions that need an answer are in `gui.app.questions`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from model.text.safe_text import unturned


class MessageLevel(StrEnum):
    """How much a message matters."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Offer(Struct, frozen=True):
    """What a person can do about a message: the text of a button, and what it does."""

    text: str
    do: Callable[[], object]


class Message(Struct, frozen=True):
    """What is said: one sentence, and the lines behind it (the faults of a file, a traceback)."""

    level: MessageLevel
    text: str
    details: tuple[str, ...] = ()
    offer: Offer | None = None


class Messages(QObject):
    """Where messages are told, and where the window hears of them."""

    told = Signal(object)  # Message

    def tell(
        self,
        text: str,
        details: tuple[str, ...] = (),
        level: MessageLevel = MessageLevel.NOTE,
        offer: Offer | None = None,
    ) -> None:
        """Show `text`, already in the language of the person, until it is dismissed or another is told."""
        self.told.emit(Message(level, unturned(text), tuple(map(unturned, details)), offer))

    def warn(self, text: str, details: tuple[str, ...] = (), offer: Offer | None = None) -> None:
        """Tell of something that did not go as asked, nothing being lost."""
        self.tell(text, details, MessageLevel.WARNING, offer)

    def fail(self, text: str, details: tuple[str, ...] = ()) -> None:
        """Tell of something that could not be done: what, where, and what to do."""
        self.tell(text, details, MessageLevel.ERROR)
