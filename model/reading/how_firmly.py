"""How firmly a number is said: by the words before it, behind it, or behind what it counts."""

from __future__ import annotations

import re

from model.reading.changes_said import FAR_BACK, closes_change, is_change
from model.reading.digits import GAP
from model.reading.number_found import NumberFound
from model.reading.patterns import any_case, says
from model.reading.vocabulary import Vocabulary
from model.text.figure_words import TURNED, Qualifier
from model.text.records import replace


def _qualifier_of(words: Vocabulary, before: str) -> tuple[Qualifier, int] | None:
    """Return the qualifier that a text ends with, and where it begins: `at least about`, `не менш як про`.

    A bound goes before a weaker word. `більше на` is a difference, and what `crossed about` is none.
    """
    said = "|".join(f"(?P<{qualifier.name}>{pattern})" for qualifier, pattern in words.before.items())
    ends = any_case(rf"(?<!\w)(?:{said}){GAP}*$")
    found = ends.search(before)
    loose = any_case(rf"(?<!\w)(?:(?:{words.filler})|(?P<on>{words.by_how_much}|{words.inside})){GAP}+$")
    if found is None and (between := loose.search(before)) is not None:
        found = ends.search(before[: between.start()])
        if found is not None and between["on"] and not (_is_bound(found) or found.lastgroup == "ABOUT"):
            return None
    if found is None:
        return None
    firmer = ends.search(before[: found.start()]) if found.lastgroup == "ABOUT" else None
    if firmer is not None and _is_bound(firmer):
        found = firmer
    return Qualifier[found.lastgroup or ""], found.start()


def _is_bound(said: re.Match[str]) -> bool:
    """Whether a qualifier can be nothing else: of more words than one, or `at least` or `at most`."""
    own = said.lastgroup in (Qualifier.AT_LEAST.name, Qualifier.UP_TO.name) and len(said.group().strip()) > 3
    return own or (said.lastgroup != Qualifier.ABOUT.name and len(said.group().split()) > 1)


def qualified(text: str, words: Vocabulary, number: NumberFound) -> NumberFound:
    """Return a number with its qualifier, and with the words of it that touch the number."""
    before = text[max(0, number.start - 45) : number.start]
    one_in = any_case(rf"(?<!\w)(?:{words.one}|1){GAP}+(?:{words.one_in}){GAP}+$").search(before)
    if one_in is not None:  # `more than one in 35`: fewer than 35 for each of them
        share = replace(number, start=number.start - len(one_in.group()))
        firmly = qualified(text, words, share)
        return replace(firmly, qualifier=TURNED.get(firmly.qualifier, firmly.qualifier))
    said = _qualifier_of(words, before)
    if said is not None:
        qualifier, start = said[0], number.start - len(before) + said[1]
        if qualifier is Qualifier.UP_TO and (
            is_change(text, words, start)
            or closes_change(words, text[max(0, start - FAR_BACK) : number.start])
        ):
            return number  # `зросли до 1523`: no bound, what it became
        number = replace(number, start=start)
        return number if number.low is not None else replace(number, qualifier=qualifier)
    mark = any_case(rf"{GAP}(?:\w+{GAP})?(?:{words.mark})(?!\w)").match(text, number.core[1])
    if mark is not None and number.low is None and says(words.passed, before):
        return replace(number, qualifier=Qualifier.OVER)  # `broke the 70,000 mark`
    for qualifier, pattern in words.after.items() if number.low is None else ():
        match = any_case(rf"{GAP}?(?:{pattern})(?!{GAP}?\d)").match(text, number.core[1])
        if match is not None:
            end = match.end()
            plus = match.group().strip() == "+"
            core = (number.core[0], end) if plus else number.core
            return replace(
                number, qualifier=qualifier, end=end, core=core, unit_end=end if plus else number.unit_end
            )
        if _says_behind(text, words, number, pattern):
            return replace(number, qualifier=qualifier)
    return number


def _says_behind(text: str, words: Vocabulary, number: NumberFound, said: str) -> bool:
    """Whether words close what a number counts: `30,000 soldiers at least`, not `at least 10 of them`."""
    counted = rf"(?:{GAP}+[^\W\d_][\w’'-]*){{1,3}}?"
    ends = rf"{GAP}*(?:[.,;:)!?»”\"]|$)"
    goes_on = rf"{GAP}+(?:{words.within}|{words.on})(?!\w)"
    closes = any_case(rf"{counted}(?:{GAP}+(?:{said})(?={ends}|{goes_on})|,{GAP}+(?:{said})(?={ends}))")
    return closes.match(text, number.core[1]) is not None
