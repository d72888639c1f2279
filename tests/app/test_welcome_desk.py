"""What is chosen in the welcome is written and switched; what cannot be is told, and nothing is lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from deskbreak.app.login.at_login import AtLogin
from deskbreak.app.login.break_reminders import BreakReminders
from deskbreak.app.windows.lacking import lacking
from deskbreak.app.windows.welcome import WelcomeDesk
from deskbreak.desktop.autostart.autostart import AutostartState, AutostartStatus, NotSwitched
from deskbreak.desktop.entry.launcher import NoLauncher
from deskbreak.engine.calendar.instant import Instant
from deskbreak.settings import Settings
from deskbreak.settings.declared import CoachSettings
from deskbreak.settings.values import TimeRange
from deskbreak.store import config
from deskbreak.store.content.library import open_library
from deskbreak.store.memory import MemoryFile, recall
from deskbreak.store.paths import Paths
from deskbreak.ui.welcome.choice import Choice
from deskbreak.ui.welcome.window import WelcomeWindow
from tests.app.test_login import Gnome

NOW = Instant(0, round(datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp() * 1000), "UTC")


class Login:
    """A login that may be locked."""

    def __init__(self) -> None:
        self.on = self.locked = False

    def status(self) -> AutostartStatus:
        return AutostartStatus(AutostartState.ON if self.on else AutostartState.OFF, "here")

    def switch_on(self) -> None:
        self._switch(to=True)

    def switch_off(self) -> None:
        self._switch(to=False)

    def mend(self) -> bool:
        return False

    def _switch(self, *, to: bool) -> None:
        if self.locked:
            raise NotSwitched("The entry cannot be written")
        self.on = to


@dataclass
class House:
    """Where somebody is welcomed."""

    paths: Paths
    login: Login = field(default_factory=Login)
    gnome: Gnome = field(default_factory=Gnome)
    tray: bool = True
    ready: list[bool] = field(default_factory=list)
    tried: list[dict[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        library = open_library(self.paths)
        reminders = BreakReminders(self.gnome, self.paths.memory_file)
        self.desk = WelcomeDesk(
            self.paths,
            lambda: library,
            lambda: NOW,
            lambda: 0.0,
            MemoryFile(self.paths.memory_file),
            lambda: False,
            lambda: self.tray,
            AtLogin(self.login, reminders),
            reminders,
        )
        self.desk.ready.connect(lambda: self.ready.append(True))
        self.desk.try_minute.connect(self.tried.append)

    def welcome(self) -> tuple[WelcomeWindow, Choice]:
        window = self.desk.open()
        assert window.choice is not None
        return window, window.choice

    @property
    def settings(self) -> Settings:
        return config.read(self.paths).settings


def said(window: WelcomeWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


@pytest.fixture(autouse=True)
def _nobody_looks_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.app.windows.doctor.Doctor.ask", lambda _self: None)


@pytest.fixture
def move_in(paths: Paths, qtbot: QtBot) -> Iterator[Callable[..., House]]:
    houses: list[House] = []

    def make(text: str = "", **more: object) -> House:
        if text:
            paths.config.mkdir(parents=True)
            paths.config_file.write_text(text, encoding="utf-8")
        houses.append(House(paths, **more))  # type: ignore[arg-type]
        return houses[-1]

    yield make
    for house in houses:
        house.desk.close()


def test_nothing_chosen_is_nothing_written(move_in: Callable[..., House], paths: Paths) -> None:
    house = move_in()
    window, chosen = house.welcome()
    assert "A whole day with these hours" in said(window)
    window.done.emit(chosen)
    assert house.ready == [True]
    assert not paths.config_file.exists()
    assert not house.login.on
    assert recall(paths.memory_file).welcomed
    assert "This is deskbreak’s icon in the tray" in said(window)


def test_all_that_is_chosen_is_in_force(move_in: Callable[..., House]) -> None:
    house = move_in("# My own words.\n[hold]\ncalls = false\n", gnome=Gnome("eyesight"))
    window, chosen = house.welcome()
    wish = replace(
        chosen,
        days=("mon", "wed"),
        hours=TimeRange(480, 960),
        lunch=TimeRange(720, 750),
        language="en",
        voice=False,
        look="stone",
        at_login=True,
        others_off=True,
    )
    window.changed.emit(wish)
    assert "10:00, 13:05: nudges" not in said(window)
    window.done.emit(wish)
    office, coach = house.settings.office, house.settings.coach
    assert (office.days, office.hours, office.lunch) == (("mon", "wed"), TimeRange(480, 960), TimeRange(720, 750))
    assert (coach.language, coach.voice, coach.look) == ("en", False, "stone")
    assert house.settings.hold.calls is False
    assert house.paths.config_file.read_text(encoding="utf-8").startswith("# My own words.\n")
    assert (house.login.on, house.gnome.names) == (True, ())
    assert "It starts by itself when you log in." in said(window)
    assert "own break reminders are off" in said(window)


def test_a_language_is_called_as_in_the_settings(move_in: Callable[..., House]) -> None:
    window, _chosen = move_in().welcome()
    box = window._form._language
    assert [box.itemText(at) for at in range(box.count())] == ["As on my desktop", "English"]


def test_what_is_chosen_is_foreseen(move_in: Callable[..., House]) -> None:
    house = move_in()
    window, chosen = house.welcome()
    window.changed.emit(replace(chosen, days=("tue",)))
    assert "Tomorrow with these hours" in said(window)
    window.changed.emit(replace(chosen, days=()))
    assert "deskbreak stays quiet" in said(window)


def test_days_with_hours_of_their_own_are_kept_unless_they_are_off_now(move_in: Callable[..., House]) -> None:
    house = move_in('[office]\ndays = ["mon", "tue"]\nother_hours = { fri = "09:00-13:00", sat = "10:00-12:00" }\n')
    window, chosen = house.welcome()
    assert chosen.days == ("mon", "tue", "fri", "sat")
    window.done.emit(replace(chosen, days=("mon", "tue", "fri")))
    assert house.settings.office.other_hours == (("fri", TimeRange(540, 780)),)


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_switched(move_in: Callable[..., House]) -> None:
    house = move_in("[office\n")
    window, chosen = house.welcome()
    window.done.emit(replace(chosen, at_login=True, look="maple"))
    assert "config.toml" in said(window)
    assert (house.ready, house.login.on) == ([], False)
    assert house.paths.config_file.read_text(encoding="utf-8") == "[office\n"


def test_what_cannot_be_switched_is_told(move_in: Callable[..., House]) -> None:
    house = move_in(gnome=Gnome("eyesight"))
    house.login.locked = house.gnome.locked = True
    window, chosen = house.welcome()
    window.done.emit(replace(chosen, at_login=True, others_off=True))
    assert "The entry cannot be written." in said(window)
    assert "They are locked." in said(window)
    assert house.ready == [True]


def test_the_start_at_login_is_switched_off_here_too(move_in: Callable[..., House]) -> None:
    house = move_in()
    house.login.on = True
    window, chosen = house.welcome()
    assert chosen.at_login
    window.done.emit(replace(chosen, at_login=False))
    assert not house.login.on
    assert "It does not start by itself any more." in said(window)
    assert "are on again" not in said(window), "none were taken over"


def test_what_was_taken_over_is_given_back_with_the_start_at_login(move_in: Callable[..., House]) -> None:
    house = move_in(gnome=Gnome("eyesight", "movement"))
    window, chosen = house.welcome()
    window.done.emit(replace(chosen, at_login=True, others_off=True))
    assert not house.gnome.names
    window.close()
    window, chosen = house.welcome()
    window.done.emit(replace(chosen, at_login=False))
    assert house.gnome.names == ("eyesight", "movement")
    assert "own break reminders are on again, as they were." in said(window)


def test_where_nothing_could_be_started_later_it_is_not_offered(
    move_in: Callable[..., House], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_arguments: object) -> Callable[[], object]:
        def ask() -> object:
            raise NoLauncher("There is no program called deskbreak here.")

        return ask

    monkeypatch.setattr("deskbreak.app.windows.welcome.own_command", fail)
    window, _chosen = move_in().welcome()
    assert not window._form._at_login.isVisible()


def test_without_a_tray_it_says_how_deskbreak_is_reached(move_in: Callable[..., House]) -> None:
    window, chosen = move_in(tray=False).welcome()
    window.done.emit(chosen)
    assert "This desktop shows no tray" in said(window)


def test_only_what_is_missing_is_told(move_in: Callable[..., House]) -> None:
    house = move_in()
    window, _chosen = house.welcome()
    house.desk._doctor.found.emit({"speech": "missing", "history": "faulty", "tray": "ok", "microphone": "ok"})
    assert "No voice is installed here" in said(window)
    assert "shows no tray" not in said(window)
    assert "Calls" not in said(window)


@pytest.mark.parametrize(("speech", "told"), [("missing", "No voice is installed"), ("faulty", "No loudspeaker")])
def test_of_voice_and_sounds_there_is_one_truth(monkeypatch: pytest.MonkeyPatch, speech: str, told: str) -> None:
    monkeypatch.setattr("deskbreak.app.routine.hearing.has_output", lambda _platform, _environ: False)
    (sentence,) = lacking({"speech": speech, "sound": "faulty"}, CoachSettings())
    assert sentence.startswith(told)
    assert sentence.endswith("The words of the routine are on the screen.")
    monkeypatch.setattr("deskbreak.app.routine.hearing.has_output", lambda _platform, _environ: True)
    assert len(lacking({"speech": "faulty", "sound": "faulty"}, CoachSettings())) == 1
    assert "could not be heard" in lacking({"speech": "faulty", "sound": "ok"}, CoachSettings())[0]
    assert "pulseaudio-utils" in lacking({"speech": "ok", "sound": "missing"}, CoachSettings())[0]
    assert lacking({"speech": "ok", "sound": "ok"}, CoachSettings()) == ()


def test_that_calls_are_not_noticed_is_told_with_what_helps() -> None:
    neither = lacking({"microphone": "unknown", "camera": "unknown"}, CoachSettings())
    assert neither[0].startswith("Calls cannot be noticed here.")
    assert "under Pause" in neither[0]
    (one,) = lacking({"microphone": "unknown", "camera": "ok"}, CoachSettings())
    assert one.startswith("Calls without a camera")
    assert lacking({"microphone": "ok", "camera": "unknown"}, CoachSettings()) == ()


def test_the_minute_is_tried_with_the_figure_that_is_chosen_and_no_more_is_said_yet(
    move_in: Callable[..., House],
) -> None:
    house = move_in()
    window, chosen = house.welcome()
    before = house.settings
    window._form._looks["maple" if chosen.look != "maple" else "stone"].click()
    window._form._days["sat"].click()
    window.try_minute.emit()
    assert window.choice is not None
    assert window.choice.days != chosen.days
    assert house.tried == [{"coach.look": window.choice.look}]
    assert house.settings == before, "the rest waits for Done"


def test_it_is_opened_once_and_closed_for_good(move_in: Callable[..., House]) -> None:
    house = move_in()
    window, _chosen = house.welcome()
    assert house.desk.open() is window
    window.try_minute.emit()
    assert house.tried == [{}]
    house.desk.reduce()
    assert not window._appearance.reduced
    window.close()
    house.desk.reduce()
    assert house.desk.open() is not window
