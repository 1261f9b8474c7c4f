"""Sentences the model says, kept apart from the values in them so that they can be translated.

The model knows no Qt. It hands out `Words`, a template and its values: `words("{count} rows", count=3)`. A
template that is kept before its values are known is marked: `marked("{count} rows")`. Both names tell the
collector of texts what is to be translated, so they are called with the text itself. The window translates
the template (context "model") before it fills the values in; the command line fills it in as it stands.

A template whose words depend on a number has a form for each kind of number, parted by bars:
`words("{count} row|{count} rows", count=3)`. The value `count` chooses the form. A translation has as many
forms as its language needs: the translation of `PLURAL_RULE` says which of them stands for a whole number,
and the last is for one with a fraction (Ukrainian has день, дні, днів, and 1,5 дня).
"""

from __future__ import annotations

import functools
import gettext
from collections.abc import Callable, Iterable

from msgspec import Struct

from model.text.safe_text import isolated

CONTEXT = "model"


def marked(text: str) -> str:
    """Mark `text` as translatable and return it as it is."""
    return text


PLURAL_RULE = marked("n != 1")
"""The number of the form, from 0, that stands for `n`, written as in the header Plural-Forms of gettext."""
_BAR = "|"


def untranslated(template: str) -> str:
    """Return the template itself: the translation used where there is no window."""
    return template


def filled_in(value: object) -> object:
    """Return a value as it stands in a sentence: a text that runs from right to left is kept to itself."""
    return isolated(value) if isinstance(value, str) else value


class Words(Struct, frozen=True):
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
        return self.form(translate).format(**filled)

    def form(self, translate: Callable[[str], str]) -> str:
        """Return the translated template; of one with several forms, that of the value `count`."""
        text = translate(self.template)
        if _BAR not in self.template:
            return text
        forms = text.split(_BAR)
        number = self._count()
        if number != int(number):
            return forms[-1]
        return forms[min(_rule(translate(PLURAL_RULE))(int(number)), len(forms) - 1)]

    def _count(self) -> float:
        count = dict(self.values)["count"]
        number = getattr(count, "number", count)  # of a `Count`, or a number as it is
        if not isinstance(number, int | float):
            raise TypeError(f"the count of “{self.template}” is no number")
        return number

    def __str__(self) -> str:
        return self.text()


def words(template: str, /, **values: object) -> Words:
    """Build `Words` from a template, the text itself or one that was `marked`, and its values."""
    return Words(template, tuple(values.items()))


def joined(parts: Iterable[object], between: str = ", ") -> Words:
    """Return parts of a sentence, each `Words` or a text, one behind the other."""
    values = tuple((f"part{number}", part) for number, part in enumerate(parts))
    return Words(between.join(f"{{{name}}}" for name, _ in values), values)


def quoted(texts: Iterable[str], most: int = 20) -> Words:
    """Return texts in the quotes of the language; of more than `most` the first, and how many there are."""
    every = list(texts)
    shown: list[object] = [words("“{text}”", text=text) for text in every[:most]]
    return joined([*shown, f"… ({len(every)})"] if len(every) > most else shown or ["–"])


@functools.cache
def _rule(expression: str) -> Callable[[int], int]:
    return gettext.c2py(expression)
