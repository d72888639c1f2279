"""The loop of whoever works here: `make check`, `make test`, CI and each commit look at the same things."""

import fnmatch
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.patience import MOST, patience

ROOT = Path(__file__).parent.parent
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
HOOKS = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
OURS = ("deskbreak", "tests", "packaging", "resources", "docs", ".github", ".ci")


def recipe(target: str, arguments: str = "", **environment: str) -> str:
    """What ``make TARGET ARGS=…`` would run."""
    words = ["make", "--dry-run", "--no-print-directory", target, f"ARGS={arguments}", f"PYTHON={sys.executable}"]
    told = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "ARGS", "JOBS"))}
    told |= environment
    return subprocess.run(words, cwd=ROOT, env=told, capture_output=True, text=True, check=True).stdout


needs_make = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


@needs_make
@pytest.mark.parametrize("arguments", ["", "-x", "--durations=20 -v", "-n4", "--cov-report=html"])
def test_all_of_it_is_judged_as_a_whole(arguments: str) -> None:
    (line,) = [line for line in recipe("test", arguments).splitlines() if "pytest" in line]
    assert {"--every-part", "--cov"} <= set(line.split())
    assert line.endswith(arguments)


@needs_make
@pytest.mark.parametrize(
    "arguments",
    ["tests/engine -k C4", "-k C4", "-kC4", "-m e2e", "tests/test_loop.py", "--lf", "-x --ignore=tests/e2e", "--co"],
)
def test_of_a_selection_only_the_selection_is_judged(arguments: str) -> None:
    (line,) = [line for line in recipe("test", arguments).splitlines() if "pytest" in line]
    assert not {"--every-part", "--cov"} & set(line.split())
    assert line.endswith(arguments)


@needs_make
@pytest.mark.parametrize("target", ["check", "test"])
def test_style_types_and_layers_come_first(target: str) -> None:
    lines = [line for line in recipe(target).splitlines() if re.match(r"(\w+=\w+ )?\.venv/bin/", line)]
    assert lines[:-1] == linting()
    assert "pytest" in lines[-1]


@needs_make
def test_a_minute_is_for_what_has_no_window_no_desktop_and_no_attack() -> None:
    """Of a file of each kind, it collects what has none of these."""
    files = "tests/test_loop.py tests/soak/test_files.py tests/e2e/test_call.py"
    made = recipe("check", f"-n0 -p no:cacheprovider --collect-only -q {files}")
    (words,) = [shlex.split(line) for line in made.splitlines() if "pytest" in line]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV"))}
    asked = [sys.executable, *words[words.index("-m") :]]
    ran = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == pytest.ExitCode.OK, ran.stdout[-3000:] + ran.stderr
    collected = [name for name in ran.stdout.splitlines() if "::" in name]
    assert {name.partition("::")[0] for name in collected} == {"tests/test_loop.py"}
    assert "tests/test_loop.py::test_this_has_none" in collected
    assert "tests/test_loop.py::test_and_this_has" not in collected


def test_this_has_none(request: pytest.FixtureRequest) -> None:
    assert not {"e2e", "windows"} & {marker.name for marker in request.node.iter_markers()}


def test_and_this_has(qtbot: QtBot, request: pytest.FixtureRequest) -> None:
    assert "windows" in {marker.name for marker in request.node.iter_markers()}


@pytest.mark.parametrize("given", [100, 5_000])
def test_waiting_for_qt_takes_patience(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, given: int) -> None:
    """But to see that nothing comes takes as long as was said."""
    waited: list[int] = []
    monkeypatch.setattr("os.getloadavg", lambda: (2.0 * (os.cpu_count() or 1), 0.0, 0.0), raising=False)
    monkeypatch.setattr(QtBot, "waitUntil", lambda self, condition, *, timeout: waited.append(timeout))
    monkeypatch.setattr(QtBot, "waitSignal", lambda self, signal, *, timeout, raising: waited.append(timeout))
    qtbot.waitUntil(lambda: True, timeout=given)
    qtbot.waitSignal(None, timeout=given)
    qtbot.waitSignal(None, timeout=given, raising=False)
    assert waited == [3 * given, 3 * given, given]


@needs_make
@pytest.mark.parametrize("target", re.findall(r"^(\w+)(?=:(?!=))", MAKEFILE, re.MULTILINE))
def test_every_target_is_told(target: str) -> None:
    told = recipe("help")
    assert f"make {target} " in told or target == "help"  # which is `make` alone


@needs_make
@pytest.mark.parametrize("arguments", ["", "--home X", "--speed 60"])
def test_without_a_display_the_demo_is_asked_for_nothing_it_does_not_know(arguments: str) -> None:
    nowhere = recipe("run", arguments, DISPLAY="", WAYLAND_DISPLAY="").splitlines()
    (line,) = [line for line in nowhere if "tests.demo" in line]
    assert line.rstrip().endswith("tests.demo.office_day")
    assert any("ARGS" in line for line in nowhere if "no display" in line) == bool(arguments)
    assert not any(line.startswith(".venv/bin/deskbreak") for line in nowhere)


@needs_make
@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_on_a_display_deskbreak_is_started_with_what_was_said(display: str) -> None:
    """And only said when it is to be said."""
    somewhere = {"DISPLAY": "", "WAYLAND_DISPLAY": ""} | {display: "nowhere:99"}
    assert recipe("run", "--home X", **somewhere).splitlines()[-1] == "exec .venv/bin/deskbreak --home X"


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_part_without_a_test_is_an_error(workers: str, tmp_path: Path) -> None:
    """In one process, and where workers report to it."""
    one = "tests/test_loop.py::test_a_busy_machine_gets_more_time_and_not_for_ever"
    words = ["-m", "pytest", "-n", workers, "-p", "no:cacheprovider", "--every-part", one]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV"))}
    ran = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert "1 passed" in ran.stdout, ran.stdout + ran.stderr
    (told,) = [line for line in ran.stdout.splitlines() if line.startswith("ERROR: no test was run in ")]
    silent = told.removeprefix("ERROR: no test was run in ").split(", ")
    assert {"tests/e2e", "tests/engine", "tests/ui"} <= set(silent)
    assert "tests" not in silent
    assert ran.returncode == pytest.ExitCode.TESTS_FAILED


def test_what_runs_in_make_soak_alone_has_all_it_asks_for() -> None:
    """Nobody would notice for weeks."""
    words = ["-m", "pytest", "--setup-plan", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "tests/soak"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV"))}
    environment["DESKBREAK_TESTS"] = "soak"
    ran = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == pytest.ExitCode.OK, ran.stdout[-3000:] + ran.stderr
    assert "test_thirty_days_are_flat" in ran.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_who_begins_the_tests_may_be_deaf() -> None:
    """As nohup is to the end of its terminal, and what a script begins in the background to Ctrl-C."""
    words = ["-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "tests/desktop/test_signals.py"]
    words += ["-k", "heard_while_qt_waits or what_hangs_is_ended_all_the_same and sleep-loop"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV"))}
    deaf = ["sh", "-c", 'trap "" HUP INT QUIT TERM; exec "$@"', "sh"]
    ran = subprocess.run(
        [*deaf, sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == pytest.ExitCode.OK, ran.stdout[-3000:] + ran.stderr


def test_a_busy_machine_gets_more_time_and_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    for load, factor in ((0.0, 1.0), (2.0, 2.0), (8.0, 5.0), (1e3, MOST)):
        monkeypatch.setattr("os.getloadavg", lambda load=load: (load, 0.0, 0.0), raising=False)
        assert patience() == factor
    monkeypatch.delattr("os.getloadavg")
    assert patience() == 1


def test_ci_runs_what_the_readme_says() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^exec make test$", script, re.MULTILINE)
    assert re.search(r"^make test ", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_a_commit_is_looked_at_by_all_that_make_looks_at() -> None:
    entries = re.findall(r"entry: (.*)", HOOKS)
    assert [entry.replace(" --force-exclude", "") for entry in entries] == [
        line.removesuffix(" .") for line in linting()
    ]
    assert HOOKS.count("repo: ") == HOOKS.count("repo: local"), "nothing is fetched"


def test_every_file_is_as_the_editor_is_told() -> None:
    sections = re.findall(
        r"^\[(.*)\]\n((?:\w.*\n)*)", (ROOT / ".editorconfig").read_text(encoding="utf-8"), re.MULTILINE
    )
    wrong = []
    for path in _files():
        rules: dict[str, str] = {}
        for pattern, body in sections:
            choices = re.match(r"\*\.\{(.*)\}", pattern)
            patterns = [f"*.{one}" for one in choices[1].split(",")] if choices else [pattern]
            if any(fnmatch.fnmatch(path.name, one) for one in patterns):
                rules |= dict(line.split(" = ") for line in body.splitlines())
        text = path.read_bytes().decode(rules["charset"])
        lines = text.split("\n")
        if "\r" in text or (text and not text.endswith("\n")):
            wrong.append(f"{path}: ends of lines")
        wrong += [f"{path}:{number}: trailing space" for number, line in enumerate(lines, 1) if line != line.rstrip()]
        tabs = rules["indent_style"] == "tab"
        wrong += [
            f"{path}:{number}: a tab" for number, line in enumerate(lines, 1) if line.startswith("\t") and not tabs
        ]
    assert wrong == []


def linting() -> list[str]:
    """The lines of ``make lint``."""
    lines = MAKEFILE.partition("\nlint:")[2].partition("\n\n")[0].splitlines()[1:]
    assert lines
    return [line.strip().replace("$(BIN)", ".venv/bin") for line in lines]


def _files() -> Iterator[Path]:
    """What is written by hand here: no pictures or sounds, nor caches."""
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.name not in (".git", ".coverage"))
    for folder in OURS:
        yield from (
            path
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and b"\0" not in path.read_bytes()
        )
