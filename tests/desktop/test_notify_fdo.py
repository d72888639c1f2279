"""Notifications on a real bus: buttons, replacing, closing, and daemons that come, go, hang and know less."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.notify.fallback import FallbackNotifier
from deskbreak.desktop.notify.fdo import FdoNotifier
from deskbreak.desktop.notify.notifier import Note, Notifier, Urgency
from tests.desktop.null_notifier import NullNotifier
from tests.desktop.services import Answer, PrivateBus, ScriptedService
from tests.desktop.session import FakeDaemon, private_bus

LIMIT = 5_000
INVITE = Note("invite", "Time to move", "Four minutes", (("start", "Start"), ("later", "Later"), ("skip", "Skip")))
NUDGE = Note("nudge", "Walk around", expire_ms=20_000)

Bus = "subprocess.Popen[str]"


class Heard:
    """Everything a notifier has said, in order."""

    def __init__(self, notifier: Notifier) -> None:
        self.said: list[tuple[object, ...]] = []
        notifier.action.connect(lambda key, action: self.said.append(("action", key, action)))
        notifier.closed.connect(lambda key, by_user: self.said.append(("closed", key, by_user)))
        notifier.refused.connect(lambda key: self.said.append(("refused", key)))
        notifier.ready.connect(lambda: self.said.append(("ready",)))


@pytest.fixture
def bus(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    with private_bus(tmp_path) as process:
        yield process


@pytest.fixture
def daemon(bus: object, qtbot: QtBot) -> Iterator[FakeDaemon]:
    daemon = FakeDaemon()
    yield daemon
    daemon.stop()


@pytest.fixture
def notifier(bus: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[FdoNotifier]:
    monkeypatch.setattr("deskbreak.desktop.notify.fdo.PATIENCE_MS", 300)
    notifier = FdoNotifier("deskbreak-icon")
    yield notifier
    notifier.shut()


@pytest.fixture
def heard(notifier: FdoNotifier) -> Heard:
    return Heard(notifier)


def test_a_note_arrives_as_it_was_meant(qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier) -> None:
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    (seen,) = daemon.up.values()
    assert (seen.replaces, seen.icon, seen.title, seen.body) == (0, "deskbreak-icon", "Time to move", "Four minutes")
    assert seen.actions == ["start", "Start", "later", "Later", "skip", "Skip"], "and no default"
    assert seen.hints == {"urgency": ("y", 1), "desktop-entry": ("s", "org.deskbreak.Deskbreak")}
    assert seen.expire == 0, "stays until it is answered"


def test_a_passing_note_says_so(qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier) -> None:
    notifier.show(Note("nudge", "Walk", urgency=Urgency.LOW, expire_ms=20_000, sound="message"))
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    (seen,) = daemon.up.values()
    assert seen.expire == 20_000
    assert seen.hints["transient"] == ("b", True)
    assert seen.hints["urgency"] == ("y", 0)
    assert seen.hints["sound-name"] == ("s", "message")


def test_a_button_is_heard_once_and_nothing_after(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    notifier.show(INVITE)
    notifier.show(NUDGE)
    qtbot.waitUntil(lambda: len(daemon.up) == 2, timeout=LIMIT)
    daemon.press(99, "start")
    daemon.press(1, "start")
    daemon.dismiss(2, reason=1)
    qtbot.waitUntil(lambda: len(heard.said) >= 2, timeout=LIMIT)
    assert heard.said == [("action", "invite", "start"), ("closed", "nudge", False)]
    assert notifier.open_notes == ()


def test_an_action_that_was_not_offered_is_none(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    daemon.press(1, "default")
    qtbot.waitUntil(lambda: bool(heard.said), timeout=LIMIT)
    assert heard.said == [("closed", "invite", True)]


def test_a_note_takes_the_place_of_the_one_before(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    notifier.show(Note("invite", "Once more", actions=INVITE.actions))
    qtbot.waitUntil(lambda: len(daemon.notified) == 2, timeout=LIMIT)
    assert daemon.notified[1].replaces == 1
    assert [note.title for note in daemon.up.values()] == ["Once more"]
    daemon.press(1, "later")
    qtbot.waitUntil(lambda: heard.said == [("action", "invite", "later")], timeout=LIMIT)


def test_changes_of_mind_while_the_daemon_is_slow_end_in_what_was_wanted_last(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier
) -> None:
    notifier.show(INVITE)
    notifier.show(NUDGE)
    notifier.close("nudge")
    notifier.show(Note("invite", "Second"))
    notifier.show(Note("invite", "Third"))
    qtbot.waitUntil(lambda: [note.title for note in daemon.up.values()] == ["Third"], timeout=LIMIT)
    qtbot.waitUntil(lambda: all(post.sent is None for post in notifier._posts.values()), timeout=LIMIT)
    daemon.hang()
    notifier.show(Note("invite", "Fourth"))
    notifier.close("invite")
    daemon.wake()
    qtbot.waitUntil(lambda: not daemon.up, timeout=LIMIT)
    assert daemon.notified[-1].replaces == 1


def test_a_note_dismissed_while_its_successor_is_under_way_leaves_the_successor_up(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    daemon.dismiss(1)
    notifier.show(Note("invite", "Second", actions=INVITE.actions))
    qtbot.waitUntil(lambda: len(daemon.notified) == 2, timeout=LIMIT)
    qtbot.waitUntil(lambda: notifier._posts["invite"].sent is None, timeout=LIMIT)
    assert heard.said == []
    daemon.press(1, "start")
    qtbot.waitUntil(lambda: heard.said == [("action", "invite", "start")], timeout=LIMIT)


def test_close_takes_it_down_and_is_no_answer(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    notifier.close("invite")
    notifier.close("never shown")
    qtbot.waitUntil(lambda: not daemon.up, timeout=LIMIT)
    notifier.show(NUDGE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    assert heard.said == []


@pytest.mark.parametrize(
    ("capabilities", "body"),
    [(["body", "body-markup"], '&lt;b&gt; &amp; "you"'), (["body"], '<b> & "you"')],
    ids=["markup", "plain"],
)
def test_a_body_means_what_it_says(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, capabilities: list[str], body: str
) -> None:
    daemon.capabilities = capabilities
    notifier.show(Note("nudge", "<i> & all", '<b> & "you"'))
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    assert daemon.notified[0].body == body
    assert daemon.notified[0].title == "<i> & all", "a title is never markup"


def test_a_daemon_without_buttons_gets_texts_only(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    daemon.capabilities = ["body"]
    assert notifier.takes(INVITE)
    notifier.show(INVITE)
    notifier.show(NUDGE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    assert heard.said == [("refused", "invite")]
    assert [note.title for note in daemon.notified] == ["Walk around"]
    assert not notifier.takes(INVITE)
    assert notifier.takes(NUDGE)
    assert daemon.asked == 1


def test_no_daemon_refuses_and_a_late_one_is_welcome(qtbot: QtBot, notifier: FdoNotifier, heard: Heard) -> None:
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: heard.said == [("refused", "invite")], timeout=LIMIT)
    daemon = FakeDaemon()
    qtbot.waitUntil(lambda: heard.said[1:] == [("ready",)], timeout=LIMIT)
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    daemon.stop()


def test_a_daemon_that_goes_refuses_what_lasts_and_ends_what_passes(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    notifier.show(INVITE)
    notifier.show(NUDGE)
    qtbot.waitUntil(lambda: len(daemon.up) == 2, timeout=LIMIT)
    qtbot.waitUntil(lambda: all(post.sent is None for post in notifier._posts.values()), timeout=LIMIT)
    daemon.stop()
    qtbot.waitUntil(lambda: len(heard.said) == 2, timeout=LIMIT)
    assert sorted(heard.said) == [("closed", "nudge", False), ("refused", "invite")]
    second = FakeDaemon(capabilities=["actions"])
    qtbot.waitUntil(lambda: heard.said[2:] == [("ready",)], timeout=LIMIT)
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(second.up), timeout=LIMIT)
    assert second.notified[0].replaces == 0, "the number was another daemon's"
    assert second.asked == 1
    second.stop()


@pytest.mark.complains("the notification daemon is of no use")
def test_a_hanging_daemon_is_given_its_time_and_then_not_waited_for(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    daemon.hang()
    notifier.show(INVITE)
    assert heard.said == []
    qtbot.waitUntil(lambda: heard.said == [("refused", "invite")], timeout=LIMIT)
    assert not notifier.takes(NUDGE)
    notifier.show(NUDGE)
    assert heard.said[1:] == [("refused", "nudge")], "at once"
    daemon.wake()
    qtbot.waitUntil(lambda: heard.said[2:] == [("ready",)], timeout=LIMIT)
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)


@pytest.mark.complains("the notification daemon is of no use")
def test_a_note_that_comes_up_after_all_is_taken_down_since_another_shows_it(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    notifier.show(NUDGE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    daemon.hang()
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: ("refused", "invite") in heard.said, timeout=LIMIT)
    daemon.wake()
    qtbot.waitUntil(lambda: ("ready",) in heard.said, timeout=LIMIT)
    qtbot.waitUntil(lambda: not daemon.up, timeout=LIMIT)
    assert [note.title for note in daemon.notified] == ["Walk around", "Time to move"]


@pytest.mark.complains("a notification was not taken")
def test_a_note_the_daemon_will_not_have_is_refused(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    daemon.refuses = True
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: heard.said == [("refused", "invite")], timeout=LIMIT)
    daemon.refuses = False
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)


@pytest.mark.complains("the session bus has gone", "no session bus for notifications")
def test_the_death_of_the_bus_is_survived(
    qtbot: QtBot, bus: "subprocess.Popen[str]", daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    bus.kill()
    qtbot.waitUntil(lambda: heard.said == [("refused", "invite")], timeout=LIMIT)
    notifier.show(INVITE)
    assert heard.said[1:] == [("refused", "invite")]


@pytest.mark.complains("no session bus for notifications")
@pytest.mark.parametrize("address", ["unix:path=/nowhere/bus", "tcp:host=localhost,port=1", "rubbish", ""])
def test_without_a_bus_notes_are_refused(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    notifier = FdoNotifier()
    heard = Heard(notifier)
    notifier.show(INVITE)
    assert heard.said == [("refused", "invite")]
    notifier.shut()


def test_a_bus_is_found_where_systemd_puts_it(
    qtbot: QtBot, bus: object, daemon: FakeDaemon, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (socket,) = (path for path in tmp_path.iterdir() if path.is_socket())
    (tmp_path / "bus").symlink_to(socket)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    notifier = FdoNotifier()
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")
    notifier.shut()


def test_quitting_takes_down_what_is_up(qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier) -> None:
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    qtbot.waitUntil(lambda: notifier._posts["invite"].sent is None, timeout=LIMIT)
    notifier.shut()
    qtbot.waitUntil(lambda: not daemon.up, timeout=LIMIT)


# -- I4: an answer counts wherever it is pressed -----------------------------------------------------------------


CLICKABLE = Note("invite", INVITE.title, INVITE.body, INVITE.actions, clickable=True)


@pytest.mark.parametrize("reason", [1, 2, 3, 4])
def test_a_button_pressed_after_it_went_counts(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard, reason: int
) -> None:
    """In the desktop's list of old notes, or as it went."""
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    daemon.dismiss(1, reason)
    qtbot.waitUntil(lambda: heard.said == [("closed", "invite", reason == 2)], timeout=LIMIT)
    daemon._emit("ActionInvoked", "us", (1, "rubbish"))
    daemon._emit("ActionInvoked", "us", (1, "start"))
    qtbot.waitUntil(lambda: heard.said[1:] == [("action", "invite", "start")], timeout=LIMIT)
    daemon._emit("ActionInvoked", "us", (1, "skip"))
    daemon.press(1, "later")
    qtbot.waitUntil(lambda: daemon.closed == [1], timeout=LIMIT)
    marker(qtbot, daemon, notifier, heard)
    assert heard.said[1:2] == [("action", "invite", "start")]
    assert not [said for said in heard.said[2:] if said[1] == "invite"], "once"


def test_a_button_of_the_first_counts_when_a_second_is_up(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    daemon.dismiss(1, reason=1)
    qtbot.waitUntil(lambda: len(heard.said) == 1, timeout=LIMIT)
    notifier.show(Note("invite", "Once more", actions=(("short", "One minute"), *INVITE.actions[1:])))
    qtbot.waitUntil(lambda: list(daemon.up) == [2], timeout=LIMIT)
    qtbot.waitUntil(lambda: notifier._posts["invite"].sent is None, timeout=LIMIT)
    daemon._emit("ActionInvoked", "us", (1, "start"))
    qtbot.waitUntil(lambda: heard.said[1:] == [("action", "invite", "start")], timeout=LIMIT)
    qtbot.waitUntil(lambda: sorted(daemon.closed) == [1, 2], timeout=LIMIT)
    assert not daemon.up, "neither of them is left"


def test_a_daemon_that_does_not_replace_leaves_a_note_that_counts(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    daemon.replaces = False
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    notifier.show(Note("invite", "Once more", actions=INVITE.actions))
    qtbot.waitUntil(lambda: list(daemon.up) == [1, 2], timeout=LIMIT)
    qtbot.waitUntil(lambda: notifier._posts["invite"].sent is None, timeout=LIMIT)
    daemon.press(1, "skip")
    qtbot.waitUntil(lambda: heard.said == [("action", "invite", "skip")], timeout=LIMIT)
    qtbot.waitUntil(lambda: not daemon.up, timeout=LIMIT)


def test_once_it_is_closed_for_good_no_button_of_it_counts(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    daemon.dismiss(1, reason=1)
    qtbot.waitUntil(lambda: len(heard.said) == 1, timeout=LIMIT)
    notifier.close("invite")
    qtbot.waitUntil(lambda: daemon.closed == [1], timeout=LIMIT)
    daemon._emit("ActionInvoked", "us", (1, "start"))
    marker(qtbot, daemon, notifier, heard)
    assert not [said for said in heard.said[1:] if said[1] == "invite"]


def test_another_daemons_old_numbers_are_nothing(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    daemon.dismiss(1, reason=1)
    qtbot.waitUntil(lambda: len(heard.said) == 1, timeout=LIMIT)
    daemon.stop()
    second = FakeDaemon()
    qtbot.waitUntil(lambda: ("ready",) in heard.said, timeout=LIMIT)
    second._emit("ActionInvoked", "us", (1, "start"))
    marker(qtbot, second, notifier, heard)
    notifier.close("invite")
    marker(qtbot, second, notifier, heard)
    assert ("action", "invite", "start") not in heard.said
    assert 1 not in second.closed, "it may be somebody else's"
    second.stop()


def marker(qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard) -> None:
    """Returns when all that the daemon said before has been heard."""
    before = heard.said.count(("closed", "marker", True))
    notifier.show(Note("marker", "Marker", expire_ms=60_000))
    qtbot.waitUntil(lambda: any(note.title == "Marker" for note in daemon.up.values()), timeout=LIMIT)
    daemon.dismiss(next(number for number, note in daemon.up.items() if note.title == "Marker"))
    qtbot.waitUntil(lambda: heard.said.count(("closed", "marker", True)) > before, timeout=LIMIT)


def test_a_click_on_the_note_itself_is_told_and_no_answer(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    clicked: list[str] = []
    notifier.clicked.connect(clicked.append)
    notifier.show(CLICKABLE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    assert daemon.up[1].actions[-2:] == ["default", ""], "it is no button, and has no words"
    daemon.press(1, "default")
    qtbot.waitUntil(lambda: heard.said == [("closed", "invite", True)], timeout=LIMIT)
    assert clicked == ["invite"]
    daemon._emit("ActionInvoked", "us", (1, "default"))
    daemon._emit("ActionInvoked", "us", (1, "start"))
    qtbot.waitUntil(lambda: heard.said[1:] == [("action", "invite", "start")], timeout=LIMIT)
    assert clicked == ["invite", "invite"]


def test_xfce_which_would_make_a_button_of_it_is_told_of_no_such_click(
    qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier, heard: Heard
) -> None:
    daemon.vendor = "Xfce"
    notifier.show(CLICKABLE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    assert daemon.up[1].actions[::2] == [action for action, _words in CLICKABLE.actions]
    daemon.stop()
    other = FakeDaemon()
    qtbot.waitUntil(lambda: ("ready",) in heard.said, timeout=LIMIT)
    notifier.show(CLICKABLE)
    qtbot.waitUntil(lambda: bool(other.notified), timeout=LIMIT)
    assert other.notified[0].actions[-2:] == ["default", ""], "another daemon, another way"
    other.stop()


def test_a_daemon_without_actions_gets_none(qtbot: QtBot, daemon: FakeDaemon, notifier: FdoNotifier) -> None:
    daemon.capabilities = ["body"]
    notifier.show(Note("nudge", "Walk", expire_ms=60_000, clickable=True))
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    assert daemon.up[1].actions == []


# -- daemons that answer nonsense --------------------------------------------------------------------------------


NONSENSE = {
    "nothing": Answer(),
    "a number": Answer("u", 7),
    "no number": Answer("u", 0),
    "lists": Answer("aas", [["actions"]]),
    "another number": Answer("i", 7),
    "a negative": Answer("i", -7),
    "two": Answer("uu", 7, 8),
    "text": Answer("s", "7"),
    "a variant": Answer("v", ("u", 7)),
}


@pytest.mark.parametrize(
    ("member", "nonsense"),
    [("GetCapabilities", kind) for kind in NONSENSE] + [("Notify", kind) for kind in NONSENSE if kind != "a number"],
)
def test_a_daemon_that_answers_nonsense_is_left_alone_and_the_reminder_comes_all_the_same(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture, member: str, nonsense: str
) -> None:
    with PrivateBus(tmp_path) as bus:
        ill = ScriptedService(bus, "org.freedesktop.Notifications")
        ill.answers = {"GetCapabilities": Answer("as", ["actions"]), member: NONSENSE[nonsense]}
        primary, secondary = FdoNotifier(), NullNotifier()
        notifier = FallbackNotifier(lambda: (primary, secondary))
        heard = Heard(notifier)
        notifier.show(INVITE)
        qtbot.waitUntil(lambda: secondary.open_notes == (INVITE,), timeout=LIMIT)
        asked = len(ill.calls)
        notifier.show(NUDGE)
        assert secondary.open_notes == (INVITE, NUDGE), "at once, and nobody is asked again"
        secondary._acted("invite", "start")
        assert heard.said == [("action", "invite", "start")]
        assert len(ill.calls) == asked
        assert sum("of no use" in record.message for record in caplog.records) == 1
        ill.stop()
        ill.answers = {"GetCapabilities": Answer("as", ["actions"]), "Notify": Answer("u", 7)}
        ill.start()
        qtbot.waitUntil(lambda: ("ready",) in heard.said or primary.takes(INVITE), timeout=LIMIT)
        notifier.show(INVITE)
        qtbot.waitUntil(lambda: ill.asked("Notify") > 0, timeout=LIMIT)
        notifier.shut()


@pytest.mark.parametrize(
    ("member", "signature", "body"),
    [
        ("ActionInvoked", "is", (1, "start")),
        ("ActionInvoked", "u", (1,)),
        ("ActionInvoked", "uu", (1, 1)),
        ("ActionInvoked", "us", (1, "rubbish")),
        ("NotificationClosed", "u", (1,)),
        ("NotificationClosed", "us", (1, "2")),
        ("NotificationClosed", "", ()),
    ],
)
def test_signals_of_another_shape_are_nothing(
    qtbot: QtBot,
    daemon: FakeDaemon,
    notifier: FdoNotifier,
    heard: Heard,
    member: str,
    signature: str,
    body: tuple[object, ...],
) -> None:
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(daemon.up), timeout=LIMIT)
    daemon._emit(member, signature or None, body)  # type: ignore[arg-type]
    daemon.press(1, "later")
    qtbot.waitUntil(lambda: bool(heard.said), timeout=LIMIT)
    assert heard.said == [("action", "invite", "later")]
