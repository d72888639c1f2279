"""Rules that import-linter's layers (pyproject.toml) cannot say: who is pure, who reads the clock."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.sources import MODULES, PACKAGE, offences

PURE = ("engine", "simulation", "coach", "settings", "folders.py", "i18n.py")
CLOCK = PACKAGE / "desktop" / "time" / "clock.py"

READS_THE_CLOCK = {
    *(f"datetime.{name}" for name in ("now", "utcnow", "today")),
    *(f"date.{name}" for name in ("today",)),
    *(
        f"time.{name}{unit}"
        for name in ("time", "monotonic", "perf_counter", "clock_gettime", "process_time")
        for unit in ("", "_ns")
    ),
    *(f"time.{name}" for name in ("localtime", "gmtime", "ctime", "strftime")),
    *(f"QDateTime.{name}" for name in ("currentDateTime", "currentDateTimeUtc", "currentMSecsSinceEpoch")),
    *("QDate.currentDate", "QTime.currentTime", "QElapsedTimer", "QDeadlineTimer"),
}


def test_what_is_pure_imports_nothing_but_the_standard_library() -> None:
    pure = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in PURE]
    assert {path.relative_to(PACKAGE).parts[0] for path in pure} == set(PURE)
    assert offences(foreign, pure) == {}


def test_what_is_foreign_is_seen() -> None:
    source = "import json, PySide6.QtCore\nfrom deskbreak.i18n import _\ndef f():\n    import tomli_w as w\n"
    assert list(foreign(source)) == ["PySide6", "tomli_w"]


def test_only_the_clock_reads_the_clock() -> None:
    assert offences(clock_readings) == offences(clock_readings, [CLOCK])


def test_each_way_of_reading_the_clock_is_seen() -> None:
    source = "\n".join(
        (
            "from time import monotonic",
            "import datetime as dt",
            "a = dt.datetime.now()",
            "b = time.monotonic_ns()",
            "c = QTime.currentTime",
            "d = QElapsedTimer()",
            "e = clock.now()",
            "f = moment.time()",
        )
    )
    assert clock_readings(source) == [
        "line 1: time.monotonic",
        "line 3: datetime.now",
        "line 4: time.monotonic_ns",
        "line 5: QTime.currentTime",
        "line 6: QElapsedTimer",
    ]


def test_the_clock_is_where_it_is_said_to_be() -> None:
    assert clock_readings(CLOCK.read_text(encoding="utf-8"))


def foreign(source: str) -> Iterator[str]:
    """The packages that ``source`` imports, wherever in it, and that are neither deskbreak nor Python's own."""
    yield from (name for name in imported(source) if name not in sys.stdlib_module_names and name != "deskbreak")


def imported(source: str) -> Iterator[str]:
    """The top-level packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 or node.module, "relative imports hide where a name comes from"
            yield (node.module or "").split(".")[0] if node.level == 0 else "deskbreak"


def clock_readings(source: str) -> list[str]:
    """Each place where ``source`` reads a clock, called or only taken by name."""
    found = []
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            names = [f"time.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Attribute):
            owner = node.value
            last = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
            names = [f"{last}.{node.attr}"]
        elif isinstance(node, ast.Name):
            names = [node.id]
        found += [(node.lineno, name) for name in names if name in READS_THE_CLOCK]  # type: ignore[attr-defined]
    return [f"line {line}: {name}" for line, name in sorted(found)]


def test_the_coach_is_not_imported_before_it_is_needed() -> None:
    coach = ("coach.plan", "coach.layout", "coach.player", "coach.script", "coach.progression", "ui.figure.widget")
    around = (
        "desktop.speech",
        "desktop.sound",
        "desktop.motion",
        "store.content.library",
        "ui.routine.window",
        "app.routine.narrator",
        "app.windows.settings",
        "store.config_edit",
        "ui.settings.window",
    )
    late = {f"deskbreak.{name}" for name in (*coach, *around)}
    assert [name for name in late if find_spec(name) is None] == []
    code = "import sys, deskbreak.app.running; print(*sys.modules)"
    imported = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert late & set(imported) == set()


def test_the_name_of_a_class_is_the_name_of_one_class() -> None:
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for name in classes(path.read_text(encoding="utf-8")):
            homes.setdefault(name, []).append(path.relative_to(PACKAGE).as_posix())
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def test_each_class_and_each_name_for_a_type_is_seen() -> None:
    source = "class One:\n    class Two: ...\ndef f():\n    class Three: ...\nFour = dict\nFIVE = 5\nsix = 6\n"
    assert sorted(classes(source)) == ["Four", "One", "Three", "Two"]


def classes(source: str) -> Iterator[str]:
    """The classes of a module, and the names that it gives to types."""
    tree = ast.parse(source)
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) if not name.isupper() and name[0].isupper():
                yield name


LONGER = {
    "app/driver.py": "one event after the other: what is told, asked, kept and carried out in one order",
    "app/running.py": "the wiring of the whole app, by hand",
    "desktop/notify/fdo.py": "one protocol, with daemons that hang, die and come back",
    "settings/declared.py": "every setting there is, in one list",
}
"""Modules above 300 lines, and why."""
A_FILE_A_DESKTOP = "a file a desktop, and this one answers in a line"
SHORTER = {
    "__main__.py": "Python's own name",
    "app/in_force.py": "one value, which all of app is given",
    "cli/exits.py": "numbers that every command returns, and nothing else is imported for them",
    "desktop/dnd/dunst.py": A_FILE_A_DESKTOP,
    "desktop/dnd/kde.py": A_FILE_A_DESKTOP,
    "desktop/dnd/macos.py": A_FILE_A_DESKTOP,
    "desktop/memory.py": "said once, for whoever has let go of much",
    "desktop/processes.py": "one rule for all who start a program",
    "desktop/dnd/server.py": "what the senses of four servers have in common",
    "desktop/macos/frameworks.py": "what the senses of macOS have in common",
    "desktop/time/standing_in.py": "said once, for whatever is imported that way",
    "engine/rules/belief.py": "the one part of signs that acts on a turn, which reads the rest",
    "settings/changes.py": "the way back, for what is written; the reader does without",
    "settings/suggestion.py": "one sentence, for settings, scenarios and content",
    "ui/kit/dress.py": "what the desktop decides of all windows at once",
    "ui/kit/badge.py": "the tray is made with it before the icon's painting is imported",
}
"""Modules below 25 lines, and why; a ``choice.py`` is as long as there is to choose."""


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_a_module_is_a_page_or_two() -> None:
    assert {path.relative_to(PACKAGE).as_posix() for path in MODULES if lines(path) > 300} == set(LONGER)


def test_a_module_is_worth_opening() -> None:
    modules = [path for path in MODULES if path.name not in ("__init__.py", "choice.py")]
    short = {path.relative_to(PACKAGE).as_posix() for path in modules if lines(path) < 25}
    assert short == set(SHORTER)


def test_a_shelf_has_no_more_than_one_looks_through() -> None:
    held = [path.parent for path in MODULES if path.name != "__init__.py"]
    assert {str(folder): held.count(folder) for folder in held if held.count(folder) > 15} == {}
