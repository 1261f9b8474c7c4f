"""What a source is called where it matters where it stands."""

from __future__ import annotations

from model.project import STANCES, Source, Stance
from model.text.words import Words, words


def with_stance(source: Source, name: str = "") -> Words:
    """Return what a source is called, or `name`, with where it stands: "ISW (independent)"."""
    called = name or source.called
    if source.stance is Stance.UNKNOWN:
        return words("{name}", name=called)
    return words("{name} ({stance})", name=called, stance=words(STANCES[source.stance]))
