"""The first start on a fresh machine, the second, and those that go wrong, of a small project made here."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple

import pytest

import bootstrap
from gui.app import system

if sys.platform != "win32":
    import fcntl

pytestmark = pytest.mark.begun_first
PYPROJECT = """\
[project]
dependencies = [
    "tiny>=1.1,<2",
]
[project.optional-dependencies]
test = ["small>=1,<2"]
"""
MAIN = """\
import bootstrap
bootstrap.ensure(extras=("test",) if "small" in __import__("sys").argv else ())
import sys, tiny
print(tiny.__name__, sys.prefix, *sys.argv[1:])
raise SystemExit(7)
"""
# Does what `-m venv` does, by a copy of an environment that it made before: that takes 9 s of work.
COPIED = """\
import shutil, sys
*clear, place = sys.argv[1:]
if clear == ["--clear"]:
    shutil.rmtree(place, ignore_errors=True)
shutil.copytree({bare!r}, place, symlinks=True, dirs_exist_ok=True)
"""


def _wheel(folder: Path, name: str, version: str, code: str = "") -> None:
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        for part, text in (
            (f"{name}.py", code),
            (f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"),
            (f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            (f"{info}/RECORD", ""),
        ):
            wheel.writestr(zipfile.ZipInfo(part), text)  # of no day: the same bytes in every process


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return an environment in which pip may look into one folder of wheels and nowhere else."""
    wheels = tmp_path_factory.mktemp("wheels")
    for name, version in (("tiny", "1.0"), ("tiny", "1.1"), ("tiny", "1.2"), ("small", "1.0")):
        _wheel(wheels, name, version)
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in {"UV", "VIRTUAL_ENV"} and not name.startswith(("PIP_", "PYTHON"))
    }
    return {**inherited, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}


def _project(folder: Path, environment: Mapping[str, str]) -> Path:
    folder.mkdir()
    shutil.copy(bootstrap.__file__, folder)
    (folder / "gui" / "app").mkdir(parents=True)
    shutil.copy(system.__file__, folder / "gui" / "app")
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "main.py").write_text(MAIN)
    _lock(folder, environment, "1.1")
    return folder


def _lock(project: Path, environment: Mapping[str, str], version: str) -> None:
    """Lock that version of `tiny`, with the hash of its wheel."""
    wheels = Path(environment["PIP_FIND_LINKS"])
    lines = [
        f"{name}=={number} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
        for name, number in (("tiny", version), ("small", "1.0"))
        for wheel in wheels.glob(f"{name}-{number}-*.whl")
    ]
    (project / "requirements.txt").write_text(lines[0])
    (project / "requirements-test.txt").write_text("".join(lines))


def _python() -> str:
    """Return the interpreter of the system, as on a machine where nothing was set up."""
    return str(getattr(sys, "_base_executable", sys.executable))


def _begin(project: Path, environment: Mapping[str, str], *arguments: str) -> subprocess.Popen[str]:
    command = [_python(), "main.py", *arguments]
    return subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _start(project: Path, environment: Mapping[str, str], *arguments: str) -> tuple[int, str, str]:
    """Return the exit code, what was printed, and what was said on standard error."""
    with _begin(project, environment, *arguments) as process:
        printed, said = process.communicate()
    return process.returncode, printed, said


def _installed(project: Path) -> list[str]:
    found = [path.stem for path in (project / ".venv").rglob("*.dist-info")]
    return sorted(name for name in found if name.startswith(("small", "tiny")))


class First(NamedTuple):
    """A project after its first start, from a folder of data and under a lax umask, and what came of it."""

    project: Path
    printed: str
    said: str
    traces: list[str]

    def copied_to(self, folder: Path) -> Path:
        """Return a copy of the project, which is given a new environment by a copy of one."""
        shutil.copytree(self.project, folder, symlinks=True, copy_function=_linked)
        self.spare(folder)
        return folder

    def spare(self, project: Path) -> None:
        """Let a new environment of another project be a copy, of this one without what it installed."""
        (project / "copied.py").write_text(COPIED.format(bare=str(self.project.parent / "bare")))
        code = (project / "bootstrap.py").read_text()
        made, copied = '"-m", "venv", "--clear", VENV', 'join(ROOT, "copied.py"), "--clear", VENV'
        assert code.count(made) == 1
        (project / "bootstrap.py").write_text(code.replace(made, copied))


def _linked(source: str, target: str) -> None:
    """Copy a file; those of pip, more than a thousand, are the same ones, which no test changes."""
    if f"{os.sep}pip{os.sep}" in source:
        os.link(source, target)
    else:
        shutil.copy2(source, target)


@pytest.fixture(scope="module")
def first(environment: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> First:
    """Return what one of the processes of the tests made for all of them: it takes long."""
    shared = tmp_path_factory.getbasetemp()
    if sys.platform != "win32" and "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "first"
    with (shared / "first.lock").open("w") as lock:
        if sys.platform != "win32":
            fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            folder.mkdir()
            before = os.umask(0)
            try:
                project = _project(folder / "project", environment)
                data, traces = _data(folder)
                done = _from(data, [_python(), str(project / "main.py"), "an argument"], environment)
            finally:
                os.umask(before)
            assert done.returncode == 7, done.stderr
            told = done.stdout, done.stderr, sorted(trace.name for trace in traces.iterdir())
            shutil.copytree(project / ".venv", folder / "bare", symlinks=True, copy_function=_linked)
            for path in [folder / "bare" / "salient.stamp", *(folder / "bare").rglob("tiny*")]:
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            (folder / "told.json").write_text(json.dumps(told))
    return First(folder / "project", *json.loads((folder / "told.json").read_text()))


MODULES = ("venv", "pip", "ensurepip", "sitecustomize", "usercustomize", "subprocess", "runpy", "tomllib")


def _data(folder: Path) -> tuple[Path, Path]:
    """Return a folder of data, with modules that leave a trace when they are run, and that of the traces."""
    data, traces = folder / "data", folder / "traces"
    data.mkdir()
    traces.mkdir()
    for name in MODULES:
        code = f"import pathlib\npathlib.Path({str(traces / name)!r}).touch()\nraise SystemExit(9)\n"
        (data / f"{name}.py").write_text(code)
    return data, traces


def _from(
    folder: Path, command: list[str], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def project(first: First, tmp_path: Path) -> Path:
    """Return a copy of a project that has been started once."""
    return first.copied_to(tmp_path / "project")


def test_first_start_makes_an_environment_and_carries_on_with_the_command(first: First) -> None:
    project, printed, said, _ = first
    assert printed == f"tiny {project / '.venv'} an argument\n"
    assert said.splitlines()[0] == f"Setting up: making {project / '.venv'}"
    assert _installed(project) == ["tiny-1.1"], "the version that is locked, not the newest"


def test_second_start_says_nothing_and_changes_nothing(project: Path, environment: Mapping[str, str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*") if path.suffix != ".pyc"}
    code, printed, said = _start(project, environment)
    assert (code, printed, said) == (7, f"tiny {project / '.venv'}\n", "")
    after = {path: path.stat().st_mtime_ns for path in before}
    assert [path for path in after if after[path] != before[path] and not path.is_dir()] == []


def test_a_changed_lock_brings_the_environment_up_to_date(
    project: Path, environment: Mapping[str, str]
) -> None:
    _lock(project, environment, "1.2")
    assert _start(project, environment)[0] == 7
    assert _installed(project) == ["tiny-1.2"]


def test_an_extra_is_installed_when_it_is_first_asked_for(
    project: Path, environment: Mapping[str, str]
) -> None:
    assert _start(project, environment, "small")[0] == 7
    assert _installed(project) == ["small-1.0", "tiny-1.1"]
    assert _start(project, environment, "small")[2] == ""
    assert _start(project, environment)[2] == ""


def test_an_interrupted_installation_is_begun_anew(project: Path, environment: Mapping[str, str]) -> None:
    _lock(project, environment, "1.2")
    with _begin(project, environment) as process:
        assert process.stderr is not None
        assert "installing" in process.stderr.readline()
        process.kill()
    left_by_half = project / ".venv" / "half"
    left_by_half.touch()
    code, printed, said = _start(project, environment)
    assert (code, printed) == (7, f"tiny {project / '.venv'}\n"), said
    assert not left_by_half.exists()
    assert _installed(project) == ["tiny-1.2"]


def test_a_broken_environment_is_made_anew(project: Path, environment: Mapping[str, str]) -> None:
    shutil.rmtree(project / ".venv" / ("Scripts" if sys.platform == "win32" else "bin"))
    assert _start(project, environment)[0] == 7


def test_of_two_starts_at_once_one_sets_up_and_both_carry_on(
    project: Path, environment: Mapping[str, str]
) -> None:
    _lock(project, environment, "1.2")
    starts = [_begin(project, environment, str(number)) for number in (1, 2)]
    outcomes = [process.communicate() for process in starts]
    assert [process.returncode for process in starts] == [7, 7], outcomes
    assert sum(said.count("installing") for _, said in outcomes) == 1


def test_without_a_network_one_line_says_so(
    project: Path, environment: Mapping[str, str], tmp_path: Path
) -> None:
    _lock(project, environment, "1.2")
    code, printed, said = _start(project, {**environment, "PIP_FIND_LINKS": str(tmp_path)})
    assert (code, printed) == (2, "")
    assert "online" in said.splitlines()[-1]
    assert "Traceback" not in said


@pytest.mark.parametrize("variables", [{"UV": "uv"}, {}], ids=["under uv run", "where everything is there"])
def test_nothing_is_done_in_an_environment_that_is_right(
    variables: dict[str, str], tmp_path: Path, environment: Mapping[str, str]
) -> None:
    project = _project(tmp_path / "project", environment)
    packages = tmp_path / "packages"
    with zipfile.ZipFile(Path(environment["PIP_FIND_LINKS"]) / "tiny-1.1-py3-none-any.whl") as wheel:
        wheel.extractall(packages)
    code, printed, said = _start(project, {**environment, **variables, "PYTHONPATH": str(packages)})
    assert (code, said) == (7, "")
    assert str(project / ".venv") not in printed
    assert not (project / ".venv").exists()


class TestNoCodeButOurs:
    """What lies beside the data, or comes from an index of somebody else, is not run while setting up."""

    def test_of_the_current_folder(self, first: First) -> None:
        assert first.traces == []

    def test_of_the_current_folder_where_an_empty_entry_of_pythonpath_leads_to_it(
        self, first: First, tmp_path: Path, environment: Mapping[str, str]
    ) -> None:
        project = _project(tmp_path / "project", environment)
        first.spare(project)
        (project / "main.py").write_text(MAIN.replace("tiny.__name__", "*sys.path"))
        data, traces = _data(tmp_path)
        # whose first interpreter looks here is lost before we begin; so that one looks away
        begin = "import runpy, sys; sys.path.insert(0, sys.argv[1]); sys.argv[:2] = []\n"
        begin += "sys.orig_argv = [sys.executable, *sys.argv]; runpy.run_path(sys.argv[0])"
        command = [_python(), "-I", "-c", begin, str(project), str(project / "main.py")]
        done = _from(data, command, {**environment, "PYTHONPATH": f"{os.pathsep}/nowhere"})
        assert done.returncode == 7, done.stderr
        assert str(data) not in done.stdout
        assert list(traces.iterdir()) == []

    def test_of_an_index_that_gives_the_version_other_content(
        self, project: Path, tmp_path: Path, environment: Mapping[str, str]
    ) -> None:
        _lock(project, environment, "1.2")
        index = tmp_path / "index"
        index.mkdir()
        _wheel(index, "tiny", "1.2", code="raise SystemExit(9)\n")
        code, printed, said = _start(project, {**environment, "PIP_FIND_LINKS": str(index)})
        assert (code, printed) == (2, "")
        assert "tiny-1.2" not in _installed(project)
        assert "hash" in said.casefold()

    def test_what_was_installed_without_hashes_is_made_anew(
        self, project: Path, environment: Mapping[str, str]
    ) -> None:
        stamp = project / ".venv" / "salient.stamp"
        stamp.write_bytes(stamp.read_bytes().replace(bootstrap.HASHED, b""))
        left_by_another = project / ".venv" / "other"
        left_by_another.touch()
        assert _start(project, environment)[0] == 7
        assert not left_by_another.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the folders of a person to the person")
class TestForeignEnvironment:
    """A `.venv` or a lock that another user may have made is refused with a sentence."""

    def _refused(self, project: Path, environment: Mapping[str, str]) -> str:
        said = ""
        for interpreter in filter(os.path.exists, (_python(), str(project / ".venv" / "bin" / "python"))):
            command = [interpreter, "main.py"]
            done = subprocess.run(
                command, cwd=project, env=environment, capture_output=True, text=True, check=False
            )
            assert (done.returncode, done.stdout) == (2, ""), done.stderr
            said = done.stderr
        assert len(said.splitlines()) == 1
        return said

    @pytest.mark.parametrize("mode", [0o777, 0o775])
    @pytest.mark.parametrize("place", [".", "bin", "pyvenv.cfg", "salient.stamp"])
    def test_that_others_may_change(
        self, place: str, mode: int, project: Path, environment: Mapping[str, str]
    ) -> None:
        (project / ".venv" / place).chmod(mode)
        assert "other users may change it. Remove" in self._refused(project, environment)

    @pytest.mark.parametrize(
        ("user", "mode", "refused"),
        [(0, 0o777, pytest.raises(bootstrap.SetupError, match="may change")), (12345, 0o700, nullcontext())],
    )
    def test_on_a_disk_that_shows_every_file_so_it_is_used(
        self,
        user: int,
        mode: int,
        refused: AbstractContextManager[object],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        for name, path in {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "LOCK": tmp_path / "lock"}.items():
            monkeypatch.setattr(bootstrap, name, str(path))
        (tmp_path / ".venv").mkdir()
        (tmp_path / "lock").touch()
        lstat, fstat = os.lstat, os.fstat

        def shown(found: os.stat_result) -> os.stat_result:
            return os.stat_result((found.st_mode | mode, *found[1:4], user or found.st_uid, *found[5:]))

        monkeypatch.setattr(os, "lstat", lambda path: shown(lstat(path)))
        with refused:
            bootstrap._refuse_foreign()
        monkeypatch.setattr(os, "fstat", lambda descriptor: shown(fstat(descriptor)))
        bootstrap._refuse_foreign()
        bootstrap._open_lock().close()
        assert sorted(path.name for path in tmp_path.iterdir()) == [".venv", "lock"]

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
    @pytest.mark.parametrize("place", [".", "bin/python"])
    def test_that_belongs_to_another(self, place: str, project: Path, environment: Mapping[str, str]) -> None:
        os.chown(project / ".venv" / place, 12345, 12345, follow_symlinks=False)
        assert "it belongs to another user. Remove" in self._refused(project, environment)

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
    def test_that_belongs_to_the_owner_of_the_program_is_used(
        self, project: Path, environment: Mapping[str, str]
    ) -> None:
        for path in (project / "bootstrap.py", project / ".venv", *(project / ".venv").rglob("*")):
            os.chown(path, 12345, 12345, follow_symlinks=False)
        assert _start(project, environment)[::2] == (7, "")

    def test_that_is_a_link(self, project: Path, environment: Mapping[str, str]) -> None:
        (project / ".venv").rename(project / "elsewhere")
        (project / ".venv").symlink_to("elsewhere")
        assert "it is a link to another place" in self._refused(project, environment)

    def test_one_made_with_a_lax_umask_is_the_persons_alone(self, first: First) -> None:
        lax = [path for path in (first.project / ".venv").rglob("*") if path.lstat().st_mode & 0o022]
        assert [path for path in lax if not path.is_symlink()] == []

    @pytest.mark.parametrize("kind", ["link", "hard link", "pipe", "other content", "link to nothing"])
    def test_a_lock_that_leads_elsewhere_empties_nothing(
        self, kind: str, tmp_path: Path, environment: Mapping[str, str]
    ) -> None:
        project = _project(tmp_path / "project", environment)
        lock, target = project / ".venv.lock", tmp_path / "diary"
        target.write_text("dear diary")
        match kind:
            case "link":
                lock.symlink_to(target)
            case "hard link":
                target.write_text("")
                lock.hardlink_to(target)
            case "pipe":
                os.mkfifo(lock)
            case "other content":
                lock.write_text("dear diary")
            case _:
                lock.symlink_to(tmp_path / "nothing")
        code, printed, said = _start(project, environment)
        assert (code, printed) == (2, "")
        assert "Remove it and start again." in said.splitlines()[-1]
        assert target.read_text() == ("" if kind == "hard link" else "dear diary")
        assert not (tmp_path / "nothing").exists()


def test_a_wrong_version_is_not_taken_for_a_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "_requirements", lambda extras: ["tiny>=1.9,<1.10"])
    for version, right in {
        "1.9": True,
        "1.9.3": True,
        "1.8.9": False,
        "1.10": False,
        "1.10.1": False,
    }.items():
        monkeypatch.setattr(bootstrap, "_installed", lambda version=version: {"tiny": version})
        assert bootstrap._has_right_versions(()) is right, version


def test_every_requirement_is_one_that_its_reader_understands() -> None:
    for requirement in bootstrap._requirements(("test", "dev")):
        assert re.fullmatch(r"[A-Za-z0-9-]+>=[0-9.]+,<[0-9.]+", requirement)


def test_an_older_python_is_told_so_in_one_line() -> None:
    older = "import sys; sys.version_info = (3, 9, 2); import bootstrap"
    command = [sys.executable, "-c", older]
    done = subprocess.run(command, cwd=bootstrap.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "Salient needs Python 3.11 or newer; this is Python 3.9.\n"
    command = [sys.executable, "-c", older.replace("import bootstrap", "import main")]
    done = subprocess.run(command, cwd=bootstrap.ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "Salient needs Python 3.11 or newer; this is Python 3.9.\n")


def test_an_older_python_can_read_that_it_is_too_old() -> None:
    code = (Path(bootstrap.ROOT) / "main.py").read_text("utf-8")
    ast.parse(code, feature_version=(3, 6))
    assert "from __future__ import annotations" not in code  # 3.6, of many servers, knows of none


def test_a_bundle_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(bootstrap, "ROOT", "/nowhere")
    bootstrap.ensure(("test",), window=True)
