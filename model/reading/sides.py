"""Whose losses and gains a text speaks of."""

from __future__ import annotations

import re
from collections import Counter

from model.reading.layout import Placed, Sentence, line_start
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, bounded, ends_with, exact
from model.reading.source_names import Named
from model.reading.vocabulary import Vocabulary, countries_of

_SOON = 25  # letters behind a number in which it is said whose it is


class Sides:
    """Whose losses and gains a text speaks of, sentence by sentence."""

    def __init__(self, text: str, words: Vocabulary, cited: Placed[Named]) -> None:
        """`cited` are the sources that a text names, of whose names a side may be a part."""
        self._text = text
        named = "|".join(f"({pattern})" for pattern in words.sides.values())
        names = tuple(words.sides)
        self.named = Placed(
            Named(m.start(), m.end(), names[(m.lastindex or 1) - 1]) for m in bounded(named).finditer(text)
        )
        self._words = words
        self._sources = cited
        self._spoken = Placed(n for n in self.named.all if not self._is_place(n) and not self._is_cited(n))
        counted = Counter(n.name for n in self._spoken.all if self._has_forces(n))
        by_count = [name for name, _count in counted.most_common(2)]
        self.usual = by_count[0] if by_count else ""
        self.other = by_count[1] if len(by_count) > 1 else ""
        # the enemy of whose offices speak
        offices = {n.name for n in self.named.all if self._is_cited(n)} | self.speaking(0, len(text))
        self._opposed = next((s for s in by_count if len(offices) == 1 and s not in offices), "")
        # one side is named and no other, not even as an office
        self.only = len({n.name for n in self._spoken.all}) == 1

    def at(self, start: int, end: int) -> str:
        """Return the side named between two places, or an empty text."""
        return next((n.name for n in self.named.between(start, end)), "")

    def is_foreign(self, start: int, end: int) -> bool:
        """Whether a country that is no side of the list, or its people, is named between two places."""
        for match in exact(countries_of(self._words.code)).finditer(self._text, start, end):
            known = (*self.named.before(match.start() + 1, 1), *self._sources.before(match.start() + 1, 1))
            if all(n.end <= match.start() for n in known):
                return True
        return False

    def fighting(self, start: int, end: int) -> set[str]:
        """Return the sides whose forces are spoken of between two places."""
        return {n.name for n in self._spoken.between(start, end) if self._has_forces(n)}

    def speaking(self, start: int, end: int) -> set[str]:
        """Return the sides whose offices are spoken of between two places."""
        return {n.name for n in self._spoken.between(start, end) if not self._has_forces(n)}

    def latest(self, place: int) -> str:
        """Return the side last spoken of before a place, of a place in front of all: the first behind it."""
        told = self._spoken.before(place, 1) or self._spoken.all[:1]
        return told[0].name if told else ""

    def right_behind(self, number: NumberFound) -> set[str]:
        """Return the sides named right behind a number: `340 Russian soldiers`."""
        stop = exact(r"[.,;:()\d]").search(self._text, number.unit_end, number.unit_end + 30)
        end = stop.start() if stop else number.unit_end + 30
        others = (n.start for n in self.named.between(number.unit_end, end) if self._is_joined(n))
        return self.fighting(number.unit_end, min(others, default=end))

    def _is_joined(self, named: Named) -> bool:
        """Whether a side stands behind `and`, and of the next number: `cost Iran 200 dead and Iraq 105`."""
        before = self._text[max(0, named.start - 8) : named.start]
        return any_case(rf"(?<!\w)(?:{self._words.and_})\s+$").search(before) is not None

    def is_clear(self, start: int, number: NumberFound, side: str) -> bool:
        """Whether the clause of a number, in a sentence from `start` on, names a side and no other."""
        begins = any_case(rf"[;,]|\b(?:{self._words.clause}|{self._words.and_})\b")
        near = self.right_behind(number)
        if not near:
            stops = [start, *(m.end() for m in begins.finditer(self._text, start, number.start))]
            near = self.fighting(stops[-1], number.start) or self.fighting(start, number.start)
        return near == {side}

    def of(self, sentence: Sentence, place: int, end: int) -> str:
        """Return whose figure stands at a place: said behind the number, before it, else the usual side."""
        if owner := self._owner(sentence.start, place):
            return owner
        if self._is_enemy(sentence, place, end):
            return self._opposed
        behind = self._text[end : end + 30]
        for named in self.named.between(end, end + 12):
            between = behind[: named.start - end]
            if (
                re.fullmatch(r"(?:\w|[^\S\n])*", between)
                and not self._by(between)
                and not self._is_joined(named)
                and self._has_forces(named)
            ):
                return named.name
        told = self.named.between(sentence.start, place)
        before = [n for n in told if self._has_forces(n)]
        doing = self._is_doing(self._text[max(sentence.start, place - 40) : place])
        near = self._text[max(sentence.start, place - 20) : min(sentence.end, end + 25)]
        if told and not doing and bounded(self._words.own).search(near):
            of_own = [n for n in told if not self._is_place(n)]
            return (of_own or told)[-1].name  # `X's ministry said 2,783 of its servicemen …`
        if before and not doing:
            return before[-1].name
        where = any_case(
            rf"\s*(?:{self._words.civilians})(?!\w)[^.;,\d]{{0,40}}?\s(?:{self._words.inside})\s+(?:the\s+)?"
        )
        if (found := where.match(self._text, end)) and (
            there := self.named.between(found.end(), found.end() + 1)
        ):
            return there[0].name  # `300 people have been killed in Gaza`
        if before:
            return ""  # who kills loses nobody by it: `drones of one side killed 450 soldiers`
        if bounded(self._words.other_side).search(self._text, sentence.start, place):
            return self.other
        line = line_start(self._text, sentence.start)
        earlier = [n for n in self.named.between(line, sentence.start) if self._has_forces(n)]
        return earlier[-1].name if earlier else self.usual

    def _is_enemy(self, sentence: Sentence, place: int, end: int) -> bool:
        """Whether a number is said to be the enemy's, and no side is named with it: `500 enemy soldiers`."""
        stop = min(sentence.end, end + _SOON)
        said = [*bounded(self._words.enemy).finditer(self._text, sentence.start, stop)][-1:]
        with_it = (n for m in said for n in self.named.between(m.start(), max(m.end(), place)))
        return bool(said) and not any(self._has_forces(name) for name in with_it)

    def _owner(self, start: int, place: int) -> str:
        """Return the side whose number stands at a place: `against Lowland's 1.2 million`."""
        last = self.named.between(start, place)[-1:]
        said = self._text[last[0].start : place] if last else ""
        owned = any_case(rf"[\w.]+['’]s?\s+(?:(?:{'|'.join(self._words.before.values())})\s+)?")
        return last[0].name if owned.fullmatch(said) else ""

    def _is_doing(self, before: str) -> bool:
        """Whether a number is of whom others killed: `they killed over 450`, not `losses: killed 450`."""
        firmly = "|".join(self._words.before.values())
        found = ends_with(rf"(?:{self._words.kills})(?:\s+(?:{firmly}))?", before)
        return found is not None and not before[: found.start()].rstrip().endswith(
            (",", ":", ";", "(", "–", "—")
        )

    def _by(self, between: str) -> bool:
        """Whether a name is that of who counts: `281 by the British one`."""
        return bounded(self._words.by).search(between) is not None

    def _has_forces(self, named: Named) -> bool:
        """Whether a name is that of a side which fights here, not of a place or an office."""
        behind = self._text[named.end : named.end + 30]
        if self._is_place(named) or self._is_cited(named):
            return False
        telling = rf"(?:(?:{self._words.force})\s+)?(?:{self._words.tells})"  # `Ukraine's military put …`
        bodies = f"{self._words.publishers}|{self._words.institutions}"
        group = rf"(?:\w+\s+){{0,2}}(?:{bodies})(?!\s+of)"  # `a Ukrainian monitoring group`
        speaks = rf"(?:{self._words.counting}|{telling}|{group})(?!\w)"
        office = rf"^(?:['’]s)?\W{{0,3}}(?:{self._words.office}|{speaks})"
        return any_case(office).match(behind) is None

    def _is_cited(self, named: Named) -> bool:
        """Whether a name is a part of that of a source: `Ukrainian General Staff`."""
        return any(source.end > named.start for source in self._sources.before(named.start + 1, 1))

    def _is_place(self, named: Named) -> bool:
        """Whether a name is only that of a place, or of who counts: `in Ukraine`, `by the British`."""
        before = self._text[max(0, named.start - 32) : named.start]
        behind = self._text[named.end : named.end + 30]
        army = any_case(rf"\s+(?:{self._words.force})").match(behind)
        if army is not None and ends_with(self._words.inside, before) is not None:
            return False  # `прибули в російську армію`
        of_place = rf"\b(?:{self._words.place_before}|{self._words.by}(?:\s+the)?)\s+$"
        land = any_case(rf"^(?:['’]s)?\s+(?:{self._words.ground})")
        return (
            any_case(of_place).search(before) is not None
            or any_case(rf"(?<!\w)(?:{self._words.ground})\s+$").search(before) is not None
            or land.match(behind) is not None
        )
