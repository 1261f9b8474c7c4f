"""Sentences the model says, kept apart from the values in them so that they can be translated.

The model knows no Qt. It hands out `Words`, a template and its values: `words("{count} rows", count=3)`. A
template that is kept before its values are known is marked: `marked("{count} rows")`. Both names tell the
collector of texts what is to be translated, so they are called with the text itself. The window translates
the template (context "model") before it fills the values in; the command line fills it in as it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from model.text.safe_text import isolated

CONTEXT = "model"


def marked(text: str) -> str:
    """Mark `text` as translatable and return it as it is."""
    return text


def untranslated(template: str) -> str:
    """Return the template itself: the translation used where there is no window."""
    return template


def filled_in(value: object) -> object:
    """Return a value as it stands in a sentence: a text that runs from right to left is kept to itself."""
    return isolated(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence or label: a marked template and the values that stand in its `{names}`.

    A value may itself be `Words`; it is then translated with the sentence around it.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()

    def text(self, translate: Callable[[str], str] = untranslated) -> str:
        """Return the sentence in the language of `translate` (template -> template)."""
        filled = {
            name: value.text(translate) if isinstance(value, Words) else filled_in(value)
            for name, value in self.values
        }
        return translate(self.template).format(**filled)

    def __str__(self) -> str:
        return self.text()


def words(template: str, /, **values: object) -> Words:
    """Build `Words` from a template, the text itself or one that was `marked`, and its values."""
    return Words(template, tuple(values.items()))
