"""What a file is and where its figures go: the left side of the assistant, as choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.app.translate import model_words
from gui.imports.fields import Fields, FormField
from gui.imports.filters import Filters
from gui.imports.place_names import OF_SERIES, OF_TABLE
from gui.imports.reading_form import ReadingForm
from gui.imports.target_form import TargetForm
from gui.panels.surface import bold, plain_label
from model.imports.beside import BESIDE
from model.imports.cells import Question
from model.imports.choices import (
    NO_COLUMN,
    TABLE_PLACES,
    TABLES,
    UNITS_OF_GROUND,
    Choices,
    Dating,
    Duplicates,
    Edge,
    Fractions,
    Kind,
    PeriodLength,
    RowCovers,
    SeriesQuantity,
    TableChoices,
)
from model.imports.dates import read_rows, read_spans
from model.imports.inspect_file import ColumnMeaning, FileReport
from model.imports.own_tables import read_as
from model.imports.plan import existing_spans
from model.imports.recipe import choices_of
from model.project import Project
from model.text.words import Words, marked

TABLE, REFERENCES, SHARES = TABLES
NONE = "\0none"
"""Chosen for a column of a table that there is not, where one would be found otherwise."""
_BELOW = 80  # pixels
_FIELDS = {"series": "split", **{place: f"beside_{place}" for place in BESIDE}}
"""Of a column of a series, where its key is that of another control."""
_OF_NUMBERS = ("value", "low", "high", "qualifier", "unit", "carry", "fractions", "known_only")
_UNITS = {
    "people": marked("people"),
    "km2": "km²",
    "mi2": "mi²",
    "m2": "m²",
    "ha": "ha",
    "km": "km",
    "mi": "mi",
    "items": marked("items"),
    "percent": marked("percent"),
    "share": marked("of 1"),
}


class ImportForm(QScrollArea):
    """Signals, by a person: `reading_changed`, `choices_changed`. It asks below the controls."""

    reading_changed = Signal()
    choices_changed = Signal()

    def __init__(self, project: Project, series: str, say: Callable[[Words], str]) -> None:
        super().__init__()
        self._say = say
        self._project = project
        self.looked: FileReport | None = None
        self._heads: list[QLabel] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(self.tr("How it is read"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(2, 2, 10, 2)
        column.setSpacing(4)
        self.fields: dict[str, FormField] = {}
        self._add_what(self._fields(column, self.tr("What it says")))
        self._add_columns(self._fields(column, self.tr("Its columns")))
        self._add_periods(self._fields(column, self.tr("The periods to make")))
        self.target = TargetForm(
            self._section(column, self.tr("Where the figures go")), project, series, self
        )
        self.target.changed.connect(self.choices_changed)
        self.reading = ReadingForm(self._section(column, self.tr("How it is written")), self)
        self.reading.changed.connect(self.reading_changed)
        self.fields |= self.target.fields | self.reading.fields
        column.addStretch(1)
        self.setWidget(page)
        self._show_fields()

    # putting it together

    def _section(self, column: QVBoxLayout, title: str) -> QFormLayout:
        head = plain_label(title)
        head.setFont(bold(head.font()))
        head.setContentsMargins(0, 8, 0, 2)
        column.addWidget(head)
        self._heads.append(head)
        form = QFormLayout()
        form.setVerticalSpacing(5)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        column.addLayout(form)
        return form

    def _fields(self, column: QVBoxLayout, title: str) -> Fields:
        fields = Fields(self._section(column, title), self)
        fields.fields = self.fields
        fields.changed.connect(self._on_chosen)
        return fields

    def _add_what(self, form: Fields) -> None:
        choose = ("", self.tr("Choose…"))
        self.what = form.choice(
            "what",
            self.tr("&What it holds:"),
            (
                choose,
                (str(SeriesQuantity.LOSSES), self.tr("losses, by date")),
                (str(SeriesQuantity.GAINS), self.tr("ground gained or held, by date")),
                (str(SeriesQuantity.INTAKE), self.tr("people recruited, by date")),
                (TABLE, self.tr("a table with a row per period")),
                (REFERENCES, self.tr("areas, strengths to divide by")),
                (SHARES, self.tr("shares of killed and of returning")),
            ),
        )
        self.kind = form.choice(
            "kind",
            self.tr("Each num&ber is:"),
            (
                choose,
                (str(Kind.CUMULATIVE), self.tr("a running total")),
                (str(Kind.LEVEL), self.tr("a level, such as area held")),
                (str(Kind.PER_ROW), self.tr("an amount of its own")),
                (str(Kind.COUNT), self.tr("counted: each row is one")),
                (str(Kind.MAP), self.tr("a map of what is held")),
            ),
        )
        self.dating = form.choice(
            "dating",
            self.tr("&A row dated D is:"),
            (
                choose,
                (str(Dating.EVENT), self.tr("up to the day before D")),
                (str(Dating.REPORT), self.tr("up to the end of D")),
            ),
        )
        self.each = form.choice(
            "each",
            self.tr("A row is &about:"),
            (
                ("", self.tr("as found")),
                (str(RowCovers.DAY), self.tr("its day")),
                (str(RowCovers.WEEK), self.tr("the week from its date on")),
                (str(RowCovers.WEEK_ENDING), self.tr("the week up to its date")),
                (str(RowCovers.MONTH), self.tr("the month from its date on")),
            ),
        )
        self.gross = form.choice(
            "gross",
            self.tr("&Gains are:"),
            (("", self.tr("net: what was lost is taken off")), ("gross", self.tr("gross: what was gained"))),
        )
        self.unit = form.choice("unit", self.tr("&Unit:"), (("", self.tr("as found")),))

    def _add_columns(self, form: Fields) -> None:
        self.columns = {
            key: form.choice(_FIELDS.get(key, key), model_words(label)) for key, label in OF_SERIES.items()
        }
        self.places = {
            key: form.choice(f"place_{key}", model_words(label)) for key, label in OF_TABLE.items()
        }
        self.filters = Filters()
        self.filters.changed.connect(self._on_chosen)
        form.add("where", self.tr("&Only rows where:"), self.filters)
        self.skip = form.line("skip", self.tr("Leave out rows:"), self.tr("such as 3, 17"))

    def _add_periods(self, form: Fields) -> None:
        self.by = form.choice(
            "by",
            self.tr("&Periods:"),
            (
                ("", self.tr("Choose…")),
                (str(PeriodLength.EXISTING), self.tr("those of the project")),
                (str(PeriodLength.DAY), self.tr("days")),
                (str(PeriodLength.WEEK), self.tr("weeks, from Monday")),
                (str(PeriodLength.MONTH), self.tr("months")),
                (str(PeriodLength.QUARTER), self.tr("quarters")),
                (str(PeriodLength.HALF_YEAR), self.tr("half-years")),
                (str(PeriodLength.YEAR), self.tr("years")),
                (str(PeriodLength.ROWS), self.tr("as the rows have them")),
            ),
        )
        self.spans = form.line(
            "spans", self.tr("Within, or only:"), self.tr("2024; or 2024-09-01..2024-10-31")
        )
        self.duplicates = form.choice(
            "duplicates",
            self.tr("Rows of one date:"),
            (
                ("", self.tr("ask where they differ")),
                (str(Duplicates.FIRST), self.tr("the first counts")),
                (str(Duplicates.LAST), self.tr("the last counts")),
                (str(Duplicates.ADD), self.tr("add them up")),
            ),
        )
        self.edge = form.choice(
            "edge",
            self.tr("A row a&cross an edge:"),
            (
                ("", self.tr("gives no figure")),
                (str(Edge.SHARE), self.tr("is shared by days")),
                (str(Edge.MOST), self.tr("counts where most of it is")),
            ),
        )
        self.interpolate = form.tick("interpolate", self.tr("Estimate missing totals from those around"))
        self.zero_gaps = form.tick("zero_gaps", self.tr("A day without a row had nothing"))
        self.known_only = form.tick(
            "known_only", self.tr("“At least” what is known, where rows cannot be used")
        )
        self.carry = form.choice(
            "carry",
            self.tr("Blank dates:"),
            (("", self.tr("ask")), ("yes", self.tr("as in the row above")), ("no", self.tr("unknown"))),
        )
        self.fractions = form.choice(
            "fractions",
            self.tr("Fractions of people:"),
            (
                ("", self.tr("ask")),
                (str(Fractions.ROUND), self.tr("round them")),
                (str(Fractions.KEEP), self.tr("keep them")),
            ),
        )

    # what is chosen

    @property
    def is_table(self) -> bool:
        """Whether the file is read as a table: with a row per period, of references, of shares."""
        return self.what.value in TABLES

    def choices(self) -> Choices | TableChoices | None:
        """Return what is chosen; None while it is not said what the file holds. Raises Unreadable."""
        if not self.what.value:
            return None
        kind = self.kind.value
        amounts = kind in (Kind.PER_ROW, Kind.COUNT)
        said = {
            "as": self.what.value,
            "columns": {key: choice.value for key, choice in self.columns.items()},
            "kind": kind,
            "dating": "" if amounts else self.dating.value,
            "unit": self.unit.value if self.is_table or self.what.value == SeriesQuantity.GAINS else "",
            "periods": self.by.value,
            "spans": () if self.what.value in (TABLE, SHARES) else read_spans(self.spans.text()),
            "where": self.filters.where,
            "each": self.each.value if self.is_table or amounts else "",
            "duplicates": self.duplicates.value,
            "skip": read_rows(self.skip.text()),
            "interpolate": self.interpolate.isChecked() and kind in (Kind.CUMULATIVE, Kind.LEVEL),
            "zero_gaps": self.zero_gaps.isChecked() and amounts,
            "known_only": self.known_only.isChecked(),
            "carry": {"yes": True, "no": False}.get(self.carry.value),
            "fractions": self.fractions.value,
            "edge": self.edge.value if amounts else "",
            "gross": self.gross.value == "gross" and kind == Kind.MAP,
        }
        if self.is_table:
            places = {key: choice.value for key, choice in self.places.items()}
            offered = TABLES[self.what.value].PLACES
            said["columns"] = {
                key: "" if name == NONE else name for key, name in places.items() if name and key in offered
            }
        return choices_of(said)

    # what is shown

    def show_look(self, looked: FileReport, values: Mapping[str, Sequence[str]], *, first: bool) -> None:
        """Offer the columns of a file and their values; with `first`, choose the project's periods."""
        self.looked = looked
        self.reading.show_look(looked)
        if first and looked.maps is not None and not self.what.value:
            self.what.set_value(str(SeriesQuantity.GAINS))
            self.kind.set_value(str(Kind.MAP))
        if first and not self.what.value:
            self.what.set_value(read_as(looked))
        names = [(name, name) for name in looked.table.names]
        for choice in self.columns.values():
            choice.set_items([("", self.tr("–")), *names])
        by_name = [("", self.tr("as found")), (NO_COLUMN, self.tr("none")), *names]
        for key in ("qualifier", *BESIDE):
            self.columns[key].set_items(by_name)
        for choice in self.places.values():
            choice.set_items([("", self.tr("as found")), (NONE, self.tr("none")), *names])
        self.filters.set_columns(values)
        if first and not self.by.value and existing_spans(self._project, self.target.target.series):
            self.by.set_value(str(PeriodLength.EXISTING))
        self._show_fields()

    def show_questions(self, questions: Iterable[Question]) -> None:
        """Ask below the controls what is open."""
        asked: dict[str, list[str]] = {}
        for question in questions:
            key = question.choice
            if question.ways:
                self.reading.offer(key, question.ways)
            elif key in self.reading.fields:
                self.fields[key].set_visible(True)
            if (
                key == "column"
            ):  # of a table: that of the losses, the gains or the recruited, where it is said
                key = f"place_{dict(question.words.values).get('what', '')}"
            asked.setdefault(key if key in self.fields else "what", []).append(self._say(question.words))
        for key, field in self.fields.items():
            field.ask("; ".join(asked.get(key, ())))

    def first_asked(self) -> QWidget | None:
        """Return the control where the first question is asked."""
        return next((field.control for field in self.fields.values() if field.visible and field.asked), None)

    def bring_into_view(self, control: QWidget) -> None:
        """Scroll, up and down only, until a control is seen."""
        self.ensureWidgetVisible(control, 0, _BELOW)  # with what is asked below it
        self.horizontalScrollBar().setValue(0)

    def _show_fields(self) -> None:
        table, kind = self.is_table, self.kind.value
        said = bool(self.what.value)
        of_series = said and not table
        columns = (_FIELDS.get(key, key) for key in self.columns)
        shown = dict.fromkeys(("kind", *columns, "by"), of_series)
        self.target.ask_series(asked=self.what.value != REFERENCES)
        self.unit.set_items((("", self.tr("as found")), *self._units()))
        places = TABLES[self.what.value].PLACES if table else ()
        shown |= {f"place_{key}": key in places for key in TABLE_PLACES}
        amounts = of_series and kind in (Kind.PER_ROW, Kind.COUNT)
        of_maps = of_series and kind == Kind.MAP
        numbered = said and (self.looked is None or self.looked.events is None)  # a database has no order
        shown |= {
            "dating": of_series and not amounts,
            "each": amounts or self.what.value in (TABLE, REFERENCES),
            "spans": of_series or self.what.value == REFERENCES,
            "edge": amounts,
            "unit": table or self.what.value == SeriesQuantity.GAINS,
            "where": said,
            "skip": numbered,
            "carry": numbered,
            "duplicates": said,
            "fractions": said,
            "known_only": of_series,
            "interpolate": of_series and kind in (Kind.CUMULATIVE, Kind.LEVEL),
            "zero_gaps": amounts,
            "gross": of_maps,
        }
        if of_maps:
            not_asked = (*_OF_NUMBERS, *(_FIELDS[place] for place in BESIDE))
            shown |= dict.fromkeys(not_asked, False)
        in_parts = self.looked is not None and self.looked.with_meaning(
            ColumnMeaning.YEAR, ColumnMeaning.WEEK
        )
        shown |= dict.fromkeys(("year", "week", "day"), of_series and bool(in_parts) and not of_maps)
        for key, visible in shown.items():
            self.fields[key].set_visible(visible)
        for head, visible in zip(self._heads, (True, said, of_series, True, True), strict=False):
            head.setVisible(visible)

    def _units(self) -> list[tuple[str, str]]:
        """Return the units that the numbers of what is chosen may be in, each with its name."""
        units = TABLES[self.what.value].units if self.what.value in TABLES else UNITS_OF_GROUND
        return [(unit, model_words(_UNITS[unit])) for unit in units]

    def _on_chosen(self) -> None:
        self._show_fields()
        self.choices_changed.emit()
