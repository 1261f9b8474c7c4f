"""In which menus the actions stand, and in which order."""

from __future__ import annotations

from gui.window.actions.of_samples import SAMPLES
from model.text.words import marked

SEPARATOR = "-"
SUBMENUS = ("recent", "series", "area", "rate", "baseline", "panes", "left_chart", "right_chart")
"""Menus that the window fills."""

NESTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "samples": (marked("Sa&mples"), tuple(sample.key for sample in SAMPLES.values())),
}
"""Menus of actions that stand inside another menu: their titles and entries."""

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        marked("&File"),
        (
            *("new", "open", "recent", "samples", SEPARATOR, "save", "save_as", "revert", "earlier_versions"),
            *(SEPARATOR, "import", "refresh", SEPARATOR, "export_table", "export_report", SEPARATOR),
            *("compare_with", SEPARATOR, "details", SEPARATOR, "new_window", "close", "quit"),
        ),
    ),
    (
        marked("&Edit"),
        (
            *("undo", "redo", SEPARATOR, "cut", "copy", "paste", "clear", "select_all", "copy_summary"),
            *(SEPARATOR, "fill_down", "duplicate", "delete_rows", "move_up", "move_down", SEPARATOR, "find"),
        ),
    ),
    (
        marked("&Insert"),
        (
            *("add_period", "add_intake", "add_requirement", "add_campaign", "add_milestone", "add_claim"),
            *(SEPARATOR, "add_source", "add_series", SEPARATOR, "insert_row", SEPARATOR, "check_claim"),
        ),
    ),
    (
        marked("&View"),
        (
            *("series", "area", "rate", "baseline", SEPARATOR, "compare_series", SEPARATOR, "panes"),
            *("arrange", "reset_layout", SEPARATOR, "figure", "claims", "findings", SEPARATOR),
            *("next_pane", "full_screen"),
        ),
    ),
    (marked("&Chart"), ("left_chart", "right_chart", SEPARATOR, "export_plot")),
    (marked("&Tools"), ("sensitivity", "scenario", SEPARATOR, "preferences")),
    (
        marked("&Help"),
        ("help_figures", "help_keyboard", SEPARATOR, "show_log", "report_problem", SEPARATOR, "about"),
    ),
)
