"""A figure travels whole: by the keys of the table, within a project and from one window to another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt

from model.project import Project, Series, Source
from model.text.figures import DatedBy, Figure, Qualifier
from model.text.records import replace
from tests.gui.tables.tables_window import AUTUMN, CTRL, NOTHING, SHIFT, Tables

WHOLE = Figure(
    45690,
    qualifier=Qualifier.ABOUT,
    source="gsu",
    quote="an estimated 45,690 casualties",
    scope="Ukraine and Kursk",
    note="daily reports",
    as_of=date(2024, 12, 1),
    dating=DatedBy.REPORT,
    alternatives=(Figure(low=40000, high=50000, source="isw", quote="40,000 to 50,000"),),
)
SEP, NOV, ALL = AUTUMN.periods
PROJECT = replace(AUTUMN, periods=(SEP, replace(NOV, losses=WHOLE), ALL))


@pytest.fixture
def tables(tables_of: Callable[[Project], Tables]) -> Tables:
    return tables_of(PROJECT)


def losses(tables: Tables) -> list[Figure | None]:
    return [period.losses for period in tables.project.periods]


def copy_whole(tables: Tables, key: Qt.Key = Qt.Key.Key_C) -> None:
    tables.go(1, "losses")
    tables.press(key, CTRL)


def test_a_copied_figure_takes_all_that_is_known_of_it_along(tables: Tables) -> None:
    copy_whole(tables)
    tables.select(0, "losses", 2, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    assert losses(tables) == [WHOLE, WHOLE, WHOLE]
    tables.session.undo_stack.undo()
    assert tables.project == PROJECT


def test_a_figure_that_is_cut_and_pasted_has_moved(tables: Tables) -> None:
    copy_whole(tables, Qt.Key.Key_X)
    assert losses(tables)[1] is None
    tables.go(0, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    assert losses(tables)[:2] == [WHOLE, None]


def test_filling_down_fills_with_the_whole_figure(tables: Tables) -> None:
    tables.select(1, "losses", 2, "losses")
    tables.press(Qt.Key.Key_D, CTRL)
    assert losses(tables)[1:] == [WHOLE, WHOLE]


def test_filling_the_selection_fills_with_the_whole_figure(tables: Tables) -> None:
    tables.select(2, "losses", 1, "losses")
    tables.press(Qt.Key.Key_Return, CTRL)
    assert losses(tables)[1:] == [WHOLE, WHOLE]


def test_copied_rows_keep_the_sources_of_their_figures(tables: Tables) -> None:
    tables.select(1, "label", 1, "gains")
    tables.press(Qt.Key.Key_C, CTRL)
    tables.go(3, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    assert tables.project.periods[3] == tables.project.periods[1]
    assert tables.view.model.draft.typed == {}


def test_duplicated_rows_keep_the_sources_of_their_figures(tables: Tables) -> None:
    tables.go(1, "label")
    tables.view.rows.duplicate()
    assert tables.project.periods[2] == tables.project.periods[1]


def test_a_figure_of_people_goes_to_a_place_of_ground_as_its_number_alone(tables: Tables) -> None:
    copy_whole(tables)
    tables.go(0, "gains")
    tables.press(Qt.Key.Key_V, CTRL)
    gains = tables.project.periods[0].gains
    assert gains == Figure(45690, qualifier=Qualifier.ABOUT, source="isw")


def test_another_window_gets_the_source_with_the_figure(
    tables: Tables, tables_of: Callable[[Project], Tables]
) -> None:
    other = tables_of(
        replace(
            PROJECT,
            sources=(Source("gsu", "Somebody else"), Source("war", "Institute for the Study of War")),
            series=(Series("ru"),),
            periods=(replace(SEP, losses=None, gains=None),),
        )
    )
    copy_whole(tables)
    other.go(0, "losses")
    other.press(Qt.Key.Key_V, CTRL)
    gsu = PROJECT.sources[1]
    assert other.project.sources[2:] == (replace(gsu, id="gsu_2"),)
    (others,) = WHOLE.alternatives
    assert losses(other) == [replace(WHOLE, source="gsu_2", alternatives=(replace(others, source="war"),))]
    other.session.undo_stack.undo()
    assert len(other.project.sources) == 2


def test_columns_of_what_is_known_of_a_figure_are_copied_with_it(
    tables: Tables, tables_of: Callable[[Project], Tables]
) -> None:
    other = tables_of(replace(PROJECT, sources=(), periods=(replace(SEP, losses=None, gains=None),)))
    for view in (tables.view, other.view):
        for key in ("losses.source", "losses.quote", "losses.as_of"):
            column = next(n for n, each in enumerate(view.model.columns) if each.key == key)
            view.grid.setColumnHidden(column, False)
    tables.select(1, "losses", 1, "losses.as_of")
    tables.press(Qt.Key.Key_C, CTRL)
    other.go(0, "losses")
    other.press(Qt.Key.Key_V, CTRL)
    assert losses(other) == [WHOLE]
    assert {source.id for source in other.project.sources} == {"gsu", "isw"}


def test_a_number_typed_over_a_quoted_one_takes_neither_its_source_nor_its_quote(tables: Tables) -> None:
    tables.enter(1, "losses", "46,000")
    assert losses(tables)[1] == Figure(46000, alternatives=WHOLE.alternatives)


def test_what_becomes_of_the_source_is_said_while_the_number_is_typed(tables: Tables) -> None:
    tables.go(1, "losses")
    tables.type("46,000")
    assert "Ctrl+Shift+" in tables.reading
    tables.press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert losses(tables)[1] == replace(WHOLE, value=46000, qualifier=Qualifier.EXACT, quote="")
    assert tables.current == (2, "losses")


def test_the_quoted_number_typed_again_keeps_everything(tables: Tables) -> None:
    tables.enter(1, "losses", "~45690")
    assert losses(tables)[1] == WHOLE


def test_a_number_typed_over_one_without_a_quote_keeps_the_source(tables: Tables) -> None:
    tables.go(0, "losses")
    tables.type("80,111")
    assert "Ctrl+Shift+" not in tables.reading
    tables.press(Qt.Key.Key_Return, NOTHING)
    assert losses(tables)[0] == Figure(80111, source="isw")


def test_a_number_pasted_over_a_quoted_one_takes_neither_its_source_nor_its_quote(tables: Tables) -> None:
    tables.put_on_clipboard("46,000")
    tables.go(1, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    assert losses(tables)[1] == Figure(46000, alternatives=WHOLE.alternatives)
