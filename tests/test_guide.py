"""The guide says what the program does: its made pages are fresh, links lead somewhere, commands are some."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import main
from tests.guide import DOCS, FOLDERS, pages
from tests.program import run

ROOT = DOCS.parent
PAGES = (*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md")))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_what_is_made_of_what_is_declared_is_as_it_is_declared_now() -> None:
    for page, made in pages().items():
        assert page.read_text("utf-8") == made, f"{named(page)}: run python -m tests.guide"


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


@pytest.mark.parametrize("language", FOLDERS)
def test_the_article_of_the_ten_minutes_is_read_as_the_page_says(language: str, tmp_path: Path) -> None:
    lines = re.findall(r"^> (.+)$", (FOLDERS[language] / "start.md").read_text("utf-8"), re.MULTILINE)
    article, project = tmp_path / "article.txt", tmp_path / "november.json"
    article.write_text(" ".join(lines), "utf-8")
    added = run("read", article, "--published", "2024-12-05", "-o", project)
    assert added.faults == ["main.py: added: 2 figures, 1 claim"]
    verdict = next(line for line in run("check", project).out.splitlines() if "claims[0]" in line)
    assert verdict.startswith("follows")
    assert "63.0" in verdict


ENGLISH_ONLY = {"project-format.md", "reliability.md"}


def test_the_site_and_the_window_have_every_page() -> None:
    site = (ROOT / "mkdocs.yml").read_text("utf-8")
    in_site = set(re.findall(r"((?:uk/)?[\w-]+\.md)$", site, re.MULTILINE))
    in_window = set()
    for folder in FOLDERS.values():
        index = folder / "index.md"
        links = re.findall(r"\]\(([\w./-]+\.md)\)", index.read_text("utf-8"))
        in_window |= {index, *((folder / link).resolve() for link in links)}
    assert {DOCS / name for name in in_site} == in_window == set(DOCS.rglob("*.md"))
    english = {page.name for page in DOCS.glob("*.md")} - ENGLISH_ONLY
    assert {page.name for page in FOLDERS["uk"].glob("*.md")} == english


FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SAID_ALIKE = re.compile(r"\]\([^)]*\)|\b(?:Ctrl|Shift|Alt|F\d+)\b|\d+(?:\.\d+)?")
CODE = re.compile(r"`([^`]+)`")


@pytest.mark.parametrize("name", sorted(page.name for page in FOLDERS["uk"].glob("*.md")))
def test_a_page_in_ukrainian_says_what_the_english_one_does(name: str) -> None:
    english, ukrainian = ((FOLDERS[each] / name).read_text("utf-8") for each in ("en", "uk"))
    assert commands(ukrainian) == commands(english)
    ukrainian = re.sub(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))", "", ukrainian)
    ukrainian = re.sub(r"(?<=\d),(?=\d)", ".", ukrainian).replace("](../", "](")
    english = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", english)
    assert [said(part) for part in sections(ukrainian)] == [said(part) for part in sections(english)]


def commands(page: str) -> list[str]:
    """Return the blocks of code without their comments."""
    return [re.sub(r" +# .*", "", block) for block in FENCED.findall(page)]


def sections(page: str) -> list[str]:
    """Return the page without blocks of code, cut into headings, paragraphs, tables and entries of lists."""
    return re.split(r"^(?=#)|\n\n|\n(?=- )", FENCED.sub("", page), flags=re.MULTILINE)


def said(part: str) -> tuple[str, list[str], list[str]]:
    """Return how a part begins, and what it says alike: code that nobody translates, links, keys, numbers."""
    code = [
        text for text in CODE.findall(part) if re.search(r"[-./:=_]", text) and not re.search(r"\d", text)
    ]
    return re.findall(r"^[#>|`*!-]*", part)[0], sorted(code), sorted(SAID_ALIKE.findall(part))
