"""Sources out as CSL-JSON and BibTeX, and in from them, as Zotero writes both."""

from __future__ import annotations

import json
from datetime import date

import pytest
from bibtexparser.entrypoint import parse_string

from model.columns import Context
from model.edits import add_sources
from model.files import sample
from model.imports.bibliography import is_bibliography, read_bibliography
from model.output.documents import report_bytes
from model.project import Project, Source, Stance
from model.text.errors import Refused, Unreadable
from model.text.formats import Formats

SOURCES = (
    Source(
        "isw",
        "Institute for the Study of War",
        Stance.INDEPENDENT,
        "https://example.org/a_b?c=1&d=%7Bx%7D",
        date(2024, 12, 5),
        "50 % of $ & #1 {braces} \\ back_slash ~ ^ й -- a---b ''q''",
        date(2024, 12, 9),
        "CC BY 4.0 & more",
    ),
    Source("kyiv_post", "Kyiv Post"),
)

ZOTERO_CSL = """[{"id": "http://zotero.org/users/1/items/ABC", "type": "article-newspaper",
 "title": "Russia Lost 45,690", "container-title": "Kyiv Post", "URL": "https://kyivpost.com/1",
 "author": [{"family": "Doe", "given": "Jane"}, {"literal": "The Desk"}],
 "issued": {"date-parts": [["2024", 12, 5]]}, "accessed": {"date-parts": [[2024, 12]]}}]"""

ZOTERO_BIB = r"""
@article{doe_russia_2024,
  title = {Russia {L}ost 45,690 \& more},
  author = {Doe, Jane and {The Desk}},
  journaltitle = {Kyiv Post},
  url = {https://kyivpost.com/1},
  date = {2024-12-05},
  urldate = {2024-12-09},
  copyright = {CC BY 4.0},
}
@misc{broken, title = {No end
"""


def context(project: Project) -> Context:
    return Context.of(project, Formats())


@pytest.mark.parametrize("kind", ["csl", "bibtex"])
def test_what_is_written_is_read_back_whole(kind: str) -> None:
    written = report_bytes(context(Project(sources=SOURCES)), kind).decode()
    assert is_bibliography(written)
    read, failed, without_day = read_bibliography(written)
    assert (tuple(read), failed, without_day) == (SOURCES, 0, [])


def test_a_day_that_is_none_is_told() -> None:
    csl = '[{"id": "a", "type": "report", "title": "A", "issued": {"date-parts": [[2024, 11]]}}]'
    bibtex = "@misc{b, title = {B}, year = {2024}, month = {11}}\n@misc{c, title = {C}, date = {soon}}"
    for text, names in ((csl, ["A"]), (bibtex, ["B", "C"])):
        read = read_bibliography(text)
        assert [source.published for source in read.sources] == [None] * len(names)
        assert (read.failed, read.without_day) == (0, names)


def test_bibtex_is_read_by_others_as_it_is_meant() -> None:
    written = report_bytes(context(sample("autumn-2024")), "bibtex").decode()
    library = parse_string(written)
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [s.id for s in sample("autumn-2024").sources]


def test_csl_is_what_its_schema_asks() -> None:
    items = json.loads(report_bytes(context(sample("autumn-2024")), "csl"))
    for item in items:
        assert (
            {"id", "type"}
            <= item.keys()
            <= {"id", "type", "title", "URL", "issued", "accessed"}
            | {
                "note",
                "keyword",
                "license",
            }
        )


def test_entries_of_zotero_are_read() -> None:
    (source,), failed, _ = read_bibliography(ZOTERO_CSL)
    assert (source.id, source.name) == ("abc", "Jane Doe, The Desk, Russia Lost 45,690")
    assert (source.url, source.published, source.accessed, failed) == (
        "https://kyivpost.com/1",
        date(2024, 12, 5),
        None,
        0,
    )
    (source,), failed, _ = read_bibliography(ZOTERO_BIB)
    assert (source.id, source.name) == ("doe_russia_2024", "Jane Doe, The Desk, Russia Lost 45,690 & more")
    assert (source.published, source.accessed, failed) == (date(2024, 12, 5), date(2024, 12, 9), 1)
    assert source.licence == "CC BY 4.0"


def test_other_texts_are_no_bibliography() -> None:
    for text in ("", "November 2024\t45,690", "[1, 2]", '[{"a": 1}]', "@nobody said so", "{}", "[" * 5000):
        assert not is_bibliography(text)
    with pytest.raises(Unreadable):
        read_bibliography("nothing of the kind")
    with pytest.raises(Refused, match="too long"):
        read_bibliography("@" * 2_000_001)


def test_a_source_that_is_there_is_not_added_again() -> None:
    ctx = context(Project(sources=SOURCES))
    again = [Source("other", "Kyiv Post"), Source("isw", "Another of that tag")]
    added = add_sources(ctx.project, again).project.sources
    assert [(source.id, source.name) for source in added[2:]] == [("isw_2", "Another of that tag")]
