"""Texts that are made up: what is written is read back, nothing breaks it, and no number is invented."""

from __future__ import annotations

import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from model.reading.proposal import ProposedKind
from model.reading.report import read_report
from model.text.figure_words import Qualifier
from tests.model.reading.sentences import FEBRUARY, PUBLISHED, only, read
from tests.properties import examples

NUMBERS = st.one_of(st.integers(1_000, 2_000_000), st.integers(1, 999).map(lambda n: n * 1000))
NOTATIONS = {"en": ",", "uk": "\u00a0", "de": ".", "ru": "\u202f"}
BEFORE = {
    "en": [
        ("", Qualifier.EXACT),
        ("about", Qualifier.ABOUT),
        ("nearly", Qualifier.ABOUT),
        ("more than", Qualifier.OVER),
        ("in excess of", Qualifier.OVER),
        ("at least", Qualifier.AT_LEAST),
        ("no fewer than", Qualifier.AT_LEAST),
        ("fewer than", Qualifier.UNDER),
        ("up to", Qualifier.UP_TO),
        ("as many as", Qualifier.UP_TO),
    ],
    "uk": [
        ("", Qualifier.EXACT),
        ("близько", Qualifier.ABOUT),
        ("майже", Qualifier.ABOUT),
        ("понад", Qualifier.OVER),
        ("щонайменше", Qualifier.AT_LEAST),
        ("менше ніж", Qualifier.UNDER),
        ("не більше", Qualifier.UP_TO),
    ],
    "de": [
        ("", Qualifier.EXACT),
        ("rund", Qualifier.ABOUT),
        ("knapp", Qualifier.ABOUT),
        ("mehr als", Qualifier.OVER),
        ("mindestens", Qualifier.AT_LEAST),
        ("weniger als", Qualifier.UNDER),
        ("höchstens", Qualifier.UP_TO),
    ],
    "ru": [
        ("", Qualifier.EXACT),
        ("около", Qualifier.ABOUT),
        ("более", Qualifier.OVER),
        ("не менее", Qualifier.AT_LEAST),
        ("менее", Qualifier.UNDER),
        ("не более", Qualifier.UP_TO),
    ],
}
SENTENCES = {
    "en": "In February the Russian army lost {} soldiers.",
    "uk": "У лютому російська армія втратила {} військових.",
    "de": "Im Februar verlor die russische Armee {} Soldaten.",
    "ru": "В феврале российская армия потеряла {} военных.",
}


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str, int, Qualifier]:
    """A sentence, its language, and the number and qualifier that were written into it."""
    language = draw(st.sampled_from(sorted(SENTENCES)))
    number = draw(NUMBERS)
    said, qualifier = draw(st.sampled_from(BEFORE[language]))
    digits = f"{number:,}".replace(",", NOTATIONS[language])
    return SENTENCES[language].format(f"{said} {digits}".strip()), language, number, qualifier


@given(written())
def test_what_is_written_is_read_back(case: tuple[str, str, int, Qualifier]) -> None:
    text, language, number, qualifier = case
    found = only(text, language)
    assert (found.value, found.qualifier, found.kind) == (number, qualifier, ProposedKind.LOSSES)
    assert (found.first, found.last) == FEBRUARY
    assert text[found.start : found.end].endswith(f"{number:,}".replace(",", NOTATIONS[language]))


ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from(" \n.,;:()–-|%/'’0123456789"),
        st.sampled_from("абвгїє кмтис abcdefghkmsq KMФЯ²€$🟥\u00a0\u202f\u202e"),
        st.characters(codec="utf-8"),
    ),
    max_size=150,
)
STATED = (
    "\nRussia lost 35,510 soldiers in February 2025. ",
    " зайняли 192 км² ",
    " 1.200 Soldaten verloren ",
)


@settings(max_examples=examples(200))
@given(
    st.tuples(ANY_TEXT, st.sampled_from(STATED), ANY_TEXT).map("".join) | ANY_TEXT,
    st.sampled_from(["en", "uk", "de", "ru", ""]),
)
def test_no_text_breaks_it_and_every_proposal_stands_in_the_text(text: str, language: str) -> None:
    report = read_report(text, PUBLISHED, language)
    last = 0
    for proposal in report.proposals:
        assert 0 <= proposal.start < proposal.end <= len(text)
        assert proposal.start >= last
        last = proposal.start
        assert (proposal.kind is None) == (proposal.why_not is not None)
        assert not proposal.ticked or (proposal.last is not None and not proposal.question)


WORDS = [
    "In",
    "February",
    "2025",
    "Russia",
    "lost",
    "35,510",
    "soldiers",
    "gained",
    "192",
    "sq km",
    "a day",
    "about",
    "and",
    "between",
    "than",
    "per",
    "the 47th Brigade",
    "%",
    "(",
    ")",
    "\n",
    ".",
    ";",
    "since",
    "January",
    "1.2 million",
    "to",
]


WRITTEN = {192, 35510, 1.2e6, 2025, 47} | {1.92, 355.1, 12_000, 20.25, 0.47}  # alone, and as a share


@given(st.lists(st.sampled_from(WORDS), min_size=20, max_size=40))
def test_whatever_the_order_of_the_words_no_number_is_made_up(words: list[str]) -> None:
    for proposal in read(" ".join(words)):
        for value in (proposal.value, proposal.low, proposal.high):
            assert value is None or abs(value) in WRITTEN


def test_the_work_grows_with_the_length_of_the_text() -> None:
    """Counted in calls of regular expressions and comparisons, not in seconds."""
    text = "In February the army lost 35,510 soldiers and took 192 sq km. " * 40

    def steps(of: str) -> int:
        count = 0

        def tick(_frame: object, event: str, _arg: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(tick)
        try:
            read_report(of, PUBLISHED, "en")
        finally:
            sys.setprofile(None)
        return count

    steps(text)
    assert steps(text * 4) < 5 * steps(text)
