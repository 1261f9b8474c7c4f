"""Preferences: the language of the window and of reports, how numbers are written, and the colours."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QWidget

from gui.app.settings import Settings
from gui.app.theme import Scheme
from gui.app.translate import filled
from gui.dialogs.parts import answers, arrange
from gui.panels.surface import wrapped_label
from model.text.catalogue import LANGUAGES
from model.text.formats import Formats
from model.text.notation import NOTATIONS, Notation

_EXAMPLE = 1_234_567.0


class Preferences(QDialog):
    """What the settings keep of how things look, with what each choice does; `keep` keeps it."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._settings = settings
        self._language = self._languages_from(self.tr("As the system is"), settings.language)
        self._language.setAccessibleName(self.tr("Language of the window"))
        self._reports = self._languages_from(self.tr("As the window"), settings.report_language)
        self._reports.setAccessibleName(self.tr("Language of reports"))
        later = wrapped_label()
        later.setText(self.tr("Another language of the window is there from the next start on."))
        self._numbers = QComboBox()
        self._notations = tuple(dict.fromkeys(NOTATIONS.values()))
        for each in self._notations:
            example = Formats(notation=each).number(_EXAMPLE, "people/km2")
            self._numbers.addItem(f"{example}   {_languages(each)}")
        self._numbers.setCurrentIndex(self._notations.index(settings.notation))
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
        self._colours.setCurrentIndex(self._colours.findData(settings.scheme.value))
        self._colours.setAccessibleName(self.tr("Colours"))
        form = QFormLayout()
        form.addRow(self.tr("&Language:"), self._language)
        form.addRow("", later)
        form.addRow(self.tr("&Reports:"), self._reports)
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

    def keep(self) -> None:
        """Keep what is chosen in the settings; numbers that were left alone go on following the language."""
        if self.notation != self._settings.notation:
            self._settings.set_notation(self.notation)
        self._settings.set_language(self._language.currentData())
        self._settings.set_report_language(self._reports.currentData())
        self._settings.set_scheme(self.scheme)

    @staticmethod
    def _languages_from(first: str, chosen: str) -> QComboBox:
        """Return a choice of the languages that the program speaks, after `first` for none of them."""
        box = QComboBox()
        for code, name in {"": first, **LANGUAGES}.items():
            box.addItem(name, code)
        box.setCurrentIndex(box.findData(chosen))
        return box

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
    """Name some of the languages that write numbers so, each as it calls itself, that of the window first."""
    names: list[str] = []
    own = QLocale().name()
    for key, written in sorted(
        NOTATIONS.items(), key=lambda each: each[0] not in (own, own.partition("_")[0])
    ):
        if written == notation:
            locale = QLocale(key)
            # the last word: Qt calls the first of them American English
            language = locale.nativeLanguageName().split()[-1]
            name = language if "_" not in key else locale.nativeTerritoryName()
            names.append(name[:1].upper() + name[1:])
    return ", ".join([*names[:3], *(["…"] if len(names) > 3 else [])])
