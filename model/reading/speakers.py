"""Who speaks in a text, whether anybody listed them or not: the noun phrase that a verb of saying belongs to.

`the ministry in Harbour states`, `a team at Hill University, which …, arrives at`, `writes Ada Moor`,
`according to the governor of Lowland`, `by the group's count`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest

from msgspec import Struct

from model.reading.patterns import any_case, exact, says
from model.reading.speech import SPEECH
from model.reading.vocabulary import Cue, Vocabulary, countries_of, months_of, weekdays_of

CAPITAL = r"[A-ZА-ЯЇІЄҐÄÖÜ]"
_REACH = 200  # letters before a verb in which its subject may stand
_ASIDE = 110  # letters at most of `, which …,` between a subject and its verb
_WORDS = 9  # words at most of a noun phrase
_WHERE = ("in", "at", "near", "vom", "bei")
_DATA = any_case("data|figures|statistics|numbers")
_PARTICLES = "von|van|de|der|den|bin|al|el|da|di"
_INSIDE = any_case("[ув]")  # before an office: `в міністерстві повідомили`
_EARLY = any_case("[ув]|now|earlier|meanwhile|then")
_INDEFINITE = any_case(r"an?|one|another|eine?[rsmn]?")
_ENDS = re.compile(r"»(?=\s*[,.—–])|[;:\n“”\"()\[\]|!?…]|(?<!\b[A-Z])\.(?=\s|$)")
_ABBREVIATED = re.compile(
    rf"\b(?:Gen|Lt|Maj|Col|Mr|Mrs|Ms|Dr|Sen|Rep|Adm|Brig|Capt|Sgt|St|Prof|{CAPITAL})\.?$"
)
_PAUSE = re.compile(r",(?!\s*D\.?C\b)|\s(?:[–—-]|--)\s")
_BRACKET = re.compile(r"\s*\([^()\n]{2,24}\)\s*$")
_COLON = re.compile(r"[^.;:\n\d]{0,80}:")
_NOBODY_SAYS = {"uk": ("ться", "ти"), "ru": ("ться", "тся", "ть")}  # `втрати оцінюються`, `хочу зазначити`
_LAST = re.compile(r"\s*(?:[.,;:!?]|$)")
_POSSESSIVE = re.compile(r"['’]s?$")
_INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+)?(?:[a-z]+\s+)?$")  # `strive to maintain`, `exceed estimates`
_RELATIVE = re.compile(r"[,—–]\s+(?:\w+\s+)?(?:як|котор|що|что|who|which)[^,]*,\s*$")
_AS = re.compile(r"(?:[,”\"»’–—:]\s*|(?:^|[.!?\n]\s*)(?:Як|Как|Wie|As|So|Про\s+це|Об\s+этом)\s+)$")
_OWNED = re.compile(r"['’]s?\s+(?:(?:own|latest|last|daily|new|official|previous|monthly|weekly)\s+){0,2}$")
_BY_NAMED = re.compile(
    rf"\b[Bb]y\s+(?:the\s+|an?\s+)?(?P<name>(?:{CAPITAL}[\w-]+\s+){{0,4}}{CAPITAL}[\w-]+)\s+$"
)
NATION = r"[A-Z]\w+(?:ish|ian|ean|ese|can|aeli|aqi|ench|utch)"
_NAME = re.compile(rf"(?:{CAPITAL}[^\s,]*\s+){{1,6}}{CAPITAL}[^\s,]*")


class Speaker(Struct, frozen=True):
    """Somebody who states something: where that is written. `definite`: not `a spokesman`."""

    start: int
    end: int
    definite: bool = True


class _Word(Struct, frozen=True):
    start: int
    end: int
    text: str

    @property
    def is_named(self) -> bool:
        return self.text.lstrip("«“„")[:1].isupper()


@cache
def _bounded(pattern: str) -> re.Pattern[str]:
    return any_case(rf"(?<![\w’'])(?:{pattern})(?!\w)")


@cache
def _kinds(code: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns of the words of a language that begin, join or end a noun phrase, by kind."""
    speech = SPEECH[code]
    days = "|".join((*months_of(code), *weekdays_of(code)))
    kinds = {
        "article": speech.articles,
        "ascribes": speech.ascribes,
        "aside": speech.aside,
        "break": f"{speech.breaks}|{days}",
        "count": speech.counts,
        "helper": rf"{speech.helpers}|{days}|\d{{1,2}}",
        "link": speech.links or r"(?!)",
        "nobody": speech.nobody,
        "passive": speech.passive,
        "verb": speech.says,
    }
    return {kind: any_case(rf"(?:{pattern})") for kind, pattern in kinds.items()}


def speakers_in(text: str, words: Vocabulary) -> Iterator[Speaker]:
    """Yield who states something in a text, in the order of how it is said."""
    finder, speech = _Finder(text, words), SPEECH[words.code]
    goes_on, counts = _bounded(speech.goes_on), _bounded(speech.counts)
    ascribed = _bounded(rf"(?:{speech.ascribes})\s+(?:[\w-]+\s+){{1,4}}$")
    for verb in _bounded(speech.says).finditer(text):
        before = text[max(0, verb.start() - _ASIDE) : verb.start()]
        counted = counts.fullmatch(verb.group()) is not None
        if verb.group().endswith(_NOBODY_SAYS.get(words.code, ())):
            continue
        owned = counted and (ascribed.search(before) or _OWNED.search(before)) is not None
        if owned or _INFINITIVE.search(before) is not None:
            continue  # `according to the highest estimates`
        if goes_on.match(text, verb.start()) is None:  # no `…, каже він`
            found = finder.inverted(verb.start()) or finder.before(verb.start())
            noun = counted and _LAST.match(text, verb.end()) is not None
            yield from (s for s in found if not noun or finder.is_parted(s))
    ascribing = [*_bounded(speech.ascribes).finditer(text)]
    for said, following in zip_longest(ascribing, ascribing[1:]):
        found = finder.behind(said.end())
        counted = counts.match(said.group()) is not None  # `estimates from Harbour Watch`
        found = [speaker for speaker in found if not counted or finder.is_named(speaker)]
        # but `according to data collected by Hill Watch`
        yield from (s for s in found if following is None or not s.start < following.start() < s.end)
    for count in counts.finditer(text):
        if _COLON.match(text, count.end()) is None:  # no `Kyiv's own number is lower: the minister said …`
            yield from finder.owner(count.start())


class _Finder:
    """Finds noun phrases in a text; each method returns one speaker or none."""

    def __init__(self, text: str, words: Vocabulary) -> None:
        self._text, self._words = text, words
        self._kinds = _kinds(words.code)
        self._is_slavic = words.code in ("uk", "ru")

    def before(self, verb: int, *, owner: bool = False) -> list[Speaker]:
        """Return the subject of a verb that stands behind it, or who owns what stands there."""
        end = verb
        for _aside in range(3):
            begin = self._last_end(max(0, verb - _REACH), end)
            pauses = [begin, *(m.end() for m in _PAUSE.finditer(self._text, begin, end))]
            phrase = self._without_helpers(pauses[-1], end)
            if phrase is None:
                return []
            if phrase and len(pauses) > 1 and _INDEFINITE.fullmatch(phrase[0].text):
                name = self._split(
                    pauses[-2], pauses[-1] - 1
                )  # `Ada Moor, a historian at the Hill Office, said`
                if len(name) > 1 and all(w.is_named and not self._is_small(w) for w in name):
                    return self._speaker(name)
            if phrase:
                return self._phrase(phrase, owner)
            if len(pauses) < 3 or pauses[-1] - pauses[-2] > _ASIDE:
                return []
            named = _NAME.fullmatch(self._text[pauses[-2] : pauses[-1] - 1].strip())
            if named is not None:  # `the envoy, Ada Moor, said`
                start = self._text.index(named.group(), pauses[-2])
                return [Speaker(start, start + len(named.group()))]
            end = pauses[-2] - 1
        return []

    def inverted(self, verb: int) -> list[Speaker]:
        """Return the subject of `…, writes Ada Moor`, which stands behind its verb."""
        said = _bounded(SPEECH[self._words.code].behind).match(self._text, verb)
        before = self._text[max(0, verb - _ASIDE) : verb]
        if said is None or _AS.search(before) is None or _RELATIVE.search(before) is not None:
            return []
        aside = any_case(SPEECH[self._words.code].talk).match(self._text, said.end())
        found = self.behind(said.end() if aside is None else aside.end())
        return [s for s in found if self._is_slavic or not s.definite or self._is_begun(s)]

    def owner(self, count: int) -> list[Speaker]:
        """Return whose a count is: `Halden's latest count`, `by Turkish account`."""
        begin = max(0, count - _REACH // 2)
        before = self._text[begin:count]
        owned = _OWNED.search(before)
        if owned is not None:
            return self.before(begin + owned.start(), owner=True)
        named = _BY_NAMED.search(before)
        return [] if named is None else [Speaker(begin + named.start("name"), begin + named.end("name"))]

    def behind(self, start: int) -> list[Speaker]:
        """Return the noun phrase behind a verb or `according to`."""
        of_several = rf"\s+(?:(?:{NATION}|U\.S\.|US|UK|Western)(?:,\s+|\s+(?:{self._words.and_})\s+))+"
        several = exact(of_several).match(self._text, start)
        start = start if several is None else several.end()
        until = min(len(self._text), start + _REACH)
        pauses = (m.start() for m in _PAUSE.finditer(self._text, start, until))
        ends = (at for at, _behind in self._ends(start, until) if self._text[at] != "»")
        end = min(next(pauses, until), next(ends, until))
        phrase: list[_Word] = []
        for word in self._split(start, end):
            if self._is_ended(phrase, word) or len(phrase) == _WORDS:
                if self._is("count", word) and not any(w.is_named for w in phrase):
                    return []  # `according to the most careful estimates`
                break
            phrase.append(word)
        return self._speaker(phrase)

    def is_named(self, speaker: Speaker) -> bool:
        """Whether a speaker is called by a name."""
        return any(letter.isupper() for letter in self._text[speaker.start : speaker.end])

    def is_parted(self, speaker: Speaker) -> bool:
        """Whether a speaker begins a clause: `, Hill Agency reports`, not `obituaries and media reports`."""
        before = self._text[max(0, speaker.start - 20) : speaker.start]
        begins = rf"(?:[,;:—–”»\"]|^|\n)\s*(?:(?:{SPEECH[self._words.code].articles})\s+)?$"
        return any_case(begins).search(before) is not None

    def _is_begun(self, speaker: Speaker) -> bool:
        """Whether a noun phrase has an article before it, or a name."""
        before = re.search(r"(\w+)\s+$", self._text[max(0, speaker.start - 20) : speaker.start])
        article = before is not None and self._kinds["article"].fullmatch(before[1]) is not None
        return article or self.is_named(speaker)

    def _is_ended(self, phrase: Sequence[_Word], word: _Word) -> bool:
        """Whether a word cannot go on with a noun phrase."""
        link = self._is("link", word)
        if self._is("article", word):
            return bool(phrase) and not (link or self._is("link", phrase[-1]))
        if self._is("break", word) or (link and not phrase):
            return True
        named = any(w.is_named for w in phrase)
        if named and self._is_slavic and self._is("nobody", word):
            return True  # `за даними Гавані втрати становлять`
        german = self._words.code == "de" and word.text.islower() and not link
        if german and named:
            return True  # `laut Hafenwacht langsamer voran`
        verb = _bounded(SPEECH[self._words.code].says)
        return bool(phrase) and not self._is_slavic and verb.match(self._text, word.start) is not None

    def _is_small(self, word: _Word) -> bool:
        return any(self._is(kind, word) for kind in ("link", "break", "article", "aside"))

    def _is(self, kind: str, word: _Word) -> bool:
        return self._kinds[kind].fullmatch(word.text) is not None

    def _split(self, begin: int, end: int) -> list[_Word]:
        found = re.finditer(r"\S+", self._text[begin:end])
        return [_Word(begin + m.start(), begin + m.end(), m.group()) for m in found]

    def _ends(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield where clauses end between two places."""
        for match in _ENDS.finditer(self._text, begin, end):
            if match.group() != "." or _ABBREVIATED.search(self._text, begin, match.start()) is None:
                yield match.span()

    def _last_end(self, begin: int, end: int) -> int:
        """Return where the last clause before a place begins; a bracket right before it ends none."""
        bracket = _BRACKET.search(self._text, begin, end)
        ends = [behind for _start, behind in self._ends(begin, end if bracket is None else bracket.start())]
        return ends[-1] if ends else begin

    def _without_helpers(self, begin: int, end: int) -> list[_Word] | None:
        """Return the words of a clause up to a verb, without its helpers; None where it is passive."""
        bracket = _BRACKET.search(self._text, begin, end)
        phrase = self._split(begin, end if bracket is None else bracket.start())
        while phrase:
            if self._is("passive", phrase[-1]):
                return None
            if not self._is("helper", phrase[-1]):
                break
            phrase.pop()
        return phrase

    def _phrase(self, words: list[_Word], owner: bool) -> list[Speaker]:
        """Return the speaker at the end of some words: from there back to what begins a noun phrase."""
        phrase: list[_Word] = []
        rest = list(words)
        while rest and len(phrase) < _WORDS:
            word = rest.pop()
            linked = len(rest) > 1 and self._is("link", rest[-1])
            if self._is("article", word):
                phrase.insert(0, word)
                if not linked:
                    break
            elif linked and re.fullmatch(r"\d{4}", word.text):
                rest.pop()  # `a study of 1990 gives`
            elif owner and (self._is("aside", word) or self._is("link", word)):
                break
            elif self._is("aside", word) or (rest and _INSIDE.fullmatch(word.text)):
                phrase.clear()  # `the official on condition of secrecy`
            elif self._is("break", word) and not self._is_of_both(word):
                break
            else:
                phrase.insert(0, word)
        return self._speaker(phrase)

    def _is_of_both(self, word: _Word) -> bool:
        """Whether a word joins what an office is for: `the Ministry of Harbours and Rivers`."""
        office = rf"(?i:{self._words.institutions})\s+(?:of|for)\s+(?:{CAPITAL}\w+\s+){{1,3}}$"
        before = self._text[max(0, word.start - _REACH // 2) : word.start]
        return word.text == "and" and exact(office).search(before) is not None

    def _speaker(self, words: Sequence[_Word]) -> list[Speaker]:
        """Return the speaker that some words are, without what begins them, or none."""
        phrase = self._trimmed(words)
        if len(phrase) > 1 and self._is("count", phrase[-1]):  # `the department's data`
            owner = phrase[-2]
            cut = _POSSESSIVE.search(owner.text)
            if (
                cut is None
                and owner.is_named
                and _DATA.fullmatch(phrase[-1].text)
                and not self._is_of_people(owner)
            ):
                phrase.pop()  # `Hill Watch data`
            if cut is not None:
                phrase = [
                    *phrase[:-2],
                    _Word(owner.start, owner.start + cut.start(), owner.text[: cut.start()]),
                ]
        if not phrase or _POSSESSIVE.search(phrase[-1].text) is not None:
            return []
        link = next((i for i, word in enumerate(phrase) if self._is("link", word)), len(phrase))
        if link == len(phrase):
            phrase = self._named_of(phrase)
        elif all(w.is_named for w in phrase[:link]) and self._is_where(phrase[link:], link):
            phrase = phrase[:link]
        definite = _INDEFINITE.fullmatch(words[0].text) is None
        again = definite and len(phrase) == 1 and self._is("article", words[0])  # `the report`
        again = again and any_case(self._words.spoken_again).fullmatch(phrase[0].text) is not None
        if not again and self._is_nobody(phrase, min(link, len(phrase))):
            return []
        return self._placed(phrase, definite)

    def _is_of_people(self, word: _Word) -> bool:
        """Whether a word is an adjective made of a country: `Finnish`, `українськими`."""
        return re.fullmatch(NATION, word.text) is not None or self._is_slavic

    def _is_where(self, rest: Sequence[_Word], names: int) -> bool:
        """Whether a place ends a name: `the Widows’ Foundation in Harbour`, `Moor in an interview`."""
        into = rest[0].text == "in" and self._is("article", rest[1])
        return into or (names > 1 and rest[0].text in _WHERE)

    def _trimmed(self, words: Sequence[_Word]) -> list[_Word]:
        """Return a noun phrase without what only stands before or behind it."""
        phrase = list(words)
        while phrase and not re.search(r"\w", phrase[0].text):
            phrase.pop(0)
        if phrase and any_case(self._words.we).fullmatch(phrase[0].text):
            return []  # `our own count` is that of who publishes it
        while phrase and (self._is("article", phrase[0]) or _EARLY.fullmatch(phrase[0].text)):
            phrase.pop(0)
        if phrase and self._is("link", phrase[0]):  # `In Kyiv officials said`, `one of its analysts`
            phrase.pop(0)
            while phrase and (self._is("article", phrase[0]) or (phrase[0].is_named and phrase[1:])):
                phrase.pop(0)
        while phrase and self._is("link", phrase[-1]):
            phrase.pop()
        return phrase if phrase and any(letter.isalpha() for letter in phrase[-1].text) else []

    def _named_of(self, phrase: list[_Word]) -> list[_Word]:
        """Return the name of who is called by role and name: `the historian Ada Moor`."""
        first = len(phrase)
        while first and re.match(rf"[«@]?{CAPITAL}|(?:{_PARTICLES}|&)$", phrase[first - 1].text):
            first -= 1
        while 0 < first < len(phrase) - 2 and re.fullmatch(rf"{CAPITAL}{{2,4}}", phrase[first].text):
            first += 1  # `the defence minister of the UK John Moor`: the country is of the office
        owned = any(_POSSESSIVE.search(word.text) for word in phrase[first:])
        country = exact(countries_of(self._words.code)).fullmatch(phrase[-1].text) is not None
        country = country or self._is("count", phrase[-1])
        owned = owned or (first == len(phrase) - 1 and country)  # `лідер України`, `russische Angaben`
        return phrase if first == len(phrase) or owned else phrase[first:]

    def _is_nobody(self, phrase: Sequence[_Word], link: int) -> bool:
        """Whether a noun phrase names what is told, not who tells it: `losses reported`, `the figures`."""
        verb = self._kinds["verb"]
        verbs = [
            w for w in phrase[phrase[0].is_named :] if self._is("verb", w) and verb.match(self._text, w.start)
        ]
        begins = self._is("ascribes", phrase[0]) or says(self._words.including, phrase[0].text)
        if begins or any(not self._is("count", word) for word in verbs):
            return True  # `citing papers`, `including official reports`
        heads = [phrase[link - 1].text, *([phrase[0].text] if self._is_slavic else [])]  # `втрати ворога`
        sides = any_case("|".join(self._words.sides.values()))
        owned = self._is("count", phrase[link - 1]) and any(
            word.is_named or _POSSESSIVE.search(word.text) or sides.fullmatch(word.text)
            for word in phrase[: link - 1]
        )  # `Coalition maps`, `ukrainische Angaben`
        plain = (head.strip("«»“”\"'’.,") for head in heads)
        lost = any_case("|".join(self._words.cues[cue] for cue in (Cue.KILLED, Cue.WOUNDED, Cue.CASUALTIES)))
        nobody = self._kinds["nobody"]
        return not owned and any(nobody.fullmatch(head) or lost.fullmatch(head) for head in plain)

    def _placed(self, phrase: Sequence[_Word], definite: bool) -> list[Speaker]:
        """Return a speaker as it is written, without the quotation marks around all of it."""
        start = phrase[0].start
        said = self._text[start : phrase[-1].end].rstrip("’'.,")
        if said.count("«") != said.count("»"):
            return []
        if said.startswith("«") and said.endswith("»") and said.count("«") == 1:
            return [Speaker(start + 1, start + len(said) - 1, definite)]
        return [Speaker(start, start + len(said), definite)]
