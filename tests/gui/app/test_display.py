"""Why no window can be opened: what Qt said last, or what can be mended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import qWarning

from gui.app import system
from gui.app.display import opened, why

DEAD = "qt.qpa.xcb: could not connect to display :99"
NO_PLUGIN = 'Could not find the Qt platform plugin "foo" in ""'


@pytest.fixture(autouse=True)
def _with_its_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lacking here, whatever this machine has."""
    monkeypatch.setattr(system, "lacking", lambda _libraries: "")
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "foo")


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ([DEAD, "This application failed to start"], "the display :99 does not answer."),
        ([NO_PLUGIN], "QT_QPA_PLATFORM asks for “foo”, which Qt does not have."),
        (["a warning", "out of  memory\nat last"], "out of memory at last"),
    ],
)
def test_the_reason_is_what_can_be_mended_else_what_qt_said_last(heard: list[str], said: str) -> None:
    assert why(heard) == said


def test_what_the_system_lacks_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "lacking", lambda _libraries: "the system lacks libEGL.so.1.")
    assert why([DEAD]) == "the system lacks libEGL.so.1."


def test_what_qt_says_while_it_begins_is_passed_on(capsys: pytest.CaptureFixture[str]) -> None:
    def begun() -> int:
        qWarning("a font is missing")
        return 7

    assert opened(begun) == 7
    assert capsys.readouterr().err == "a font is missing\n"
