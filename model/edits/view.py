"""What the project says of itself and shows: title, notes, area unit, rate, baseline, how charts look."""

from __future__ import annotations

from model.chart_settings import ChartSettings
from model.columns import TABLE, Context
from model.columns.cell import read_text
from model.edits.edit import Edit
from model.project import Baseline, Project, Rate
from model.text.records import replace
from model.text.units import AreaUnit
from model.text.words import marked, words


def set_details(ctx: Context, title: str, notes: str) -> Edit:
    """Change the project's title and notes. Raises `Refused` where a file could not hold them."""
    project = replace(ctx.project, title=read_text(title), notes=read_text(notes))
    return Edit(words("change the project's details"), project)


def set_area_unit(ctx: Context, unit: AreaUnit) -> Edit:
    """Change the unit in which areas are shown; what is stored stays."""
    project = replace(ctx.project, view=replace(ctx.project.view, area_unit=unit))
    return Edit(words("show areas in {unit}", unit=_AREA_NAMES[unit]), project)


_AREA_NAMES = {AreaUnit.KM2: "km²", AreaUnit.MI2: "mi²"}


def set_rate(ctx: Context, rate: Rate) -> Edit:
    """Show rates a day or a month."""
    project = replace(ctx.project, view=replace(ctx.project.view, rate=rate))
    named = marked("show rates a day") if rate is Rate.PER_DAY else marked("show rates a month")
    return Edit(words(named), project)


def set_baseline(ctx: Context, row: int | None) -> Edit:
    """Compare with a period, or with none."""
    if row is None:
        project = replace(ctx.project, view=replace(ctx.project.view, baseline=None))
        return Edit(words("choose no baseline"), project)
    period = ctx.project.periods[row]
    baseline = Baseline(period.series, period.start, period.end)
    project = replace(ctx.project, view=replace(ctx.project.view, baseline=baseline))
    name = TABLE["periods"].row_name(ctx, row)
    return Edit(words("compare with {period}", period=name), project)


def set_chart(project: Project, settings: ChartSettings, name: str) -> Edit:
    """Keep what was chosen for one chart, called `name`; nothing is kept of one that is all automatic."""
    others = tuple(one for one in project.charts if one.of != settings.of)
    charts = others if settings.automatic else (*others, settings)
    charts = tuple(sorted(charts, key=lambda one: (one.chart, one.series, one.measure, one.by)))
    return Edit(words("change how the chart “{name}” looks", name=name), replace(project, charts=charts))
