"""What an import would bring: periods with figures, or the reasons why not, and an account of every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.imports.cells import Noticed, Refused
from model.imports.choices import What
from model.imports.recipe import Recipe
from model.text.days import Span
from model.text.figures import Figure
from model.text.words import Words


@dataclass(frozen=True, slots=True)
class Made:
    """A period with the figures that the file gives for it, and for the others why it gives none.

    `series` is the name that the file itself gives to the series, "" where there is but the one asked for.
    """

    span: Span
    label: str
    figures: Mapping[What, Figure]
    reasons: Mapping[What, Words]
    series: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that comes of a file: `read` rows are the `used` and the `refused`, always."""

    file: str
    made: tuple[Made, ...]
    read: int
    used: int
    refused: tuple[Refused, ...]
    noticed: tuple[Noticed, ...]
    recipe: Recipe

    def __post_init__(self) -> None:
        """Hold the account: no row may be lost."""
        if self.read != self.used + sum(len(refused.rows) for refused in self.refused):
            raise AssertionError("rows read are not rows used and rows refused")
