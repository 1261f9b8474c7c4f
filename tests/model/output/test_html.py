"""The report as a page: whole, inert, and read by those who do not see the charts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from model.columns import Context
from model.derive.measures import MEASURE, formula_of
from model.files import sample
from model.output.documents import ReportPicture
from model.output.documents import report_bytes as report
from model.output.html import drawing
from model.project import Project
from model.text.formats import Formats
from model.text.records import replace

SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="10mm" viewBox="0 0 9 9">'
    b"<title>t</title>"
)
CLIP = b'<defs><clipPath id="c"><rect/></clipPath></defs><g clip-path="url(#c)"><path d="M0 0"/></g></svg>'
PICTURE = ReportPicture("Losses <1000 & more", 'Bars "by" period', svg=SVG + CLIP)


def context(project: Project) -> Context:
    return Context.of(project, Formats(area_unit=project.view.area_unit))


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.addresses: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append(tag)
        self.addresses += [value or "" for key, value in attrs if key in ("href", "src", "xlink:href")]
        assert not [key for key, _ in attrs if key.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_has_summary_tables_verdicts_findings_sources_and_formulas() -> None:
    page = Tags(report(context(sample("autumn-2024")), "html", [PICTURE]).decode())
    for said in (
        "Autumn 2024",
        "125,800",
        "45,690",
        "inconsistent",
        "Institute for the Study of War",
        "Claims",
    ):
        assert said in page.text
    assert "15 that hold" in page.text
    assert str(formula_of(MEASURE["losses_per_gain"])) in page.text
    assert str(formula_of(MEASURE["losses_per_front"])) not in page.text  # comes to nothing here
    assert page.opened.count("h1") == 1
    assert {"thead", "tfoot", "figure", "svg", "caption"} - set(page.opened) <= {"caption"}


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    text = report(context(sample("autumn-2024")), "html", [PICTURE]).decode()
    page = Tags(text)
    assert "script" not in page.opened
    assert page.addresses == []
    assert "default-src 'none'" in text
    assert "@media print" in text


def test_text_of_a_project_is_never_markup() -> None:
    probe = "<script>x</script><img src=x onerror=y>{{ 7 * 7 }}"
    project = sample("autumn-2024")
    first = replace(project.periods[0], label=probe)
    source = replace(project.sources[0], name=probe, url="javascript:x")
    claims = tuple(replace(claim, quote=probe) for claim in project.claims)
    hostile = replace(
        project,
        title=probe,
        notes=probe,
        periods=(first, *project.periods[1:]),
        claims=claims,
        sources=(source, *project.sources[1:]),
    )
    page = Tags(report(context(hostile), "html", [replace(PICTURE, title=probe, alt=probe)]).decode())
    assert not {"script", "img"} & set(page.opened)
    assert page.text.count(probe) > 3


def test_charts_are_read_aloud_and_keep_their_own_names() -> None:
    first, second = drawing(PICTURE, "a"), drawing(PICTURE, "b")
    assert 'role="img"' in first
    assert "Losses &lt;1000 &amp; more" in first
    assert "url(#a-c)" in first
    assert 'id="a-c"' in first
    ids = re.findall(r'\sid="([^"]+)"', first + second)
    assert len(ids) == len(set(ids))
    assert "<title>t</title>" not in first


@pytest.mark.parametrize(
    "inner",
    [
        b"<script/>",
        b"<animate/>",
        b'<rect onclick="x"/>',
        b'<image href="https://example.org/x.png"/>',
        b"<a/>",
    ],
)
def test_what_is_no_drawing_is_refused(inner: bytes) -> None:
    with pytest.raises(ValueError, match="not a drawing"):
        drawing(ReportPicture("t", "a", svg=SVG + inner + b"</svg>"), "x")


def test_a_picture_without_svg_has_its_description() -> None:
    text = report(
        context(sample("autumn-2024")), "html", [ReportPicture("t", "what it shows", png=b"\x89PNG")]
    ).decode()
    assert 'alt="what it shows"' in text
    assert "data:image/png;base64,iVBORw==" in text


@pytest.mark.parametrize("for_text_document", [False, True])
def test_an_empty_project_has_a_report_too(for_text_document: bool) -> None:
    assert "No periods." in report(context(Project()), "word" if for_text_document else "html").decode()


def test_the_report_knows_pages_and_workbooks() -> None:
    ctx = context(sample("autumn-2024"))
    assert report(ctx, "html").startswith(b"<!DOCTYPE html>")
    assert report(ctx, "xlsx").startswith(b"PK")
    assert report(context(Project()), "xlsx").startswith(b"PK")


def test_a_page_says_its_language_and_fits_a_phone() -> None:
    page = report(context(sample("autumn-2024")), "html").decode()
    assert '<html xmlns:x="urn:schemas-microsoft-com:office:excel" lang="en" dir="ltr">' in page
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert "@media screen and (max-width: 40rem)" in page
