"""What deskbreak costs, as one table: ``make bench``. Figures in the README come from here.

Each figure stands beside that of the least PySide6 program of its kind, measured in the same run on the same machine.
"""

import argparse
import datetime
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench import proc, year
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import Program, wait_until
from tests.e2e.running import DESKBREAK, Deskbreak, office_around_now, office_over

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
    options = parser.parse_args()
    parts: list[tuple[str, Callable[[], list[Row]]]] = [
        ("start", lambda: start(options.runs)),
        ("memory", memory),
        ("routine window", routine_window),
        ("simulator", simulator),
        ("idle", lambda: idle(options.settle, options.watch)),
    ]
    rows: list[Row] = []
    for name, part in parts:
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
    """Each program alone in the tray, twenty seconds after its start, as programs of a kind would share pages."""
    sizes: dict[str, list[proc.Memory]] = {"scheduler": [], "deskbreak": []}
    for run in range(3):
        for name, found in sizes.items():
            with Desktop() as desktop, FakeWatcher(desktop.address) as watcher, FakeNotifications(desktop.address):
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


def idle(settle: float, watch: float) -> list[Row]:
    """Wake-ups and CPU of programs that have nothing to do, watched side by side while somebody types."""
    with Desktop() as desktop, FakeWatcher(desktop.address) as watcher, FakeNotifications(desktop.address):
        programs: list[Program] = [
            desktop.programs.start("bare", [sys.executable, BARE]),
            desktop.programs.start("scheduler", [sys.executable, BARE, "scheduler"]),
            Deskbreak(desktop, desktop.folder / "off", office_over()).launch(),
            Deskbreak(desktop, desktop.folder / "in", office_around_now()).launch(),
        ]
        _wait_for_items(watcher, len(programs))
        keys = "a" * round(settle + watch + 30)
        desktop.programs.start("typing", ["xdotool", "type", "--delay", "1000", keys])
        time.sleep(settle)
        bare, scheduler, off, working = proc.activity([program.pid for program in programs], watch)
    rows = []
    for name, unit, form in (("wakeups", "wake-ups a minute", ".1f"), ("cpu_ms", "CPU ms a minute", ".2f")):
        values = [format(getattr(one, name), form) for one in (bare, scheduler, off, working)]
        beside = f"{values[0]} (with APScheduler {values[1]})"
        rows.append(Row(f"idle in the tray, {unit}, outside office hours", values[2], beside, "0"))
        rows.append(Row(f"idle in the tray, {unit}, at work (asks X every few minutes)", values[3], beside, "near 0"))
    return rows


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
