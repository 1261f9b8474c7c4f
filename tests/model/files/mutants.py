"""Project files as nobody should send them: mutants of valid ones, and files made to be too much."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from model.project import FORMAT, VERSION

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -0.0, -1, 2**53, 2**53 + 1, 2**63, 10**300, 1e308, 1e-308, float("nan")),
    *(
        float("inf"),
        "",
        "0",
        "2024-02-30",
        "9999-12-31",
        "0001-01-01",
        "x" * 20_000,
        "\ud800",
        "\0",
        "\u202e",
    ),
    *([], {}, [[]], [{}], {"": 0}, ["a"], {"value": 1}, {"low": 2, "high": 1}, "${jndi:ldap://x}", "../../x"),
)
MIB = 1024 * 1024


def mutant(valid: bytes, random: Random) -> bytes:
    """Return a valid file changed in one to four places, in its bytes or in its values."""
    data = valid
    for _ in range(random.randint(1, 4)):
        data = random.choice(_CHANGES)(data, random)
    return data


def _flip(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) or 1)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _truncate(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _drop(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at + random.randint(1, 50) :]


def _repeat(data: bytes, random: Random) -> bytes:
    at, to = sorted(random.randrange(len(data) + 1) for _ in range(2))
    return data[:to] + data[at:to][:5_000] * random.randint(1, 20) + data[to:]


def _insert(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    odd = (b"1e999", b"NaN", b"\\ud83d", b"\xff\xfe", b"\0", b"[" * 40, b"{" * 40, b"9" * 5_000, b",", b'"')
    return data[:at] + random.choice(odd) + data[at:]


def _encode(data: bytes, random: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(random.choice(("utf-16", "utf-32", "utf-8-sig", "utf-7", "cp500")), "replace")


def _value(data: bytes, random: Random) -> bytes:
    """Put an odd value in the place of any, take one away, or give it another key."""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return data
    places = list(_places(tree))
    if not places:
        return data
    holder, key = random.choice(places)
    match random.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[random.choice(("", "valeu", "id", "series", "low", "\ud800", "x" * 9_000))] = holder.pop(
                key
            )
        case 2:
            other, its_key = random.choice(places)
            holder[key] = json.loads(json.dumps(other[its_key])) if its_key in _keys(other) else None
        case _:
            holder[key] = random.choice(ODD)
    return json.dumps(tree).encode("utf-8", "surrogatepass")


def _twice(data: bytes, random: Random) -> bytes:
    """Let a key stand twice in its object."""
    at = data.find(b'": ', random.randrange(len(data) or 1))
    begin, end = data.rfind(b'"', 0, max(at, 0)), data.find(b"\n", at)
    return data if min(at, begin, end) < 0 else data[:begin] + data[begin:at] + b'": 1,' + data[begin:]


def _places(value: Any) -> Any:
    for key in _keys(value):
        yield value, key
        yield from _places(value[key])


def _keys(value: Any) -> list[Any]:
    return (
        list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    )


_CHANGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(_flip, _truncate, _drop, _repeat, _insert, _encode, _twice),
    *(_value,) * 5,
)


def _filled(unit: str, size: int, before: str = '"periods":[', after: str = "0]}") -> bytes:
    start = f'{{"format":"{FORMAT}","version":{VERSION},{before}'
    return (start + unit * (size // max(1, len(unit.encode()))) + after).encode()


def _titled(text: str, size: int) -> bytes:
    return _filled(text, size, '"title":"', '"}')


def _as_many_keys_as_rows(size: int) -> bytes:
    """Return a file each of whose rows has a key of its own: as a table it would be their square of cells."""
    rows = (f'{{"k{number:08}":0}},' for number in range(size // 16))
    return _filled("", 0, '"periods":[' + "".join(rows))


TOO_MUCH: Mapping[str, Callable[[int], bytes]] = {
    "empty rows": lambda size: _filled("{},", size),
    "numbers for rows": lambda size: _filled("0,", size),
    "lists in lists": lambda size: _filled("[" * 20 + "]" * 20 + ",", size),
    "objects in objects": lambda size: _filled('{"":' * 20 + "0" + "}" * 20 + ",", size),
    "unknown keys": lambda size: _filled('{"a":0},', size),
    "as many keys as rows": _as_many_keys_as_rows,
    "keys twice": lambda size: _filled('{"a":0,"a":0},', size),
    "NaN": lambda size: _filled("NaN,", size),
    "too large numbers": lambda size: _filled("1e999,", size),
    "one id for all": lambda size: _filled('{"id":"a","name":""},', size, '"sources":[', '{"id":"b"}]}'),
    "an unknown series": lambda size: _filled(
        '{"series":"q","label":"","start":"2024-01-01","end":"2024-01-02"},',
        size,
        '"periods":[',
        '{"series":"q","label":"","start":"2024-01-01","end":"2024-01-02"}]}',
    ),
    "one long text": lambda size: _titled("x", size),
    "a long Cyrillic text": lambda size: _titled("ж", size),
    "a long text with one wide letter": lambda size: _filled("x", size, '"title":"😀', '"}'),
    "a long text of escapes": lambda size: _titled("\\n", size),
    "a long text of halves": lambda size: _titled("\\ud83d", size),
    "backslashes": lambda size: _titled("\\\\", size),
    "quotes": lambda size: _titled('"', size),
    "one long number": lambda size: _filled("1", size),
    "nested without end": lambda size: _filled("[", size),
    "spaces": lambda size: _filled(" ", size),
    "nothing but NUL": bytes,
}
"""What a file may be made of to take much time or memory: name -> the file of about so many bytes."""
