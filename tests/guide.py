"""The recipe of the pages of the guide that are made from what is declared: `python -m tests.guide`.

Writes docs/notation.md, what can be typed for a figure, and docs/measures.md, what is computed of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from model.derive.measures import MEASURES, formula_of
from model.text.days import span_words
from model.text.figures import Quantity, read_figure
from model.text.formats import Formats
from model.text.notation import ENGLISH
from model.text.read_days import days_named
from model.text.words import words

DOCS = Path(__file__).parents[1] / "docs"
FIGURES = (
    "45,690",
    "~53",
    ">125,000",
    "≥80,000",
    "<900",
    "≤900",
    "25,000–30,000",
    "25k to 30k",
    "40 (30–55)",
    "1.2 million",
)
GROUND = ("2,356 km²", "910 sq mi", "~12.5 km2")
DAYS = (
    "November 2024",
    "Nov-24",
    "2024-11",
    "III кв. 2024",
    "2024 Q3",
    "Autumn 2024",
    "1–30 Sep 2024",
    "30.11.2024",
    "2024-W48",
)


def pages() -> dict[str, str]:
    """Return the pages that are made, by the name of their file."""
    return {"notation.md": "\n".join(_notation()), "measures.md": "\n".join(_measures())}


def _notation() -> Iterator[str]:
    formats = Formats()
    yield "# What can be typed\n"
    yield """\
Type a figure as it was published. The cell shows it tidily and says how it was read. What could be two
numbers, such as `45.690` for people, is refused with both; an empty cell, a dash or n/a is unknown, which
is not 0. In another language of numbers (Preferences) the signs are that language’s.
"""
    yield "## People\n"
    yield from _table(
        "typed", "read as", ((f"`{text}`", _read(text, Quantity.PEOPLE, formats)) for text in FIGURES)
    )
    yield "\n## Ground\n"
    yield "Without a unit it is in the unit shown (View ▸ Area).\n"
    yield from _table(
        "typed", "read as", ((f"`{text}`", _read(text, Quantity.AREA_NET, formats)) for text in GROUND)
    )
    yield "\n## Days\n"
    yield """\
Of a label, a period’s Start and End, or a column that is imported: in English, Ukrainian, German, French and
Russian. What may be two days, or years such as 2023/24, is refused with both, or asked about once for the
whole column.
"""
    yield from _table("typed", "means", ((f"`{text}`", _days(text, formats)) for text in DAYS))
    yield ""


def _read(text: str, quantity: Quantity, formats: Formats) -> str:
    return formats.as_read(read_figure(text, quantity, ENGLISH), quantity)


def _days(text: str, formats: Formats) -> str:
    span = days_named(text)
    return formats.words(span_words(span.start, span.end))


def _measures() -> Iterator[str]:
    formats = Formats()
    yield "# Measures\n"
    yield """\
What is computed of each period, of a series as a whole, and of days that are chosen. Each is a range, or
absent with its reason; columns that are not shown at first stand under View ▸ Columns ▸ Choose Columns…
"""
    yield "| measure | formula | |\n|---|---|---|"
    for measure in MEASURES:
        label, helped = (formats.words(words(text, area="km²")) for text in (measure.label, measure.help))
        formula = formats.words(formula_of(measure)).replace("{area}", "km²")
        yield f"| {label} | {formula} | {helped} |"
    yield ""


def _table(left: str, right: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"| {left} | {right} |\n|---|---|"
    for one, other in rows:
        yield f"| {one} | {other} |"


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
