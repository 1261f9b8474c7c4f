"""The recipe of what the schema of the project file says of measures and charts: `python -m tests.schema`.

Which charts there are, which measures charts and claims may name, in which units a claim states them, and
which are never below 0.
"""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import Any

from model.charts import CHARTS
from model.columns.claim_words import NEVER_NEGATIVE
from model.derive.measures import CLAIMED, MEASURES
from model.text.units import SCALES, of_difference, same_kind

FILE = Path(__file__).parents[1] / "resources" / "project.schema.json"
_CHANGE = {"properties": {"kind": {"const": "change"}}, "required": ["kind"]}


def text() -> str:
    """Return the schema as it is to be: the rest as the file has it."""
    schema = json.loads(FILE.read_text(encoding="utf-8"))
    claim = schema["$defs"]["claim"]
    schema["$defs"]["chart"]["properties"]["chart"]["enum"] = [kind.key for kind in CHARTS]
    measures = [measure.key for measure in MEASURES]
    schema["$defs"]["chart"]["properties"]["measure"]["enum"] = measures
    claim["properties"]["measure"]["enum"] = [*CLAIMED]
    others = [rule for rule in claim["allOf"] if not _of_units(rule)]
    (never,) = (rule for rule in others if "'minimum': 0" in str(rule["then"]))
    never["if"]["properties"]["measure"]["enum"] = [*NEVER_NEGATIVE]
    claim["allOf"] = [*_units(), *others]
    return json.dumps(schema, indent=2) + "\n"


def _of_units(rule: Any) -> bool:
    return "measure" in rule["if"]["properties"] and "unit" in str(rule["then"])


def _units() -> list[Any]:
    """Return in which units a claim states a measure, by itself and as a change from other days."""
    first = [measure.unit for measure in CLAIMED.values()]
    by_unit = sorted(CLAIMED.values(), key=lambda measure: first.index(measure.unit))
    rules: list[Any] = []
    for unit, of_unit in groupby(by_unit, key=lambda measure: measure.unit):
        keys = [measure.key for measure in of_unit]
        rules.append(_rule(keys, against=False, units=[*_kind(unit), *SCALES.get(unit, ())]))
        compared = [key for key in keys if key not in ("campaign_shortfall", "attained")]
        in_share = "points" if unit == "share" else "share"
        rules.append(_rule(compared, against=_CHANGE, units=[*_kind(of_difference(unit)), in_share]))
    return rules


def _kind(unit: str) -> tuple[str, ...]:
    return unit, *(other for other in same_kind(unit) if other != unit)


def _rule(keys: list[str], *, against: Any, units: list[str]) -> Any:
    return {
        "if": {
            "properties": {"measure": {"enum": keys}, "against": against},
            "required": ["measure", *(["against"] if against else [])],
        },
        "then": {"properties": {"stated": {"properties": {"unit": {"enum": units}}}}},
    }


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
