"""The samples that the File menu offers: each file of `resources/samples` has its entry here."""

from __future__ import annotations

from collections.abc import Mapping

from gui.window.actions.declared import Declared
from model.text.words import marked

SAMPLES: Mapping[str, Declared] = {
    "autumn-2024": Declared(
        "sample",
        marked("&Autumn 2024"),
        marked("Show the sample “Autumn 2024” as a copy that belongs to no file"),
    ),
    "months-2022-2024": Declared(
        "sample_months",
        marked("&Months, 2022 to 2024"),
        marked("Show 34 months of losses and ground as a copy that belongs to no file"),
    ),
    "full-scale-war-by-month": Declared(
        "sample_war",
        marked("The &Whole War by Month"),
        marked("Show every month since March 2022 as a copy that belongs to no file"),
    ),
    "somme-to-donbas": Declared(
        "sample_somme",
        marked("From the &Somme to the Donbas"),
        marked("Show battles of 1915 to 1918 beside 2024 as a copy without a file"),
    ),
}
"""The action of each sample by the name of its file, in the order of the menu."""
