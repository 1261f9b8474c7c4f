"""Who states a figure and who passes it on."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from msgspec import Struct

from model.reading.cues import LOST
from model.reading.layout import Placed, Sentence, line_start
from model.reading.patterns import any_case, bounded, exact
from model.reading.source_names import Named, is_quoted, listed_in, names_in, publisher_of
from model.reading.speech import SPEECH
from model.reading.vocabulary import Cue, Vocabulary


class Statement(Struct, frozen=True):
    """Who states what a sentence says, and who passes it on."""

    source: str = ""
    relayed_by: str = ""


_SORTS = {"losses": LOST, "ground": (Cue.GAINED,), "recruits": (Cue.RECRUITS,)}
_SIZED = r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d[\d.,  ]{2,}|[%²]"  # a number that is no day and no year
_MAPS = {"DeepState", "Institute for the Study of War"}
_ABOVE = 8  # sentences at most that say who counts what
_LINE = 150  # letters at most of a line at the end that says who counted
_NEAR = 40  # letters between a number and who counts it: `the 403,000 recruits that X counts`


class _Told(Struct, frozen=True):
    """The sources that a sentence names, and those that it and all before it do (None: none before did).

    `of_losses`: but for headings, for who is named in one publishes, and counts no losses.
    """

    sentence: Sentence
    names: set[str]
    always: set[str]
    of_losses: set[str] | None

    @classmethod
    def after(cls, last: _Told | None, sentence: Sentence, names: set[str]) -> _Told:
        """Return what a sentence names behind another one."""
        always = names if last is None else names & last.always
        counting = None if last is None else last.of_losses
        if not sentence.heading:
            counting = names if counting is None else names & counting
        return cls(sentence, names, always, counting)


class Sources:
    """The sources that a text names, and for each sentence those that state it."""

    def __init__(self, text: str, words: Vocabulary, sentences: list[Sentence], given: str = "") -> None:
        self._text, self._words, self._given = text, words, given
        self.listed = listed_in(text, words)
        self.named = Placed(names_in(text, words, self.listed))
        self._last_of: dict[str, Statement] = {}
        publisher, publishes = publisher_of(text, words, self.listed)
        self._publisher = Statement(publisher) if publishes else None
        self._below = self._told_below()
        self._last_of.update(self._told_above(sentences[:_ABOVE]))
        self._by_sentence = self._carried(sentences)
        self._told: list[_Told] = []
        relays = bounded(words.relays)
        for sentence in sentences:
            names = self.stating(sentence)
            if names and self._told and relays.search(text, sentence.start, sentence.end) is not None:
                names |= self._told[-1].names  # `It is based on maps of …`: whoever spoke speaks on
            if names:
                self._told.append(_Told.after(self._told[-1] if self._told else None, sentence, names))

    def of(self, sentence: Sentence, place: int, about: str) -> Statement:
        """Return who states what stands at a place: named in its clause, its sentence, or last before.

        Where a sentence names nobody, it is whoever stated the last figure of the same sort (`about`): a list
        of losses and gains goes on with the source of each.
        """
        named = bool(self.named.between(sentence.start, sentence.end))
        carried = self._by_sentence.get(sentence.start, Statement(self._given))
        below = self._below.get("ground" if about == "ratio" else about)
        if below is not None and not named and carried.source == self._given:
            return Statement(below)
        if about == "ratio":  # whoever divides has counted the ground: the losses are taken from others
            return self._last_of.get("ground") or carried
        inside = self._in_clause(sentence, place)
        if self._publisher is not None and inside is None and not named and self._is_new(sentence):
            return self._publisher
        if inside is None and not named and about in self._last_of:
            last = self._last_of[about]
            return carried if self._speaks_on(sentence) or self._begins(sentence) else last
        found = inside or carried
        if not named and not sentence.bullet and self._is_of_another(found, sentence):
            return Statement(self._given)
        told = found.source and (named or found.source != self._given)
        if about and told and not self._is_quoted(sentence) and (named or about not in self._last_of):
            self._last_of[about] = found
        return found

    def _is_quoted(self, sentence: Sentence) -> bool:
        """Whether all whom a sentence names are named in a quotation: they say nothing behind it."""
        here = self.named.between(sentence.start, sentence.end)
        opened = [self._text[name.start - 1 : name.start] in ("«", "“", "„", '"') for name in here]
        quoted = [is_quoted(self._text, name.start) for name in here]
        return bool(here) and all(quoted) and not any(opened)

    def _speaks_on(self, sentence: Sentence) -> bool:
        """Whether somebody just named goes on: `he said`, `by its count`, `the same source`."""
        speech = SPEECH[self._words.code]
        pronoun = rf"(?:{self._words.pronouns})\s+(?:\w+\s+)?(?:{speech.says})"
        said = bounded(f"{speech.goes_on}|{pronoun}")
        return said.search(self._text, sentence.start, sentence.end) is not None

    def _is_new(self, sentence: Sentence) -> bool:
        """Whether nobody was named so far in the paragraph of a sentence, which is no line of a list."""
        line = line_start(self._text, sentence.start)
        end = self._text.find("\n", sentence.end)
        whole = self._text[line : end if end >= 0 else None].strip()
        told = len(whole) > _NEAR and whole.endswith((".", "!", "?"))  # no entry of a list
        return not self.named.between(line, sentence.start) and (told or not sentence.bullet)

    def _begins(self, sentence: Sentence) -> bool:
        """Whether somebody was just named, in the same paragraph, who has stated no figure so far."""
        line = line_start(self._text, sentence.start)
        named = [n for n in self.named.between(line, sentence.start) if self._states(n)][-1:]
        known = {last.source for last in self._last_of.values()}
        return bool(named) and not sentence.bullet and named[0].name not in known

    def _is_of_another(self, found: Statement, sentence: Sentence) -> bool:
        """Whether a source of another paragraph has only counted names of the dead: it does nothing else."""
        if [about for about, last in self._last_of.items() if last == found] != ["names"]:
            return False
        line = line_start(self._text, sentence.start)
        tells = bounded(self._words.tells).search(
            self._text, sentence.start, sentence.end
        )  # `the report says`
        return tells is None and not self.named.between(line, sentence.start)

    def at(self, start: int, end: int) -> str:
        """Return the source named between two places, such as in the head of a column."""
        return next((n.name for n in self.named.between(start, end)), "")

    def stating(self, sentence: Sentence) -> set[str]:
        """Return the sources that a sentence names, but for one that counts a single number of it."""
        here = self.named.between(sentence.start, sentence.end)
        return {n.name for n in here if n.name and not self._is_aside(n)}

    def goes_on(self, name: str, sentence: Sentence, *, of_losses: bool = False) -> bool:
        """Whether a source still speaks in a sentence that names none.

        It is the last that was named, in the same paragraph or before a list; or no other was so far.
        """
        before = bisect_left(self._told, sentence.start, key=lambda told: told.sentence.start)
        if not before:
            return True  # a headline, which has the first source of its article
        last = self._told[before - 1]
        near = last.sentence.line == sentence.line or sentence.bullet
        always = last.of_losses if of_losses else last.always
        return name in last.names and (near or always is None or name in always)

    def publishes(self, name: str) -> bool:
        """Whether a text is a publication of a source."""
        return self._publisher is not None and self._publisher.source == name

    def below(self) -> Statement | None:
        """Return the source that a line such as `Figures: …` names for all that names none, or None.

        `Sources at the hospital said …` is none. `Source: X, as reported by Y` names who states it first.
        """
        said = self._words.for_all
        line = rf"(?m)(?:^\W*(?:\w+\s+)?(?:{said})\b|[.!?]\s+(?:{said}):)[^\n]*$"
        tells = bounded(SPEECH[self._words.code].says)
        lines = [m for m in any_case(line).finditer(self._text) if ":" in m[0] or not tells.search(m[0])]
        if not lines or self._below:
            return None
        here = self.named.between(lines[0].start(), lines[0].end())
        if len({n.name for n in here}) < 2:
            return Statement(here[0].name) if here else None
        if (relayed := self._relayed(here)) is not None:
            return relayed
        return Statement(here[0].name) if ":" in lines[0][0] and not self._are_joined(here) else None

    def _are_joined(self, names: list[Named]) -> bool:
        """Whether names stand beside each other, as `A, B`, and not as `A, as reported by B`."""
        between = (self._text[one.end : other.start] for one, other in pairwise(names))
        return not any(re.search(r"\w", bounded(self._words.and_).sub("", gap)) for gap in between)

    def _told_below(self) -> dict[str, str]:
        """Return who states what, as a line at the end says.

        `Losses: General Staff. Ground: DeepState.`, `Sources: General Staff (losses), DeepState (ground)`.
        """
        told: dict[str, str] = {}
        start = self._text.rstrip().rfind("\n") + 1
        line = self._text[start:]
        if not start or len(line) > _LINE or any(letter.isdigit() for letter in line):
            return told
        told = self._sorts(start, len(self._text))
        names = self.named.between(start, len(self._text))
        here = {named.name for named in names}
        maps = here & _MAPS
        if (
            len(here) == 2 and len(maps) == 1 and self._are_joined(names)
        ):  # whoever keeps a map counts the ground
            told = {"ground": maps.pop(), "losses": (here - _MAPS).pop()} | told
        return told

    def _sorts(self, start: int, end: int) -> dict[str, str]:
        """Return who counts what, as the names between two places and the words before each tell."""
        told: dict[str, str] = {}
        begins = start
        for named in self.named.between(start, end):
            behind = exact(r"\s*\(([^()\n]*)\)").match(self._text, named.end)
            said = self._text[begins : named.start] if behind is None else behind[1]
            sorts = [sort for sort, cues in _SORTS.items() if self._has(said, *cues)]
            if len(sorts) == 1:
                told.setdefault(sorts[0], named.name)
            begins = named.end if behind is None else behind.end()
        return told

    def _told_above(self, sentences: list[Sentence]) -> dict[str, Statement]:
        """Return who states what, as sentences without a figure at the beginning say.

        `The table sets the losses, as reported by X, against the ground, as measured by Y.`
        """
        told: dict[str, Statement] = {}
        for sentence in sentences:
            if exact(r"\d[\d.,  ]*\d{3}").search(self._text, sentence.start, sentence.end) is None:
                for sort, name in self._sorts(sentence.start, sentence.end).items():
                    told.setdefault(sort, Statement(name))
        return told

    def _has(self, said: str, *cues: Cue) -> bool:
        """Whether a text has a word of one of these sorts."""
        patterns = [self._words.cues[cue] for cue in cues]
        if Cue.GAINED in cues:
            patterns.append(self._words.ground)
        return bounded("|".join(patterns)).search(said) is not None

    def _in_clause(self, sentence: Sentence, place: int) -> Statement | None:
        here = self.named.between(sentence.start, sentence.end)
        aside = next((n for n in here if 0 < n.start - place < _NEAR and self._is_aside(n)), None)
        if aside is not None:
            return Statement(aside.name)
        if (relayed := self._relayed(here)) is not None:
            return relayed
        said = [n for n in here if self._states(n)]
        if len({n.name for n in said}) < 2:
            return None
        before = [n for n in said if n.start <= place][-1:]
        behind = [n for n in said if n.start > place][:1]
        if before and behind and self._is_passed_on(sentence, before[0], behind[0]):
            return Statement(before[0].name, behind[0].name)
        if before and behind and not self._is_told_behind(before[0], place, behind[0]):
            behind = []
        return Statement((behind or before)[0].name)

    def _is_passed_on(self, sentence: Sentence, before: Named, behind: Named) -> bool:
        """Whether who is named behind all numbers only passes on what is said: `X said …, Y reported`."""
        opens = exact(r"\d").search(self._text, sentence.start, before.start) is None
        apart = exact(r",\s[^,\d]{0,45}$").search(self._text[before.end : behind.start]) is not None
        return opens and apart and exact(r"\d").search(self._text, behind.end, sentence.end) is None

    def _is_told_behind(self, before: Named, place: int, behind: Named) -> bool:
        """Whether a number is of who is named behind it: `300 dead, X said` `and 500, according to Y`."""
        says = SPEECH[self._words.code].says
        tells_on = any_case(rf"\s+(?:\w+\s+)?(?:{says})\s[^,.;]*\d")
        if tells_on.match(self._text, behind.end) is not None:
            return False  # `…, while data from Y show 500`
        parted = exact(rf"[,;]|\b(?:{self._words.and_})\b").search(self._text, before.end, place)
        told = any_case(rf"(?:[,(]|[,\s](?:{self._words.by_whom}))\s+(?:\w+\s+)?$").search(
            self._text[: behind.start], place
        )
        between = self._text[place : behind.start]
        return parted is not None and told is not None and ";" not in between

    def _is_aside(self, name: Named) -> bool:
        """Whether a name is only that of who counts one number: `the recruits that X counts`."""
        before = self._text[max(0, name.start - 8) : name.start]
        return any_case(rf"\b(?:{self._words.that})\s+$").search(before) is not None

    def _states(self, name: Named) -> bool:
        """Whether a name is said to state something: `X said`, `according to X`, `X's reckoning`, `we`."""
        joined = any_case(rf"(?:[,;(]|\b(?:{self._words.and_}|а|while|but))\s+(?:the\s+)?$")
        bare = exact(r"\W{1,3}(?:\([^)]*\)\W*)?(?:\w{1,3}\W+)?(?=\d)")  # `…, а DeepState — у 245 км²`
        if bare.match(self._text, name.end) and joined.search(
            self._text[max(0, name.start - 12) : name.start]
        ):
            return True
        if name.states or bounded(self._words.we).fullmatch(self._text, name.start, name.end):
            return True
        behind = self._text[name.end : name.end + 40]
        before = self._text[max(0, name.start - 30) : name.start]
        said = rf"^[^.;\n]{{0,28}}?\b(?:{self._words.tells})\b"
        return (
            any_case(said).search(behind) is not None
            or any_case(rf"(?:{self._words.by_whom})\s+(?:\w+\.?\s+)?$").search(before) is not None
        )

    def _relayed(self, here: list[Named]) -> Statement | None:
        """Return source and relayer of `A, citing B` and `A, which relies on B`."""
        for first, second in pairwise(here):
            between = self._text[first.end : second.start]
            if bounded(self._words.relays).search(between) and len(between) < 90:
                return Statement(second.name, first.name)
        return None

    def _carried(self, sentences: list[Sentence]) -> dict[int, Statement]:
        found: dict[int, Statement] = {}
        now = before = Statement(self._given)
        below = self.below()
        for place, sentence in enumerate(sentences):
            if place and sentence.line != sentences[place - 1].line:
                now = before if self._is_quoted(sentences[place - 1]) or not now.source else now
                before = now
            here = [n for n in self.named.between(sentence.start, sentence.end) if not self._is_aside(n)]
            relayed = self._relayed(here) if len(here) > 1 else None
            stating = [n for n in here if self._states(n)] or here
            if relayed is not None:
                now = relayed
            elif len(stating) > 1 and self._is_passed_on(sentence, stating[0], stating[-1]):
                now = Statement(stating[0].name, stating[-1].name)
            elif stating:
                now = Statement(stating[0].name if len(stating) == 1 else stating[-1].name)
            found[sentence.start] = now
            if here and self._is_of_what_was_said(sentence):
                alone = place > 0 and sentences[place - 1].line != sentence.line
                line = sentences[place - 1].line if alone else sentence.line
                for earlier in sentences[:place]:
                    if earlier.line == line and found[earlier.start].source == self._given:
                        found[earlier.start] = now
        if below is not None:
            named = {
                s.start for s in sentences if any(self._states(n) for n in self.named.between(s.start, s.end))
            }
            return {
                start: s
                if start in named
                else Statement(below.source, s.source if s.source != below.source else "")
                for start, s in found.items()
            }
        self._head(sentences, found)
        return found

    def _head(self, sentences: list[Sentence], found: dict[int, Statement]) -> None:
        """Give a headline the first source of its article, and what stands before it the only one there is.

        That one may not state a number of its own there: it is who counted all, not who counted that.
        """
        first = next(iter(self.named.all), None)
        telling = next((s for s in sentences[:5] if first is not None and s.holds(first.start)), None)
        if first is None or telling is None or self._given:
            return
        said = self._text[telling.start : telling.end]
        alone = len({n.name for n in self.named.all}) == 1 and not any(letter.isdigit() for letter in said)
        for sentence in sentences[:3]:
            if found[sentence.start].source or not (sentence.heading or alone):
                break
            found[sentence.start] = Statement(first.name)

    def _is_of_what_was_said(self, sentence: Sentence) -> bool:
        """Whether a sentence tells who states those before it: `That is what an analysis … shows`."""
        said = self._text[sentence.start : sentence.end]
        points = any_case(self._words.anaphor).search(said)
        return points is not None and exact(_SIZED).search(said) is None
