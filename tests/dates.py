"""The whole suite on an odd date: ``DESKBREAK_TESTS_DATE`` says when the tests believe they run.

    DESKBREAK_TESTS_DATE="2026-11-28 03:00:00" make test                  local time in TZ, or the system's zone
    DESKBREAK_TESTS_DATE="2026-03-29 01:59:00 Europe/Berlin" make test    and in that zone
    DESKBREAK_TESTS_DATE=turn make test                                   one of ``ODD``, another one each day

It is libfaketime that makes every program believe it (https://github.com/wolfcw/libfaketime), deskbreak, buses and
Xvfb included. The wall clock alone is moved, by the same amount for all of them: it runs on, programs that are started
again find it later, and CLOCK_MONOTONIC, CLOCK_BOOTTIME and timers are the machine's.
"""

import datetime
import os
import platform
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

VARIABLE = "DESKBREAK_TESTS_DATE"
FAKED = Path(__file__).with_name("faked")
FAKING = (
    *("LD_PRELOAD", "FAKETIME", "DONT_FAKE_MONOTONIC", "FAKETIME_DONT_FAKE_MONOTONIC", "NO_FAKE_STAT"),
    *("FAKETIME_DISABLE_SHM", "PYTHONPATH"),
)
"""What a program has to be given to live on that date, the zone aside."""
LIBRARIES = tuple(
    Path(folder, "faketime/libfaketimeMT.so.1")
    for folder in (f"/usr/lib/{platform.machine()}-linux-gnu", "/usr/lib", "/usr/lib64", "/usr/local/lib")
)


@dataclass(frozen=True)
class Date:
    """A local time without a zone, and the IANA name of the zone it is in; ``""``: the system's."""

    local: datetime.datetime
    zone: str = ""

    def __str__(self) -> str:
        return f"{self.local} {self.zone}".strip()

    def utc(self) -> float:
        """Seconds since 1970."""
        if not self.zone:
            return self.local.timestamp()
        return self.local.replace(tzinfo=ZoneInfo(self.zone)).timestamp()


def date(text: str) -> Date:
    """``2026-11-28 03:00:00``, with or without a zone; ``ValueError`` for anything else."""
    told = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?: (\S+))?", text.strip())
    if told is None:
        raise ValueError(f"{VARIABLE}: {text!r}; accepted: 2026-11-28 03:00:00, with a zone or without, or turn")
    ZoneInfo(told[2] or "UTC")
    return Date(datetime.datetime.fromisoformat(told[1]), told[2] or "")


ODD = tuple(
    map(
        date,
        (
            "2026-11-28 03:00:00 Europe/Berlin",  # a Saturday night
            "2026-03-29 01:59:00 Europe/Berlin",  # 02:00 is 03:00
            "2026-10-25 02:59:00 Europe/Berlin",  # 03:00 is 02:00 again
            "2026-03-08 01:59:00 America/New_York",
            "2026-11-01 01:59:00 America/New_York",
            "2028-02-29 10:00:00 Europe/Berlin",
            "2026-12-31 23:55:00 Europe/Berlin",
            "2026-11-27 17:57:00 Europe/Berlin",  # a Friday: the default office hours end soon
            "2026-11-30 08:57:00 Europe/Berlin",  # a Monday: they begin soon
        ),
    )
)


def chosen(environment: Mapping[str, str], today: datetime.date) -> Date | None:
    """The date that is asked for; None: the real one. By turns: by the run of the CI, or else by the day."""
    match environment.get(VARIABLE, "").strip():
        case "":
            return None
        case "turn":
            return ODD[int(environment.get("GITHUB_RUN_NUMBER") or today.toordinal()) % len(ODD)]
        case text:
            return date(text)


def believing(when: Date, now: float, library: Path) -> dict[str, str]:
    """What in the environment of a program makes it believe that it is ``when``, at ``now`` (seconds since 1970)."""
    return {
        **({"TZ": when.zone} if when.zone else {}),
        "LD_PRELOAD": str(library),
        "FAKETIME": f"{round(when.utc() - now):+d}",
        # The name that libfaketime(1) has, and the one that 0.9.10 looks for first.
        "DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        # The times of files are the machine's; 0.9.10 cannot move them, and 0.9.10+2024 would.
        "NO_FAKE_STAT": "1",
        # Nothing is shared by programs that may be killed (tests/faked/sitecustomize.py).
        "FAKETIME_DISABLE_SHM": "1",
        "PYTHONPATH": str(FAKED),
    }


def passed_on(environment: Mapping[str, str]) -> dict[str, str]:
    """What has to be in the environment of a program beside ours, so that it lives on the same date."""
    faking = FAKING if "FAKETIME" in environment else ()
    return {name: environment[name] for name in ("TZ", *faking) if name in environment}


def undated(environment: Mapping[str, str]) -> dict[str, str]:
    """``environment`` for a program that lives on the machine's own date: a Wayland compositor, whose timers
    (timerfd, by libwayland) libfaketime 0.9.10 keeps from going off; the wall clock is nothing to it.
    """
    return {name: value for name, value in environment.items() if name not in FAKING}


def begin_again(config: pytest.Config) -> None:
    """If another date is asked for and this process does not live on it yet: it becomes one that does."""
    try:
        when = chosen(os.environ, datetime.datetime.now().astimezone().date())
    except (ValueError, LookupError) as fault:
        raise pytest.UsageError(str(fault)) from fault
    if when is None or "FAKETIME" in os.environ:
        return
    library = next((path for path in LIBRARIES if path.exists()), None)
    if library is None:
        raise pytest.UsageError(f"{VARIABLE} takes libfaketime, which is not here (Debian: faketime)")
    print(f"{VARIABLE}: it is {when}", file=sys.stderr, flush=True)
    if (capture := config.pluginmanager.getplugin("capturemanager")) is not None:
        capture.stop_global_capturing()  # stdout and stderr as they were
    now = datetime.datetime.now(datetime.UTC).timestamp()
    os.execve(sys.executable, sys.orig_argv, {**os.environ, **believing(when, now, library)})  # noqa: S606 - ourselves
