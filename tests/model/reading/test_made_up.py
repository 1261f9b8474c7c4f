"""Texts that are made up: nothing breaks the reader, and no number is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.reading.report import read_report
from tests.calls import calls
from tests.model.reading.holds import check
from tests.model.reading.sentences import PUBLISHED, read
from tests.properties import examples

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


@pytest.mark.parametrize(
    "said",
    [
        "In February the army lost 35,510 soldiers and took 192 sq km. ",
        "In May 2024 Russia lost 100 men and ",
    ],
)
def test_the_work_grows_with_the_length_of_the_text(said: str) -> None:
    """Counted in calls of regular expressions and comparisons, not in seconds; the second never ends."""
    text = said * 40

    def steps(of: str) -> int:
        return calls(lambda: read_report(of, PUBLISHED, "en"))

    steps(said)
    assert steps(text * 4) < 5 * steps(text)


def test_a_rate_whose_days_have_no_beginning_is_asked_about() -> None:
    check(
        "By the end of June 1916 the French had suffered 200,000 of them, an average of 1,248 casualties a day."
    )


def test_a_headline_that_its_text_says_again_is_no_repeat_of_itself() -> None:
    text = (
        "Russians took 564 sq km in July 2024\n\n"
        "Russian troops took 564 sq km, which is 1.4 percent more than in June (556 sq km)."
    )
    check(text)
    assert read(text)[0].ticked


def test_a_length_beyond_the_calendar_is_no_length() -> None:
    check("За 6042025 годов в мае 2025 года российская армия потеряла 35 240 человек.", "ru")


def test_what_came_since_yesterday_has_no_bounds_of_the_total() -> None:
    text = (
        "Between 24 February 2022 and 4 March 2025 Russia lost between 987,000 and 990,800 (+1,120) soldiers."
    )
    check(text, "en")
    since = read(text)[-1]
    assert (since.value, since.low, since.high) == (1120, None, None)
