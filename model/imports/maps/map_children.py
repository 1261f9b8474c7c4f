"""Asks the process that reads maps: many things, two processes at a time, none of which ends the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any, Generic, TypeVar

import orjson

from model.imports.child import TooMuch, lines_of
from model.imports.child_side import SECONDS
from model.imports.choices import Watch
from model.text.errors import Cancelled

Answer = dict[str, Any]
Asked = tuple[dict[str, Any], list[bytes]]
"""What a process is asked, and the files with which."""

_READER = "model.imports.maps.map_process"
_AT_ONCE = 2  # processes
_ENDED = 3  # processes that maps may end, until no more of them are tried
_Item = TypeVar("_Item")


class Asking(Generic[_Item]):
    """Asks `do` of things, in the words that `ask` has for some of them; several answers to each are one.

    `is_last` tells the last answer to a thing. What ends its process is refused by name, and what comes after
    it is asked of another one. The watch is told how many are answered; it may raise `Cancelled`.
    """

    def __init__(
        self,
        do: str,
        ask: Callable[[Sequence[_Item]], Asked],
        watch: Watch | None,
        is_last: Callable[[Answer], bool] = lambda _answer: True,
    ) -> None:
        self._do, self._ask, self._watch, self._is_last = do, ask, watch, is_last
        self._answers: dict[_Item, list[Answer]] = {}
        self._stopped = Event()
        self._ended = 0

    def answers(self, batches: Iterator[list[_Item]]) -> dict[_Item, list[Answer]]:
        """Return the answers to each thing, a process for each batch."""
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            running: list[Future[None]] = []
            try:
                for batch in batches:
                    running.append(threads.submit(self._of_batch, batch))
                    if len(running) > _AT_ONCE:  # so that no more is read than is being asked about
                        running.pop(0).result()
                for one in running:
                    one.result()
            except BaseException:
                self._stopped.set()
                raise
        return self._answers

    def _told(self, _rows: object) -> None:
        if self._stopped.is_set():
            raise Cancelled
        if self._watch is not None:
            self._watch(len(self._answers))

    def _of_batch(self, left: list[_Item]) -> None:
        while left and self._ended < _ENDED:
            try:
                left = self._of_process(left)
                code = "memory"
            except TooMuch as odd:
                code = odd.code
                left = [one for one in left if not self._is_answered(one)]
            if left:
                self._answers[left[0]] = [{"refused": code}]
                left = left[1:]
                self._ended += 1
        self._answers |= {one: [{"refused": "untried"}] for one in left}

    def _is_answered(self, one: _Item) -> bool:
        found = self._answers.get(one)
        return found is not None and self._is_last(found[-1])

    def _of_process(self, asked: list[_Item]) -> list[_Item]:
        """Return what is left when a process has ended: nothing where it has answered everything."""
        left = list(asked)
        head, contents = self._ask(asked)
        head |= {"do": self._do, "sizes": list(map(len, contents))}
        data = b"".join([orjson.dumps(head), b"\n", *contents])
        for line in lines_of(_READER, (), data, self._told, SECONDS * len(asked)):
            answer = orjson.loads(line)
            if "region" in answer:  # it is of all of them
                self._answers |= {one: [answer] for one in left}
                return []
            if "done" not in answer:
                self._answers.setdefault(left[0], []).append(answer)
                left = left[1:] if self._is_last(answer) else left
        return left
