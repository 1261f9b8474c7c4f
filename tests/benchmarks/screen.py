"""A screen of its own on an X server without a display, read pixel by pixel from outside, and its keyboard.

Xvfb keeps its pixels in a file (`-fbdir`, format XWD) that is mapped into memory here: a look at the
whole screen takes a millisecond; the program that is looked at is asked for nothing. Keys are pressed
with the extension XTest, as if they came from a keyboard.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import shutil
import struct
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 1600, 1000
NEEDED = ("Xvfb", "openbox")
_LOOK = 0.001  # seconds between two looks
_PATIENCE = 60.0

Pixels = NDArray[np.uint32]
Clock = float
"""Seconds of `time.monotonic`."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the screen."""

    left: int = 0
    top: int = 0
    width: int = WIDTH
    height: int = HEIGHT

    def of(self, pixels: Pixels) -> Pixels:
        """Return the pixels of this part."""
        return pixels[self.top : self.top + self.height, self.left : self.left + self.width]


class Screen:
    """An X server with a window manager; `pixels` is what stands on it now, and follows it."""

    def __init__(self, display: str, framebuffer: Path) -> None:
        self.display = display
        with framebuffer.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = struct.unpack(">25I", self._map[:100])
        size, width, height, per_line, colours = header[0], header[4], header[5], header[12], header[19]
        start = size + colours * 12
        whole = np.frombuffer(self._map, np.uint32, height * per_line // 4, start)
        self.pixels: Pixels = whole.reshape(height, per_line // 4)[:, :width]
        self._keyboard = _Keyboard(display)

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of a program that is to be shown here."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def press(self, key: str, *held: str) -> Clock:
        """Press and release a key, named as X names it; return when it was pressed."""
        return self._keyboard.press(key, *held)

    def first_change(self, before: Pixels, box: Box, *, share: float = 0.0) -> Clock:
        """Wait until more than a share of the pixels of `box` are not as they were; return when that was."""
        wanted = before.size * share
        return self._wait(lambda: bool(np.count_nonzero(box.of(self.pixels) != before) > wanted))

    def settled(self, box: Box, quiet: float) -> Clock:
        """Wait until `box` has not changed for so many seconds; return when it changed last."""
        changed, shown = time.monotonic(), box.of(self.pixels).copy()
        begun = changed
        while (now := time.monotonic()) - changed < quiet:
            if not np.array_equal(box.of(self.pixels), shown):
                changed, shown = now, box.of(self.pixels).copy()
            if now - begun > _PATIENCE:
                raise TimeoutError("the screen never stands still")
            time.sleep(_LOOK)
        return changed

    @staticmethod
    def _wait(until: Callable[[], bool]) -> Clock:
        begun = time.monotonic()
        while not until():
            if time.monotonic() - begun > _PATIENCE:
                raise TimeoutError("nothing changed on the screen")
            time.sleep(_LOOK)
        return time.monotonic()


class _Keyboard:
    """Presses keys through the library of XTest."""

    def __init__(self, display: str) -> None:
        self._x11 = ctypes.CDLL("libX11.so.6")
        self._xtst = ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XStringToKeysym.restype = ctypes.c_ulong
        self._x11.XKeysymToKeycode.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
        self._x11.XFlush.argtypes = (ctypes.c_void_p,)
        pointer, code, down, wait = ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong
        self._xtst.XTestFakeKeyEvent.argtypes = (pointer, code, down, wait)
        self._display = self._x11.XOpenDisplay(display.encode())

    def press(self, *keys: str) -> Clock:
        codes = [
            self._x11.XKeysymToKeycode(self._display, self._x11.XStringToKeysym(key.encode())) for key in keys
        ]
        assert all(codes), keys
        pressed = time.monotonic()
        for down, ordered in ((1, codes), (0, codes[::-1])):
            for code in ordered:
                self._xtst.XTestFakeKeyEvent(self._display, code, down, 0)
        self._x11.XFlush(self._display)
        return pressed


@contextmanager
def shown(folder: Path) -> Iterator[Screen]:
    """Start an X server and a window manager, whose files are in `folder`; end both afterwards."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", f"{writing}", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", f"{folder}"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        display = f":{told.readline().strip()}"
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"],
        env={**os.environ, "DISPLAY": display},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Screen(display, folder / "Xvfb_screen0")
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(10)


def missing() -> list[str]:
    """Return which of the programs that a screen takes are not installed."""
    return [name for name in NEEDED if shutil.which(name) is None]
