"""deskbreak never opens a network socket: the kernel is asked, through a day with all that it does."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.logind import FakeLogind
from tests.e2e.processes import Program, wait_until
from tests.e2e.running import DESKBREAK, EVERY_DAY, Deskbreak
from tests.e2e.sound import sound_server

pytestmark = pytest.mark.e2e

SPEED = 1200
DAY = f"""\
[office]
days = {EVERY_DAY}
hours = "00:00-23:59"
[away]
after = "30m"
rest = "45m"
[nudge]
every = "10m"
merge = "0s"
[routine]
every = ["25m", "30m"]
[reminder]
again = "1m"
"""
ON_THE_MACHINE = {"AF_UNIX", "PF_UNIX", "AF_LOCAL"}
"""Sockets that lead nowhere else."""
CALLS = "socket,socketpair,connect,bind,listen,sendto"


class TracedDeskbreak(Deskbreak):
    """Runs under strace, with every thread and every program that it starts."""

    @property
    def trace(self) -> Path:
        return self.home / "strace.txt"

    def launch(self) -> Program:
        strace: list[str | Path] = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", self.trace]
        strace += [sys.executable, DESKBREAK, "--home", self.home, "--speed", str(self.speed)]
        self.program = self.desktop.programs.start("traced", strace)
        return self.program

    def families(self) -> set[str]:
        """The address families of all sockets that were made."""
        return set(re.findall(r"\bsocket(?:pair)?\((\w+)", self.trace.read_text(errors="replace")))

    def addresses(self) -> set[str]:
        """The families of all addresses that were connected, bound or sent to."""
        return set(re.findall(r"sa_family=(\w+)", self.trace.read_text(errors="replace")))


@pytest.fixture
def strace(request: pytest.FixtureRequest) -> None:
    if shutil.which("strace") is None:
        message = "not installed: strace (packaging/debian-packages.toml)"
        if request.config.getoption("--every-part"):
            pytest.fail(message)
        pytest.skip(message)


def test_a_day_without_network(strace: None, desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications) -> None:
    """Started, asked, nudged, ignored, exercised, locked, called, configured, without a daemon, paused and ended."""
    desktop.start_system_bus()
    with FakeLogind(desktop.system_address) as logind, sound_server(desktop.folder / "sound") as sound:
        desktop.environment["PULSE_SERVER"] = sound.environment["PULSE_SERVER"]
        app = TracedDeskbreak(desktop, desktop.folder / "d", DAY, SPEED)
        app.start()
        wait_until(lambda: watcher.items, "the icon in the tray")
        desktop.programs.start("typing", ["xdotool", "key", "--delay", "40", "--repeat", "1000000", "Shift_L"])
        app.wait_for_row("nudge")
        app.wait_for_row("missed")
        app.tell("start")
        app.confirm_safety()
        app.wait_for_row("completed", 30)
        app.run()  # a second one, for the window of the first
        call = sound.record("Meeting")
        logind.lock()
        logind.unlock()
        call.stop()
        app.configure(DAY + "[safety]\npain_limit = 3\n")
        daemon.stop()
        invited = len(app.history("invite"))
        wait_until(lambda: len(app.history("invite")) > invited, "an invitation without a daemon", 30)
        app.tell("pause", "30m")
        app.tell("quit")
        app.program.wait(20)
    assert "AF_UNIX" in app.families(), "strace has seen nothing"
    assert app.families() <= ON_THE_MACHINE
    assert app.addresses() <= ON_THE_MACHINE


@pytest.mark.usefixtures("strace")
@pytest.mark.parametrize(("command", "code"), [("doctor", 0), ("status", 3), ("plan", 0), ("check-config", 0)])
def test_commands_without_network(desktop: Desktop, command: str, code: int) -> None:
    trace = desktop.folder / "strace.txt"
    deskbreak = [sys.executable, str(DESKBREAK), "--home", str(desktop.folder / "d"), command]
    strace = ["strace", "-f", "-qq", "-s", "4096", "--seccomp-bpf", "-e", f"trace={CALLS},execve", "-o", str(trace)]
    program = desktop.programs.start("command", [*strace, *deskbreak])
    assert program.wait(30) == code, program.said()
    traced = trace.read_text()
    assert re.search(rf'\bexecve\(.*"{re.escape(str(DESKBREAK))}".* = 0$', traced, re.MULTILINE), "nothing was seen"
    assert set(re.findall(r"\b(?:[AP]F)_\w+", traced)) <= ON_THE_MACHINE


def test_a_voice_without_network(strace: None, desktop: Desktop) -> None:
    """Which the day above has none of: at its speed nothing is heard."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("not installed: espeak-ng (packaging/debian-packages.toml)")
    trace, home = desktop.folder / "strace.txt", desktop.folder / "d"
    home.mkdir()
    (home / "config.toml").write_text('[coach]\nvoice_engine = "espeak-ng"\n', encoding="utf-8")
    command = [sys.executable, str(DESKBREAK), "--home", str(home), "voice", "test", "Good."]
    argv = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", str(trace), *command]
    with sound_server(desktop.folder / "sound") as sound:
        desktop.environment["PULSE_SERVER"] = sound.environment["PULSE_SERVER"]
        program = desktop.programs.start("voice", argv)
        assert program.wait(30) == 0, program.said()
    assert set(re.findall(r"\b(?:[AP]F)_\w+", trace.read_text())) == {"AF_UNIX"}
