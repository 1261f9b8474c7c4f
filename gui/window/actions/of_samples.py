"""The samples that the File menu offers: each file of `resources/samples` has its entry here."""

from __future__ import annotations

from collections.abc import Mapping

from gui.window.actions.declared import Declared
from model.text.words import QT_TRANSLATE_NOOP

SAMPLES: Mapping[str, Declared] = {
    "autumn-2024": Declared(
        "sample",
        QT_TRANSLATE_NOOP("actions", "&Autumn 2024"),
        QT_TRANSLATE_NOOP("actions", "Show the sample “Autumn 2024” as a copy that belongs to no file"),
    ),
    "months-2022-2024": Declared(
        "sample_months",
        QT_TRANSLATE_NOOP("actions", "&Months, 2022 to 2024"),
        QT_TRANSLATE_NOOP("actions", "Show 34 months of losses and ground as a copy that belongs to no file"),
    ),
    "full-scale-war-by-month": Declared(
        "sample_war",
        QT_TRANSLATE_NOOP("actions", "The &Whole War by Month"),
        QT_TRANSLATE_NOOP("actions", "Show every month since March 2022 as a copy that belongs to no file"),
    ),
    "somme-to-donbas": Declared(
        "sample_somme",
        QT_TRANSLATE_NOOP("actions", "From the &Somme to the Donbas"),
        QT_TRANSLATE_NOOP("actions", "Show battles of 1915 to 1918 beside 2024 as a copy without a file"),
    ),
}
"""The action of each sample by the name of its file, in the order of the menu."""
