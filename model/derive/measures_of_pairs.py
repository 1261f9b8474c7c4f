"""The measures of series that stand in a relation to each other (measures.md §1)."""

from __future__ import annotations

import numpy as np

from model.derive.bands import Band, Reason, exact, ratio, subtract
from model.derive.measure import Measure, over
from model.text.words import marked


def _without_killed(casualties: Band, killed: Band) -> Band:
    """Return casualties ÷ killed − 1, in which each stands once."""
    return subtract(ratio(casualties, killed, Reason.ZERO_RELATED), exact(np.ones(1)))


OF_PAIRS: tuple[Measure, ...] = (
    Measure(
        key="exchange",
        label=marked("Losses for each of the opponent's"),
        short=marked("Losses/opponent's"),
        unit="times",
        worked="{losses} ÷ {opponent_losses}",
        help=marked(
            "Losses divided by those of the opponent over the same days, where both count the same: 2 to 1."
        ),
        compute=over(Reason.ZERO_RELATED),
        ratio=True,
        compared=True,
        positive=True,
        sample="2.00–2.40",
    ),
    Measure(
        key="killed_share",
        label=marked("Share of the casualties that are killed"),
        short=marked("Killed/casualties"),
        unit="share",
        worked="{killed} ÷ {casualties}",
        help=marked("The killed divided by all casualties of the series that they are part of."),
        compute=over(Reason.ZERO_RELATED),
        ratio=True,
        compared=True,
        positive=True,
        sample="22.9–27.1 %",
    ),
    Measure(
        key="wounded_per_killed",
        label=marked("Wounded, missing and captured for each killed"),
        short=marked("Wounded/killed"),
        unit="times",
        worked="{casualties} ÷ {killed} − 1",
        help=marked("Casualties without the killed, divided by the killed; the missing and captured are in."),
        compute=_without_killed,
        ratio=True,
        compared=True,
        sample="2.70–3.40",
    ),
    Measure(
        key="coverage",
        label=marked("Share of the estimate that is counted"),
        short=marked("Counted/estimate"),
        unit="share",
        worked="{counted} ÷ {estimated}",
        help=marked("Those counted by name, divided by the estimate of all over the same days."),
        compute=over(Reason.ZERO_RELATED),
        ratio=True,
        compared=True,
        positive=True,
        sample="62.7–77.7 %",
    ),
    Measure(
        key="undercount",
        label=marked("Estimate for each that is counted"),
        short=marked("Estimate/counted"),
        unit="times",
        worked="{estimated} ÷ {counted}",
        help=marked("How many times as many there are by the estimate as are counted by name."),
        compute=over(Reason.ZERO_RELATED),
        ratio=True,
        compared=True,
        positive=True,
        sample="1.28–1.60",
    ),
    Measure(
        key="both_sides",
        label=marked("Losses of all series of the group"),
        short=marked("Both sides"),
        unit="people",
        worked="{group_losses}",
        help=marked("The losses of all series of one group over the same days, where all count the same."),
        positive=True,
    ),
)
