"""A notification daemon that does what it likes: at the end a note comes up, and its button is heard once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from jeepney import message_bus, new_signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskbreak.desktop.notify.fdo import FdoNotifier
from deskbreak.desktop.notify.notifier import Note
from tests.desktop.session import EMITTER, FakeDaemon, private_bus
from tests.desktop.test_notify_fdo import Heard
from tests.soak.examples import attack

pytestmark = pytest.mark.bears(
    "a notification was not taken", "the notification daemon is of no use", "unexpected answer"
)

LIMIT_MS = 10_000
INVITE = Note("invite", "Time to move", "Four minutes", (("start", "Start"), ("later", "Later"), ("skip", "Skip")))
NUDGE = Note("nudge", "Walk around", expire_ms=20_000)
LAST = Note("invite", "The last one", "Four minutes", (("start", "Start"), ("later", "Later"), ("skip", "Skip")))

SIGNALS: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("ActionInvoked", "us", (1, "start")),
    ("ActionInvoked", "us", (1, "no such action")),
    ("ActionInvoked", "us", (2**32 - 1, "start")),
    ("ActionInvoked", "us", (0, "")),
    ("ActionInvoked", "us", (1, "\x1b[31m\u202e")),
    ("ActionInvoked", "is", (-1, "start")),
    ("ActionInvoked", "su", ("start", 1)),
    ("ActionInvoked", "u", (1,)),
    ("ActionInvoked", "v", (("s", "start"),)),
    ("ActionInvoked", "aas", ([["start"]],)),
    ("NotificationClosed", "uu", (1, 0)),
    ("NotificationClosed", "uu", (1, 2**32 - 1)),
    ("NotificationClosed", "uu", (77, 2)),
    ("NotificationClosed", "ss", ("1", "2")),
    ("NotificationClosed", "u", (1,)),
    ("NotificationClosed", "", ()),
    ("ActivationToken", "us", (1, "token")),
    ("NoSuchSignal", "as", (["x"],)),
)
STEPS = st.one_of(
    st.tuples(st.just("signal"), st.sampled_from(range(len(SIGNALS)))),
    st.tuples(
        st.sampled_from(
            ("show", "nudge", "close", "press", "dismiss", "die", "come", "hang", "wake", "refuse", "turn")
        ),
        st.integers(0, 2),
    ),
    st.tuples(st.just("can"), st.sampled_from((0, 1, 2))),
)
CAPABILITIES: tuple[list[str], ...] = ([], ["actions"], ["body", "body-markup", "actions", "x" * 5000])


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[object]:
    with private_bus(tmp_path) as process:
        yield process


class Whim:
    """A daemon and what becomes of it."""

    def __init__(self) -> None:
        self.daemon: FakeDaemon | None = FakeDaemon()

    def do(self, what: str, number: int, notifier: FdoNotifier) -> None:
        match what:
            case "show":
                notifier.show(INVITE)
            case "nudge":
                notifier.show(NUDGE)
            case "close":
                notifier.close(INVITE.key)
            case "come" if self.daemon is None:
                self.daemon = FakeDaemon()
            case "turn":
                pass
            case _ if self.daemon is not None:
                self._does(self.daemon, what, number)
            case _:
                pass
        QApplication.processEvents()

    def _does(self, daemon: FakeDaemon, what: str, number: int) -> None:
        match what:
            case "signal":
                member, signature, body = SIGNALS[number]
                daemon.connection.send(new_signal(EMITTER, member, signature, body))
            case "press" | "dismiss":
                for shown in list(daemon.up)[:1]:
                    if what == "press":
                        daemon.press(shown, ("start", "later", "skip")[number])
                    else:
                        daemon.dismiss(shown, number + 1)
            case "die":
                daemon.stop()
                self.daemon = None
            case "hang":
                daemon.hang()
            case "wake":
                daemon.wake()
            case "refuse":
                daemon.refuses = not daemon.refuses
            case "can":
                daemon.capabilities = CAPABILITIES[number]
            case _:
                pass

    def come_to_reason(self) -> FakeDaemon:
        """A new one, in good health: people restart what annoys them."""
        self.close()
        self.daemon = FakeDaemon()
        return self.daemon

    def close(self) -> None:
        if self.daemon is not None:
            self.daemon.stop()
            self.daemon = None


@settings(attack, phases=[Phase.generate])  # what waits in vain is not waited for again and again
@given(steps=st.lists(STEPS, max_size=12))
def test_after_all_of_it_a_note_comes_up_and_is_answered(
    bus: object, qtbot: QtBot, steps: list[tuple[str, int]]
) -> None:
    whim = Whim()
    notifier = FdoNotifier("deskbreak-icon")
    heard = Heard(notifier)
    try:
        for what, number in steps:
            whim.do(what, number, notifier)
        daemon = whim.come_to_reason()
        _all_is_heard(notifier, qtbot)

        for said in heard.said:
            assert said[0] != "action" or said[2] in ("start", "later", "skip"), said
        heard.said.clear()
        pressed = 0

        def answered() -> bool:
            """A note that was refused, or came too late and was taken down, is shown again, and its button pressed."""
            nonlocal pressed
            up = [number for number, note in daemon.up.items() if note.title == LAST.title]
            if up:
                daemon.press(up[0], "start")
                pressed += 1
            else:
                notifier.show(LAST)
            qtbot.wait(20)
            return any(said[0] == "action" for said in heard.said)

        qtbot.waitUntil(answered, timeout=LIMIT_MS)
        actions = [said for said in heard.said if said[0] == "action"]
        assert 1 <= len(actions) <= pressed
        assert set(actions) == {("action", "invite", "start")}
    finally:
        notifier.shut()
        whim.close()
        notifier.deleteLater()
        QApplication.processEvents()


def _all_is_heard(notifier: FdoNotifier, qtbot: QtBot) -> None:
    """What the bus has read by now, of a daemon that is gone, comes before its own answer."""
    answers: list[object] = []
    if notifier._bus is not None:
        notifier._bus.call(message_bus.GetId(), answers.append, LIMIT_MS, returns="s")
        qtbot.waitUntil(lambda: bool(answers), timeout=LIMIT_MS)
