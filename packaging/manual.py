"""Writes the manual page and the completions of shells from the parser: `python packaging/manual.py FOLDER`.

Makes FOLDER/salient.1, FOLDER/salient.bash, FOLDER/_salient, which is for zsh, and the metainfo with the
address where the program is at home, where SALIENT_ADDRESS says it: none is known here. The wheel has all of
them too.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import shtab
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

ROOT = Path(__file__).parents[1]
METAINFO = "org.salient.Salient.metainfo.xml"
PLACES = {
    "salient.1": "man/man1/salient.1",
    "salient.bash": "bash-completion/completions/salient",
    "_salient": "zsh/site-functions/_salient",
    METAINFO: f"metainfo/{METAINFO}",
}


def write(folder: Path, address: str) -> None:
    """Write the manual page, the completions and the metainfo into a folder."""
    sys.path.insert(0, str(ROOT))
    os.environ["COLUMNS"] = "78"  # what help is as wide as
    from gui.app import version  # noqa: PLC0415 - found only now

    version.PROGRAM = "salient"  # as it is called once installed
    import main  # noqa: PLC0415 - as above

    start, commands = main.window_parser(), main.command_parser()
    folder.mkdir(parents=True, exist_ok=True)
    page = "\n".join(_page(start, commands, version.program_version()))
    (folder / "salient.1").write_text(f"{page}\n", "utf-8")
    for shell, name in (("bash", "salient.bash"), ("zsh", "_salient")):
        (folder / name).write_text(shtab.complete(commands, shell), "utf-8")
    url = f'  <url type="homepage">{escape(address)}</url>\n' if address else ""
    metainfo = (ROOT / "packaging" / "linux" / METAINFO).read_text("utf-8")
    (folder / METAINFO).write_text(metainfo.replace("  <launchable", f"{url}  <launchable"), "utf-8")


def _page(start: argparse.ArgumentParser, commands: argparse.ArgumentParser, version: str) -> Iterator[str]:
    """Yield the lines of the manual page: what --help says, of the program and of each of its commands."""
    yield f'.TH SALIENT 1 "" "Salient {version}" "User Commands"'
    yield f".SH NAME\nsalient \\- {start.description}"
    yield from _section("SYNOPSIS", start.format_help())
    for action in commands._actions:  # noqa: SLF001 - argparse has no other way to its commands
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            for name, command in action.choices.items():
                yield from _section(name.upper(), command.format_help())


def _section(title: str, text: str) -> Iterator[str]:
    """Yield a section of lines that are shown as they are: none of them is a request to the formatter."""
    yield f".SH {title}\n.nf"
    for line in text.splitlines():
        plain = line.replace("\\", "\\e").replace("-", "\\-")
        yield f"\\&{plain}" if plain.startswith((".", "'")) else plain
    yield ".fi"


class InWheel(BuildHookInterface[Any]):
    """Lays them into the wheel, to be installed below `share`."""

    def initialize(self, _version: str, build_data: dict[str, Any]) -> None:
        self.made = tempfile.TemporaryDirectory()
        write(Path(self.made.name), self.metadata.core.urls.get("Homepage", ""))
        places = {str(Path(self.made.name, name)): f"share/{place}" for name, place in PLACES.items()}
        build_data["shared_data"].update(places)

    def finalize(self, *_: object) -> None:
        self.made.cleanup()


class Address(MetadataHookInterface):
    """Tells the address to whoever installs; a wheel that is made of an sdist has that of the sdist."""

    def update(self, metadata: dict[str, Any]) -> None:
        address = os.environ.get("SALIENT_ADDRESS")
        if address and "urls" not in metadata:
            metadata["urls"] = {"Homepage": address}


if __name__ == "__main__":
    write(Path(sys.argv[1]), os.environ.get("SALIENT_ADDRESS", ""))
