"""What sits in the tray beside deskbreak: ``make peers``. The table in docs/costs.md comes from here.

Each program alone on a private desktop of the same kind, one after the other and round again, medians of the rounds;
where one can be asked for a break, once more after it. Then all of them are watched side by side while they have
nothing to do and somebody types. Peers are those of the distribution that are installed (Debian: safeeyes, workrave).
"""

import argparse
import math
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench import proc
from tests.bench.__main__ import BARE, BUILD, conditions, furnished
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import Program, wait_until
from tests.e2e.running import DESKBREAK, ROUTINE, office_around_now

ALONE_S = 22
"""How long a program is left alone before its memory is taken."""
ICON_S = 5
"""How long its icon is waited for."""
PROGRAMS: Mapping[str, list[str]] = {
    "deskbreak": [str(DESKBREAK)],
    "bare PySide6 tray": [sys.executable, str(BARE)],
    "bare, with APScheduler": [sys.executable, str(BARE), "scheduler"],
    "Safe Eyes": ["safeeyes"],
    "Workrave": ["workrave"],
}


ROUTINE_S, AFTERWARDS_S = 40, 30
"""How long a break is given: Safe Eyes' own takes half a minute; and how long the program is left alone after it."""


def _routine(desktop: Desktop) -> None:
    """deskbreak's begins with its safety page, and is closed by the keyboard."""
    desktop.programs.run([str(DESKBREAK), "start"])
    desktop.wait_for_window(ROUTINE)
    desktop.key("Return")
    time.sleep(ROUTINE_S)
    desktop.key(*["Right"] * 4)  # to the last page
    desktop.key("Escape")
    wait_until(lambda: not desktop.windows(ROUTINE), "the window to be closed")


def _safe_eyes_break(desktop: Desktop) -> None:
    desktop.programs.run([*PROGRAMS["Safe Eyes"], "--take-break"])
    time.sleep(ROUTINE_S)


BREAKS: Mapping[str, Callable[[Desktop], None]] = {"deskbreak": _routine, "Safe Eyes": _safe_eyes_break}
"""How a break is asked for, where that is possible from outside."""


@dataclass(frozen=True)
class Cost:
    """Of a program and all that it has started. Times in s, sizes in MiB; ``icon``: ``nan`` where none is told."""

    icon: float
    icon_cpu: float
    cpu: float
    rss: float
    pss: float
    uss: float
    threads: int
    files: int
    processes: int


SIZES: Mapping[str, Callable[[Cost], float]] = {
    "RSS, MiB": lambda cost: cost.rss,
    "PSS, MiB": lambda cost: cost.pss,
    "USS, MiB": lambda cost: cost.uss,
}
UNTOLD = Cost(math.nan, math.nan, math.nan, math.nan, math.nan, math.nan, 0, 0, 0)
ROWS: Mapping[str, Callable[[Cost], float]] = {
    "until the icon is in the tray, s": lambda cost: cost.icon,
    "CPU until the icon, s": lambda cost: cost.icon_cpu,
    f"CPU in the first {ALONE_S} s, s": lambda cost: cost.cpu,
    **SIZES,
    "threads": lambda cost: cost.threads,
    "files open": lambda cost: cost.files,
    "processes": lambda cost: cost.processes,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make peers", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--settle", type=float, default=120, help="seconds before idleness is measured (default: 120)")
    parser.add_argument("--watch", type=float, default=180, help="seconds for which it is measured (default: 180)")
    options = parser.parse_args()
    there = {name: command for name, command in PROGRAMS.items() if shutil.which(command[0])}
    for name in PROGRAMS.keys() - there.keys():
        print(f"not measured: {name}, which is not installed", file=sys.stderr)
    head = conditions(options.settle, options.watch)
    costs: dict[str, list[Cost]] = {name: [] for name in there}
    later: dict[str, list[Cost]] = {name: [] for name in there}
    for turn in range(options.rounds):
        for name, command in there.items():
            print(f"measuring: {name}, {turn + 1} of {options.rounds} …", file=sys.stderr, flush=True)
            with _alone(command) as (desktop, program, icon):
                begin = time.monotonic()
                until_icon = _cpu_until(icon, program.pid)
                time.sleep(max(0, begin + ALONE_S - time.monotonic()))
                costs[name].append(cost(program.pid, icon(), until_icon))
                if name in BREAKS:
                    BREAKS[name](desktop)
                    time.sleep(AFTERWARDS_S)
                    later[name].append(cost(program.pid, icon(), until_icon))
    rows = {what: [statistics.median(map(of, costs[name])) for name in there] for what, of in ROWS.items()}
    for what, of in SIZES.items():
        rows[f"{what}, after a break"] = [statistics.median(map(of, later[name] or [UNTOLD])) for name in there]
    print("measuring: idle …", file=sys.stderr, flush=True)
    with ExitStack() as stack:
        sleepers = [stack.enter_context(_alone(command))[1] for command in there.values()]
        time.sleep(options.settle)
        found = proc.activity([program.pid for program in sleepers], options.watch)
    rows["wake-ups a minute"] = [one.wakeups for one in found]
    rows["CPU a minute, ms"] = [one.cpu_ms for one in found]
    text = table(head, list(there), rows)
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "peers.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


@contextmanager
def _alone(command: list[str]) -> Iterator[tuple[Desktop, Program, Callable[[], float]]]:
    """The program on a desktop of its own, where there is all to be sensed and somebody types; its icon's time."""
    with (
        Desktop() as desktop,
        furnished(desktop),
        FakeWatcher(desktop.address) as watcher,
        FakeNotifications(desktop.address),
    ):
        settings = desktop.home / ".config" / "deskbreak" / "config.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text(office_around_now(), encoding="utf-8")
        desktop.programs.start("typing", ["xdotool", "type", "--delay", "1000", "a" * 3600])
        begin = time.monotonic()
        program = desktop.programs.start("measured", list(command))
        yield desktop, program, lambda: min(watcher.registered.values(), default=float("nan")) - begin
        program.stop()


def _cpu_until(icon: Callable[[], float], pid: int) -> float:
    """CPU that ``pid`` has used when its icon is there, in s; ``nan`` where none comes within a few seconds."""
    begin = time.monotonic()
    while math.isnan(icon()):
        if time.monotonic() - begin > ICON_S:
            return math.nan
        time.sleep(0.002)
    return _cpu(pid)


def cost(pid: int, icon: float, icon_cpu: float) -> Cost:
    """What the program ``pid`` and its children hold now, and have used so far."""
    pids = [pid, *children(pid)]
    sizes = [proc.sizes(one) for one in pids]
    return Cost(
        icon,
        icon_cpu,
        sum(map(_cpu, pids)),
        sum(size["Rss"] for size in sizes),
        sum(size["Pss"] for size in sizes),
        sum(size["Private_Clean"] + size["Private_Dirty"] for size in sizes),
        sum(len(list(Path(f"/proc/{one}/task").iterdir())) for one in pids),
        sum(len(list(Path(f"/proc/{one}/fd").iterdir())) for one in pids),
        len(pids),
    )


def children(pid: int) -> list[int]:
    """Its own, and theirs."""
    found = [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]
    return [*found, *(below for child in found for below in children(child))]


def _cpu(pid: int) -> float:
    """In s."""
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def table(head: str, names: list[str], rows: Mapping[str, list[float]]) -> str:
    """GitHub's Markdown."""
    lines = [head, f"| in the tray | {' | '.join(names)} |", f"|---|{'---:|' * len(names)}"]
    for what, values in rows.items():
        whole = all(value.is_integer() for value in map(float, values) if not math.isnan(value))
        shown = ["–" if math.isnan(value) else f"{value:.0f}" if whole else f"{value:.2f}" for value in values]
        lines.append(f"| {what} | {' | '.join(shown)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
