"""What stands beside the numbers of a row: its source, its link, its scope, a note."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct, field

from model.imports.cells import says_nothing, text_of
from model.imports.choices import NO_COLUMN
from model.imports.column_names import plain_name, speaks_of
from model.imports.inspect_file import ColumnMeaning, FileReport
from model.imports.numbers import looks_like_figure
from model.text.words import Words, marked, words

_SOURCES = "sources?|quellen?|джерел[оа]|источники?"
_SOURCE_OF = re.compile(rf"(?:{_SOURCES}) .+|.+ (?:{_SOURCES})")
BESIDE: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "note": re.compile(
            r"notes?|comments?|remarks?|anmerkung(?:en)?|bemerkung(?:en)?|примітк[аи]|примечани[ея]"
        ),
        "source": re.compile(_SOURCES),
        "url": re.compile(r"urls?|links?|href|source url|посилання|ссылк[аи]|lien"),
        "scope": re.compile(r"scope|coverage|geltungsbereich|охоплення|охват"),
    }
)
"""What the names of columns are that stand beside numbers."""
_LONGEST = 1000  # characters of what several rows say together


def names_source(looked: FileReport, index: int) -> bool:
    """Whether a column names the sources of one amount: `losses source`, with no figure in it."""
    column = looked.columns[index]
    return (
        column.meaning is ColumnMeaning.TEXT
        and _SOURCE_OF.fullmatch(plain_name(column.name)) is not None
        and len(speaks_of(column.name)) == 1
        and not any(map(looks_like_figure, looked.cells(index, 200)))
    )


def beside_columns(
    looked: FileReport, named: Mapping[str, str], what: str, taken: Collection[int | None]
) -> dict[str, int]:
    """Return the columns that stand beside the numbers of a series: those `named`, else found by their names.

    The source of `what` the series says goes before that of the row. Raises Unreadable for a column that is
    not there.
    """
    found: dict[str, int] = {}
    filled = [n for n, column in enumerate(looked.columns) if column.filled and n not in taken]
    for place, pattern in BESIDE.items():
        name = named.get(place, "")
        fits = [n for n in filled if pattern.fullmatch(plain_name(looked.columns[n].name))]
        if place == "source":
            own = [n for n in filled if names_source(looked, n)]
            fits = [n for n in own if what in speaks_of(looked.columns[n].name)] + fits
        if name and name != NO_COLUMN:
            found[place] = looked.table.column(name)
        elif not name and fits and looked.events is None:  # of a million events, nobody reads the links
            found[place] = fits[0]
    return found


class Beside(Struct, frozen=True):
    """What rows say beside their numbers, by place and by the number of the row.

    `file` is that of all; `say` gives what the program itself notes, in the language of who imports.
    """

    file: str
    say: Callable[[Words], str] = str
    told: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    def over(self, rests_on: Iterable[int], days: Iterable[int]) -> dict[str, str]:
        """Return source, link, scope and note of a figure by the rows it rests on and those of its `days`.

        What rows say differently is listed; the file stands for the source of those that name none, and a
        scope that only some of them have is told in the note.
        """
        if not self.told:
            return {}
        rows = list(rests_on)
        said = {place: [texts.get(row, "") for row in rows] for place, texts in self.told.items()}
        notes = [self.told["note"].get(row, "") for row in days] if "note" in self.told else []
        found: dict[str, str] = {}
        if any(sources := said.get("source", [])):
            found["source"] = _listed(source or self.file for source in sources)
        links = list(dict.fromkeys(filter(None, said.get("url", []))))
        if len(links) == 1 and all(said["url"]):
            found["url"] = links[0]
        elif links:
            notes.append(self.say(words("links: {links}", links=_listed(links))))
        scopes = said.get("scope", [])
        if scopes and all(scopes):
            found["scope"] = _listed(scopes)
        elif any(scopes):
            notes.append(self.say(words(marked("scope of some of its rows: {scope}"), scope=_listed(scopes))))
        return found | {"note": _listed(notes)}


def told_beside(rows: Iterable[int], cells: Iterable[object]) -> dict[int, str]:
    """Return what the cells of a column say, by the numbers of their rows."""
    return {
        row: text_of(cell)  # type: ignore[arg-type] # cells
        for row, cell in zip(rows, cells, strict=True)
        if not says_nothing(cell)  # type: ignore[arg-type] # cells
    }


def _listed(texts: Iterable[str]) -> str:
    """Return different texts one behind the other, as many as have room, and how many more there are."""
    unique = list(dict.fromkeys(filter(None, texts)))
    room = _LONGEST
    for count, text in enumerate(unique):
        room -= len(text)
        if room < 0 < count:
            return "; ".join(unique[:count]) + f"; … (+{len(unique) - count})"
    return "; ".join(unique)
