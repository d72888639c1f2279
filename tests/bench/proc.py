"""What the kernel knows of a running program, read from /proc."""

import time
from dataclasses import dataclass
from pathlib import Path

GROWTH = 0.1
"""MiB of resident size that are no change."""


@dataclass(frozen=True)
class Memory:
    """In MiB. ``pss`` shares each page among the programs that map it."""

    rss: float
    pss: float


@dataclass(frozen=True)
class Activity:
    """What all threads did in a span, counted per minute."""

    wakeups: float
    cpu_ms: float


def sizes(pid: int) -> dict[str, float]:
    """What ``smaps_rollup`` of proc(5) tells, in MiB."""
    lines = (line.split()[:2] for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return {name.rstrip(":"): int(kilobytes) / 1024 for name, kilobytes in lines}


def memory(pid: int) -> Memory:
    found = sizes(pid)
    return Memory(found["Rss"], found["Pss"])


def settled_memory(pid: int, still: float = 5, limit: float = 40) -> Memory:
    """Its memory once its resident size has not changed for ``still`` seconds; ``limit`` seconds later as it is."""
    begin = since = time.monotonic()
    seen = memory(pid)
    while (now := time.monotonic()) - since < still and now - begin < limit:
        time.sleep(0.5)
        latest = memory(pid)
        if abs(latest.rss - seen.rss) > GROWTH:
            since, seen = time.monotonic(), latest
    return memory(pid)


def activity(pids: list[int], seconds: float) -> list[Activity]:
    """Watch several programs at once for ``seconds``."""
    begin = time.monotonic()
    before = [_counters(pid) for pid in pids]
    time.sleep(seconds)
    minutes = (time.monotonic() - begin) / 60
    after = [_counters(pid) for pid in pids]
    return [
        Activity((switches - switches_0) / minutes, (cpu - cpu_0) / 1e6 / minutes)
        for (switches_0, cpu_0), (switches, cpu) in zip(before, after, strict=True)
    ]


def _counters(pid: int) -> tuple[int, int]:
    """Context switches of both kinds, and CPU time in ns, summed over the threads that there are now."""
    switches = cpu = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        for line in (task / "status").read_text().splitlines():
            if "ctxt_switches" in line:
                switches += int(line.split()[1])
        cpu += int((task / "schedstat").read_text().split()[0])
    return switches, cpu
