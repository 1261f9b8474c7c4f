"""Rules of the house for the window, which need Qt to be told."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

from PySide6 import QtCore, QtGui, QtWidgets

from tests.trees import ROOT, trees

# Names of pyqtgraph's own overrides, beside those of Qt.
PYQTGRAPH = {
    "tickStrings",
    "tickSpacing",
    "tickValues",
    "generateDrawSpecs",
    "mouseDragEvent",
    "mouseClickEvent",
}


def _names_of_qt() -> set[str]:
    members = (getattr(module, name) for module in (QtCore, QtGui, QtWidgets) for name in dir(module))
    return {name for member in members if isinstance(member, type) for name in dir(member)}


def test_only_overrides_have_names_like_those_of_qt() -> None:
    allowed = _names_of_qt() | PYQTGRAPH
    camel = re.compile(r"[a-z]+[A-Z]\w*")
    others = [
        f"{place}:{node.lineno}: {node.name}"
        for place, tree in trees("gui", rf"def {camel.pattern}")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and camel.fullmatch(node.name) and node.name not in allowed
    ]
    assert others == []


def test_no_part_of_a_window_filters_its_events() -> None:
    """It would be asked while the end of the window takes both apart; `MainWindow.event` tells its parts."""
    others = [
        f"{place}:{node.lineno}"
        for place, tree in trees("gui", "installEventFilter")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("window.installEventFilter")
    ]
    assert others == []


def test_the_window_starts_without_what_only_charts_and_reports_need() -> None:
    """Importing pyqtgraph takes longer than all the rest; it comes after the first frame."""
    later = {"pyqtgraph", "model.reading.cues"}
    code = f"import sys, gui.window.app; sys.exit(bool({later} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr or f"one of {later} was imported"


def test_charts_make_no_class_of_qt_that_nothing_uses_and_no_dialog() -> None:
    """Copying all names of Qt, as pyqtgraph does, takes longer than anything else that charts import."""
    code = """
import sys, gui.charts.panel, pyqtgraph.Qt, PySide6.QtWidgets
assert not {"gui.charts.export_dialog", "gui.charts.chart_settings_dialog"} & set(sys.modules)
mirror = vars(pyqtgraph.Qt.QtWidgets)
assert "QUndoView" not in mirror and "QWizardPage" not in mirror
assert pyqtgraph.Qt.QtWidgets.QWizardPage is PySide6.QtWidgets.QWizardPage
assert {"QWizardPage", "QCalendarWidget"} <= set(dir(PySide6.QtWidgets))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
