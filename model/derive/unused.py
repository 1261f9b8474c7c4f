"""Which measures a series has nothing to do with: of relations, references or items that it has none of.

They have no value, and a report that says of each why would say it to nobody.
"""

from __future__ import annotations

from model.derive.derive import OF_SERIES
from model.derive.ground import GROUND_LACKING
from model.derive.measure import Basis
from model.derive.measures import MEASURES, leaves_of
from model.derive.references import DIVISORS
from model.derive.results import Results
from model.project import GROUND, Counts, GainsAre


def unused(results: Results, series_id: str) -> frozenset[str]:
    """Return the keys of the measures of which nothing is given that a series would need."""
    project, derived = results.project, results.derived
    place, series = list(results.series).index(series_id), project.the_series(series_id)
    own = derived.inputs.series == place
    beside = derived.inputs.beside
    ground = any((beside[field].source[own] >= -1).any() for field in GROUND[1:] if field in beside)
    said = any(getattr(series, field) is not None for field, _ in OF_SERIES.values())
    counts = series.counts
    given: dict[str, bool] = {
        "losses": counts.people,
        "gains": series.gains_are is not GainsAre.ADVANCE,
        "items": counts is Counts.ITEMS,
        "money": counts is Counts.MONEY,
        "advance": series.gains_are is GainsAre.ADVANCE,
        "intake": any(row.series == series_id for row in project.intake),
        "requirement": any(row.series == series_id for row in project.requirements),
        **dict.fromkeys(GROUND_LACKING, ground),
        **dict.fromkeys(OF_SERIES, said),
        **{key: bool(derived.divisors[key].rows.get(place)) for key in DIVISORS},
        **{key: one.absent[place] != one.relation.none for key, one in derived.paired.items()},
    }
    lacking = {key for key, there in given.items() if not there}
    without_baseline = project.view.baseline is None
    return frozenset(
        measure.key
        for measure in MEASURES
        if leaves_of(measure.key) & lacking or (without_baseline and measure.basis is Basis.BASELINE)
    )
