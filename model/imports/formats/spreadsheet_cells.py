"""What a cell copied from a spreadsheet holds: told from what it shows and from what it says that it holds.

A spreadsheet shows 45,690 as `45.690` in one country, 38,130.5 as `38 131`; a day is a count of days to it.
Beside the text stands the exact number. It is taken where the text agrees with it; else nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from model.text.notation import MINUS, SPACES, Notation, write_decimal

_FIRST_DAY = date(1899, 12, 30)  # day 0 of Calc, Excel and Sheets from March 1900 on
_DAYS = range(61, 2_958_466)  # 1900-03-01 to 9999-12-31: before, Excel counts a day that never was
_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<sign>[-{MINUS}])?(?P<digits>[0-9](?:[0-9.,'’{SPACES}]*[0-9])?)"
    r"(?:[Ee](?P<power>[-+]?[0-9]{1,3}))?"
)
_GROUPED = r"[1-9][0-9]{0,2}(?:[^0-9][0-9]{3})+"


class CopiedCell(Struct, frozen=True, gc=False):
    """A cell as it came: what it shows, and, where that agrees with it, the number or the day that it holds.

    `number` is written in full; `day` is a day. `held` is the number that the text does not agree with: it is
    `number` too where some country would show it so, or the text shows none (`###`).
    """

    text: str
    number: Decimal | None = None
    day: date | None = None
    held: Decimal | None = None

    def typed(self, notation: Notation) -> str:
        """Return the text that a person would type in `notation` for what the cell holds."""
        if self.number is None:
            return self.text
        found = _NUMBER.search(self.text)
        if found is None:
            return write_decimal(self.number, Notation(notation.decimal, ""))
        behind = self.text[found.end() :].removeprefix(")" if found["open"] else "")
        number = self.number.scaleb(2) if _is_share(behind) else self.number
        return f"{self.text[: found.start()]}{write_decimal(number, Notation(notation.decimal, ''))}{behind}"

    @property
    def plain(self) -> str:
        """The text for a reader of files: the number with a decimal point, the day as YYYY-MM-DD.

        Of a number that shows another than it holds, a text that is no number: `125,000 ≠ 5`.
        """
        if self.held is not None and self.number is None and not re.search(r"[^\W\d_]", self.text):
            return f"{self.text} ≠ {self.held}".strip()
        return self.typed(Notation(".", "")).replace(MINUS, "-") if self.day is None else self.day.isoformat()


def copied_cell(text: str, held: float | None) -> CopiedCell:
    """Return what a cell holds that shows `text` and says that it holds `held` (None: it says nothing)."""
    if held is None:
        return CopiedCell(text)
    exact = Decimal(repr(held))
    day = _day(text, held)
    if day is not None:
        return CopiedCell(text, day=day) if day.day in _numbers(text) else CopiedCell(text)
    for shown, step, sure in _shown(text):
        if abs(shown - exact) <= step / 2:
            return CopiedCell(text, number=exact, held=None if sure else exact)
    return CopiedCell(text, number=exact if set(text) == {"#"} else None, held=exact)


def _shown(text: str) -> Iterator[tuple[Decimal, Decimal, bool]]:
    """Yield the numbers that a text may show, each with the step of its last digit, and whether it is sure.

    `125,000` shows 125,000; in some country 125.000, which is to be told where it is taken for it.
    """
    found = _NUMBER.search(text)
    if found is None or _NUMBER.search(text, found.end()):
        return
    digits = re.sub(f"[{SPACES}'’]", " ", found["digits"])
    negative = bool(found["sign"] or (found["open"] and text[found.end() : found.end() + 1] == ")"))
    power = int(found["power"] or 0) - (2 if _is_share(text[found.end() :].lstrip(")")) else 0)
    for whole, fraction, sure in _readings(digits):
        step = Decimal(1).scaleb(power - len(fraction))
        number = Decimal(int(whole + fraction)) * step
        yield (-number if negative else number), step, sure


def _readings(digits: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the whole and the fraction that digits with separators may be, and whether it is sure."""
    signs = [sign for sign in digits if not sign.isdigit()]
    grouped = not signs or (len(set(signs)) == 1 and re.fullmatch(_GROUPED, digits) is not None)
    if grouped:
        yield re.sub("[^0-9]", "", digits), "", True
    whole, _, fraction = digits.rpartition(signs[-1] if signs else "?")
    inner = set(signs[:-1])
    if signs and signs[-1] in ".," and len(inner) <= 1 and signs[-1] not in inner:
        yield re.sub("[^0-9]", "", whole), fraction, not grouped


def _day(text: str, held: float) -> date | None:
    """Return the day that a count of days is, where the text shows that day or its month."""
    if int(held) not in _DAYS:
        return None
    day = _FIRST_DAY + timedelta(days=int(held))
    numbers = _numbers(text)
    seconds = round((held - int(held)) * 86_400)
    clock = {seconds // 3600, seconds // 3600 % 12 or 12, seconds // 60 % 60, seconds % 60}
    if not numbers or not (set(numbers) & {day.year, day.year % 100}):
        return None
    if len(numbers) == 1 and not re.search(r"[^\W\d_]", text):
        return None
    return day if set(numbers) <= {day.year, day.year % 100, day.month, day.day} | clock else None


def _numbers(text: str) -> list[int]:
    return [int(digits) for digits in re.findall("[0-9]{1,9}", text)]


def _is_share(behind: str) -> bool:
    """Whether what stands behind a number makes it one of a hundred."""
    return behind.lstrip(SPACES).startswith("%")
