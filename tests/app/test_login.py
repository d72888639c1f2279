"""Start at login and the desktop's own reminders, together: what is taken over is given back."""

import os
from pathlib import Path

import pytest

from deskbreak.app.login.at_login import AtLogin, mend, open_at_login
from deskbreak.app.login.break_reminders import BreakReminders
from deskbreak.desktop.autostart.autostart import AutostartState, NotSwitched
from deskbreak.desktop.autostart.choice import open_autostart
from deskbreak.desktop.entry.entry import FILE
from deskbreak.desktop.reminders.gnome import GnomeReminders, NotChanged
from deskbreak.store.memory import Memory, MemoryFile, recall, remember
from deskbreak.store.paths import Paths, find_paths
from tests.desktop.session_manager import begun_at_login


class Gnome(GnomeReminders):
    """One that keeps its choice in a list, and may be locked."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.locked = False

    def selected(self) -> tuple[str, ...]:
        return self.names

    def select(self, names: tuple[str, ...]) -> None:
        if self.locked:
            raise NotChanged("They are locked.")
        self.names = names


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What this process would be started by."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setenv("PATH", str(tmp_path / "usr/bin"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "XFCE")
    monkeypatch.setattr("deskbreak.desktop.autostart.choice.FLATPAK", tmp_path / "no-flatpak")
    monkeypatch.delenv("SNAP", raising=False)
    return started_by(tmp_path / "venv/bin/deskbreak", monkeypatch)


def started_by(program: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr("sys.argv", [str(program)])
    return program


@pytest.fixture
def entry(program: Path) -> Path:
    return Path(os.environ["XDG_CONFIG_HOME"]) / "autostart" / FILE


@pytest.fixture
def usual(program: Path) -> Paths:
    """Without ``--home``."""
    return find_paths()


def at_login(paths: Paths, gnome: Gnome | None) -> AtLogin:
    return AtLogin(open_at_login(paths), BreakReminders(gnome, paths.memory_file))


def test_what_was_taken_over_is_given_back_when_deskbreak_leaves(usual: Paths) -> None:
    gnome = Gnome("eyesight", "movement")
    reminders = BreakReminders(gnome, usual.memory_file)
    on = [reminders.on]
    for _again in range(2):
        reminders.switch_off()
        on.append(reminders.on)
    assert on == [True, False, False]
    assert recall(usual.memory_file).reminders == ("eyesight", "movement")
    login = at_login(usual, gnome)
    login.switch_on()
    assert gnome.selected() == ()
    login.switch_off()
    assert gnome.selected() == login.given_back == ("eyesight", "movement")
    assert recall(usual.memory_file).reminders == ()
    gnome.select(())
    login.switch_off()
    assert not gnome.selected(), "given back once"
    assert not login.given_back


def test_the_app_that_runs_meanwhile_does_not_bring_it_back(usual: Paths) -> None:
    """It has read its memory long before the command line gave back."""
    gnome = Gnome("eyesight")
    BreakReminders(gnome, usual.memory_file).switch_off()
    app = MemoryFile(usual.memory_file)
    at_login(usual, gnome).switch_off()
    app.keep(app.value)
    assert recall(usual.memory_file).reminders == ()


def test_what_people_have_chosen_since_stays(usual: Paths) -> None:
    gnome = Gnome("eyesight", "movement")
    reminders = BreakReminders(gnome, usual.memory_file)
    reminders.switch_off()
    gnome.names = ("movement",)
    assert reminders.give_back() == ()
    assert gnome.names == ("movement",)
    assert recall(usual.memory_file).reminders == ()


def test_what_cannot_be_given_back_now_is_given_another_time(usual: Paths) -> None:
    gnome = Gnome("eyesight")
    reminders = BreakReminders(gnome, usual.memory_file)
    reminders.switch_off()
    gnome.locked = True
    assert reminders.give_back() == ()
    gnome.locked = False
    assert reminders.give_back() == ("eyesight",)
    assert gnome.names == ("eyesight",)


def test_what_cannot_be_switched_off_is_not_remembered_as_if(usual: Paths) -> None:
    gnome = Gnome("eyesight")
    gnome.locked = True
    reminders = BreakReminders(gnome, usual.memory_file)
    with pytest.raises(NotChanged, match="locked"):
        reminders.switch_off()
    assert recall(usual.memory_file).reminders == ()


def test_nothing_is_taken_over_that_could_not_be_given_back(usual: Paths, expected: set[str]) -> None:
    expected.add("could not be written")
    usual.state.parent.mkdir(parents=True, exist_ok=True)
    usual.state.write_text("a file where the folder is to be")
    gnome = Gnome("eyesight")
    with pytest.raises(NotChanged, match="They stay on"):
        BreakReminders(gnome, usual.memory_file).switch_off()
    assert gnome.names == ("eyesight",)


def test_another_desktop_has_none(usual: Paths) -> None:
    remember(usual.memory_file, Memory(safety_seen=True))
    reminders = BreakReminders.of(usual)
    assert not reminders.on
    reminders.switch_off()
    assert reminders.give_back() == ()
    assert recall(usual.memory_file) == Memory(safety_seen=True)


def test_one_that_was_not_switched_off_gives_nothing_back(usual: Paths, entry: Path) -> None:
    gnome = Gnome("eyesight")
    BreakReminders(gnome, usual.memory_file).switch_off()
    entry.mkdir(parents=True)
    with pytest.raises(NotSwitched, match="is not a file"):
        at_login(usual, gnome).switch_off()
    assert gnome.names == ()


def test_the_login_starts_what_is_running(usual: Paths, program: Path) -> None:
    open_at_login(usual).switch_on()
    assert begun_at_login(os.environ) == [str(program)]


def test_one_with_a_home_of_its_own_is_started_with_it(program: Path, tmp_path: Path) -> None:
    open_at_login(find_paths(tmp_path / "my home")).switch_on()
    assert begun_at_login(os.environ) == [str(program), "--home", str(tmp_path / "my home")]


class TestAtTheStart:
    """Deskbreak was moved, and is started by hand."""

    @pytest.fixture(autouse=True)
    def _moved(self, usual: Paths, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        open_at_login(usual).switch_on()
        program.unlink()
        self.new = started_by(tmp_path / "opt/bin/deskbreak", monkeypatch)

    def test_the_login_finds_it_again(self, usual: Paths) -> None:
        assert open_at_login(usual).status().state is AutostartState.MOVED
        mend(usual)
        assert begun_at_login(os.environ) == [str(self.new)]

    def test_one_that_is_only_tried_changes_nothing(self, tmp_path: Path) -> None:
        mend(find_paths(tmp_path / "trial"))
        assert begun_at_login(os.environ) is None

    def test_what_is_off_stays_off(self, usual: Paths, entry: Path) -> None:
        entry.write_text(entry.read_text() + "Hidden=true\n")
        mend(usual)
        assert begun_at_login(os.environ) is None

    def test_where_it_cannot_be_mended_it_starts_all_the_same(
        self, usual: Paths, entry: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        theirs = entry.rename(entry.with_name("theirs"))
        entry.symlink_to(theirs)
        mend(usual)
        assert "the login does not know where" in caplog.text
        assert str(self.new) not in theirs.read_text()


def test_in_a_sandbox_the_last_answer_is_kept(usual: Paths, monkeypatch: pytest.MonkeyPatch, program: Path) -> None:
    monkeypatch.setenv("SNAP", "/snap/deskbreak/1")
    kept = []

    def opened(*words: object) -> object:
        kept.append(words[-1])
        return open_autostart(*words)  # type: ignore[arg-type]

    monkeypatch.setattr("deskbreak.app.login.at_login.open_autostart", opened)
    login = open_at_login(usual)
    assert login.status().state is AutostartState.OFF
    kept[0].keep(starts=True)  # type: ignore[attr-defined]
    assert login.status().state is AutostartState.ON
    kept[0].keep(starts=False)  # type: ignore[attr-defined]
    assert open_at_login(usual).status().state is AutostartState.OFF
