"""What every test runs under. No Qt here: the tests of the model run where it is not installed."""

from __future__ import annotations

import builtins
import contextlib
import gc
import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from tests.properties import SHORT, held_to_its_assertions, hook_only_properties

# What tests share tells as well what it compared, and counts as an assertion.
pytest.register_assert_rewrite("tests.model", "tests.gui", "tests.journeys", "tests.program")

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as main.py does, for every process of the tests
hook_only_properties()
_import = builtins.__import__
TESTS = Path(__file__).parent
BENCHMARKS = TESTS / "benchmarks"

# Two busy cores make any deadline of a single example a matter of luck.
settings.register_profile(
    "short", max_examples=SHORT, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
# Each push draws the same few, so that no one fails for what another did; each night draws many others.
settings.register_profile("ci", settings.get_profile("short"), max_examples=12, derandomize=True)
settings.register_profile("nightly", settings.get_profile("short"), max_examples=300)
settings.register_profile("long", settings.get_profile("short"), max_examples=2_000)

_home = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    parser.addoption(
        "--long", action="store_true", help="run the full figures of tests that have a short form"
    )
    parser.addoption(
        "--remake", action="store_true", help="keep the pictures of windows as they are drawn now"
    )
    if not pluginmanager.hasplugin("pytest-qt"):
        # Where Qt is missing, pytest-qt is switched off (-p no:pytest-qt); its options then need an owner.
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "an option of pytest-qt, which is switched off")


def pytest_configure(config: pytest.Config) -> None:
    """Give the tests a home of their own, so that no test reads or writes the settings of whoever runs it."""
    home = config.stash[_home] = Path(tempfile.mkdtemp(prefix="salient-tests-"))
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
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Without it each process, of xdist or begun by a test, compiles the program and the tests anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if config.getoption("--hypothesis-profile", None):
        pass  # loaded already, by the plugin of Hypothesis
    elif config.getoption("--long"):
        settings.load_profile("long")
    elif os.environ.get("CI"):
        settings.load_profile("ci")
        # Else what is drawn depends on the numbers that stand in the program, on which modules happen to be
        # imported, and on where the checkout lies. Every other profile draws those numbers, and at random.
        mock.patch.object(providers, "is_local_module_file", return_value=False).start()
    else:
        settings.load_profile("short")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[_home], ignore_errors=True)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the benchmarks out unless they are asked for by name."""
    if collection_path != BENCHMARKS:
        return None
    asked = (Path(argument.split("::")[0]).absolute() for argument in config.invocation_params.args)
    return None if any(BENCHMARKS in (path, *path.parents) for path in asked) else True


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Let each process of xdist begin with another share of the modules: each would prepare all of them.

    What one has prepared (its asserts made to tell what they compared, and compiled) the others read.
    """
    gc.disable()  # nothing of what is imported goes; looking for it was a quarter of the time
    worker: dict[str, int | str] | None = getattr(session.config, "workerinput", None)
    if worker is None or session.config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return
    modules = sorted(path for path in TESTS.rglob("test_*.py") if BENCHMARKS not in path.parents)
    first = len(modules) * int(str(worker["workerid"]).removeprefix("gw")) // int(worker["workercount"])
    for path in modules[first:] + modules[:first]:
        with contextlib.suppress(Exception, pytest.skip.Exception):  # told when it is collected
            importlib.import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name no test by bytes that are packed or many, as newer versions of pytest do on their own.

    The first say when, and each process of xdist packs its own; with the others in the environment, where
    pytest tells which test runs, no process can be begun.
    """
    return argname if isinstance(val, bytes) and (val.startswith(b"PK") or len(val) > 99) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no process is left with it in the end when the others are done."""
    items.sort(key=lambda item: item.get_closest_marker("begun_first") is None)


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not among what was imported and collected: it is none, and it is much."""
    gc.enable()
    gc.freeze()
    gc.set_threshold(20_000)
    # PySide puts a function of its own before each import, and Hypothesis imports thrice in each draw.
    builtins.__import__ = _import


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    with held_to_its_assertions(getattr(item, "obj", None)):
        yield


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the full figures are asked for; the test then also carries the marker `long`."""
    return bool(request.config.getoption("--long"))
