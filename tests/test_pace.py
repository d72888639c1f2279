"""Seconds that a busy machine does not make longer."""

import time
from pathlib import Path

import pytest

from tests import pace


def test_standing_still_counts() -> None:
    """One of five times at least: a virtual machine that stands still itself is told as waiting, too."""
    longest = 0.0
    for _time in range(5):
        wall, begin = time.monotonic(), pace.own_s()
        time.sleep(0.05)
        own, passed = pace.own_s() - begin, time.monotonic() - wall
        assert own <= passed
        longest = max(longest, own)
    assert longest > 0.02


def test_waiting_for_a_processor_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schedule = tmp_path / "schedstat"
    monkeypatch.setattr(pace, "SCHEDULE", schedule)
    begin = pace.own_s()  # a system that does not say: all of it counts
    schedule.write_text("813523 3000000000 2\n", encoding="ascii")
    assert pace.own_s() - begin < -2
