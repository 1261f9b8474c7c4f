"""What a project file keeps of texts: which it could not hold, and ids that are made of names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import chain, count

from model.text.words import Words, words

LONGEST_TEXT = 10_000
_UNSAVABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")
_LONGEST_ID, _LONGEST_TAG = 40, 12
_CYRILLIC = re.compile(r"\W*[\u0400-\u04ff]")
_LONGER = 4  # letters of a word that is no preposition


def free_id(name: str, taken: Iterable[str]) -> str:
    """Return an id made from a name that is not taken yet: `kyiv_school`, `kyiv_school_2`.

    A set of those that are taken is asked as it is: whoever makes many ids keeps one.
    """
    stem = "_".join(re.findall(r"\w+", name.casefold()))[:_LONGEST_ID].strip("_") or "x"
    used = taken if isinstance(taken, AbstractSet) else set(taken)
    candidates = chain([stem], (f"{stem}_{number}" for number in count(2)))
    return next(candidate for candidate in candidates if candidate not in used)


def free_tag(name: str, taken: Iterable[str]) -> str:
    """Return an id for what is named so that is short enough to stand beside figures: its initials, if many.

    `isw` of the Institute for the Study of War, `uk_md` of the UK Ministry of Defence, `meduza` of Meduza.
    In Cyrillic, where the first word alone is written great, longer words count: `івв` of Інститут вивчення
    війни.
    """
    longer = _LONGER if _CYRILLIC.match(name) else LONGEST_TEXT
    great = [word for word in re.findall(r"\w+", name) if word[0].isupper() or len(word) >= longer]
    initials = "".join(f"_{word}_" if word.isupper() and len(word) > 1 else word[0] for word in great)
    return free_id(initials if len(great) > 2 and len(name) > _LONGEST_TAG else name, taken)


def unsavable_text(text: str) -> Words | None:
    """Return why a project file could not hold a text, or None. Line breaks and tabs are held."""
    if len(text) > LONGEST_TEXT:
        return words("longer than {longest} characters", longest=LONGEST_TEXT)
    unsavable = _UNSAVABLE.search(text)
    if unsavable is not None:
        return words(
            "a character that no text may have (U+{code})", code=format(ord(unsavable.group()), "04X")
        )
    return None
