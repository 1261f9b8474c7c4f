"""Ground taken, lost again and net, told in one sentence: 713 km² taken, 79 lost, 634 net."""

from __future__ import annotations

import re

from model.derive.measures import COSTS
from model.reading.cues import Cues
from model.reading.figures_before import Meaning
from model.reading.layout import Sentence
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, bounded
from model.reading.proposal import ProposedKind
from model.reading.vocabulary import Vocabulary

_AREAS = ("km2", "mi2")
_BESIDE = 16  # letters behind an area in which it is said which it is
_ROLES = ("net", "lost", "taken")  # a net gain is no gain taken


class NetGround:
    """The numbers of a text that say which ground was taken, lost again and won on balance."""

    def __init__(self, text: str, words: Vocabulary, cues: Cues, *, alone: bool = False) -> None:
        """`alone`: the text is a sentence out of another, and says of each number what is meant by it."""
        self._text, self._cues, self._alone = text, cues, alone
        areas = "|".join(words.units[area] for area in _AREAS)
        self._area = any_case(rf"(?<!\w)(?:{areas})(?:\s+[^\W\d]{{2}})?\s*$")
        self._per_area = bounded(f"{words.per_area}|{words.area_cost}")
        self._again = bounded(words.ground_told["again"])
        self._role = bounded("|".join(f"(?P<{role}>{words.ground_told[role]})" for role in _ROLES))

    def of(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return what a number says of the three; None where the sentence does not tell two of them.

        Certain is what adds up: whose ground is lost is else asked, and a bare number is none of ground. Of
        three that add up and name no unit it is asked, too.
        """
        if (cost := self._other_cost(number, sentence)) is not None:
            return cost
        if number.value is None or number.per or number.unit not in ("", *_AREAS):
            return None
        told = self._told(sentence)
        role = next((role for role, one in told.items() if one is number), None)
        units = {one.unit for one in told.values() if one.unit}
        if self._alone and role == "lost" and number.unit and self._again.search(self._text):
            return Meaning(ProposedKind.CLAIM, measure="ground_lost", unit=number.unit)
        if role is None or "lost" not in told or len(told) < 2 or len(units) > 1:
            return None
        agree = len(told) == len(_ROLES) and _adds_up(*(told[role].value or 0.0 for role in _ROLES))
        if not agree and not all(one.unit for one in told.values()):
            return None
        kind = ProposedKind.CLAIM if role == "net" and "taken" in told else ProposedKind.GAINS
        unit = units.pop() if units else ""
        return Meaning(kind, measure=f"ground_{role}", unit=unit or "km2", sure=agree and bool(unit))

    def cost(self, number: NumberFound, sentence: Sentence) -> str:
        """Return which cost of ground a number of people per area is: in a report, if it tells of both."""
        spoken = {said.lastgroup for said in self._role.finditer(self._text, sentence.start, sentence.end)}
        if not (self._alone or {"net", "taken"} <= spoken):
            return "losses_per_gain"
        place = number.core[1]
        for said in self._role.finditer(self._text, place, sentence.end):
            between = self._text[place : said.start()]
            its_own = not between.strip() or (self._area.search(between) and not re.search(r"\d", between))
            if its_own and said.lastgroup != "lost":
                return f"losses_per_{said.lastgroup}"
        for area in self._per_area.finditer(self._text, sentence.start, number.start):
            around = self._role.search(self._text, area.start(), min(area.end() + _BESIDE, number.start))
            of_another = re.search(r"\d", self._text[area.end() : number.start])
            if around is not None and around.lastgroup != "lost" and not of_another:
                return f"losses_per_{around.lastgroup}"  # `each captured km² cost 46.6`, `each km² taken`
        return "losses_per_gain"

    def _other_cost(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return what `52.4 net` says behind `46.6 for each km² taken`."""
        per = [
            one.per for one in self._cues.counted.between(sentence.start, number.start) if one.per in _AREAS
        ]
        if number.unit or number.per or not per or self._behind(number, sentence.end) is None:
            return None
        measure = self.cost(number, sentence)
        if measure == COSTS[0]:
            return None
        return Meaning(ProposedKind.CLAIM, measure=measure, unit=f"people/{per[-1]}", counts="casualties")

    def _told(self, sentence: Sentence) -> dict[str, NumberFound]:
        """Return the number of each of the three; none where two numbers are said to be one of them."""
        told: dict[str, NumberFound] = {}
        numbers = [one for one in self._cues.counted.between(sentence.start, sentence.end) if not one.per]
        for at, one in enumerate(numbers):
            before = numbers[at - 1].end if at else sentence.start
            behind = numbers[at + 1].start if at + 1 < len(numbers) else sentence.end
            said = self._said(one, before, behind)
            own = None if one.unit else self._cues.own(one)  # such as the soldiers that were lost
            if said is None or not said.lastgroup or (own is not None and own.start != said.start()):
                continue
            if said.lastgroup in told:
                return {}
            told[said.lastgroup] = one
        return told

    def _said(self, number: NumberFound, start: int, end: int) -> re.Match[str] | None:
        """Return which of the three a number is, said right behind it, else before it since `start`."""
        before = [*self._role.finditer(self._text, start, number.start)]
        return self._behind(number, end) or (before[-1] if before else None)

    def _behind(self, number: NumberFound, end: int) -> re.Match[str] | None:
        place = max(number.core[1], number.unit_end, number.end)
        behind = self._role.search(self._text, place, end)
        return None if behind is None or self._text[place : behind.start()].strip() else behind


def _adds_up(net: float, lost: float, taken: float) -> bool:
    """Whether taken less lost is the net, to a unit of what is rounded."""
    return abs(taken - lost - net) <= 1.0
