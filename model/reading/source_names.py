"""The names in a text that can state something: those of a list, and those that are said to state it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from msgspec import Struct

from model.reading.layout import Placed, line_start
from model.reading.patterns import any_case, bounded, exact, says
from model.reading.speakers import CAPITAL, NATION, Speaker, speakers_in
from model.reading.speech import SPEECH
from model.reading.vocabulary import Vocabulary, countries_of
from model.text.records import replace


class Named(Struct, frozen=True):
    """A name in a text: its place, and what it is called in full.

    `definite`: it is somebody known, not `a` spokesman. `states`: a word of stating is its own. An empty name
    is that of somebody who states something, of whom nobody says who that is.
    """

    start: int
    end: int
    name: str
    definite: bool = True
    states: bool = False


_HEAD = 3  # lines in which a text names who publishes it
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"))
_SMALL = r"[a-zа-яіїєґäöüß]+"
_ACRONYM = 6  # letters; what is longer in capitals is a heading
_ENDING = 3  # letters at most in which the cases of a word differ
_PERSON = rf"{CAPITAL}[\w’'-]+\s+{CAPITAL}[\w’'-]+$"
_KNOWN = 40  # names before one that it may be another form of
_DESCRIBED = 60  # letters before a name in which it is told what it is
_PAPER = re.compile("(?:news)?paper|publication|magazine|tabloid|daily")
_PAPERS = r"Times|Post|Journal|Telegraph|Guardian|Herald|Tribune|News|Mail|Zeitung"
_CALLED = 4000  # letters before a name in which it may be called in full
_NATION = re.compile(rf"({NATION})$")
_JOINS = r"(?:(?:of|for|and|für|und|та|и|і)[^\S\n]+(?:the[^\S\n]+|der[^\S\n]+)?)?"
_NAME = rf"{CAPITAL}[\w’'-]+(?:[^\S\n]+{_JOINS}{CAPITAL}[\w’'-]+){{0,6}}"


def listed_in(text: str, words: Vocabulary) -> Placed[Named]:
    """Return the names of a text that the list of sources of its language has."""
    listed = "|".join(f"({pattern})" for pattern in words.sources.values())
    names = tuple(words.sources)
    found = (
        Named(m.start(), m.end(), names[(m.lastindex or 1) - 1])
        for m in exact(rf"(?<!\w)(?:{listed})(?!\w)").finditer(text)
    )
    joined = any_case(rf"(?<!\w)(?:{words.contracts_with})\s+(?:the\s+|dem\s+)?$")
    return Placed(
        n
        for n in found
        if not _is_of_elsewhere(text, words, n)
        and joined.search(text[max(0, n.start - 12) : n.start]) is None
    )


def _is_of_elsewhere(text: str, words: Vocabulary, named: Named) -> bool:
    """Whether a common name is that of another country's office: `the Turkish General Staff`.

    It is, where another country is named right before it, or its own nowhere.
    """
    home = words.homes.get(named.name, "")
    if not home or exact(home).search(text[named.start : named.end]) is not None:
        return False
    before = exact(
        rf"(?:{countries_of(words.code)}|[A-ZА-ЯІЇЄҐ]\w+(?:ish|ian|ean|ese|ський|ского|ського|ский))\s+$"
    )
    other = before.search(text[max(0, named.start - 25) : named.start])
    other = other or exact(r"\s+[ВЗ]С\s+(?:РФ|Росс?і?[ії])").match(text, named.end)
    return other is not None or exact(home).search(text) is None


def names_in(text: str, words: Vocabulary, listed: Placed[Named]) -> list[Named]:
    """Return the names of a text that can state something, `listed` or not, none over another."""
    spoken = Placed([*speakers_in(text, words), *_quoted(text, words), *_bracketed(text, words)])
    found = [replace(n, states=_is_over(n, spoken)) for n in listed.all]
    for speaker in spoken.all:
        name = _without_titles(" ".join(text[speaker.start : speaker.end].split()), words)
        named = Named(speaker.end - len(name), speaker.end, name, speaker.definite, True)
        if name and not _is_listed(named, listed):
            found.append(named)
    found.extend(Named(*m.span(), "", states=True) for m in bounded(words.others).finditer(text))
    found.extend(_of_publisher(text, words, publisher_of(text, words, listed)[0]))
    found.sort(key=lambda n: (n.start, -(n.end - n.start)))
    kept: list[Named] = []
    for named in found:
        if not kept or (named.start >= kept[-1].end and not _is_office(text, words, kept[-1], named)):
            kept.append(named)
    return _as_one(text, words, kept)


def _is_office(text: str, words: Vocabulary, last: Named, named: Named) -> bool:
    """Whether a name is only a part of what the last one is: `Roe, chairman of the Council, said`."""
    between = text[last.end : named.start]
    aside = re.fullmatch(rf",\s{_SMALL}\s(?:[\w’'-]+\s){{1,5}}", between) is not None
    joins = bounded(rf"{words.relays}|{words.and_}|{words.tells}")
    return aside and text[named.end : named.end + 1] == "," and joins.search(between) is None


def publisher_of(text: str, words: Vocabulary, listed: Placed[Named]) -> tuple[str, bool]:
    """Return the institution that the head of a text names, and whether it is a publication of that one.

    `Harbour Institute, note 4`, `LATEST DEFENCE INTELLIGENCE UPDATE`; a headline may only tell of one.
    """
    institution = exact(rf"(?i:(?<!\w)(?:{words.institutions})(?!\w))")
    published = any_case(rf"[|·•]|(?<!\w)(?:{words.publications})(?!\w)")
    start, named = 0, ""
    for line in text.split("\n", _HEAD)[:_HEAD]:
        here = [n.name for n in listed.between(start, start + len(line))]
        own = (m.group() for m in exact(_NAME).finditer(line) if " " in m.group())
        here += [re.sub(r"\sNo$", "", name) for name in own if institution.search(name) is not None]
        if here and published.search(line) is not None and exact(words.tells).search(line) is None:
            return here[0], True
        named = named or next(iter(here), "")
        start += len(line) + 1
    return named, False


def _of_publisher(text: str, words: Vocabulary, named: str) -> Iterator[Named]:
    """Yield `we` of `we find`, `our` of `our estimate` as the institution that the head of a text names."""
    own = (
        rf"(?<!\w)(?:(?P<we>{words.we})(?=\s+(?:\w+\s+)?(?:{words.tells})(?!\w))"
        rf"|(?P<our>{words.we})(?=\s+(?:\w+\s+)?(?:{words.counting})(?!\w)))"
    )
    for match in any_case(own).finditer(text) if named else ():
        if not is_quoted(text, match.start()):
            yield Named(*match.span(), named, states=True)


def is_quoted(text: str, place: int) -> bool:
    """Whether a place is in a quotation of its paragraph."""
    before = text[line_start(text, place) : place]
    return any(before.count(a) > before.count(b) for a, b in _QUOTES) or before.count('"') % 2 == 1


def _is_over(name: Named, spoken: Placed[Speaker]) -> bool:
    """Whether a name is one that is said to state something."""
    near = (*spoken.before(name.start, 2), *spoken.between(name.start, name.end))
    return any(s.end > name.start for s in near)


def _is_listed(name: Named, listed: Placed[Named]) -> bool:
    """Whether a name is one of the list, or more of it; `NATO Secretary General Mark Rutte` is not NATO."""
    over = [
        n
        for n in (*listed.before(name.start, 1), *listed.between(name.start, name.end))
        if n.end > name.start
    ]
    if not over or name.end <= over[-1].end:
        return bool(over)
    rest = name.name[len(name.name) - (name.end - over[-1].end) :]
    return over[0].start != name.start or exact(_PERSON).search(rest) is None


def _quoted(text: str, words: Vocabulary) -> Iterator[Speaker]:
    """Yield `Harbour Watch` of `the project “Harbour Watch” has counted`, `says “Harbour Watch”`."""
    quoted = (
        rf"[«“\"](?P<name>{CAPITAL}[^»”\"\n]{{1,30}})[»”\"](?:\s+{_SMALL}){{0,6}}?\s+(?:{words.tells})(?!\w)"
    )
    said = rf"(?<!\w)(?i:{SPEECH[words.code].behind})(?:\s+{_SMALL}){{0,3}}"
    behind = rf"{said}\s+[„“\"](?P<name>{CAPITAL}[^“”\"\n]{{1,30}})[“”\"]"
    for match in (*exact(quoted).finditer(text), *exact(behind).finditer(text)):
        yield Speaker(match.start("name"), match.end("name"))


def _bracketed(text: str, words: Vocabulary) -> Iterator[Speaker]:
    """Yield whom a bracket behind a number names: `466 soldiers killed since March (Israeli military)`."""
    heads = f"{words.persons}|{words.publishers}|{words.institutions}"
    name = rf"(?P<name>(?:[\w’'-]+\s+){{0,4}}(?i:{heads})|[A-Z]{{2,{_ACRONYM}}})(?:,[^()\n]*)?"
    name = rf"\({name}\)(?=[.;,]?\s*(?:\n|$|[(\d]))"
    for match in exact(f"(?m){name}").finditer(text):
        line = text[line_start(text, match.start()) : match.start()]
        if any(letter.isdigit() for letter in line) and match["name"][-1:].isalpha():
            yield Speaker(match.start("name"), match.end("name"))


def _as_one(text: str, words: Vocabulary, found: list[Named]) -> list[Named]:
    """Return names as what they are first called in full: `the ministry`, `Moor` of `Ada Moor`, `HWG`."""
    told: list[Named] = []
    known: dict[str, frozenset[str]] = {}  # each name with its words, the last one last
    short: dict[str, str] = {}
    for named in found:
        name = named.name
        if name and named.states and name not in words.sources:
            name = _of_nation(text, named, told[-_KNOWN:])
            if not name:
                continue
            name = short.get(name) or _called_before(name, known) or name
            name = _of_its_kind(text, words, named, name) or _spoken_of_again(named, name, known, words)
        told.append(replace(named, name=name))
        if not name:
            continue
        known[name] = known.pop(name, frozenset()) or _words_of(name)
        bracket = exact(r"['’]?s?\s*\(([A-Z][\w-]+)[),]").match(text, named.end)
        if bracket is not None:
            short[bracket[1]] = name
        initials = "".join(re.findall(rf"\b({CAPITAL})", name))
        if len(initials) > 2:
            short.setdefault(initials, name)
    return _with_first(text, [*_of_headline(text, told), *told], words)


def _of_headline(text: str, told: list[Named]) -> Iterator[Named]:
    """Yield who stands behind or before a headline: `300 killed: Hill Watch`, `UN: 300 killed`."""
    headline = text.partition("\n")[0]
    name = rf"(?P<name>{_NAME}|[A-Z]{{2,{_ACRONYM}}})"
    ends = (rf"[^.]\s?[:–—-]\s+{name}\W*$", rf"^{name}:\s")
    for match in (found for end in ends for found in exact(end).finditer(headline)):
        if not told or told[0].start > match.start("name") or told[0].end <= match.start("name"):
            parts = _words_of(match["name"])
            whole = next((n.name for n in told if n.states and parts and parts <= _words_of(n.name)), "")
            acronym = len(match["name"]) <= _ACRONYM and match["name"].isupper()
            if whole or (acronym and text.count(match["name"]) > 1):
                yield Named(*match.span("name"), whole or match["name"], states=True)


def _with_first(text: str, told: list[Named], words: Vocabulary) -> list[Named]:
    """Return names, with that of the body that an article at first only describes.

    `A watchdog said … said Hill Watch`; of people it may be another one who is named.
    """
    sides = any_case(rf"(?:{'|'.join(words.sides.values())})(?:s|ns)?")
    first = next((n for n in told if n.states and n.name and not n.name.islower()), None)
    if first is None or exact(_PERSON).fullmatch(first.name) or sides.fullmatch(first.name):
        return told
    body = any_case(rf"(?:.*\s)?(?:{words.publishers}|{words.institutions}|{words.speaking_for})")
    headline, near = text.find("\n"), first.start - _CALLED // 4
    lead = [
        n for n in told if n.states and near < n.start < first.start and (n.name[1:].islower() or not n.name)
    ]
    lead = [n for n in lead if not n.name or not n.definite or n.end <= headline]
    lead = [n for n in lead if body.fullmatch(text[n.start : n.end])]
    return [replace(n, name=first.name) if n in lead else n for n in told]


def _of_nation(text: str, named: Named, before: list[Named]) -> str:
    """Return whom `the Finnish maps` are of: who was told to be Finnish; nothing for `the American count`."""
    nation = _NATION.match(named.name)
    if nation is None:
        return named.name
    told = (n.name for n in before[::-1] if nation[1] in text[max(0, n.start - _DESCRIBED) : n.end])
    return next(told, named.name if " " in named.name else "")


def _of_its_kind(text: str, words: Vocabulary, named: Named, name: str) -> str:
    """Return the last name that ends with what `the department` or `the newspaper` is, or an empty text."""
    human = any_case(rf"{words.persons}|{words.opening}").fullmatch(name) is not None
    if name != named.name or not named.definite or human or re.fullmatch(_SMALL, name) is None:
        return ""
    kind = _PAPERS if _PAPER.fullmatch(name) is not None else name.capitalize()
    called = exact(_NAME).finditer(text, max(0, named.start - _CALLED), named.start)
    ending = exact(rf"\s(?:{kind})$")
    found = (" ".join(m.group().split()) for m in [*called][::-1] if ending.search(m.group()))
    return _without_titles(next(found, ""), words)


def _spoken_of_again(named: Named, name: str, known: Mapping[str, object], words: Vocabulary) -> str:
    """Return who speaks as `the group`, `a spokesman`: whoever was named last, or nobody.

    `The minister` is the last that has a name of two words, if any has.
    """
    again = any_case(rf"(?:senior\s+)?(?:{words.publishers}|{words.spoken_again})")
    speaking = any_case(rf"(?:{words.speaking_for})")
    unnamed = name == named.name and ((named.definite and again.fullmatch(name)) or speaking.fullmatch(name))
    if not unnamed or not (name[1:].islower() or name.isupper()):
        return name
    persons = any_case(rf"(?:senior\s+)?(?:{words.persons}|{words.opening})")
    human = persons.fullmatch(name) is not None and not says(words.counting, name)
    sides = any_case(rf"(?:{'|'.join(words.sides.values())})(?:s|ns)?")
    told = [one for one in reversed([*known]) if sides.fullmatch(one) is None]  # no paper is a people
    like = [one for one in told if (exact(_PERSON).fullmatch(one) is not None) == human]
    like = [one for one in like if one.split()[-1][0].isupper()] or like  # no `officials`
    return next(iter([*like, *told]), "")


def _called_before(name: str, known: dict[str, frozenset[str]]) -> str:
    """Return the last name of which another one has all words: `Moor` of `Ada Moor`, or an empty text."""
    parts = _words_of(name)
    near = islice(reversed(known), _KNOWN if parts else 0)
    return next((n for n in near if all(any(_is_same(a, b) for b in known[n]) for a in parts)), "")


def _is_same(word: str, other: str) -> bool:
    """Whether two words are the same, or of a language with cases, another form of it."""
    long = max(len(word), len(other))
    stem = max(_ENDING + 1, long - _ENDING)
    return word == other or (word[0] > "z" and len(other) >= stem and word[:stem] == other[:stem])


def _words_of(name: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", name.lower()) if len(word) > 2)


def _without_titles(name: str, words: Vocabulary) -> str:
    """Return a name without the office or small word that stands before it: `President Ada Moor`."""
    leading = exact(rf"^(?:[A-Z]{{2,3}}\s+)?(?i:(?:{words.opening})\s+)+(?={CAPITAL})")
    role = exact(rf"^(?i:{words.persons})\s+(?={CAPITAL}\w+\s+{CAPITAL})")
    of_state = exact(rf"^{NATION}\s+(?=(?i:(?:{words.opening})\s+)+{_PERSON})")
    name = of_state.sub("", name)
    return role.sub("", leading.sub("", name))
