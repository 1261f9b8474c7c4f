"""Which links may be opened: those of the web, with a host that can be shown before anybody goes there."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from msgspec import Struct

LONGEST = 2000
"""Letters of a link, beyond which it is none."""


class Address(Struct, frozen=True):
    """A link as it is opened, and the host that it leads to."""

    url: str
    host: str


def web_address(url: str) -> Address | None:
    """Return the address of a link, None for one that is not opened.

    Opened are http and https alone, with a host, without a name and password before it (which make one host
    look like another) and without blanks or control characters. A host beyond ASCII is shown as it is
    written for machines (`xn--…`), since letters of other alphabets pass for Latin ones.
    """
    said = url.strip()
    if len(said) > LONGEST or any(letter.isspace() or not letter.isprintable() for letter in said):
        return None
    if "\\" in said:  # browsers take it for a slash, and others do not
        return None
    try:
        parts: SplitResult = urlsplit(said)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    try:
        shown = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    return Address(said, shown)
