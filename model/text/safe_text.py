"""Text from outside, made harmless where it comes in, where it stands in a sentence, and in a spreadsheet.

`cleaned` is the one gate in: no invisible letter passes it, so that no text can turn the numbers beside it
round, and none looks like another. `isolated` is the gate into sentences: letters that run from right to left
do the same to a range beside them (`50,800–35,800` for 35,800–50,800) unless they are kept to themselves.
`inert` is the gate into spreadsheets: no text is a formula.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from model.text.patterns import Pattern

# All of Unicode's format controls (category Cf) and what it calls default-ignorable: letters that are not
# seen. Left out here: signs of Arabic, Syriac and Kaithi that are of category Cf and are seen (U+0600 ARABIC
# NUMBER SIGN and its like), and what `_SHAPING` holds.
_UNSEEN = Pattern(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
# Joiners and selectors that say how the letter or sign before them is shaped: Persian, Hindi, Mongolian and
# many an emoji are not written without. They turn nothing round, and pass beside what they can shape.
_SHAPING = Pattern("[\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_HALF = Pattern("[\ud800-\udfff]")
_OVERRIDES = Pattern("[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]")
_TURNING = Pattern("[\u202a-\u202e\u2066-\u2069]")
_TURNED = Pattern(r"[\u202a-\u202e\u2066-\u2069]+(?=\d)|(?<=\d)[\u202a-\u202e\u2066-\u2069]+")
_JOINERS = "\u200c\u200d"
_UNSHAPED = ("LATIN ", "GREEK ", "CYRILLIC ", "ARMENIAN ", "GEORGIAN ", "HEBREW ", "COMBINING ")

_FIRST_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
ISOLATES = f"{_FIRST_ISOLATE}{_POP_ISOLATE}"
"""What begins and ends a text that is kept to itself; no other control stands in what is shown."""
_OTHER_ISOLATES = f"\u2066\u2067{ISOLATES}"
_NO_ISOLATES = str.maketrans("", "", _OTHER_ISOLATES)
_DIRECTING = Pattern("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ISOLATED = Pattern(f"{_FIRST_ISOLATE}[^{ISOLATES}]*{_POP_ISOLATE}")
# Letters of scripts that run from right to left; digits do not, of whichever script.
_RIGHT_TO_LEFT = Pattern(
    "[\u0590-\u05ff\u0606-\u065f\u066d-\u06dc\u06de-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, in full width too."""


def cleaned(text: str) -> str:
    """Return text that comes in without letters that cannot be seen, and composed (NFC).

    A line separator of Unicode (U+2028, U+2029) becomes a space. What is cleaned stays as it is.
    """
    if text.isascii():
        return text
    text = whole_letters(text)
    if _UNSEEN.search(text):
        text = _UNSEEN.sub("", text)
    text = unicodedata.normalize("NFC", text.replace("\u2028", " ").replace("\u2029", " "))
    if _SHAPING.search(text):
        text = unicodedata.normalize("NFC", "".join(_shaping_kept(text)))
    return text


def whole_letters(text: str) -> str:
    """Return text with U+FFFD for each half of a letter: as Python reads names of files that are no UTF-8."""
    return _HALF.sub("\ufffd", text)


def cleaned_data(text: str) -> str:
    """Return text of a data file cleaned, where a number may be meant.

    A control beside a digit that turns digits round (somebody saw 523,121 where 121,325 stands) leaves the
    sign U+FFFD, so that no number is read there.
    """
    return text if text.isascii() else cleaned(_TURNED.sub("\ufffd", text))


def turns_numbers(text: str) -> bool:
    """Whether controls in a text may show the numbers in it otherwise than they are."""
    return not text.isascii() and _TURNING.search(text) is not None


def turned_from(text: str) -> Callable[[int], bool]:
    """Return what tells of a place in a text whether its paragraph has a control before it that may turn it.

    It holds to the end of the line, however many sentences later a number stands.
    """
    if not turns_numbers(text):
        return lambda _place: False
    lines = [0, *(place + 1 for place, letter in enumerate(text) if letter == "\n")]
    controls = [found.start() for found in _TURNING.finditer(text)]

    def turned(place: int) -> bool:
        line = lines[bisect_right(lines, place) - 1]
        first = bisect_left(controls, line)
        return first < len(controls) and controls[first] < place

    return turned


def needs_cleaning(text: str) -> bool:
    """Whether `cleaned` would change anything in a text, such as a whole file: quicker than to clean it."""
    return not text.isascii() and bool(
        _UNSEEN.search(text)
        or _HALF.search(text)
        or _SHAPING.search(text)
        or "\u2028" in text
        or "\u2029" in text
        or not unicodedata.is_normalized("NFC", text)
    )


def cleaned_tree(value: Any) -> Any:
    """Return the values of a JSON text with every text in them cleaned; keys stay as they are."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, dict):
        return {key: cleaned_tree(member) for key, member in value.items()}
    if isinstance(value, list):
        return [cleaned_tree(item) for item in value]
    return value


def isolated(text: str) -> str:
    """Return a text as it stands in a sentence: where it could turn round what is beside it, kept to itself.

    So is each of its lines. Of isolates that it does not end itself nothing is left.
    """
    if text.isascii() or not _turns(_outside(text)):
        return text
    if any(sign in _outside(text) for sign in _OTHER_ISOLATES):
        text = text.translate(_NO_ISOLATES)
    return "\n".join(
        f"{_FIRST_ISOLATE}{line}{_POP_ISOLATE}" if _turns(_outside(line)) else line
        for line in text.split("\n")
    )


def _turns(text: str) -> bool:
    return _RIGHT_TO_LEFT.search(text) is not None or _DIRECTING.search(text) is not None


def unturned(text: str) -> str:
    """Return a sentence without controls that turn something round: of its own it has isolates alone."""
    return text if text.isascii() else _OVERRIDES.sub("", text)


def isolates_closed(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines into which a text was broken or cut, each with its isolates begun and ended in it."""
    opened = 0
    for line in lines:
        begun = _FIRST_ISOLATE * opened + line
        opened = 0
        for letter in begun:
            if letter in ISOLATES:
                opened = opened + 1 if letter == _FIRST_ISOLATE else max(0, opened - 1)
        yield begun + _POP_ISOLATE * opened


def on_one_line(text: str) -> str:
    """Return text as one line that no terminal takes for commands; those are written as escapes."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in ISOLATES else c.encode("unicode_escape").decode() for c in text
    )


def inert(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe before what would begin one.

    Space before it is no help: in HTML it is taken away, and by some programs. Numbers are not for this rule.
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS) else text


def _outside(text: str) -> str:
    """Return what of a text stands outside all isolates."""
    if _FIRST_ISOLATE not in text:
        return text
    while True:
        fewer = _ISOLATED.sub("", text)
        if fewer == text:
            return text
        text = fewer


def _shaping_kept(text: str) -> Iterator[str]:
    """Yield the letters of a text, of those that shape others only what shapes one beside it."""
    before = base = ""  # the letter before, and the last one that is no mark upon another
    for place, letter in enumerate(text):
        if _SHAPING.match(letter):
            after = text[place + 1 : place + 2]
            if letter in _JOINERS:
                kept = before not in _JOINERS and _is_shaped(base) and _is_shaped(after, "LMS")
            else:
                kept = before == base and _is_shaped(base)
            if not kept:
                continue
        elif unicodedata.category(letter)[0] != "M":
            base = letter
        yield letter
        before = letter


def _is_shaped(letter: str, kinds: str = "LS") -> bool:
    """Whether joiners and selectors may change a letter: of such a script and of the `kinds` L, M, S."""
    return (
        bool(letter)
        and not _SHAPING.match(letter)
        and unicodedata.category(letter)[0] in kinds
        and not unicodedata.name(letter, "LATIN ").startswith(_UNSHAPED)
    )
