"""The languages that reports are read in, and which of them a text is written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from model.reading.english import ENGLISH_WORDS
from model.reading.german import GERMAN_WORDS
from model.reading.russian import RUSSIAN_WORDS
from model.reading.ukrainian import UKRAINIAN_WORDS
from model.reading.vocabulary import Vocabulary

VOCABULARIES: Mapping[str, Vocabulary] = MappingProxyType(
    {words.code: words for words in (ENGLISH_WORDS, UKRAINIAN_WORDS, GERMAN_WORDS, RUSSIAN_WORDS)}
)
"""The languages by their code."""


_RUSSIAN = re.compile(
    r"\b(?:и|из|что|года|году|по|сообщает|сообщил\w*|человек|потер\w+|захват\w+|контролирует|сутки|недел\w+|январ\w+"
    r"|феврал\w+|март\w*|апрел\w+|ма[яе]|июн\w+|июл\w+|август\w*|сентябр\w+|октябр\w+|ноябр\w+|декабр\w+)\b",
    re.IGNORECASE,
)
# Words of which each language has none of the other's. Those in the name of an English institute are few
# beside the own words of a German text that names it.
_GERMAN = re.compile(
    r"\b(?:der|die|das|und|nicht|mit|von|vom|dem|den|des|ist|im|zum|zur|ein|eine|einem|einen|einer|laut|oder|auf|aus"
    r"|bei|für|nach|seit|sich|über|um|zwischen|als|auch|haben|hat|sein|sind|sollen|soll|werden|wurde|wurden|wird|zu"
    r"|verlor|verloren|eroberte|eroberten|Russland|Soldaten|Verluste|Gefallene)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|and|of|to|is|that|with|for|by|from|were|has|have|its?|this|at|on|than)\b", re.IGNORECASE
)


def language_of(text: str) -> str:
    """Return the code of the language of a text: by its letters, then by its smallest words."""
    cyrillic = len(re.findall(r"[а-яіїєґё]", text[:5000], re.IGNORECASE))
    latin = len(re.findall(r"[a-zäöüß]", text[:5000], re.IGNORECASE))
    if cyrillic > latin:
        ukrainian = len(re.findall(r"[іїєґ]", text[:5000], re.IGNORECASE))
        russian = len(re.findall(r"[ыэъё]", text[:5000], re.IGNORECASE))
        if ukrainian == russian == 0:  # too short for letters that only one of them has
            russian = len(_RUSSIAN.findall(text[:5000]))
        return "ru" if russian > ukrainian else "uk"
    german = len(_GERMAN.findall(text[:5000]))
    english = len(_ENGLISH.findall(text[:5000]))
    return "de" if german > english else "en"
