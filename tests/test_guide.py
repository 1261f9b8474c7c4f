"""The guide says what the program does: its made pages are fresh, links lead somewhere, commands are some."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import main
from tests.guide import DOCS, pages
from tests.program import run

ROOT = DOCS.parent
PAGES = (*sorted(DOCS.glob("*.md")), *sorted(ROOT.glob("*.md")))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("name", ["notation.md", "measures.md"])
def test_what_is_made_of_what_is_declared_is_as_it_is_declared_now(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == pages()[name], "run: python -m tests.guide"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_to_what_is_there(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text("utf-8")) if not re.match(r"\w+:", link)]
    for link in links:
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in set(anchors(target)), link


def anchors(page: Path) -> Iterator[str]:
    for heading in re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE):
        yield re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_of_the_guide_are_commands(page: Path) -> None:
    text = page.read_text("utf-8").replace("\\\n", " ")
    for line in re.findall(r"python3 main\.py ((?:%s) [^`\n]*)" % "|".join(main.COMMANDS), text):  # noqa: UP031 - braces of the pattern
        main.command_parser().parse_args(shlex.split(line, comments=True))


def test_the_article_of_the_ten_minutes_is_read_as_the_page_says(tmp_path: Path) -> None:
    lines = re.findall(r"^> (.+)$", (DOCS / "start.md").read_text("utf-8"), re.MULTILINE)
    article, project = tmp_path / "article.txt", tmp_path / "november.json"
    article.write_text(" ".join(lines), "utf-8")
    added = run("read", article, "--published", "2024-12-05", "-o", project)
    assert added.faults == ["main.py: added: 2 figures, 1 claim"]
    verdict = next(line for line in run("check", project).out.splitlines() if "claims[0]" in line)
    assert verdict.startswith("follows")
    assert "63.0" in verdict


def test_the_site_and_the_window_have_every_page() -> None:
    site = (ROOT / "mkdocs.yml").read_text("utf-8")
    in_site = set(re.findall(r"([\w-]+\.md)$", site, re.MULTILINE))
    index = (DOCS / "index.md").read_text("utf-8")
    in_window = {"index.md", *re.findall(r"\]\(([\w-]+\.md)\)", index)}
    assert in_site == in_window == {page.name for page in DOCS.glob("*.md")}
