"""How a bundled Salient begins: as the program, or as the child of it that reads what a stranger made."""

from __future__ import annotations

import sys
from importlib import import_module

CHILD = "--read-apart"  # as model.imports.child calls itself where there is no Python to call
READERS = "model.imports."


def start() -> int:
    """Run the command line, or a reader alone, and return the exit code."""
    if sys.argv[1:2] == [CHILD] and sys.argv[2:3] and sys.argv[2].startswith(READERS):
        del sys.argv[1]
        ended: int | None = import_module(sys.argv.pop(1)).main()
        return ended or 0
    code: int = import_module("main").main()
    return code


if __name__ == "__main__":
    sys.exit(start())
