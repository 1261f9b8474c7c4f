"""Lets pyqtgraph be imported in half the time; imported before it.

At its import pyqtgraph copies every name of QtCore, QtGui and QtWidgets into modules of its own, and PySide
makes a class only when asked for one: all of them take longer than anything else that charts import, and
few are used. Here the three modules are put in place empty; they ask PySide for a name when it is used.
It also imports every item and widget that it has, half of which nobody here needs: those stand empty while it
is imported, and can be imported afterwards. None of those that are needed imports one of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType

_UNUSED = {
    "pyqtgraph.graphicsItems": (
        "ArrowItem BoxplotItem ColorBarItem CurvePoint DateAxisItem ErrorBarItem "
        "FillBetweenItem GradientEditorItem GradientLegend GraphicsLayout GraphItem GridItem "
        "HistogramLUTItem ImageItem IsocurveItem PColorMeshItem ROI ScaleBar TargetItem VTickGroup"
    ),
    "pyqtgraph.widgets": (
        "BusyCursor CheckTable ColorButton ColorMapMenu ColorMapWidget ComboBox DataFilterWidget "
        "DataTreeWidget DiffTreeWidget FeedbackButton GradientWidget "
        "GraphicsLayoutWidget GroupBox HistogramLUTWidget JoystickButton LayoutWidget PathButton "
        "PlotWidget ProgressDialog RawImageWidget RemoteGraphicsView ScatterPlotWidget SpinBox "
        "TableWidget TreeWidget ValueLabel VerticalLabel"
    ),
    "pyqtgraph": "imageview",
}


def _asking(theirs: ModuleType, mirror: ModuleType) -> Callable[[str], object]:
    def ask(name: str) -> object:
        found = getattr(theirs, name)
        setattr(mirror, name, found)
        return found

    return ask


def _prepare() -> None:
    modules = [import_module(f"PySide6.{name}") for name in ("QtCore", "QtGui", "QtWidgets")]
    listings = [vars(theirs)["__dir__"] for theirs in modules]  # PySide's: of what nobody has used yet, too
    for theirs in modules:
        mirror = ModuleType(theirs.__name__.replace("PySide6", "pyqtgraph.Qt"))
        vars(mirror)["__getattr__"] = _asking(theirs, mirror)
        sys.modules[mirror.__name__] = mirror
        vars(theirs)["__dir__"] = list  # there is nothing to copy
    unused = [f"{package}.{name}" for package, names in _UNUSED.items() for name in names.split()]
    for name in unused:
        empty = sys.modules[name] = ModuleType(name)
        vars(empty).update(__all__=[], __getattr__=lambda _name: None)
    try:
        qt = import_module("pyqtgraph.Qt")
    finally:
        for theirs, listing in zip(modules, listings, strict=True):
            vars(theirs)["__dir__"] = listing
        for name in unused:
            del sys.modules[name]
    for theirs in modules:
        name = theirs.__name__.rpartition(".")[2]
        setattr(qt, name, sys.modules[f"pyqtgraph.Qt.{name}"])


if "pyqtgraph" not in sys.modules:
    _prepare()
