"""What a report does not say of itself, typed above its text: title, publisher, day, link, side, language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from gui.app.translate import model_words
from model.edits.proposals import About
from model.imports.articles.article import Article
from model.text.errors import Unreadable
from model.text.read_days import read_date
from model.text.words import marked

_LANGUAGES = (
    ("", marked("Found by itself")),
    ("en", marked("English")),
    ("uk", marked("Ukrainian")),
    ("de", marked("German")),
    ("ru", marked("Russian")),
)


class ReportAbout(QWidget):
    """Fields above a report. `reread`: the text reads otherwise now; `changed`: what comes of it does."""

    reread = Signal()
    changed = Signal()
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title, self.link, self.source, self.published = (QLineEdit() for _ in range(4))
        self._found: date | None = None
        self.side = QComboBox()
        self.side.setEditable(True)
        self.side.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.language = QComboBox()
        for code, name in _LANGUAGES:
            self.language.addItem(model_words(name), code)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, (name, field, tip) in enumerate(
            (
                (self.tr("&Title:"), self.title, self.tr("Of the article; it is kept with its source")),
                (
                    self.tr("Published &by:"),
                    self.source,
                    self.tr("Who states what the text ascribes to nobody"),
                ),
                (
                    self.tr("o&n:"),
                    self.published,
                    self.tr("Day on which it was published, such as 5 Dec 2024"),
                ),
                (self.tr("Lin&k:"), self.link, self.tr("Where it was published")),
                (
                    self.tr("Losses o&f:"),
                    self.side,
                    self.tr("Whose losses and gains, where the text does not say"),
                ),
                (self.tr("Lan&guage:"), self.language, self.tr("Of the text")),
            )
        ):
            label = QLabel(name)
            label.setBuddy(field)
            field.setAccessibleName(name.replace("&", "").rstrip(":"))
            field.setToolTip(tip)
            grid.addWidget(label, place // 3, 2 * (place % 3))
            grid.addWidget(field, place // 3, 2 * (place % 3) + 1)
        for column, share in ((1, 4), (3, 3), (5, 2)):
            grid.setColumnStretch(column, share)
        self.published.editingFinished.connect(self.reread)
        self.source.editingFinished.connect(self.reread)
        self.language.activated.connect(lambda _at: self.reread.emit())
        self.title.editingFinished.connect(self.changed)
        self.link.editingFinished.connect(self.changed)
        self.side.currentTextChanged.connect(lambda _text: self.changed.emit())

    def show_sides(self, sides: Sequence[str]) -> None:
        """Offer the sides that the project knows; what was typed stays."""
        typed = self.side.currentText()
        self.side.blockSignals(True)
        self.side.clear()
        self.side.addItems(["", *sides])
        self.side.setCurrentText(typed)
        self.side.blockSignals(False)

    def show_article(self, article: Article) -> None:
        """Show what a file says of itself, in place of what stood there of another."""
        self.title.setText(article.title)
        self.source.setText(article.publisher)
        self.link.setText(article.link)
        self.published.setText("" if article.published is None else article.published.isoformat())
        self.language.setCurrentIndex(max(0, self.language.findData(article.language)))

    def show_found(self, day: date | None) -> None:
        """Show in the empty field the day on which the text itself says that it was published."""
        self._found = day
        self.published.setPlaceholderText("" if day is None else day.isoformat())

    def day(self) -> date | None:
        """Return the day published; None where none is typed, or what is typed is none, which is said."""
        typed = self.published.text().strip()
        if not typed:
            return None
        try:
            return read_date(typed)
        except Unreadable as error:
            self.refused.emit(error.words.text(model_words))
            return None

    def about(self) -> About:
        """Return it as the sources that are made of it take it."""
        day, link, title = self.day() or self._found, self.link.text().strip(), self.title.text().strip()
        return About(day, link, title, lambda said: said.text(model_words))
