"""A home for a process of the tests, so that none reads or writes the settings of whoever runs them."""

from __future__ import annotations

import os
from pathlib import Path


def give_home(home: Path) -> None:
    """Let `home`, which is made where it is missing, be where this process keeps what is a person's."""
    home.mkdir(exist_ok=True)
    os.environ["HOME"] = os.environ["USERPROFILE"] = str(home)
    for variable, folder in {
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
        "APPDATA": "data",
        "LOCALAPPDATA": "data",
    }.items():
        (home / folder).mkdir(exist_ok=True)
        os.environ[variable] = str(home / folder)
