"""What happens when the program itself fails: it is logged, told once, and the work goes on.

Exceptions of slots, of threads and of guarded overrides, and the warnings of Qt, all become records of the
`salient` logger. Each different fault reaches people once, and the log file once and at its 10th, 100th and
1000th repeat, so that a fault in `paintEvent` fills neither the disk nor the screen.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections import Counter
from collections.abc import Callable, Collection
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from gui.app.fault_text import fault_text
from gui.app.log_file import Lately, LogFile
from gui.app.messages import Messages, Offer
from gui.app.problem import Problem

log = logging.getLogger("salient")
_REPEATS_LOGGED = (10, 100, 1000)  # that a fault goes on is worth a line; each of its repeats is not
_MOST_FAULTS = 1000  # told apart; a program that fails in more ways may tell one of them again


class FewPerFault(logging.Filter):
    """Lets a fault through when it is new and again at the given repeats, and nothing of it in between."""

    def __init__(self, repeats: Collection[int] = ()) -> None:
        super().__init__()
        self._repeats = repeats
        self._seen: Counter[str] = Counter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether `record` goes on."""
        if record.levelno < logging.WARNING:
            return True
        key = fault_key(record)
        if len(self._seen) >= _MOST_FAULTS and key not in self._seen:
            self._seen.clear()
        self._seen[key] += 1
        return self._seen[key] == 1 or self._seen[key] in self._repeats


def fault_key(record: logging.LogRecord) -> str:
    """Return what makes a fault the same fault: the exception and where it was raised, else the message."""
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return f"{record.name}:{record.getMessage()}"
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place is not None else ""
    return f"{type(error).__name__}:{where}"


class TellingHandler(logging.Handler):
    """Tells people of errors through `Messages`: from any thread, once each, without waiting for them."""

    class _Carrier(QObject):
        failed = Signal(str, str, str)  # the fault in a line, its traceback, the same without quotes

    def __init__(self, lately: Lately) -> None:
        super().__init__(logging.ERROR)
        self._lately = lately
        self._carrier = self._Carrier()
        self.addFilter(FewPerFault())

    def tell(self, messages: Messages, report: Callable[[Problem], object]) -> Callable[[], None]:
        """Let `messages` hear of every error from now on; the returned function ends that.

        `report` shows what a person may send; it is offered and never called unasked.
        """

        def show(fault: str, traceback: str, plain: str) -> None:
            problem = Problem(
                self._carrier.tr("Something in the program failed, and it went on."),
                plain,
                fault,
                self._lately.lines,
            )
            messages.warn(
                self._carrier.tr(
                    "Something in the program failed. Your project is as it was;"
                    " save it under another name to be safe."
                ),
                (
                    fault,
                    self._carrier.tr("The log is in {file}").format(file=self._lately.log_file),
                    *traceback.splitlines(),
                ),
                Offer(self._carrier.tr("Show the &Report"), lambda: report(problem)),
            )

        connection = self._carrier.failed.connect(show, Qt.ConnectionType.QueuedConnection)

        def stop() -> None:
            self._carrier.failed.disconnect(connection)

        return stop

    def emit(self, record: logging.LogRecord) -> None:
        """Hand a record to the window's own thread."""
        traceback = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
        error = record.exc_info[1] if record.exc_info else None
        said = f"{type(error).__name__}: {error}" if error is not None else record.getMessage()
        self._carrier.failed.emit(said, traceback, "" if error is None else fault_text(error))


class Faults:
    """The hooks and log handlers of a running program; `remove` puts back what was there before."""

    def __init__(self, log_file: Path) -> None:
        self.lately = Lately(log_file)
        self.telling = TellingHandler(self.lately)
        console = logging.StreamHandler()
        console.setLevel(logging.WARNING)  # a start that goes well says nothing
        console.addFilter(FewPerFault(_REPEATS_LOGGED))
        self._handlers: list[logging.Handler] = [self.lately, self.telling, console]
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        log.setLevel(logging.INFO)
        self._handlers.extend(_file_handlers(log_file))
        for handler in self._handlers:
            log.addHandler(handler)
        sys.excepthook = _on_exception
        threading.excepthook = _on_thread_exception
        sys.unraisablehook = _on_unraisable
        self._qt_before = qInstallMessageHandler(_on_qt_message)

    def remove(self) -> None:
        """Take the hooks and handlers away again."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        qInstallMessageHandler(self._qt_before)
        for handler in self._handlers:
            log.removeHandler(handler)
            handler.close()


def _file_handlers(log_file: Path) -> list[logging.Handler]:
    """Return the handler that writes `log_file`; none where that fails."""
    try:
        written = LogFile(log_file)
    except OSError as error:
        log.warning("no log file: %s", type(error).__name__)
        return []
    written.addFilter(FewPerFault(_REPEATS_LOGGED))
    return [written]


def _on_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log.error("unexpected", exc_info=(kind, error, trace))


def _on_thread_exception(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        log.error("unexpected in a thread", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))


def _on_unraisable(args: sys.UnraisableHookArgs) -> None:
    if args.exc_value is not None:
        log.error("unexpected, where none can be raised", exc_info=args.exc_value)


_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.WARNING,  # Qt's "critical" is a complaint, not a fault of ours
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    logging.getLogger("salient.qt").log(_QT_LEVELS.get(kind, logging.WARNING), message)
