"""What the columns of an exported table are called, in every language: to write and to know them again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from model.columns import TABLE, TABLES, Context, Table
from model.columns.computed import OutcomeColumn
from model.project import GainsAre, Project, Series
from model.text.catalogue import LANGUAGES, catalogue
from model.text.formats import Formats
from model.text.units import UNITS, AreaUnit
from model.text.words import marked, words

BESIDE_HEADS: Mapping[str, str] = {
    "low": marked("{head}, low"),
    "best": marked("{head}, best"),
    "high": marked("{head}, high"),
    "note": marked("{head}: remark"),
    "tag": marked("{head}: tag"),
    "source": marked("{head}: source"),
    "others": marked("{head}: what others say"),
}
"""What stands in an export beside a column, by the end of its key."""
FRACTIONS = marked("{head} (1 = 100 %)")
ROLE = marked("Role")
ABOUT = marked("About")
TOTAL = marked("Total of parts")

_MOST = 1000  # columns; periods with everything there is have 353, and a hostile file a hundred thousand
_WRITTEN: Mapping[str, tuple[frozenset[str], ...]] = {
    "periods": tuple(map(frozenset, (("role",), ("losses.source",), ("gains.source",)))),
    "intake": (frozenset(("per_month", "per_month.source", "per_month.quote")),),
    "references": (frozenset(("value", "value.source", "value.quote")),),
}
"""Keys that stand together in an export of a table and hardly in a table of anybody else."""


class OwnTable(Struct, frozen=True):
    """A table that this program exported: which, the key of each column ("" of others), the unit of areas."""

    table: str
    keys: tuple[str, ...]
    area: str

    def of(self, keys: Sequence[str]) -> OwnTable:
        """Return the table with columns of these keys."""
        return OwnTable(self.table, tuple(keys), self.area)


def own_table(names: Sequence[str]) -> OwnTable | None:
    """Return which table of this program has columns of these names, in one of its languages."""
    if len(names) > _MOST:
        return None
    plain = [plain_head(name) for name in names]
    found: dict[int, list[OwnTable]] = {}
    for language in LANGUAGES:
        for area in AreaUnit:
            for table, heads in _heads(language, area).items():
                keys = tuple(_key(name, heads, _units(language, area)) for name in plain)
                if _is_export(table, keys):
                    found.setdefault(sum(map(bool, keys)), []).append(OwnTable(table, keys, str(area)))
    best = found[max(found)] if found else []
    return best[0] if len({each.table for each in best}) == 1 else None


def _is_export(table: str, keys: Sequence[str]) -> bool:
    """Whether a table with these columns is more than one that happens to call them so.

    Beside those of the tables that are imported others may stand, which somebody added: theirs is "".
    """
    known = [key for key in keys if key]
    if len(set(known)) < len(known):
        return False
    if table in _WRITTEN:
        return any(some <= set(keys) for some in _WRITTEN[table])
    if len(known) < len(keys):
        return False
    required = {column.key for column in TABLE[table].columns if column.required}
    return required - {"series"} <= set(keys)


@cache
def _heads(language: str, area: AreaUnit) -> Mapping[str, Mapping[str, str]]:
    """Return for each table the key of each head that its export may have."""
    formats = Formats(area_unit=area, translate=catalogue(language))
    of_kinds = (GainsAre.NET, GainsAre.GROSS)
    series = [Series(str(are), gains_are=are) for are in of_kinds]  # what gains are not is called by it
    contexts = [Context.of(Project(series=some), formats) for some in ((), (series[1],), tuple(series))]
    heads: dict[str, dict[str, str]] = {}
    for table in TABLES:
        known = heads[table.key] = {}
        for ctx in contexts if table.key == "periods" else contexts[:1]:
            for head, key in _heads_of(ctx, table):
                known.setdefault(plain_head(head), key)
    return heads


@cache
def _units(language: str, area: AreaUnit) -> tuple[str, ...]:
    """Return what may stand behind a head: the unit in brackets."""
    formats = Formats(area_unit=area, translate=catalogue(language))
    units = (plain_head(f"({formats.unit(unit)})") for unit in UNITS)
    return (plain_head(formats.words(words(FRACTIONS, head=""))), *dict.fromkeys(units))


def _key(name: str, heads: Mapping[str, str], units: Sequence[str]) -> str:
    """Return the key of what stands below a name, with or without its unit; "" where nothing is called so."""
    bare = next((name.removesuffix(unit).rstrip() for unit in units if name.endswith(unit)), "")
    return heads.get(name) or heads.get(bare, "")


def _heads_of(ctx: Context, table: Table) -> Iterator[tuple[str, str]]:
    """Yield the heads of a table and the keys of what stands below them."""
    if table.key == "periods":
        yield ctx.formats.words(words(ROLE)), "role"
    for column in table.columns:
        head = column.label(ctx)
        yield head, column.key
        for part, template in BESIDE_HEADS.items():
            if part != "note" or isinstance(column, OutcomeColumn):
                yield ctx.formats.words(words(template, head=head)), f"{column.key}.{part}"


def plain_head(name: str) -> str:
    """Return a head as it is compared: whatever its case, spaces and Unicode form."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def own_sheet(names: Sequence[str]) -> str:
    """Return the sheet with the only table of a workbook that this program exported; "" where there is none.

    Beside it stand the sources, and what the numbers are.
    """
    for language in LANGUAGES:
        say = Formats(translate=catalogue(language)).words
        called = {say(words(table.label)): table.key for table in TABLES}
        tables = [name for name in names if called.get(name, "") not in ("", "sources")]
        rest = {say(words(ABOUT)), *(name for name, key in called.items() if key == "sources")}
        if len(tables) == 1 and set(names) - rest == set(tables):
            return tables[0]
    return ""


@cache
def gains_of(head: str) -> GainsAre | None:
    """Return what gains are in a series beside whose gains stands a column of this head: “Net” by gross."""
    column = TABLE["periods"].column("gains_other")
    for language in LANGUAGES:
        for area in AreaUnit:
            for are in (GainsAre.NET, GainsAre.GROSS):
                project = Project(series=(Series("a", gains_are=are),))
                formats = Formats(area_unit=area, translate=catalogue(language))
                said = plain_head(column.label(Context.of(project, formats)))
                if _key(plain_head(head), {said: "gains_other"}, _units(language, area)):
                    return are
    return None


@cache
def known_heads(place: str) -> frozenset[str]:
    """Return what a column of periods or of recruitment, such as `label`, is called in any language."""
    return frozenset(
        head
        for language in LANGUAGES
        for table in ("periods", "intake")
        for head, key in _heads(language, AreaUnit.KM2)[table].items()
        if key in (place, f"per_month.{place}")
    )


def own_rows(value: object) -> Mapping[str, tuple[OwnTable, list[Any]]]:
    """Return the rows of exported tables by where they stand in a JSON file, their columns unsaid."""
    if not isinstance(value, dict) or not isinstance(tables := value.get("tables"), list):
        return {}
    area = str(value.get("area_unit"))
    if area not in list(AreaUnit) or not all(
        isinstance(one, dict) and one.get("key") in TABLE for one in tables
    ):
        return {}
    return {
        f"tables[{number}].rows": (OwnTable(str(one["key"]), (), area), one["rows"])
        for number, one in enumerate(tables)
        if isinstance(one.get("rows"), list)
    }
