"""`main.py read`, in this process: what is printed, what is written, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import main
from gui.command_line.reading import run
from model.files import open_project
from tests.model.edits.articles import FOUR_MONTHS
from tests.model.imports.articles.made import docx, pdf, put
from tests.model.imports.articles.made import run as run_of

SENTENCE = "In November 2024 Russian forces lost 45,690 men, ISW said, and gained 839 square kilometers."
ARTICLE = f"{SENTENCE}\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def done(*arguments: object) -> tuple[int, list[str]]:
    said: list[str] = []
    return run(main.parse(["read", *map(str, arguments)]), said.append), said


def test_it_prints_each_number_with_what_it_becomes(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert done(article, "--published", "2024-12-05") == (0, [])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("-   2024: not taken: a year")
    assert lines[1].startswith("[x] 45,690: losses, people, 2024-11-01..2024-11-30, Russia")
    assert lines[2].startswith("[x] 839 square kilometers: gains, km2, 2024-11-01..2024-11-30")


def test_json_has_every_number_with_its_place(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert done(article, "--published", "2024-12-05", "--format", "json")[0] == 0
    tree = json.loads(capsys.readouterr().out)
    assert [ARTICLE[item["start"] : item["end"]] for item in tree] == [
        "2024",
        "45,690",
        "839 square kilometers",
    ]
    assert [item["kind"] for item in tree] == [None, "losses", "gains"]
    assert tree[0]["why_not"] == "year"


def test_what_is_certain_goes_into_a_project_and_says_how_much(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.json"
    code, said = done(article, "--published", "2024-12-05", "--link", "https://example.org", "-o", out)
    assert (code, said) == (0, ["added: 2 figures, 0 claims"])
    (period,) = open_project(out).periods
    assert period.losses is not None
    assert (period.losses.value, period.losses.quote) == (45690, ARTICLE.strip())


def test_a_project_is_called_as_its_text_begins(tmp_path: Path) -> None:
    text, file = tmp_path / "text.txt", tmp_path / "new.json"
    text.write_text(f"\nRussian forces lost 45,690 men in November 2024, {'it was said, ' * 9}.\nMore.")
    assert done(text, "-o", file)[0] == 0
    assert open_project(file).title.endswith(" it was said, it…")


def test_into_a_project_adds_to_it(article: Path, tmp_path: Path) -> None:
    out, again = tmp_path / "p.json", tmp_path / "q.json"
    done(article, "--published", "2024-12-05", "-o", out)
    code, said = done(article, "--published", "2024-12-05", "--into", out, "-o", again)
    assert code == 0
    assert said[0] == "added: 0 figures, 0 claims"
    assert open_project(again).periods == open_project(out).periods


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", f"<meta property='article:published_time' content='2024-12-05'><p>{SENTENCE}".encode()),
        ("a.docx", docx(f"<w:p>{run_of(SENTENCE)}</w:p>")),
        (
            "a.pdf",
            pdf(
                "".join(
                    put(line, 60, y)
                    for line, y in zip((SENTENCE[:48], SENTENCE[49:]), (700, 687), strict=True)
                )
            ),
        ),
    ],
)
def test_a_page_a_document_and_a_print_become_a_project_as_a_text_does(
    tmp_path: Path, name: str, data: bytes
) -> None:
    path, out = tmp_path / name, tmp_path / "p.json"
    path.write_bytes(data)
    code, said = done(path, "-o", out)
    assert (code, said[0]) == (0, "added: 2 figures, 0 claims")
    (period,) = open_project(out).periods
    assert period.losses is not None
    assert period.gains is not None
    assert (period.losses.value, period.gains.value) == (45690, 839)
    assert period.losses.quote == SENTENCE


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF-1.4", "it is no PDF that can be opened"),
        ("a.docx", b"PK\x03\x04", "damaged"),
        ("a.html", b"<html></html>", "holds no text"),
        ("a.odt", b"text", "a text is read from .txt, .md, .html, .htm, .docx, .pdf"),
        ("a.txt", b"\x89\0\0\x01\x02" * 200, "this is no text"),
        ("a.txt", b"x" * 2_000_001, "longer than 2000000 characters"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    code, said = done(path)
    assert code == 2
    assert words in said[0]


def test_a_day_that_is_none_is_refused(article: Path) -> None:
    code, said = done(article, "--published", "yesterday")
    assert code == 2
    assert "yesterday" in said[0]


@pytest.mark.parametrize("options", [("--into", "p.json"), ("--all",)])
def test_what_adds_to_a_project_asks_where_it_is_to_be_written(
    article: Path, options: tuple[str, ...]
) -> None:
    code, said = done(article, *options)
    assert (code, "-o" in said[0]) == (2, True)


def test_from_an_article_to_the_verdict_that_does_not_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article, project = tmp_path / "august.txt", tmp_path / "august.json"
    article.write_text(FOUR_MONTHS, "utf-8")
    assert done(article, "--published", "2025-09-10", "-o", project)[0] == 0
    assert main.main(["check", str(project)]) == 1
    said = capsys.readouterr().out
    (line,) = [line for line in said.splitlines() if line.startswith("inconsistent")]
    assert "stated ≈68 per km², computed 57.8 per km²" in line  # 28,880 / 499.43
