"""Notifications as the real daemons show them: a real button, a daemon that is restarted, one without buttons."""

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from deskbreak.desktop.notify.card import CardNotifier
from deskbreak.desktop.notify.fallback import FallbackNotifier
from deskbreak.desktop.notify.fdo import FdoNotifier
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
        self.notifier = FallbackNotifier(self.fdo, CardNotifier(self._make_card))
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
