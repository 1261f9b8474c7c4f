"""What the operating system says about a file, in a plain sentence."""

from __future__ import annotations

import errno

from model.text.words import QT_TRANSLATE_NOOP, Words, words

_NO_PERMISSION = QT_TRANSLATE_NOOP("model", "no permission; another program may have the file open")
_DISK_FULL = QT_TRANSLATE_NOOP("model", "the disk is full")

_SENTENCES = {
    "ENOSPC": _DISK_FULL,
    "EDQUOT": QT_TRANSLATE_NOOP("model", "the disk space granted to you is used up"),
    "EFBIG": QT_TRANSLATE_NOOP("model", "larger than a file may be here"),
    "EACCES": _NO_PERMISSION,
    "EPERM": _NO_PERMISSION,
    "EROFS": QT_TRANSLATE_NOOP("model", "the disk is read-only"),
    "ENOENT": QT_TRANSLATE_NOOP("model", "no such file or folder"),
    "ENOTDIR": QT_TRANSLATE_NOOP("model", "a part of the path is a file, not a folder"),
    "EISDIR": QT_TRANSLATE_NOOP("model", "this is a folder"),
    "ENAMETOOLONG": QT_TRANSLATE_NOOP("model", "the name is too long"),
    "ELOOP": QT_TRANSLATE_NOOP("model", "a symbolic link leads back to itself"),
    "EIO": QT_TRANSLATE_NOOP("model", "the disk reports an error"),
    "EMFILE": QT_TRANSLATE_NOOP("model", "too many files are open"),
    "ENFILE": QT_TRANSLATE_NOOP("model", "too many files are open"),
    "EBUSY": QT_TRANSLATE_NOOP("model", "another program is using it"),
    "ETXTBSY": QT_TRANSLATE_NOOP("model", "another program is using it"),
}
# by name, as not every system has every number
_BY_NUMBER = {getattr(errno, name): sentence for name, sentence in _SENTENCES.items() if hasattr(errno, name)}


def explained(error: OSError) -> Words:
    """Return the sentence for an error of the system; its own words where there is none of ours."""
    sentence = _BY_NUMBER.get(error.errno or 0)
    if sentence is not None:
        return words(sentence)
    return words(
        QT_TRANSLATE_NOOP("model", "the system says: {reason}"), reason=error.strerror or type(error).__name__
    )
