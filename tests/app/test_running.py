"""Everything behind the icon, wired: begun, asked, and closed in good order."""

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskbreak.app import notifications
from deskbreak.app.application import Application
from deskbreak.app.running import Running
from deskbreak.desktop.instance.client import ask
from deskbreak.desktop.instance.instance import Instance
from deskbreak.desktop.notify.notifier import Urgency
from deskbreak.desktop.time.clock import MachineTicks
from deskbreak.engine.actions import Invite, Nudge, Outcome, Why
from deskbreak.engine.events import Answer, Event, Pain, Reply, Start
from deskbreak.engine.exercising import Pains
from deskbreak.engine.state import Open
from deskbreak.store.config import Source
from deskbreak.store.content import own
from deskbreak.store.history.history import History
from deskbreak.store.memory import recall
from deskbreak.store.paths import Paths
from deskbreak.ui.kit.controls import Button
from deskbreak.ui.routine.clip_window import ClipWindow
from deskbreak.ui.routine.window import RoutineWindow
from deskbreak.ui.settings.window import SettingsWindow
from deskbreak.ui.status.window import StatusWindow
from deskbreak.ui.welcome.window import WelcomeWindow
from tests.app.desk import HandNotifier

HOSTILE = Path(__file__).parents[1] / "hostile"
ALWAYS = """
[office]
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
hours = "00:00-24:00"
wind_down = "0s"
"""


class House:
    """The app in this process, but for its first moments and its event loop."""

    def __init__(self, paths: Paths, notifier: HandNotifier, qtbot: QtBot, *, welcome: bool = False) -> None:
        self.qtbot = qtbot
        self.paths = paths
        self.notifier = notifier
        self.instance = Instance(paths.runtime)
        assert self.instance.claim()
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        self.app = Application(qt, paths, self.instance, 1, welcome=welcome)
        self.left: list[bool] = []

    def begin(self) -> Running:
        self.app.show_tray()
        made: list[Running] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("deskbreak.app.running.open_notifier", lambda *_words, **_more: self.notifier)
            patch.setattr(Running, "begin", _noting(Running.begin, made))
            self.app.begin()
        made[0].leave.connect(lambda: self.left.append(True))
        driver = made[0]._driver
        self.qtbot.waitUntil(lambda: driver.begun)
        return made[0]

    def ask(self, qtbot: QtBot, *words: str) -> dict[str, Any]:
        """What the running deskbreak answers, asked from outside its thread."""
        answers: list[dict[str, Any]] = []
        asking = threading.Thread(target=lambda: answers.append(ask(self.paths.runtime, words[0], words[1:])))
        asking.start()
        qtbot.waitUntil(lambda: bool(answers))
        asking.join()
        return answers[0]

    def close(self) -> None:
        self.app.close()
        self.instance.close()


def _noting(begin: Callable[[Running], None], made: list[Running]) -> Callable[[Running], None]:
    def noted(running: Running) -> None:
        made.append(running)
        begin(running)

    return noted


@pytest.fixture(autouse=True)
def _offscreen(expected: set[str]) -> None:
    expected.add("no idle time")


@pytest.fixture(autouse=True)
def _ten_in_the_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Late in the evening no second routine is left to skip: the wall clock goes on from ten, local time."""
    go_on_from("2026-06-10T10:00", monkeypatch)


def go_on_from(local: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the wall clock goes on from there."""
    real = MachineTicks.utc_ms
    moved = round(datetime.fromisoformat(local).timestamp() * 1000) - real(MachineTicks())
    monkeypatch.setattr(MachineTicks, "utc_ms", lambda ticks: real(ticks) + moved)


@pytest.fixture
def notifier() -> HandNotifier:
    return HandNotifier()


@pytest.fixture
def configured(paths: Paths) -> Path:
    paths.config.mkdir(parents=True)
    paths.config_file.write_text(ALWAYS, encoding="utf-8")
    return paths.config_file


@pytest.fixture
def house(paths: Paths, notifier: HandNotifier, configured: Path, qtbot: QtBot) -> Iterator[House]:
    house = House(paths, notifier, qtbot)
    yield house
    house.close()


def shown(kind: type[StatusWindow | RoutineWindow | SettingsWindow | WelcomeWindow]) -> list[Any]:
    return [window for window in QApplication.topLevelWidgets() if isinstance(window, kind) and window.isVisible()]


def test_it_answers_and_quits_with_an_answer(qtbot: QtBot, house: House) -> None:
    house.begin()
    status = house.ask(qtbot, "status")
    assert status["status"]["state"] == "working"
    assert status["text"][-1].startswith("Sitting since")
    assert house.ask(qtbot, "quit")["text"] == ["deskbreak ends now."]
    assert house.left


@pytest.mark.parametrize("local", ["2026-06-10T10:00", "2026-06-13T23:00"], ids=["at work", "on Saturday night"])
def test_the_very_first_start_says_welcome_whenever_that_is(
    paths: Paths, notifier: HandNotifier, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, local: str
) -> None:
    go_on_from(local, monkeypatch)
    house = House(paths, notifier, qtbot)
    house.begin()
    assert (house.ask(qtbot, "status")["status"]["state"] == "off") == (local == "2026-06-13T23:00")
    (window,) = shown(WelcomeWindow)
    window.close()
    house.close()
    again = House(paths, notifier, qtbot)
    again.begin()
    assert shown(WelcomeWindow) == []
    again.close()


def test_what_is_said_is_heard_to_be_understood_while_something_else_holds(qtbot: QtBot, house: House) -> None:
    house.begin()
    house.ask(qtbot, "pause")
    in_a_meeting = house.ask(qtbot, "meeting", "30m")["text"]
    assert [row for row in in_a_meeting if row.startswith("In a meeting until ")]
    assert "Reading: you count as here" in house.ask(qtbot, "reading")["text"]
    assert not [row for row in house.ask(qtbot, "meeting", "over")["text"] if "meeting" in row]


def test_odd_files_of_ones_own_are_told_and_stop_nothing(qtbot: QtBot, house: House, expected: set[str]) -> None:
    for name in ("exercise-divides-by-zero.toml", "exercise-huge-point.toml", "routine-long-number.toml"):
        folder = house.paths.config / f"{name.partition('-')[0]}s"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((HOSTILE / name).read_bytes())
        expected.add(name)
    (house.paths.exercises / "nested.toml").write_text("a = " + "[" * 3000, encoding="utf-8")
    os.mkfifo(house.paths.routines / "pipe.toml")
    expected |= {"nested.toml", "pipe.toml"}
    house.begin()
    notices = house.ask(qtbot, "status")["status"]["notices"]
    told = {name for name in expected if any(name in notice for notice in notices)}
    assert told == expected - {"no idle time"}
    assert house.ask(qtbot, "start")["status"]["state"] == "routine"
    assert len(shown(RoutineWindow)) == 1


def test_its_window_opens_on_request_and_keeps_fresh_only_while_open(
    qtbot: QtBot, house: House, expected: set[str]
) -> None:
    running = house.begin()
    assert shown(StatusWindow) == []
    assert house.ask(qtbot, "open")["ok"]
    (window,) = shown(StatusWindow)
    assert running._fresh.isActive()
    house.ask(qtbot, "open")
    assert shown(StatusWindow) == [window]
    window.close()
    assert not running._fresh.isActive()
    house.ask(qtbot, "open")
    assert shown(StatusWindow) == [window]
    assert running._fresh.isActive()


def test_what_the_window_wishes_is_done_and_shown(qtbot: QtBot, house: House) -> None:
    running = house.begin()
    running.open_window()
    (window,) = shown(StatusWindow)
    window.start.emit()
    assert len(shown(RoutineWindow)) == 1
    assert "routine" in window._headline.text().lower()


@pytest.mark.parametrize("way", ["open", "start", "tray", "window"])
def test_an_open_routine_is_brought_back_and_stays_paused(
    qtbot: QtBot, house: House, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = house.begin()
    running._memory.keep(replace(running._memory.value, safety_seen=True))
    house.ask(qtbot, "start")
    (window,) = shown(RoutineWindow)
    window.showMinimized()
    raised: list[RoutineWindow] = []
    monkeypatch.setattr(window, "raise_", lambda: raised.append(window))
    match way:
        case "tray":
            running._tray.start.emit()
        case "window":
            running._tray.open_window.emit()
        case _:
            assert house.ask(qtbot, way)["status"]["state"] == "routine"
    assert shown(RoutineWindow) == raised == [window]
    assert not window.isMinimized()
    assert not window.running
    assert shown(StatusWindow) == []


def test_the_minute_is_tried_as_was_chosen_just_now(qtbot: QtBot, house: House) -> None:
    running = house.begin()
    assert running._in_force().settings.coach.look != "maple"
    running._try_minute({"coach.look": "maple"})
    qtbot.waitUntil(lambda: bool(shown(RoutineWindow)))
    (window,) = shown(RoutineWindow)
    assert window._appearance.look == "maple"
    assert "maple" in house.paths.config_file.read_text(encoding="utf-8")


@pytest.mark.parametrize("way", ["command", "tray"])
def test_an_end_page_gives_way_to_a_new_start(qtbot: QtBot, house: House, way: str) -> None:
    running = house.begin()
    house.ask(qtbot, "start")
    (ended,) = shown(RoutineWindow)
    ended._stop()
    assert shown(RoutineWindow) == [ended]
    running.open_window()
    assert len(shown(StatusWindow)) == 1
    if way == "tray":
        running._tray.start.emit()
    else:
        assert house.ask(qtbot, "start")["ok"]
    (window,) = shown(RoutineWindow)
    assert window is not ended


def test_quitting_ends_an_open_routine_by_what_was_done(qtbot: QtBot, house: House) -> None:
    house.begin()
    house.ask(qtbot, "start")
    (window,) = shown(RoutineWindow)
    window._lead_back()  # the safety page is read
    qtbot.waitUntil(lambda: window._playback.run.done > 0.1)
    house.close()
    assert shown(RoutineWindow) == []
    history = History(house.paths.history_file)
    assert [row.what for row in history.rows(0, 2**47)] == [Outcome.STOPPED]
    history.close()


def test_without_a_tray_it_says_once_how_it_is_reached(house: House, notifier: HandNotifier) -> None:
    running = house.begin()
    running._tell_if_no_tray()
    running._tell_if_no_tray()
    assert [note.key for note in notifier.shown] == [notifications.TRAY]
    assert "start deskbreak once more" in notifier.shown[0].body
    assert recall(house.paths.memory_file).tray_told


def test_it_is_not_said_again_the_next_time(house: House, notifier: HandNotifier) -> None:
    house.begin()._tell_if_no_tray()
    house.close()
    again = House(house.paths, HandNotifier(), house.qtbot)
    again.begin()._tell_if_no_tray()
    assert again.notifier.shown == []
    again.close()


def test_a_damaged_state_is_told_to_the_user(
    qtbot: QtBot, paths: Paths, notifier: HandNotifier, configured: Path, expected: set[str]
) -> None:
    expected.add("state.damaged-1.json")
    paths.state.mkdir()
    paths.state_file.write_text("not JSON", encoding="utf-8")
    house = House(paths, notifier, qtbot)
    house.begin()
    (note,) = notifier.shown
    assert "state.damaged-1.json" in note.body
    answer = house.ask(qtbot, "status")
    assert answer["status"]["notices"] == [note.body]
    assert note.body in answer["text"]
    house.close()


def odd_pipe(path: Path) -> None:
    os.mkfifo(path)


def odd_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def odd_loop(path: Path) -> None:
    path.symlink_to(path)


def odd_bytes(path: Path) -> None:
    path.write_bytes(b"\xff\x00" * 5_000)


HOSTILE_STATES = sorted((Path(__file__).parents[1] / "hostile").glob("state-*.json"))


@pytest.mark.parametrize("make", [Path.mkdir, odd_pipe, odd_device, odd_loop, odd_bytes])
def test_whatever_lies_in_the_place_of_its_files_it_runs_and_reminds(
    qtbot: QtBot, house: House, notifier: HandNotifier, expected: set[str], make: Callable[[Path], None]
) -> None:
    paths = house.paths
    paths.state.mkdir(mode=0o700)
    files = (paths.config_file, paths.state_file, paths.history_file, paths.memory_file, paths.last_good_config)
    paths.config_file.unlink()
    for file in (*files, paths.notes_file):
        make(file)
    expected |= {"config.toml: ", "state.json", "history.db", "last good settings"}
    running = house.begin()
    assert {note.key for note in notifier.shown} >= {notifications.CONFIG, notifications.FILES}
    (odd,) = [note.body for note in notifier.shown if note.key == notifications.FILES]
    assert "state.json" in odd
    assert "history.db" in odd
    status = house.ask(qtbot, "status")
    assert any("history.db" in notice for notice in status["status"]["notices"])
    assert status["status"]["config_errors"]
    assert house.ask(qtbot, "start")["ok"]
    assert running._driver.state.routine is not None
    kept = {file.name for file in (*paths.config.iterdir(), *paths.state.iterdir())}
    assert kept >= {file.name for file in files}, "nothing is lost"


@pytest.fixture
def shut(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A state folder of mode 000. Root may do everything there, so the refusal is played."""

    def refused(at: Any) -> bool:
        if not isinstance(at, str | bytes | Path):
            return False
        return paths.state in Path(os.fsdecode(at)).parents

    def guard(call: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(at: Any, *more: Any, **named: Any) -> Any:
            if refused(at):
                raise PermissionError(13, "Permission denied", str(at))
            return call(at, *more, **named)

        return guarded

    with monkeypatch.context() as patch:
        for name in ("open", "stat", "lstat", "mkdir", "unlink", "rename", "replace", "readlink", "chmod"):
            patch.setattr(os, name, guard(getattr(os, name)))
        yield patch


def test_with_a_folder_that_is_shut_it_runs_and_reminds_and_nothing_is_lost(
    qtbot: QtBot,
    house: House,
    notifier: HandNotifier,
    expected: set[str],
    shut: pytest.MonkeyPatch,
) -> None:
    running = house.begin()
    (told,) = [note for note in notifier.shown if note.key == notifications.FILES]
    assert "state.json cannot be read (Permission denied)." in told.body
    assert "history.db cannot be used (Permission denied); what happens is kept until it can." in told.body
    expected |= {"state.json cannot be read", "history.db cannot be used", "could not be kept"}
    assert house.ask(qtbot, "skip")["ok"]
    assert running._history.waiting == 1
    assert not list(house.paths.state.glob("*"))
    shut.undo()
    assert house.ask(qtbot, "skip")["ok"]
    assert running._history.waiting == 0
    running._driver.look()
    assert house.paths.state_file.exists()
    assert house.ask(qtbot, "status")["status"]["notices"] == []


@pytest.mark.parametrize("hostile", HOSTILE_STATES, ids=lambda file: file.stem)
def test_a_state_beyond_all_bounds_is_set_aside_and_it_runs(
    qtbot: QtBot, house: House, notifier: HandNotifier, expected: set[str], hostile: Path
) -> None:
    expected.add("state.damaged-1.json")
    house.paths.state.mkdir(mode=0o700)
    house.paths.state_file.write_bytes(hostile.read_bytes())
    running = house.begin()
    assert notifications.FILES in {note.key for note in notifier.shown}
    assert (house.paths.state / "state.damaged-1.json").read_bytes() == hostile.read_bytes()
    running.open_window()
    assert house.ask(qtbot, "status")["status"]["state"] == "working"


def test_a_routine_that_is_not_there_is_told_with_faults_of_ones_own_files(
    qtbot: QtBot, paths: Paths, notifier: HandNotifier, configured: Path, expected: set[str]
) -> None:
    expected |= {"yoga", "broken.toml"}
    configured.write_text(ALWAYS + '[routine]\nname = "yoga"\n', encoding="utf-8")
    paths.routines.mkdir()
    (paths.routines / "broken.toml").write_text("id = 5", encoding="utf-8")
    house = House(paths, notifier, qtbot)
    house.begin()
    status = house.ask(qtbot, "status")["status"]
    assert len(status["config_errors"]) == 1
    assert "yoga" in status["config_errors"][0]
    assert any("broken.toml" in notice for notice in status["notices"])
    house.close()


def test_a_changed_setting_reaches_the_engine(qtbot: QtBot, house: House) -> None:
    house.begin()
    before = house.ask(qtbot, "status")["status"]["nudge"]["due_at"]
    house.paths.config_file.write_text(ALWAYS + '[nudge]\nevery = "30m"\n', encoding="utf-8")
    qtbot.waitUntil(lambda: house.ask(qtbot, "status")["status"]["nudge"]["due_at"] != before)


def own_routine(paths: Paths, *exercises: str) -> Path:
    """``mine``, as somebody writes it while deskbreak runs."""
    paths.routines.mkdir(exist_ok=True)
    names = ", ".join(f'"{one}"' for one in exercises)
    file = paths.routines / "mine.toml"
    file.write_text(f'id = "mine"\nexercises = [{names}]\n[text.en]\nname = "Mine"\n', encoding="utf-8")
    return file


def faults_and_notices(qtbot: QtBot, house: House) -> tuple[list[str], list[str]]:
    status = house.ask(qtbot, "status")["status"]
    return status["config_errors"], [notice for notice in status["notices"] if "mine" in notice]


def exercises_of(window: RoutineWindow) -> list[str]:
    return [part.id for part in window._player.plan.parts]


def test_a_routine_of_ones_own_that_is_made_while_it_runs_works_at_once(
    qtbot: QtBot, house: House, notifier: HandNotifier
) -> None:
    running = house.begin()
    assert "desk" in running._library.routines  # it was read before
    own_routine(house.paths, "pendulum", "shrug")
    house.paths.config_file.write_text(ALWAYS + '[routine]\nname = "mine"\n', encoding="utf-8")
    qtbot.waitUntil(lambda: running._driver.settings.routine.name == ("mine",))
    assert faults_and_notices(qtbot, house) == ([], [])
    assert notifications.CONFIG not in {note.key for note in notifier.shown}
    assert house.ask(qtbot, "start")["ok"]
    (window,) = shown(RoutineWindow)
    assert exercises_of(window)[-2:] == ["pendulum", "shrug"]


def test_an_exercise_of_ones_own_that_is_made_while_it_runs_is_shown_at_once(
    qtbot: QtBot, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = house.begin()
    assert not house.ask(qtbot, "show", "mine")["ok"]
    own.begin("mine", "exercise", house.paths, running._library)
    assert house.ask(qtbot, "show", "mine")["ok"]


def test_what_is_wrong_with_ones_own_files_is_told_anew_when_they_change(
    qtbot: QtBot, house: House, notifier: HandNotifier, expected: set[str]
) -> None:
    expected |= {"mine"}
    file = own_routine(house.paths, "pendulum")
    house.paths.config_file.write_text(ALWAYS + '[routine]\nname = "mine"\n', encoding="utf-8")
    house.begin()
    assert faults_and_notices(qtbot, house) == ([], [])
    own_routine(house.paths, "pendulm")
    qtbot.waitUntil(lambda: len(faults_and_notices(qtbot, house)[1]) == 1)
    (error,), (notice,) = faults_and_notices(qtbot, house)
    assert "there is no routine “mine”" in error
    assert "pendulum" in notice
    assert [note.key for note in notifier.shown].count(notifications.CONFIG) == 1
    own_routine(house.paths, "pendulum", "shrug")
    qtbot.waitUntil(lambda: faults_and_notices(qtbot, house) == ([], []))
    file.unlink()
    qtbot.waitUntil(lambda: len(faults_and_notices(qtbot, house)[0]) == 1)


def test_a_routine_that_has_begun_goes_on_as_it_was_when_its_file_changes(qtbot: QtBot, house: House) -> None:
    own_routine(house.paths, "pendulum", "shrug")
    house.paths.config_file.write_text(ALWAYS + '[routine]\nname = "mine"\n', encoding="utf-8")
    running = house.begin()
    house.ask(qtbot, "start")
    (window,) = shown(RoutineWindow)
    before = exercises_of(window)
    own_routine(house.paths, "neck-turn")
    qtbot.waitUntil(lambda: running._library.routines["mine"].exercises == ("neck-turn",))
    assert shown(RoutineWindow) == [window]
    assert exercises_of(window) == before
    running._end_routine()
    house.ask(qtbot, "start")
    (window,) = shown(RoutineWindow)
    assert exercises_of(window)[-1] == "neck-turn"


def test_buttons_of_other_notes_mean_nothing_to_the_engine(
    house: House, notifier: HandNotifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = house.begin()
    told: list[object] = []
    monkeypatch.setattr(running._driver, "tell", told.append)
    notifier.show(notifications.odd_files(["nothing that is asked"]))
    notifier.press(notifications.FILES, "start")
    notifier.show(notifications.odd_files(["nothing that is asked"]))
    notifier.dismiss(notifications.FILES)
    assert told == []


def test_what_fails_at_the_beginning_ends_the_app(
    house: House, monkeypatch: pytest.MonkeyPatch, expected: set[str]
) -> None:
    expected.clear()
    codes: list[int] = []
    monkeypatch.setattr(house.app, "_qt", type("Qt", (), {"exit": staticmethod(codes.append)}))

    def fail(*_words: object, **_more: object) -> None:
        raise OSError("no APScheduler")

    monkeypatch.setattr("deskbreak.app.running.Running.__init__", fail)
    with pytest.raises(OSError, match="no APScheduler"):
        house.app.begin()
    assert codes == [1]


def test_a_click_on_the_invitation_opens_the_window_with_its_answers(
    house: House, notifier: HandNotifier
) -> None:  # I4
    running = house.begin()
    invite = Invite(1, short=False, why=Why.DUE)
    running._action_runner.perform(invite)
    (note,) = notifier.shown
    assert note.clickable
    assert shown(StatusWindow) == []
    notifier._click(notifications.INVITATION)
    (window,) = shown(StatusWindow)
    window.close()
    notifier.dismiss(notifications.INVITATION)
    notifier._click(notifications.INVITATION)
    assert shown(StatusWindow) == [window], "the note went by the click, and may be answered all the same"
    window.close()
    notifier.show(notifications.no_tray("nothing that is asked"))
    notifier._click(notifications.TRAY)
    assert shown(StatusWindow) == []


@pytest.mark.parametrize("answer", ["start", "short", "later", "skip"])
def test_an_invitation_that_was_dismissed_is_answered_all_the_same(  # I4
    house: House, notifier: HandNotifier, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    running = house.begin()
    driver = running._driver
    told: list[Event] = []
    monkeypatch.setattr(driver, "tell", lambda event: told.append(event(driver.state.last)))
    running._action_runner.perform(Invite(1, short=answer == "short", why=Why.DUE))
    notifier.dismiss(notifications.INVITATION)
    notifier.press(notifications.INVITATION, answer)
    assert [event.reply for event in told if isinstance(event, Answer)] == [Reply.DISMISS, Reply(answer)]


def test_what_hurt_is_put_back_in_the_settings(qtbot: QtBot, house: House, configured: Path) -> None:
    configured.write_text(ALWAYS + "[safety]\npain_limit = 1\n", encoding="utf-8")
    running = house.begin()
    running._desks.open_settings()
    (window,) = shown(SettingsWindow)
    window.turn_to("routine")

    def offered() -> list[Button]:
        buttons = window.findChildren(Button)
        return [one for one in buttons if one.accessibleName() == "Put back “Seated twist”" and one.isVisible()]

    assert not offered()
    running._driver.tell(Start)
    running._driver.tell(lambda at: Pain(at, "seated-twist"))
    (button,) = offered()
    button.click()
    assert running._driver.state.pains.left_out == ()
    assert not offered()


@pytest.mark.parametrize(
    ("answer", "title", "body"),
    [("later", "All right: again at 10:", ""), ("skip", "All right: skipped", "Routine between 12:")],
)
def test_an_answer_on_the_note_leaves_a_word_of_what_comes_next(
    house: House, notifier: HandNotifier, answer: str, title: str, body: str
) -> None:
    """I6"""
    running = house.begin()
    driver = running._driver
    assert driver.state.day is not None
    opened = Open(1, 0, driver.state.last.mono)
    driver.state = replace(driver.state, day=replace(driver.state.day, invitation=opened))
    running._action_runner.perform(Invite(1, short=False, why=Why.DUE))
    (invitation,) = notifier.shown
    assert [label for _action, label in invitation.actions] == ["Start", "In 10 min", "Skip for 2 h"]
    notifier.press(notifications.INVITATION, answer)
    (word,) = notifier.open_notes
    assert word.title.startswith(title)
    assert word.body.startswith(body)
    assert (word.urgency, word.actions, word.lasts) == (Urgency.LOW, (), False)


def test_the_word_waits_until_the_answer_is_taken(
    house: House, notifier: HandNotifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I6: those may have to be asked first who do not tell by themselves."""
    running = house.begin()
    driver = running._driver
    assert driver.state.day is not None
    driver.state = replace(driver.state, day=replace(driver.state.day, invitation=Open(1, 0, driver.state.last.mono)))
    running._action_runner.perform(Invite(1, short=False, why=Why.DUE))
    told: list[Callable[[Any], Event]] = []
    with monkeypatch.context() as patch:
        patch.setattr(driver, "tell", told.append)
        notifier.press(notifications.INVITATION, "later")
    assert not notifier.open_notes
    driver.tell(told[0])
    (word,) = notifier.open_notes
    assert word.title.startswith("All right: again at 10:")
    driver.look()
    assert len(notifier.shown) == 2, "it is said once"


def test_a_note_has_a_button_for_what_would_help(house: House, notifier: HandNotifier) -> None:
    running = house.begin()
    notifier.show(notifications.faulty_config(["office.hours: odd"], Source.LAST_GOOD))
    notifier.press(notifications.CONFIG, notifications.SETTINGS)
    (settings,) = shown(SettingsWindow)
    settings.close()
    notifier.show(notifications.no_tray("how"))
    notifier.press(notifications.TRAY, notifications.OPEN)
    (window,) = shown(StatusWindow)
    window.close()
    running._audio.fell_silent.emit("No voice can be heard.")
    (note,) = notifier.open_notes
    assert (note.key, note.actions) == (notifications.VOICE, (("test-voice", "Test voice"),))
    notifier.press(notifications.VOICE, notifications.TEST_VOICE)
    (answer,) = notifier.open_notes
    assert answer.body.startswith("No voice is installed here"), "as there is none in this process"


def test_show_me_shows_the_tip_that_was_shown_and_the_rotation_goes_on_after_a_restart(
    paths: Paths, notifier: HandNotifier, configured: Path, qtbot: QtBot
) -> None:
    """N4: passing over what folds the body, so that it is not the tip that counting would lead to."""
    after_lunch = Nudge(17, 0, ("movement", "eyes"), folds=False)

    def titles() -> list[str]:
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, ClipWindow) and one.isVisible()]
        return [window.windowTitle() for window in windows]

    house = House(paths, notifier, qtbot)
    house.begin()._action_runner.perform(after_lunch)
    assert notifier.shown[-1].title == "Look around"
    house.close()
    notifier = HandNotifier()
    house = House(paths, notifier, qtbot)
    running = house.begin()
    notifier.show(notifications.bare_nudge())  # that of before is still up
    notifier.press(notifications.NUDGE, notifications.SHOW_ME)
    assert titles() == ["Look around"]
    for title in ("Into the distance", "Let the shoulders go"):
        running._action_runner.perform(after_lunch)
        assert notifier.shown[-1].title == title
        notifier.press(notifications.NUDGE, notifications.SHOW_ME)
        assert titles() == [title]
    running._action_runner.perform(replace(after_lunch, folds=True))
    running._action_runner.perform(replace(after_lunch, folds=True))
    assert notifier.shown[-1].title == "Bend every way", "what was passed over comes when it may"
    house.close()


def test_where_it_is_not_known_which_tip_was_shown_there_is_nothing_to_show(
    house: House, notifier: HandNotifier
) -> None:
    """A note of long ago, of a tip that is there no more."""
    running = house.begin()
    running._memory.keep(replace(running._memory.value, tips=("of-long-ago",)))
    notifier.show(notifications.bare_nudge())
    notifier.press(notifications.NUDGE, notifications.SHOW_ME)
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, ClipWindow) and one.isVisible()] == []


def test_what_hurt_is_put_back_in_the_window(house: House) -> None:
    """D5"""
    running = house.begin()
    driver = running._driver
    driver.state = replace(driver.state, pains=Pains((), ("seated-twist",)))
    running.open_window()
    (window,) = shown(StatusWindow)
    (button,) = [one for one in window.findChildren(Button) if one.accessibleName() == "Put back “Seated twist”"]
    button.click()
    assert driver.state.pains.left_out == ()
    assert not button.isVisible(), "it is told at once"


def test_what_hurt_is_put_back_by_a_button(house: House, notifier: HandNotifier) -> None:
    """D5"""
    running = house.begin()
    driver = running._driver
    driver.state = replace(driver.state, pains=Pains((), ("seated-twist", "side-bend")))
    notifier.show(notifications.nothing_to_do(driver.state.pains.left_out))
    notifier.press(notifications.NOTHING_TO_DO, "seated-twist,side-bend")
    assert driver.state.pains.left_out == ()
    driver.state = replace(driver.state, pains=Pains((), ("seated-twist", "side-bend")))
    notifier.show(notifications.see_a_doctor("side-bend", "Side bend"))
    notifier.press(notifications.ADVICE, "side-bend")
    assert driver.state.pains.left_out == ("seated-twist",)


def test_at_the_end_the_window_of_an_ended_routine_is_closed_too(house: House) -> None:
    running = house.begin()
    running._tray.start.emit()
    (window,) = shown(RoutineWindow)
    window._footer.safety.emit()
    window._lead_back()
    window._stop()
    assert running._driver.state.routine is None
    assert shown(RoutineWindow) == [window]
    house.app.close()
    assert not shown(RoutineWindow)
