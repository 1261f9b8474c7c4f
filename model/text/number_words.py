"""Numbers written out in English words: `two hundred`, `half a million`, `a dozen` become digits."""

from __future__ import annotations

import re

from model.text.patterns import Pattern

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_SMALL = {word: number for number, word in enumerate(f"{_ONES} seventeen eighteen nineteen".split())}
_SMALL |= {"a": 1, "an": 1}
_TENS_IN_ORDER = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * number for number, word in enumerate(_TENS_IN_ORDER.split(), 2)}
_SCALES = {"thousand": 1000, "million": 1_000_000}
_WORD = "|".join((*_SMALL, *_TENS, *_SCALES, "hundred", "dozen", "half"))
_NUMBER = Pattern(
    r"(?<![0-9\w])(?<![0-9][ \u00a0\u2009\u202f])"
    rf"(?P<number>(?:{_WORD})(?:(?:[ -]| and )(?:{_WORD}))*)(?![\w-])"
)


def in_digits(text: str) -> str:
    """Return lower-case `text` with the numbers in words as digits; a last thousand or million stays a word.

    `two to three thousand` becomes `2 to 3 thousand`: what the last word is about is for the reader to tell.
    """
    if not (found := _NUMBER.search(text)):
        return text
    digits = _digits(re.split(r"[ -]", found["number"]))
    rest = in_digits(text[found.end() :])
    return f"{text[: found.start()]}{found['number'] if digits is None else digits}{rest}"


def _digits(typed: list[str]) -> str | None:
    """Return the digits of one number; None where the words make none: `a`, `five three`."""
    spoken = [word for word in typed if word != "and"]
    if spoken[-1] in _SCALES and len(spoken) > 1 and _SCALES.keys().isdisjoint(spoken[:-1]):
        scale = spoken.pop()
        if spoken == ["half", "a"]:
            return {"thousand": "500", "million": "500 thousand"}[scale]
        if spoken[-2:] == ["a", "half"] and len(spoken) > 2:  # two and a half million
            whole = _whole(spoken[:-2])
            tenths = None if whole is None else str(whole * 10 + 5)
            small = {"thousand": "00", "million": "00 thousand"}[scale]
            return None if tenths is None else f"{tenths}{small}"
        whole = _whole(spoken)
        return None if whole is None else f"{whole} {scale}"
    whole = None if len(spoken) == 1 and spoken[0] in ("a", "an", *_SCALES) else _whole(spoken)
    return None if whole is None else str(whole)


def _whole(spoken: list[str]) -> int | None:
    total = part = 0
    last = 10**9  # what follows must be smaller than what stands before it
    for word in spoken:
        many = part or int(not total)  # `hundred` alone is one; what follows a thousand says how many
        if word in _SCALES and many and total % (_SCALES[word] * 1000) == 0:
            total, part, last = total + many * _SCALES[word], 0, _SCALES[word]
        elif word == "hundred" and 0 < many < 100:
            part, last = many * 100, 100
        elif word == "dozen" and not total and part < 100:
            part, last = many * 12, 1
        elif (size := _TENS.get(word)) is not None and last > 10:
            part, last = part + size, 10
        elif word in _SMALL and last > 1 and (last != 10 or _SMALL[word] < 10):
            part, last = part + _SMALL[word], 1
        else:
            return None
    return total + part
