"""A chart whose ranges reach over all alternative figures, and which says so."""

from __future__ import annotations

from dataclasses import replace

from model.charts.data import Chart
from model.derive.results import Results, derive
from model.explain.alternatives import enveloped
from model.text.formats import Formats
from model.text.words import QT_TRANSLATE_NOOP, words


def ranged(results: Results) -> Results:
    """Return the results over all alternatives; the same where no figure has any."""
    project = enveloped(results.project)
    return results if project is results.project else derive(project, results)


def over_alternatives(chart: Chart, formats: Formats) -> Chart:
    """Return a chart that says that its ranges reach over alternatives."""
    said = formats.words(
        words(
            QT_TRANSLATE_NOOP(
                "model", "Ranges reach from the least to the greatest of what the sources say of one thing."
            )
        )
    )
    note = " ".join(part for part in (said, chart.note) if part)
    return replace(chart, note=note, describe=lambda: f"{chart.alt} {said}")
