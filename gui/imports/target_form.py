"""Where imported figures go: the series, the source, the scope, and whether figures there may be replaced."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFormLayout

from gui.imports.fields import Fields
from model.imports.choices import Target
from model.project import Counts, Project
from model.text.kept_texts import free_id

NEW = "\0new"


class TargetForm(Fields):
    """Fields in a form."""

    def __init__(
        self, form: QFormLayout, project: Project, series: str, parent: QObject | None = None
    ) -> None:
        super().__init__(form, parent)
        self._known = project.series
        self._of_series = True
        self._taken = [row.id for row in project.series]
        self.changed.connect(self._show_fields)
        known = [(row.id, row.called) for row in project.series]
        self.series = self.choice("series", self.tr("Se&ries:"), (*known, (NEW, self.tr("a new series…"))))
        self.series.set_value(series or NEW)
        self.name = self.line("series_name", self.tr("Its na&me:"), self.tr("such as “Russian forces”"))
        counts = (
            ("", self.tr("as found")),
            (str(Counts.CASUALTIES), self.tr("killed and wounded")),
            (str(Counts.KILLED), self.tr("killed")),
            (str(Counts.CONFIRMED_KILLED), self.tr("confirmed killed")),
            (str(Counts.OTHER), self.tr("something else")),
            (str(Counts.ITEMS), self.tr("items, such as tanks")),
            (str(Counts.MONEY), self.tr("money")),
        )
        self.counts = self.choice("counts", self.tr("It counts:"), counts)
        self.unit = self.line("counted_in", self.tr("Counted in:"), self.tr("such as “tanks”, “rubles”"))
        said = (
            ("opponent", self.tr("the opponent of {series}")),
            ("part_of", self.tr("a part of {series}")),
            ("counted_of", self.tr("a count of those whom {series} estimates")),
        )
        related = ((f"{key} {id_}", how.format(series=name)) for key, how in said for id_, name in known)
        self.related = self.choice("related", self.tr("It is:"), (("", self.tr("of its own")), *related))
        sources = [(row.called, row.called) for row in project.sources]
        self.source = self.choice(
            "source", self.tr("Sourc&e:"), (("", self.tr("the file or the table")), *sources), free=True
        )
        self.scope = self.line("scope", self.tr("Scope:"), self.tr("such as “Ukraine”"))
        self.replace = self.tick("replace", self.tr("Replace figures that are there and differ"))

    @property
    def target(self) -> Target:
        """Where the figures go."""
        if not self._of_series:
            return Target(
                source=self.source.value, scope=self.scope.text().strip(), replace=self.replace.isChecked()
            )
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

    def ask_series(self, *, asked: bool) -> None:
        """Ask for a series, or for none: what the file holds is of every series, or names its own."""
        self._of_series = asked
        self._show_fields()

    @property
    def _of_things(self) -> bool:
        """Whether a new series counts items or money, which have a name."""
        return self.series.value == NEW and self.counts.value in (Counts.ITEMS, Counts.MONEY)

    def _show_fields(self) -> None:
        is_new = self.series.value == NEW
        shown = {"series_name": is_new, "counts": is_new, "counted_in": self._of_things}
        shown |= {"series": True, "related": is_new and bool(self._known)}
        for key, visible in shown.items():
            self.fields[key].set_visible(visible and self._of_series)
