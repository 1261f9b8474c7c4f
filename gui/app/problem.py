"""A problem as a person reports it by hand: in plain words, then what who mends the program needs.

Nothing here leaves the computer by itself. Unless the person agrees nothing of the project is in it: see
`gui.app.fault_text`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Problem(Struct, frozen=True):
    """What is known of one: `happened` in plain words, `fault` its traceback without quotes.

    `said` is the message of the fault in full, which may quote the project. `lately` are the last lines of
    the log of the run in which it happened.
    """

    happened: str
    fault: str = ""
    said: str = ""
    lately: Sequence[str] = ()


class Heads(Struct, frozen=True):
    """The heads of the parts of a report, in the language of the person."""

    doing: str
    happened: str
    versions: str
    lately: str
    fault: str
    said: str
    project: str


def report_of(problem: Problem, heads: Heads, versions: str, doing: str = "", project: str = "") -> str:
    """Return the report as text. `project` is the text of its file where the person agreed, else empty."""
    parts = [
        (heads.doing, doing.strip()),
        (heads.happened, problem.happened),
        (heads.versions, versions),
        (heads.lately, "\n".join(problem.lately)),
        (heads.fault, problem.fault),
        (heads.said, problem.said if project else ""),
        (heads.project, project),
    ]
    return "\n\n".join(f"{head}\n{'-' * len(head)}\n{text}" for head, text in parts if text) + "\n"
