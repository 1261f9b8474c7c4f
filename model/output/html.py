"""The report as one self-contained page: summary in words, charts, tables, verdicts, sources, and formulas.

It has no script and loads nothing. The template escapes every text; of the charts, which whoever can draw
passes in, only drawing survives.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from model.columns import Context
from model.derive.measures import MEASURES, Measure, formula_of
from model.output.headline import cards, verdicts
from model.output.sheet import Sheet, say
from model.output.tables import explanations, sheets
from model.text.units import in_area_unit
from model.text.words import marked, words

RESOURCES = Path(__file__).parents[2] / "resources"
_TEMPLATE = "report.html.j2"
_MOST_COLUMNS, _MOST_IN_DOCUMENT = 10, 8  # beside each other: what a page holds that can still be read
_SVG = "http://www.w3.org/2000/svg"
_DRAWING = {"svg", "g", "path", "rect", "line", "polyline", "polygon", "circle", "ellipse", "text", "tspan"}
_DRAWING |= {"defs", "clipPath", "linearGradient", "radialGradient", "stop", "image", "use", "title", "desc"}


TEXTS = {
    "SUMMARY": marked("Summary"),
    "NO_PERIODS": marked("No periods."),
    "CHARTS": marked("Charts"),
    "MEASURES": marked("How each measure is computed"),
    "MEASURE": marked("Measure"),
    "UNIT": marked("Unit"),
    "FORMULA": marked("Formula"),
    "MEANING": marked("What it is"),
}
"""What a report says besides its tables, marked here for translation."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart of a report: its title, what it shows in words, and the drawing, as SVG or as PNG."""

    title: str
    alt: str
    svg: bytes = b""
    png: bytes = b""


def html_report(ctx: Context, pictures: Sequence[Picture] = (), *, for_text_document: bool = False) -> str:
    """Return the report with these charts, as `html_pieces` yields it."""
    return "".join(html_pieces(ctx, pictures, for_text_document=for_text_document))


def html_pieces(
    ctx: Context, pictures: Sequence[Picture] = (), *, for_text_document: bool = False
) -> Iterator[str]:
    """Yield the report with these charts. Raises ValueError for an SVG that is no mere drawing.

    `for_text_document`: for word processors, which know few rules of style and draw no SVG.
    """
    most = _MOST_IN_DOCUMENT if for_text_document else _MOST_COLUMNS
    return _template().generate(
        said={key: say(ctx, text) for key, text in TEXTS.items()},
        title=title_of(ctx),
        notes=[line for line in ctx.project.notes.splitlines() if line.strip()],
        summaries=list(summaries(ctx)),
        checked=checked_words(ctx),
        pictures=[_shown(picture, number) for number, picture in enumerate(pictures)],
        sheets=((sheet, _parts(sheet, most)) for sheet in sheets(ctx)),
        measures=[measured(ctx, measure) for measure in MEASURES],
        explanations=explanations(ctx),
        document=for_text_document,
    )


def title_of(ctx: Context) -> str:
    """Return the title of a report: the project's."""
    return ctx.project.title or say(ctx, marked("Untitled project"))


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(RESOURCES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(_TEMPLATE)


def summaries(ctx: Context) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield each series that has periods, with its results in words: what, how much, and a line on it."""
    used = {period.series for period in ctx.project.periods}
    for series in ctx.project.series:
        if series.id in used:
            told = [(card.heading, card.value, card.note) for card in cards(ctx, series.id)]
            yield series.called, told


def checked_words(ctx: Context) -> str:
    """Say how the published claims and totals came out."""
    counts = verdicts(ctx)
    if not counts.holding + counts.not_refuted + counts.inconsistent + counts.unverifiable:
        return ""
    template = marked(
        "Published claims and totals computed anew: {holding} that hold, {not_refuted} that cannot be "
        "refuted and do not follow, {inconsistent} inconsistent, {unverifiable} that cannot be checked."
    )
    return ctx.formats.words(
        words(
            template,
            holding=counts.holding,
            not_refuted=counts.not_refuted,
            inconsistent=counts.inconsistent,
            unverifiable=counts.unverifiable,
        )
    )


def measured(ctx: Context, measure: Measure) -> tuple[str, str, str, str]:
    """Return what a measure is called, its unit, its formula and what it is."""
    unit = ctx.formats.unit(in_area_unit(measure.unit, ctx.formats.area_unit))
    return say(ctx, measure.label), unit, ctx.formats.words(formula_of(measure)), say(ctx, measure.help)


def _parts(sheet: Sheet, most: int) -> Iterator[dict[str, Any]]:
    """Yield a wide table as several, one below the other, each with the first column."""
    for begin in range(1, max(len(sheet.heads), 2), most):
        places = [0, *range(begin, min(begin + most, len(sheet.heads)))]
        if not sheet.heads:
            return
        body = len(sheet.rows) - sheet.totals
        yield {
            "heads": [(sheet.heads[place], sheet.numeric[place]) for place in places],
            "rows": [[(row[place], sheet.numeric[place]) for place in places] for row in sheet.rows[:body]],
            "totals": [[(row[place], sheet.numeric[place]) for place in places] for row in sheet.rows[body:]],
        }


def _shown(picture: Picture, number: int) -> dict[str, Any]:
    data = b64encode(picture.png).decode("ascii")
    svg = Markup(drawing(picture, f"chart{number}")) if picture.svg else ""  # noqa: S704 - made safe by `drawing`
    return {"title": picture.title, "alt": picture.alt, "svg": svg, "png": data}


def drawing(picture: Picture, name: str) -> str:
    """Return an SVG to stand within a page: read by readers aloud, its ids begun with `name`.

    Raises ValueError for anything in it that is no drawing: a script, an animation, a link, an address.
    """
    root = ET.fromstring(picture.svg.decode("utf-8"))  # noqa: S314 - drawn by this program a moment ago
    for element in root.iter():
        kind = element.tag.removeprefix(f"{{{_SVG}}}")
        if kind not in _DRAWING:
            raise ValueError(f"not a drawing: {kind}")
        for key, value in element.attrib.items():
            if key.lower().startswith("on") or (
                key.endswith("href") and not value.startswith(("#", "data:image/png;base64,"))
            ):
                raise ValueError(f"not a drawing: {key}")
            element.set(key, _own(key, value, name))
    for child in list(root):
        if child.tag in (f"{{{_SVG}}}title", f"{{{_SVG}}}desc"):
            root.remove(child)
    for size in ("width", "height"):  # the page says how large; the view box keeps the shape
        root.attrib.pop(size, None)
    for place, (kind, text) in enumerate((("title", picture.title), ("desc", picture.alt))):
        said = ET.Element(f"{{{_SVG}}}{kind}", {"id": f"{name}-{kind}"})
        said.text = text
        root.insert(place, said)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


def _own(key: str, value: str, name: str) -> str:
    """Return an attribute with the ids in it made those of this picture alone."""
    if key == "id" or (key.endswith("href") and value.startswith("#")):
        return f"#{name}-{value[1:]}" if value.startswith("#") else f"{name}-{value}"
    return re.sub(r"url\(#", f"url(#{name}-", value)
