"""How an installed Salient begins: `salient`, or `python -m salient`.

It is a program and no library: its folders are named as in a checkout, and are found because this one comes
first where Python looks. Beside other packages nothing is named `gui`, `model` or `main`.
"""

from __future__ import annotations

import sys
from pathlib import Path


def start() -> int:
    """Run the command line, and return its exit code."""
    sys.path.insert(0, str(Path(__file__).parent))
    import main  # noqa: PLC0415 - found only now

    return main.main()


if __name__ == "__main__":
    sys.exit(start())
