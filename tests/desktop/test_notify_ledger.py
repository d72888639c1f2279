"""Notes that a killed deskbreak has left on the screen are taken down by the next one."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jeepney import HeaderFields, Message
from pytestqt.qtbot import QtBot

from deskbreak.desktop.notify.fdo import FdoNotifier
from deskbreak.desktop.notify.ledger import Ledger, LedgerEntry
from deskbreak.desktop.notify.notifier import Note, Urgency
from tests.desktop.session import FakeDaemon, private_bus
from tests.desktop.test_notify_fdo import INVITE, LIMIT, NUDGE, Heard


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
def file(tmp_path: Path) -> Path:
    return tmp_path / "notes.json"


@pytest.fixture
def killed(qtbot: QtBot, daemon: FakeDaemon, file: Path) -> int:
    """A run that showed an invitation and was killed; the note's number."""
    notifier = FdoNotifier(ledger=Ledger(file))
    notifier.show(NUDGE)
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: len(daemon.up) == 2 and file.exists(), timeout=LIMIT)
    assert notifier._bus is not None
    notifier._bus.close()  # as the kernel does it
    (number,) = (number for number, note in daemon.up.items() if note.title == INVITE.title)
    return number


def test_the_next_run_takes_it_down_at_once(qtbot: QtBot, daemon: FakeDaemon, file: Path, killed: int) -> None:
    notifier = FdoNotifier(ledger=Ledger(file))
    qtbot.waitUntil(lambda: killed not in daemon.up, timeout=LIMIT)
    assert [note.title for note in daemon.up.values()] == [NUDGE.title], "what passes by itself is left alone"
    qtbot.waitUntil(lambda: not file.exists(), timeout=LIMIT)
    notifier.shut()


def test_another_daemon_gives_the_same_number_to_somebody_elses_note(
    qtbot: QtBot, daemon: FakeDaemon, file: Path, killed: int
) -> None:
    daemon.stop()
    other = FakeDaemon()
    notifier = FdoNotifier(ledger=Ledger(file))
    qtbot.waitUntil(lambda: not file.exists(), timeout=LIMIT)
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(other.up), timeout=LIMIT)
    assert other.closed == []
    notifier.shut()
    other.stop()


def test_what_is_answered_or_quit_leaves_nothing_behind(qtbot: QtBot, daemon: FakeDaemon, file: Path) -> None:
    notifier = FdoNotifier(ledger=Ledger(file))
    notifier.show(INVITE)
    qtbot.waitUntil(file.exists, timeout=LIMIT)
    daemon.press(next(iter(daemon.up)), "later")
    qtbot.waitUntil(lambda: not file.exists(), timeout=LIMIT)
    notifier.show(INVITE)
    qtbot.waitUntil(file.exists, timeout=LIMIT)
    # The daemon lives in this event loop, which stands still while a notifier is shut.
    qtbot.waitUntil(lambda: all(post.sent is None for post in notifier._posts.values()), timeout=LIMIT)
    notifier.shut()
    assert not file.exists()


def test_a_word_in_the_place_of_what_was_answered_is_in_no_ledger(qtbot: QtBot, daemon: FakeDaemon, file: Path) -> None:
    """I6: it is shown from within the answer, passes by itself, and is all that is up."""
    notifier = FdoNotifier(ledger=Ledger(file))
    heard = Heard(notifier)
    word = Note(INVITE.key, "All right: again at 11:20", urgency=Urgency.LOW, expire_ms=6_000)
    notifier.action.connect(lambda *_answer: notifier.show(word))
    notifier.show(INVITE)
    qtbot.waitUntil(file.exists, timeout=LIMIT)
    daemon.press(next(iter(daemon.up)), "later")
    qtbot.waitUntil(lambda: [note.title for note in daemon.up.values()] == [word.title], timeout=LIMIT)
    (seen,) = daemon.up.values()
    assert (seen.actions, seen.expire, seen.hints["transient"]) == ([], 6_000, ("b", True))
    qtbot.waitUntil(lambda: not file.exists(), timeout=LIMIT)  # its daemon has it before its answer comes back
    assert heard.said == [("action", INVITE.key, "later")]
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: [note.title for note in daemon.up.values()] == [INVITE.title], timeout=LIMIT)
    notifier.shut()


@pytest.fixture
def under_way(qtbot: QtBot, daemon: FakeDaemon, file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FdoNotifier]:
    """As on a busy machine: an invitation is up and written down, and the daemon has not read that it is to last."""
    write = Ledger.write

    def written(ledger: Ledger, entry: LedgerEntry) -> None:
        write(ledger, entry)
        if entry.numbers:
            daemon.hang()

    notifier = FdoNotifier(ledger=Ledger(file))
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Ledger, "write", written)
        notifier.show(INVITE)
        qtbot.waitUntil(file.exists, timeout=LIMIT)
    yield notifier
    notifier.shut()


WORD = Note(INVITE.key, "All right: again at 11:20", urgency=Urgency.LOW, expire_ms=6_000)


def test_what_is_answered_while_it_is_made_to_last_is_in_no_ledger(
    qtbot: QtBot, daemon: FakeDaemon, file: Path, under_way: FdoNotifier
) -> None:
    under_way.action.connect(lambda *_answer: under_way.show(WORD))
    daemon.press(next(iter(daemon.up)), "later")
    daemon.wake()
    qtbot.waitUntil(lambda: [note.title for note in daemon.up.values()] == [WORD.title], timeout=LIMIT)
    qtbot.waitUntil(lambda: not file.exists(), timeout=LIMIT)


def test_what_is_withdrawn_while_it_is_made_to_last_is_taken_down(
    qtbot: QtBot, daemon: FakeDaemon, under_way: FdoNotifier
) -> None:
    """By a daemon, too, that puts no note in another's place."""
    daemon.replaces = False
    (number,) = daemon.up
    under_way.close(INVITE.key)
    under_way.show(WORD)
    daemon.wake()
    qtbot.waitUntil(lambda: number in daemon.closed, timeout=LIMIT)
    qtbot.waitUntil(lambda: WORD.title in [note.title for note in daemon.up.values()], timeout=LIMIT)


def test_the_ledger_keeps_one_entry(file: Path) -> None:
    ledger = Ledger(file)
    assert not Ledger(file).left
    assert ledger.read() is None
    entry = LedgerEntry("b", ":1.5", (3, 4))
    ledger.write(entry)
    assert ledger.left
    assert Ledger(file).read() == entry
    assert [each.name for each in file.parent.iterdir()] == [file.name], "and nothing beside it"
    ledger.write(LedgerEntry("b", ":1.5", ()))
    assert not Ledger(file).left


NUMBERS = ("x", 5, None, [1e999], [float("nan")], [2**32], [-1], [0], [True], ["1"], [[1]], list(range(1, 2_000)))
NO_ENTRIES = (
    "",
    "[]",
    "{}",
    "\xff",
    "[" * 10_000,
    '{"bus": "b", "daemon": "d", "numbers": [1e999]}',
    '{"bus": "\\ud800", "daemon": "d", "numbers": [1]}',
    '{"bus": "b", "daemon": 5, "numbers": [1]}',
    *(json.dumps({"bus": "b", "daemon": "d", "numbers": numbers}) for numbers in NUMBERS),
    " " * 100_000 + '{"bus": "b", "daemon": "d", "numbers": [1]}',
)


@pytest.mark.parametrize("content", NO_ENTRIES, ids=range(len(NO_ENTRIES)))
def test_a_damaged_ledger_is_none(file: Path, content: str) -> None:
    file.write_text(content, encoding="latin-1")
    assert Ledger(file).read() is None


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda file: file.symlink_to("/dev/zero")])
def test_what_is_no_ledger_is_not_waited_for(file: Path, make: Callable[[Path], None]) -> None:
    make(file)
    assert Ledger(file).read() is None


def test_a_ledger_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    Ledger(tmp_path / "nowhere" / "notes.json").write(LedgerEntry("b", "d", (1,)))


def test_what_lasts_is_written_down_before_it_lasts(qtbot: QtBot, daemon: FakeDaemon, file: Path) -> None:
    notifier = FdoNotifier(ledger=Ledger(file))
    written: list[bool] = []
    answer = daemon._answer

    def seen(message: Message) -> Message:
        if message.header.fields[HeaderFields.member] == "Notify" and message.body[-1] == 0:
            kept = Ledger(file).read()
            written.append(kept is not None and message.body[1] in kept.numbers)
        return answer(message)

    daemon._answer = seen  # type: ignore[method-assign]
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: bool(written), timeout=LIMIT)
    notifier.show(Note("invite", "Once more", actions=INVITE.actions))
    qtbot.waitUntil(lambda: daemon.notified[-1].title == "Once more", timeout=LIMIT)
    assert written == [True] * len(written)
    first, second, *_more = daemon.notified
    assert 0 < first.expire <= 10_000, "until then it goes by itself"
    assert (second.replaces, second.expire, second.title) == (1, 0, first.title)
    notifier.shut()


def test_a_sound_is_heard_once(qtbot: QtBot, daemon: FakeDaemon, file: Path) -> None:
    notifier = FdoNotifier(ledger=Ledger(file))
    notifier.show(Note("invite", "Time to move", actions=INVITE.actions, sound="message"))
    qtbot.waitUntil(lambda: len(daemon.notified) == 2, timeout=LIMIT)
    assert ["sound-name" in note.hints for note in daemon.notified] == [True, False]
    notifier.shut()


def test_one_that_is_too_slow_is_shown_again_to_last(qtbot: QtBot, daemon: FakeDaemon, file: Path) -> None:
    """Its few seconds are over before it could be made to last."""
    notifier = FdoNotifier(ledger=Ledger(file))
    heard = Heard(notifier)
    answer = daemon._answer

    def slow(message: Message) -> Message:
        if message.header.fields[HeaderFields.member] == "Notify" and message.body[1]:
            daemon.dismiss(message.body[1], reason=1)
        return answer(message)

    daemon._answer = slow  # type: ignore[method-assign]
    notifier.show(INVITE)
    qtbot.waitUntil(lambda: len(daemon.notified) == 2 and bool(daemon.up), timeout=LIMIT)
    daemon._answer = answer  # type: ignore[method-assign]
    qtbot.waitUntil(lambda: notifier._posts["invite"].sent is None, timeout=LIMIT)
    daemon.press(next(iter(daemon.up)), "start")
    qtbot.waitUntil(lambda: heard.said == [("action", "invite", "start")], timeout=LIMIT)
    notifier.shut()


def test_a_run_killed_while_it_takes_down_what_another_left_leaves_it_to_the_next(
    qtbot: QtBot, daemon: FakeDaemon, file: Path, killed: int
) -> None:
    daemon.hang()
    notifier = FdoNotifier(ledger=Ledger(file))
    qtbot.waitUntil(lambda: notifier._bus is not None, timeout=LIMIT)
    assert notifier._bus is not None
    notifier._bus.close()  # before the daemon has said who it is
    daemon.wake()
    left = Ledger(file).read()
    assert left is not None
    assert killed in left.numbers
    third = FdoNotifier(ledger=Ledger(file))
    qtbot.waitUntil(lambda: killed not in daemon.up and not file.exists(), timeout=LIMIT)
    third.shut()


def test_its_own_notes_are_not_taken_for_what_another_has_left(qtbot: QtBot, daemon: FakeDaemon, file: Path) -> None:
    notifier = FdoNotifier(ledger=Ledger(file))
    notifier.show(INVITE)
    qtbot.waitUntil(file.exists, timeout=LIMIT)
    notifier._ask(announce=True)
    with qtbot.waitSignal(notifier.ready, timeout=LIMIT):
        pass
    assert daemon.closed == []
    assert list(daemon.up) == [1]
    notifier.shut()
