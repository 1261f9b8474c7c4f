"""What makes Salient a program of a desktop: its entry, its kind of files, its bundle."""

from __future__ import annotations

import configparser
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import main
from model.files.project_file import SAMPLES_FOLDER
from model.imports import child

ROOT = Path(__file__).parents[1]
LINUX = ROOT / "packaging" / "linux"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
MIME = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}


def desktop_entry() -> configparser.SectionProxy:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(LINUX / "salient.desktop", "utf-8")
    return entry["Desktop Entry"]


def kind_of_project() -> ET.Element:
    kind = ET.parse(LINUX / "salient-mime.xml").find("m:mime-type", MIME)  # noqa: S314 - ours
    assert kind is not None
    return kind


def metainfo() -> ET.Element:
    return ET.parse(LINUX / "org.salient.Salient.metainfo.xml").getroot()  # noqa: S314 - ours


def test_the_desktop_knows_the_window_and_the_files_of_the_program() -> None:
    window = (ROOT / "gui" / "window" / "app.py").read_text("utf-8")
    named = re.search(r'setDesktopFileName\("(\w+)"\)', window)
    assert named is not None
    entry = desktop_entry()
    assert (LINUX / f"{named[1]}.desktop").exists()
    assert entry["StartupWMClass"] == named[1]
    assert entry["MimeType"].split(";") == [kind_of_project().get("type"), ""]
    assert metainfo().findtext("launchable") == "salient.desktop"
    assert metainfo().findtext("provides/mediatype") == kind_of_project().get("type")


@pytest.mark.parametrize("sample", sorted(SAMPLES_FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_a_project_is_known_by_what_it_begins_with(sample: Path) -> None:
    found = kind_of_project().find("m:magic/m:match", MIME)
    assert found is not None
    first, last = map(int, found.attrib["offset"].split(":"))
    assert first <= sample.read_bytes().index(found.attrib["value"].encode()) <= last


def test_every_place_that_names_the_version_names_the_same() -> None:
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert cited is not None
    assert cited[1] == VERSION
    released = metainfo().find("releases/release")
    assert released is not None
    assert released.get("version") == VERSION


@pytest.mark.parametrize(
    ("program", "of"),
    [
        (("desktop-file-validate",), "salient.desktop"),
        (("appstreamcli", "validate", "--no-net"), "org.salient.Salient.metainfo.xml"),
    ],
    ids=["entry", "metainfo"],
)
def test_the_desktop_takes_its_files(program: tuple[str, ...], of: str) -> None:
    if shutil.which(program[0]) is None:
        pytest.skip(f"this machine has no {program[0]}")
    done = subprocess.run([*program, str(LINUX / of)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "error" not in done.stdout


GITHUB = sorted((ROOT / ".github").rglob("*.yml"))


@pytest.mark.parametrize("file", [*GITHUB, ROOT / "CITATION.cff"], ids=lambda path: path.name)
def test_what_others_read_of_the_repository_can_be_read(file: Path) -> None:
    """A workflow that cannot is never run, and nobody is told."""
    assert pytest.importorskip("yaml").safe_load(file.read_text("utf-8"))


def test_help_names_every_command() -> None:
    assert set(re.findall(r"^  (\w+) (?:[A-Z]+| ) ", main.WINDOW_HELP, re.MULTILINE)) == set(main.COMMANDS)


def test_in_a_bundle_a_reader_is_started_by_the_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    bundled = runpy.run_path(str(ROOT / "packaging" / "frozen.py"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "salient")
    command = child._command()
    assert command == ["salient", bundled["CHILD"]]
    asked: list[str] = []
    reader = type(sys)("reader")
    reader.main = lambda: asked.extend(sys.argv)  # type: ignore[attr-defined] # a module made up
    monkeypatch.setitem(sys.modules, "model.imports.reader", reader)
    monkeypatch.setattr(sys, "argv", [*command, "model.imports.reader", "sheet"])
    assert bundled["start"]() == 0
    assert asked == ["salient", "sheet"]


def test_in_a_bundle_nothing_else_is_started_so(monkeypatch: pytest.MonkeyPatch) -> None:
    bundled = runpy.run_path(str(ROOT / "packaging" / "frozen.py"))
    monkeypatch.setattr(sys, "argv", ["salient", bundled["CHILD"], "this"])
    assert bundled["start"]() == main.UNUSABLE


def test_a_bundle_works_and_so_do_the_packages_made_of_it(long: bool, tmp_path: Path) -> None:
    if not long:
        pytest.skip("takes minutes and downloads what makes bundles; run with --long")

    def run(*command: str | Path) -> str:
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout

    run(ROOT / "packaging" / "bundle", tmp_path)
    run(ROOT / "packaging" / "try", tmp_path / "salient" / "salient")
    if shutil.which("dpkg-deb"):
        run(LINUX / "deb", tmp_path, tmp_path / "salient.deb")
        run("dpkg-deb", "--extract", tmp_path / "salient.deb", tmp_path / "debian")
        assert VERSION in run(tmp_path / "debian" / "usr" / "bin" / "salient", "--version")
    if shutil.which("mksquashfs"):  # behind an empty runtime: what the runtime shows as a folder
        run(LINUX / "appimage", tmp_path, tmp_path / "squashfs", os.devnull)
        run("unsquashfs", "-quiet", "-no-progress", "-dest", tmp_path / "AppDir", tmp_path / "squashfs")
        assert VERSION in run(tmp_path / "AppDir" / "AppRun", "--version")
