"""`python3 -m tests [pytest arguments]`: set up what is missing, then run the tests without a display.

Without arguments everything runs but the benchmarks; those run with `python3 -m tests tests/benchmarks`.
`--long` runs the full figures of the tests that also have a short form.
"""

from __future__ import annotations

import os
import sys

import bootstrap

bootstrap.ensure(extras=("test",), window=False)

import pytest  # noqa: E402 - only now is it sure to be there

if __name__ == "__main__":
    os.chdir(bootstrap.ROOT)
    chosen = any("tests" in argument for argument in sys.argv[1:])
    # A few tests are quicker, and benchmarks truer, in one process; the whole suite takes every core. Handed
    # out two by two, so that the long ones, which come first, are begun side by side.
    everything = ["-n", "auto", "--maxschedchunk", "2"]
    sys.exit(pytest.main(sys.argv[1:] if chosen else [*everything, *sys.argv[1:]]))
