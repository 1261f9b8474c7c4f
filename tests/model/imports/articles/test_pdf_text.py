"""The text layer of a PDF: order of reading, joined lines, and no number glued or torn."""

from __future__ import annotations

import pytest

from model.imports.articles.pdf_text import PrintedText
from model.imports.child_side import OddFile
from tests.model.imports.articles.made import pdf, put

LEFT = ("In November the losses rose,", "as the ministry said, to 45,690", "men, more than ever before.")
RIGHT = ("The ground that was gained is", "put at 839 square kilometers", "by those who draw the maps.")


def lines(texts: tuple[str, ...], x: float, y: float, size: float = 11) -> str:
    return "".join(put(text, x, y - 13 * number, size) for number, text in enumerate(texts))


def test_lines_of_a_paragraph_are_joined_and_a_wide_gap_begins_another() -> None:
    page = put("Losses", 60, 780, 18) + lines(LEFT, 60, 740) + lines(("A new one.",), 60, 680)
    assert PrintedText(pdf(page)).text == f"Losses\n\n{' '.join(LEFT)}\n\nA new one."


def test_a_line_that_ends_early_ends_its_paragraph_where_another_begins() -> None:
    page = lines(
        ("Dec. 5, 2024", "Three months, more than 125,000 men: what it cost", "and what came", "of it"),
        60,
        740,
    )
    assert PrintedText(pdf(page)).text == (
        "Dec. 5, 2024\n\nThree months, more than 125,000 men: what it cost and what came of it"
    )


def test_columns_are_read_one_after_the_other_whatever_was_drawn_first() -> None:
    page = (
        lines(RIGHT, 320, 700) + lines(LEFT, 60, 700) + put("Above both columns stands a line", 60, 750, 16)
    )
    assert PrintedText(pdf(page)).text == (
        f"Above both columns stands a line\n\n{' '.join(LEFT)}\n\n{' '.join(RIGHT)}"
    )


def test_a_paragraph_goes_on_over_a_column_and_over_a_page_past_its_footnotes() -> None:
    first = lines(("In November the losses rose to", "some 45,690 men, of whom many"), 60, 700)
    notes = put("1", 60, 104, 6) + put("The ministry, 3 December.", 64, 100, 8)
    second = lines(("were never found. So it was.", "Nobody knows more of it."), 60, 780)
    assert PrintedText(pdf(first + notes, second)).text == (
        "In November the losses rose to some 45,690 men, of whom many were never found. So it was."
        " Nobody knows more of it.\n\n¹The ministry, 3 December."
    )


def test_heads_and_numbers_of_pages_are_no_text() -> None:
    pages = [
        put("Report of 2024", 60, 820, 8)
        + put(f"Words of page {'abc'[n]}.", 60, 600)
        + put(str(n + 7), 300, 20, 8)
        for n in range(3)
    ]
    assert PrintedText(pdf(*pages)).text == "Words of page a.\n\nWords of page b.\n\nWords of page c."


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("and so many casual-", "ties came of it.", "and so many casualties came of it."),
        ("the end of mid-", "November.", "the end of mid-November."),
        ("they lost twenty-", "five men.", "they lost twenty-five men."),
        ("recruiting 25,000-", "30,000 men.", "recruiting 25,000-30,000 men."),
        ("Russia lost 45,", "690 men.", "Russia lost 45,\n690 men."),
        ("Russia lost 45", "690 men.", "Russia lost 45\n690 men."),
        ("Russia lost 1,045", ",690 men.", "Russia lost 1,045\n,690 men."),
        ("In May 2022,", "690 men fell.", "In May 2022, 690 men fell."),
        ("a ratio of 45", "6901 men.", "a ratio of 45 6901 men."),
    ],
)
def test_a_line_break_in_a_word_is_mended_and_one_in_a_number_is_kept(
    first: str, second: str, said: str
) -> None:
    assert PrintedText(pdf(lines((first, second), 60, 700))).text == said


def test_raised_digits_are_never_digits_of_the_number_before() -> None:
    page = (
        put("45,690", 60, 700, 12)
        + put("5", 96.7, 705, 7)
        + put(" men, 839 km", 102, 700, 12)
        + put("2", 174, 705, 7)
    )
    assert PrintedText(pdf(page)).text == "45,690⁵ men, 839 km²"


def test_a_table_is_rows_and_a_cell_without_anything_a_dash() -> None:
    rows = (("Month", "Losses", "Ground"), ("May", "38,130", "449"), ("June", "", "556"))
    page = "".join(
        put(cell, 60 + 90 * c, 700 - 14 * r)
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        if cell
    )
    assert PrintedText(pdf(page)).text == "Month\tLosses\tGround\nMay\t38,130\t449\nJune\t–\t556"


def test_numbers_of_cells_that_nearly_touch_are_two() -> None:
    page = put("38 130", 60, 700, 10) + put("466", 60 + 33.4 + 5, 700, 10)
    assert PrintedText(pdf(page)).text == "38 130\t466"


@pytest.mark.parametrize(
    "hidden",
    [
        put("Lost: 99,999", 60, 600, extra="3 Tr"),
        put("Lost: 99,999", 60, 600, extra="1 1 1 rg"),
        put("Lost: 99,999", 700, 600),
        put("Lost: 99,999", 60, -30),
    ],
)
def test_text_that_nobody_sees_is_left_out_and_told(hidden: str) -> None:
    printed = PrintedText(pdf(put("Seen", 60, 700) + hidden))
    assert printed.text == "Seen"
    assert printed.left_out == ["Lost: 99,999"]


def test_white_letters_on_a_dark_ground_are_seen() -> None:
    assert (
        PrintedText(pdf("0 0 0.5 rg 50 590 200 40 re f " + put("Lost", 60, 600, extra="1 1 1 rg"))).text
        == "Lost"
    )


def test_turned_text_stands_by_itself() -> None:
    page = put("Draft 2024", 30, 300, 20, turn="0 1 -1 0") + put("Seen.", 60, 700)
    assert PrintedText(pdf(page)).text == "Seen.\n\nDraft 2024"


PICTURE = "q 500 0 0 700 40 60 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xa0 EI Q\n"


def test_pages_that_are_pictures_have_no_text_layer() -> None:
    with pytest.raises(OddFile) as refused:
        PrintedText(pdf(PICTURE))
    assert refused.value.answer == {"refused": "pictures"}
    printed = PrintedText(pdf(put("Seen", 60, 700), PICTURE))
    assert (printed.text, printed.noticed) == ("Seen", [["pictures", {"pages": "2", "count": 1}]])


def test_text_that_was_recognised_in_a_picture_is_read_and_told() -> None:
    printed = PrintedText(pdf(PICTURE + put("Lost: 45,690", 60, 600, extra="3 Tr")))
    assert printed.text == "Lost: 45,690"
    assert printed.noticed == [["recognised", {"pages": "1", "count": 1}]]


def test_a_password_is_asked_of_the_file_not_of_the_person() -> None:
    lock = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ("
        + "x" * 32
        + ") /U ("
        + "y" * 32
        + ") >> /ID [(a) (a)]"
    )
    with pytest.raises(OddFile) as refused:
        PrintedText(pdf(put("Seen", 60, 700), trailer=lock))
    assert refused.value.answer == {"refused": "password"}
