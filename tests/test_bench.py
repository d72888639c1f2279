"""What `make bench` counts with, on programs that are known; the figures themselves are for `make bench`."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

if not sys.platform.startswith("linux"):
    pytest.skip("reads /proc", allow_module_level=True)

from tests.bench import peers, proc
from tests.bench.__main__ import Row, conditions, measured, table

ROOT = Path(__file__).parent.parent


def test_only_the_parts_that_are_asked_for_are_measured() -> None:
    parts: list[tuple[str, Callable[[], list[Row]]]] = [
        ("start", lambda: [Row("start", "1.11")]),
        ("questions", lambda: [Row("questions", "0.3")]),
    ]
    assert [row.what for row in measured(parts, "")] == ["start", "questions"]
    assert [row.what for row in measured(parts, "st")] == ["start"]


def test_the_table_says_what_it_was_measured_on_and_for_how_long() -> None:
    text = table(conditions(75, 90), [Row("start", "1.11", "1", "≤ 1.25")])
    assert text.startswith("Measured on ")
    assert f"{os.cpu_count()} cores" in text
    for said in (f"Python {sys.version.split()[0]}", "PySide6 ", "Linux ", "counted for 90 s, not before 75 s"):
        assert said in text
    assert text.endswith("\n| start | 1.11 | 1 | ≤ 1.25 |\n")


def test_the_document_has_what_the_table_asks_for() -> None:
    """Beside each figure, the limits that are in the code: neither without the other."""
    limit = r"(?:[≤<] [\d.]+|0)"
    code = (ROOT / "tests" / "bench" / "__main__.py").read_text(encoding="utf-8")
    asked = set(re.findall(rf'"(?:ratio )?({limit})"', code))
    costs = (ROOT / "docs" / "costs.md").read_text(encoding="utf-8")
    told = re.findall(rf"^\|.*\| ({limit})(?: ×| ms)? \|$", costs, re.MULTILINE)
    assert set(told) == asked


def test_the_memory_of_a_program_is_what_it_holds() -> None:
    code = "import sys; kept = b'x' * (64 << 20); print('there', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        program.stdout.readline()
        found = proc.memory(program.pid)
    assert 64 < found.pss <= found.rss < 128


class Growing:
    """A program of 1 MiB more each second until it holds ``most``; it has nobody's clock but its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, most: float) -> None:
        self.age_s = 0.0
        monkeypatch.setattr(proc, "memory", lambda pid: proc.Memory(min(self.age_s, most), 0.0))
        monkeypatch.setattr(time, "monotonic", lambda: self.age_s)
        monkeypatch.setattr(time, "sleep", self._age)

    def _age(self, seconds: float) -> None:
        self.age_s += seconds


def test_memory_is_taken_when_a_program_has_stopped_growing(monkeypatch: pytest.MonkeyPatch) -> None:
    program = Growing(monkeypatch, most=20)
    assert proc.settled_memory(0, still=5, limit=40).rss == 20
    assert 25 <= program.age_s < 26, "five seconds after that"


def test_one_that_never_stops_growing_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    program = Growing(monkeypatch, most=1_000)
    assert proc.settled_memory(0, still=5, limit=40).rss == 40
    assert program.age_s == 40


def test_a_program_costs_what_all_that_it_starts_costs() -> None:
    child = "import sys; kept = b'x' * (64 << 20); print('there', flush=True); sys.stdin.read()"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        program.stdout.readline()
        found = peers.cost(program.pid, 0.5, 0.25)
    assert (found.icon, found.icon_cpu, found.processes) == (0.5, 0.25, 2)
    assert found.threads >= 2
    assert 64 < found.uss <= found.pss <= found.rss < 192


def test_the_table_of_peers_has_a_column_for_each() -> None:
    text = peers.table("head\n", ["deskbreak", "Another"], {"icon": [0.25, float("nan")], "threads": [7, 3]})
    assert text.splitlines()[2:] == [
        "| in the tray | deskbreak | Another |",
        "|---|---:|---:|",
        "| icon | 0.25 | – |",
        "| threads | 7 | 3 |",
    ]
