"""Looks for texts that the reader of reports trips over, for as long as one likes, led by what they reach.

    pip install atheris
    python -m tests.fuzz_reading -max_total_time=300 FOLDER

`FOLDER` keeps what reached something new, for the next run; the annotated reports of the tests are the start.
The arguments are those of libFuzzer. A text is read within 10 s and 1 GB, every proposal stands in it, and
what is complete can be added to a project, saved and opened again. A text that breaks this is left as
`crash-…`: it belongs among the tests. Without atheris: `python -m tests.fuzz_reading` alone tries texts that
are put together of pieces of those reports, or are one of them with pieces changed, until it is stopped;
`python -m tests.fuzz_reading SEED` goes on from a seed.
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
_SIGNS = "−-–—()|\t\n\u00a0\u2009\u202f\u202e\u200b⁵½%€$:;/.,"
LANGUAGES = ("", "en", "uk", "de", "ru")


def reports() -> list[str]:
    """Return the annotated reports."""
    return [file.read_text("utf-8") for file in sorted(REPORTS.glob("*.txt"))]


def pieces() -> list[str]:
    """Return the words, numbers and signs of the annotated reports."""
    return sorted({piece for text in reports() for piece in re.findall(r"\s+|[\w’'-]+|[^\w\s]", text)})


def read(data: bytes) -> None:
    """Read bytes as a text; raises what must not happen."""
    text = data.decode("utf-8", "replace")
    check(text, LANGUAGES[len(text) % len(LANGUAGES)])


def put_together(random: Random, parts: list[str]) -> str:
    """Return a text of pieces of reports, some of them cut."""
    chosen = random.choices(parts, k=random.randint(1, 120))
    return "".join(part[: random.randint(1, len(part))] if random.random() < 0.1 else part for part in chosen)


def changed(random: Random, text: str, parts: list[str]) -> str:
    """Return a report with some of its pieces left out, said again, or in place of each other."""
    said = re.findall(r"\s+|[\w’'-]+|[^\w\s]", text)
    for _ in range(random.randint(1, 30)):
        at, length = random.randrange(len(said)), random.randint(0, 6)
        said[at : at + length] = random.choice(
            ([], said[at : at + length] * 2, [random.choice(parts + list(_SIGNS))], [random.choice(said)])
        ) or [" "]
    return "".join(said)


def try_pieces(seed: int) -> None:
    """Try texts until the process is stopped, from a seed on; the seed of what fails is told."""
    parts, texts = pieces(), reports()
    while True:
        random = Random(seed)
        text = changed(random, random.choice(texts), parts) if seed % 2 else put_together(random, parts)
        try:
            check(text, LANGUAGES[seed % len(LANGUAGES)])
        except Exception:
            print(f"seed {seed}: {text!r}")
            raise
        seed += 1


if __name__ == "__main__":
    if importlib.util.find_spec("atheris") is None:
        try_pieces(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    atheris = importlib.import_module("atheris")  # no part of any extra: it is not there for every Python
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    options = [argument for argument in sys.argv[1:] if argument.startswith("-")]
    for folder in folders:
        Path(folder).mkdir(parents=True, exist_ok=True)
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *LIMITS, *options, *folders, str(REPORTS)], read)
    atheris.Fuzz()
