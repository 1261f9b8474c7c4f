"""Bytes to JSON values, refusing what the standard library would let pass.

`json.loads` keeps the last of two equal keys, reads NaN and Infinity, turns 1e999 into infinity and 1e-999
into 0, lets half a surrogate pair through (which no file can hold afterwards), recognises UTF-16 and gives up
on deep nesting only when the stack does. Each of these would lose or change a number unseen.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from typing import Any

from msgspec import Struct, field

from model.files.places import FaultAt, KeyPath, shown
from model.text.errors import Unreadable
from model.text.words import Words, marked, words

LARGEST_FILE = 256 * 1024 * 1024
MOST_MEMORY = 400 * 1024 * 1024
"""Bytes that reading a file may take beside the program, as `memory_for` reckons before it is parsed.

Measured of the process, of files made to be just below the limit: 0.9 of what is reckoned for a text with one
wide letter or nothing but NaN, 1.0 for halves of letters, 0.7 for plain or Cyrillic text, 0.9 to 0.1 for
objects, lists and numbers. So the process stays below 0.5 GB, half of what it may take; and 100,000 periods,
reckoned at 250 MiB, are read.
"""
DEEPEST = 32

_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 20
_OPENERS_AND_CLOSERS = bytes.maketrans(b"[]", b"{}")
_NO_SIGNS = bytes(set(range(256)) - set(b'[]{}"'))
_NOT_CONTINUING = bytes(set(range(256)) - set(range(0x80, 0xC0)))  # what begins a letter of UTF-8
_FOUR_BYTES = re.compile(rb"[\xf0-\xff]")
_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")
_NO_BACKSLASH = re.compile(rb"[^\\]")
_OBJECT = re.compile(r"[ \t\r\n]*+\{")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_DIGITS = 400  # beyond the largest float; Python refuses to read an int of more than 4300 digits

_SYNTAX = (
    ("Expecting value", marked("a value is missing")),
    ("Expecting property name", marked("a key in double quotes is missing")),
    ("Expecting ':'", marked("a colon is missing after the key")),
    ("Expecting ','", marked("a comma or a closing bracket is missing")),
    ("Unterminated string", marked("a text does not end")),
    ("Invalid control character", marked("a control character stands in a text")),
    ("Invalid \\", marked("a backslash is followed by what is no escape")),
    ("Extra data", marked("something follows after the end")),
    ("Illegal trailing comma", marked("a comma stands before a closing bracket")),
)


class _OddText(Struct):
    """Stands in the parsed values for a number that may not be in the file."""

    words: Words | None


_NOT_TOLD = _OddText(None)  # for those beyond what is told


class _Hooks(Struct):
    """What `json` calls while it parses; remembers the first `most` things it may not pass over."""

    most: int
    odd: int = 0
    doubled: list[tuple[dict[str, Any], list[str]]] = field(default_factory=list)

    def members(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) != len(pairs) and len(self.doubled) < self.most:
            counts = Counter(key for key, _ in pairs)
            self.doubled.append((members, [key for key, count in counts.items() if count > 1]))
        return members

    def integer(self, text: str) -> int | _OddText:
        if len(text) > _MOST_DIGITS:
            return self._odd(marked("too large a number: {value}…"), text[:20])
        return int(text)

    def real(self, text: str) -> float | _OddText:
        number = float(text)
        if math.isinf(number):
            return self._odd(marked("too large a number: {value}"), _cut(text))
        if number == 0 and any(digit in "123456789" for digit in re.split("[eE]", text, maxsplit=1)[0]):
            return self._odd(marked("too near 0, it would be read as 0: {value}"), _cut(text))
        return number + 0.0  # −0 becomes 0

    def constant(self, text: str) -> _OddText:
        return self._odd(marked("not a number: {value}"), text)

    def _odd(self, template: str, value: str) -> _OddText:
        self.odd += 1
        return _OddText(words(template, value=value)) if self.odd <= self.most else _NOT_TOLD


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"


def parse(data: bytes, *, no_object: Words, most: int = sys.maxsize) -> tuple[dict[str, Any], list[FaultAt]]:
    """Return the values of a JSON text that is an object, and the first `most` faults in it with a place.

    Where a fault stands, the value is NaN (a number) or has U+FFFD (half a surrogate pair), so that the rest
    can be looked at in the same run. Raises `Unreadable` where there is nothing to look at: too large, too
    much for the memory it may take, not UTF-8, no object (with the words `no_object`), nested deeper than
    32, not JSON.
    """
    refuse_too_much(data)
    data = data.removeprefix(_BOM)
    if not data.strip(b" \t\r\n"):
        raise Unreadable(words("the file is empty"))
    text = _decoded(data)
    if not _OBJECT.match(text):
        raise Unreadable(no_object)
    if _too_deep(data):
        raise Unreadable(words("nested deeper than {limit}", limit=DEEPEST))
    hooks = _Hooks(most)
    try:
        tree: dict[str, Any] = json.loads(
            text,
            object_pairs_hook=hooks.members,
            parse_int=hooks.integer,
            parse_float=hooks.real,
            parse_constant=hooks.constant,
        )
    except json.JSONDecodeError as error:
        raise Unreadable(_syntax(error)) from error
    if not (hooks.odd or hooks.doubled or _SURROGATE_ESCAPE.search(data)):
        return tree, []
    found: list[FaultAt] = []
    doubled = {id(members): keys for members, keys in hooks.doubled}
    tree = _looked_through(tree, (), doubled, found, most)
    return tree, found


def refuse_too_much(data: bytes) -> None:
    """Raise `Unreadable` for bytes that are more than is read, or would take too much memory to read."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(too_large(LARGEST_FILE))
    if memory_for(data) > MOST_MEMORY:
        raise Unreadable(_too_much())


def too_large(limit: int = LARGEST_FILE) -> Words:
    """Return the sentence for a file above the limit, in bytes."""
    return words(
        "larger than {limit} MiB, the most that is read",
        limit=limit // (1024 * 1024),
    )


def _too_much() -> Words:
    return words(
        "too much to be read: it would take more than {limit} MiB of memory",
        limit=MOST_MEMORY // (1024 * 1024),
    )


def memory_for(data: bytes) -> int:
    """Return about how many bytes of memory it takes to read `data`, without decoding or parsing any of it.

    Python holds a text with as many bytes for each letter as its widest one needs; it is there twice (the
    text, the values cut from it), beside the bytes themselves and what the schema's validator copies of them.
    A list or an object takes some 200 bytes and what stands in it some 90, measured.
    """
    if data.isascii():
        width, letters = 1, len(data)
    else:
        letters = len(data) - len(data.translate(None, _NOT_CONTINUING))
        width = 4 if _FOUR_BYTES.search(data) else 2
    held = 2 * len(data) + 2 * width * letters
    return held + 200 * (data.count(b"{") + data.count(b"[")) + 90 * data.count(b",")


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(words("not UTF-8 text (byte {position})", position=error.start + 1)) from error
    if "\0" in text[:4]:  # UTF-16 or UTF-32 of plain letters is valid UTF-8, with a NUL at every other letter
        raise Unreadable(words("not UTF-8 text (UTF-16?)"))
    return text


def _too_deep(data: bytes) -> bool:
    """Whether brackets outside of texts nest deeper than the parser may be led.

    All brackets are written alike and the innermost pairs removed, a level at a time: what still holds a pair
    after 32 rounds was deeper. What then remains is closers before openers, of a text that is no JSON.
    """
    brackets = bytearray()
    inside = False
    start = 0
    while start < len(data):
        end = min(start + _CHUNK, len(data))
        if data.endswith(b"\\", start, end):  # never cut an escape in two
            other = _NO_BACKSLASH.search(data, end)
            end = other.end() if other else len(data)
        chunk = data[start:end].replace(b"\\\\", b"").replace(b'\\"', b"")
        # texts without a bracket are two quotes beside each other by now, and can go
        pieces = chunk.translate(_OPENERS_AND_CLOSERS, _NO_SIGNS).replace(b'""', b"").split(b'"')
        brackets += b"".join(pieces[inside::2])
        inside ^= len(pieces) % 2 == 0
        start = end
    for _ in range(DEEPEST):
        fewer = brackets.replace(b"{}", b"")
        if len(fewer) == len(brackets):
            break
        brackets = fewer
    return b"{}" in brackets or brackets.count(b"{") > DEEPEST


def _syntax(error: json.JSONDecodeError) -> Words:
    fallback = marked("this cannot be read")
    fault = next((ours for theirs, ours in _SYNTAX if error.msg.startswith(theirs)), fallback)
    return words(
        "not JSON: {fault} (line {line}, column {column})",
        fault=words(fault),
        line=error.lineno,
        column=error.colno,
    )


def _looked_through(
    value: Any, path: KeyPath, doubled: dict[int, list[str]], found: list[FaultAt], most: int
) -> Any:
    """Return `value` with harmless stand-ins, and add what was wrong to `found` with its place.

    Where `most` faults are found, lists and objects stay as they are: nobody will look at them.
    """
    enough = len(found) >= most
    if isinstance(value, dict):
        if enough:
            return value
        twice = words("this key stands there twice")
        found.extend(FaultAt((*path, _whole(key)), twice) for key in doubled.get(id(value), ()))
        return {
            _whole(key): _looked_through(member, (*path, _whole(key)), doubled, found, most)
            for key, member in value.items()
        }
    if isinstance(value, list):
        if enough:
            return value
        return [
            _looked_through(item, (*path, index), doubled, found, most) for index, item in enumerate(value)
        ]
    if isinstance(value, _OddText):
        if value.words is not None:
            found.append(FaultAt(path, value.words))
        return math.nan
    if isinstance(value, str) and _SURROGATE.search(value):
        if not enough:
            message = words("half a character (a lone surrogate): {value}", value=shown(value))
            found.append(FaultAt(path, message))
        return _whole(value)
    return value


def _whole(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def encoded(tree: dict[str, Any]) -> bytes:
    """Return the bytes of a file that holds the values of a project, two spaces for each level.

    orjson writes the same bytes as the standard library in a fraction of the time, but for what it refuses:
    half a surrogate pair, whole numbers beyond 64 bits, and any number of a class of its own, by which
    `tree_of` marks those that it would write otherwise. Half a surrogate pair becomes its escape, so that a
    reader can name its place. NaN and infinities are written as they are, for the same reason.
    """
    import orjson  # noqa: PLC0415 - 5 ms that a start and an opening do without

    try:
        return orjson.dumps(tree, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:
        return (json.dumps(tree, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
