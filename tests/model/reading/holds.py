"""What holds of every text that is read, whatever it is."""

from __future__ import annotations

from datetime import date

from model.edits.proposals import About, add_proposals
from model.files import read_project, write_project
from model.project import Project
from model.reading.proposal import complete
from model.reading.report import read_report

PUBLISHED = date(2025, 3, 4)


def check(text: str, language: str = "", published: date | None = PUBLISHED) -> None:
    """Read a text and hold what comes of it to what always holds; a failed assertion says what does not."""
    report = read_report(text, published, language)
    last = 0
    for place, proposal in enumerate(report.proposals):
        assert 0 <= proposal.start < proposal.end <= len(text)
        assert proposal.start >= last
        last = proposal.start
        assert (proposal.kind is None) == (proposal.why_not is not None)
        assert not proposal.ticked or (complete(proposal) and not proposal.question)
        assert proposal.first is None or proposal.last is None or proposal.first <= proposal.last
        assert proposal.same_as is None or (proposal.same_as != place and proposal.kind is not None)
    every = [p for p in report.proposals if complete(p) and p.same_as is None]
    project = add_proposals(Project(), every, About(published)).project
    assert read_project(write_project(project), "added") == project
