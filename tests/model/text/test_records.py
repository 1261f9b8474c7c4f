"""Records are values: made once, and nothing that has to be looked after."""

from __future__ import annotations

import gc

from model.text.figures import Figure, Qualifier


def test_figures_are_no_work_for_the_collector_of_garbage() -> None:
    about = Figure(53, qualifier=Qualifier.ABOUT)
    assert not gc.is_tracked(Figure(1, alternatives=(about,)))
