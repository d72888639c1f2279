"""What deskbreak costs, as one table: ``make bench``. Figures in docs/costs.md come from here.

Each figure stands beside that of the least PySide6 program of its kind, measured in the same run on the same machine.
What does nothing is watched after it has settled, and while it settles, the rest is measured: sleepers disturb nobody.
Only memory is measured with nothing else of its kind on the machine, as such programs share pages.
"""

import argparse
import datetime
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import PySide6

from deskbreak.simulation.scenario import read_scenario
from deskbreak.simulation.simulator import Simulation
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


IDLE = "idle"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="starts of each program (default: 5)")
    parser.add_argument("--settle", type=float, default=75, help="seconds before idleness is measured (default: 75)")
    parser.add_argument("--watch", type=float, default=90, help="seconds for which it is measured (default: 90)")
    parser.add_argument("--only", metavar="PART", default="", help="only the parts whose names begin so")
    options = parser.parse_args()
    head = conditions(options.settle, options.watch)
    meanwhile: list[tuple[str, Callable[[], list[Row]]]] = [
        ("start", lambda: start(options.runs)),
        ("painting", painting),
        ("routine window", routine_window),
        ("simulator", simulator),
        ("questions", questions),
        ("status", status),
    ]
    rows = measured([("memory", memory)], options.only)
    with ExitStack() as stack:
        sleepers = settling(stack) if IDLE.startswith(options.only) else []
        begin = time.monotonic()
        rows += measured(meanwhile, options.only)
        if sleepers:
            _say(IDLE)
            time.sleep(max(0, begin + options.settle - time.monotonic()))
            rows += idle(sleepers, options.watch)
    text = table(head, rows)
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "bench.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


def measured(parts: list[tuple[str, Callable[[], list[Row]]]], only: str) -> list[Row]:
    """The rows of these parts, one after the other."""
    rows: list[Row] = []
    for name, part in parts:
        if name.startswith(only):
            _say(name)
            rows += part()
    return rows


def _say(name: str) -> None:
    print(f"measuring: {name} …", file=sys.stderr, flush=True)


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
    """Each program alone in the tray, once it has stopped growing, as programs of a kind would share pages.

    All the senses have something to listen to.
    """
    sizes: dict[str, list[proc.Memory]] = {"scheduler": [], "deskbreak": []}
    for run in range(3):
        for name, found in sizes.items():
            with (
                Desktop() as desktop,
                furnished(desktop),
                FakeWatcher(desktop.address) as watcher,
                FakeNotifications(desktop.address),
            ):
                program = (
                    desktop.programs.start(name, [sys.executable, BARE, name])
                    if name == "scheduler"
                    else Deskbreak(desktop, desktop.folder / f"memory{run}", office_around_now()).launch()
                )
                _wait_for_items(watcher, 1)
                found.append(proc.settled_memory(program.pid))
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


@dataclass(frozen=True)
class Sleepers:
    """Programs on one desktop that have nothing to do, with everything there to be sensed."""

    where: str
    programs: tuple[Program, ...]
    """The bare tray, the same with APScheduler and QtDBus, and deskbreak outside office hours and within."""


def settling(stack: ExitStack) -> list[Sleepers]:
    """Start the sleepers under X11, where somebody types, and under Wayland: sway without a screen has no keyboard."""
    desktop = stack.enter_context(Desktop())
    typing = ["xdotool", "type", "--delay", "1000", "a" * 3600]
    desktop.programs.start("typing", typing)
    found = [_settling(stack, desktop, "X11")]
    if missing := missing_wayland_tools():
        print(f"not measured: Wayland; not installed: {', '.join(missing)}", file=sys.stderr)
        return found
    return [*found, _settling(stack, stack.enter_context(WaylandDesktop()), "Wayland")]


def _settling(stack: ExitStack, desktop: Desktop, where: str) -> Sleepers:
    stack.enter_context(furnished(desktop))
    watcher = stack.enter_context(FakeWatcher(desktop.address))
    stack.enter_context(FakeNotifications(desktop.address))
    programs = (
        desktop.programs.start("bare", [sys.executable, BARE]),
        desktop.programs.start("scheduler", [sys.executable, BARE, "scheduler", "buses"]),
        Deskbreak(desktop, desktop.folder / "off", office_over()).launch(),
        Deskbreak(desktop, desktop.folder / "in", office_around_now()).launch(),
    )
    _wait_for_items(watcher, len(programs))
    return Sleepers(where, programs)


def idle(sleepers: list[Sleepers], watch: float) -> list[Row]:
    """Wake-ups and CPU of those, all watched side by side. Each measure is of all threads of a program together."""
    found = iter(proc.activity([program.pid for one in sleepers for program in one.programs], watch))
    rows = []
    for one in sleepers:
        bare, scheduler, off, working = (next(found) for _program in one.programs)
        for name, unit, form, target in (
            ("wakeups", "wake-ups a minute", ".1f", "≤ 1"),
            ("cpu_ms", "CPU ms a minute", ".2f", ""),
        ):
            values = [format(getattr(each, name), form) for each in (bare, scheduler, off, working)]
            beside = f"{values[0]} (with APScheduler and QtDBus {values[1]})"
            rows.append(Row(f"idle in the tray, {one.where}, {unit}, outside office hours", values[2], beside, target))
            rows.append(Row(f"idle in the tray, {one.where}, {unit}, at work", values[3], beside, target))
    return rows


@contextmanager
def furnished(desktop: Desktop) -> Iterator[None]:
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
    with Desktop() as desktop, furnished(desktop):
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


def status(times: int = 11) -> list[Row]:
    """CPU of a ``deskbreak status`` that is answered, from the interpreter's start to its end."""
    taken = []
    with Desktop() as desktop, FakeWatcher(desktop.address), FakeNotifications(desktop.address):
        app = Deskbreak(desktop, desktop.folder / "status", office_around_now())
        app.start()
        for _turn in range(times):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            app.tell("status")
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return [Row(f"status, CPU ms (median of {times})", f"{statistics.median(taken) * 1000:.0f}", target="≤ 100")]


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
            target="≤ 4",
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
        shares["moves"] = proc.activity([pid], 15)[0]
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
            target="≤ 15" if name == "moves" else "0",
        )
        for name, activity in shares.items()
    ]


def simulator() -> list[Row]:
    """A year of eventful office days: by the engine alone, and by the command line."""
    text = year.year()
    scenario = read_scenario(text, "UTC")
    BUILD.mkdir(parents=True, exist_ok=True)
    file = BUILD / "year.toml"
    file.write_text(text, encoding="utf-8")
    alone, whole = [], []
    for _round in range(3):
        begin = time.process_time()
        happened = sum(1 for _ in Simulation(scenario).run())
        alone.append(time.process_time() - begin)
        begin = time.monotonic()
        subprocess.run([DESKBREAK, "simulate", file, "--json"], capture_output=True, check=True)
        whole.append(time.monotonic() - begin)
    return [
        Row(
            f"a simulated day: ms ({year.DAYS} days, {happened} happenings)",
            f"{min(alone) * 1000 / year.DAYS:.1f}",
            target="≤ 2",
        ),
        Row("the year by the command line, start, reading and printing included: s", f"{min(whole):.2f}"),
    ]


def _wait_for_items(watcher: FakeWatcher, number: int) -> None:
    wait_until(lambda: len(watcher.registered) >= number, f"{number} icons in the tray", 30)


def conditions(settle: float, watch: float) -> str:
    """What it is measured on, and beside how much other work: to be asked before the first part makes work itself."""
    processor = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        "unknown processor",
    )
    today = datetime.datetime.now().astimezone().date()
    load, cores = os.getloadavg()[0], os.cpu_count()
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return (
        f"Measured on {today}: {processor}, {cores} cores, of which other work took {load:.1f} at the beginning; "
        f"{system}, Linux {platform.release()}, Python {platform.python_version()}, PySide6 {PySide6.__version__}, "
        f"Xvfb and headless sway. Idleness is counted for {watch:g} s, not before {settle:g} s after the start.\n"
    )


def table(head: str, rows: list[Row]) -> str:
    """GitHub's Markdown."""
    lines = [head, "| | deskbreak | bare | target |", "|---|---:|---:|---:|"]
    lines += [f"| {row.what} | {row.measured} | {row.beside} | {row.target} |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
