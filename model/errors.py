"""What a person is told when something cannot be done: what failed, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from model.words import QT_TRANSLATE_NOOP, Words, words


class SalientError(Exception):
    """A fault that a person is told about; never a slip of the program.

    `words` is the whole sentence, to be translated by whoever shows it.
    """

    def __init__(self, message: Words) -> None:
        super().__init__(message)
        self.words = message

    def __str__(self) -> str:
        return str(self.words)


class Unreadable(SalientError):
    """Typed text that cannot be read; the text stays in the editor with `words` under it."""


class Refused(SalientError):
    """An edit that would make a project that may not be saved, so that it is not made."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file: its place, such as `periods[3].end`, and what is wrong there.

    `place` is empty where the fault is the file's as a whole.
    """

    place: str
    words: Words

    def __str__(self) -> str:
        return f"{self.place}: {self.words}" if self.place else str(self.words)


class FileError(SalientError):
    """A file that cannot be read or written: its name, the first faults, and how many more there are."""

    def __init__(self, file: str, faults: Sequence[Fault], more: int = 0) -> None:
        self.file = file
        self.faults = tuple(faults)
        self.more = more
        super().__init__(
            words(
                QT_TRANSLATE_NOOP("model", "{file}: {fault}"),
                file=file,
                fault="; ".join(str(fault) for fault in self.faults),
            )
        )
