"""What a person is told when something cannot be done: what failed, and where."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from model.text.words import Words, joined, words


class SalientError(Exception):
    """A fault that a person is told about; never a slip of the program.

    `words` is the whole sentence, to be translated by whoever shows it.
    """

    def __init__(self, message: Words) -> None:
        super().__init__(message)
        self.words = message

    def __str__(self) -> str:
        return str(self.words)


class Cancelled(Exception):
    """A person no longer wants what is being done: raised by whoever watches long work, to end it."""


class Unreadable(SalientError):
    """Typed text that cannot be read; the text stays in the editor with `words` under it."""


class Refused(SalientError):
    """An edit that would make a project that may not be saved, so that it is not made."""


class Fault(Struct, frozen=True):
    """One fault of a file: its place, such as `periods[3].end`, and what is wrong there.

    `place` is empty where the fault is the file's as a whole.
    """

    place: str
    words: Words

    @property
    def said(self) -> Words:
        """What is wrong, after its place where it has one."""
        return joined((self.place, self.words), ": ") if self.place else self.words

    def __str__(self) -> str:
        return str(self.said)


class FileError(SalientError):
    """A file that cannot be read or written: its name, the first faults, and how many more there are.

    `at_least` says that counting ended before the faults did.
    """

    def __init__(self, file: str, faults: Sequence[Fault], more: int = 0, *, at_least: bool = False) -> None:
        self.file = file
        self.faults = tuple(faults)
        self.more = more
        self.at_least = at_least
        super().__init__(
            words("{file}: {fault}", file=file, fault=joined((fault.said for fault in self.faults), "; "))
        )

    @property
    def rest(self) -> Words | None:
        """How many faults there are besides `faults`, as a line to follow them; None where there are none."""
        if not self.more:
            return None
        if self.at_least:
            return words("and at least {count} more fault|and at least {count} more faults", count=self.more)
        return words("and {count} more fault|and {count} more faults", count=self.more)
