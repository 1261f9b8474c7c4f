"""Sets up what the program needs before anything else is imported; standard library only.

`ensure` comes first in `main.py` and in `python3 -m tests`. Where the packages of pyproject.toml are missing
it makes `.venv`, fills it with what requirements.txt locks (a package whose hash is not there is not
installed, whichever index it comes from), looks for the system libraries that Qt loads, and carries on with
the same command in `.venv`. A stamp in `.venv` makes every later start a matter of milliseconds. Messages go
to standard error; a failure is one line and exit code 2.

No code of anybody else runs meanwhile: every interpreter started here is isolated (`-I`) and works in the
checkout, never in the folder the person happens to be in; and a `.venv` or lock that another user may have
made or may change is refused.
"""

from __future__ import annotations

import os
import sys
from os.path import abspath, dirname, exists, isdir, join, lexists, realpath  # pathlib takes 15 ms of a start

if sys.version_info < (3, 11):  # noqa: UP036 - whoever reads this line runs an older one
    sys.exit("Salient needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info[:2]))

from gui.app import system

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, BinaryIO

ROOT = dirname(abspath(__file__))
VENV = join(ROOT, ".venv")
VENV_PYTHON = join(VENV, "Scripts", "python.exe") if sys.platform == "win32" else join(VENV, "bin", "python")
STAMP = join(VENV, "salient.stamp")
LOCK = join(ROOT, ".venv.lock")  # outlives a .venv made anew; says UNFINISHED while one is filled
UNFINISHED = b"unfinished"
PROJECT = join(ROOT, "pyproject.toml")
LOCKED = {(): join(ROOT, "requirements.txt"), ("test",): join(ROOT, "requirements-test.txt")}
HASHED = b"installed with hashes\n"  # begins what a stamp says; a .venv of an earlier version is made anew

_LEADS_ELSEWHERE = frozenset({"PYTHONPATH", "PYTHONHOME"})


class SetupError(Exception):
    """What keeps the program from being set up: one line, what failed and what to do."""


def ensure(extras: tuple[str, ...] = (), window: bool = False) -> None:
    """Return once everything is importable; or carry on in `.venv`, from which this does not return.

    `extras` are names of optional dependencies in pyproject.toml; `window` says that a window is wanted, for
    which Qt needs more libraries than for drawing into files.
    """
    if getattr(sys, "frozen", False) or "UV" in os.environ or not exists(PROJECT):
        return  # whoever made the bundle, `uv run`, which sets UV, or who installed the wheel has seen to it
    libraries = system.of_window() if window else {"qt"}
    try:
        if _is_ready(extras, libraries):
            return
    except SetupError as fault:
        _leave(f"Salient could not be set up: {fault}", 2)
    except OSError as fault:
        _leave(f"Salient could not be set up: {fault.strerror or fault}: {fault.filename or VENV}", 2)
    except KeyboardInterrupt:
        _leave("Setting up was interrupted; the next start begins it anew.", 130)
    _carry_on()


def _is_ready(extras: tuple[str, ...], libraries: set[str]) -> bool:
    """Whether this interpreter can go on as it is; if not, `.venv` can by now."""
    in_venv = realpath(sys.prefix) == realpath(VENV)
    if in_venv:
        _refuse_foreign()
        if _is_filled(extras):
            return True
    if sys.prefix != sys.base_prefix or not _seen_to() >= {*extras, *libraries}:
        if _has_right_versions(extras) and not (in_venv and _is_unfinished()):
            return True
        _refuse_foreign()
        _set_up(extras, libraries)
    _refuse_foreign()
    return False


def _carry_on() -> None:
    """Run the same command, with the same options of the interpreter, in `.venv`."""
    command = [VENV_PYTHON, *sys.orig_argv[1:]]
    if sys.platform == "win32" and sys.executable.lower().endswith("pythonw.exe"):  # which opens no console
        command[0] = join(dirname(VENV_PYTHON), "pythonw.exe")
    # `.venv` has everything. An empty entry, as many a PYTHONPATH has, would be the current folder.
    environment = {name: value for name, value in os.environ.items() if name not in _LEADS_ELSEWHERE}
    if "-m" in sys.orig_argv[: len(sys.orig_argv) - len(sys.argv) + 1]:
        os.chdir(ROOT)  # `-m` looks for the module in the current folder
    if sys.platform == "win32":  # where execv would give the prompt back while the program still runs
        import subprocess

        if _begun_by_click():  # what was said there is done
            _windows().kernel32.FreeConsole()
        sys.exit(subprocess.call(command, env=environment))
    else:
        os.execve(command[0], command, environment)


def _leave(message: str, code: int) -> None:
    if _begun_by_click():
        _windows().user32.MessageBoxW(None, message, "Salient", 0)
    else:
        _say(message)
    sys.exit(code)


def _say(message: str) -> None:
    if sys.stderr is None and _begun_by_click():  # minutes without a word would look like nothing at all
        _windows().kernel32.AllocConsole()
        sys.stderr = open("CONOUT$", "w", encoding="utf-8")
    print(message, file=sys.stderr, flush=True)


def _begun_by_click() -> bool:
    """Whether this is a start of Windows without a console, by pythonw."""
    return sys.platform == "win32" and sys.stdin is None


def _windows() -> Any:
    import ctypes

    return getattr(ctypes, "windll")  # noqa: B009 - of one system, which the types of others do not have


# --- what is there already ---


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _made_from() -> bytes:
    """Return what `.venv` depends on; when it changes, `.venv` is brought up to date."""
    version = "Python {}.{}\n".format(*sys.version_info[:2])
    return HASHED + version.encode() + b"".join(map(_read, (PROJECT, *LOCKED.values())))


def _seen_to() -> set[str]:
    """Return the extras and libraries that were seen to since `.venv` depends on what it does now."""
    try:
        seen_to, _, made_from = _read(STAMP).partition(b"\n")
    except OSError:
        return set()
    return set(seen_to.decode().split()) if made_from == _made_from() and exists(VENV_PYTHON) else set()


def _is_filled(extras: tuple[str, ...]) -> bool:
    return _seen_to() >= {"packages", *extras}


def _was_hashed() -> bool:
    """Whether what `.venv` holds was installed with hashes; pip looks at nothing that is there already."""
    try:
        return _read(STAMP).partition(b"\n")[2].startswith(HASHED)
    except OSError:
        return False


def _is_unfinished() -> bool:
    if not exists(LOCK):
        return False
    with _open_lock() as lock:
        return lock.read() == UNFINISHED


def _refuse_foreign() -> None:
    """Raise `SetupError` where another user made `.venv`, may change it, or led it elsewhere by a link.

    It is what this program runs. What root made is used by everybody, and what the owner of this file made by
    whoever runs this file.
    """
    if sys.platform == "win32" or not lexists(VENV):  # Windows keeps folders of a person to the person
        return
    import stat

    trusted = (0, os.geteuid(), os.lstat(__file__).st_uid)
    library = join(VENV, "lib", "python{}.{}".format(*sys.version_info[:2]))
    packages = join(library, "site-packages")
    for path in (VENV, dirname(VENV_PYTHON), VENV_PYTHON, library, packages, join(VENV, "pyvenv.cfg"), STAMP):
        try:
            found = os.lstat(path)
        except OSError:
            continue
        is_link = stat.S_ISLNK(found.st_mode)
        if found.st_uid not in trusted:
            why = "it belongs to another user"
        elif is_link and path == VENV:
            why = "it is a link to another place"
        elif not is_link and found.st_mode & 0o022 and not _told_of_our_own()[1]:
            why = "other users may change it"
        else:
            continue
        raise SetupError(f"{path} is not safe to use: {why}. Remove {VENV} and start again.")


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

    try:
        requirements = _requirements(extras)
    except ModuleNotFoundError:  # python3-minimal of Debian leaves tomllib out, and much else
        return False
    for requirement in requirements:
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


def _told_of_our_own() -> tuple[int, int]:
    """Return whose a file of the checkout is that was just made, and what others may do with it.

    It is ours and others may nothing; but disks of Windows and shared folders of virtual machines show every
    file as anybody's or as somebody else's, and what they show of `.venv` says nothing either.
    """
    probe = join(ROOT, f".venv.probe-{os.getpid()}")
    try:
        descriptor = os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError:  # not to be written: then what is there is as it is shown
        return os.geteuid(), 0
    try:
        made = os.fstat(descriptor)
        return made.st_uid, made.st_mode & 0o022
    finally:
        os.close(descriptor)
        os.unlink(probe)


# --- setting up ---


def _set_up(extras: tuple[str, ...], libraries: set[str]) -> None:
    if _is_filled(extras) and not os.access(ROOT, os.W_OK):  # somebody else's, who lets it be used
        _see_to_system(libraries)
        return
    mask = os.umask(0o022)  # nobody else may change what is run
    with _lock() as lock:
        _see_to_system(libraries)
        if not _is_filled(extras):  # asked again: another start may just have done it
            begun_before = lock.read() == UNFINISHED
            _write(lock, UNFINISHED)
            try:
                if begun_before or not _was_hashed() or not _is_usable():
                    _make_venv()
                _install(extras)
            except SetupError:
                _remove_half()
                raise
            _stamp({"packages", *extras})
            _write(lock, b"")
        _stamp(libraries)
    os.umask(mask)


def _lock() -> BinaryIO:
    """Return LOCK, opened and ours until it is closed: of two starts at once one sets up, the other waits."""
    import time

    file = _open_lock()
    os.set_inheritable(file.fileno(), True)  # should this process be killed, pip keeps the lock until it ends
    waiting = False
    while not _take(file):
        if not waiting:
            _say("Another start is setting up; waiting for it ...")
        waiting = True
        time.sleep(0.2)
    file.seek(0)
    return file


def _open_lock() -> BinaryIO:
    """Return LOCK opened: a file of the person's own, under no other name, with nothing but our word."""
    import stat

    flags = os.O_RDWR | os.O_CREAT
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):  # a pipe is not waited for
        flags |= getattr(os, name, 0)
    try:
        descriptor = os.open(LOCK, flags, 0o600)
    except OSError as fault:
        if not lexists(LOCK) or not os.access(ROOT, os.W_OK):
            raise SetupError(
                f"nothing can be written in {ROOT} ({fault.strerror}). Copy it to a folder of your own and "
                f"start it there, or install it: pipx install {ROOT}"
            ) from fault
        raise SetupError(f"{LOCK} cannot be used ({fault.strerror}). Remove it and start again.") from fault
    file = os.fdopen(descriptor, "r+b", buffering=0)
    found = os.fstat(descriptor)
    ours = sys.platform == "win32" or (
        found.st_nlink == 1 and (found.st_uid == os.geteuid() or found.st_uid == _told_of_our_own()[0])
    )
    if not ours or not stat.S_ISREG(found.st_mode) or file.read(99) not in (b"", UNFINISHED):
        file.close()
        raise SetupError(f"{LOCK} is not a lock that this program made for you. Remove it and start again.")
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


def _run(*command: str, heard: Callable[[str], None] | None = None) -> tuple[bool, str]:
    """Run a command without input; return whether it went well, and all that it said, told line by line."""
    import subprocess

    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    said = []
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        # what is said is looked through for its cause, so that it has to be said in English
        env={
            **inherited,
            "DEBIAN_FRONTEND": "noninteractive",
            "PIP_USER": "0",
            "LC_MESSAGES": "C",
            "LANGUAGE": "C",
        },
        cwd=ROOT,
        close_fds=command[0] == "apt-get",  # which may start what never ends
    ) as process:
        for line in process.stdout or ():
            said.append(line)
            if heard is not None:
                heard(line)
    return process.returncode == 0, "".join(said)


def _is_usable() -> bool:
    """Whether `.venv` holds a working interpreter of this version, with pip."""
    check = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return exists(VENV_PYTHON) and _run(VENV_PYTHON, "-I", "-c", check)[0]


def _make_venv() -> None:
    _say(f"Setting up: making {VENV}")
    # From within .venv it is the Python underneath that makes it anew.
    python = getattr(sys, "_base_executable", None) or sys.executable
    well, said = _run(python, "-I", "-m", "venv", "--clear", VENV)
    if not well:
        raise SetupError(f"{VENV} could not be made: {system.why_not(said)}")


def _install(extras: tuple[str, ...]) -> None:
    _say("Setting up: installing the packages of requirements.txt into .venv, once")
    _say("(about 120 MB to download and 400 MB on the disk; a minute or two, more where the line is slow)")
    # Only what was built before: a build would fetch its tools without hashes, and run them.
    options = ("--no-input", "--disable-pip-version-check", "--require-hashes", "--only-binary=:all:")
    with open(LOCKED[extras], encoding="utf-8") as lock:
        count = sum("==" in line for line in lock)
    command = (VENV_PYTHON, "-I", "-m", "pip", "install", *options, "--requirement", LOCKED[extras])
    well, said = _run(*command, heard=_Progress(count))
    if not well:
        raise SetupError(f"pip could not install the packages: {system.why_not(said)}")


def _remove_half() -> None:
    """Give the room back that a failed installation took; the next start begins anew in any case."""
    import shutil

    shutil.rmtree(VENV, ignore_errors=True)


class _Progress:
    """Says which package is fetched, in one line that is written over, for a person who looks on."""

    def __init__(self, count: int) -> None:
        self._count, self._done = count, 0

    def __call__(self, line: str) -> None:
        begun, _, what = line.strip().partition(" ")
        if begun == "Collecting" and sys.stderr is not None and sys.stderr.isatty():
            self._done += 1
            name = what.partition("=")[0]
            print(f"\r{self._done:4} of {self._count} {name:40}", end="", file=sys.stderr, flush=True)
        elif begun == "Installing" and self._done:
            print(f"\r{'unpacking':52}", file=sys.stderr, flush=True)


def _see_to_system(libraries: set[str]) -> None:
    """Install what the system lacks where that is possible without asking; else say all of it at once.

    Raises SetupError where something is still missing.
    """
    from importlib import util

    lacks = system.missing(libraries)
    if not exists(VENV_PYTHON) and util.find_spec("ensurepip") is None:  # a minimal Debian leaves it out
        venv = "python{}.{}-venv".format(*sys.version_info[:2])
        lacks.insert(
            0, ("ensurepip (it makes environments of Python)", (venv, "python3", "python", "python3"))
        )
    if not lacks:
        return
    done, why = _apt_install(" ".join(packages[0] for _, packages in lacks).split())
    if done:
        lacks = system.missing(libraries)
    if lacks:
        raise SetupError(f"{why}{system.told(lacks)}")


def _apt_install(packages: list[str]) -> tuple[bool, str]:
    """Install Debian packages where that is possible without asking: as root, with apt-get.

    Return whether that was done, and else what begins a sentence: why it could not be.
    """
    if sys.platform == "win32" or os.geteuid() != 0 or not system.has("apt-get"):
        return False, ""
    _say(f"Setting up: installing system packages: {' '.join(packages)}")
    install = ("apt-get", "install", "--yes", "--no-install-recommends", *packages)
    done, said = _run(*install)
    if not done:
        updated, said = _run("apt-get", "update")  # which may not have reached anything, and call that well
        done, more = _run(*install) if updated else (False, "")
        said += more
    return done, "" if done else f"apt-get could not: {system.why_not(said)}; "
