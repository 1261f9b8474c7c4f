"""Claims that something rose or fell several times in a row."""

from __future__ import annotations

from datetime import date
from typing import Any

from model.project import Claim, Trend
from model.text.days import Step
from model.text.figures import Figure


def trend_claim(
    series: str,
    end: date,
    measure: str,
    trend: Trend,
    count: int,
    step: Step = Step.MONTH,
    *,
    stated: Figure | None = None,
    **told: Any,
) -> Claim:
    """Return the claim that a measure rose or fell `count` times in a row, or lay beyond what is `stated`."""
    return Claim(series, end, end, measure, stated, trend=trend, step=step, count=count, **told)
