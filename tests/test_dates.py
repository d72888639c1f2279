"""Another date for the whole suite: which, and what it does to a program."""

import datetime
import os
import subprocess
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.dates import LIBRARIES, ODD, VARIABLE, Date, believing, chosen, date, passed_on

TODAY = datetime.date(2026, 11, 28)
LIBRARY = next((path for path in LIBRARIES if path.exists()), None)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_there_are_dates_just_before_the_clocks_are_set(zone: str) -> None:
    """Forward and back, as the zone's own table has it."""
    assert {1, -1} <= {_step(one) for one in ODD if one.zone == zone}


def _step(when: Date) -> int:
    """By how many hours the wall clock is set within two minutes of that date."""
    zone = ZoneInfo(when.zone)
    offsets = [
        datetime.datetime.fromtimestamp(when.utc() + seconds, zone).utcoffset() or datetime.timedelta()
        for seconds in (0, 120)
    ]
    return round((offsets[1] - offsets[0]) / datetime.timedelta(hours=1))


def test_by_turns_each_has_its_day() -> None:
    days = [TODAY + datetime.timedelta(days=number) for number in range(len(ODD))]
    assert {chosen({VARIABLE: "turn"}, day) for day in days} == set(ODD)
    runs = [{VARIABLE: "turn", "GITHUB_RUN_NUMBER": str(number)} for number in range(len(ODD))]
    assert {chosen(run, TODAY) for run in runs} == set(ODD)


def test_the_date_that_is_asked_for() -> None:
    assert chosen({}, TODAY) is None
    assert chosen({VARIABLE: "2028-02-29 10:00:00"}, TODAY) == Date(datetime.datetime.fromisoformat("2028-02-29T10:00"))
    assert chosen({VARIABLE: f"{ODD[0]}"}, TODAY) == ODD[0]


@pytest.mark.parametrize("text", ["yesterday", "2026-11-28", "2026-11-28 03:00:00 Atlantis", "2027-02-29 10:00:00"])
def test_a_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises((ValueError, LookupError)):
        date(text)


def test_what_is_passed_on() -> None:
    there = {"TZ": "Asia/Tokyo", "FAKETIME": "+5", "LD_PRELOAD": "x.so", "HOME": "/root"}
    assert passed_on(there) == {"TZ": "Asia/Tokyo", "FAKETIME": "+5", "LD_PRELOAD": "x.so"}
    assert passed_on({"LD_PRELOAD": "x.so"}) == {}


@pytest.fixture
def library(request: pytest.FixtureRequest) -> Path:
    if LIBRARY is None:
        if request.config.getoption("--every-part") and sys.platform == "linux":
            pytest.fail("not installed: faketime (packaging/debian-packages.toml)")
        pytest.skip("libfaketime is not installed")
    return LIBRARY


CLOCKS = """
import time
for clock in time.CLOCK_MONOTONIC, time.CLOCK_BOOTTIME, time.CLOCK_REALTIME:
    print(time.clock_gettime(clock))
time.sleep(0.01)
"""


@pytest.mark.parametrize("when", ODD, ids=str)
def test_a_program_believes_it_and_its_other_clocks_are_the_machines(library: Path, when: Date) -> None:
    clean = {name: value for name, value in os.environ.items() if name not in passed_on(os.environ)}
    if "FAKETIME" in os.environ:
        pytest.skip("this process lives on another date itself, and knows no other clock")
    environment = {**clean, **believing(when, time.time(), library)}
    begin = time.clock_gettime(time.CLOCK_MONOTONIC)
    told = subprocess.run(
        [sys.executable, "-c", CLOCKS], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    end = time.clock_gettime(time.CLOCK_MONOTONIC)
    monotonic, boot, real = map(float, told.stdout.split())
    behind = time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    assert begin <= monotonic <= end
    assert begin <= boot - round(behind, 2) + 0.02
    assert -1 <= real - when.utc() <= end - begin + 1


def test_what_a_program_starts_shares_nothing_with_it(library: Path) -> None:
    """Killed while it holds a lock that all share, it would stop every other program for good."""
    if "FAKETIME" in os.environ:
        assert "FAKETIME_SHARED" not in os.environ
        return
    environment = {**os.environ, **believing(ODD[0], time.time(), library)}
    code = "import os, subprocess; print(os.getpid(), flush=True); subprocess.run(['env'])"
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    pid, *variables = told.stdout.splitlines()
    assert any(line.startswith("FAKETIME=") for line in variables)
    assert not [line for line in variables if line.startswith("FAKETIME_SHARED=") and line.endswith(f"_{pid}")]
