"""What is proposed of a number in a text: a figure, a claim, or nothing, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct, field

from model.project import ComparedBy, Trend
from model.text.days import Step
from model.text.figure_words import Qualifier, RangeIs
from model.text.words import marked


class ProposedKind(StrEnum):
    """What a number becomes in a project."""

    LOSSES = "losses"
    GAINS = "gains"
    INTAKE = "intake"
    REQUIREMENT = "requirement"
    TARGET = "target"
    ACHIEVED = "achieved"
    MILESTONE = "milestone"
    LEVEL = "level"
    CLAIM = "claim"


class DaysSaid(StrEnum):
    """Where the days of a proposal come from."""

    SENTENCE = "sentence"
    EARLIER = "earlier"
    DATELINE = "dateline"
    UNKNOWN = "unknown"


class NoFigure(StrEnum):
    """Why a number of a text is no figure of a project."""

    AGE = "age"
    ATTACKS = "attacks"
    BODIES = "bodies"
    DATE = "date"
    DISPLACED = "civilians_displaced"
    DISTANCE = "distance"
    DURATION = "duration"
    EQUIPMENT = "equipment"
    FORECAST = "forecast"
    LIST_MARKER = "list_marker"
    MONEY = "money"
    OTHER_COUNT = "other_count"
    PERCENT_OF_TERRITORY = "percent_of_territory"
    PERCENT_OTHER = "percent_other"
    PHONE = "phone"
    PRISONERS = "prisoners"
    RANK = "rank"
    RATIO = "ratio_other"
    PART = "restated_part"
    STRENGTH = "strength"
    TIME = "time"
    TWO_READINGS = "two_readings"
    UNIT_NAME = "unit_name"
    VOTE = "vote"
    YEAR = "year"


KINDS: Mapping[ProposedKind, str] = MappingProxyType(
    {
        ProposedKind.LOSSES: marked("Losses"),
        ProposedKind.GAINS: marked("Ground gained"),
        ProposedKind.INTAKE: marked("Recruited"),
        ProposedKind.REQUIREMENT: marked("Recruits needed"),
        ProposedKind.TARGET: marked("Target of a campaign"),
        ProposedKind.ACHIEVED: marked("Achieved of a campaign"),
        ProposedKind.MILESTONE: marked("Milestone"),
        ProposedKind.LEVEL: marked("Ground held"),
        ProposedKind.CLAIM: marked("Claim"),
    }
)
WHY_NOT: Mapping[NoFigure, str] = MappingProxyType(
    {
        NoFigure.AGE: marked("an age"),
        NoFigure.ATTACKS: marked("a number of attacks"),
        NoFigure.BODIES: marked("a number of bodies found or handed over"),
        NoFigure.DATE: marked("a date"),
        NoFigure.DISPLACED: marked("people who fled or moved"),
        NoFigure.DISTANCE: marked("a distance"),
        NoFigure.DURATION: marked("a length of time"),
        NoFigure.EQUIPMENT: marked("equipment or supplies"),
        NoFigure.FORECAST: marked("a forecast, not something that happened"),
        NoFigure.LIST_MARKER: marked("the number of an entry in a list"),
        NoFigure.MONEY: marked("money"),
        NoFigure.OTHER_COUNT: marked("it is not said of losses, ground or recruits"),
        NoFigure.PERCENT_OF_TERRITORY: marked("a share of territory"),
        NoFigure.PERCENT_OTHER: marked("a share of something else"),
        NoFigure.PHONE: marked("a telephone number"),
        NoFigure.PRISONERS: marked("prisoners"),
        NoFigure.RANK: marked("a part of the dead by rank"),
        NoFigure.RATIO: marked("a comparison in words, which states no figure"),
        NoFigure.PART: marked("a part of another figure"),
        NoFigure.STRENGTH: marked("the strength of a force"),
        NoFigure.TIME: marked("a time of day"),
        NoFigure.TWO_READINGS: marked("it can be read as two numbers"),
        NoFigure.UNIT_NAME: marked("the name of a unit"),
        NoFigure.VOTE: marked("votes"),
        NoFigure.YEAR: marked("a year"),
    }
)


class Proposal(Struct, frozen=True):
    """What is proposed of one number.

    `start` and `end` are the number with its qualifier in the text (code points, end excluded); `quote` is
    the sentence that carries it. `value`, or `low` and `high`, or all three; shares as 0.44. `first` and
    `last` are its days, both counted. `same_as` is the place of the proposal that says the same. `kind` is
    None for a number that is not taken: `why_not` says why. `question` is what a person has to settle before
    it is certain, and `asked` what else is; without one it is `ticked`.
    """

    start: int
    end: int
    quote: str
    kind: ProposedKind | None = None
    why_not: NoFigure | None = None
    measure: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str = ""
    first: date | None = None
    last: date | None = None
    days_said: DaysSaid = DaysSaid.UNKNOWN
    side: str = ""
    counts: str = ""
    source: str = ""
    relayed_by: str = ""
    scope: str = ""
    trend: Trend | None = None
    compared: ComparedBy | None = None
    less: bool = False
    against: tuple[date, date] | None = None
    same_as: int | None = None
    question: str = ""
    asked: tuple[str, ...] = ()
    ticked: bool = False
    range: RangeIs = RangeIs.BOUNDS

    @property
    def step(self) -> Step:
        """In what steps a trend goes on."""
        return Step.QUARTER if self.unit == "quarters" else Step.MONTH

    def tree(self) -> Mapping[str, object]:
        """Return it as JSON, in the keys of the command line."""
        return {
            "start": self.start,
            "end": self.end,
            "kind": None if self.kind is None else self.kind.value,
            "measure": self._measure() or None,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "range": self.range.value,
            "qualifier": self.qualifier.value,
            "unit": self.unit or None,
            "from": None if self.first is None else self.first.isoformat(),
            "to": None if self.last is None else self.last.isoformat(),
            "source": self.source or None,
            "relayed_by": self.relayed_by or None,
            "side": self.side or None,
            "counts": self.counts or None,
            "scope": self.scope or None,
            "trend": None if self.trend is None else self.trend.value,
            "compared": None if self.compared is None else self.compared.value,
            "of": self.measure if self.compared is not None else None,
            "direction": None if self.compared is not ComparedBy.CHANGE else "less" if self.less else "more",
            "baseline": None if self.against is None else "..".join(day.isoformat() for day in self.against),
            "quote": self.quote,
            "days_said": self.days_said.value,
            "same_as": self.same_as,
            "ticked": self.ticked,
            "why_not": None if self.why_not is None else self.why_not.value,
            "question": self.question or None,
        }

    def _measure(self) -> str:
        """Return what a claim is about as JSON has it: a change is a measure of its own."""
        if self.compared is not ComparedBy.CHANGE:
            return self.measure
        return "vs_baseline" if self.unit == "share" else "difference"


def complete(proposal: Proposal) -> bool:
    """Whether a proposal has what a row needs: it is a figure, and its days are known."""
    days = proposal.last is not None and (proposal.first is not None or proposal.trend is not None)
    alone = proposal.compared is not None and proposal.against is None
    return proposal.kind is not None and days and not alone


class Report(Struct, frozen=True):
    """A text that was read: its language, the notation of its numbers, and a proposal for each number."""

    text: str
    language: str
    published: date | None
    proposals: tuple[Proposal, ...] = field(default=())
