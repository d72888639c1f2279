"""Whether two checkouts of deskbreak live the same days: ``simulate`` prints the same in both, byte for byte.

    python -m tests.same_days ../before . [--days 500]

For a change that only moves or renames. The worked days of docs/behaviour.md, the cases of ``tests/engine/cases``, and
as many days drawn at random, always the same ones; both as lines of JSON and as sentences.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.engine.worked import DAYS

CASES = Path(__file__).parent / "engine" / "cases"
CHILD = """
import contextlib, io, json, sys
from deskbreak.cli import main
for line in sys.stdin:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(json.loads(line))
    print(json.dumps([code, out.getvalue(), err.getvalue()]), flush=True)
"""
"""Obeys commands as they come, in one process for all of them: by the command line alone, which has one name."""
SIGNS = ("call", "dnd", "fullscreen", "inhibit")
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC")
SETTINGS = (
    "[config.office]\nlunch = '12:30-13:15'\n",
    "[config.office]\nhours = '20:00-04:00'\n",
    "[config.nudge]\nenabled = false\n",
    "[config.nudge]\nevery = '45m'\n",
    "[config.routine]\nevery = ['1h', '90m']\n",
    "[config.routine]\npause = '2m'\n",
    "[config.reminder]\nagain = '5m'\n",
    "[config.away]\nafter = '2m'\n",
    "[config.hold]\ngrace = '5m'\n",
    "[config.hold]\nfullscreen = false\n",
)
ROUNDS = 6
"""How often a day is given one more answer to what it offers."""


@dataclass(frozen=True)
class Event:
    """One ``[[event]]``; ``given`` is TOML, and "" where there is none."""

    at: datetime
    do: str
    given: str = ""

    def __str__(self) -> str:
        return f'[[event]]\nat = {self.at.isoformat()}\ndo = "{self.do}"\n' + (self.given and f"with = {self.given}\n")


@dataclass(frozen=True)
class Day:
    """A scenario for ``simulate``."""

    start: datetime
    end: datetime
    zone: str
    settings: tuple[str, ...]
    events: tuple[Event, ...]

    def __str__(self) -> str:
        head = f'start = {self.start.isoformat()}\nend = {self.end.isoformat()}\nzone = "{self.zone}"\n'
        return head + "".join(self.settings) + "".join(map(str, self.events))


class Checkout:
    """The ``deskbreak`` of one folder, which obeys commands."""

    def __init__(self, folder: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(folder.resolve()), "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", CHILD],
            cwd=folder,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def told(self, *words: str) -> tuple[int, str, str]:
        """Exit code, stdout and stderr of one command."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(words), file=self._process.stdin, flush=True)
        code, out, err = json.loads(self._process.stdout.readline())
        return code, out, err

    def close(self) -> None:
        """Let it end."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def drawn(number: int) -> Day:
    """The day of that number: somebody comes and goes, and much happens."""
    draw = random.Random(number)
    start = datetime.fromisoformat("2026-11-23T09:00") + timedelta(minutes=draw.randint(-90, 600))
    on: set[str] = set()
    events: list[Event] = []
    at = start
    for _number in range(draw.randint(3, 40)):
        at += timedelta(seconds=draw.choice((1, 10, 25, 60, 200, 600, 1_500, 3_000)) * draw.randint(1, 3))
        events.append(happening(draw, at, on))
    settings = {text.partition("]")[0]: text for text in draw.sample(SETTINGS, draw.randint(0, 4))}
    return Day(start, at + timedelta(hours=draw.randint(1, 30)), draw.choice(ZONES), (*settings.values(),), (*events,))


def happening(draw: random.Random, at: datetime, on: set[str]) -> Event:
    """``on``: what has begun and not ended yet."""
    match draw.randrange(14):
        case 0 | 1 | 2 | 3:
            return Event(at, toggled("idle", "input", on))
        case 4 | 5 | 6 | 7:
            sign = draw.choice(SIGNS)
            return Event(at, toggled(sign, f"{sign}-end", on))
        case 8:
            return Event(at, draw.choice((toggled("lock", "unlock", on), toggled("suspend", "resume", on))))
        case 9:
            return Event(at, draw.choice(("quit", "launch", "start", "finish", "stop", "skip")))
        case 10:
            return Event(at, "pause", draw.choice(('"20m"', '"14:30"', '"tomorrow"', "")))
        case 11:
            return Event(at, draw.choice(("meeting", "reading")), draw.choice(('"25m"', "")))
        case 12:
            return Event(at, draw.choice(("unpause", "meeting-end", "reading-end")))
        case _:
            return Event(at, "postpone", draw.choice(('"30m"', '"2h"')))


def toggled(begin: str, end: str, on: set[str]) -> str:
    on ^= {begin}
    return begin if begin in on else end


def answered(day: Day, lines: list[dict[str, Any]], draw: random.Random) -> Day | None:
    """``day`` with an answer to the first invitation that has none and is open for long enough; None: there is none."""
    for line, after in zip(lines, [*lines[1:], {}], strict=False):
        offered = datetime.fromisoformat(line["at"])
        until = datetime.fromisoformat(after.get("at") or line["at"])
        if line["what"] != "invite" or until - offered < timedelta(seconds=40) or after.get("why") == "answered":
            continue
        local = offered.replace(tzinfo=None) + timedelta(seconds=draw.randint(5, 30))
        replies = ("start", "short" if line.get("short") else "later", "skip", "dismiss")
        answer = Event(local, "answer", f'"{draw.choice(replies)}"')
        return replace(day, events=(*sorted((*day.events, answer), key=lambda event: event.at),))
    return None


def sensible(day: Day, checkout: Checkout, file: Path) -> tuple[Day, list[dict[str, Any]]]:
    """``day`` without what makes no sense in it, and what it then prints."""
    while True:
        file.write_text(str(day), encoding="utf-8")
        code, out, err = checkout.told("simulate", "--json", str(file))
        if code == 0:
            return day, [json.loads(line) for line in out.splitlines()]
        nonsense = {int(number) - 1 for number in re.findall(r"event (\d+) ", err)}
        assert nonsense, err
        day = replace(day, events=tuple(event for number, event in enumerate(day.events) if number not in nonsense))


def texts(before: Checkout, file: Path, days: int) -> Iterator[tuple[str, str]]:
    """Name and text of each scenario; the days that are drawn grow by what ``before`` makes of them."""
    for name, (text, _expected) in DAYS.items():
        yield f"worked day {name}", text
    for case in sorted(CASES.glob("*.toml")):
        yield case.name, case.read_text(encoding="utf-8")
    for number in range(days):
        draw = random.Random(-number)
        day, lines = sensible(drawn(number), before, file)
        for _round in range(ROUNDS):
            if (more := answered(day, lines, draw)) is None:
                break
            day, lines = sensible(more, before, file)
        yield f"day {number}", str(day)


def compare(old: Path, new: Path, days: int) -> int:
    """Print what was compared, and the first scenario that differs; how many lines of JSON they had in common."""
    before, after = Checkout(old), Checkout(new)
    compared = lines = refused = 0
    kinds: set[str] = set()
    try:
        with TemporaryDirectory() as folder:
            file = Path(folder, "day.toml")
            for name, text in texts(before, file, days):
                file.write_text(text, encoding="utf-8")
                for words in (["simulate", "--json", str(file)], ["simulate", str(file)]):
                    one, other = before.told(*words), after.told(*words)
                    if one != other:
                        raise SystemExit(f"{name} differs:\n{text}\n{old}: {one}\n\n{new}: {other}")
                    if "--json" in words:
                        lines += one[1].count("\n")
                        refused += one[0] != 0
                        kinds |= set(re.findall(r'"what": "([\w-]+)"', one[1]))
                compared += 1
    finally:
        before.close()
        after.close()
    print(f"{compared} days are the same in both: {lines} lines of {len(kinds)} kinds; {refused} are refused by both.")
    print(", ".join(sorted(kinds)))
    return lines


def main() -> None:
    """See the top of the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--days", type=int, default=500)
    options = parser.parse_args()
    compare(options.before, options.after, options.days)


if __name__ == "__main__":
    main()
