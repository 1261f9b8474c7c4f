"""Preferences: how numbers are written, and the colours."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QWidget

from gui.app.theme import Scheme
from gui.app.translate import filled
from gui.dialogs.parts import answers, arrange
from gui.panels.surface import wrapped_label
from model.text.formats import Formats
from model.text.notation import NOTATIONS, Notation

_EXAMPLE = 1_234_567.0


class Preferences(QDialog):
    """Two choices, with an example of what the first one does."""

    def __init__(self, notation: Notation, scheme: Scheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._numbers = QComboBox()
        self._notations = tuple(dict.fromkeys(NOTATIONS.values()))
        for each in self._notations:
            example = Formats(notation=each).number(_EXAMPLE, "people/km2")
            self._numbers.addItem(f"{example}   {_languages(each)}")
        self._numbers.setCurrentIndex(self._notations.index(notation) if notation in self._notations else 0)
        self._numbers.setAccessibleName(self.tr("How numbers are written"))
        self._numbers.currentIndexChanged.connect(self._show_reading)
        self._reading = wrapped_label()
        self._colours = QComboBox()
        for text, value in (
            (self.tr("As the system is"), Scheme.SYSTEM),
            (self.tr("Light"), Scheme.LIGHT),
            (self.tr("Dark"), Scheme.DARK),
        ):
            self._colours.addItem(text, value.value)
        self._colours.setCurrentIndex(self._colours.findData(scheme.value))
        self._colours.setAccessibleName(self.tr("Colours"))
        form = QFormLayout()
        form.addRow(self.tr("&Numbers:"), self._numbers)
        form.addRow("", self._reading)
        form.addRow(self.tr("&Colours:"), self._colours)
        arrange(self, form, answers(self), spacing=14)
        self._show_reading()
        self.setMinimumWidth(440)

    @property
    def notation(self) -> Notation:
        """The notation that is chosen."""
        return self._notations[self._numbers.currentIndex()]

    @property
    def scheme(self) -> Scheme:
        """The colours that are chosen."""
        return Scheme(self._colours.currentData())

    def _show_reading(self, _index: int = 0) -> None:
        written = Formats(notation=self.notation)
        self._reading.setText(
            filled(
                self.tr(
                    "One and a half is {small}, one thousand is {large}: both when shown and when typed."
                ),
                small=written.number(1.5, "people/km2"),
                large=written.number(1000, "people"),
            )
        )


def _languages(notation: Notation) -> str:
    """Name some of the languages that write numbers so, each as it calls itself."""
    names: list[str] = []
    for key, written in NOTATIONS.items():
        if written == notation:
            locale = QLocale(key)
            # the last word: Qt calls the first of them American English
            language = locale.nativeLanguageName().split()[-1]
            name = language if "_" not in key else locale.nativeTerritoryName()
            names.append(name[:1].upper() + name[1:])
    return ", ".join([*names[:3], *(["…"] if len(names) > 3 else [])])
