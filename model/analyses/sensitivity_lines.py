"""A study of what a result rests on, as lines to show: texts, and bars as shares of their width."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from model.analyses.break_even import BreakEven
from model.analyses.sensitivity import Input, Side, Study, StudyTarget, Swing, study
from model.checks.findings import row_name
from model.derive.measures import MEASURE
from model.derive.pairs import PAIRED
from model.derive.results import Results
from model.text.errors import Unreadable
from model.text.figures import Figure, Quantity, RangeIs, read_figure
from model.text.formats import Formats, counted
from model.text.outcomes import Outcome, Value
from model.text.units import convert
from model.text.words import marked, words


class FigureLine(Struct, frozen=True):
    """One input: what it is, how it was published, the least and the greatest result that it gives.

    `bar` are the places of the results at its low and at its high in a bar of width 1, in which `best` marks
    the result with everything at its best; an end that has no value is None. `least` and `greatest` are the
    texts of the left and of the right end of the bar, each with the bound that gives it, or why there is no
    value. `break_even` is empty where no threshold is given.
    """

    input: Input
    name: str
    published: str
    least: str
    greatest: str
    bar: tuple[float | None, float | None]
    best: float
    break_even: str = ""


def lines_of(study: Study, formats: Formats, threshold: float | None = None) -> tuple[FigureLine, ...]:
    """Return a line for each uncertain input, and with `threshold` for each input at all."""
    swings = {swing.input: swing for swing in study.swings}
    evens = dict(study.break_evens(threshold)) if threshold is not None else {}
    inputs = list(dict.fromkeys((*swings, *evens)))
    place, best = _scale(study)
    return tuple(_line(study, formats, one, swings.get(one), evens.get(one), place, best) for one in inputs)


def summary(study: Study, formats: Formats) -> str:
    """Say what the result is, and what was looked at."""
    measure = MEASURE[study.target.measure]
    said = words(
        "{measure}: {value}", measure=words(measure.label), value=formats.full(study.outcome, measure.unit)
    )
    parts = [formats.words(said)]
    if isinstance(study.outcome, Value):
        if not study.uncertain:
            parts.append(formats.words(words(_CERTAIN)))
        elif study.uncertain > len(study.swings):
            more = words(_MORE, shown=len(study.swings), count=counted(study.uncertain))
            parts.append(formats.words(more))
    return " · ".join(parts)


_CERTAIN = marked("no figure behind it was published with a range")
_MORE = marked(
    "the {shown} that move it most, of {count} uncertain figure|"
    "the {shown} that move it most, of {count} uncertain figures"
)


def read_threshold(text: str, measure: str, formats: Formats) -> float:
    """Return a typed threshold in the unit of the measure, areas read as shown. Raises `Unreadable`."""
    unit = MEASURE[measure].unit
    typed = f"{text} %" if unit == "share" and "%" not in text else text
    figure = read_figure(typed, Quantity.stated(unit), formats.notation, formats.area_unit)
    if figure.value is None:
        raise Unreadable(words("A threshold is one number, not a range."))
    return convert(figure.value, figure.unit or unit, unit)


def figure_of(study: Study, one: Input) -> Figure:
    """Return the published figure of an input."""
    found: Figure = getattr(getattr(study.results.project, one.table)[one.row], one.field)
    return found


def _line(
    study: Study,
    formats: Formats,
    one: Input,
    swing: Swing | None,
    even: BreakEven | None,
    place: Callable[[float], float],
    best: float,
) -> FigureLine:
    sides = (swing.at_low, swing.at_high) if swing is not None else (Side(None), Side(None))
    texts = [_side_text(formats, *end, study.unit) for end in zip(sides, _ENDS, strict=True)]
    if _falls(study, *sides):
        texts.reverse()
    ends = [None if side.value is None else place(side.value) for side in sides]
    return FigureLine(
        one,
        _name(study, formats, one),
        _published(study, formats, one),
        texts[0],
        texts[1],
        (ends[0], ends[1]),
        best,
        "" if even is None else _even_text(formats, one, even),
    )


_ENDS = (marked("{value} at its low"), marked("{value} at its high"))


def _falls(study: Study, low: Side, high: Side) -> bool:
    """Whether the result falls as the figure rises, so that its high stands at the left end of the bar."""
    centre = study.outcome.best if isinstance(study.outcome, Value) else 0.0
    at_low = centre if low.value is None else low.value
    at_high = centre if high.value is None else high.value
    return at_low > at_high


def _scale(study: Study) -> tuple[Callable[[float], float], float]:
    """Return what maps a result to its place in a bar, and the place of the best."""
    values = [side.value for swing in study.swings for side in (swing.at_low, swing.at_high)]
    known = [value for value in values if value is not None]
    centre = study.outcome.best if isinstance(study.outcome, Value) else 0.0
    low, high = min([centre, *known]), max([centre, *known])

    def place(value: float) -> float:
        return 0.5 if high <= low else (value - low) / (high - low)

    return place, place(centre)


def _name(study: Study, formats: Formats, one: Input) -> str:
    row = getattr(study.results.project, one.table)[one.row]
    said = words("{row}: {figure}", row=row_name(row), figure=words(_field(one)))
    return formats.words(said)


def _field(one: Input) -> str:
    return _FIELDS.get(one.field) or _FIELDS.get(one.operand) or MEASURE[one.operand].label


_FIELDS = {
    **dict.fromkeys(("losses", *PAIRED), marked("losses")),
    "gains": marked("gains"),
    "gains_lost": marked("ground lost again"),
    "gains_other": marked("net or taken ground"),
    "intake": marked("intake a month"),
    "requirement": marked("requirement a month"),
    "share_killed": marked("share killed"),
    "share_returning": marked("share that returns"),
}


def _published(study: Study, formats: Formats, one: Input) -> str:
    figure = figure_of(study, one)
    text = formats.glimpsed(figure, _quantity(study, one))
    if figure.range is RangeIs.CI95:
        text = formats.words(words("{read}, a 95 % interval", read=text))
    source = study.results.project.source(figure.source)
    if source is None:
        return text
    said = words("{figure} ({source})", figure=text, source=row_name(source))
    return formats.words(said)


def _quantity(study: Study, one: Input) -> Quantity:
    if one.unit == "share":
        return Quantity.SHARE
    if one.field == "per_month":
        return Quantity.RATE
    if one.table in ("references", "milestones"):
        return Quantity.MILESTONE if one.table == "milestones" else Quantity.REFERENCE
    if one.field == "losses":
        return study.results.project.counted(study.target.series)
    return study.results.project.ground(study.target.series, one.field)


def _side_text(formats: Formats, side: Side, template: str, unit: str) -> str:
    if side.value is not None:
        value = formats.outcome(Value(side.value, side.value, side.value), unit)
        return formats.words(words(template, value=value))
    return "" if side.reason is None else formats.words(side.reason)


def _even_text(formats: Formats, one: Input, even: BreakEven) -> str:
    if even.value is None:
        return "" if even.reason is None else formats.words(even.reason)
    at: Outcome = Value(even.value, even.value, even.value)
    text = formats.with_unit(formats.outcome(at, one.unit), one.unit)
    if not (even.inside and one.low < one.high):
        return text
    return formats.words(words("{value}, within what is published", value=text))


_USUAL = ("losses_per_gain", "shortfall")


class Asked(Struct, frozen=True):
    """What is looked at: a series, or the period `row` of it, a measure and a threshold in its unit.

    `measure`: None for the first of the usual results that some figure leaves uncertain.
    """

    series: str
    measure: str | None = None
    row: int | None = None
    threshold: float | None = None


class SensitivityAnswer(Struct, frozen=True):
    """What a result rests on: the study, what the result is in words, and a line for each figure."""

    study: Study
    said: str
    lines: tuple[FigureLine, ...]


def answer_of(results: Results, asked: Asked, formats: Formats) -> SensitivityAnswer:
    """Return what a result rests on. Raises KeyError for a measure that has no sensitivity."""
    measure = asked.measure or _first_measure(results, asked.series)
    made = study(results, StudyTarget(asked.series, measure, asked.row))
    return SensitivityAnswer(made, summary(made, formats), lines_of(made, formats, asked.threshold))


def _first_measure(results: Results, series: str) -> str:
    uncertain = (key for key in _USUAL if study(results, StudyTarget(series, key)).swings)
    return next(uncertain, _USUAL[0])
