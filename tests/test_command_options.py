"""Whatever options a command is given, with whatever file: it answers, and never ends in a fault."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import main
from model.files import sample, save_project
from tests.program import run

_FILES = {
    "days.csv": "date,side,losses,gains,recruits\n2024-09-01,ru,10,1.5,300\n2024-09-02,ua,~20,-1,\n,ru,x,,\n",
    "totals.csv": "день;усього;low;high\n01.09.2024;1.000;900;1.100\n08.09.2024;1.005;905;\n",
    "table.csv": 'period,losses,km²\nSep 2024,"38,130",468\nOct 2024,41980*,0.00001\n',
    "of.csv": "name,strength,unit,killed share\nru,100000,people,20 %\nua,200,km,0.3\n",
    "head.csv": "date,losses\n",
    "empty.csv": "",
    "rows.json": '{"rows": [{"date": "2024-09-01", "losses": 5}], "other": [1, 2]}',
    "broken.json": '{"format": 3, "periods": [{}]}',
    "text.txt": "Russian forces lost over 125,000 in September–November 2024 for 2,356 km², 53 per km².\n",
}
_WORDS = (
    *("date", "side", "losses", "gains", "period", "strength", "killed share", "день", "low"),
    *("nope", "", "-", ";", "2024-12-01", "9 Sep 2024", "September 2024", "uk", "km2", "unix"),
    *(
        "losses=losses",
        "gains=",
        "side=ru",
        "nope=1",
        "=",
        "2024-09-01..2024-09-30",
        "2024-09-30..2024-09-01",
    ),
    *("ru", "zz", "1", "2,3", "99", "0.5", "-1", "1e9", "nan", "utf-16", "cp1251", "dmy", "%d/%m/%Y", "unix"),
    *(
        "",
        "-",
        ";",
        "2024-12-01",
        "9 Sep 2024",
        "uk",
        "km2",
        "losses-gains,cost",
        "balance",
        "September 2024",
    ),
)
_OF = {"report": "*.json", "check": "*.json", "plot": "*.json", "import": "*", "read": "*"}
_NOT_TRIED = (
    "help",
    "look",
    "output",
    "connection",
    "table",
)  # or asks a network


def _options(command: str) -> Sequence[argparse.Action]:
    commands = next(each for each in main.command_parser()._actions if each.dest == "command")
    assert isinstance(commands.choices, dict)
    actions: Sequence[argparse.Action] = commands.choices[command]._actions
    return [each for each in actions if each.option_strings and each.dest not in _NOT_TRIED]


def _said(action: argparse.Action) -> st.SearchStrategy[Sequence[str]]:
    """Draw an option with what it may be given, which need not fit what else is said."""
    flag = st.just(action.option_strings[-1:])
    if action.nargs == 0:
        return flag
    values = st.sampled_from(list(map(str, action.choices or _WORDS)))
    return st.tuples(flag, values).map(lambda said: [f"{said[0][0]}={said[1]}"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("files")
    for name, content in _FILES.items():
        (made / name).write_text(content, "utf-8")
    save_project(sample("autumn-2024"), made / "sample.json")
    return made


@pytest.mark.parametrize("command", _OF)
@given(data=st.data())
def test_no_options_end_in_a_fault_of_the_program(folder: Path, command: str, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(path.name for path in folder.glob(_OF[command]))))
    chosen = data.draw(st.lists(st.sampled_from(_options(command)), max_size=9, unique_by=id))
    said = [part for action in chosen for part in data.draw(_said(action))]
    whole = {
        "import": ["--look"],
        "plot": ["--chart=losses-gains", f"--output={folder / 'chart.png'}"],
        "report": [f"--output={folder / 'report'}"],
    }.get(command, [])
    ran = run(command, folder / file, *whole, *said)
    assert ran.code in (0, 1, 2, 3), (ran.code, ran.err)
    assert "fault of the program" not in ran.err, ran.err
