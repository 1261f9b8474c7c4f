"""`main.py read`: what a text says, number by number, or a project with what is certain of it added."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date
from textwrap import shorten

from gui.command_line.standard_output import STANDARD, write_bytes, write_text
from model.edits.proposals import About, Added, add_proposals
from model.files import open_project, read_file, read_standard_input, write_file, write_project
from model.imports.articles.article import Article, open_article
from model.project import Project
from model.reading.proposal import WHY_NOT, Proposal, Report, complete
from model.reading.report import read_report
from model.text.errors import FileError, SalientError
from model.text.read_days import read_date
from model.text.words import words

DONE, UNUSABLE = 0, 2
Say = Callable[[str], None]


def run(args: argparse.Namespace, say: Say) -> int:
    """Do what the options ask and return the exit code: 0 done, 2 the command or the file cannot be used."""
    try:
        return _run(args, say)
    except FileError as error:
        for fault in error.faults:
            say(f"{error.file}: {fault}")
    except SalientError as error:
        say(f"{args.text}: {error}")
    return UNUSABLE


def _run(args: argparse.Namespace, say: Say) -> int:
    if not args.output and (args.into or args.all):
        say(str(words("--into and --all add to a project: say with -o where to write it")))
        return UNUSABLE
    article = _article(args.text)
    for noticed in article.noticed:
        say(f"{args.text}: {noticed}")
    published = read_date(args.published) if args.published else article.published
    language = args.language or article.language
    report = read_report(article.text, published, language, args.source or article.publisher)
    if not args.output:
        _print(report, args.format)
        return DONE
    project = open_project(args.into) if args.into else Project(title=article.title or _title(report))
    wanted = [p for p in report.proposals if p.ticked or (args.all and p.same_as is None and complete(p))]
    added = add_proposals(project, wanted, About(report.published, args.link or article.link))
    data = write_project(added.project, args.output)
    if args.output == STANDARD:
        write_bytes(data)
    else:
        write_file(args.output, data)
    _tell(report, added, say)
    return DONE


def _article(name: str) -> Article:
    """Return the text of a file or of standard input, and what it says of itself."""
    if name == STANDARD:
        return open_article(read_standard_input(str(words("standard input"))))
    return open_article(read_file(name), name)


def _title(report: Report) -> str:
    """Return the first line; of a paragraph, as a text without a headline has it, how it begins."""
    return shorten(
        next((line for line in report.text.splitlines() if line.strip()), ""), 120, placeholder="…"
    )


def _print(report: Report, form: str) -> None:
    if form == "json":
        tree = [proposal.tree() for proposal in report.proposals]
        write_bytes(f"{json.dumps(tree, ensure_ascii=False, indent=1)}\n".encode())
        return
    write_text("".join(f"{_line(report.text, proposal)}\n" for proposal in report.proposals))


def _line(text: str, proposal: Proposal) -> str:
    said = " ".join(text[proposal.start : proposal.end].split())
    if proposal.kind is None:
        why = "" if proposal.why_not is None else str(words(WHY_NOT[proposal.why_not]))
        return f"-   {said}: {words('not taken: {why}', why=why)}"
    mark = "[x]" if proposal.ticked else "[ ]"
    days = _days(proposal.first, proposal.last)
    kind = proposal.kind.value if not proposal.measure else f"{proposal.kind.value} {proposal.measure}"
    parts = (kind, proposal.unit, days, proposal.side, proposal.source)
    question = f" – {words(proposal.question)}" if proposal.question else ""
    return f"{mark} {said}: {', '.join(part for part in parts if part)}{question}"


def _days(first: date | None, last: date | None) -> str:
    if last is None:
        return ""
    return last.isoformat() if first in (None, last) else f"{first}..{last}"


def _tell(report: Report, added: Added, say: Say) -> None:
    figures = words("{count} figure|{count} figures", count=added.figures)
    claims = words("{count} claim|{count} claims", count=added.claims)
    say(str(words("added: {figures}, {claims}", figures=figures, claims=claims)))
    for left in added.left_out:
        said = " ".join(report.text[left.proposal.start : left.proposal.end].split())
        say(str(words("{said}: left out, {reason}", said=said, reason=left.reason)))
    open_ones = [p for p in report.proposals if p.question and p.same_as is None]
    for proposal in open_ones:
        said = " ".join(report.text[proposal.start : proposal.end].split())
        say(f"{said}: {words(proposal.question)}")
