"""Every test here fails on logged faults and on windows left behind."""

from __future__ import annotations

from tests.gui_faults import no_logged_fault, no_window_left_behind, settings_of_its_own

__all__ = ["no_logged_fault", "no_window_left_behind", "settings_of_its_own"]
