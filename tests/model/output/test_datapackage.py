"""The data package is read back by the library of those who made the format, with every number in it."""

from __future__ import annotations

import importlib
import json
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from model.columns import Context
from model.files import sample, sample_names
from model.output.documents import report_bytes
from model.project import Project
from model.text.formats import Formats
from model.text.records import replace


@pytest.fixture(scope="module")
def frictionless() -> ModuleType:
    """Return the library, imported when it is used: every process of the tests would pay a second for it."""
    return importlib.import_module("frictionless")


def context_of(project: Project) -> Context:
    return Context.of(project, Formats())


@pytest.mark.parametrize("name", sample_names())
def test_every_sample_is_a_valid_package(frictionless: ModuleType, name: str, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(report_bytes(context_of(sample(name)), "datapackage"))
    report = frictionless.validate(str(path), type="package")
    assert report.valid, report.flatten(["type", "note"])


def test_the_tables_come_back_with_units_and_sources(frictionless: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(report_bytes(context_of(sample("autumn-2024")), "datapackage"))
    package = frictionless.Package(str(path))
    assert package.title == "Autumn 2024"
    assert {"title": "Institute for the Study of War"}.items() <= package.sources[0].items()
    periods = package.get_table_resource("periods")
    units = {field.name: field.custom.get("unit", "") for field in periods.schema.fields}
    assert units["losses.best"] == "people"
    assert units["gains.best"] == "km2"
    rows = periods.read_rows()
    assert [int(row["losses.best"]) for row in rows[:2]] == [80110, 45690]
    assert str(rows[0]["start"]) == "2024-09-01"


def test_each_source_has_its_licence(frictionless: ModuleType, tmp_path: Path) -> None:
    project = sample("full-scale-war-by-month")
    by, source = "https://creativecommons.org/licenses/by/4.0/", project.sources[0]
    said = enumerate(("MIT", "CC BY 4.0", by, ""))
    sources = tuple(replace(source, id=f"{source.id}{at or ''}", licence=licence) for at, licence in said)
    path = tmp_path / "package.zip"
    path.write_bytes(report_bytes(context_of(replace(project, sources=sources)), "datapackage"))
    assert frictionless.validate(str(path), type="package").valid
    told = [source.get("licenses") for source in frictionless.Package(str(path)).sources]
    assert told == [
        [{"name": "MIT", "title": "MIT"}],
        [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}],
        [{"path": by}],
        None,
    ]


def test_columns_that_hold_nothing_are_named_and_left_out(frictionless: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(report_bytes(context_of(sample("full-scale-war-by-month")), "datapackage"))
    periods = frictionless.Package(str(path)).get_table_resource("periods")
    names = {field.name for field in periods.schema.fields}
    left_out = set(periods.custom["emptyFieldsLeftOut"])
    assert {"losses", "losses.low", "losses.best", "losses.high", "losses_per_gain", "role"} <= names
    # nothing is recruited, no ground is said to be lost again, no figure has a quote
    assert {"intake", "shortfall", "shortfall.low", "losses_per_net", "losses.quote"} <= left_out
    assert not names & left_out
    assert len(names) < 80


def test_the_same_project_gives_the_same_bytes() -> None:
    ctx = context_of(sample("autumn-2024"))
    assert report_bytes(ctx, "datapackage") == report_bytes(ctx, "datapackage")


def test_the_description_names_what_the_files_hold(tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(report_bytes(context_of(sample("autumn-2024")), "datapackage"))
    with zipfile.ZipFile(path) as archive:
        described = json.loads(archive.read("datapackage.json"))
        for resource in described["resources"]:
            assert len(archive.read(resource["path"])) == resource["bytes"]
