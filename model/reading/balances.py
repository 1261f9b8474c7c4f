"""Numbers that say by how much losses and recruits differ: a shortfall, or what a force grows by."""

from __future__ import annotations

from model.reading.cues import GROUND, LOST, Cues
from model.reading.figures_before import Meaning
from model.reading.layout import Sentence
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, bounded, ends_with, exact
from model.reading.proposal import NoFigure, ProposedKind
from model.reading.vocabulary import Cue, Vocabulary

_FAR = 120  # letters before a number in which it is said of what it is the difference


class Balances:
    """The numbers of a text that say what is left of losses and recruits."""

    def __init__(self, text: str, words: Vocabulary, cues: Cues) -> None:
        self._text, self._words, self._cues = text, words, cues

    def net(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return the claim of `shrinks by 9,000 a month`, or of a net change."""
        per, step = self._step(number, sentence)
        counted = self._cues.nearest(number, sentence.start, sentence.end, *LOST, *GROUND)
        way = self._cues.nearest(number, sentence.start, number.core[0], Cue.FALLING, Cue.RISING)
        force = bounded(self._words.force).search(self._text, sentence.start, number.start)
        if way is not None and force is not None and self._cues.cost(way, number) <= 15 and counted is None:
            if self._cues.is_grown_to(number, sentence):
                return Meaning(why_not=NoFigure.STRENGTH)
            return Meaning(
                ProposedKind.CLAIM,
                measure=f"net_change{per}",
                unit=f"people{step}",
                less=way.cue is Cue.FALLING,
            )
        net = bounded(self._words.ground_told["net"]).search(self._text, sentence.start, number.start)
        if net is not None and force is not None and counted is None:
            less = exact(r"[−-]\s*$").search(self._text[sentence.start : number.core[0]]) is not None
            return Meaning(ProposedKind.CLAIM, measure=f"net_change{per}", unit=f"people{step}", less=less)
        return None

    def differ(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return the claim of `9,000 more lost than recruited`, or of `lost 9,000 more than it recruited`."""
        if number.unit:
            return None
        if (beyond := self._exceeds(number, sentence) or self._net_losses(number, sentence)) is not None:
            return beyond
        end = min(number.core[1] + 90, sentence.end)
        way = any_case(rf"(?:\s+[^\W\d]+){{0,3}}?\s+(?P<way>{self._words.more_or_fewer})(?!\w)")
        more = way.match(self._text, number.unit_end or number.core[1], end)
        than = more and bounded(self._words.compared).search(self._text, more.end(), end)
        if not more or not than:
            return None
        said = [
            next((cue.cue for cue in cues if cue.cue in (*LOST, Cue.RECRUITS)), None)
            for cues in (
                (
                    *self._cues.all.between(more.end(), than.start()),
                    *reversed([*self._cues.all.between(sentence.start, number.core[0])]),
                ),
                self._cues.all.between(than.end(), end),
            )
        ]
        lost = [cue in LOST for cue in said]
        if None in said or lost[0] is lost[1]:
            return None
        fewer = any(cue.cue is Cue.LESS for cue in self._cues.all.between(more.start("way"), more.end()))
        per, step = self._step(number, sentence)
        return Meaning(
            ProposedKind.CLAIM, measure=f"shortfall{per}", unit=f"people{step}", less=lost[1] is not fewer
        )

    def _net_losses(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return the claim of `net losses after recruitment were 12,000`."""
        before = self._text[max(sentence.start, number.start - _FAR) : number.start]
        lost = self._words.cues[Cue.CASUALTIES]
        said = bounded(rf"(?:{self._words.ground_told['net']})\s+(?:{lost})").search(before)
        if said is None or not self._cues.near(number, sentence, _FAR, Cue.RECRUITS):
            return None
        per, step = self._step(number, sentence)
        return Meaning(ProposedKind.CLAIM, measure=f"shortfall{per}", unit=f"people{step}", sure=False)

    def _exceeds(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return the claim of `losses exceeded recruitment by 12,000`."""
        near = self._text[max(sentence.start, number.start - 12) : number.core[0]]
        if ends_with(self._words.by_how_much, near) is None:
            return None
        begin = max(sentence.start, number.start - _FAR)
        said = [*bounded(self._words.exceeds).finditer(self._text, begin, number.core[0])][-1:]
        if not said:
            return None
        counted = {*LOST, Cue.RECRUITS}
        before = [c.cue for c in self._cues.all.between(begin, said[0].start()) if c.cue in counted]
        behind = [c.cue for c in self._cues.all.between(said[0].end(), number.start) if c.cue in counted]
        if not before or not behind or (before[-1] in LOST) is (behind[0] in LOST):
            return None
        per, step = self._step(number, sentence)
        less = before[-1] is Cue.RECRUITS
        return Meaning(ProposedKind.CLAIM, measure=f"shortfall{per}", unit=f"people{step}", less=less)

    def _step(self, number: NumberFound, sentence: Sentence) -> tuple[str, str]:
        """Return the ends of a measure and a unit that are of a month, where a month is said."""
        each = bounded(self._words.each_month).search(self._text, sentence.start, number.start)
        monthly = number.per == "month" or each is not None
        return ("_per_month", "/month") if monthly else ("", "")

    def shortfall(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return the claim of `a gap of 8,500 men`: by how many fewer came than went."""
        short = self._cues.nearest(number, sentence.start, sentence.end, Cue.SHORT)
        plan = self._cues.nearest(number, sentence.start, sentence.end, Cue.PLAN)
        of_plan = (
            plan is not None
            and short is not None
            and self._cues.cost(plan, number) < self._cues.cost(short, number)
        )
        if short is not None and self._cues.cost(short, number) <= 30 and not of_plan:
            measure, unit = (
                ("shortfall_per_month", "people/month") if number.per == "month" else ("shortfall", "people")
            )
            return Meaning(ProposedKind.CLAIM, measure=measure, unit=unit)
        return None
