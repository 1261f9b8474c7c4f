"""The program beside others that do the same work, whole processes in turn; not part of any test run.

    python -m tests.benchmarks.against_others --pandas PYTHON --veusz PYTHON --calc soffice

`--pandas` and `--veusz` are Pythons that have pandas with matplotlib, and Veusz. Who is missing is passed
over and named. Printed are medians of the wall clock and of the processor's time, and how many times as
long the other took.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from model.files import save_project
from tests.benchmarks.processes import ROOT
from tests.benchmarks.sized import project_of

ROUNDS = 3
SIZES = (100, 10_000, 100_000)
WIDTH, HEIGHT = 2400, 1500
Times = tuple[float, float]

_PANDAS = f"""\
import sys
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd
data = pd.read_csv(sys.argv[1], parse_dates=["start", "end"])
days = (data["end"] - data["start"]).dt.days + 1
figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=({WIDTH} / 150, {HEIGHT} / 150), dpi=150)
for axis, name in ((above, "losses"), (below, "gains")):
    axis.fill_between(data["start"], data[name] / days, step="post")
    axis.set_ylabel(name + " a day")
below.invert_yaxis()
figure.savefig(sys.argv[2])
"""
_VEUSZ = f"""\
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import veusz.embed
made = veusz.embed.Embedded("chart", hidden=True)
made.ImportFileCSV(sys.argv[1], linked=False)
page = made.Root.Add("page", width="{WIDTH / 150}in", height="{HEIGHT / 150}in")
grid = page.Add("grid", columns=1, rows=2)
for name in ("losses", "gains"):
    graph = grid.Add("graph")
    graph.Add("xy", xData="number", yData=name, marker="none").PlotLine.steps.val = "left"
made.Export(sys.argv[2], dpi=150)
made.Close()
"""


def measure(doers: Mapping[str, Callable[[], Sequence[str]]]) -> dict[str, Times]:
    """Run the command of each in turn, some rounds; return medians of wall and processor seconds."""
    spent: dict[str, list[Times]] = {name: [] for name in doers}
    for _ in range(ROUNDS + 1):
        for name, command in doers.items():
            spent[name].append(_run(command()))
    return {
        name: (
            statistics.median(wall for wall, _ in times[1:]),
            statistics.median(cpu for _, cpu in times[1:]),
        )
        for name, times in spent.items()
    }


def _run(command: Sequence[str]) -> Times:
    """Run a command and return what it took; the first run of each warms what there is to warm."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, begun = os.times(), time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    wall, after = time.monotonic() - begun, os.times()
    # Debian's Veusz sometimes ends with a traceback of a thread of its own, the picture being whole.
    failed = "Traceback" in done.stderr and "RenderControl has been deleted" not in done.stderr
    if done.returncode or failed:
        raise AssertionError(f"{command}: {done.returncode}\n{done.stderr}")
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return wall, cpu


def _tell(what: str, times: Mapping[str, Times]) -> None:
    ours_wall, ours_cpu = times["Salient"]
    print(f"\n{what}")
    for name, (wall, cpu) in times.items():
        ratio = (
            "" if name == "Salient" else f"   {wall / ours_wall:5.1f}× wall {cpu / ours_cpu:5.1f}× processor"
        )
        print(f"  {name:<22}{wall:7.2f} s{cpu:7.2f} s{ratio}", flush=True)


def _table(path: Path, periods: int) -> str:
    """Write the same periods as CSV, which is what the others read."""
    project = project_of(periods)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "start", "end", "losses", "gains"])
        for number, row in enumerate(project.periods):
            figures = [
                f"{figure.value or figure.low}" if figure else "" for figure in (row.losses, row.gains)
            ]
            writer.writerow([number, row.start, row.end, *figures])
    return str(path)


def plots(folder: Path, periods: int, others: Mapping[str, tuple[str, str]]) -> dict[str, Times]:
    """Draw one chart as PNG of 2400 × 1500 from the command line."""
    project, table = folder / "project.json", _table(folder / "table.csv", periods)
    save_project(project_of(periods), project)

    def command(name: str) -> Callable[[], Sequence[str]]:
        python, script = others[name]
        return lambda: [python, "-c", script, table, _picture(folder, name)]

    ours = [sys.executable, "main.py", "plot", str(project), "--chart", "losses-gains"]
    ours += ["--width", f"{WIDTH}", "--height", f"{HEIGHT}", "-o"]
    return measure(
        {"Salient": lambda: [*ours, _picture(folder, "Salient")]} | {o: command(o) for o in others}
    )


def _picture(folder: Path, name: str) -> str:
    """Return where a picture goes, nothing being there."""
    path = folder / f"{name.replace(' ', '-')}.png"
    path.unlink(missing_ok=True)
    return str(path)


def loads(folder: Path, periods: int, calc: str) -> dict[str, Times]:
    """Open a project, compute and check everything; Calc opens its report as a workbook and converts it."""
    project, book = folder / "project.json", folder / "report.xlsx"
    save_project(project_of(periods), project)
    _run([sys.executable, "main.py", "report", str(project), "--format", "xlsx", "-o", str(book)])
    profile = f"-env:UserInstallation={(folder / 'calc').as_uri()}"
    there = [calc, profile, "--headless", "--convert-to", "csv", "--outdir", str(folder), str(book)]
    return measure(
        {
            "Salient": lambda: [sys.executable, "main.py", "check", str(project)],
            "LibreOffice Calc": lambda: there,
        }
    )


def _has(python: str | None, module: str) -> bool:
    """Whether a Python is there and has a module; it is said where not."""
    found = (
        python is not None
        and subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode
        == 0
    )
    if not found:
        print(f"passed over: {module} ({python or 'no Python given'} does not have it)")
    return found


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--pandas", metavar="PYTHON", help="a Python with pandas and matplotlib")
    options.add_argument("--veusz", metavar="PYTHON", help="a Python with Veusz")
    options.add_argument("--calc", metavar="SOFFICE", default=shutil.which("soffice"))
    options.add_argument("--periods", metavar="N", type=int, nargs="+", default=SIZES)
    asked = options.parse_args()
    others = {}
    if _has(asked.pandas, "pandas, matplotlib"):
        others["pandas + matplotlib"] = (asked.pandas, _PANDAS)
    if _has(asked.veusz, "veusz"):
        others["Veusz"] = (asked.veusz, _VEUSZ)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for periods in asked.periods:
            _tell(f"a chart as PNG, {periods:,} periods", plots(folder, periods, others))
        if asked.calc is None:
            print("passed over: LibreOffice Calc (no soffice here)")
            return
        for periods in asked.periods:
            _tell(f"load and check, {periods:,} periods", loads(folder, periods, asked.calc))


if __name__ == "__main__":
    main()
