"""What each column of a file is taken for, in the words of the form."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from gui.imports.form import ImportForm
from model.checks.findings import Level
from model.imports.choices import TableChoices
from model.imports.preview import Trial
from model.imports.series_columns import qualifier_of
from model.text.errors import SalientError


def roles_of(form: ImportForm, trial: Trial | None) -> Mapping[str, str]:
    """Return what each column is taken for, by its name: as a trial found it, else as it is chosen."""
    try:
        choices = form.choices() if trial is None else trial.outcome.recipe.choices
    except SalientError:
        choices = None
    if choices is None:
        return {}
    if isinstance(choices, TableChoices):
        controls, named = form.places, dict(choices.columns)
    else:
        controls = form.columns
        named = {place: getattr(choices.columns, place) for place in controls}
        named["qualifier"] = _qualifier(form, trial)
    roles = {name: controls[place].accessibleName() for place, name in named.items() if name}
    filtered = QCoreApplication.translate("roles_of", "Filter")
    return {name: filtered for name, _ in choices.where} | roles


def _qualifier(form: ImportForm, trial: Trial | None) -> str:
    """Return the name of the column that says how firmly the values are meant, where it is applied."""
    if trial is None or form.looked is None or isinstance(trial.outcome.recipe.choices, TableChoices):
        return ""
    said = [one.level for one in trial.outcome.noticed if one.code == "qualifier"]
    index = qualifier_of(form.looked, trial.outcome.recipe.choices.columns)
    return form.looked.table.names[index] if index is not None and said == [Level.NOTE] else ""
