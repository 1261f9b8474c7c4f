"""The measures that are summed over periods, in fractions that sum exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import numpy as np

from model.derive.bands import Band, Ints, Reason, Rows, exact, without
from model.derive.changes import EVERYTHING, NOTHING, Change
from model.derive.inputs import Inputs
from model.derive.patches import differing
from model.derive.recruitment import Amounts, Flow, Marks, flow_of, marks_of
from model.project import Intake, Project, Requirement
from model.text.days import SHARES

SUMMED: Mapping[str, float] = MappingProxyType(
    {
        "days": 1.0,
        "months": float(SHARES),
        "losses": 1.0,
        "gains": 1.0,
        "intake": float(SHARES),
        "requirement": float(SHARES),
    }
)
"""The measures that are summed over periods, in what fraction of their unit, so that the sums are exact."""

Recruiting = tuple[Intake, ...] | tuple[Requirement, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Recruits:
    """Intake or requirement rows, their flow, and of how many days of each period it is known."""

    rows: Recruiting
    flow: Flow
    known: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Summed:
    """The bands of `SUMMED` for n periods, in the fractions named there, and what they are made of."""

    inputs: Inputs
    marks: Marks
    bands: Mapping[str, Band]
    intake: Recruits
    requirement: Recruits


Changed = dict[str, Rows | None]
"""For each band the rows in which it differs from the one before; None where that is not known."""


def summed_of(
    project: Project, inputs: Inputs, change: Change, before: Summed | None = None
) -> tuple[Summed, Changed]:
    """Return the summed bands of a project whose inputs came by `change` from those of `before`."""
    making = _Making(inputs, change, before)
    intake = making.recruits("intake", project.intake, Reason.INTAKE_UNKNOWN)
    requirement = making.recruits("requirement", project.requirements, Reason.REQUIREMENT_UNKNOWN)
    return Summed(inputs, making.marks, making.bands, intake, requirement), making.changed


class _Making:
    """The bands so far, and how the periods and their days came from those before."""

    def __init__(self, inputs: Inputs, change: Change, before: Summed | None) -> None:
        self.inputs = inputs
        self.before = before
        self.change = EVERYTHING if before is None else change
        self.days_change = NOTHING if before is not None and same_days(inputs, before.inputs) else self.change
        self.marks = self._marks()
        self.bands: dict[str, Band] = {}
        self.changed: Changed = {}
        self._put("days", self.days_change, self._days)
        self._put("months", self.days_change, self._months)
        self._put("losses", self.change, partial(self._valid, inputs.losses))
        self._put("gains", self.change, partial(self._valid, inputs.gains))

    def recruits(self, key: str, rows: Recruiting, unknown: Reason) -> Recruits:
        """Put the band of a flow of people, and return what is known of the flow."""
        old: Recruits | None = None if self.before is None else getattr(self.before, key)
        if old is not None and old.rows is rows:
            amounts = self._amounts(old.flow, self.days_change.rows, unknown)
            self._put(key, self.days_change, lambda _: amounts.shares)
            return Recruits(rows, old.flow, self.days_change.array(old.known, amounts.known))
        flow = flow_of(rows, {series: at for at, (series, _) in enumerate(self.inputs.series_key)})
        amounts = self._amounts(flow, None, unknown)
        self.bands[key], self.changed[key] = amounts.shares, None
        if self.before is not None and self.change.in_place:
            new = np.flatnonzero(differing(self.before.bands[key], amounts.shares))
            self.changed[key] = new
            if not len(new):
                self.bands[key] = self.before.bands[key]
        return Recruits(rows, flow, amounts.known)

    def _put(self, key: str, change: Change, make: Callable[[Rows | None], Band]) -> None:
        old = None if self.before is None else self.before.bands[key]
        self.bands[key], self.changed[key] = change.band(old, make)

    def _marks(self) -> Marks:
        rows, inputs = self.days_change.rows, self.inputs
        if rows is None:
            fresh = marks_of(inputs.series, inputs.start, inputs.end)
        else:
            fresh = marks_of(inputs.series[rows], inputs.start[rows], inputs.end[rows])
        if self.before is None:
            return fresh
        pairs = zip(self.before.marks, fresh, strict=True)
        return Marks(*(self.days_change.array(old, new) for old, new in pairs))

    def _marks_at(self, rows: Rows | None) -> Marks:
        return self.marks if rows is None else Marks(*(array[rows] for array in self.marks))

    def _days(self, rows: Rows | None) -> Band:
        marks = self._marks_at(rows)
        return self._without_backwards(exact(marks.after - marks.first), rows)

    def _months(self, rows: Rows | None) -> Band:
        marks = self._marks_at(rows)
        return self._without_backwards(exact(marks.shares_after - marks.shares_first), rows)

    def _valid(self, figures: Band, rows: Rows | None) -> Band:
        return self._without_backwards(figures if rows is None else figures.take(rows), rows)

    def _amounts(self, flow: Flow, rows: Rows | None, unknown: Reason) -> Amounts:
        amounts = flow.over(self._marks_at(rows), unknown)
        return Amounts(self._without_backwards(amounts.shares, rows), amounts.known)

    def _without_backwards(self, band: Band, rows: Rows | None) -> Band:
        valid = self.inputs.valid if rows is None else self.inputs.valid[rows]
        return without(band, ~valid, Reason.BACKWARDS)


def same_days(new: Inputs, old: Inputs) -> bool:
    """Return whether no period has other days or another series than before."""
    return new.start is old.start and new.end is old.end and new.series is old.series
