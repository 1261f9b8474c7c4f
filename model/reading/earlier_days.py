"""Which days a sentence that names none goes on with: those of its list, its paragraph, its heading."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date

from model.reading.days_found import DaysFound
from model.reading.days_of_events import DaysOfBattles
from model.reading.layout import Placed, Sentence, is_head, line_start
from model.reading.vocabulary import Vocabulary

_LOOK_BACK = 40  # expressions of days before a sentence that can still be meant
_HEADED = 6_000  # letters over which a heading holds


class EarlierDays:
    """The days that a text named before a sentence."""

    def __init__(
        self,
        text: str,
        words: Vocabulary,
        days: Placed[DaysFound],
        parts: Iterable[Sentence],
        compared: AbstractSet[int],
        published: date | None,
    ) -> None:
        """`compared` are the places of days that are named only to compare with."""
        self._text, self._days, self._compared, self._published = text, days, compared, published
        self._entries = Placed(part for part in parts if part.bullet)
        self._battles = DaysOfBattles(text, words, days.all)

    def before(self, sentence: Sentence, same: bool, last: tuple[int, DaysFound] | None) -> DaysFound | None:
        """Return the days said last before a sentence: of its list, its paragraph, its heading.

        `same`: it points at some. `last`: the line and the days of the figure before.
        """
        near = self._days.before(sentence.start, _LOOK_BACK)
        before = [d for d in near if d.end <= sentence.start and is_span(d) and not self._is_dateline(d)]
        before = [d for d in before if d.start not in self._compared]
        if same:
            before = [d for d in before if d.first != d.last]
        headed = self.of_event(sentence.end - _HEADED, sentence)
        if headed is not None:
            return headed
        if not before:
            return None
        if sentence.bullet and not same:  # what another entry of the list names is said of that one alone
            before = [d for d in before if d.start >= sentence.start or not self._is_in_entry(d)]
            return before[-1] if before else None
        event = next((d for d in reversed(before) if d.role == "event"), None)
        if event is not None and before[-1].start < line_start(self._text, sentence.start):
            return event  # of a paragraph without days
        aside = last is not None and last[0] != sentence.line and not self._heads(before[-1], sentence)
        return last[1] if aside and last is not None else before[-1]

    def of_event(self, start: int, sentence: Sentence) -> DaysFound | None:
        """Return the days of a battle, or its first: as is said between a place and the end of a sentence."""
        return self._battles.told(start, sentence)

    def _is_in_entry(self, days: DaysFound) -> bool:
        near = self._entries.before(days.start + 1, 1)
        return bool(near) and days.start < near[0].end

    def _heads(self, days: DaysFound, sentence: Sentence) -> bool:
        """Whether days are named in the paragraph of a sentence, or in a line that heads it."""
        end = self._text.find("\n", days.end)
        return not days.start < end < sentence.start or is_head(self._text, days.start)

    def _is_dateline(self, days: DaysFound) -> bool:
        """Whether a date is that on which the text was published, or next to it."""
        return (
            days.role == "day"
            and days.last is not None
            and self._published is not None
            and abs((days.last - self._published).days) <= 2
        )


def is_span(days: DaysFound) -> bool:
    """Whether days that were said before can be those of what follows."""
    return days.last is not None and days.role not in ("weekday", "until", "never")
