"""A chart of a project in a file: that of maps is drawn of those that lie beside it."""

from __future__ import annotations

from pathlib import Path

from model.analyses.ground import days_on_maps
from model.charts import CHART, ChartOptions, build, key_of
from model.charts.data import Chart
from model.checks import ChecksOrLater
from model.derive.results import Results
from model.text.formats import Formats
from model.text.records import replace


def chart_with_maps(
    key: str,
    results: Results,
    checks: ChecksOrLater,
    formats: Formats,
    options: ChartOptions,
    folder: Path | None,
) -> Chart:
    """Return the chart `key` as `build` does, its maps read from the folder of the project, None for no file.

    Where they cannot be read, the chart says why.
    """
    if key == "map":
        of = key_of(CHART[key], results, options)
        span = days_on_maps(results.project, of.series, options.settings or results.project.settings_of(of))
        if span is not None:
            from model.imports.maps.map_ground import ground_of  # noqa: PLC0415 - other charts need none of it

            options = replace(options, ground=ground_of(results.project, folder or "", of.series, span))
    return build(key, results, checks, formats, options)
