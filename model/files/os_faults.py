"""What the operating system says about a file, in a plain sentence."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

from model.text.errors import Fault, FileError
from model.text.words import Words, marked, words

_NO_PERMISSION = marked("no permission; another program may have the file open")
_DISK_FULL = marked("the disk is full")

_SENTENCES = {
    "ENOSPC": _DISK_FULL,
    "EDQUOT": marked("the disk space granted to you is used up"),
    "EFBIG": marked("larger than a file may be here"),
    "EACCES": _NO_PERMISSION,
    "EPERM": _NO_PERMISSION,
    "EROFS": marked("the disk is read-only"),
    "ENOENT": marked("no such file or folder"),
    "ENOTDIR": marked("a part of the path is a file, not a folder"),
    "EISDIR": marked("this is a folder"),
    "ENAMETOOLONG": marked("the name is too long"),
    "ELOOP": marked("a symbolic link leads back to itself"),
    "EIO": marked("the disk reports an error"),
    "EMFILE": marked("too many files are open"),
    "ENFILE": marked("too many files are open"),
    "EBUSY": marked("another program is using it"),
    "ETXTBSY": marked("another program is using it"),
}
# by name, as not every system has every number
_BY_NUMBER = {getattr(errno, name): sentence for name, sentence in _SENTENCES.items() if hasattr(errno, name)}


def explained(error: OSError) -> Words:
    """Return the sentence for an error of the system; its own words where there is none of ours."""
    sentence = _BY_NUMBER.get(error.errno or 0)
    if sentence is not None:
        return words(sentence)
    return words("the system says: {reason}", reason=error.strerror or type(error).__name__)


@contextlib.contextmanager
def told(name: str, around: str | None = None) -> Iterator[None]:
    """Turn what the system says into a `FileError` of the file `name`, its sentence set into `around`."""
    try:
        yield
    except OSError as error:
        reason = explained(error)
        raise FileError(name, [Fault("", words(around, reason=reason) if around else reason)]) from error
