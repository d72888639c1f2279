"""All senses as one machine: what it shows, when it says so, and what it tells doctor."""

from collections.abc import Iterator
from typing import ClassVar

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.app.machine import senses as senses_module
from deskbreak.app.machine.sense_report import QUESTIONS
from deskbreak.app.machine.senses import Senses
from deskbreak.desktop.fullscreen.choice import open_fullscreen
from deskbreak.desktop.presence.source import InputWatch, NullWatch
from deskbreak.desktop.program import Program
from deskbreak.desktop.sense import AnyOf, Sense
from deskbreak.desktop.sleep.source import NullSleep
from deskbreak.desktop.time.clock import Clock
from deskbreak.engine.reasons import Sign
from tests.desktop.ticks import HandTicks


class HandSense(Sense):
    """Answers when the test says so, or at once."""

    def __init__(self, name: str, *, tells: bool = False, slow: bool = False) -> None:
        super().__init__()
        self.name, self.tells, self.slow = name, tells, slow
        self.next_value: bool | None = False
        self.who = ""
        self.asked = 0

    def _ask(self) -> None:
        self.asked += 1
        if not self.slow:
            self.answer()

    def answer(self) -> None:
        if self.next_value is None:
            self._miss("nobody knows")
        else:
            self._log_known()
            self._tell(self.next_value, self.who if self.next_value else "", "")

    def see(self, *names: str) -> None:
        """It tells by itself which programs say yes."""
        self._see(Program.called(name) for name in names)

    def tell(self, value: bool) -> None:
        """It tells by itself."""
        self.next_value = value
        self.answer()


class HandWatch(InputWatch):
    """Input as the test says."""

    name = "x11"
    spans: ClassVar[frozenset[int]] = frozenset()

    def watch(self, spans: frozenset[int]) -> None:
        type(self).spans = spans

    def idle_ms(self) -> int:
        return 1_234

    def close(self) -> None:
        pass


class Machine:
    """Every sense by hand, and the ``Senses`` that hold them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *ignored: str) -> None:
        self.ticks = HandTicks()
        self.lock = HandSense("logind", tells=True)
        self.microphone = HandSense("pulse", tells=True)
        self.camera = HandSense("v4l2", tells=True)
        self.dnd = HandSense("kde", tells=True)
        self.window = HandSense("x11")
        self.mirror = HandSense("logind", tells=True)
        self.inhibitor = HandSense("gnome-session", tells=True)
        self.choices: list[str] = []
        for opener in [name for name in vars(senses_module) if name.startswith("open_")]:
            monkeypatch.setattr(senses_module, opener, lambda *_words: HandSense("nobody", tells=True))
        for opener, made in (
            ("open_lock", self.lock), ("open_microphone", self.microphone), ("open_camera", self.camera),
            ("open_dnd", self.dnd), ("open_fullscreen", self.window),
            ("open_inhibit", AnyOf([self.mirror, self.inhibitor])), ("open_sleep", NullSleep()),
            ("open_source", None), ("open_sign", None),
        ):  # fmt: skip
            monkeypatch.setattr(f"deskbreak.app.machine.senses.{opener}", lambda *_words, made=made: made)
        monkeypatch.setattr("deskbreak.app.machine.senses.open_input_watch", self._input)
        self.senses = Senses(Clock(ticks=self.ticks), "xcb", "auto", ignored)
        self.changes = 0
        self.senses.changed.connect(self._count)

    def _input(self, _platform: str, choice: str, *_lines: object) -> InputWatch:
        self.choices.append(choice)
        return NullWatch("switched off") if choice == "none" else HandWatch()

    def _count(self) -> None:
        self.changes += 1


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Machine]:
    machine = Machine(monkeypatch)
    yield machine
    machine.senses.close()


def test_it_begins_when_everybody_has_answered(machine: Machine) -> None:
    machine.microphone.slow = True
    begun: list[bool] = []
    machine.senses.begin(lambda: begun.append(True))
    assert begun == []
    machine.microphone.answer()
    assert begun == [True]


def test_it_begins_all_the_same_where_somebody_hangs(machine: Machine, qtbot: QtBot) -> None:
    machine.microphone.slow = True
    begun: list[bool] = []
    machine.senses.begin(lambda: begun.append(True))
    qtbot.waitUntil(lambda: begun == [True])
    assert machine.senses.signs == frozenset()


def test_signs_are_what_is_known_to_be_so(machine: Machine) -> None:
    machine.senses.begin(lambda: None)
    machine.camera.tell(value=True)
    assert machine.senses.signs == {Sign.CALL}
    machine.microphone.tell(value=True)
    machine.camera.tell(value=False)
    assert machine.senses.signs == {Sign.CALL}
    machine.microphone.next_value = None
    machine.microphone.answer()
    assert machine.senses.signs == frozenset()  # unknown is no yes
    machine.lock.tell(value=True)
    assert machine.senses.locked


def test_a_window_that_fills_the_screen_and_an_inhibitor_are_two_signs(machine: Machine) -> None:
    """H6: each is believed for its own time."""
    machine.senses.begin(lambda: None)
    machine.inhibitor.tell(value=True)
    assert machine.senses.signs == {Sign.INHIBIT}
    machine.window.tell(value=True)
    assert machine.senses.signs == {Sign.INHIBIT, Sign.FULLSCREEN}
    machine.inhibitor.tell(value=False)
    assert machine.senses.signs == {Sign.FULLSCREEN}


def test_it_says_so_when_something_changes_and_only_then(machine: Machine) -> None:
    machine.senses.begin(lambda: None)
    before = machine.changes
    machine.dnd.tell(value=True)
    assert machine.changes == before + 1
    machine.dnd.tell(value=True)
    assert machine.changes == before + 1


def test_only_those_who_do_not_tell_by_themselves_are_asked_again(machine: Machine) -> None:
    machine.senses.begin(lambda: None)
    asked = machine.window.asked, machine.inhibitor.asked, machine.microphone.asked
    machine.window.next_value = True
    answered: list[frozenset[Sign]] = []
    machine.senses.ask(lambda: answered.append(machine.senses.signs))
    assert (machine.window.asked, machine.inhibitor.asked, machine.microphone.asked) == (asked[0] + 1, *asked[1:])
    assert answered == [{Sign.FULLSCREEN}]
    assert machine.senses.pulls
    machine.window.tells = True
    assert not machine.senses.pulls


def test_where_nobody_can_tell_nobody_is_asked_again(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under Wayland no window tells whether it fills the screen: that must not wake us to ask."""
    nobody = open_fullscreen("wayland", "linux")
    monkeypatch.setattr("deskbreak.app.machine.senses.open_fullscreen", lambda *_words: nobody)
    senses = Senses(Clock(ticks=machine.ticks), "wayland", "auto")
    senses.begin(lambda: None)
    assert not senses.pulls
    (told,) = [one for one in senses.report() if one.question == "fullscreen"]
    assert (told.value, told.fault) == (None, "Wayland does not tell which window fills the screen")
    senses.close()


def test_two_who_ask_at_once_get_the_one_answer(machine: Machine) -> None:
    machine.senses.begin(lambda: None)
    machine.window.slow = True
    order: list[int] = []
    machine.senses.ask(lambda: order.append(1))
    machine.senses.ask(lambda: order.append(2))
    assert order == []
    machine.window.answer()
    assert order == [1, 2]


def test_it_says_what_speaks_for_a_sign_and_who(machine: Machine) -> None:
    machine.senses.begin(lambda: None)
    assert machine.senses.why(Sign.CALL) == ("", "")
    machine.microphone.who = "Firefox"
    machine.microphone.tell(value=True)
    machine.inhibitor.who = "VLC"
    machine.inhibitor.tell(value=True)
    assert machine.senses.why(Sign.CALL) == ("microphone", "Firefox")
    assert machine.senses.why(Sign.INHIBIT) == ("gnome-session", "VLC")
    assert machine.senses.why(Sign.FULLSCREEN) == ("", "")
    machine.mirror.tell(value=True)
    assert machine.senses.why(Sign.INHIBIT) == ("gnome-session", "VLC"), "one that knows the name before one without"
    machine.inhibitor.tell(value=False)
    assert machine.senses.why(Sign.INHIBIT) == ("logind", "")


@pytest.mark.parametrize("name", ["microphone", "camera", "window", "inhibitor"])
def test_a_program_that_counts_as_nothing_shows_no_sign(machine: Machine, name: str) -> None:
    """H7, U3: from the moment at which it is named, until it is named no more; what it is beside counts."""
    machine.senses.begin(lambda: None)
    sense: HandSense = getattr(machine, name)
    sense.see("OBS")
    (sign,) = machine.senses.signs
    assert machine.senses.why(sign)[1] == "OBS"
    before = machine.changes
    machine.senses.configure("auto", ("obs",))
    assert (machine.senses.signs, machine.senses.why(sign)) == (frozenset(), ("", ""))
    assert machine.changes == before + 1
    (told,) = [one for one in machine.senses.report() if one.left_out]
    assert (told.backend, told.value, told.left_out) == (sense.name, False, "OBS")
    sense.see("OBS", "Zoom")
    assert machine.senses.signs == {sign}
    assert machine.senses.why(sign)[1] == "Zoom"
    sense.see("OBS")
    machine.senses.configure("auto")
    assert machine.senses.signs == {sign}


def test_what_the_settings_name_at_the_start_never_counts(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    machine = Machine(monkeypatch, "OBS")
    machine.senses.begin(lambda: None)
    machine.camera.see("obs")
    assert machine.senses.signs == frozenset()
    machine.senses.close()


def test_another_zone_than_the_systems_is_told(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    """By ``doctor`` and by ``status``."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    found = Machine(monkeypatch)
    assert found.senses.notice == ""
    found.senses.close()
    monkeypatch.setenv("TZ", "Mars/X")
    lost = Machine(monkeypatch)
    assert "Mars/X" in lost.senses.notice
    (zone,) = [one for one in lost.senses.report() if one.question == "zone"]
    assert (zone.value, zone.detail) == ("UTC", lost.senses.notice)
    lost.senses.close()


def test_do_not_disturb_is_nobodys_to_leave_out(machine: Machine) -> None:
    machine.senses.begin(lambda: None)
    machine.senses.configure("auto", ("obs",))
    machine.dnd.see("OBS")
    assert machine.senses.signs == {Sign.DND}


def test_another_choice_takes_effect_at_once_with_the_spans_of_before(machine: Machine) -> None:
    """U3"""
    machine.senses.watch(frozenset({180_000}))
    before = machine.changes
    machine.senses.configure("auto")
    assert (machine.choices, machine.changes) == (["auto"], before)
    machine.senses.configure("none")
    assert machine.senses.idle_ms() is None
    HandWatch.spans = frozenset()
    machine.senses.configure("x11")
    assert HandWatch.spans == {180_000}
    assert (machine.choices, machine.changes) == (["auto", "none", "x11"], before + 2)


def test_doctor_is_told_everything_and_how_old_it_is(machine: Machine) -> None:
    machine.senses.begin(lambda: None)
    machine.ticks.run(5_000)
    told = machine.senses.report()
    assert sorted({one.question for one in told}) == sorted(QUESTIONS)
    (idle,) = [one for one in told if one.question == "idle"]
    assert (idle.backend, idle.value) == ("x11", 1_234)
    (window,) = [one for one in told if one.backend == "x11" and one.question == "fullscreen"]
    assert (window.value, window.answered_ms_ago, window.tells) == (False, 5_000, False)
    (sleep,) = [one for one in told if one.question == "sleep"]
    assert (sleep.value, bool(sleep.fault)) == (None, True)


def test_the_programs_that_keep_quiet_are_remembered_the_latest_first(machine: Machine) -> None:
    assert not machine.senses.programs
    machine.microphone.see("Firefox", "obs")
    machine.microphone.see()
    machine.inhibitor.see("mpv")
    machine.camera.see("obs")
    assert machine.senses.programs == ("obs", "mpv", "Firefox")
    machine.dnd.who = "nobody, really"
    machine.dnd.tell(value=True)
    machine.lock.tell(value=True)
    assert machine.senses.programs == ("obs", "mpv", "Firefox")


def test_a_program_that_counts_as_nothing_is_not_remembered(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    machine = Machine(monkeypatch, "OBS")
    machine.microphone.see("obs", "Firefox")
    assert machine.senses.programs == ("Firefox",)
    machine.senses.close()


def test_no_more_programs_are_remembered_than_anybody_reads(machine: Machine) -> None:
    for number in range(50):
        machine.microphone.see(f"program {number}")
    assert machine.senses.programs[0] == "program 49"
    assert len(machine.senses.programs) == senses_module.MOST_PROGRAMS
