"""A page as text: the numbers as they are seen, in the order in which they are seen."""

from __future__ import annotations

import pytest

from model.imports.articles.html_text import PageText
from model.imports.child_side import OddFile


def text_of(body: str) -> str:
    return PageText(f"<html><body>{body}</body></html>").text


def test_paragraphs_headings_and_lists_stand_in_lines_of_their_own() -> None:
    assert text_of(
        "<h1>Losses\n in  May</h1><p>One <b>two</b>.<p>Three<ul><li>a<li><p>b</ul><ol><li>c<li>d</ol>"
    ) == ("Losses in May\n\nOne two.\n\nThree\n\n• a\n• b\n1. c\n2. d")


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("45,690<sup>5</sup> men", "45,690⁵ men"),
        ("45,690<sup><a href=x>[12]</a></sup> men", "45,690¹² men"),
        ("45,690<sup>1, 3</sup>", "45,690¹ ³"),
        ("839 km<sup>2</sup>", "839 km²"),
        ("CO<sub>2</sub>, 45<sub>1</sub>", "CO₂, 45₁"),
        ("the 3<sup>rd</sup> month", "the 3rd month"),
    ],
)
def test_raised_digits_are_never_digits_of_the_number_before(markup: str, said: str) -> None:
    assert text_of(f"<p>{markup}</p>") == said


def test_what_holds_a_number_together_stays_and_a_soft_hyphen_goes() -> None:
    assert (
        text_of("<p>45&nbsp;690 casual&shy;ties, 45&#8239;690</p>") == "45\u00a0690 casualties, 45\u202f690"
    )


def test_a_table_is_rows_with_each_number_under_its_own_head() -> None:
    rows = (
        "<tr><th rowspan=2>Month<th colspan=2>Russia</tr><tr><th>Losses<th>km²</tr>"
        "<tr><td>May<td><td>449</tr><tr><td rowspan=2>June<td>31,<br>2<td rowspan=2>556</tr><tr><td>7</tr>"
    )
    assert text_of(f"<p>Before</p><table><caption>By month</caption>{rows}</table><p>After") == (
        "Before\n\nBy month\n\nMonth\tRussia\tRussia\nMonth\tLosses\tkm²\nMay\t–\t449\nJune\t31, 2\t556\nJune\t7\t–"
        "\n\nAfter"
    )


def test_a_table_that_only_lays_out_is_read_as_text() -> None:
    inner = "<table><tr><td>a<td>1</tr></table>"
    assert text_of(f"<table><tr><td><p>One</p>{inner}<td>Two</tr></table>") == "One\n\na\t1\n\nTwo"


def test_menus_scripts_and_the_feet_of_pages_are_not_of_the_article() -> None:
    page = (
        "<nav>1</nav><header>2</header><main><p>Seen 3, and more of it.</p><script>4</script><aside>5</aside></main>"
        "<footer>6</footer>"
    )
    assert text_of(page) == "Seen 3, and more of it.\n\n5"


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>99</p>",
        "<p style='display: none'>99</p>",
        "<p style='color:#fff'>99</p>",
        "<p style='position:absolute;left:-9999px'>99</p>",
        "<span style='font-size:0'>99</span>",
        "<del>99</del>",
        "<style>.no, #x { display:none }</style><p class='a no'>99</p>",
        "<style>.no, #x { display:none }</style><p id=x>99</p>",
    ],
)
def test_what_nobody_sees_is_left_out_and_told(hidden: str) -> None:
    page = PageText(f"<body><p>Seen</p>{hidden}<p>too</p></body>")
    assert page.text == "Seen\n\ntoo"
    assert page.left_out == ["99"]


def test_white_letters_on_a_ground_of_their_own_are_seen() -> None:
    assert text_of("<p style='color:white; background:#123'>99</p>") == "99"


def test_a_page_says_what_it_is() -> None:
    page = PageText(
        "<html lang='uk-UA'><head><title>No</title><meta property='og:title' content='Втрати'>"
        "<meta property='og:site_name' content='Post'><link rel=canonical href='https://post.example/1'>"
        '<script type="application/ld+json">{"datePublished": "2024-12-05T10:00:00Z"}</script></head></html>'
    )
    assert page.about() == {
        "title": "Втрати",
        "publisher": "Post",
        "link": "https://post.example/1",
        "published": "2024-12-05T10:00:00Z",
        "language": "uk",
    }


def test_a_page_nested_without_end_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(OddFile, match="said"):
        PageText("<div>" * 100_000)
