"""What the numbers say, as a paragraph: with ranges, sources and their stance, and what was left out.

Made of the same results as the tables, for a text that a person writes; its first sentences also stand in the
alt texts of charts. Where there is no number the reason stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from model.charts.captions import left_out, roles_left_out, without
from model.charts.chart_context import Subject
from model.checks.claims import Verdict
from model.derive.inputs import NO_SOURCE, Index
from model.derive.measures import MEASURE
from model.explain.alternatives import PLACES
from model.explain.rests_on import Resting
from model.project import Counts, GainsAre, Intake, figures_of
from model.text.days import span_words
from model.text.formats import counted
from model.text.outcomes import Absent, Outcome, Value
from model.text.words import Words, marked, words

_MOST_GAPS = 3
_COUNTED: Mapping[Counts, str] = {
    Counts.CASUALTIES: marked("killed, wounded, missing and captured"),
    Counts.KILLED: marked("killed"),
    Counts.CONFIRMED_KILLED: marked("killed, each one confirmed"),
    Counts.OTHER: marked("losses by a definition of its own"),
    Counts.ITEMS: marked("the items that are counted"),
    Counts.MONEY: marked("the money that is counted"),
}


def summary(subject: Subject) -> str:
    """Return the paragraph on one series of a project."""
    series = subject.series
    if series is None or not len(subject.rows):
        return subject.say(marked("There are no periods to sum up yet."))
    sentences = [
        *totals(subject),
        *recruited(subject),
        *_claims(subject),
        *_partisan(subject),
        *_alternatives(subject),
        *_gaps(subject),
        left_out(subject, roles_left_out(subject) + without(subject, subject.measure("losses"))),
        subject.say(marked("These are figures as their sources published them, and not verified here.")),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def totals(subject: Subject) -> Iterator[str]:
    """Say what was lost and gained over all parts, what ground cost, and by whose figures."""
    series, total = subject.series, total_of_parts(subject)
    if series is None or total is None:
        return
    name = " ".join(series.called.split())
    about = {"series": name, "days": subject.days()}
    if isinstance(total, Absent):
        yield subject.say(
            marked("{series}, {days}: no total: {reason}."),
            **about,
            reason=total.reason,
        )
        return
    inputs = subject.results.inputs
    yield _sentence(
        subject,
        marked("{series}, {days}: {amount} people lost ({counts}), {rate} a day{by}."),
        marked("{series}, {days}: no total of losses: {reason}."),
        total["losses"],
        "losses",
        **about,
        counts=words(_COUNTED[series.counts]),
        rate=_prose(subject, total["losses_per_day"], "people/day"),
        by=_by(subject, inputs.losses_source[subject.rows]),
    )
    gained, gains = marked("Ground gained: {amount}{by}."), total["gains"]
    if series.gains_are is GainsAre.NET:
        gained = marked("Ground gained, net of ground lost: {amount}{by}.")
        if isinstance(gains, Value) and gains.high < 0:
            gained = marked("More ground was lost than gained, on balance {amount}{by}.")
            gains = turned(gains)
    yield _sentence(
        subject,
        gained,
        marked("No total of ground gained: {reason}."),
        gains,
        "gains",
        by=_by(subject, inputs.gains_source[subject.rows]),
    )
    cost = total["losses_per_gain"]
    if not isinstance(cost, Absent):
        yield subject.say(
            marked("That is {cost} people {unit}."),
            cost=_prose(subject, cost, "people/km2"),
            unit=subject.unit("people/km2"),
        )
    elif not isinstance(total["losses"], Absent) and not isinstance(gains, Absent):
        yield subject.say(marked("No cost of ground: {reason}."), reason=cost.reason)


def recruited(subject: Subject) -> Iterator[str]:
    """Say how many were recruited over all parts, and how many of the losses that replaces."""
    total = total_of_parts(subject)
    if total is None or isinstance(total, Absent):
        return
    rates = [
        rate
        for rate in subject.project.intake
        if subject.series is not None and rate.series == subject.series.id and _overlaps(subject, rate)
    ]
    if isinstance(total["intake"], Absent):
        if rates:
            yield subject.say(
                marked("No gross shortfall: {reason}."),
                reason=total["intake"].reason,
            )
        return
    place = {source.id: at for at, source in enumerate(subject.project.sources)}
    yield subject.say(
        marked("Recruited over the same days: {intake} people{by}."),
        intake=_prose(subject, total["intake"], "people"),
        by=_by(subject, [place.get(rate.per_month.source, NO_SOURCE) for rate in rates]),
    )
    replaced, short = total["replaced"], total["shortfall"]
    if isinstance(replaced, Value) and isinstance(short, Value):
        said = marked(
            "That is {share} of the losses, a gross shortfall of {short} (wounded who return not counted)."
        )
        if short.high <= 0 and short.best < 0:
            said = marked("That is {share} of the losses, a surplus of {short}.")
            short = turned(short)
        elif short.low < 0:
            said = marked(
                "That is {share} of the losses, a gross shortfall of {short} (wounded who return not "
                "counted; below 0 it is a surplus)."
            )
        yield subject.say(
            said, share=_prose(subject, replaced, "share"), short=_prose(subject, short, "people")
        )


def total_of_parts(subject: Subject) -> Mapping[str, Outcome] | Absent | None:
    """Return every measure over all parts of the series, absent in conflict; None without any."""
    if subject.series is None or not len(subject.rows):
        return None
    return subject.results.series[subject.series.id].total


def _overlaps(subject: Subject, rate: Intake) -> bool:
    first, stop = subject.extent
    return rate.start.toordinal() < stop and rate.end.toordinal() >= first


def _sentence(
    subject: Subject, template: str, without_it: str, outcome: Outcome, key: str, **values: object
) -> str:
    if isinstance(outcome, Absent):
        return subject.say(without_it, **values, reason=outcome.reason)
    unit = MEASURE[key].unit
    amount = subject.formats.with_unit(_prose(subject, outcome, unit), unit)
    return subject.say(template, **values, amount=amount)


def _prose(subject: Subject, outcome: Outcome, unit: str) -> str:
    return in_prose(subject, subject.formats.outcome(outcome, unit))


def in_prose(subject: Subject, text: str) -> str:
    """Return a value that was written as a sentence has it: an open bound and an approximation in words."""
    for sign, template in _SIGNS.items():
        if text.startswith(sign):
            return subject.say(template, value=text.removeprefix(sign))
    return text


_SIGNS = {
    ">≈": marked("more than about {value}"),
    "≥≈": marked("at least about {value}"),
    "<≈": marked("less than about {value}"),
    "≤≈": marked("at most about {value}"),
    ">": marked("more than {value}"),
    "≥": marked("at least {value}"),
    "<": marked("less than {value}"),
    "≤": marked("at most {value}"),
    "≈": marked("about {value}"),
}


def turned(value: Value) -> Value:
    """Return a value with the other sign."""
    return Value(-value.high, -value.best, -value.low, value.approximate, over=value.under, under=value.over)


def _by(subject: Subject, sources: Sequence[int] | Index) -> str:
    """Name sources, given by their places, with their stance: `, according to A (independent) and B`.

    The place -1 stands for figures whose source is not named, -2 for no figure.
    """
    places = sorted(set(np.asarray(sources, np.intp).tolist()))  # np.unique imports all of `numpy.ma` first
    named = [subject.source_name(subject.project.sources[place]) for place in places if place >= 0]
    if NO_SOURCE in places:
        named.append(subject.say(marked("a source that is not named")))
    if not named:
        return ""
    listed: Words | str = named[-1]
    if len(named) > 1:
        listed = words("{names} and {last}", names=", ".join(named[:-1]), last=named[-1])
    return subject.say(marked(", according to {sources}"), sources=listed)


def _claims(subject: Subject) -> Iterator[str]:
    checks = subject.checks() if callable(subject.checks) else subject.checks
    series = subject.series
    verdicts = [
        claim.judgement.verdict
        for claim in checks.claims
        if series is not None and claim.claim.series == series.id
    ]
    if not verdicts:
        return
    counts = (
        (sum(verdict.holds for verdict in verdicts), _HOLD),
        (verdicts.count(Verdict.NOT_REFUTED), _NOT_REFUTED),
        (verdicts.count(Verdict.INCONSISTENT), _INCONSISTENT),
        (verdicts.count(Verdict.UNVERIFIABLE), _UNVERIFIABLE),
    )
    said = [subject.say(template, count=count) for count, template in counts if count]
    yield subject.say(
        marked("Published claims held against these figures: {verdicts}."),
        verdicts=", ".join(said),
    )


_HOLD = marked("{count} holds|{count} hold")
_NOT_REFUTED = marked(
    "{count} cannot be refuted and does not follow|{count} cannot be refuted and do not follow"
)
_INCONSISTENT = marked("{count} is inconsistent|{count} are inconsistent")
_UNVERIFIABLE = marked("{count} cannot be checked|{count} cannot be checked")


def _partisan(subject: Subject) -> Iterator[str]:
    """Say which of the totals rest on parties to the conflict alone."""
    if subject.series is None or isinstance(total_of_parts(subject), Absent):
        return
    resting = Resting(subject.results)
    keys = [key for key in ("losses", "gains", "intake") if resting.of_total(subject.series.id, key)]
    if keys:
        yield subject.say(
            marked("Resting on parties to the conflict alone: {what}."),
            what=", ".join(subject.label_of(key).lower() for key in keys),
        )


def _alternatives(subject: Subject) -> Iterator[str]:
    series = subject.series
    count = sum(
        1
        for table in PLACES
        for row in getattr(subject.project, table)
        if series is not None and (row is series or getattr(row, "series", "") == series.id)
        for _, figure in figures_of(row)
        if figure.alternatives
    )
    if count:
        yield subject.say(
            marked(
                "For {count} figure other sources say otherwise; one of them is used here.|"
                "For {count} figures other sources say otherwise; one of them is used here."
            ),
            count=counted(count),
        )


def _gaps(subject: Subject) -> Iterator[str]:
    gaps = () if subject.series is None else subject.results.series[subject.series.id].gaps
    if not gaps:
        return
    named = [subject.formats.words(span_words(gap.start, gap.end)) for gap in gaps[:_MOST_GAPS]]
    if len(gaps) > _MOST_GAPS:
        named.append(subject.say(marked("and {count} more"), count=len(gaps) - _MOST_GAPS))
    yield subject.say(marked("Not covered: {days}."), days="; ".join(named))
