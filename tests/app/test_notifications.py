"""What the notes say, and that each is true when it is shown."""

import pytest

from deskbreak.app import notifications
from deskbreak.desktop.notify.notifier import Note
from deskbreak.engine.actions import Invite, Why
from deskbreak.engine.events import Answer, Reply, SetUserStatus, SignBegan, UserStatus
from deskbreak.engine.outlook import Outlook, outlook
from deskbreak.engine.reasons import Sign
from deskbreak.settings import MINUTE
from tests.engine.desk import Desk


def answered(action: str, outlook: Outlook) -> Note | None:
    return notifications.answered("its-place", action, outlook)


def seen(desk: Desk) -> Outlook:
    return outlook(desk.state, desk.settings, desk.now)


@pytest.mark.parametrize(
    ("reply", "title", "body"),
    [
        (Reply.LATER, "All right: again at 11:15", ""),
        (Reply.SKIP, "All right: skipped", "Routine between 13:05 and 14:05"),
    ],
)
def test_what_comes_of_an_answer(reply: Reply, title: str, body: str) -> None:
    """I6"""
    desk = Desk().until("11:05")
    assert answered(reply.value, seen(desk)) is None, "it has not been answered yet"
    desk.tell(Answer, reply)
    word = answered(reply.value, seen(desk))
    assert word is not None
    assert (word.key, word.title, word.body) == ("its-place", title, body)


def test_what_is_not_certain_is_not_promised() -> None:
    """A call is noticed where the machine shows it; and nobody knows what does one good."""
    assert notifications.ready().body == "It reminds you kindly, and keeps quiet during calls."
    short = notifications.invitation(Invite(1, short=True, why=Why.DUE), seen(Desk().until("11:05")), 4, 6)
    assert short.body == "One minute is enough for now."


def test_the_last_one_of_the_day_says_so() -> None:
    desk = Desk(office={"hours": "09:00-13:00"}).until("11:05")
    desk.tell(Answer, Reply.SKIP)
    word = answered("skip", seen(desk))
    assert word is not None
    assert word.body == "No further routine today"


@pytest.mark.parametrize("action", ["start", "short", "show-me", "dismiss", "meeting"])
def test_what_is_seen_anyway_needs_no_word(action: str) -> None:
    assert answered(action, seen(Desk().until("10:30"))) is None


def test_reading_on_is_heard_and_in_a_meeting_nothing_is_shown() -> None:
    """H2"""
    desk = Desk().until("10:30")
    desk.tell(SetUserStatus, UserStatus.READING, 30 * MINUTE)
    word = answered("reading", seen(desk))
    assert word is not None
    assert word.body == "Reading until 11:00: you count as here"
    desk.tell(SetUserStatus, UserStatus.MEETING, 30 * MINUTE)
    assert answered("meeting", seen(desk)) is None
    assert answered("reading", seen(desk)) is None


def test_in_a_call_an_answer_is_not_commented_on() -> None:
    """H2"""
    desk = Desk().until("11:05")
    desk.tell(Answer, Reply.LATER)
    desk.tell(SignBegan, Sign.CALL)
    assert answered("later", seen(desk.wait(MINUTE))) is None
