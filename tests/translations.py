"""The recipe of the catalogues: what is marked in the program, brought into every `.po` and made into `.mo`.

    python -m tests.translations          # takes up what is new, tells what is new, changed and obsolete
    python -m tests.translations --check  # changes nothing; exit code 1 where something is not translated

A new text stands in the catalogue without a translation. One that is nearly another takes its translation
over as "fuzzy", which is not used until somebody has looked at it and taken that mark away. One that is no
longer in the program goes.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from string import Formatter

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from model.text.catalogue import ENGLISH, LANGUAGES, TRANSLATIONS
from model.text.words import PLURAL_RULE
from tests.trees import trees

ENGLISH_NUMBER = re.compile(r"\d,\d{3}(?!\d)|(?<![\d.])\d+\.\d+(?![.\d])")
"""Whoever types the 2,356 km² of a hint gets 2.356 km² in Ukrainian."""
NOUN = (
    "cells|characters|claims|columns|cuts|dates|days|errors|faults|figures|files|findings|gaps|lines|milestones"
    "|months|notes|numbers|pages|periods|places|points|projects|quarters|reasons|rows|sentences|sheets|sources|steps"
    "|tables|times|totals|values|versions|warnings|weeks|windows|years"
)
# those that the program itself sets are the same number always, and months with decimals have one form
SET = "limit|longest|most|times|months|best"
BETWEEN = "(?:(?:further|more|other|published|selected|uncertain) )?"
MANY = re.compile(rf"\{{(?!(?:{SET})\}})\w+\}} {BETWEEN}(?:{NOUN})\b")
ONE = re.compile(rf"(?<![\w.,{{])1 {BETWEEN}(?:{NOUN.replace('s|', '|')[:-1]})\b")
MARKERS = {"marked", "words", "tr", "_tr"}


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of the translatable texts of a module."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        first = node.args[0]
        if name in MARKERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.lineno, first.value


def marked_texts() -> Catalog:
    """Return every text that is marked, with the modules it stands in."""
    found = Catalog(charset="utf-8")
    marker = rf"\b({'|'.join(MARKERS)})\("
    for room in ("gui", "model"):
        for place, tree in trees(room, marker):
            for line, text in texts(tree):
                if text:
                    found.add(text, locations=[(place, line)])
    return found


def translated(language: str) -> Catalog:
    """Return the catalogue of a language as it is kept; an empty one where there is none yet."""
    path = TRANSLATIONS / f"{language}.po"
    if not path.exists():
        return Catalog(language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, language)


def faults(catalog: Catalog, wanted: Catalog) -> Iterator[str]:
    """Yield what is wrong with a catalogue, a line each."""
    rule = str(catalog[PLURAL_RULE].string) if PLURAL_RULE in catalog else ""
    if rule != catalog.plural_expr.strip("()"):
        yield f"{PLURAL_RULE!r} is not translated by {catalog.plural_expr.strip('()')!r}"
    for message in wanted:
        text = str(message.id)
        if "|" not in text and (MANY.search(text) or ONE.search(text)):
            yield f"no forms of a number: {text}"
        said = catalog.get(text)
        if not text or text == PLURAL_RULE:
            continue
        if said is None or not said.string or said.fuzzy:
            yield f"not translated: {text}"
            continue
        forms = str(said.string).split("|")
        # the last of one more form stands for a number with a fraction
        if len(forms) not in ((catalog.num_plurals, catalog.num_plurals + 1) if "|" in text else (1,)):
            yield f"{len(forms)} forms: {text}"
        if any(_names(form) not in [_names(one) for one in text.split("|")] for form in forms):
            yield f"other names: {text}"
        if any(("&" in form) != ("&" in text) or _ends(form) != _ends(text) for form in forms):
            yield f"another mark, or another space at its ends: {text}"
        if any(ENGLISH_NUMBER.search(form) for form in forms):
            yield f"a number that English writes so: {text}"


def _names(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


def _ends(text: str) -> tuple[str, str]:
    """Return the space before a text, and the space or the mark of an entry or a question after it."""
    return text[: len(text) - len(text.lstrip())], "".join(re.findall(r"[ :…?]$", text))


def mo_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue as the program loads it."""
    data = io.BytesIO()
    write_mo(data, catalog)
    return data.getvalue()


def renew(language: str, wanted: Catalog) -> Iterator[str]:
    """Bring a catalogue up to what is marked, write both its files, and yield what has changed."""
    catalog = translated(language)
    before = {str(message.id) for message in catalog}
    wanted.creation_date = catalog.creation_date  # else each run would be a change
    catalog.update(wanted)
    now = {str(message.id): message for message in catalog}
    yield from (f"{'changed' if now[text].fuzzy else 'new'}: {text}" for text in now if text not in before)
    yield from (f"obsolete: {text}" for text in before - set(now))
    with (TRANSLATIONS / f"{language}.po").open("wb") as file:
        write_po(file, catalog, width=0, sort_output=True, include_lineno=False, ignore_obsolete=True)
    (TRANSLATIONS / f"{language}.mo").write_bytes(mo_bytes(catalog))


def main() -> int:
    """Renew or check every catalogue."""
    wanted = marked_texts()
    wrong = False
    for language, name in LANGUAGES.items():
        if language == ENGLISH:
            continue
        if "--check" not in sys.argv:
            for line in renew(language, wanted):
                print(f"{name}: {line}")
        for fault in faults(translated(language), wanted):
            wrong = True
            print(f"{name}: {fault}")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
