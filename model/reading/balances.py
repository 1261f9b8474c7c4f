"""Numbers that say by how much losses and recruits differ: a shortfall, or what a force grows by."""

from __future__ import annotations

from model.reading.cues import GROUND, LOST, Cues
from model.reading.figures_before import Meaning
from model.reading.layout import Sentence
from model.reading.numbers_in_text import NumberFound
from model.reading.patterns import bounded
from model.reading.proposal import NoFigure, ProposedKind
from model.reading.vocabulary import Cue, Vocabulary


class Balances:
    """The numbers of a text that say what is left of losses and recruits."""

    def __init__(self, text: str, words: Vocabulary, cues: Cues) -> None:
        self._text, self._words, self._cues = text, words, cues

    def net(self, number: NumberFound, sentence: Sentence) -> Meaning | None:
        """Return the claim of `shrinks by 9,000 a month`, or of `9,000 more lost than recruited`."""
        per, step = ("_per_month", "/month") if number.per == "month" else ("", "")
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
        behind = [
            cue
            for cue in self._cues.all.between(number.core[1], min(number.core[1] + 60, sentence.end))
            if cue.cue in (*LOST, Cue.RECRUITS)
        ]
        if [cue.cue in LOST for cue in behind] != [True, False]:
            return None
        than = bounded(self._words.compared).search(self._text, behind[0].end, behind[1].start)
        if than is None:
            return None
        return Meaning(ProposedKind.CLAIM, measure=f"shortfall{per}", unit=f"people{step}")

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
