"""A chart view alone in a process, measured from within; run as `-m tests.benchmarks.charts_in_a_process N`.

Prints as JSON the least and the median time of this thread, in milliseconds, of each thing done many times;
the exit code is that of a process in which views were made, used and closed.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable

import main

main.window()  # as a start imports it, before anything else does

from PySide6.QtCore import QEvent, QPointF  # noqa: E402 - as just said
from PySide6.QtWidgets import QApplication  # noqa: E402 - as just said

from gui.charts.view import ChartView  # noqa: E402 - as just said
from model.charts import CHARTS  # noqa: E402 - as just said
from model.checks import checks  # noqa: E402 - as just said
from model.derive.results import derive  # noqa: E402 - as just said
from model.text.figures import Figure  # noqa: E402 - as just said
from model.text.formats import Formats  # noqa: E402 - as just said
from model.text.records import replace  # noqa: E402 - as just said
from tests.benchmarks.sized import project_of  # noqa: E402 - as just said

TIMES = 30
Spent = tuple[float, float]


def spent_on(do: Callable[[int], object], prepare: Callable[[int], object] = lambda _: None) -> Spent:
    """Return the least and the median milliseconds that `do` and what it leads to take."""
    spent = list[float]()
    for number in range(TIMES):
        prepare(number)
        QApplication.processEvents()
        begun = time.thread_time()
        do(number)
        QApplication.processEvents()
        spent.append((time.thread_time() - begun) * 1_000)
    return min(spent), statistics.median(spent)


def measure(periods: int) -> dict[str, Spent]:
    made: list[ChartView] = []
    spent = {"made": spent_on(lambda _: made.append(ChartView()))}
    for view in made[1:]:
        view.close()
        view.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    view = made[0]
    view.resize(700, 420)
    view.show()
    results, formats = derive(project_of(periods)), Formats()  # of which a window has one

    def edit(number: int) -> None:
        nonlocal results
        rows = list(results.project.periods)
        rows[periods // 2] = replace(rows[periods // 2], losses=Figure(value=2_000.0 + number))
        results = derive(replace(results.project, periods=tuple(rows)), results)
        for key in ("losses", "gains", "cumulative_shortfall"):  # the row of totals comes before the charts
            results.totals[key]

    def show(_: int) -> None:
        view.show_chart(results, lambda: checks(results), formats)
        view.refresh()

    for kind in CHARTS:
        view.set_kind(kind.key)
        show(0)
        spent[f"{kind.key} redrawn after an edit"] = spent_on(show, edit)
        spent[f"{kind.key} selected"] = spent_on(lambda n: view.select_rows("periods", (n,)))
        spent[f"{kind.key} hovered"] = spent_on(lambda n: view._on_mouse_moved(QPointF(150.0 + 9 * n, 150.0)))
    view.set_kind(CHARTS[0].key)
    show(0)
    chart = view.chart
    assert chart is not None
    first, step = chart.x0, (chart.x1 - chart.x0) / (4 * TIMES)
    spent["region dragged"] = spent_on(
        lambda n: view.region.set_days((first + n * step, first + (n + 40) * step))
    )
    view.close()
    return spent


if __name__ == "__main__":
    application = QApplication([])
    print(json.dumps(measure(int(sys.argv[1]))), flush=True)
