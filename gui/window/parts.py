"""The parts of a window, as its actions call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app.windows import Windows
    from gui.documents.exporting import Exporting
    from gui.documents.files import Files
    from gui.imports.entry import Imports
    from gui.session import Session
    from gui.tables.pane import TablesPane
    from gui.window.analyses import Analyses
    from gui.window.chart_panes import ChartPair
    from gui.window.claims_controller import ClaimsController
    from gui.window.commands import Commands
    from gui.window.inspector_controller import InspectorController
    from gui.window.panes import Panes
    from gui.window.problem_reports import ProblemReports


class WindowParts(Struct, frozen=True):
    """What an action of a window can call."""

    session: Session
    files: Files
    imports: Imports
    exporting: Exporting
    tables: TablesPane
    panes: Panes
    charts: ChartPair
    inspector: InspectorController
    claims: ClaimsController
    analyses: Analyses
    reports: ProblemReports
    commands: Commands
    windows: Windows
    window: QWidget
