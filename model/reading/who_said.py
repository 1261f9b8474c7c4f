"""Who states a figure and who passes it on, and whose losses or gains a sentence speaks of."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from msgspec import Struct

from model.reading.layout import Placed, Sentence
from model.reading.source_names import Named, names_in
from model.reading.vocabulary import Vocabulary


class Statement(Struct, frozen=True):
    """Who states what a sentence says, and who passes it on."""

    source: str = ""
    relayed_by: str = ""


@cache
def _pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(text, flags)


_NEAR = 40  # letters between a number and who counts it: `the 403,000 recruits that X counts`


class Sources:
    """The sources that a text names, and for each sentence those that state it."""

    def __init__(self, text: str, words: Vocabulary, sentences: list[Sentence], given: str = "") -> None:
        self._text, self._words, self._given = text, words, given
        self.named = Placed(names_in(text, words))
        self._last_of: dict[str, Statement] = {}
        self._by_sentence = self._carried(sentences)

    def of(self, sentence: Sentence, place: int, about: str) -> Statement:
        """Return who states what stands at a place: named in its clause, its sentence, or last before.

        Where a sentence names nobody, it is whoever stated the last figure of the same sort (`about`): a list
        of losses and gains goes on with the source of each.
        """
        if about == "ratio":  # whoever divides has counted the ground: the losses are taken from others
            return self._last_of.get("ground") or self._by_sentence.get(
                sentence.start, Statement(self._given)
            )
        inside = self._in_clause(sentence, place)
        named = bool(self.named.between(sentence.start, sentence.end))
        if inside is None and not named and about in self._last_of:
            return self._last_of[about]
        found = inside or self._by_sentence.get(sentence.start, Statement(self._given))
        if named or about not in self._last_of:
            self._last_of[about] = found
        return found

    def at(self, start: int, end: int) -> str:
        """Return the source named between two places, such as in the head of a column."""
        return next((n.name for n in self.named.between(start, end)), "")

    def below(self) -> Statement | None:
        """Return the source that a line such as `Figures: …` names for all above, or None."""
        match = _pattern(rf"^\W*(?:{self._words.for_all})\b[^\n]*$", re.IGNORECASE | re.MULTILINE).search(
            self._text
        )
        if match is None:
            return None
        name = self.at(match.start(), match.end())
        return Statement(name) if name else None

    def _in_clause(self, sentence: Sentence, place: int) -> Statement | None:
        here = self.named.between(sentence.start, sentence.end)
        aside = next((n for n in here if 0 < n.start - place < _NEAR and self._is_aside(n)), None)
        if aside is not None:
            return Statement(aside.name)
        if len(here) < 2:
            return None
        relayed = self._relayed(sentence, here)
        if relayed is not None:
            return relayed
        said = [n for n in here if self._states(n)]
        before = [n for n in said if n.start <= place]
        if len(said) >= 2 and before:
            return Statement(before[-1].name)
        return None

    def _is_aside(self, name: Named) -> bool:
        """Whether a name is only that of who counts one number: `the recruits that X counts`."""
        before = self._text[max(0, name.start - 8) : name.start]
        return _pattern(rf"\b(?:{self._words.that})\s+$", re.IGNORECASE).search(before) is not None

    def _states(self, name: Named) -> bool:
        """Whether a name is said to state something: `X said`, `according to X`, `X's reckoning`."""
        behind = self._text[name.end : name.end + 40]
        before = self._text[max(0, name.start - 30) : name.start]
        said = rf"^[^.;\n]{{0,28}}?\b(?:{self._words.said})\b"
        return (
            _pattern(said, re.IGNORECASE).search(behind) is not None
            or _pattern(rf"(?:{self._words.by_whom})\s+(?:the\s+)?$", re.IGNORECASE).search(before)
            is not None
            or _pattern(rf"(?:{self._words.by_whose})\s+(?:the\s+)?$", re.IGNORECASE).search(before)
            is not None
        )

    def _relayed(self, sentence: Sentence, here: list[Named]) -> Statement | None:
        """Return source and relayer of `A, citing B` and `A, which relies on B`."""
        for first, second in pairwise(here):
            between = self._text[first.end : second.start]
            if (
                _pattern(rf"\b(?:{self._words.relays})\b", re.IGNORECASE).search(between)
                and len(between) < 90
            ):
                return Statement(second.name, first.name)
        return None

    def _carried(self, sentences: list[Sentence]) -> dict[int, Statement]:
        found: dict[int, Statement] = {}
        now = Statement(self._given)
        below = self.below()
        first = next(iter(self.named.all), None)
        for sentence in sentences:
            here = [n for n in self.named.between(sentence.start, sentence.end) if not self._is_aside(n)]
            relayed = self._relayed(sentence, here) if len(here) > 1 else None
            stating = [n for n in here if self._states(n)] or here
            if relayed is not None:
                now = relayed
            elif stating:
                now = Statement(stating[0].name if len(stating) == 1 else stating[-1].name)
            found[sentence.start] = now
        if below is not None:
            return {
                start: Statement(below.source, s.source if s.source != below.source else "")
                for start, s in found.items()
            }
        # a headline says what its article says: its source is the first that the article names
        for place, sentence in enumerate(sentences):
            if found[sentence.start].source or place > 2 or not sentence.heading:
                break
            near = first is not None and any(s.holds(first.start) for s in sentences[:5])
            if first is not None and near and not self._given:
                found[sentence.start] = Statement(first.name)
        return found


class Sides:
    """Whose losses and gains a text speaks of, sentence by sentence."""

    def __init__(self, text: str, words: Vocabulary, sentences: list[Sentence]) -> None:
        self._text = text
        named = "|".join(f"({pattern})" for pattern, _name in words.sides)
        self._named = Placed(
            Named(m.start(), m.end(), words.sides[(m.lastindex or 1) - 1][1])
            for m in _pattern(rf"(?<!\w)(?:{named})(?!\w)", re.IGNORECASE).finditer(text)
        )
        self._words = words
        counted = Counter(n.name for n in self._named.all if self._has_forces(n))
        by_count = [name for name, _count in counted.most_common(2)]
        self.usual = by_count[0] if by_count else ""
        self.other = by_count[1] if len(by_count) > 1 else ""

    def at(self, start: int, end: int) -> str:
        """Return the side named between two places, or an empty text."""
        return next((n.name for n in self._named.between(start, end)), "")

    def of(self, sentence: Sentence, place: int, end: int) -> str:
        """Return whose figure stands at a place: said behind the number, before it, else the usual side."""
        behind = self._text[end : end + 30]
        for named in self._named.between(end, end + 12):
            between = behind[: named.start - end]
            if re.fullmatch(r"[\w\s]*", between) and not self._by(between) and self._has_forces(named):
                return named.name
        before = [n for n in self._named.between(sentence.start, place) if self._has_forces(n)]
        if before:
            return before[-1].name
        if _pattern(rf"(?<!\w)(?:{self._words.other_side})(?!\w)", re.IGNORECASE).search(
            self._text, sentence.start, place
        ):
            return self.other
        line = self._text.rfind("\n", 0, sentence.start) + 1
        earlier = [n for n in self._named.between(line, sentence.start) if self._has_forces(n)]
        return earlier[-1].name if earlier else self.usual

    def _by(self, between: str) -> bool:
        """Whether a name is that of who counts: `281 by the British one`."""
        return _pattern(rf"\b(?:{self._words.by})\b", re.IGNORECASE).search(between) is not None

    def _has_forces(self, named: Named) -> bool:
        """Whether a name is that of a side which fights here, not of a place or an office."""
        behind = self._text[named.end : named.end + 30]
        before = self._text[max(0, named.start - 12) : named.start]
        if _pattern(
            rf"\b(?:{self._words.place_before}|{self._words.by}(?:\s+the)?)\s+$", re.IGNORECASE
        ).search(before):
            return False
        office = rf"^(?:['’]s)?\W{{0,3}}(?:{self._words.office})"
        return _pattern(office, re.IGNORECASE).match(behind) is None
