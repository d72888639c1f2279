"""Notifications as the real daemons show them: a real button, a daemon that is restarted, one without buttons."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from deskbreak.desktop.notify import fdo_messages
from deskbreak.desktop.notify.card import CardNotifier
from deskbreak.desktop.notify.fallback import FallbackNotifier
from deskbreak.desktop.notify.fdo import FdoNotifier
from deskbreak.desktop.notify.ledger import Ledger
from deskbreak.desktop.notify.notifier import Note
from tests.e2e.desktop import Desktop

pytestmark = pytest.mark.e2e

LIMIT = 15_000
INVITE = Note(
    "invite",
    "Time to move & stretch",
    "Four <b>quiet</b> minutes",
    (("start", "Start"), ("later", "Later"), ("skip", "Skip")),
)


class PaperCard(QObject):
    """Stands where the card would be."""

    action = Signal(str)
    closed = Signal(bool)

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.note = note
        self.up = False

    def show(self) -> None:
        self.up = True

    def close(self) -> None:
        self.up = False


class Reception:
    """The notifier under test, what it said, and the cards it needed."""

    def __init__(self) -> None:
        self.cards: list[PaperCard] = []
        self.said: list[tuple[object, ...]] = []
        self.fdo = FdoNotifier()
        self.notifier = FallbackNotifier(lambda: (self.fdo, CardNotifier(self._make_card)))
        self.notifier.action.connect(lambda key, action: self.said.append(("action", key, action)))
        self.notifier.closed.connect(lambda key, by_user: self.said.append(("closed", key, by_user)))

    def _make_card(self, note: Note) -> PaperCard:
        self.cards.append(PaperCard(note))
        return self.cards[-1]

    @property
    def on_cards(self) -> list[str]:
        return [card.note.key for card in self.cards if card.up]

    @property
    def at_daemon(self) -> list[str]:
        return [key for key, post in self.fdo._posts.items() if post.id and post.sent is None]


@pytest.fixture
def reception(desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Reception:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.address)
    return Reception()


def test_a_button_of_xfce4_notifyd_is_really_pressed(qtbot: QtBot, desktop: Desktop, reception: Reception) -> None:
    desktop.start_notifyd()
    reception.notifier.show(INVITE)
    qtbot.waitUntil(lambda: reception.at_daemon == ["invite"], timeout=LIMIT)
    desktop.press(desktop.wait_for_notification(), number=2, of=3)
    qtbot.waitUntil(lambda: bool(reception.said), timeout=LIMIT)
    assert reception.said == [("action", "invite", "later")]
    reception.notifier.shut()


def test_closing_it_there_is_no_answer(qtbot: QtBot, desktop: Desktop, reception: Reception) -> None:
    desktop.start_notifyd()
    reception.notifier.show(INVITE)
    qtbot.waitUntil(lambda: reception.at_daemon == ["invite"], timeout=LIMIT)
    window = desktop.wait_for_notification()
    desktop.click(window.x + window.width // 2, window.y + 20)
    qtbot.waitUntil(lambda: bool(reception.said), timeout=LIMIT)
    assert reception.said == [("closed", "invite", True)]
    reception.notifier.shut()


def test_a_repetition_replaces_and_close_takes_it_down(qtbot: QtBot, desktop: Desktop, reception: Reception) -> None:
    desktop.start_notifyd()
    reception.notifier.show(INVITE)
    qtbot.waitUntil(lambda: reception.at_daemon == ["invite"], timeout=LIMIT)
    desktop.wait_for_notification()
    reception.notifier.show(Note("invite", "Once more", actions=INVITE.actions))
    qtbot.waitUntil(lambda: reception.at_daemon == ["invite"], timeout=LIMIT)
    assert len(desktop.windows(kind="Xfce4-notifyd")) == 1
    reception.notifier.close("invite")
    qtbot.waitUntil(lambda: not desktop.windows(kind="Xfce4-notifyd"), timeout=LIMIT)
    assert reception.said == []
    reception.notifier.shut()


def test_an_open_invitation_survives_the_daemon_and_comes_back_to_the_next(
    qtbot: QtBot, desktop: Desktop, reception: Reception
) -> None:
    first = desktop.start_notifyd()
    reception.notifier.show(INVITE)
    qtbot.waitUntil(lambda: reception.at_daemon == ["invite"], timeout=LIMIT)
    first.kill()
    qtbot.waitUntil(lambda: reception.on_cards == ["invite"], timeout=LIMIT)
    desktop.start_notifyd()
    qtbot.waitUntil(lambda: reception.at_daemon == ["invite"] and not reception.on_cards, timeout=LIMIT)
    desktop.press(desktop.wait_for_notification(), number=1, of=3)
    qtbot.waitUntil(lambda: reception.said == [("action", "invite", "start")], timeout=LIMIT)
    reception.notifier.shut()


def test_dunst_shows_it_too(qtbot: QtBot, desktop: Desktop, reception: Reception) -> None:
    desktop.start_dunst()
    reception.notifier.show(INVITE)
    qtbot.waitUntil(lambda: reception.at_daemon == ["invite"], timeout=LIMIT)
    assert reception.on_cards == []
    reception.notifier.shut()


@pytest.mark.parametrize("server", ["xfce4-notifyd", "dunst"])
def test_what_lasts_stays_when_its_first_seconds_are_over(
    qtbot: QtBot, desktop: Desktop, monkeypatch: pytest.MonkeyPatch, server: str
) -> None:
    """It is shown for a few seconds first, until its number is written down; and a click on it is no button."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.address)
    monkeypatch.setattr(fdo_messages, "BRIEF_MS", 1_500)
    desktop.start_notifyd() if server == "xfce4-notifyd" else desktop.start_dunst()
    ledger = Ledger(desktop.folder / "notes.json")
    notifier = FdoNotifier(ledger=ledger)
    said: list[tuple[object, ...]] = []
    notifier.action.connect(lambda key, action: said.append((key, action)))
    notifier.closed.connect(lambda key, _by_user: said.append((key,)))
    clicked: list[str] = []
    notifier.clicked.connect(clicked.append)
    notifier.show(replace(INVITE, clickable=True))
    qtbot.waitUntil(lambda: ledger.read() is not None, timeout=LIMIT)
    notifier.show(Note("clock", "By then its first seconds are over", expire_ms=4_000))
    qtbot.waitUntil(lambda: bool(said), timeout=LIMIT)
    assert said == [("clock",)]
    (post,) = notifier._posts.values()
    assert (post.note, post.up) == (post.up, post.note)
    if server == "xfce4-notifyd":
        desktop.press(desktop.wait_for_notification(), number=3, of=3)
        qtbot.waitUntil(lambda: said == [("clock",), ("invite", "skip")], timeout=LIMIT)
    else:  # the default action of the first note: what a click on it does
        desktop.programs.run(["dunstctl", "action", "0"])
        qtbot.waitUntil(lambda: clicked == ["invite"], timeout=LIMIT)
    notifier.shut()
    assert ledger.read() is None
