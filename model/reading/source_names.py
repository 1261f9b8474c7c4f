"""The names in a text that can state something: those of a list, and those that are said to state it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from model.reading.layout import Placed
from model.reading.vocabulary import Vocabulary, months_of, weekdays_of


class Named(Struct, frozen=True):
    """A name in a text: its place, and what it is called in full."""

    start: int
    end: int
    name: str


_HEAD = 3  # lines in which a text names who publishes it
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"))
CAPITAL = r"[A-ZА-ЯЇІЄҐÄÖÜ]"
_SMALL = r"[a-zа-яіїєґäöüß]+"


@cache
def _pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(text, flags)


def listed_in(text: str, words: Vocabulary) -> Placed[Named]:
    """Return the names of a text that the list of sources of its language has."""
    listed = "|".join(f"({pattern})" for pattern, _name in words.sources)
    return Placed(
        Named(m.start(), m.end(), words.sources[(m.lastindex or 1) - 1][1])
        for m in _pattern(rf"(?<!\w)(?:{listed})(?!\w)").finditer(text)
    )


def names_in(text: str, words: Vocabulary, listed: Placed[Named]) -> list[Named]:
    """Return the names of a text that can state something, `listed` or not, none over another."""
    found = [*listed.all]
    found.extend(n for n in _unlisted(text, words) if not _is_listed(n, listed))
    found.extend(_spoken_of_again(text, words, found))
    found.extend(_of_publisher(text, words, listed))
    found.sort(key=lambda n: (n.start, -(n.end - n.start)))
    kept: list[Named] = []
    for named in found:
        if not kept or (named.start >= kept[-1].end and not _is_office(text, words, kept[-1], named)):
            kept.append(named)
    return kept


def _is_office(text: str, words: Vocabulary, last: Named, named: Named) -> bool:
    """Whether a name is only a part of what the last one is: `Roe, chairman of the Council, said`."""
    between = text[last.end : named.start]
    aside = re.fullmatch(rf",\s{_SMALL}\s(?:[\w’'-]+\s){{1,5}}", between) is not None
    joins = _pattern(rf"(?<!\w)(?:{words.relays}|{words.and_}|{words.tells})(?!\w)", re.IGNORECASE)
    return aside and text[named.end : named.end + 1] == "," and joins.search(between) is None


def _of_publisher(text: str, words: Vocabulary, listed: Placed[Named]) -> Iterator[Named]:
    """Yield `we` of `we find`, `our` of `our estimate` as the institution that the head of a text names."""
    head = "\n".join(text.split("\n", _HEAD)[:_HEAD])
    named = next((n.name for n in listed.between(0, len(head))), "")
    institution = _pattern(rf"(?i:(?<!\w)(?:{words.institutions})(?!\w))")
    for match in _pattern(_NAME).finditer(head):
        if not named and institution.search(match.group()) is not None and " " in match.group():
            named = match.group()
    own = (
        rf"(?<!\w)(?:(?P<we>{words.we})(?=\s+(?:\w+\s+)?(?:{words.tells})(?!\w))"
        rf"|(?P<our>{words.ours})(?=\s+(?:\w+\s+)?(?:{words.counting})(?!\w)))"
    )
    for match in _pattern(own, re.IGNORECASE).finditer(text) if named else ():
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not any(before.count(a) > before.count(b) for a, b in _QUOTES) and before.count('"') % 2 == 0:
            yield Named(*match.span(), named)


def _is_listed(name: Named, listed: Placed[Named]) -> bool:
    """Whether a name is one of the list, or more of it; `NATO Secretary General Mark Rutte` is not NATO."""
    over = [
        n
        for n in (*listed.before(name.start, 1), *listed.between(name.start, name.end))
        if n.end > name.start
    ]
    longer = len(over) == 1 and over[0].start == name.start and len(name.name.split()) >= 4
    return bool(over) and not (longer and name.end > over[0].end)


def _spoken_of_again(text: str, words: Vocabulary, named: list[Named]) -> list[Named]:
    """Return `the institute`, `the ministry` of a text as the source that was named with that word before.

    Where none was, it is called so itself.
    """
    before = Placed(named)
    generic = _pattern(rf"\b(?:{words.publishers}|{words.persons})\b", re.IGNORECASE)
    tells = _pattern(rf"(?P<of>(?:\s+(?!(?:{words.tells})\b){_SMALL}){{0,2}})\s+(?:{words.tells})(?!\w)")
    found = []
    for match in _pattern(rf"\b(?:{words.office_again})\b", re.IGNORECASE).finditer(text):
        noun = match.group().split()[-1].lower()[:7]
        for other in reversed(before.before(match.start(), 30)):
            if noun in f"{text[other.start : other.end]} {other.name}".lower():
                found.append(Named(match.start(), match.end(), other.name))
                break
        else:
            telling = tells.match(text, match.end())
            last = before.before(match.start(), 1)
            if telling is not None and last and generic.search(match.group()) is not None:
                found.append(Named(match.start(), match.end(), last[0].name))  # `the group has counted`
            elif telling is not None:
                end = telling.end("of")
                found.append(Named(match.start(), end, text[match.start() : end]))
    return found


_JOINS = r"(?:(?:of|for|and|für|und|та|и|і)[^\S\n]+(?:the[^\S\n]+|der[^\S\n]+)?)?"
_NAME = rf"{CAPITAL}[\w’'-]+(?:[^\S\n]+{_JOINS}{CAPITAL}[\w’'-]+){{0,6}}"
_ACRONYM = 5  # letters; what is longer in capitals is a heading


def _unlisted(text: str, words: Vocabulary) -> Iterator[Named]:
    """Yield names that state something though nobody listed them, and people without a name who do.

    `according to the historian Jane Roe`, `by Kyiv's count`, `Harbour Street Institute reported`,
    `a retired colonel puts the need at …`.
    """
    noun = f"{words.persons}|{words.publishers}"
    roles = rf"(?:(?:the|a|der|die|des)\s+)?(?P<role>(?:{_SMALL}\s+)?(?:{noun})\s+)?"
    ascribed = rf"(?<!\w)(?i:{words.by_whom})[^\S\n]+{roles}(?P<name>{_NAME})"
    for match in _pattern(ascribed).finditer(text):
        if match["role"] or _is_name(match["name"]):
            yield Named(match.start("name"), match.end("name"), match["name"])
    small = "|".join(sorted(words.stops))
    full = rf"(?:{CAPITAL}[\w’'-]+(?:[^\S\n]+{CAPITAL}[\w’'-]+){{1,5}}|[A-Z]{{2,{_ACRONYM}}}(?![\w-]))"
    far = rf"(?<!\w)(?i:{words.by_whom})[^\S\n]+(?:(?!(?:{small})\s)[\w’'-]+[^\S\n]+){{1,5}}?(?P<name>{full})"
    for match in _pattern(far).finditer(text):  # `according to the Finnish collective Harbour Watch`
        if not text[match.start() : match.start() + 3].lower().startswith("by "):
            yield Named(match.start("name"), match.end("name"), match["name"])
    quoted = (
        rf"[«“\"](?P<name>{CAPITAL}[^»”\"\n]{{1,30}})[»”\"](?:\s+{_SMALL}){{0,6}}?\s+(?:{words.tells})(?!\w)"
    )
    for match in _pattern(quoted).finditer(text):
        yield Named(match.start("name"), match.end("name"), match["name"])
    counted = rf"(?<!\w)(?i:by|on)\s+(?P<name>{_NAME})['’]s\s+(?:{words.counting})\b"
    for match in _pattern(counted).finditer(text):
        yield Named(match.start("name"), match.end("name"), match["name"])
    office = rf"(?:{words.that}|an?|the|eine?|die|der|{_SMALL}\s+of)"
    aside = rf",\s+{office}\s[^,.;\n]{{2,80}},"  # `ACLED, a monitor, recorded`
    where = rf"\s+(?:{words.inside})\s+{CAPITAL}\w+"  # `the Foundation in Tehran counts`
    tells = rf"(?P<name>{_NAME})(?:(?:{aside})?(?:\s+{_SMALL}){{0,2}}?|,|{where})\s+(?:{words.tells})(?!\w)"
    for match in _pattern(tells).finditer(text):
        name = _without_days(match["name"], words)
        if _is_name(name):
            yield Named(match.end("name") - len(name), match.end("name"), name)
    yield from _people(text, words)


def _is_name(name: str) -> bool:
    """Whether words with capitals are a name: two or more, or an acronym."""
    return (" " in name and not name.isupper()) or (name.isupper() and len(name) <= _ACRONYM)


def _people(text: str, words: Vocabulary) -> Iterator[Named]:
    """Yield people who are not called by name; `the general` is somebody named before."""
    people = rf"(?P<name>(?:[\w’'-]+[^\S\n]+){{0,3}}?(?:{words.persons}))"
    told_in = rf"(?:\s+of\s+(?:\d{{4}}|(?:[\w’'-]+\s+){{0,2}}[\w’'-]+)|\s+(?:{words.inside})\s+{CAPITAL}\w+)?"
    telling = rf"{told_in}(?:\s*,[^,.;]{{0,60}},\s*|\s+(?:\w+\s+)?)(?:{words.tells})(?!\w)"
    for pattern in (
        rf"(?<![\w’'-])(?:(?i:an?|one|some|several)\s+)?{people}(?={telling})",
        rf"(?<!\w)(?i:{words.by_whom})\s+{people}(?!\w)",
    ):
        for match in _pattern(pattern).finditer(text):
            if _pattern(rf"\s+{_NAME}").match(text, match.end("name")):
                continue  # who it is, is said
            name = re.split(r"\d\s", match["name"])[-1]  # `By the end of November 2024 journalists …`
            first, _, rest = name.partition(" ")
            if (words.stops | words.pointing) & set(rest.lower().split()):
                continue
            if first.lower() not in words.pointing:
                yield Named(match.end("name") - len(name), match.end("name"), name)
            elif re.search(rf"\b{CAPITAL}", rest):  # “the Israeli military”
                yield Named(match.end("name") - len(rest), match.end("name"), rest)


def _without_days(name: str, words: Vocabulary) -> str:
    """Return a name without the day or small word that a sentence begins with: `On Monday Harbour Street`."""
    days = "|".join((*months_of(words.code), *weekdays_of(words.code)))
    leading = _pattern(rf"^(?:(?:{days}|{words.opening})\s+)+", re.IGNORECASE)
    return leading.sub("", name)
