"""The open project: edits, undo, redo, the saved state, drafts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from gui.session import Session, SessionChange
from model.columns import TABLE
from model.edits import Edit, set_area_unit, set_cells
from model.files import sample, write_project
from model.project import Project, Series
from model.text.notation import GERMAN
from model.text.records import replace
from model.text.units import AreaUnit
from model.text.words import words
from tests.properties import examples

pytestmark = pytest.mark.usefixtures("qapp")
ROOT = Path(__file__).parents[2]
FORGETTING = """
import gc
from gui.session import Session
from model.edits import Edit
from model.project import Project
from model.text.words import words

for _ in range(100):
    session = Session()
    for title in "abcde":
        session.edit(Edit(words("title"), Project(title=title)))
del session
gc.collect()
print("gone", sum(isinstance(each, Session) for each in gc.get_objects()))
"""


@pytest.fixture
def session() -> Session:
    return Session(sample("autumn-2024"))


def change_losses(session: Session, row: int, text: str) -> None:
    session.edit(set_cells(session.context, TABLE["periods"], {(row, "losses"): text}))


def test_an_edit_is_one_step_with_words_and_one_signal(session: Session) -> None:
    changes: list[SessionChange] = []
    session.changed.connect(changes.append)
    before = session.project
    change_losses(session, 1, "45,000")
    (change,) = changes
    assert change.before.project is before
    assert change.after.project is session.project
    assert not change.loaded
    assert "November 2024" in session.undo_stack.undoText()
    assert session.project.periods[0] is before.periods[0]


def test_undo_gives_back_the_very_project_and_a_blank_figure(session: Session) -> None:
    def gains() -> list[bool]:
        return [period.gains is not None for period in session.project.periods]

    before = session.project
    session.edit(set_cells(session.context, TABLE["periods"], {(1, "gains"): ""}))
    assert gains() == [True, False, True]
    session.undo_stack.undo()
    assert session.project is before
    session.undo_stack.redo()
    assert gains() == [True, False, True]


def test_undo_back_to_the_saved_state_is_clean(session: Session) -> None:
    clean = [session.clean]
    change_losses(session, 1, "45,000")
    session.saved(Path("there.json"))
    change_losses(session, 1, "44,000")
    clean.append(session.clean)
    session.undo_stack.undo()
    clean.append(session.clean)
    session.undo_stack.undo()
    clean.append(session.clean)
    assert clean == [True, False, True, False]


def test_an_edit_that_changes_nothing_is_no_step(session: Session) -> None:
    session.edit(Edit(words("nothing"), replace(session.project)))
    assert session.undo_stack.count() == 0
    assert session.clean


def test_several_steps_of_undo_at_once_are_one_change(session: Session) -> None:
    for number in range(5):
        change_losses(session, 1, str(1000 + number))
    changes: list[SessionChange] = []
    session.changed.connect(changes.append)
    session.undo_stack.setIndex(0)
    assert len(changes) == 1
    assert session.project == sample("autumn-2024")


def test_results_and_checks_follow_the_project(session: Session) -> None:
    first = session.context
    change_losses(session, 1, "1")
    assert session.context is not first
    assert session.context.results.project is session.project
    assert session.results is session.snapshot.results
    assert session.checks is session.snapshot.checks


def test_loading_forgets_undo_drafts_and_path(session: Session) -> None:
    change_losses(session, 1, "1")
    session.set_draft("intake", {"label": "begun"})
    changes: list[SessionChange] = []
    session.changed.connect(changes.append)
    session.load(Project(title="other"), Path("other.json"))
    (change,) = changes
    assert change.loaded
    assert session.project.title == "other"
    assert session.path == Path("other.json")
    assert session.clean
    assert not session.undo_stack.canUndo()
    assert not session.drafts


def test_a_new_project_is_empty_and_has_no_file(session: Session) -> None:
    session.new()
    assert session.project == Project()
    assert session.path is None


def test_the_area_unit_of_the_project_is_that_of_the_formats(session: Session) -> None:
    units = []
    session.changed.connect(lambda _change: units.append(session.formats.area_unit))
    session.edit(set_area_unit(session.context, AreaUnit.MI2))
    session.undo_stack.undo()
    assert units == [AreaUnit.MI2, AreaUnit.KM2]


def test_another_notation_changes_what_is_written_and_not_the_project(session: Session) -> None:
    heard: list[bool] = []
    session.formats_changed.connect(lambda: heard.append(True))
    before = session.project
    session.set_formats(GERMAN, lambda text: text)
    assert heard == [True]
    assert session.context.formats.notation == GERMAN
    assert session.project is before


def test_an_emptied_draft_is_gone(session: Session) -> None:
    heard: list[bool] = []
    session.file_changed.connect(lambda: heard.append(True))
    session.set_draft("periods", {"label": "Dec"})
    session.set_draft("periods", {"label": "Dec"})
    assert len(heard) == 1
    session.set_draft("periods", {})
    assert not session.drafts
    session.set_draft("periods", {})
    assert len(heard) == 2


FIGURES = st.sampled_from(["", "1", ">7", "1–9", "~5", "1,000", "40 (30–55)"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("losses"), st.integers(0, 2), FIGURES),
        st.tuples(st.just("gains"), st.integers(0, 2), FIGURES),
        st.tuples(st.sampled_from(["undo", "redo"]), st.just(0), st.just("")),
    ),
    max_size=25,
)


@settings(
    max_examples=examples(25),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_undone_and_redone_random_edits_give_the_same_bytes(
    qapp: QApplication, steps: list[tuple[str, int, str]]
) -> None:
    session = Session(sample("autumn-2024"))
    states = {0: write_project(session.project)}
    stack = session.undo_stack
    for step, row, text in steps:
        if step == "undo":
            stack.undo()
        elif step == "redo":
            stack.redo()
        else:
            session.edit(set_cells(session.context, TABLE["periods"], {(row, step): text}))
            states[stack.index()] = write_project(session.project)
        assert write_project(session.project) == states[stack.index()]
    for index in (*range(stack.count(), -1, -1), *range(stack.count() + 1)):
        stack.setIndex(index)
        assert write_project(session.project) == states[index]


def test_the_checks_after_an_edit_build_on_those_before(session: Session) -> None:
    before = session.checks
    change_losses(session, 1, "45,691")
    assert session.snapshot.before is before
    held = {id(judged.judgement) for judged in before.claims}
    assert any(id(judged.judgement) in held for judged in session.checks.claims)
    assert session.snapshot.before is None  # a chain of all earlier states would never be let go


def test_the_series_it_is_about_is_the_first_with_periods_until_one_is_chosen() -> None:
    project = sample("autumn-2024")
    session = Session(replace(project, series=(Series("empty"), *project.series)))
    assert session.series == "ru"
    told: list[str] = []
    session.series_changed.connect(lambda: told.append(session.series))
    session.set_series("empty")
    session.set_series("empty")
    session.set_series("nobody")
    assert told == ["empty"]
    session.load(project, None)
    assert session.series == "ru"
    session.new()
    assert session.series == ""


def test_a_session_that_only_the_garbage_collector_finds_goes_without_a_crash() -> None:
    """With a Python object for each step the collector freed those before the stack that owns them."""
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", FORGETTING],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "gone 0\n"), done.stderr
