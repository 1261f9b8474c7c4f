"""What a number says: losses, ground, recruits, a claim about them, or nothing of this field, and why.

A number is read by the words that belong to it: its own noun behind it first, then the words of its clause,
then those of its sentence. A word in another clause never outweighs one in its own.
"""

from __future__ import annotations

import re
from collections import Counter

from model.project import MOST_STEPS, ComparedBy, Trend
from model.reading.advance import advance_a_day
from model.reading.balances import Balances
from model.reading.comparing import Comparisons
from model.reading.cues import GROUND, LOST, MANNER, NONE_OF_OURS, CueFound, Cues
from model.reading.days_found import DaysFound
from model.reading.divided import divided
from model.reading.figures_before import FiguresBefore, Meaning
from model.reading.layout import Placed, Sentence
from model.reading.net_ground import NetGround
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, begins_with, bounded, ends_with
from model.reading.proposal import NoFigure, ProposedKind
from model.reading.rates import Rates
from model.reading.related import related
from model.reading.vocabulary import Cue, Vocabulary
from model.reading.went_on import what_remains
from model.text.records import replace

COUNTS = {
    Cue.CASUALTIES: "casualties",
    Cue.KILLED: "killed",
    Cue.WOUNDED: "wounded",
    Cue.CONFIRMED: "confirmed_killed",
    Cue.MISSING: "other",
    Cue.PEOPLE: "casualties",
}
_PARTS = (Cue.KILLED, Cue.WOUNDED, Cue.MISSING)
_SOON = 38  # letters between a number and a word that tells that it is to come


class Meanings:
    """The words of a text that tell what its numbers mean."""

    def __init__(
        self,
        text: str,
        words: Vocabulary,
        numbers: list[NumberFound],
        days: Placed[DaysFound],
        *,
        alone: bool = False,
    ) -> None:
        """`numbers` are those that are no dates, sums of money and the like.

        `alone`: the text is a sentence out of another. Of people of whom it says nothing it means the losses.
        """
        self._alone, self._days = alone, days
        self._text, self._words = text, words
        self.cues = Cues(text, words, numbers)
        self._comparisons = Comparisons(text, words, self.cues)
        self._balances = Balances(text, words, self.cues)
        self._net_ground = NetGround(text, words, self.cues, alone=alone)
        found = Counter(c.cue for c in self.cues.all.all)
        self._of_recruits = found[Cue.RECRUITS] > sum(found[cue] for cue in LOST)
        self._rates = Rates(text, words, self.cues, days)
        self._before = FiguresBefore(text, words, self.cues, days)

    def of(self, number: NumberFound, sentence: Sentence, context: tuple[int, int] | None = None) -> Meaning:
        """Return what a number of a sentence says; `context` is text that heads it, such as a heading's."""
        meaning = self._meaning(number, sentence, context)
        self._before.remember(number, sentence, meaning)
        return meaning

    def _meaning(self, number: NumberFound, sentence: Sentence, context: tuple[int, int] | None) -> Meaning:
        if unit := advance_a_day(self._text, self._words, number.core[1]):
            if not self.cues.near(number, sentence, 80, Cue.GAINED):
                return Meaning(why_not=NoFigure.DISTANCE)
            # of one direction, not of a series: a person settles which
            return Meaning(ProposedKind.CLAIM, measure="advance_per_day", unit=unit, sure=False)
        told = (
            self._trend(number, sentence)
            or (what_remains(self._text, self._words, self.cues, number, sentence) if self._alone else None)
            or self._balances.differ(number, sentence)
            or related(self._text, self._words, self.cues, number, sentence)
            or divided(self._text, self._words, self.cues, number, sentence, alone=self._alone)
            or self._net_ground.of(number, sentence)
            or self._comparing(number, sentence)
            or self._added(number, sentence)
        )
        if told is not None:
            return told
        if number.ordinal:
            return Meaning(why_not=NoFigure.UNIT_NAME)
        if number.unit == "times":
            return Meaning(why_not=NoFigure.RATIO)
        behind = self._text[number.core[1] : number.core[1] + 60]
        if any_case(rf"(?:\s+\w+)?\s+(?:{self._words.per_person})").match(behind):
            return Meaning(why_not=NoFigure.RATIO)
        if begins_with(self._words.added, behind) and not number.unit:
            return Meaning(why_not=NoFigure.PART)
        if number.unit == "share":
            return self._share(number, sentence)
        if number.unit:
            return self._ground(number, sentence, context)
        return self._balances.net(number, sentence) or self._people(number, sentence, context)

    # kinds

    def _comparing(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        comparison = self._comparisons.of(number, sentence)
        if comparison is None or self.cues.near(number, sentence, 25, Cue.TERRITORY):
            return None
        if comparison.kind is ComparedBy.SHARE:  # of losses that were replaced, of a plan, of territory
            alone = self._share(number, sentence)
            if alone.why_not is not NoFigure.PERCENT_OTHER:
                return alone
        return Meaning(
            ProposedKind.CLAIM,
            comparison.else_why,
            measure=comparison.measure,
            unit=comparison.unit,
            compared=comparison.kind,
            less=comparison.less,
            sure=comparison.sure,
        )

    def _trend(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return the claim of `the fifth month in a row`; steps other than months and quarters make none."""
        if not 1 <= (number.value or 0) <= MOST_STEPS:
            return None
        behind = self._text[number.core[1] : number.core[1] + 45]
        steps = any_case(rf"^(?:-?\w{{1,3}}\b)?\W*(?:{self._words.trend_words})").match(behind)
        if steps is None:
            return None
        others = "|".join(self._words.steps[step] for step in ("day", "week", "year"))
        if bounded(others).search(steps.group()) is not None:
            return Meaning(why_not=NoFigure.DURATION)
        unit = "quarters" if bounded(self._words.quarters).search(steps.group()) is not None else "months"
        rising = self.cues.nearest(number, sentence.start, sentence.end, Cue.RISING, Cue.FALLING)
        what = self.cues.nearest(number, sentence.start, sentence.end, *LOST, Cue.GAINED, Cue.LOST_GROUND)
        measure = "losses" if what is not None and what.cue in LOST else "gains"
        if self._of_rates(number, sentence):
            measure += "_per_day"
        if rising is None:
            return Meaning(ProposedKind.CLAIM, measure=measure, unit=unit, sure=False)
        way = Trend.RISING if rising.cue is Cue.RISING else Trend.FALLING
        return Meaning(ProposedKind.CLAIM, measure=measure, unit=unit, trend=way, sure=what is not None)

    def _of_rates(self, number: NumberFound, sentence: Sentence) -> bool:
        """Whether a sentence speaks of losses or gains a day: `rising casualty rates`, `daily losses`."""
        start = max(sentence.start, self._text.rfind(";", 0, number.start) + 1)
        said = self._text[start : sentence.end].partition(";")[0]
        return (
            bounded(f"{self._words.rates}|{self._words.daily}|{self._words.per['day']}").search(said)
            is not None
        )

    def _share(self, number: NumberFound, sentence: Sentence) -> Meaning:
        if self.cues.near(number, sentence, 25, Cue.TERRITORY):
            return Meaning(why_not=NoFigure.PERCENT_OF_TERRITORY)
        if self.cues.near(number, sentence, 60, Cue.REPLACES) and self.cues.near(
            number, sentence, 200, Cue.RECRUITS, *LOST
        ):
            behind = self.cues.all.between(number.core[1], sentence.end)
            counted = next(
                (cue.cue for cue in behind if cue.cue in (*LOST, Cue.RECRUITS, Cue.REPLACES)), None
            )
            measure = "used_up" if counted is Cue.RECRUITS else "replaced"  # 90 % of the recruits replace …
            return Meaning(ProposedKind.CLAIM, measure=measure, unit="share", sure=True)
        if self.cues.near(number, sentence, 60, Cue.PLAN) and not self.cues.near(
            number, sentence, 20, Cue.FORECAST
        ):
            return Meaning(ProposedKind.CLAIM, measure="attained", unit="share", sure=False)
        if self.cues.near(number, sentence, 60, Cue.HELD):
            return Meaning(why_not=NoFigure.PERCENT_OF_TERRITORY)
        return Meaning(why_not=NoFigure.PERCENT_OTHER)

    def _ground(self, number: NumberFound, sentence: Sentence, context: tuple[int, int] | None) -> Meaning:
        unit = number.unit
        if self._is_measure(number):
            return Meaning(why_not=NoFigure.RATIO)
        if self._is_whole(number):
            return Meaning(why_not=NoFigure.OTHER_COUNT)
        where = self._ground_cue(number, sentence, context)
        if self._forecast(number, sentence):
            return Meaning(why_not=NoFigure.FORECAST)
        per = number.per or self._rates.daily(number, sentence)
        if per in ("day", "week", "month", "year"):
            told = per in ("day", "month")  # what a week or a year comes to is no measure
            sure = told and (where is not None or self._before.carries(sentence, ProposedKind.GAINS))
            measure = f"gains_per_{per if told else 'month'}"
            return Meaning(ProposedKind.CLAIM, measure=measure, unit=f"{unit}/{per}", sure=sure)
        if where is None:
            sure = self._is_price(number, sentence) or self._before.carries(sentence, ProposedKind.GAINS)
            return Meaning(ProposedKind.GAINS, unit=unit, sure=sure)
        if where.cue is Cue.OTHER:
            return Meaning(why_not=NoFigure.OTHER_COUNT)
        if self._is_given_up(number, sentence, where):  # whose gain that is, nobody has said
            return Meaning(ProposedKind.GAINS, unit=unit, sure=False)
        if where.cue is Cue.HELD:
            return Meaning(ProposedKind.LEVEL, unit=unit)
        return Meaning(ProposedKind.GAINS, unit=unit, lost_ground=where.cue is Cue.LOST_GROUND)

    def _is_price(self, number: NumberFound, sentence: Sentence) -> bool:
        """Whether losses are said to have been the price of ground: `125,000 casualties for 2,356 km²`."""
        if any(n.per in ("km2", "mi2") for n in self.cues.counted.between(sentence.start, sentence.end)):
            return True  # the cost of it is told too
        before = self._text[max(0, number.start - 12) : number.start]
        paid = ends_with(rf"{self._words.for_each}|{self._words.and_}", before)
        return paid is not None and self.cues.nearest(number, sentence.start, sentence.end, *LOST) is not None

    def _is_measure(self, number: NumberFound) -> bool:
        """Whether ground is only what something else is counted for: `losses per 1 km²`."""
        before = self._text[max(0, number.start - 12) : number.start]
        return number.value == 1 and ends_with(self._words.for_each, before) is not None

    def _is_whole(self, number: NumberFound) -> bool:
        """Whether ground is the whole of which another area is a part: `12 km² of 24,000 km²`."""
        areas = "|".join(self._words.units[area] for area in ("km2", "mi2"))
        whole = rf"(?:{areas})\s+(?:{self._words.of_whole})"
        return ends_with(whole, self._text[max(0, number.start - 40) : number.start]) is not None

    def _is_given_up(self, number: NumberFound, sentence: Sentence, where: CueFound) -> bool:
        """Whether it is said that ground was lost: `lost control of 583 km²`, `583 km² lost`."""
        told = self._words.ground_told["lost"]
        before, behind = self._text[sentence.start : number.start], self._text[number.unit_end : sentence.end]
        if begins_with(told, behind) or ends_with(rf"(?:{told})(?:\s+\w+){{1,2}}", before):
            return True
        lost = self.cues.nearest(number, sentence.start, number.core[0], Cue.CASUALTIES)
        if lost is None or self.cues.cost(lost, number) > 25:
            return False
        return self.cues.cost(lost, number) < self.cues.cost(where, number)

    def _ground_cue(
        self, number: NumberFound, sentence: Sentence, context: tuple[int, int] | None
    ) -> CueFound | None:
        found = self.cues.nearest(number, sentence.start, sentence.end, *GROUND, Cue.OTHER)
        if found is None and context is not None:
            found = self.cues.nearest(number, *context, *GROUND)
        return found

    def _added(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return what `(+20)` behind a number says: it is a part of that one, whatever that counts."""
        bracketed = re.search(
            r"[(\[]\s*$", self._text[max(sentence.start, number.core[0] - 3) : number.core[0]]
        )
        if not number.signed or bracketed is None or number.unit:
            return None
        return Meaning(why_not=NoFigure.PART)

    def _people(self, number: NumberFound, sentence: Sentence, context: tuple[int, int] | None) -> Meaning:
        own = self.cues.own(number) or self.cues.label(number)
        if own is None and self._rates.is_one(number, sentence) and (rate := self._before.same_rate(number)):
            return rate
        why_not = self._is_of_no_people(number, sentence, own)
        if why_not is not None:
            return Meaning(why_not=why_not)
        area = number.per if number.per in ("km2", "mi2") else self._rates.area_of_cost(number, sentence)
        if area:
            return Meaning(
                ProposedKind.CLAIM,
                measure=self._net_ground.cost(number, sentence),
                unit=f"people/{area}",
                counts="casualties",
            )
        if self._forecast(number, sentence):
            return Meaning(why_not=NoFigure.FORECAST)
        if (short := self._balances.shortfall(number, sentence)) is not None:
            return short
        if own is not None and (own.cue in LOST or self.cues.is_killed(number, sentence, own)):
            return self._lost(number, sentence, own)
        if own is not None and own.cue is Cue.RECRUITS:
            if sentence.bullet and context is not None and self._is_of_the_dead(context):
                return Meaning(why_not=NoFigure.PART)
            return self._recruits(number, sentence)
        return self._by_clause(number, sentence, context, named=own is not None)

    def _is_of_the_dead(self, context: tuple[int, int]) -> bool:
        """Whether the head of a list tells of people lost alone: its volunteers are some of those."""
        told = {cue.cue for cue in self.cues.all.between(*context)}
        return not told.isdisjoint(LOST) and Cue.RECRUITS not in told

    def _is_of_no_people(
        self, number: NumberFound, sentence: Sentence, own: CueFound | None
    ) -> NoFigure | None:
        """Return why a number without a unit counts no people, by its own noun (`own`) or for want of one."""
        if self.cues.is_strength(number, sentence, own) or self._is_whole_of_a_part(number, sentence, own):
            return NoFigure.STRENGTH
        if own is not None:
            return NoFigure.OTHER_COUNT if own.cue is Cue.TERRITORY else NONE_OF_OURS.get(own.cue)
        lost = self.cues.nearest(number, sentence.start, sentence.end, *LOST, Cue.RECRUITS)
        if lost is not None and self.cues.of_equipment(lost):
            return NoFigure.EQUIPMENT
        small = number.spelled and (number.high or number.value or 0) < 100 and not number.per
        return NoFigure.OTHER_COUNT if small or self._rates.is_one(number, sentence) else None

    def _is_whole_of_a_part(self, number: NumberFound, sentence: Sentence, own: CueFound | None) -> bool:
        """Whether a number is a force of which the one before is a part: `lost 45,690 of 150,000 men`."""
        before = self.cues.counted.between(sentence.start, number.start)[-1:]
        gap = self._text[before[0].core[1] : number.start] if before else ""
        small = rf"{self._words.the}(?:[^\W\d_]+\s+){{0,2}}"  # `of about`, `of their`
        part = any_case(rf"(?:(?:/\d)?\s+|[^.;]*\sout\s+)(?:{self._words.of_whole})\s+{small}").fullmatch(gap)
        return part is not None and (own is None or own.cue is Cue.PEOPLE)

    def _wanted(self, number: NumberFound, sentence: Sentence, own: CueFound | None) -> list[Cue]:
        """Return the words that can tell what a number counts of which they are not the noun (`own`)."""
        wanted = [*LOST, Cue.RECRUITS, Cue.NEED, *NONE_OF_OURS]
        if self._of_recruits or self.cues.near(number, sentence, 400, Cue.RECRUITS):
            wanted += (Cue.PLAN, Cue.DONE)
        if own is not None and own.cue is Cue.PEOPLE:
            wanted.remove(Cue.RANK)  # `officers and soldiers`
        return wanted

    def _nearest(self, number: NumberFound, sentence: Sentence, own: CueFound | None) -> CueFound | None:
        """Return the word that tells what a number counts, past the civilians counted beside soldiers."""
        wanted = self._wanted(number, sentence, own)
        nearest = self.cues.nearest(number, sentence.start, sentence.end, *wanted)
        if nearest is None or nearest.cue is not Cue.DISPLACED or own is None or own.cue is not Cue.PEOPLE:
            return nearest
        if not self.cues.counted.between(number.end, nearest.start):
            return nearest
        wanted.remove(Cue.DISPLACED)  # `82 soldiers and 47 civilians were killed`
        return self.cues.nearest(number, sentence.start, sentence.end, *wanted) or nearest

    def _by_clause(
        self, number: NumberFound, sentence: Sentence, context: tuple[int, int] | None, named: bool
    ) -> Meaning:
        own = self.cues.own(number)
        nearest = self._nearest(number, sentence, own)
        carried = None if named else self._before.carried(number, sentence)
        if carried is not None:
            return carried
        from_context = nearest is None and context is not None
        if nearest is None and context is not None:
            nearest = self.cues.nearest(
                number, *context, Cue.CASUALTIES, Cue.KILLED, Cue.WOUNDED, Cue.RECRUITS
            )
        if nearest is None and number.per == "month" and self._of_recruits:
            return self._recruits(number, sentence)
        series = self._before.series(sentence) if own is None and (nearest is None or from_context) else None
        if series is not None and not number.per and self._rates.daily(number, sentence) == "day":
            measure, unit = (
                f"{series.kind}_per_day",
                f"{series.unit}/day",
            )  # `The average daily rate was 1,556`
            return replace(series, kind=ProposedKind.CLAIM, measure=measure, unit=unit)
        of_people = own.cue in COUNTS if own is not None else bool(number.per)
        if nearest is None and of_people and (self._alone or self._before.is_lost()):
            people = own or CueFound(*number.core, Cue.PEOPLE)
            return self._lost(number, sentence, people, sure=False)
        if nearest is None:
            return self._before.spoken_of(number) or Meaning(why_not=NoFigure.OTHER_COUNT)
        if nearest.cue in NONE_OF_OURS:
            return Meaning(why_not=NONE_OF_OURS[nearest.cue])
        if nearest.cue in LOST:
            sure = self._is_sure(number, sentence, nearest, from_context, named)
            return self._lost(number, sentence, nearest, sure=sure)
        return self._by_recruits(number, sentence, context, needed=nearest.cue is Cue.NEED)

    def _by_recruits(
        self, number: NumberFound, sentence: Sentence, context: tuple[int, int] | None, needed: bool
    ) -> Meaning:
        """Return what a number says near words of recruits, or that these are not near."""
        if needed or self._of_recruits or self.cues.near(number, sentence, 400, Cue.RECRUITS):
            meaning = self._recruits(number, sentence)
            return replace(meaning, sure=meaning.sure and not self._of_both(number, sentence))
        if context is not None and self.cues.nearest(number, *context, Cue.RECRUITS) is not None:
            told = self.cues.all.between(context[0], sentence.end)
            others = any(cue.cue in (*LOST, *GROUND, *NONE_OF_OURS) for cue in told)
            meaning = self._recruits(number, sentence)  # `The plan for 2025 is 343,000`
            return replace(meaning, sure=meaning.kind is ProposedKind.TARGET and not others)
        return self._before.spoken_of(number) or Meaning(why_not=NoFigure.OTHER_COUNT)

    def _is_sure(
        self, number: NumberFound, sentence: Sentence, nearest: CueFound, from_context: bool, named: bool
    ) -> bool:
        """Whether a number counts what the `nearest` word tells; `named`: it counts people, or such."""
        near = named or self.cues.cost(nearest, number) < (110 if number.per else 60)
        near = near and not self.cues.is_of_next(nearest, number)
        beside = "(" in self._text[number.start - 2 : number.start]  # `48,240 (1,556 a day)`
        named_or_beside = self.cues.own(number) is not None or beside
        goes_on = named_or_beside and number.per != "" and self._before.carries(sentence, ProposedKind.LOSSES)
        headed = self._is_headed(number, sentence, nearest)
        both = self._of_both(number, sentence)
        apart = both or (from_context and not headed) or self.cues.has_label(number)
        return goes_on or (headed and not both) or (near and not apart)

    def _is_headed(self, number: NumberFound, sentence: Sentence, nearest: CueFound) -> bool:
        """Whether people, days, or what was lost are all that an entry says before its number.

        `Personnel: 48,240`, `2024: 430,790`, `Killed and wounded in the first half of 2024: 201,300`.
        """
        label = self.cues.label(number)
        if label is not None and label.cue is Cue.PEOPLE:
            return True
        before = self._text[sentence.start : number.start].rstrip()
        alone = not self.cues.counted.count(sentence.start, number.start)
        labelled = sentence.bullet and alone and before.endswith(":") and before.count(":") == 1
        if labelled and sentence.start <= nearest.start < number.start:
            return True
        days = self._days.between(sentence.start, number.start)
        if not sentence.bullet or not days:
            return False
        rest = self._text[sentence.start : days[0].start] + self._text[days[-1].end : number.start]
        return re.search(r"\w", rest) is None

    def _of_both(self, number: NumberFound, sentence: Sentence) -> bool:
        """Whether losses and recruits are both spoken of before a number that has no noun of its own."""
        if self.cues.own(number) is not None or number.per:
            return False
        before = [c for c in self.cues.all.between(sentence.start, number.start) if c.cue not in MANNER]
        if before and before[-1].cue in LOST and number.start - before[-1].end == 1:
            return False  # `hired 300 and lost 400`
        told = {c.cue for c in before}
        return Cue.RECRUITS in told and not told.isdisjoint(LOST)

    def _forecast(self, number: NumberFound, sentence: Sentence) -> bool:
        said = self._text[sentence.start : sentence.end]
        if said.rstrip().endswith("?") or bounded(self._words.hypothetical).search(said) is not None:
            return True
        ahead = self.cues.nearest(number, sentence.start, number.core[0], Cue.FORECAST)
        told = self.cues.nearest(number, sentence.start, sentence.end, *LOST, Cue.RECRUITS)
        lost = told is not None and told.cue in LOST  # recruits that are to come are a plan
        behind = self.cues.nearest(number, number.core[1], sentence.end, Cue.FORECAST) if lost else None
        return any(said is not None and self.cues.cost(said, number) <= _SOON for said in (ahead, behind))

    def _lost(self, number: NumberFound, sentence: Sentence, cue: CueFound, sure: bool = True) -> Meaning:
        counts = COUNTS[cue.cue]
        sure = sure and not self._is_change(number, sentence)
        confirmed = self.cues.nearest(number, sentence.start, sentence.end, Cue.CONFIRMED)
        if (
            confirmed is not None
            and cue.cue in (Cue.KILLED, Cue.CONFIRMED)
            and self.cues.cost(confirmed, number) < 70
        ):
            counts = "confirmed_killed"
        if self._is_sum(number, sentence, cue):
            counts = "casualties"
        per = number.per or self._rates.daily(number, sentence) or self._rates.monthly(number, sentence)
        if per == "day" and self._rates.is_of_one_day(number, sentence):
            per = ""
        beside = "" if per else self._before.rate_beside(number, sentence)
        if per or beside:
            told = per in ("day", "month")
            return Meaning(
                ProposedKind.CLAIM,
                measure=f"losses_per_{per if told else 'month'}",
                unit=f"people/{per or beside}",
                counts=counts,
                sure=sure and told,
            )
        record = self.cues.near(number, sentence, 60, Cue.RECORD)
        if record or counts == "confirmed_killed":
            return Meaning(ProposedKind.MILESTONE, unit="people", counts=counts, sure=sure, record=record)
        return Meaning(ProposedKind.LOSSES, unit="people", counts=counts, sure=sure)

    def _is_change(self, number: NumberFound, sentence: Sentence) -> bool:
        """Whether a number is by how much something rose or fell: `losses rose in May by 300`."""
        changed = self.cues.nearest(number, sentence.start, number.start, Cue.RISING, Cue.FALLING)
        by = ends_with(self._words.by_how_much, self._text[sentence.start : number.start])
        return changed is not None and by is not None and by[0].strip().lower() != "of"

    def _is_sum(self, number: NumberFound, sentence: Sentence, cue: CueFound) -> bool:
        """Whether a number is the total of those before it: `killed 201, wounded 152, total 353`."""
        before = self._text[sentence.start : number.start]
        summed = any_case(rf"(?<!\w)(?:{self._words.total})(?:\s+(?:{self._words.of_whole}))?\W+$").search(
            before
        )
        parts = self.cues.counted.count(sentence.start, number.start) > 1
        return parts and summed is not None and cue.end <= number.start and cue.cue in _PARTS

    def _recruits(self, number: NumberFound, sentence: Sentence) -> Meaning:
        needed = self.cues.near(number, sentence, 70, Cue.NEED)
        rate = number.per or self._rates.monthly(number, sentence) or self._rates.daily(number, sentence)
        rate = rate or (self._before.rate_beside(number, sentence) if needed else "")
        unit = f"people/{rate}" if rate in ("day", "month", "year") else "people"
        if needed:
            return Meaning(ProposedKind.REQUIREMENT, unit=unit)
        if rate:
            return Meaning(ProposedKind.INTAKE, unit=unit, sure=rate == "month")
        plan = self.cues.nearest(number, sentence.start, sentence.end, Cue.PLAN)
        done = self.cues.nearest(number, sentence.start, sentence.end, Cue.DONE)
        nearer = min(
            (c for c in (plan, done) if c is not None), key=lambda c: self.cues.cost(c, number), default=None
        )
        if nearer is not None and self.cues.cost(nearer, number) < 60:
            other = next(iter(self.cues.counted.between(number.core[1], sentence.end)), None)
            beside = (  # `took 300, the plan is 400`, but not `300 were planned; 400 came`
                other is not None
                and number.start < nearer.start < other.start
                and ";" not in self._text[nearer.start : other.start]
            )
            if nearer.cue is Cue.PLAN and not beside:
                return Meaning(ProposedKind.TARGET, unit="people")
            if plan is not None or self._before.planned:
                return Meaning(ProposedKind.ACHIEVED, unit="people")
        return Meaning(ProposedKind.INTAKE, unit="people")
