"""Looks for texts that the reader of reports trips over, for as long as one likes, led by what they reach.

    pip install atheris
    python -m tests.fuzz_reading -max_total_time=300 FOLDER

`FOLDER` keeps what reached something new, for the next run; the annotated reports of the tests are the start.
The arguments are those of libFuzzer. A text is read within 10 s and 1 GB, every proposal stands in it, and
what is complete can be added to a project, saved and opened again. A text that breaks this is left as
`crash-…`: it belongs among the tests. Without atheris: `python -m tests.fuzz_reading` alone tries texts that
are put together of pieces of those reports until it is stopped.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from pathlib import Path
from random import Random

from tests.model.reading.holds import check

REPORTS = Path(__file__).parent / "data" / "reports"
LIMITS = ("-timeout=10", "-rss_limit_mb=1000", "-max_len=20000")
LANGUAGES = ("", "en", "uk", "de", "ru")


def pieces() -> list[str]:
    """Return the words, numbers and signs of the annotated reports."""
    texts = [file.read_text("utf-8") for file in sorted(REPORTS.glob("*.txt"))]
    return sorted({piece for text in texts for piece in re.findall(r"\s+|[\w’'-]+|[^\w\s]", text)})


def read(data: bytes) -> None:
    """Read bytes as a text; raises what must not happen."""
    text = data.decode("utf-8", "replace")
    check(text, LANGUAGES[len(text) % len(LANGUAGES)])


def put_together(random: Random, parts: list[str]) -> str:
    """Return a text of pieces of reports, some of them cut."""
    chosen = random.choices(parts, k=random.randint(1, 120))
    return "".join(part[: random.randint(1, len(part))] if random.random() < 0.1 else part for part in chosen)


def try_pieces() -> None:
    """Try texts made of pieces until the process is stopped; the seed of what fails is told."""
    parts, seed = pieces(), 0
    while True:
        text = put_together(Random(seed), parts)
        try:
            check(text, LANGUAGES[seed % len(LANGUAGES)])
        except Exception:
            print(f"seed {seed}: {text!r}")
            raise
        seed += 1


if __name__ == "__main__":
    if importlib.util.find_spec("atheris") is None:
        try_pieces()
    atheris = importlib.import_module("atheris")  # no part of any extra: it is not there for every Python
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    options = [argument for argument in sys.argv[1:] if argument.startswith("-")]
    for folder in folders:
        Path(folder).mkdir(parents=True, exist_ok=True)
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *LIMITS, *options, *folders, str(REPORTS)], read)
    atheris.Fuzz()
