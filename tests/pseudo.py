"""Made-up languages for those who write texts: what is not marked, what does not fit, what a mirror turns.

    python -m tests.pseudo long [FILE…]    # every text ⟦in brackets⟧, its letters accented, 40 % longer
    python -m tests.pseudo turned [FILE…]  # in Hebrew letters, the window from right to left

opens the window in one of them. What stands there outside of brackets, or in Latin letters, is not marked.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from unittest import mock

from model.text.words import PLURAL_RULE

LONGER = 0.4
_PARTS = re.compile(
    r"(\{\w+\}|&.|\n|\([^)]*\*\.[^)]*\)|;;)"
)  # what a translation keeps: names, keys, filters
_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ")
_HEBREW = {
    ord(letter): "אבגדהוזחטיכלמנסעפצקרשתםןףץ"[at % 26]
    for letters in ("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for at, letter in enumerate(letters)
}


def long(text: str) -> str:
    """Return a text in brackets, longer by two fifths."""
    return _each_form(text, lambda form: f"⟦{_kept(form, _ACCENTED)}{'~' * round(len(form) * LONGER - 2)}⟧")


def turned(text: str) -> str:
    """Return a text in letters that run from right to left."""
    return _each_form(text, lambda form: _kept(form, _HEBREW))


def _each_form(text: str, made: Callable[[str], str]) -> str:
    if text == PLURAL_RULE or not text.strip():
        return text
    return "|".join(made(form) for form in text.split("|"))


def _kept(text: str, letters: dict[int, str] | dict[int, int]) -> str:
    parts = _PARTS.split(text)
    return "".join(part if at % 2 else part.translate(letters) for at, part in enumerate(parts))


def unmarked(text: str) -> list[str]:
    """Return the words of a text in the language `long` that stand in no brackets."""
    while (rest := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = rest
    return re.findall(r"[A-Za-z][a-z]{2,}", text)


def main() -> int:
    """Open the window in the language that is asked for."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - the functions above need no Qt
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    from gui.app import translate  # noqa: PLC0415 - as above
    from gui.window import app  # noqa: PLC0415 - as above

    made = {"long": long, "turned": turned}[sys.argv[1]]

    def speak(application: QApplication, _language: str) -> None:
        translate.speak(application, "en", made)

    with mock.patch.object(app, "speak", speak):
        if made is turned:
            app.READS = Qt.LayoutDirection.RightToLeft
        return app.run(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
