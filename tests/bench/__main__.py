"""What deskbreak costs, as one table: ``make bench``. Figures in the README come from here.

Each figure stands beside that of the least PySide6 program of its kind, measured in the same run on the same machine.
"""

import argparse
import datetime
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench import proc, year
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.logind import SESSION_ID, FakeLogind
from tests.e2e.processes import Program, wait_until
from tests.e2e.running import DESKBREAK, Deskbreak, office_around_now, office_over
from tests.e2e.services import FakeScreenSaver, FakeSessionManager
from tests.e2e.sound import sound_server
from tests.e2e.wayland import WaylandDesktop, missing_wayland_tools

BUILD = Path("build/bench")
BARE = Path(__file__).with_name("bare.py")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    beside: str = ""
    target: str = ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="starts of each program (default: 7)")
    parser.add_argument("--settle", type=float, default=90, help="seconds before idleness is measured (default: 90)")
    parser.add_argument("--watch", type=float, default=200, help="seconds for which it is measured (default: 200)")
    parser.add_argument("--only", metavar="PART", help="only the parts whose names begin so")
    options = parser.parse_args()
    parts: list[tuple[str, Callable[[], list[Row]]]] = [
        ("start", lambda: start(options.runs)),
        ("memory", memory),
        ("painting", painting),
        ("routine window", routine_window),
        ("simulator", simulator),
        ("questions", questions),
        ("idle under X11", lambda: idle_x11(options.settle, options.watch)),
        ("idle under Wayland", lambda: idle_wayland(options.settle, options.watch)),
    ]
    rows: list[Row] = []
    for name, part in parts:
        if not name.startswith(options.only or ""):
            continue
        print(f"measuring: {name} …", file=sys.stderr, flush=True)
        rows += part()
    text = table(rows)
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "bench.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


def start(runs: int) -> list[Row]:
    """From the start of the process to the icon's registration, the two in turn; the first pair is not counted."""
    times: dict[str, list[float]] = {"bare": [], "deskbreak": []}
    with Desktop() as desktop, FakeWatcher(desktop.address) as watcher, FakeNotifications(desktop.address):
        for run in range(runs + 1):
            for name, taken in times.items():
                before = len(watcher.registered)
                begin = time.monotonic()
                if name == "bare":
                    program = desktop.programs.start(name, [sys.executable, BARE])
                else:
                    program = Deskbreak(desktop, desktop.folder / f"start{run}", office_around_now()).launch()
                _wait_for_items(watcher, before + 1)
                if run:
                    taken.append(max(watcher.registered.values()) - begin)
                program.stop()
    bare, ours = (statistics.median(times[name]) for name in ("bare", "deskbreak"))
    return [
        Row(
            f"start to tray, wall s (median of {runs}, {min(times['deskbreak']):.2f}–{max(times['deskbreak']):.2f})",
            f"{ours:.2f}",
            f"{bare:.2f}",
        ),
        Row("start to tray, ratio", f"{ours / bare:.2f}", "1", "≤ 1.25"),
    ]


def memory() -> list[Row]:
    """Each program alone in the tray, twenty seconds after its start, as programs of a kind would share pages.

    All the senses have something to listen to.
    """
    sizes: dict[str, list[proc.Memory]] = {"scheduler": [], "deskbreak": []}
    for run in range(3):
        for name, found in sizes.items():
            with (
                Desktop() as desktop,
                _furnished(desktop),
                FakeWatcher(desktop.address) as watcher,
                FakeNotifications(desktop.address),
            ):
                program = (
                    desktop.programs.start(name, [sys.executable, BARE, name])
                    if name == "scheduler"
                    else Deskbreak(desktop, desktop.folder / f"memory{run}", office_around_now()).launch()
                )
                _wait_for_items(watcher, 1)
                time.sleep(20)
                found.append(proc.memory(program.pid))
    rows = []
    for name in ("rss", "pss"):
        bare, ours = (statistics.median(getattr(one, name) for one in sizes[kind]) for kind in sizes)
        rows.append(
            Row(
                f"{name.upper()} in the tray, MiB (beside: bare tray with APScheduler); ratio {ours / bare:.2f}",
                f"{ours:.0f}",
                f"{bare:.0f}",
                "ratio ≤ 1.1",
            )
        )
    return rows


def idle_x11(settle: float, watch: float) -> list[Row]:
    """See ``_idle``; meanwhile somebody types."""
    with Desktop() as desktop:
        keys = "a" * round(settle + watch + 60)
        desktop.programs.start("typing", ["xdotool", "type", "--delay", "1000", keys])
        return _idle(desktop, "X11", settle, watch)


def idle_wayland(settle: float, watch: float) -> list[Row]:
    """See ``_idle``; nobody types, as sway without a screen has no keyboard."""
    if missing := missing_wayland_tools():
        print(f"not measured: Wayland; not installed: {', '.join(missing)}", file=sys.stderr)
        return []
    with WaylandDesktop() as desktop:
        return _idle(desktop, "Wayland", settle, watch)


def _idle(desktop: Desktop, where: str, settle: float, watch: float) -> list[Row]:
    """Wake-ups and CPU of programs that have nothing to do, watched side by side, with everything there to be sensed.

    Each measure is of all threads together.
    """
    with _furnished(desktop), FakeWatcher(desktop.address) as watcher, FakeNotifications(desktop.address):
        programs: list[Program] = [
            desktop.programs.start("bare", [sys.executable, BARE]),
            desktop.programs.start("scheduler", [sys.executable, BARE, "scheduler", "buses"]),
            Deskbreak(desktop, desktop.folder / "off", office_over()).launch(),
            Deskbreak(desktop, desktop.folder / "in", office_around_now()).launch(),
        ]
        _wait_for_items(watcher, len(programs))
        time.sleep(settle)
        bare, scheduler, off, working = proc.activity([program.pid for program in programs], watch)
    rows = []
    for name, unit, form, target in (
        ("wakeups", "wake-ups a minute", ".1f", "≤ 1"),
        ("cpu_ms", "CPU ms a minute", ".2f", ""),
    ):
        values = [format(getattr(one, name), form) for one in (bare, scheduler, off, working)]
        beside = f"{values[0]} (with APScheduler and QtDBus {values[1]})"
        rows.append(Row(f"idle in the tray, {where}, {unit}, outside office hours", values[2], beside, target))
        rows.append(Row(f"idle in the tray, {where}, {unit}, at work", values[3], beside, target))
    return rows


@contextmanager
def _furnished(desktop: Desktop) -> Iterator[None]:
    """A desktop with a sound server, logind, a screen locker and a session manager: what the senses listen to."""
    desktop.start_system_bus()
    with (
        sound_server(desktop.folder / "sound") as sound,
        FakeLogind(desktop.system_address),
        FakeScreenSaver(desktop.address),
        FakeSessionManager(desktop.address),
    ):
        desktop.environment["PULSE_SERVER"] = sound.environment["PULSE_SERVER"]
        desktop.environment["XDG_SESSION_ID"] = SESSION_ID
        yield


def questions() -> list[Row]:
    """How long each sense takes to find out anew; those that are told of changes are seldom asked."""
    with Desktop() as desktop, _furnished(desktop):
        desktop.start_dunst()
        desktop.environment["PYTHONPATH"] = str(Path(__file__).parents[2])
        printed = desktop.programs.run([sys.executable, "-m", "tests.bench.questions"], limit=120)
    return [
        Row(
            f"to ask {line['question']} of {line['backend']}, ms (median of {line['times']})",
            f"{line['median_ms']:.2f}",
            target="≤ 200",
        )
        for line in map(json.loads, printed.splitlines())
    ]


def painting() -> list[Row]:
    """One frame of the figure, as its widget paints it."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench.painting"], capture_output=True, text=True, check=True, timeout=300
    )
    told = json.loads(run.stdout)
    return [
        Row(
            f"painting the figure, 420 × 420, CPU ms a frame ({told['frames']} frames; 99 % < {told['slow_ms']:.1f})",
            f"{told['median_ms']:.1f}",
            target="< 5",
        )
    ]


def routine_window() -> list[Row]:
    """CPU of one core while the figure moves, while it is paused, and with the window hidden."""
    shares = {}
    with Desktop() as desktop, FakeWatcher(desktop.address), FakeNotifications(desktop.address):
        app = Deskbreak(desktop, desktop.folder / "window", office_around_now())
        pid = app.start().pid
        app.tell("start")
        window = app.confirm_safety()
        time.sleep(8)  # the first movement begins
        shares["moves"] = proc.activity([pid], 20)[0]
        desktop.key("space")
        time.sleep(2)
        shares["paused"] = proc.activity([pid], 10)[0]
        desktop.key("space")
        desktop.programs.run(["xdotool", "windowminimize", str(window.id)])
        time.sleep(2)
        shares["hidden"] = proc.activity([pid], 10)[0]
    return [
        Row(
            f"routine window, {name}: CPU % of a core",
            f"{activity.cpu_ms / 600:.1f}",
            target="0" if name in ("paused", "hidden") else "",
        )
        for name, activity in shares.items()
    ]


def simulator() -> list[Row]:
    """A year of eventful office days through the command line, reading and printing included."""
    BUILD.mkdir(parents=True, exist_ok=True)
    scenario = BUILD / "year.toml"
    scenario.write_text(year.year(), encoding="utf-8")
    begin = time.monotonic()
    result = subprocess.run([DESKBREAK, "simulate", scenario, "--json"], capture_output=True, text=True, check=True)
    took = time.monotonic() - begin
    lines = result.stdout.count("\n")
    return [Row(f"simulator, days a second ({year.DAYS} days, {lines} lines, {took:.1f} s)", f"{year.DAYS / took:.0f}")]


def _wait_for_items(watcher: FakeWatcher, number: int) -> None:
    wait_until(lambda: len(watcher.registered) >= number, f"{number} icons in the tray", 30)


def table(rows: list[Row]) -> str:
    """GitHub's Markdown."""
    processor = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        "unknown processor",
    )
    today = datetime.datetime.now().astimezone().date()
    python = sys.version.split()[0]
    head = f"{today}, {processor}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {python}"
    lines = [head, "", "| | deskbreak | bare | target |", "|---|---:|---:|---:|"]
    lines += [f"| {row.what} | {row.measured} | {row.beside} | {row.target} |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
