"""Undo is exact: undone gives the very bytes of before, redone the very bytes of after."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from PySide6.QtWidgets import QApplication

from gui.session import Session
from model.columns import TABLE
from model.columns.cell import rows_of
from model.edits import (
    Edit,
    begin_row,
    clear_cells,
    delete_rows,
    duplicate_rows,
    move_rows,
    set_area_unit,
    set_baseline,
    set_cells,
    set_details,
    set_rate,
)
from model.files import sample, write_project
from model.project import Project, Rate
from model.text.errors import SalientError
from model.text.units import AreaUnit
from tests.model.strategies import ODD_TEXTS, projects

TYPED = (
    *("1,234", "~45k", ">125,000", "25,000–30,000", "40 (30–55)", "0", "-5", "", "7 mi²", "9007199254740992"),
    *("2024-11-30", "1 Dec 2024", "Nov 2024", "ru", "isw", "b", "gross", "yes", "#123456"),
    *ODD_TEXTS,
)


def some_edit(session: Session, random: Random) -> Edit | None:
    """Return an edit of anything, chosen by `random`; None where what was chosen is refused."""
    ctx, table = session.context, random.choice(list(TABLE.values()))
    count = len(rows_of(session.project, table.key))
    editable = [column.key for column in table.columns if column.editable]
    rows = sorted(random.sample(range(count), random.randint(1, min(3, count)))) if count else []
    text = random.choice(TYPED)
    try:
        match random.randrange(12):
            case 0 | 1 | 2 | 3 if rows:
                cells = {(row, random.choice(editable)): random.choice(TYPED) for row in rows}
                return set_cells(ctx, table, cells)
            case 4 if rows:
                return clear_cells(ctx, table, [(row, random.choice(editable)) for row in rows])
            case 5 if rows:
                return duplicate_rows(ctx, table, rows)
            case 6 if rows:
                return delete_rows(ctx, table, rows)
            case 7 if rows:
                return move_rows(ctx, table, rows, random.randint(0, count))
            case 8:
                made = begin_row(ctx, table, {key: random.choice(TYPED) for key in editable[:4]})
                return made if isinstance(made, Edit) else None
            case 9:
                return set_details(ctx, text, text)
            case 10:
                return set_area_unit(ctx, random.choice(list(AreaUnit)))
            case _:
                periods = len(session.project.periods)
                row = random.randrange(periods) if periods and random.random() < 0.7 else None
                return random.choice((set_baseline(ctx, row), set_rate(ctx, random.choice(list(Rate)))))
    except SalientError:
        return None


@pytest.mark.long
@pytest.mark.usefixtures("qapp")
def test_500_random_edits_undone_and_redone_give_the_same_bytes(long: bool) -> None:
    edits = 500 if long else 120
    random = Random(20241130)
    session = Session(sample("autumn-2024"))
    states = [write_project(session.project)]
    tried = 0
    while session.undo_stack.count() < edits:
        tried += 1
        assert tried < 20 * edits
        edit = some_edit(session, random)
        before = session.undo_stack.count()
        if edit is not None:
            session.edit(edit)
        if session.undo_stack.count() > before:
            states.append(write_project(session.project))
    for state in reversed(states[:-1]):
        session.undo_stack.undo()
        assert write_project(session.project) == state
    for state in states[1:]:
        session.undo_stack.redo()
        assert write_project(session.project) == state


class Undoing(RuleBasedStateMachine):
    """Edits, undoes and redoes in any order; `states` is what each step of the stack must show."""

    @initialize(project=projects())
    def open(self, project: Project) -> None:
        self.session = Session(project)
        self.states = [write_project(project)]

    @rule(seed=st.integers(0, 2**32))
    def edit(self, seed: int) -> None:
        edit = some_edit(self.session, Random(seed))
        if edit is None:
            return
        at, project = self.session.undo_stack.index(), self.session.project
        self.session.edit(edit)
        if self.session.project is not project:
            self.states[at + 1 :] = [write_project(self.session.project)]

    @rule(steps=st.integers(0, 20))
    def go_to_another_step(self, steps: int) -> None:
        self.session.undo_stack.setIndex(steps % len(self.states))

    @invariant()
    def the_project_is_that_of_the_step(self) -> None:
        stack = self.session.undo_stack
        assert stack.count() == len(self.states) - 1
        assert write_project(self.session.project) == self.states[stack.index()]


@pytest.mark.long
def test_undo_is_exact_in_any_order(qapp: QApplication, long: bool) -> None:
    examples, steps = (300, 50) if long else (8, 15)
    run_state_machine_as_test(
        Undoing, settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    )
