"""A long day at the window: anything in any order, without a fault, a leak or a wrong number."""

from __future__ import annotations

import gc
import os
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.checks import checks
from model.derive.results import derive
from model.files import read_project, write_project
from tests.gui.window_kit import Kit, opened
from tests.journeys.person import Person
from tests.model.derive.test_derive import assert_same

pytestmark = pytest.mark.begun_first
SEED = 20241130
MOST_GROWTH = 1.10
HAPPENED = ("edited", "undone", "redone", "sorted", "filtered", "pasted", "project switched", "exported")
LAZY = "QWidgetTextControl in QLabel"  # Qt makes one for a label when its text is first selected or painted
FOLDED = " in QFrame in Folding"  # where the controls of a chart stand while it is too narrow for them
STATM = Path("/proc/self/statm")


@dataclass
class Held:
    """What the program holds while it rests."""

    objects: Counter[str]
    top_levels: Counter[str]
    bytes: int

    def more(self, before: Held) -> dict[str, int]:
        """Return what there is more of than before, by place."""
        return dict((self.objects - before.objects) + (self.top_levels - before.top_levels))


def held(kit: Kit) -> Held:
    gc.collect()
    return Held(
        Counter(place for each in kit.window.findChildren(QObject) if LAZY not in (place := _place(each))),
        Counter(_place(each) for each in QApplication.topLevelWidgets()),
        resident(),
    )


def _place(each: QObject) -> str:
    """Return the classes of an object and of those that hold it: `QAction in QMenu in MainWindow`."""
    classes: list[str] = []
    holder: QObject | None = each
    while holder is not None:
        classes.append(holder.metaObject().className())
        holder = holder.parent()
    return " in ".join(classes).replace(FOLDED, " in Folding")


def resident() -> int:
    """Return the bytes of memory in use; 0 where the platform does not tell in this way."""
    return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if STATM.exists() else 0


def check_results(kit: Kit) -> None:
    """Compare what the window has computed, edit upon edit, with a computation from the start."""
    project = kit.session.project
    fresh = derive(project)
    assert_same(kit.session.results, fresh)
    assert kit.session.checks.findings == checks(fresh).findings
    assert kit.session.checks.claims == checks(fresh).claims
    assert read_project(write_project(project), "") == project


@pytest.mark.long
def test_a_long_day_at_the_window_leaves_no_fault_no_leak_and_no_wrong_number(
    qtbot: QtBot, tmp_path: Path, long: bool
) -> None:
    actions = 10_000 if long else 150
    warm_up = actions // 10
    started = time.monotonic()
    with opened(qtbot, tmp_path) as kit:
        person = Person(kit, tmp_path, Random(SEED))
        person.do_everything_once()
        for _ in range(warm_up):
            person.do_something()
        person.rest()
        before = held(kit)
        counts: Counter[str] = Counter()
        for number in range(1, actions + 1):
            person.do_something()
            counts[person.last.split()[0]] += 1
            if number % 100 == 0:
                check_results(kit)
            if long and number % 1000 == 0:
                print(f"{number:,} actions: {resident() / 1e6:.0f} MB, {time.monotonic() - started:.0f} s")
        person.rest()
        after = held(kit)
        print(
            f"{actions:,} actions in {time.monotonic() - started:.0f} s; memory at rest"
            f" {before.bytes / 1e6:.1f} → {after.bytes / 1e6:.1f} MB;"
            f"\ntried: {dict(counts)}\nhappened, warm-up included: {dict(person.happened)}"
        )
    assert person.happened.keys() >= set(HAPPENED)
    assert after.more(before) == {}
    assert after.bytes <= before.bytes * MOST_GROWTH
