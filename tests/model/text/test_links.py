"""Which links may be opened."""

from __future__ import annotations

import pytest

from model.text.links import web_address


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://understandingwar.org", "understandingwar.org"),
        ("http://example.org:8080/a?b=c#d", "example.org"),
        ("  https://example.org/a  ", "example.org"),
        ("HTTPS://Example.org", "example.org"),
        ("https://example.org/" + "a" * 1980, "example.org"),
    ],
)
def test_links_of_the_web_are_opened(url: str, host: str) -> None:
    address = web_address(url)
    assert address is not None
    assert (address.url, address.host) == (url.strip(), host)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "understandingwar.org",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "smb://host/share",
        "mailto:a@example.org",
        "https://",
        "https:///etc/passwd",
        "https://bank.example@evil.example/",
        "https://example.org/a b",
        "https://example.org/\nb",
        "https://example.org\\@evil.example",
        "https://example.org:99999/",
        "https://[::1",
        "https://example.org/" + "a" * 1981,
        "https://example.org/\u202egpj.exe",
    ],
)
def test_others_are_not(url: str) -> None:
    assert web_address(url) is None


def test_a_host_in_other_letters_is_shown_as_machines_write_it() -> None:
    address = web_address("https://ехample.org/")  # the first two letters are Cyrillic
    assert address is not None
    assert address.host.startswith("xn--")
