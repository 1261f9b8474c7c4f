"""Faults as text that quotes nothing of a project: what the log holds, and a report that is sent.

The message of an exception may quote what it stumbled over: a figure, a title, the name of a file. So of
a message only those words are kept that the program itself is written with (the names and texts in the code
where it was raised), and those of Python's own messages; every other word and every number becomes "…".
Of the names of files in a traceback only what lies within the program is kept.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Collection, Iterator
from pathlib import Path
from types import CodeType, TracebackType

_ROOT = Path(__file__).resolve().parents[2]
_WORD = re.compile(r"[^\W\d_]+(?:_[^\W\d_]+)*")
_NO_SIGN = re.compile(r"[^ .,:;'\"()\[\]-]+")
_FILE = re.compile(r'File "([^"]+)"')
_PYTHONS = frozenset(
    re.findall(
        r"\w+",
        """
        a after already an and any are argument arguments assignment at attribute base be been before bool
        bound but by bytes C call callable cannot changed characters concatenate convert could defined
        deleted depth dict dictionary division does during empty enough exceeded expected field float for
        found from function got greater had has have in index indices instance int integer Internal invalid
        is item items iterable iteration iterator key keyword keys large left length less list literal local
        longer lookup many math maximum memory method missing module modulo must name no None NoneType not
        object of offset only open operand operands or out over position positional range read recursion
        referenced required result row sequence set shape signal size slice str string subscriptable
        supported takes than the to too tuple type types underlying unexpected unhashable unknown unpack
        unsupported value values variable was were where which with without write wrong you zero
        """,
    )
)


_QTS = _PYTHONS | frozenset(
    re.findall(
        r"\w+",
        """
        about above accessible action activate active add adding all allocate allowed another
        application because being below bound buffer called can changing class client closed code
        color compatible connect connection context corrupt could create created creating current
        cursor data dead default delete deleting denied desktop destroyed detected device directory
        disconnect display do document drag draw during empty enable end engine error event exist
        exists exit extension failed failing family fatal file files filter find first focus folder
        font fonts format frame geometry give glyph handle height iCCP icon image inaccessible
        incorrect information inside instead interface into its itself known layout libpng library
        line lines load loading loop main make matching may menu message metadata mime minimum mode
        model more multiple native negative new next node null opaque open opened OpenGL opening
        operation option other outside own paint painter painting palette parent parse parsing path
        paths permission pixmap platform plugin plugins pointer position printer process profile
        propagateSizeHints properties property queue raise recursive register registered remove
        removed render rendering repaint request requested resource resources returned root running
        same save scale screen selection session set setting settings shortcut should show signals
        slot slots socket source sRGB start started state stream style stylesheet such support
        supports surface SVG system target texture theme there this thread threads time timer timers
        toplevel translation tried try trying unable until update use used user using version view
        virtual visible warning watch watcher Wayland when while widget width will window windows
        within writing x11 XCB
        """,
    )
)
_HEAD_OF_QT = re.compile(r"(?:Q[A-Z]\w*(?:::~?\w+)*(?:\(\w*\))?|libpng warning|qt(?:\.\w+)+):(?=\s|$)")


def fault_text(error: BaseException) -> str:
    """Return the traceback of an exception and of those that led to it, the earliest first."""
    parts = []
    for each in reversed(list(_chain(error))):
        stack = traceback.StackSummary.extract(traceback.walk_tb(each.__traceback__))
        parts.append(
            "Traceback (most recent call last):\n" + plain_paths("".join(stack.format())) + _last(each)
        )
    return "\nand then\n".join(parts)


def plain_paths(text: str) -> str:
    """Return a traceback in which no file outside the program is named with its folder."""
    return _FILE.sub(lambda found: f'File "{_within(found[1])}"', text)


def without_quotes(text: str) -> str:
    """Return a message of Qt without what it quotes, such as the name of a file, which may have any signs.

    The name of a class that it begins with is kept, and what follows as long as it is made of words that Qt
    writes messages with: nobody knows where a name with spaces ends.
    """
    head = _HEAD_OF_QT.match(text)
    said = text[:0] if head is None else head[0]
    rest = _only(text[len(said) :], _QTS | {word.capitalize() for word in _QTS})
    kept, cut, _ = rest.partition("…")
    return said + kept + cut


class PlainFormatter(logging.Formatter):
    """Writes records for the log. What a record is given beside its own sentence are names in the program."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line or lines of a record; its cached traceback, which others share, is left out."""
        line = logging.makeLogRecord(
            {**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None}
        )
        error = record.exc_info[1] if record.exc_info else None
        if record.name == "salient.qt":
            line.msg, line.args = without_quotes(record.getMessage()), None
        text = super().format(line)
        return text if error is None else f"{text}\n{fault_text(error)}"


def _last(error: BaseException) -> str:
    """Return the last line of a traceback: the kind of the exception, and of its message what is ours."""
    own = _PYTHONS | {word for code in _codes(error.__traceback__) for word in _words_of(code)}
    text = _only(str(error), own).strip()
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _only(said: str, words: Collection[str]) -> str:
    """Return a text with "…" for every other word, every number and every sign that is in no sentence."""
    kept, at = [], 0
    for found in _WORD.finditer(said):
        kept += [_NO_SIGN.sub("…", said[at : found.start()]), found[0] if found[0] in words else "…"]
        at = found.end()
    kept.append(_NO_SIGN.sub("…", said[at:]))
    return re.sub(r"…(?:[\s'\",.()-]*…)+", "…", re.sub(r"\s+", " ", "".join(kept)))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)


def _codes(trace: TracebackType | None) -> Iterator[CodeType]:
    for frame, _line in traceback.walk_tb(trace):
        yield frame.f_code


def _words_of(code: CodeType) -> Iterator[str]:
    """Return the words that a function is written with."""
    for text in (*code.co_names, *code.co_varnames, *code.co_freevars, *code.co_cellvars, *code.co_consts):
        if isinstance(text, str):
            yield from _WORD.findall(text)
        elif isinstance(text, tuple):
            yield from (word for each in text if isinstance(each, str) for word in _WORD.findall(each))


def _within(name: str) -> str:
    path = Path(name)
    if path.is_relative_to(_ROOT):
        path = path.relative_to(_ROOT)
    for base in (*sys.path, sys.prefix, sys.base_prefix):
        if base and path.is_absolute() and path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.name if path.is_absolute() else path.as_posix()
