"""A program of ours that reads what a stranger made, in a process of its own: what it prints is bounded too.

The bytes go in on standard input, lines come out on standard output. The child bounds its own memory and
processor time; here are bounded the time on the clock, the length of a line and of everything that is said.
One that is asked line by line takes as long as it is let.
"""

from __future__ import annotations

import contextlib
import io
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any

from model.imports.child_side import MEMORY, SECONDS
from model.imports.choices import Watch, ask
from model.text.errors import Unreadable
from model.text.words import Words, words

PATIENCE = 10  # seconds on the clock for one of the processor, for a machine that is busy
SAID = 192 << 20  # bytes of all lines together
LINE = 32 << 20
_ASKED = 0.1  # seconds from one question whether to go on to the next, and from one look at memory
_OUT_OF_TIME = -24  # SIGXCPU, on every system that has it
_DAY = 86_400  # seconds
_BLOCK = 1 << 16
_BLOCKS = 64  # that wait to be read
_ROOT = str(Path(__file__).parents[2])
_CHILD = """\
import sys
sys.path.insert(0, sys.argv.pop(1))
from importlib import import_module
sys.exit(import_module(sys.argv.pop(1)).main())
"""


class TooMuch(Exception):
    """The child was ended by a limit: `code` is `memory`, `time`, `busy` (of the clock alone) or `said`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def lines_of(
    module: str, arguments: Sequence[str], data: bytes, watch: Watch | None, seconds: int = SECONDS
) -> Generator[bytes, None, None]:
    """Yield what the `main` of a module prints when it is given `data`, line by line, and end it with this.

    `seconds` of processor time are for all that it is asked; of the clock there is ten times as much.
    Raises TooMuch where it takes too long, says too much, or ends without having said a whole line.
    """
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        with _running([module, *arguments], given, MEMORY, seconds) as (child, blocks):
            yield from _split(blocks, watch, seconds * PATIENCE)
            if child.wait() == _OUT_OF_TIME:
                raise TooMuch("time")


def told_by(
    module: str, arguments: Sequence[str], data: bytes, watch: Watch | None, refusals: Mapping[str, str]
) -> Generator[Any, None, None]:
    """Yield the values of JSON that a module of `child_side` tells of `data`, until it says that it is done.

    Raises Unreadable with the words that `refusals` has for the code of what is refused.
    """
    try:
        # closed here: what is raised is kept, and would keep the process with it
        with contextlib.closing(lines_of(module, arguments, data, watch)) as lines:
            for line in lines:
                told = json.loads(line)
                if isinstance(told, dict) and "refused" in told:
                    raise Unreadable(refused(told, refusals))
                if told == {"done": True}:
                    return
                yield told
    except TooMuch as ended:
        raise Unreadable(words(refusals[ended.code])) from ended
    raise Unreadable(words(refusals["memory"]))  # it ended without its last word


def refused(told: Mapping[str, Any], refusals: Mapping[str, str]) -> Words:
    """Return the words for what a child refuses, with the details that it tells."""
    details = {key: value for key, value in told.items() if key != "refused"}
    return Words(refusals[str(told["refused"])], tuple(details.items()))


class Talk:
    """A child that is asked one thing after another: each is a line, and so are its answers."""

    def __init__(self, child: subprocess.Popen[bytes], blocks: Queue[bytes]) -> None:
        self._child = child
        self._watch: Watch | None = None
        self._lines = _split(blocks, self._on_waited, math.inf)

    def ask(self, line: bytes, watch: Watch | None = None) -> Iterator[bytes]:
        """Say a line and yield what is answered; who asks knows the last line. A child that is gone ends it.

        The watch is asked now and then, and may end it with `Cancelled`. Raises TooMuch as `lines_of`.
        """
        self._watch = watch
        with contextlib.suppress(OSError):  # it is gone, and so are its lines
            if self._child.stdin is not None:
                self._child.stdin.write(line + b"\n")
                self._child.stdin.flush()
        return self._lines

    def _on_waited(self, _rows: object) -> None:
        ask(self._watch)


@contextlib.contextmanager
def talking(module: str, arguments: Sequence[str], memory: int) -> Iterator[Talk]:
    """Start the `main` of a module to be asked line by line, of bounded memory (bytes), and end it after."""
    with _running([module, *arguments], subprocess.PIPE, memory, _DAY) as (child, blocks):
        yield Talk(child, blocks)


@contextlib.contextmanager
def _running(
    arguments: Sequence[str], given: IO[bytes] | int, memory: int, seconds: int
) -> Iterator[tuple[subprocess.Popen[bytes], Queue[bytes]]]:
    """Start a child, and end it whatever happens; an empty block is the end of what it prints."""
    try:
        child = subprocess.Popen(
            [*_command(), *arguments],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
        )
    except OSError as error:
        raise Unreadable(
            words("the program that reads it cannot be started: {fault}", fault=str(error))
        ) from error
    with child:
        _limit(child, memory, seconds)
        blocks: Queue[bytes] = Queue(_BLOCKS)
        reader = Thread(target=_forward, args=(child, blocks), daemon=True)
        reader.start()
        try:
            yield child, blocks
        finally:
            child.kill()  # which does nothing to one that is done
            while reader.is_alive():
                _drain(blocks)
                reader.join(0.01)
            if child.stdin is not None:
                with contextlib.suppress(OSError):  # what it was not told any more
                    child.stdin.close()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):  # a bundle, which is no Python: it runs a reader when asked so
        return [sys.executable, "--read-apart"]
    return [sys.executable, "-I", "-c", _CHILD, _ROOT]


def _limit(child: subprocess.Popen[bytes], memory: int, seconds: int) -> None:
    """Bound the child from outside where it cannot do so itself; one that cannot be bounded reads nothing."""
    if sys.platform == "win32":
        from model.imports.windows_job import limit_child  # noqa: PLC0415 - of one system

        try:
            limit_child(int(child._handle), memory, seconds)  # noqa: SLF001 - what a job object needs
        except OSError as error:
            child.kill()
            raise Unreadable(
                words("the program that reads it cannot be started: {fault}", fault=str(error))
            ) from error
    if sys.platform == "darwin":
        Thread(target=end_if_larger, args=(child, memory), daemon=True).start()


def end_if_larger(child: subprocess.Popen[bytes], memory: int) -> None:
    """Wait for the end of a child, and end it once it holds more than so many bytes."""
    ask_system = ["ps", "-o", "rss=", "-p", str(child.pid)]
    while child.poll() is None:
        said = subprocess.run(ask_system, capture_output=True, check=False).stdout  # in KiB
        if int(said or 0) << 10 > memory:
            child.kill()
        time.sleep(_ASKED)


def _forward(child: subprocess.Popen[bytes], blocks: Queue[bytes]) -> None:
    """Hand on what the child prints; an empty block is its end."""
    if isinstance(child.stdout, io.BufferedReader):
        while block := child.stdout.read1(_BLOCK):  # whatever is there
            blocks.put(block)
    blocks.put(b"")


def _drain(blocks: Queue[bytes]) -> None:
    try:
        while True:
            blocks.get_nowait()
    except Empty:
        return


def _split(blocks: Queue[bytes], watch: Watch | None, seconds: float) -> Iterator[bytes]:
    late = time.monotonic() + seconds
    said = 0
    rest: list[bytes] = []
    length = 0
    while True:
        try:
            block = blocks.get(timeout=_ASKED)
        except Empty:
            block = None
        ask(watch)
        if time.monotonic() > late:
            raise TooMuch("busy")
        if block is None:
            continue
        if not block:
            return
        said += len(block)
        *lines, last = block.split(b"\n")
        for line in lines:
            yield b"".join([*rest, line])
            rest, length = [], 0
        rest.append(last)
        length += len(last)
        if said > SAID or length > LINE:
            raise TooMuch("said")
