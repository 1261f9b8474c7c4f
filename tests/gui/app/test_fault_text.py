"""What is logged of a fault quotes nothing of a project and says all of the program."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.app.fault_text import PlainFormatter, fault_text, plain_paths, without_quotes
from model.files import sample

TYPED = "«Осінь» утратив 45,690 near Kursk"


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:  # noqa: BLE001 - any exception is looked at
        return caught


def record(error: Exception | None, message: str = "in %s", *args: object, name: str = "salient") -> str:
    info = None if error is None else (type(error), error, error.__traceback__)
    return PlainFormatter().format(logging.LogRecord(name, logging.ERROR, "", 1, message, args, info))


def test_what_the_message_of_an_exception_quotes_is_left_out() -> None:
    text = fault_text(raised(ValueError(f"could not convert string to float: '{TYPED}'")))
    assert text.splitlines()[-1] == "ValueError: could not convert string to float: '…'"
    assert "tests/gui/app/test_fault_text.py" in text
    assert "in raised" in text
    assert "raise error" in text


def at_nothing(project: Any) -> object:
    return project.nowhere


BROKEN: list[tuple[Callable[[], object], str]] = [
    (lambda: list(range(1))[2], "IndexError: list index out of range"),
    (lambda: 1 / 0, "ZeroDivisionError: division by zero"),
    (lambda: at_nothing(sample("autumn-2024")), "AttributeError: '…' object has no attribute 'nowhere'"),
    (lambda: dict[str, int]()[TYPED], "KeyError: '…'"),
]


@pytest.mark.parametrize(("broken", "said"), BROKEN)
def test_what_python_and_the_program_say_themselves_is_kept(broken: Callable[[], object], said: str) -> None:
    with pytest.raises((LookupError, ArithmeticError, AttributeError)) as caught:
        broken()
    assert fault_text(caught.value).splitlines()[-1] == said


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.integers(10, 2**60))
def test_no_number_and_no_word_of_any_text_reaches_the_log(text: str, figure: int) -> None:
    line = fault_text(raised(RuntimeError(f"{text} {figure}\n{figure / 7}"))).splitlines()[-1]
    shown = line.removeprefix("RuntimeError")
    assert not any(letter.isdigit() for letter in shown)
    assert not any(ord(letter) > 127 and letter != "…" for letter in shown)
    assert str(figure) not in line


def fail_twice() -> None:
    try:
        int(TYPED)
    except ValueError as error:
        raise KeyError(TYPED) from error


def test_the_cause_of_an_exception_is_told_before_it_and_as_plainly() -> None:
    with pytest.raises(KeyError) as caught:
        fail_twice()
    trace = caught.value.__traceback__
    assert trace is not None
    text = fault_text(caught.value.with_traceback(trace.tb_next))
    assert text.index("ValueError") < text.index("KeyError")
    assert "Kursk" not in text
    assert "45,690" not in text


def test_files_are_named_without_the_folders_of_whoever_runs_it() -> None:
    at_home = plain_paths(f'  File "{Path.home()}/projects/Kursk.py", line 3 in f')
    assert at_home == '  File "Kursk.py", line 3 in f'
    ours = Path(__file__).parents[3] / "gui" / "app" / "guard.py"
    assert plain_paths(f'  File "{ours}", line 3 in f') == '  File "gui/app/guard.py", line 3 in f'
    assert str(sys.prefix) not in plain_paths(f'File "{logging.__file__}", line 3')


def test_a_message_of_qt_keeps_its_words_and_loses_what_it_quotes() -> None:
    said = without_quotes('QTextBrowser: No document for file:///x/Kursk.png ("Осінь" 45,690)')
    for secret in ("/x", "Kursk", "Осінь", "45"):
        assert secret not in said
    assert said.startswith("QTextBrowser: No document for ")


@pytest.mark.parametrize(
    "message",
    [
        "QFSFileEngine::open: No such file or directory /data/anna/{}.csv",
        "QFileSystemWatcher: failed to add paths: /data/anna/{}.json",
        "Could not open {}.json for reading",
        "{}.json: cannot be read",
        r"QIODevice::read: C:\Users\anna\{}.txt is not open",
        "QSvg: {}",
        "{}",
    ],
)
@pytest.mark.parametrize(
    "name",
    ["Our secret Kursk list", "Kursk::secret", "our–secret–Kursk", "QSecretKursk of ours", "таємно Kursk"],
)
def test_no_part_of_a_name_with_spaces_is_kept_of_a_message_of_qt(message: str, name: str) -> None:
    said = without_quotes(message.replace("{}", name)).casefold()
    for secret in ("kursk", "secret", "anna", "users", "ours", "list", "таємно"):
        assert secret not in said


@pytest.mark.parametrize(
    "message",
    [
        "QObject::startTimer: Timers cannot be started from another thread",
        "QWidget::repaint: Recursive repaint detected",
        "This plugin does not support propagateSizeHints()",
        "libpng warning: iCCP: known incorrect sRGB profile",
    ],
)
def test_what_qt_itself_says_is_kept(message: str) -> None:
    assert without_quotes(message) == message


def test_a_record_says_when_what_and_where_but_leaves_the_shared_traceback_alone() -> None:
    error = raised(ValueError(TYPED))
    text = record(error, "in %s", "gui.tables.grid")
    assert "in gui.tables.grid\nTraceback" in text
    assert "Kursk" not in text
    assert record(None, "%s", "opened").endswith("salient: opened")
    assert "Kursk" not in record(None, "QFile: 'Kursk'", name="salient.qt")
