"""Sets up what the program needs before anything else is imported; standard library only.

`ensure` comes first in `main.py` and in `python3 -m tests`. Where the packages of pyproject.toml are missing
it makes `.venv`, fills it with the versions of constraints.txt, looks for the system libraries that Qt loads,
and carries on with the same command in `.venv`. A stamp in `.venv` makes every later start a matter of
milliseconds. Messages go to standard error; a failure is one line and exit code 2.
"""

from __future__ import annotations

import os
import sys
from os.path import abspath, dirname, exists, isdir, join, realpath  # pathlib takes 15 ms of a start

if sys.version_info < (3, 11):  # noqa: UP036 - whoever reads this line runs an older one
    sys.exit("Salient needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info[:2]))

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

ROOT = dirname(abspath(__file__))
VENV = join(ROOT, ".venv")
VENV_PYTHON = join(VENV, "Scripts", "python.exe") if sys.platform == "win32" else join(VENV, "bin", "python")
STAMP = join(VENV, "salient.stamp")
LOCK = join(ROOT, ".venv.lock")  # outlives a .venv made anew; says UNFINISHED while one is filled
UNFINISHED = b"unfinished"
PROJECT = join(ROOT, "pyproject.toml")
CONSTRAINTS = join(ROOT, "constraints.txt")

# What Qt loads on Linux, and the Debian package it comes in.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class SetupError(Exception):
    """What keeps the program from being set up: one line, what failed and what to do."""


def ensure(extras: tuple[str, ...] = (), window: bool = False) -> None:
    """Return once everything is importable; or carry on in `.venv`, from which this does not return.

    `extras` are names of optional dependencies in pyproject.toml; `window` says that a window is wanted, for
    which Qt needs more libraries than for drawing into files.
    """
    if getattr(sys, "frozen", False) or "UV" in os.environ:
        return  # a bundle carries everything; `uv run` has seen to it, and sets UV
    in_venv = realpath(sys.prefix) == realpath(VENV)
    libraries = {"qt", "x11"} if window and os.environ.get("DISPLAY") else {"qt"}
    if in_venv and _is_filled(extras):
        return
    if sys.prefix != sys.base_prefix or not _seen_to() >= {*extras, *libraries}:
        if _has_right_versions(extras) and not (in_venv and _is_unfinished()):
            return
        try:
            _set_up(extras, libraries)
        except SetupError as fault:
            _leave(f"Salient could not be set up: {fault}", 2)
        except OSError as fault:
            _leave(f"Salient could not be set up: {fault.strerror or fault}: {fault.filename or VENV}", 2)
        except KeyboardInterrupt:
            _leave("Setting up was interrupted; the next start begins it anew.", 130)
    _carry_on()


def _carry_on() -> None:
    """Run the same command, with the same options of the interpreter, in `.venv`."""
    command = [VENV_PYTHON, *sys.orig_argv[1:]]
    if sys.platform == "win32":  # where execv would give the prompt back while the program still runs
        import subprocess

        sys.exit(subprocess.call(command))
    else:
        os.execv(command[0], command)


def _leave(message: str, code: int) -> None:
    _say(message)
    sys.exit(code)


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


# --- what is there already ---


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _made_from() -> bytes:
    """Return what `.venv` depends on; when it changes, `.venv` is brought up to date."""
    version = "Python {}.{}\n".format(*sys.version_info[:2])
    return version.encode() + _read(PROJECT) + _read(CONSTRAINTS)


def _seen_to() -> set[str]:
    """Return the extras and libraries that were seen to since `.venv` depends on what it does now."""
    try:
        seen_to, _, made_from = _read(STAMP).partition(b"\n")
    except OSError:
        return set()
    return set(seen_to.decode().split()) if made_from == _made_from() and exists(VENV_PYTHON) else set()


def _is_filled(extras: tuple[str, ...]) -> bool:
    return _seen_to() >= {"packages", *extras}


def _is_unfinished() -> bool:
    return exists(LOCK) and _read(LOCK) == UNFINISHED


def _requirements(extras: tuple[str, ...]) -> list[str]:
    import tomllib

    project = tomllib.loads(_read(PROJECT).decode())["project"]
    optional = project["optional-dependencies"]
    return [*project["dependencies"], *(line for extra in extras for line in optional[extra])]


def _has_right_versions(extras: tuple[str, ...]) -> bool:
    """Whether the running interpreter has every requirement in a version that pyproject.toml allows.

    Understands the `>=` and `<` used there, on the first three numbers of a version.
    """
    import re

    installed = _installed()

    def numbers(version: str) -> list[int]:
        return [int(part) for part in re.findall(r"\d+", version)[:3]]

    for requirement in _requirements(extras):
        name, least, limit = re.split(r">=|,<", requirement)
        has = installed.get(name.lower())
        if has is None:
            return False
        if not numbers(least) <= numbers(has) < numbers(limit):
            return False
    return True


def _installed() -> dict[str, str]:
    """Return the versions of what is installed for this interpreter, by name.

    They stand in the names of folders, `NAME-VERSION.dist-info`; `importlib.metadata` opens each of them, and
    takes 70 ms of a start for it.
    """
    versions: dict[str, str] = {}
    for folder in sys.path:
        for entry in os.listdir(folder) if isdir(folder) else ():
            name, _, version = entry.removesuffix(".dist-info").partition("-")
            if entry.endswith(".dist-info"):
                versions.setdefault(name.lower().replace("_", "-"), version)
    return versions


# --- setting up ---


def _set_up(extras: tuple[str, ...], libraries: set[str]) -> None:
    with _lock() as lock:
        if not _is_filled(extras):  # asked again: another start may just have done it
            begun_before = lock.read() == UNFINISHED
            _write(lock, UNFINISHED)
            if begun_before or not _is_usable():
                _make_venv()
            _install(extras)
            _stamp({"packages", *extras})
            _write(lock, b"")
        if _see_to_libraries(libraries):
            _stamp(libraries)


def _lock() -> BinaryIO:
    """Return LOCK, opened and ours until it is closed: of two starts at once one sets up, the other waits."""
    import time

    file = open(LOCK, "a+b", buffering=0)
    os.set_inheritable(file.fileno(), True)  # should this process be killed, pip keeps the lock until it ends
    waiting = False
    while not _take(file):
        if not waiting:
            _say("Another start is setting up; waiting for it ...")
        waiting = True
        time.sleep(0.2)
    file.seek(0)
    return file


def _take(file: BinaryIO) -> bool:
    """Lock the file until it is closed, however the process ends; False while another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(1000)  # there a locked byte cannot be read: lock one that nobody reads
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _write(lock: BinaryIO, text: bytes) -> None:
    lock.seek(0)
    lock.truncate()
    lock.write(text)


def _stamp(seen_to: set[str]) -> None:
    text = " ".join(sorted(_seen_to() | seen_to))
    with open(STAMP + ".half", "wb") as half:
        half.write(text.encode() + b"\n" + _made_from())
    os.replace(STAMP + ".half", STAMP)


def _run(*command: str) -> tuple[bool, str]:
    """Run a command without input; return whether it went well, and all that it said."""
    import subprocess

    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "PIP_USER": "0"}
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment,
        close_fds=command[0] == "apt-get",  # which may start what never ends
        check=False,
    )
    return done.returncode == 0, done.stdout


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("ERROR", "Error", "E:"))]
    return (errors or lines or ["no reason given"])[-1]


def _is_usable() -> bool:
    """Whether `.venv` holds a working interpreter of this version, with pip."""
    check = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return exists(VENV_PYTHON) and _run(VENV_PYTHON, "-c", check)[0]


def _make_venv() -> None:
    from importlib import util

    _say(f"Setting up: making {VENV}")
    if util.find_spec("ensurepip") is None:  # a minimal Debian leaves it out
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        if not _apt_install([package]):
            raise SetupError(f"this Python cannot make environments; run: {_apt_line([package])}")
    # From within .venv it is the Python underneath that makes it anew.
    python = getattr(sys, "_base_executable", None) or sys.executable
    well, said = _run(python, "-m", "venv", "--clear", VENV)
    if not well:
        raise SetupError(f"{VENV} could not be made: {_last_line(said)}")


def _install(extras: tuple[str, ...]) -> None:
    _say("Setting up: installing the packages of pyproject.toml into .venv (once; it may take some minutes)")
    options = ("--quiet", "--no-input", "--disable-pip-version-check", "--constraint", CONSTRAINTS)
    well, said = _run(VENV_PYTHON, "-m", "pip", "install", *options, *_requirements(extras))
    if not well:
        raise SetupError(f"pip could not install the packages; is this machine online? ({_last_line(said)})")


def _see_to_libraries(libraries: set[str]) -> bool:
    """Whether the system libraries that Qt loads are there, once what can be installed was installed."""
    if not sys.platform.startswith("linux"):
        return True
    wanted = QT_LIBRARIES | (X11_LIBRARIES if "x11" in libraries else {})
    packages = _missing(wanted)
    if packages and _apt_install(packages):
        packages = _missing(wanted)
    if packages:
        _say(f"Qt may not start without these system libraries; run: {_apt_line(packages)}")
    return not packages


def _missing(libraries: dict[str, str]) -> list[str]:
    """Return the packages of those libraries that cannot be loaded."""
    import ctypes

    packages = []
    for name, package in libraries.items():
        try:
            ctypes.CDLL(name)
        except OSError:
            packages.append(package)
    return packages


def _apt_line(packages: list[str]) -> str:
    return f"sudo apt-get install {' '.join(packages)}"


def _apt_install(packages: list[str]) -> bool:
    """Install Debian packages where that is possible without asking: as root, with apt-get."""
    import shutil

    if sys.platform == "win32" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    _say(f"Setting up: installing system packages: {' '.join(packages)}")
    install = ("apt-get", "install", "--yes", "--no-install-recommends", *packages)
    return _run(*install)[0] or (_run("apt-get", "update")[0] and _run(*install)[0])
