"""Where imported figures go: the series, the source, the scope, and whether figures there may be replaced."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit

from gui.imports.fields import Choice, FormField, Items
from model.imports.choices import Target
from model.project import Counts, Project
from model.text.kept_texts import free_id

NEW = "\0new"


class TargetForm(QObject):
    """Fields in a form. `changed`: by a person."""

    changed = Signal()

    def __init__(
        self, form: QFormLayout, project: Project, series: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._known = project.series
        self._taken = [row.id for row in project.series]
        self.fields: dict[str, FormField] = {}
        known = [(row.id, row.called) for row in project.series]
        self.series = self._choice("series", self.tr("Se&ries:"), (*known, (NEW, self.tr("a new series…"))))
        self.series.set_value(series or NEW)
        self.name = self._line("series_name", self.tr("Its na&me:"), self.tr("such as “Russian forces”"))
        counts = (
            ("", self.tr("as found")),
            (str(Counts.CASUALTIES), self.tr("killed and wounded")),
            (str(Counts.KILLED), self.tr("killed")),
            (str(Counts.CONFIRMED_KILLED), self.tr("confirmed killed")),
            (str(Counts.OTHER), self.tr("something else")),
            (str(Counts.ITEMS), self.tr("items, such as tanks")),
            (str(Counts.MONEY), self.tr("money")),
        )
        self.counts = self._choice("counts", self.tr("It counts:"), counts)
        self.unit = self._line("counted_in", self.tr("Counted in:"), self.tr("such as “tanks”, “rubles”"))
        said = (
            ("opponent", self.tr("the opponent of {series}")),
            ("part_of", self.tr("a part of {series}")),
            ("counted_of", self.tr("a count of those whom {series} estimates")),
        )
        related = ((f"{key} {id_}", how.format(series=name)) for key, how in said for id_, name in known)
        self.related = self._choice("related", self.tr("It is:"), (("", self.tr("of its own")), *related))
        sources = [(row.called, row.called) for row in project.sources]
        self.source = self._choice(
            "source", self.tr("Sourc&e:"), (("", self.tr("the file or the table")), *sources), free=True
        )
        self.scope = self._line("scope", self.tr("Scope:"), self.tr("such as “Ukraine”"))
        self.replace = QCheckBox(self.tr("Replace figures that are there and differ"))
        self.replace.toggled.connect(self._on_toggled)
        self.fields["replace"] = FormField(form, "", self.replace)
        self._show_fields()

    @property
    def target(self) -> Target:
        """Where the figures go."""
        is_new = self.series.value == NEW
        name = self.name.text().strip() if is_new else ""
        # without others the only series is made as the file names it
        series = free_id(name or "series", self._taken) if name or self._taken else ""
        there = next((row for row in self._known if row.id == self.series.value), None)
        relation, _, other = self.related.value.partition(" ")
        return Target(
            series if is_new else self.series.value,
            name,
            self.counts.value if there is None else str(there.counts),
            self.source.value,
            self.scope.text().strip(),
            self.replace.isChecked(),
            self.unit.text().strip() if self._of_things else "",
            **({relation: other} if is_new and relation else {}),
        )

    @property
    def _of_things(self) -> bool:
        """Whether a new series counts items or money, which have a name."""
        return self.series.value == NEW and self.counts.value in (Counts.ITEMS, Counts.MONEY)

    def _choice(self, key: str, label: str, items: Items, *, free: bool = False) -> Choice:
        choice = Choice(label.replace("&", "").rstrip(":"), items, free=free)
        choice.chosen.connect(self._on_chosen)
        self.fields[key] = FormField(self._form, label, choice)
        return choice

    def _line(self, key: str, label: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(label.replace("&", "").rstrip(":"))
        line.setPlaceholderText(hint)
        line.editingFinished.connect(self._on_line_edited)
        self.fields[key] = FormField(self._form, label, line)
        return line

    def _show_fields(self) -> None:
        is_new = self.series.value == NEW
        shown = {"series_name": is_new, "counts": is_new, "counted_in": self._of_things}
        for key, visible in {**shown, "related": is_new and bool(self._known)}.items():
            self.fields[key].set_visible(visible)

    def _on_chosen(self) -> None:
        self._show_fields()
        self.changed.emit()

    def _on_toggled(self, _checked: bool) -> None:
        self.changed.emit()

    def _on_line_edited(self) -> None:
        line = self.sender()
        if isinstance(line, QLineEdit) and line.isModified():
            line.setModified(False)
            self.changed.emit()
