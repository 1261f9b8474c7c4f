"""How numbers are written: the decimal sign and the separator of thousands, from text to number and back.

Reading is strict, because a number misread by a factor of a thousand looks like any other. What could mean
two things follows the notation; what the notation makes no sense of is refused, even where another notation
would make sense of it, so that a column pasted in the wrong notation shows at once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from types import MappingProxyType

from msgspec import Struct

from model.text.errors import Unreadable
from model.text.words import words

LARGEST = 2.0**53
"""The largest whole number up to which every whole number is exact in a float."""

MINUS = "\u2212"
SPACES = " \u00a0\u2007\u2008\u2009\u202f"
LONGEST = 1000
"""Characters of typed text beyond which nothing is read. Every float, written out, is shorter."""

# Wide enough for the digits of every float, so that nothing is rounded twice.
_EXACT = Context(prec=1200, Emax=999_999, Emin=-999_999)

NUMBER = rf"(?:(?<![a-z])[.,])?[0-9](?:[0-9]|[.,'’_{SPACES}](?=[0-9]))*"
"""A regular expression for what looks like a number, without its sign; `read_digits` reads it or refuses."""
_NUMBER = re.compile(NUMBER)
_OPEN = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[^0-9][0-9]{3})+")
_INDIAN = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")


class Notation(Struct, frozen=True):
    """The decimal sign and the separator of thousands with which numbers are written and read."""

    decimal: str = "."
    group: str = ","


ENGLISH = Notation()
GERMAN = Notation(",", ".")
SWISS = Notation(".", "’")
FRENCH = Notation(",", "\u202f")
SPACED = Notation(",", "\u00a0")

NOTATIONS: Mapping[str, Notation] = MappingProxyType(
    dict.fromkeys(("en", "he", "ja", "ko", "zh"), ENGLISH)
    | dict.fromkeys(("da", "de", "el", "es", "hr", "id", "it", "nl", "pt", "ro", "sl", "sr", "tr"), GERMAN)
    | {"de_CH": SWISS, "de_LI": SWISS, "it_CH": SWISS, "fr": FRENCH, "pt_PT": SPACED}
    | dict.fromkeys(
        ("be", "bg", "cs", "et", "fi", "hu", "hy", "ka", "lt", "lv", "nb", "pl", "ru", "sk", "sv", "uk"),
        SPACED,
    )
)
"""The notation of a language, or of a language in one country, as Unicode's CLDR gives it."""


def last_number(text: str, notation: Notation) -> float:
    """Return the last number of a text, with which the word behind it agrees; 0.5 for one with decimals.

    `12.0` is such a one: the word belongs to its tenths.
    """
    numbers = re.findall(rf"[0-9]+(?:{re.escape(notation.decimal)}[0-9]+)?", text.replace(notation.group, ""))
    last = numbers[-1] if numbers else "0"
    return int(last) if last.isdigit() else 0.5


def notation_for(locale: str) -> Notation:
    """Return the notation of a locale such as `de`, `de_CH`, `en-GB` or `uk_UA.UTF-8`.

    Raises Unreadable where none is known.
    """
    name = re.split(r"[.@]", locale.strip(), maxsplit=1)[0].replace("-", "_")
    if name in ("C", "POSIX"):
        return ENGLISH
    language, _, rest = name.partition("_")
    country = rest.rpartition("_")[2].upper()  # zh_Hant_TW
    for key in (f"{language.lower()}_{country}", language.lower()):
        if key in NOTATIONS:
            return NOTATIONS[key]
    raise Unreadable(
        words(
            "no notation of numbers is known for “{locale}”; known are {known}",
            locale=clipped(locale),
            known=", ".join(sorted(NOTATIONS)),
        )
    )


def read_number(text: str, notation: Notation) -> float:
    """Return the number that `text` is in `notation`, at most 2^53 either way, never -0.

    Raises Unreadable, saying what is wrong and what could be written instead.
    """
    refuse_digits(text)
    bare = text.strip()
    sign, unsigned = (bare[0], bare[1:]) if bare[:1] in ("-", MINUS, "+") and bare[1:] else ("", bare)
    if not _NUMBER.fullmatch(unsigned):
        raise _no_number(text, notation)
    number = read_digits(unsigned, notation)
    return kept(number if sign in ("", "+") else number.copy_negate(), text, notation)


def refuse_digits(text: str) -> None:
    """Raise Unreadable if `text` is too long to be a number or has digits other than 0 to 9."""
    if len(text) > LONGEST:
        raise Unreadable(
            words(
                "the text is too long for a number: it has {count} character|"
                "the text is too long for a number: it has {count} characters",
                count=len(text),
            )
        )
    if text.isascii():
        return
    strange = next((sign for sign in text if sign.isdecimal() and not sign.isascii()), None)
    if strange is not None:
        raise Unreadable(
            words("“{digit}” is not one of the digits 0 to 9; write the number with those", digit=strange)
        )


def clipped(text: str) -> str:
    """Return typed text as a sentence may quote it: without spaces around it, and not too long."""
    bare = text.strip()
    return bare if len(bare) <= 40 else f"{bare[:39]}…"


def is_thousands_or_decimals(written: str) -> bool:
    """Whether one point or comma stands before three digits: `38.130` is 38,130 in some notations."""
    return _OPEN.fullmatch(written) is not None


def is_grouped(written: str) -> bool:
    """Whether one sign separates thousands throughout, or thousands and pairs above them (1,23,456)."""
    return _GROUPED.fullmatch(written) is not None or _INDIAN.fullmatch(written) is not None


def read_digits(digits: str, notation: Notation) -> Decimal:
    """Return the number, exactly as written, of what `NUMBER` matches. Raises Unreadable."""
    written = re.sub(f"[{SPACES}]", " ", digits).replace("'", "’")
    decimal = notation.decimal
    if decimal not in written and notation.group != "." and written.count(".") == 1:
        # Where points separate nothing, a point can only be a decimal one, unless it looks like thousands.
        if is_thousands_or_decimals(written):
            raise two_readings(digits, written, notation)
        decimal = "."
    whole, point, fraction = written.partition(decimal)
    separators = {sign for sign in whole if not sign.isdigit()}
    well_grouped = not separators or (
        len(separators) == 1 and separators <= _separators(notation) and is_grouped(whole)
    )
    if not well_grouped or (point and not re.fullmatch("[0-9]+", fraction)):
        if len(re.findall("[.,]", written)) == 1 and not re.search("[ ’_]", written):
            raise two_readings(digits, written, notation)
        raise _no_number(digits, notation)
    bare = re.sub("[^0-9]", "", whole)
    return Decimal(f"{bare or '0'}.{fraction or '0'}")


def _separators(notation: Notation) -> set[str]:
    group = " " if notation.group in SPACES else notation.group
    return {group, " ", "’", "_"} | ({","} if notation.decimal != "," else set())


def kept(number: Decimal, text: str, notation: Notation) -> float:
    """Return `number` as a float, or raise Unreadable where a float cannot keep what `text` says."""
    if number.copy_abs() > LARGEST:
        raise Unreadable(
            words(
                "“{text}” is too large: numbers up to {largest} are kept exactly, and none beyond",
                text=clipped(text),
                largest=write_number(LARGEST, notation),
            )
        )
    as_float = float(number) + 0.0  # no -0
    if Decimal(repr(as_float)) != number:
        raise Unreadable(
            words(
                "“{text}” has more digits than can be kept; {nearest} is the nearest",
                text=clipped(text),
                nearest=write_number(as_float, notation),
            )
        )
    return as_float


def write_number(x: float, notation: Notation, decimals: int | None = None) -> str:
    """Return `x` with thousands separated and a true minus sign; never `−0`.

    With `decimals` it is rounded to so many, halves away from 0 as on paper; without, it is the shortest text
    that reads as the same float. Infinite numbers are `∞` and `−∞`.
    """
    if math.isinf(x):
        return "∞" if x > 0 else f"{MINUS}∞"
    if decimals is None:
        return write_decimal(Decimal(repr(float(x))), notation)
    # Where the float is too near to a half for its own rounding to be sure of it, the digits decide.
    scaled = abs(x) * 10.0 ** min(decimals, 300)
    if decimals < 13 and scaled < 1e12 and abs(scaled % 1 - 0.5) > 1e-3:
        text = f"{abs(x):,.{decimals}f}"
        if notation is not ENGLISH:
            text = "".join({",": notation.group, ".": notation.decimal}.get(sign, sign) for sign in text)
        return f"{MINUS}{text}" if x < 0 and scaled > 0.5 else text
    exact = Decimal(repr(float(x)))
    return write_decimal(
        exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT), notation, decimals
    )


def write_decimal(exact: Decimal, notation: Notation, decimals: int = 0) -> str:
    """Return a number with every digit it has, and zeros up to so many `decimals`."""
    whole, _, fraction = f"{exact.copy_abs():,f}".partition(".")
    text = whole.replace(",", notation.group)
    fraction = fraction.rstrip("0").ljust(decimals, "0")
    if fraction:
        text = f"{text}{notation.decimal}{fraction}"
    return f"{MINUS}{text}" if exact < 0 else text  # what was rounded to 0 has lost its sign


def notation_of(unit: str, notation: Notation) -> Notation:
    """Return how numbers in a unit are written: the digits of a year are not grouped."""
    return Notation(notation.decimal, "") if unit == "year" else notation


def _no_number(text: str, notation: Notation) -> Unreadable:
    return Unreadable(
        words(
            "“{text}” is not a number; write it like {whole} or {fraction}",
            text=clipped(text),
            whole=write_number(45_690, notation),
            fraction=write_number(53.4, notation),
        )
    )


def two_readings(text: str, written: str, notation: Notation) -> Unreadable:
    """Return the refusal of one point or comma that may separate thousands or decimals."""
    whole, fraction = re.split("[.,]", written)
    return Unreadable(
        words(
            "“{text}” may mean {first} or {second}; write the one that is meant",
            text=clipped(text),
            first=f"{whole or '0'}{notation.decimal}{fraction}",
            second=write_number(float(whole + fraction), notation),
        )
    )
