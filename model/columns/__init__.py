"""Every table and every column of it, declared once.

The tables of the window, the text reports and the help loop over `TABLES`. To add a column is one entry in
the module of its table; CONTRIBUTING.md shows how.
"""

from __future__ import annotations

from collections.abc import Mapping

from model.columns.cell import CellKind, Column, Context
from model.columns.claims import CLAIMS
from model.columns.periods import PERIODS
from model.columns.recruitment import CAMPAIGNS, INTAKE, REQUIREMENTS
from model.columns.references import REFERENCES
from model.columns.sources_series_milestones import MILESTONES, SERIES, SOURCES
from model.columns.table import Mark, Sign, Table
from model.project import TABLES as ROWS

_DECLARED = (PERIODS, INTAKE, REQUIREMENTS, CAMPAIGNS, CLAIMS, MILESTONES, REFERENCES, SOURCES, SERIES)
_BY_KEY = {table.key: table for table in _DECLARED}

TABLES = tuple(_BY_KEY[key] for key in ROWS)
TABLE: Mapping[str, Table] = {table.key: table for table in TABLES}

__all__ = ["TABLE", "TABLES", "CellKind", "Column", "Context", "Mark", "Sign", "Table"]
