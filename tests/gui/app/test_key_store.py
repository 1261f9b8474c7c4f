"""Passwords of connections: in the key store of the system, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from gui.app.key_store import keep_password, with_password
from model.imports.events.source import source_of
from model.text.errors import Unreadable
from tests.program import run

keyring = pytest.importorskip("keyring")

PLACE = "postgresql://reader@127.0.0.1:1/events"


@pytest.fixture
def kept() -> Iterator[dict[tuple[str, str], str]]:
    """What a key store of our own holds, which is the system's for as long."""
    held: dict[tuple[str, str], str] = {}

    class Store(keyring.backend.KeyringBackend):  # type: ignore[misc,name-defined] # it has no types
        priority = 1

        def get_password(self, service: str, username: str) -> str | None:
            return held.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            held[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            del held[service, username]

    with mock.patch.object(keyring.core, "_keyring_backend", Store()):
        yield held


def test_a_password_goes_into_the_key_store_and_nowhere_else(
    kept: dict[tuple[str, str], str], tmp_path: Path
) -> None:
    added = run("connections", "--add", "warehouse", PLACE, "--password", stdin=b"s3cret word\n")
    assert (added.code, added.err) == (0, "")
    assert kept == {("Salient", "warehouse"): "s3cret word"}
    assert with_password(source_of(PLACE, "warehouse")).password == kept["Salient", "warehouse"]
    assert (
        with_password(source_of(f"parquet:{tmp_path}", "warehouse")).password == ""
    )  # a folder asks for none
    assert run("connections").out == f"warehouse: {PLACE}\n"
    tried = run("import", "connection:warehouse", "--look")
    assert tried.code == 2
    assert "PostgreSQL says: " in tried.faults[0]
    assert "s3cret" not in tried.err + tried.out
    assert run("connections", "--remove", "warehouse").code == 0
    assert kept == {}


def test_where_there_is_no_key_store_it_is_said_and_the_rest_works() -> None:
    none = keyring.backends.fail.Keyring()
    with mock.patch.object(keyring.core, "_keyring_backend", none):
        refused = run("connections", "--add", "warehouse", PLACE, "--password", stdin=b"s3cret word\n")
        assert refused.code == 2
        assert (
            "this system has no key store that can be used (NoKeyringError); leave it out"
            in refused.faults[0]
        )
        assert run("connections").out == ""
        assert run("connections", "--add", "warehouse", PLACE).code == 0
        assert with_password(source_of(PLACE, "warehouse")).password == ""
        assert run("connections", "--remove", "warehouse").code == 0


def test_a_key_store_that_is_locked_keeps_nothing() -> None:
    locked = mock.Mock(**{"set_password.side_effect": OSError("no")})
    with mock.patch.dict("sys.modules", keyring=locked), pytest.raises(Unreadable, match="OSError"):
        keep_password("warehouse", "s3cret word")
