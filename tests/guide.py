"""The recipe of the tables of the guide that are made from what is declared: `python -m tests.guide`.

Fills in what notation.md says of each thing typed, and the rows of measures.md, in each language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from model.derive.measures import MEASURES, formula_of
from model.text.catalogue import ENGLISH, in_language
from model.text.days import span_words
from model.text.figures import Quantity, read_figure
from model.text.formats import Formats
from model.text.read_days import days_named
from model.text.units import label
from model.text.words import words

DOCS = Path(__file__).parents[1] / "docs"
FOLDERS = {ENGLISH: DOCS, "uk": DOCS / "uk"}
_ROWS = re.compile(r"(?<=---\|\n)(?:\|.*\n)+")
_TYPED = re.compile(r"^\| `(.+?)` ", re.MULTILINE)


def pages() -> dict[Path, str]:
    """Return the pages with their tables made anew, by where they lie."""
    made = {}
    for language, folder in FOLDERS.items():
        formats = in_language(Formats(), language)
        for name, fill in (("notation.md", _notation), ("measures.md", _measures)):
            page = folder / name
            made[page] = fill(page.read_text("utf-8"), formats)
    return made


def _notation(page: str, formats: Formats) -> str:
    readers = iter((_figures(Quantity.PEOPLE, formats), _figures(Quantity.AREA_NET, formats), _days(formats)))

    def read(table: re.Match[str]) -> str:
        reader = next(readers)
        return "".join(f"| `{typed}` | {reader(typed)} |\n" for typed in _TYPED.findall(table[0]))

    return _ROWS.sub(read, page)


def _figures(quantity: Quantity, formats: Formats) -> Callable[[str], str]:
    return lambda typed: formats.as_read(read_figure(typed, quantity, formats.notation), quantity)


def _days(formats: Formats) -> Callable[[str], str]:
    def read(typed: str) -> str:
        span = days_named(typed)
        return formats.words(span_words(span.start, span.end))

    return read


def _measures(page: str, formats: Formats) -> str:
    rows = []
    for measure in MEASURES:
        name, helped = (
            formats.words(words(text, area=label("km2"))) for text in (measure.label, measure.help)
        )
        formula = formats.words(formula_of(measure)).replace("{area}", formats.words(label("km2")))
        rows.append(f"| {name} | {formula} | {helped} |\n")
    return _ROWS.sub(lambda _: "".join(rows), page)


def main() -> None:
    """Write the pages."""
    for page, text in pages().items():
        page.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
