"""Says why no window can be opened, where Qt would abort and leave a core dump."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NoReturn, TypeVar

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from gui.app import system
from gui.app.version import PROGRAM

T = TypeVar("T")
_UNUSABLE = 2
_DEAD = ("could not connect to display", "Failed to create wl_display")


def opened(application: Callable[[], T]) -> T:
    """Return the application of Qt; where it cannot begin, end the program with a line that says why."""
    heard: list[str] = []

    def hear(kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
        heard.append(message)
        if kind is QtMsgType.QtFatalMsg:  # behind it Qt aborts
            _leave(heard)

    before = qInstallMessageHandler(hear)
    try:
        made = application()
    finally:
        qInstallMessageHandler(before)
    _say("".join(f"{line}\n" for line in heard))
    return made


def _leave(heard: list[str]) -> NoReturn:
    _say(f"{PROGRAM}: no window can be opened: {why(heard)}\n")
    _say(f"The commands need none: {PROGRAM} --help names them.\n")
    os._exit(_UNUSABLE)


def _say(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(text)
        sys.stderr.flush()


def why(heard: list[str]) -> str:
    """Return the reason that Qt gave, in words of ours where it is one that can be mended."""
    lacking = system.lacking(system.of_window())
    if lacking:
        return lacking
    if any(dead in message for message in heard for dead in _DEAD):
        name = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
        return f"the display {name} does not answer.".replace("  ", " ")
    if any("Could not find the Qt platform plugin" in message for message in heard):
        return f"QT_QPA_PLATFORM asks for “{os.environ.get('QT_QPA_PLATFORM', '')}”, which Qt does not have."
    return " ".join(heard[-1].split())
