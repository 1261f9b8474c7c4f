"""Digits in a text, and the one notation that holds for it: what parts thousands, and what decimals."""

from __future__ import annotations

import re

from model.reading.vocabulary import Vocabulary
from model.text.notation import Notation

SPACE = "[ \u00a0\u2007\u2008\u2009\u202f]"
GAP = r"[\s\u00a0\u202f]"  # between words that belong to one number
DIGITS = re.compile(
    rf"(?<![\w.,/])(?P<sign>[+\-–−](?=\d))?(?P<digits>\d{{1,3}}(?P<sep>[.,’']|{SPACE})\d{{3}}(?:(?P=sep)\d{{3}})*"
    rf"(?:(?!(?P=sep))[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)?(?!\d))"
)


_DAY = re.compile(r"[0-3]?\d,(?:1[89]|20)\d\d")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d")


def notation_of(text: str, words: Vocabulary) -> Notation:
    """Return the notation of a text: of its numbers that have one reading, else of its language."""
    votes = {".": 0, ",": 0}
    for match in DIGITS.finditer(text):
        digits = match["digits"]
        marks = re.findall(r"[.,]", digits)
        if len(set(marks)) == 2:
            votes[marks[-1]] += 2
        elif len(marks) >= 2:
            votes["," if marks[0] == "." else "."] += 2
        elif _DAY.fullmatch(digits) is not None or (words.decimal == "," and _CLOCK.fullmatch(digits)):
            continue  # a day, `June 27,1862`, or a time: `18.30 Uhr`
        elif (
            marks
            and len(digits.rpartition(marks[0])[2]) != 3
            and "%" not in text[match.end() : match.end() + 2]
        ):
            votes[marks[0]] += 1
    if votes["."] == votes[","]:
        return Notation(words.decimal, words.groups)
    decimal = "." if votes["."] > votes[","] else ","
    return Notation(decimal, "," if decimal == "." else ".")


def spaces_group(text: str) -> bool:
    """Whether spaces part the thousands of a text, and nothing else does: `90 000` has no other reading."""
    parted = [m for m in DIGITS.finditer(text) if m["sep"] is not None]
    return any(m["digits"].endswith(" 000") for m in parted) and all(m["sep"].isspace() for m in parted)


def read_number(digits: str, notation: Notation) -> tuple[float | None, bool]:
    """Return the value of digits with separators, and whether they could be read in another way too."""
    plain = re.sub(f"[{SPACE[1:-1]}’']", "", digits)
    group, decimal = notation.group, notation.decimal
    unsure = False
    if (
        group in plain
        and decimal not in plain
        and re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+", plain) is None
    ):
        return None, True
    if decimal in plain:
        whole, _, part = plain.rpartition(decimal)
        if decimal in whole:
            return None, True
        # three digits behind one decimal sign look like thousands in another notation
        unsure = len(part) == 3 and group not in whole and 1 <= len(whole) <= 3 and whole != "0"
    try:
        return float(plain.replace(group, "").replace(decimal, ".")), unsure
    except ValueError:
        return None, True
