"""What deskbreak said on a test desktop that ought to worry somebody. What a test did not ask for makes it fail.

    app.expects("the session bus has gone")     # a regular expression; now it has to be said
    desktop.restart_session_bus()

Heard are the log (from WARNING on: refused settings, notices, bugs, Qt's warnings), and what it prints.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.processes import Program

LOGGED = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ([A-Z]+) ")
WORRYING = ("WARNING", "ERROR", "CRITICAL")
PRINTED = re.compile(
    r"^(Traceback \(|Exception ignored|Fatal Python|qt\.|Q[A-Z]\w+(::|: )|libEGL|\S+: \w*Warning: )", re.MULTILINE
)
"""In what a command prints: a bug, or Qt's warning, or Python's. The app itself prints nothing."""
NEVER_MINDED = re.compile(r"The name org\.freedesktop\.portal\.Desktop was not provided by any \.service files")
"""Qt asks the desktop's portal for its colours (QGnomePortalInterface in qtbase's src/gui/platform/unix) and tells it
who we are, whether there is one or not, and has no switch for the first. A private bus has none."""
OFFSCREEN = re.compile(
    r"nobody to ask on offscreen|This plugin does not support (raise|propagateSizeHints)\(\)"
    r"|No such signal QPlatformNativeInterface::systemTrayWindowChanged"
)
"""What cannot be had where windows are only imagined, and is said each time (pyproject.toml, ``qt_log_ignore``)."""


@dataclass(frozen=True)
class Complaint:
    """``who`` said it: the log's or the program's name."""

    who: str
    text: str

    def __str__(self) -> str:
        return f"{self.who}: {self.text}"


class Complaints:
    """Those of one desktop."""

    def __init__(self) -> None:
        self._expected: list[str] = []
        self._borne: list[str] = []
        self._printed: list[Complaint] = []

    def expect(self, pattern: str) -> None:
        """Something that is worded so will be said, by the end of the test."""
        self._expected.append(pattern)

    def bear(self, pattern: str) -> None:
        """Something that is worded so may be said or not: that hangs on who is faster. Say why where it is called."""
        self._borne.append(pattern)

    def hear(self, who: str, printed: str) -> None:
        """What a short command has printed."""
        if PRINTED.search(printed):
            self._printed.append(Complaint(who, printed))

    def verdict(self, programs: Iterable[Program]) -> str:
        """What was said and not expected, or expected and not said; ``""`` if all is well."""
        said = [one for one in (*heard(programs), *self._printed) if not NEVER_MINDED.search(one.text)]
        asked_for = [*self._expected, *self._borne]
        unexpected = [one for one in said if not any(re.search(pattern, one.text) for pattern in asked_for)]
        unsaid = [pattern for pattern in self._expected if not any(re.search(pattern, one.text) for one in said)]
        lines = [f"deskbreak said what nobody expected: {one}" for one in unexpected]
        return "\n".join([*lines, *(f"deskbreak was expected to say: {pattern}" for pattern in unsaid)])


def heard(programs: Iterable[Program]) -> Iterator[Complaint]:
    """From every deskbreak among ``programs``, and the log of every home in which one was started."""
    homes: dict[Path, None] = {}
    for program in programs:
        if (words := _arguments(program.argv)) is None:
            continue
        home, command = words
        if home is not None:
            homes[home] = None
        said = program.said().strip()
        if said and (not command or PRINTED.search(said)):
            yield Complaint(program.name, said)
    for home in homes:
        for log in sorted((home / "state").glob("deskbreak.log*")):
            yield from logged(log)


def logged(log: Path) -> Iterator[Complaint]:
    """The worrying entries of a log, each with all its lines."""
    entry: list[str] = []
    for line in [*log.read_text(encoding="utf-8", errors="replace").splitlines(), ""]:
        if line and not LOGGED.match(line):
            entry.append(line)
            continue
        if entry and (level := LOGGED.match(entry[0])) and level[1] in WORRYING:
            yield Complaint(log.name, "\n".join(entry))
        entry = [line]


def _arguments(argv: tuple[str, ...]) -> tuple[Path | None, str] | None:
    """The home and the command (``""``: the app itself) of a deskbreak; None for any other program."""
    start = next((at for at, word in enumerate(argv) if Path(word).name == "deskbreak" or word == CLOCKED), None)
    if start is None:
        return None
    words = list(argv[start + (2 if argv[start] == CLOCKED else 1) :])
    home = None
    while words and words[0].startswith("--"):
        option, value = words.pop(0), words.pop(0)
        if option == "--home":
            home = Path(value)
    return home, words[0] if words else ""


CLOCKED = "tests.e2e.clocked"
"""The module that is deskbreak with a hand on its clocks; its first argument is a folder of the test's."""
