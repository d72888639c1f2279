"""The card, plyer's texts, and who shows what when."""

import threading
import warnings
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from deskbreak.desktop.notify import plyer_text
from deskbreak.desktop.notify.card import CardNotifier
from deskbreak.desktop.notify.choice import native_notifier
from deskbreak.desktop.notify.fallback import FallbackNotifier
from deskbreak.desktop.notify.fdo import FdoNotifier
from deskbreak.desktop.notify.ledger import Ledger
from deskbreak.desktop.notify.notifier import Note, Notifier
from deskbreak.desktop.notify.plyer_text import PlyerText
from tests.desktop.null_notifier import NullNotifier
from tests.desktop.session import FakeDaemon, private_bus
from tests.desktop.test_notify_fdo import INVITE, LIMIT, NUDGE, Heard


class FakeCard(QObject):
    action = Signal(str)
    closed = Signal(bool)

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.note = note
        self.state = "new"

    def show(self) -> None:
        self.state = "shown"

    def close(self) -> None:
        if self.state != "closed":
            self.state = "closed"
            self.closed.emit(False)


class Table:
    """Where cards lie."""

    def __init__(self) -> None:
        self.cards: list[FakeCard] = []

    def __call__(self, note: Note) -> FakeCard:
        self.cards.append(FakeCard(note))
        return self.cards[-1]

    @property
    def shown(self) -> list[str]:
        return [card.note.title for card in self.cards if card.state == "shown"]


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    return Table()


def test_a_card_answers_once(table: Table) -> None:
    notifier = CardNotifier(table)
    heard = Heard(notifier)
    notifier.show(INVITE)
    (card,) = table.cards
    assert table.shown == ["Time to move"]
    card.action.emit("start")
    card.action.emit("skip")
    card.closed.emit(True)
    assert heard.said == [("action", "invite", "start")]
    assert card.state == "closed"


def test_a_word_shown_from_within_the_answer_takes_the_cards_place(table: Table) -> None:
    """I6"""
    notifier = CardNotifier(table)
    notifier.show(NUDGE)
    notifier.show(INVITE)
    notifier.action.connect(lambda *_answer: notifier.show(Note("invite", "All right", expire_ms=6_000)))
    table.cards[-1].action.emit("later")
    assert table.shown == ["All right"]
    assert len(table.cards) == 3


def test_a_card_dismissed_is_told(table: Table) -> None:
    notifier = CardNotifier(table)
    heard = Heard(notifier)
    notifier.show(INVITE)
    table.cards[0].closed.emit(True)
    assert heard.said == [("closed", "invite", True)]
    assert table.shown == []


def test_the_newest_card_is_in_view_and_the_one_below_comes_back(qtbot: QtBot, table: Table) -> None:
    notifier = CardNotifier(table)
    heard = Heard(notifier)
    notifier.show(INVITE)
    notifier.show(Note("nudge", "Walk", expire_ms=60))
    assert table.shown == ["Walk"]
    qtbot.waitUntil(lambda: table.shown == ["Time to move"], timeout=LIMIT)
    assert heard.said == [("closed", "nudge", False)]


def test_the_same_key_replaces_the_card_and_close_takes_it(table: Table) -> None:
    notifier = CardNotifier(table)
    heard = Heard(notifier)
    notifier.show(INVITE)
    notifier.show(Note("invite", "Once more"))
    assert table.shown == ["Once more"]
    notifier.close("invite")
    assert table.shown == []
    assert heard.said == []


def test_a_card_below_may_be_closed_unseen(table: Table) -> None:
    notifier = CardNotifier(table)
    notifier.show(INVITE)
    notifier.show(NUDGE)
    notifier.close("invite")
    assert table.shown == ["Walk around"]
    table.cards[-1].closed.emit(True)
    assert table.shown == []


def test_an_answer_may_bring_the_next_note(table: Table) -> None:
    notifier = CardNotifier(table)
    notifier.action.connect(lambda _key, _action: notifier.show(Note("invite", "The short one")))
    notifier.show(INVITE)
    table.cards[0].action.emit("later")
    assert table.shown == ["The short one"]
    assert len(table.cards) == 2


# -- plyer -------------------------------------------------------------------------------------------------------


def test_plyer_gets_texts_in_a_thread_of_its_own(qtbot: QtBot) -> None:
    sent: list[tuple[str, bool]] = []
    notifier = PlyerText(lambda note: sent.append((note.title, threading.current_thread() is threading.main_thread())))
    heard = Heard(notifier)
    notifier.show(NUDGE)
    qtbot.waitUntil(lambda: heard.said == [("closed", "nudge", False)], timeout=LIMIT)
    assert sent == [("Walk around", False)]
    notifier.show(INVITE)
    assert heard.said[1:] == [("refused", "invite")]


@pytest.mark.complains("no notifications by plyer")
def test_whatever_plyer_raises_becomes_a_refusal(qtbot: QtBot) -> None:
    def broken(note: Note) -> None:
        raise NotImplementedError("No usable implementation found!")

    notifier = PlyerText(broken)
    heard = Heard(notifier)
    notifier.show(NUDGE)
    qtbot.waitUntil(lambda: heard.said == [("refused", "nudge")], timeout=LIMIT)
    assert not notifier.takes(NUDGE)


def test_plyers_warnings_stay_quiet_and_its_arguments_are_right(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[dict[str, object]] = []

    class Stand:
        def notify(self, **arguments: object) -> None:
            warnings.warn("The Python dbus package is not installed.", stacklevel=1)
            calls.append(arguments)

    monkeypatch.setattr("plyer.notification", Stand())
    plyer_text.by_plyer(NUDGE)
    plyer_text.by_plyer(Note("n", "T", "B", expire_ms=10))
    assert calls[0] == {"title": "Walk around", "message": "", "app_name": "deskbreak", "timeout": 20}
    assert calls[1]["timeout"] == 1


# -- one or the other --------------------------------------------------------------------------------------------


@pytest.mark.complains("the session bus has gone")
def test_a_daemon_comes_and_goes_and_the_open_invitation_is_always_up_exactly_once(
    qtbot: QtBot, tmp_path: Path, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskbreak.desktop.notify.fdo.PATIENCE_MS", 300)
    with private_bus(tmp_path) as bus:
        notifier = FallbackNotifier(lambda: (FdoNotifier(), CardNotifier(table)))
        heard = Heard(notifier)
        notifier.show(INVITE)
        qtbot.waitUntil(lambda: table.shown == ["Time to move"], timeout=LIMIT)
        first = FakeDaemon()
        qtbot.waitUntil(lambda: bool(first.up), timeout=LIMIT)
        assert table.shown == []
        first.stop()
        qtbot.waitUntil(lambda: table.shown == ["Time to move"], timeout=LIMIT)
        plain = FakeDaemon(capabilities=["body"])
        qtbot.waitUntil(lambda: plain.asked == 1, timeout=LIMIT)
        notifier.show(NUDGE)
        qtbot.waitUntil(lambda: [note.title for note in plain.up.values()] == ["Walk around"], timeout=LIMIT)
        assert table.shown == ["Time to move"], "no buttons there, so the card stays"
        plain.stop()
        second = FakeDaemon()
        qtbot.waitUntil(lambda: [note.title for note in second.up.values()] == ["Time to move"], timeout=LIMIT)
        assert table.shown == []
        bus.kill()
        qtbot.waitUntil(lambda: table.shown == ["Time to move"], timeout=LIMIT)
        table.cards[-1].action.emit("start")
        assert heard.said == [("closed", "nudge", False), ("action", "invite", "start")]
        notifier.shut()
        second.stop()


@pytest.mark.complains("the notification daemon is of no use")
def test_a_hanging_daemon_leaves_the_card_and_takes_the_note_back_when_it_answers(
    qtbot: QtBot, tmp_path: Path, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskbreak.desktop.notify.fdo.PATIENCE_MS", 200)
    with private_bus(tmp_path):
        daemon = FakeDaemon(hangs=True)
        notifier = FallbackNotifier(lambda: (FdoNotifier(), CardNotifier(table)))
        notifier.show(INVITE)
        assert not table.shown
        qtbot.waitUntil(lambda: table.shown == ["Time to move"], timeout=LIMIT)
        daemon.wake()
        qtbot.waitUntil(lambda: bool(daemon.up) and not table.shown, timeout=LIMIT)
        notifier.close("invite")
        qtbot.waitUntil(lambda: not daemon.up, timeout=LIMIT)
        notifier.shut()
        daemon.stop()


def test_where_both_decline_it_is_told(qtbot: QtBot) -> None:
    notifier = FallbackNotifier(lambda: (PlyerText(lambda note: None), PlyerText(lambda note: None)))
    heard = Heard(notifier)
    notifier.show(INVITE)
    assert heard.said == [("refused", "invite")]
    assert list(notifier.open_notes) == []


@pytest.mark.parametrize(("platform", "primary"), [("linux", FdoNotifier), ("win32", PlyerText), ("darwin", PlyerText)])
def test_each_platform_has_its_own(qtbot: QtBot, tmp_path: Path, platform: str, primary: type[QObject]) -> None:
    assert isinstance(native_notifier("", Ledger(tmp_path / "notes.json"), platform), primary)


def test_the_null_notifier_keeps_the_books(qtbot: QtBot) -> None:
    notifier = NullNotifier()
    notifier.show(INVITE)
    assert list(notifier.open_notes) == [INVITE]
    notifier.close("invite")
    assert list(notifier.open_notes) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"key": ""},
        {"title": ""},
        {"expire_ms": 0},
        {"actions": (("a", "A"), ("a", "B"))},
        {"actions": (("", "A"),)},
    ],
)
def test_a_note_that_makes_no_sense_cannot_be_made(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"note|action"):
        Note(**{"key": "k", "title": "t", **fields})  # type: ignore[arg-type]


def test_what_went_unanswered_may_be_answered_where_it_was(qtbot: QtBot, table: Table) -> None:  # I4
    primary, secondary = NullNotifier(), CardNotifier(table)
    notifier = FallbackNotifier(lambda: (primary, secondary))
    heard = Heard(notifier)
    notifier.show(INVITE)
    primary._gone("invite", by_user=True)
    primary._acted("invite", "later")
    assert heard.said == [("closed", "invite", True), ("action", "invite", "later")]
    notifier.show(INVITE)
    primary._gone("invite", by_user=False)
    notifier.close("invite")
    primary._acted("invite", "start")
    assert heard.said[2:] == [("closed", "invite", False)]
    assert table.cards == []


def test_a_note_that_went_is_shown_again_when_it_is_meant_to(qtbot: QtBot, table: Table) -> None:
    primary, secondary = NullNotifier(), CardNotifier(table)
    notifier = FallbackNotifier(lambda: (primary, secondary))
    heard = Heard(notifier)
    notifier.show(INVITE)
    primary._gone("invite", by_user=True)
    primary.ready.emit()
    assert not {note.key for note in notifier.open_notes}, "not by itself"
    notifier.show(INVITE)
    assert notifier.open_notes == primary.open_notes == (INVITE,)
    primary._acted("invite", "start")
    assert heard.said == [("closed", "invite", True), ("action", "invite", "start")]


def test_both_are_built_with_the_first_note(qtbot: QtBot, table: Table) -> None:
    built: list[Notifier] = []

    def make() -> tuple[Notifier, Notifier]:
        built.extend((PlyerText(lambda note: None), CardNotifier(table)))
        return built[0], built[1]

    notifier = FallbackNotifier(make)
    assert notifier.takes(INVITE), "nobody can tell yet"
    notifier.close("invite")
    notifier.shut()
    assert not built
    notifier.show(INVITE)
    assert len(built) == 2
    assert table.shown == ["Time to move"]
    assert notifier.takes(INVITE)
    notifier.shut()
    assert table.shown == []
