"""What a language says with: the words of one language as parts of regular expressions, by what they tell.

A language is one `Vocabulary`, in a module of its own. Names of months and weekdays come from CLDR (babel);
what CLDR does not have, the words of this field, stands in the module of the language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from babel import Locale
from msgspec import Struct

from model.text.figure_words import Qualifier


class Cue(StrEnum):
    """What a word near a number tells of it."""

    # people lost
    CASUALTIES = "casualties"
    KILLED = "killed"
    WOUNDED = "wounded"
    CONFIRMED = "confirmed"
    MISSING = "missing"
    # ground
    GAINED = "gained"
    LOST_GROUND = "lost_ground"
    HELD = "held"
    # recruitment
    RECRUITS = "recruits"
    NEED = "need"
    PLAN = "plan"
    DONE = "done"
    REPLACES = "replaces"
    SHORT = "short"
    # neutral nouns of people: they say that people are counted, not which
    PEOPLE = "people"
    # what is no figure of a project
    EQUIPMENT = "equipment"
    ATTACKS = "attacks"
    PRISONERS = "prisoners"
    BODIES = "bodies"
    DISPLACED = "displaced"
    VOTES = "votes"
    STRENGTH = "strength"
    RANK = "rank"
    TERRITORY = "territory"
    OTHER = "other"
    # how it is meant
    FORECAST = "forecast"
    RECORD = "record"
    LESS = "less"
    MORE = "more"
    RISING = "rising"
    FALLING = "falling"


class Vocabulary(Struct, frozen=True):
    """The words of one language. Texts are parts of regular expressions, read without regard to case."""

    code: str
    decimal: str
    groups: str
    cues: Mapping[Cue, str]
    before: Mapping[Qualifier, str]
    after: Mapping[Qualifier, str]
    scales: Mapping[str, float]
    words: Mapping[str, float]
    one_power: str
    and_a_half: str
    that_clause: str
    up_to_whole: str
    fractions: Mapping[str, float]
    parts: str
    several: str  # of what nobody counted: `several hundred`
    ranges: tuple[tuple[str, str], ...]
    units: Mapping[str, str]
    percent: str
    times: str
    factors: Mapping[str, float]
    money: str
    distance: str
    duration: str
    age_before: str
    age_after: str
    unit_name: str
    average: str
    average_day: str
    area_cost: str
    counted_spans: Mapping[str, str]
    annual: str
    anaphor: str
    per: Mapping[str, str]
    per_area: str
    since: str
    until: str
    within: str
    same: str
    relative: Mapping[str, str]
    seasons: Mapping[str, int]
    first_months: str
    month_adjectives: tuple[str, ...]
    opening_days: str
    since_then: str
    since_began: str
    report_of: str
    by_the_time: str
    more_or_fewer: str
    that_was: str
    counted_after: str
    day_ending: str
    part_of_day: str
    the: str
    those: str
    last_one: str
    of_it: str
    early_late: Mapping[str, str]
    part_of_month: str
    through: str
    and_: str
    but: str
    minus: str
    compared_to: str
    quarter: str
    half_year: str
    nth: str
    half: str
    part_of: str
    hypothetical: str
    year_reached: Mapping[Qualifier, str]
    remains: str
    maybe: str
    passed: str
    or_: str
    ordinal: str
    between: str
    by: str
    exceeds: str
    by_how_much: str
    for_each: str
    one: str
    every: str
    one_in: str
    out_of: str
    thousand: str
    per_length: str
    of_force: str
    ground_told: Mapping[str, str]
    to_one: str
    apiece: str
    to_each: str
    as_side: str
    by_name: str
    both_sides: str
    highest: str
    lowest: str
    deadliest: str
    on_record: str
    moving: str
    streak: str
    steps: Mapping[str, str]
    force: str
    filler: str
    filler_days: str
    we: str
    superlative: str
    the_figure: str
    by_whom: str
    relays: str
    for_all: str
    sources: Mapping[str, str]
    homes: Mapping[str, str]
    sides: Mapping[str, str]
    inside: str
    place_before: str
    office: str
    respectively: str
    subregion: str
    clause: str
    stops: frozenset[str]
    trend_words: str
    quarters: str
    rates: str
    daily: str
    each_month: str
    compared: str
    right_behind: str
    as_in: str
    of_them: str
    when: str
    beside: str
    including: str
    of_whole: str
    ground: str
    of_else: str  # what else the days behind it are said of: `in the week before the truce of May`
    before_that: str
    after_that: str
    of_year: str
    began: str
    lasted: str
    ended: str
    on: str
    never: str
    that_year: str
    per_person: str
    added: str
    total: str
    last_told: str
    rolling: str  # `the past month`: of the calendar only where it just ended
    by_now: str
    first_day: str
    whole: str
    states: str
    spoken_again: str
    pronouns: str
    institutions: str
    publications: str
    counting: str
    tells: str
    persons: str
    publishers: str
    speaking_for: str
    contracts_with: str
    opening: str
    other_side: str
    enemy: str  # of whoever speaks
    that: str
    unreal: str
    part_of_force: str
    nearby: str
    kills: str
    portion: str
    of_own: str
    own: str
    mark: str = r"(?!)"  # behind a number that was passed
    civilians: str = r"(?!)"
    others: str = r"(?!)"  # who states something that nobody names
    each_else: str = r"(?!)"  # that something is counted for which is no rate of ours


def numbered(first: int, said: str, *, step: int = 1, ending: str = "") -> dict[str, float]:
    """Return the words, parted by spaces, of numbers that follow each other, each with the same ending."""
    return {word + ending: first + step * at for at, word in enumerate(said.split())}


_SLAVIC = {"uk": ("ого", "я", "а"), "ru": ("я", "а")}
_CASES = {"uk": "(?:ого|ому|ий|им|ем|ом|я|ю|і|а|у)", "ru": "(?:ем|ом|я|ю|е|а|у)"}


@cache
def months_of(code: str, adjectives: tuple[str, ...] = ()) -> Mapping[str, int]:
    """Return what the months are called, as regular expressions: the names of CLDR, in all their cases.

    `adjectives` are made of them, and are in no library: `січнев` of January, which is `січень`.
    """
    months = Locale(code).months
    found: dict[str, int] = {}
    for number, genitive in months["format"]["wide"].items():
        nominative = months["stand-alone"]["wide"][number]
        forms = [re.escape(nominative), *_declined(genitive, code)]
        if adjectives:
            forms.append(rf"{adjectives[number - 1]}\w{{1,3}}")
        for short in {months[form]["abbreviated"][number] for form in ("format", "stand-alone")}:
            stem = short.rstrip(".")
            if stem.lower() not in (nominative.lower(), genitive.lower()):
                forms.append(re.escape(stem) + ("\\." if code in _SLAVIC else "\\b\\.?"))
        if code == "en" and number == 9:
            forms.append("Sept\\b\\.?")
        found["|".join(dict.fromkeys(forms))] = number
    return found


@cache
def countries_of(code: str) -> str:
    """Return a pattern of the countries in CLDR, and of words made of them: `Georgia`, `Georgians`."""
    names = {name for key, name in Locale(code).territories.items() if len(key) == 2 and key.isalpha()}
    stems = sorted({re.escape(name[:-1] if len(name) > 5 else name) for name in names}, key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(stems)})\w*"


@cache
def weekdays_of(code: str) -> tuple[str, ...]:
    """Return what the weekdays are called, Monday first, as regular expressions."""
    days = Locale(code).days
    names = [days["format"]["wide"][number] for number in range(7)]
    if code in _SLAVIC:
        stems = (re.escape(name if name.endswith("г") else name[:-1]) for name in names)  # no `четверть`
        ends = ("[а-яіїє]{0,2}" if name.endswith("г") else "[а-яіїє]{1,2}" for name in names)  # nor `серед`
        return tuple(stem.replace("ʼ", "[ʼ’']") + end for stem, end in zip(stems, ends, strict=True))
    return tuple(re.escape(name) for name in names)


def _declined(genitive: str, code: str) -> list[str]:
    for ending in _SLAVIC.get(code, ()):
        if genitive.endswith(ending):
            return [re.escape(genitive.removesuffix(ending)) + _CASES[code]]
    return [re.escape(genitive)]
