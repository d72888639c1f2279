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

from tests.bench import proc
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


def test_the_readme_has_what_the_table_asks_for() -> None:
    """Beside each figure, the limits that are in the code: neither without the other."""
    limit = r"(?:[≤<] [\d.]+|0)"
    code = (ROOT / "tests" / "bench" / "__main__.py").read_text(encoding="utf-8")
    asked = set(re.findall(rf'"(?:ratio )?({limit})"', code))
    costs = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## What it costs\n")[2].partition("\n## ")[0]
    told = re.findall(rf"^\|.*\| ({limit})(?: ×| ms)? \|$", costs, re.MULTILINE)
    assert set(told) == asked
    assert len(told) >= len(asked)


def test_memory_is_taken_when_a_program_has_stopped_growing() -> None:
    grow = "kept.append(b'x' * (8 << 20)); time.sleep(0.2)"
    code = f"import time; kept = []\nfor _ in range(8): {grow}\ntime.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", code]) as program:
        try:
            settled = proc.settled_memory(program.pid, still=2)
        finally:
            program.kill()
    assert settled.rss > 64
    assert 0 < settled.pss <= settled.rss


def test_one_that_never_stops_growing_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = iter(range(1_000))
    monkeypatch.setattr(proc, "memory", lambda pid: proc.Memory(float(next(sizes)), 0.0))
    clock = iter(range(1_000))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    assert proc.settled_memory(0, still=5, limit=40).rss < 50
