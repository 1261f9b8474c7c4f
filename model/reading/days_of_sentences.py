"""Which of the days that a sentence names are said of one of its numbers."""

from __future__ import annotations

from model.project import ComparedBy
from model.reading.attached_days import AttachedDays, is_told
from model.reading.comparing import ComparedDays
from model.reading.days_found import DaysFound
from model.reading.days_of_telling import DaysOfTelling
from model.reading.figures_before import Meaning
from model.reading.layout import Placed, Sentence
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, ends_with
from model.reading.proposal import ProposedKind
from model.reading.vocabulary import Vocabulary
from model.text.records import replace

PLANNED = (ProposedKind.TARGET, ProposedKind.REQUIREMENT, ProposedKind.INTAKE)
"""What may be of days to come."""

_LABEL = 3  # words before a bracket that are all a label of what stands behind it


class DaysOfSentences:
    """The days that stand with a number in its own sentence."""

    def __init__(
        self,
        text: str,
        words: Vocabulary,
        days: Placed[DaysFound],
        attached: AttachedDays,
        telling: DaysOfTelling,
        others: ComparedDays,
        compared: set[int],
    ) -> None:
        """`compared` are the places of days that are named only to compare with: those found are added."""
        self._text, self._words, self._days = text, words, days
        self._attached, self._telling, self._others = attached, telling, others
        self._compared = compared

    def days_of(self, number: NumberFound, sentence: Sentence, meaning: Meaning) -> DaysFound | None:
        """Return the days that stand with a number, or that its sentence names for all it says."""
        here = self._days.between(sentence.start, sentence.end)
        told = [d for d in here if is_told(d) and not self._telling.is_of_beginning(d)]
        if not told and (meaning.record or meaning.kind is ProposedKind.LOSSES):
            days = [d for d in here if self._text[d.end : d.end + 1] != ")"]  # `GAZA (Sunday)`
            days = [d for d in days if d.role == "weekday" and not self._telling.is_told(d, sentence)]
            days = [d for d in days if not self._telling.is_only_told(d, number, sentence)]
            days = self._nearest(number, days)
            return replace(days[0], last=days[-1].last, role="span") if days else None
        planned = meaning.kind in (*PLANNED, ProposedKind.ACHIEVED) and "/" not in meaning.unit
        stated = [d for d in told if self._telling.is_told(d, sentence)]
        free = [d for d in told if self._attached.owner(d, sentence) in (None, number.start)]
        goes_on = "/" in meaning.unit and len(stated) < len(told)  # `…, he said in July, or 1,000 a day`
        if planned or goes_on or not all(d in stated for d in free):
            told = [d for d in told if d not in stated]
        ahead = [d for d in told if d.end <= number.start]
        behind = [d for d in told if d.start >= number.core[1]]
        if meaning.compared is not None:
            return self._of_comparison(number, sentence, meaning.compared, ahead, behind)
        behind = [d for d in behind if not self._others.is_compared(d)]
        own = self._attached.own(number, sentence)
        left_out = {d.start for d in here if is_told(d)} - {d.start for d in told}
        if own is not None and own.start in left_out:
            own = None
        if own is None or own.end <= number.start:
            own = self._attached.of_both(number, sentence) or own
        if own is not None:
            return own
        of_all = [d for d in ahead if not self._is_aside(d, number, sentence)]
        if of_all or ahead:
            return of_all[-1] if of_all else None
        return next((d for d in behind[:1] if not self._attached.is_of_others(number, d, sentence)), None)

    def _nearest(self, number: NumberFound, days: list[DaysFound]) -> list[DaysFound]:
        """Return those of some days from which no other number parts one: behind it, else before it."""
        behind = [d for d in days if d.start >= number.core[1]]
        sides = (behind, [d for d in days if d not in behind])
        free = ([d for d in side if not self._between(number, d)] for side in sides)
        return next((side for side in free if side), days)

    def _between(self, number: NumberFound, days: DaysFound) -> int:
        """Return how many other numbers stand between a number and days."""
        start, end = sorted((number.start, days.start))
        return self._others.cues.counted.count(start + 1, end)

    def _is_aside(self, days: DaysFound, number: NumberFound, sentence: Sentence) -> bool:
        """Whether days stand in brackets that are closed, or with a number that was only compared with."""
        between = self._text[days.end : number.start]
        owner = self._attached.owner(days, sentence)
        lead = "" if owner is None else self._text[max(sentence.start, owner - 16) : owner]
        compared = ends_with(self._words.compared_to, lead) is not None
        compared = compared or days.start in self._compared
        shared = owner is not None and owner > days.start  # `in May it lost 500 for 20 km²`
        heads = len(self._text[sentence.start : days.start].split()) <= _LABEL  # `Week 1 (3–9 May): 73 km²`
        closed = between.count(")") > between.count("(") and not heads
        return closed or (compared and not shared)

    def _of_comparison(
        self,
        number: NumberFound,
        sentence: Sentence,
        kind: ComparedBy,
        ahead: list[DaysFound],
        behind: list[DaysFound],
    ) -> DaysFound | None:
        """Return the days that are compared: not those with which they are."""
        other = self._others.named(number, sentence, kind)
        if other is not None:
            self._compared.add(other.start)
        if other is None:
            return ahead[-1] if ahead else behind[0] if behind else None
        own = [d for d in ahead if (d.first, d.last) != (other.first, other.last)]
        if own:
            return own[-1]
        free = kind is ComparedBy.SHARE or other.end <= number.start  # what is compared may stand behind
        for days in behind:
            gap = self._text[other.end : days.start]
            joins = any_case(rf"\s*(?:{self._words.within})\s+{self._words.the}").fullmatch(gap)
            if days.start != other.start and (free or days.start < other.start or joins is not None):
                return days
        return None
