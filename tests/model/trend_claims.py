"""Claims that something rose or fell several times in a row."""

from __future__ import annotations

from datetime import date
from typing import Any

from model.project import Claim, Trend
from model.text.days import Step


def trend_claim(
    series: str, end: date, measure: str, trend: Trend, count: int, step: Step = Step.MONTH, **told: Any
) -> Claim:
    """Return the claim that a measure rose or fell `count` times in a row; `told`: quote, source, note."""
    return Claim(series, end, end, measure, None, trend=trend, step=step, count=count, **told)
