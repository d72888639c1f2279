"""What the command line asks of the running deskbreak, and what it is answered."""

from functools import partial

import pytest

from deskbreak.app.remote.commands import CommandRefused, Commands
from deskbreak.engine.actions import OpenRoutine
from deskbreak.engine.events import Pain, Start, Stop
from deskbreak.engine.outlook import Mood
from deskbreak.engine.state import PausedFor, PausedOpen, PausedToDay, PausedToTime, Snoozed
from deskbreak.settings import HOUR, MINUTE
from tests.app.desk import Desk
from tests.cli.sent import sent


class House:
    """Commands on a desk; what was opened and whether it was left."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.opened = 0
        self.raised = 0
        self.window_stands = True
        self.left = 0
        self.shown: list[str] = []
        self.windows: list[str] = []
        self.commands = Commands(
            desk.driver,
            lambda: {"state": desk.driver.outlook().mood.value},
            lambda: ["a line"],
            self._open,
            self._raise,
            self._leave,
            self._show,
            {name: partial(self.windows.append, name) for name in ("settings", "history")},
        )

    def _status(self) -> dict[str, object]:
        return {"state": self.desk.driver.outlook().mood.value}

    def _open(self) -> None:
        self.opened += 1

    def _raise(self) -> bool:
        self.raised += self.window_stands
        return self.window_stands

    def _leave(self) -> None:
        self.left += 1

    def _show(self, exercise: str) -> None:
        if exercise != "shrug":
            raise CommandRefused("there is none")
        self.shown.append(exercise)

    def tell(self, command: str, *words: str) -> dict[str, object]:
        return self.commands.handle(command, list(words))


@pytest.fixture
def house(desk: Desk) -> House:
    desk.begin()
    desk.type_for(5)
    return House(desk)


def test_status_looks_first_and_then_tells(house: House) -> None:
    house.desk.ticks.run(3 * MINUTE)
    answer = house.tell("status")
    assert answer == {"ok": True, "text": ["a line"], "status": {"state": "away"}}
    assert house.desk.driver.state.last.mono == house.desk.now


def test_open_and_quit(house: House) -> None:
    assert house.tell("open")["ok"]
    answer = house.tell("quit")
    assert (house.opened, house.left) == (1, 1)
    assert answer["text"] == ["deskbreak ends now."]


def test_show_opens_a_window_unless_a_routine_is_open(house: House) -> None:
    assert house.tell("show", "shrug")["text"] == ["Its window is open now."]
    assert house.tell("show", "shrog") == {"ok": False, "error": "show: there is none"}
    assert house.tell("show")["ok"] is False
    assert house.tell("start")["ok"]
    assert "a routine is open" in str(house.tell("show", "shrug")["error"])
    assert house.shown == ["shrug"]


def test_start_opens_a_routine_and_never_a_second(house: House) -> None:
    """D2"""
    assert house.tell("start")["ok"]
    assert (len(house.desk.did(OpenRoutine)), house.raised) == (1, 0)
    assert house.tell("start") == {"ok": True, "text": ["a line"], "status": {"state": "routine"}}
    assert (len(house.desk.did(OpenRoutine)), house.raised) == (1, 1)


def test_start_is_refused_where_the_open_routine_has_no_window(house: House) -> None:
    house.window_stands = False
    house.tell("start")
    assert house.tell("start") == {"ok": False, "error": "start: a routine is open already"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ((), PausedOpen),
        (("30m",), PausedFor),
        (("30",), PausedFor),
        (("14:30",), PausedToTime),
        (("tomorrow",), PausedToDay),
    ],
)
def test_pause_for_until_or_until_resumed(house: House, words: tuple[str, ...], kind: type) -> None:
    """U1"""
    assert house.tell("pause", *words)["ok"]
    assert type(house.desk.driver.state.paused) is kind
    assert house.tell("resume")["ok"]
    assert house.desk.driver.state.paused is None


def test_resume_needs_a_pause(house: House) -> None:
    assert house.tell("resume") == {"ok": False, "error": "resume: nothing is paused"}


@pytest.mark.parametrize(
    ("command", "word"), [("pause", "soon"), ("pause", "0m"), ("postpone", "14:30"), ("postpone", "20 minutes long")]
)
def test_what_is_no_length_of_time_makes_no_sense(house: House, command: str, word: str) -> None:
    before = house.desk.driver.state
    answer = house.tell(command, word)
    assert answer["usage"] is True
    assert str(answer["error"]).startswith(f"{command}: ")
    assert f'"{word}"' in str(answer["error"])
    assert house.desk.driver.state is before


def test_skip_skips_the_coming_routine(house: House) -> None:
    """U2"""
    assert house.tell("skip")["ok"]
    assert [row.what.value for row in house.desk.rows()] == ["skipped"]


def test_skip_is_refused_beside_an_open_routine(house: House) -> None:
    house.tell("start")
    assert "window" in str(house.tell("skip")["error"])
    assert house.desk.rows() == []


def test_skip_is_refused_when_no_routine_is_coming(house: House) -> None:
    house.desk.type_for(10 * 60)
    assert house.desk.driver.outlook().mood is Mood.OFF
    rows = house.desk.rows()
    assert house.tell("skip")["ok"] is False
    assert house.desk.rows() == rows


def test_postpone_with_and_without_an_invitation(house: House) -> None:
    """U2"""
    assert house.tell("postpone", "2h")["ok"]
    assert house.desk.driver.state.not_before == house.desk.now + 2 * HOUR
    house.desk.type_for(176)
    assert house.desk.driver.outlook().invited
    assert house.tell("postpone")["ok"]
    day = house.desk.driver.state.day
    assert day is not None
    assert day.invitation == Snoozed(house.desk.now + house.desk.driver.settings.reminder.later, 1)


def test_put_back(house: House) -> None:
    """D5"""
    desk = house.desk
    assert house.tell("put-back", "twist")["error"] == "put-back: no exercise is left out"
    for _day in range(2):
        desk.driver.tell(Start)
        desk.driver.tell(lambda at: Pain(at, "twist"))
        desk.type_for(24 * 60)
    assert desk.driver.state.pains.left_out == ("twist",)
    assert "twist" in str(house.tell("put-back", "neck")["error"])
    assert house.tell("put-back")["ok"] is False
    assert house.tell("put-back", "twist")["ok"]
    assert not desk.driver.outlook().left_out


def test_an_unknown_command_and_too_many_words_make_no_sense(house: House) -> None:
    answer = house.tell("x" * 100)
    assert answer["usage"] is True
    assert len(str(answer["error"])) < 80
    assert house.tell("status", "now")["usage"] is True
    assert house.tell("pause", "30m", "please")["usage"] is True


def test_every_command_that_the_command_line_sends_is_known_with_all_its_words(house: House) -> None:
    """``open``, ``show`` and the names of windows are sent by commands that do more than that."""
    most: dict[str, int] = {}
    for command, *words in sent():
        most[command] = max(len(words), most.get(command, 0))
    assert {name: words for name, (words, _do) in house.commands._known.items()} == {
        **most,
        **{"open": 0, "show": 1, "settings": 0, "history": 0},
    }


def test_a_fault_in_showing_still_gets_an_answer(house: House) -> None:
    def fail(_action: object) -> None:
        raise RuntimeError("no window")

    house.desk.on_action = fail
    assert house.tell("start")["ok"]
    assert house.desk.troubles
    house.desk.driver.tell(Stop)
    assert house.tell("status")["ok"]


def test_a_bug_is_reported_and_answered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    house, bugs = House(desk), list[BaseException]()
    monkeypatch.setattr("deskbreak.app.remote.commands.report", bugs.append)
    monkeypatch.setattr(house.commands, "_show", lambda exercise: 1 / len(exercise[:0]))
    answer = house.commands.handle("show", ["shrug"])
    assert answer == {"ok": False, "error": "show: something went wrong in deskbreak itself; its log says what"}
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]


@pytest.mark.parametrize("name", ["settings", "history"])
def test_a_window_is_opened_by_its_name(house: House, name: str) -> None:
    assert house.tell(name)["text"] == ["Its window is open now."]
    assert house.windows == [name]
    assert house.tell(name, "day")["usage"] is True
