"""The process that reads maps: loaded when it is asked, bounded, and ended by one map for that map alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from model.imports.child import TooMuch
from model.imports.choices import SeriesQuantity
from model.imports.maps import map_children, map_process
from tests.model.imports.maps.made import collection, feature, folder, gains, square


def test_maps_are_measured_in_a_process_of_their_own(tmp_path: Path) -> None:
    maps = folder(
        tmp_path,
        d20240831=collection(feature(square(30, 0))),
        d20240930=collection(feature(square(30, 0, 1.1))),
    )
    (made,) = gains(maps).made
    assert made.figures[SeriesQuantity.GAINS].value == pytest.approx(1230.9, rel=1e-3)


def test_what_ends_its_process_is_refused_and_what_comes_after_it_is_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[list[str]] = []

    def lines(*_: object) -> object:
        for one in asked[-1]:
            if one == "bad":
                raise TooMuch("time")
            yield b'{"area": 1}'

    def ask(batch: object) -> map_children.Asked:
        asked.append(list(batch))  # type: ignore[call-overload] # of texts
        return {}, []

    monkeypatch.setattr(map_children, "lines_of", lines)
    made = map_children.Asking[str]("measure", ask, None).answers(iter([["a", "bad", "b"]]))
    assert made == {"a": [{"area": 1}], "bad": [{"refused": "time"}], "b": [{"area": 1}]}
    assert asked == [["a", "bad", "b"], ["b"]]


def test_a_start_loads_nothing_that_measures_maps() -> None:
    code = (
        "import sys; import model.charts, model.imports.preview, model.imports.maps.map_ground;"
        "print([name for name in ('shapely', 'pyproj', 'pyogrio') if name in sys.modules])"
    )
    root = Path(__file__).parents[4]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_shape_too_large_to_be_laid_over_another_is_said_to_be_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(map_process, "bound_time", lambda: None)  # it would bound the tests too

    def overlay() -> dict[str, object]:
        raise RuntimeError("std::bad_alloc")  # as GEOS says it

    assert map_process._tried(overlay) == {"refused": "memory"}
