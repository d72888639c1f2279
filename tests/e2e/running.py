"""The real app on a private desktop: started as a user starts it, asked and told through its own command line."""

import datetime
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.e2e.desktop import Desktop, Window
from tests.e2e.processes import Program, wait_until
from tests.e2e.tray import TrayItem, wait_for_item
from tests.patience import patience

DESKBREAK = Path(sys.executable).with_name("deskbreak")
ROUTINE = "Desk routine"
EVERY_DAY = '["mon", "tue", "wed", "thu", "fri", "sat", "sun"]'


def office_around_now(hours: int = 9) -> str:
    """``[office]`` for a config.toml: office hours that have just begun, whatever day and time it is."""
    start = datetime.datetime.now().astimezone() - datetime.timedelta(minutes=1)
    end = start + datetime.timedelta(hours=hours)
    return f'[office]\ndays = {EVERY_DAY}\nhours = "{start:%H:%M}-{end:%H:%M}"\n'


def office_over() -> str:
    """``[office]`` for a config.toml: office hours that lie half a day away."""
    start = datetime.datetime.now().astimezone() + datetime.timedelta(hours=11)
    return f'[office]\ndays = {EVERY_DAY}\nhours = "{start:%H:%M}-{start + datetime.timedelta(hours=1):%H:%M}"\n'


def brisk_day() -> str:
    """A config.toml for tests at ``BRISK``: a routine after twenty minutes, no nudges, nobody is away soon."""
    return (
        office_around_now()
        + '[routine]\nevery = ["20m", "1h"]\n'
        + "[nudge]\nenabled = false\n"
        + '[reminder]\nagain = "2h"\n'
        + '[away]\nafter = "1h"\nrest = "1h"\nlong = "2h"\nsettle = "0s"\n'
    )


SILENT = "\n[coach]\nvoice = false\nsounds = false\nopener = false\nday_end = false\n"
"""For a config.toml: no voice, since speech-dispatcher, once started, outlives the test."""
BRISK = 300
"""The speed at which ``brisk_day`` offers its routine after four seconds, and a routine takes one."""


class Deskbreak:
    """One home folder, and the app that runs in it: it may be started, killed and started again."""

    def __init__(self, desktop: Desktop, home: Path, config: str, speed: int = 1) -> None:
        self.desktop = desktop
        self.home = home
        self.speed = speed
        self.program: Program
        home.mkdir(parents=True, exist_ok=True)
        self.configure(config)

    def configure(self, text: str) -> None:
        """Replace the user's config.toml in one step, as an editor does. It is ``SILENT`` unless it says otherwise."""
        if "[coach]" not in text:
            text += SILENT
        new = self.home / "config.toml.new"
        new.write_text(text, encoding="utf-8")
        new.replace(self.home / "config.toml")

    def expects(self, pattern: str) -> None:
        """It will say something worded so, which else would make the test fail (``complaints``)."""
        self.desktop.complaints.expect(pattern)

    def launch(self) -> Program:
        """Start the app and return at once."""
        speed = [] if self.speed == 1 else ["--speed", str(self.speed)]
        self.program = self.desktop.programs.start("deskbreak", [DESKBREAK, "--home", self.home, *speed])
        return self.program

    def start(self) -> Program:
        """Start the app and wait until it answers."""
        self.launch()
        wait_until(self._answers, "deskbreak to answer", 20)
        return self.program

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run ``deskbreak WORDS`` to its end, whatever it ends with."""
        result = subprocess.run(
            [DESKBREAK, "--home", self.home, *words],
            env=self.desktop.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60 * patience(),
            check=False,
        )
        self.desktop.complaints.hear(f"deskbreak {' '.join(words)}", result.stderr)
        return result

    def tell(self, *words: str) -> str:
        """Run ``deskbreak WORDS``, which has to succeed."""
        result = self.run(*words)
        assert result.returncode == 0, f"deskbreak {' '.join(words)}: {result.stdout}{result.stderr}"
        return result.stdout

    def first_routine_s(self) -> float:
        """When the last word of the first routine is said, in seconds from its beginning."""
        script = self.tell("routine", "transcript", "desk", "--dose", "start", "--set-up", "--json")
        return float(json.loads(script.splitlines()[-1])["until"])

    def status(self) -> dict[str, Any]:
        """What ``deskbreak status --json`` says."""
        answer: dict[str, Any] = json.loads(self.tell("status", "--json"))
        return answer

    def wait_for_state(self, state: str, limit: float = 15.0) -> dict[str, Any]:
        """The first status that has ``state`` as its state."""

        def reached() -> dict[str, Any] | None:
            status = self.status()
            return status if status["state"] == state else None

        return wait_until(reached, f"the state {state}", limit)

    def routine_window(self) -> Window:
        """The window in which the exercises are shown, once it has the keyboard. Its name is the routine's."""
        window = self.desktop.wait_for_window(ROUTINE)
        wait_until(lambda: self.desktop.focused() == window.id, "the routine window to have the keyboard")
        return self.desktop.wait_for_window(ROUTINE)  # where it is now that it has its frame

    def confirm_safety(self) -> Window:
        """Say by the keyboard that the safety page was read, which stands before the first routine of all."""
        window = self.routine_window()
        self.desktop.key("Return")
        return window

    def item(self) -> TrayItem:
        """Its item in the tray."""
        return wait_for_item(self.desktop.session, self.program.pid)

    def history(self, *what: str) -> list[dict[str, Any]]:
        """The recorded rows of these kinds (all, if none is named), oldest first; read beside the running app."""
        path = self.home / "state" / "history.db"
        if not path.exists():
            return []
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            database.row_factory = sqlite3.Row
            rows = [dict(row) for row in database.execute("SELECT * FROM happened ORDER BY id")]
        database.close()
        return [row for row in rows if not what or row["what"] in what]

    def wait_for_row(self, what: str, limit: float = 15.0) -> dict[str, Any]:
        """The first row of this kind, once it is there."""
        return wait_until(lambda: self.history(what), f"“{what}” in the history", limit)[0]

    def _answers(self) -> bool:
        if not self.program.running:
            raise AssertionError(f"deskbreak ended with {self.program.wait()}: {self.program.said()}")
        return self.run("status", "--json").returncode == 0
