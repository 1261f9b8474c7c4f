"""Looks for data files that an import trips over, for as long as one likes, led by the code they reach.

    pip install atheris
    python -m tests.fuzz_import -max_total_time=300 FOLDER

As `tests.fuzz_project`, of files of figures: each is looked at and planned as a table, as a series of every
kind and as what it seems to be, and is planned or refused with a `SalientError`, within 10 s and 1 GB. The
rows read are those used, left out and refused; no figure is NaN; the recipe reads the file alike again.
Workbooks and Parquet are read in a process of their own, which has its own limits, and are passed over.
"""

from __future__ import annotations

import importlib
import math
import sys
from pathlib import Path

atheris = importlib.import_module("atheris")  # no part of any extra: it is not there for every Python

with atheris.instrument_imports(include=["model"]):
    from model.imports.choices import (
        TABLES,
        Choices,
        Dating,
        Kind,
        PeriodLength,
        SeriesQuantity,
        TableChoices,
    )
    from model.imports.inspect_file import FileReport, look
    from model.imports.plan import plan
    from model.imports.planned import Outcome
    from model.imports.recipe import recipe_of, recipe_tree
    from model.text.errors import SalientError

SAMPLES = Path(__file__).parent / "data" / "imports"
LIMITS = ("-timeout=10", "-rss_limit_mb=1000", "-max_len=100000")
NAMES = ("some.csv", "some.tsv", "some.json", "some.jsonl", "some")
IN_A_CHILD = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1")
CHOICES: tuple[Choices | TableChoices, ...] = (
    *(table() for table in TABLES.values()),
    *(
        Choices(what, kind=kind, dating=Dating.REPORT, unit=unit, by=PeriodLength.MONTH)
        for kind in Kind
        for what, unit in ((SeriesQuantity.LOSSES, ""), (SeriesQuantity.GAINS, "km2"))
    ),
)


def planned_or_refused(data: bytes) -> None:
    """Plan `data` in every way; raises what must not happen. The last byte chooses the name of the file."""
    if data.startswith(IN_A_CHILD):
        return
    try:
        looked = look(data[:-1], name=NAMES[(data[-1] if data else 0) % len(NAMES)])
    except SalientError:
        return
    for choices in CHOICES:
        outcome = _outcome(looked, choices)
        if outcome is not None:
            _holds(looked, outcome)


def _outcome(looked: FileReport, choices: Choices | TableChoices) -> Outcome | None:
    try:
        return plan(looked, choices)
    except SalientError:
        return None


def _holds(looked: FileReport, outcome: Outcome) -> None:
    assert outcome.read == outcome.used + outcome.filtered + outcome.unusable
    for made in outcome.made:
        assert made.span.start <= made.span.end
        for figure in made.figures.values():
            assert not any(math.isnan(number) for number in figure.bounds())
    again = plan(looked, recipe_of(recipe_tree(outcome.recipe)).choices)
    assert again.made == outcome.made


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    options = [argument for argument in sys.argv[1:] if argument.startswith("-")]
    for folder in folders:
        Path(folder).mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], *LIMITS, *options, *folders, str(SAMPLES)], planned_or_refused)
    atheris.Fuzz()
