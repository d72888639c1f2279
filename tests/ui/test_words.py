"""The sentences, one for each thing that can be so."""

import pytest
from PySide6.QtCore import QLocale

from deskbreak.engine.events import UserStatus
from deskbreak.engine.outlook import Mood, Outlook, Skipping, outlook
from deskbreak.engine.reasons import SIGNS, Hold, Sign
from deskbreak.i18n import ClockFace
from deskbreak.ui.kit import answers, dates, words
from tests.engine.desk import Desk
from tests.ui.samples import ZONE, at, morning

HELD = {
    Hold.LUNCH: "Quiet: lunch until 10:10",
    Hold.WIND_DOWN: "Quiet: the day ends at 18:00",
    Hold.SETTLE: "Settling in after your break",
    Hold.CALL: "Quiet: in a call since 09:40",
    Hold.DND: "Quiet: do not disturb since 09:40",
    Hold.FULLSCREEN: "Quiet: full screen since 09:40",
    Hold.GRACE: "Quiet: you have just become free",
}

OTHER = {
    Hold.OFF: (morning(mood=Mood.OFF, off_until=at(9, 0, 24)), "Outside office hours; back tomorrow at 09:00"),
    Hold.PAUSED: (morning(mood=Mood.PAUSED, paused_until=at(14, 30)), "Paused until 14:30"),
    Hold.AWAY: (morning(mood=Mood.AWAY, held_by=((Hold.AWAY, at(9, 30)),)), "Away since 09:30"),
    Hold.ROUTINE: (morning(mood=Mood.ROUTINE), "Your routine is open"),
    Hold.MEAL: (
        morning(held_by=((Hold.MEAL, at(9)),), not_before=at(16)),
        "Routine at 16:00, once lunch has settled",
    ),
}


@pytest.mark.parametrize("hold", list(Hold))
def test_every_hold_has_its_words(hold: Hold) -> None:
    if hold in HELD:
        outlook = morning(mood=Mood.HELD, held_by=((hold, at(9, 40)),), lunch_end=at(10, 10))
        assert words.headline(outlook) == HELD[hold]
        assert words.lines(outlook) == (HELD[hold], "Posture nudge from 10:00 on", "Routine from 11:00 on")
        return
    outlook, told = OTHER[hold]
    assert told in words.lines(outlook)


@pytest.mark.parametrize(
    ("sign", "by", "says"),
    [
        (Sign.CALL, "microphone", "Microphone in use for hours, not counted as a call (Firefox)"),
        (Sign.CALL, "camera", "Camera in use for hours, not counted as a call (Firefox)"),
        (Sign.FULLSCREEN, "x11", "Full screen for hours, not counted as a presentation (Firefox)"),
        (Sign.INHIBIT, "gnome", "Screen kept on for long, not counted as a presentation (Firefox)"),
    ],
)
def test_what_is_not_believed_any_more_is_told_as_long_as_it_lasts(sign: Sign, by: str, says: str) -> None:
    """H6"""
    assert says in words.lines(morning(doubted=((sign, by, "Firefox"),)))
    assert words.not_counted(sign, by, "") == says.removesuffix(" (Firefox)")


@pytest.mark.parametrize("mood", list(Mood))
def test_every_mood_has_a_headline_even_when_nothing_more_is_known(mood: Mood) -> None:
    bare = morning(
        mood=mood, seated=0, ripe_at=None, due_at=None, nudge_at=None, office_end=None, off_until=None, held_by=()
    )
    assert words.headline(bare)
    assert words.lines(bare)[0]


def test_the_first_hold_in_the_order_of_naming_speaks() -> None:
    both = morning(mood=Mood.HELD, held_by=((Hold.MEAL, at(9)), (Hold.CALL, at(9, 40)), (Hold.DND, at(9, 45))))
    assert words.headline(both) == "Quiet: in a call since 09:40"


def test_a_working_morning() -> None:
    assert words.headline(morning()) == "Posture nudge at 10:00 · Routine between 11:00 and 12:00"
    assert words.lines(morning()) == (
        "Posture nudge at 10:00",
        "Routine between 11:00 and 12:00",
        "Sitting since 09:00",
    )
    assert words.sitting(morning()) == "You have been sitting for 48 min"


@pytest.mark.parametrize("nudge_at", [at(9, 30), at(10, 30)])
def test_an_open_invitation_comes_first_and_no_nudge_beside_it(nudge_at: int) -> None:
    """N2"""
    invited = morning(invited=True, n=1, ripe_at=at(9), nudge_at=nudge_at)
    assert words.headline(invited) == "Routine invitation waiting"
    assert words.lines(invited) == ("Routine invitation waiting", "Sitting since 09:00")


@pytest.mark.parametrize(
    ("outlook", "told"),
    [
        (morning(ripe_at=at(9)), "Routine at the next quiet moment, by 12:00"),
        (morning(ripe_at=at(9), not_before=at(10, 30)), "Routine between 10:30 and 12:00"),
        (morning(ripe_at=at(8), due_at=at(9), not_before=at(10, 30)), "Routine at 10:30"),
        (morning(ripe_at=at(8), due_at=at(9)), "Routine at the next free moment"),
        (morning(ripe_at=at(17, 12), due_at=at(18, 12)), "Routine between 17:12 and 17:50"),
        (morning(lunch=(at(11, 30), at(12))), "Routine between 11:00 and 11:30, or after 14:00"),
        (
            morning(lunch=(at(11, 30), at(12)), ripe_at=at(9)),
            "Routine at the next quiet moment, by 11:30, or after 14:00",
        ),
        (morning(lunch=(at(12, 30), at(13, 30))), "Routine between 11:00 and 12:00"),
        (morning(lunch=(at(17, 30), at(18)), ripe_at=at(17), due_at=at(18)), "Routine between 17:00 and 17:30"),
        (morning(ripe_at=at(18, 12), due_at=at(19, 12)), "No further routine today"),
        (morning(out_today=True), "No further routine today"),
        (morning(mood=Mood.HELD, ripe_at=at(9)), "Routine at the next free moment"),
        (morning(ripe_at=None, due_at=None), ""),
        (
            morning(now=at(22, 30), ripe_at=at(0, 30, 24), due_at=at(1, 30, 24), office_end=at(6, 0, 24)),
            "Routine tomorrow at 00:30 or a little later",
        ),
        (
            morning(now=at(22, 30), ripe_at=at(23, 30), due_at=at(0, 30, 24), office_end=at(6, 0, 24)),
            "Routine between 23:30 and tomorrow, 00:30",
        ),
    ],
)
def test_when_the_next_routine_comes(outlook: Outlook, told: str) -> None:
    assert words.next_routine(outlook) == told
    assert told in " ".join(words.lines(outlook))


def test_the_engine_and_the_words_agree_on_lunch() -> None:
    desk = Desk("09:42", office={"lunch": "12:00-13:00"})
    assert words.next_routine(outlook(desk.state, desk.settings, desk.now)) == (
        "Routine between 11:42 and 12:00, or after 15:00"
    )
    desk = Desk("11:10", office={"lunch": "12:00-13:00"}, routine={"after_lunch": "0s"})
    told = words.lines(outlook(desk.state, desk.settings, desk.now))
    assert told[:2] == ("Posture nudge at 13:01", "Routine between 13:10 and 14:10")


def test_a_pause_behind_an_open_routine_is_told_too() -> None:
    held_by = ((Hold.PAUSED, at(9, 40)), (Hold.ROUTINE, at(9, 30)))
    exercising = morning(mood=Mood.ROUTINE, held_by=held_by, paused_until=at(14, 30))
    assert words.lines(exercising) == ("Your routine is open", "Paused until 14:30")


def test_a_nudge_that_is_due_waits_for_a_free_moment_and_none_comes_after_hours() -> None:
    assert "Posture nudge at the next free moment" in words.lines(morning(nudge_at=at(9, 30)))
    late = morning(nudge_at=at(18, 16), ripe_at=None, due_at=None)
    assert words.lines(late) == ("Nothing more today", "Sitting since 09:00")
    assert words.headline(late) == "Nothing more today"
    assert words.headline(morning(nudge_at=at(18, 16), out_today=True)) == "No further routine today"


def test_paused_and_away_promise_nothing() -> None:
    assert words.lines(morning(mood=Mood.PAUSED, paused_until=None)) == ("Paused until you resume",)
    assert words.lines(morning(mood=Mood.AWAY)) == ("Away",)


@pytest.mark.parametrize(
    ("day", "ahead", "after_until"),
    [
        (23, "at 14:30", "14:30"),
        (24, "tomorrow at 14:30", "tomorrow, 14:30"),
        (27, "on Friday at 14:30", "Friday, 14:30"),
        (30, "on Monday, 30 November 2026 at 14:30", "Monday, 30 November 2026, 14:30"),
    ],
)
def test_other_days_are_told_naturally(day: int, ahead: str, after_until: str) -> None:
    moment = at(14, 30, day)
    assert dates.moment_at(moment, at(9), ZONE).replace("Monday 30", "Monday, 30") == ahead
    assert dates.until(moment, at(9), ZONE).replace("Monday 30", "Monday, 30") == after_until


@pytest.mark.parametrize(
    ("day", "told"), [(23, "08:30"), (22, "yesterday, 08:30"), (20, "Friday, 08:30"), (9, "9 November 2026, 08:30")]
)
def test_what_began_on_another_day_says_so(day: int, told: str) -> None:
    assert dates.since(at(8, 30, day), at(9), ZONE).endswith(told)


def test_a_monday_is_called_by_its_name() -> None:
    friday_evening = morning(now=at(19, 0, 27), mood=Mood.OFF, off_until=at(9, 0, 30), office_end=None)
    assert words.headline(friday_evening) == "Outside office hours; back on Monday at 09:00"


@pytest.mark.parametrize(
    ("ms", "told"),
    [
        (59_999, "under a minute"),
        (60_000, "1 min"),
        (48 * 60_000, "48 min"),
        (7_200_000, "2 h"),
        (4_800_000, "1 h 20 min"),
        (3 * 86_400_000, "3 days"),
    ],
)
def test_spans(ms: int, told: str) -> None:
    assert dates.span(ms) == told


def test_tooltip_tells_speed_and_faults_in_one_line() -> None:
    told = words.tooltip(morning(), speed=60, faults=2)
    assert told == (
        "Posture nudge at 10:00 · Routine between 11:00 and 12:00 · "
        "Your settings have 2 faults; “Today…” says which · 60× speed"
    )
    assert "Your settings have a fault;" in words.tooltip(morning(), faults=1)
    assert "\n" not in told


@pytest.mark.parametrize("locale", ["C", "de_DE", "en_US", "ms_MY"])
def test_times_are_those_of_the_command_line(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One clock everywhere, whatever Qt has for that locale: ``status`` and ``plan`` must not disagree."""
    QLocale.setDefault(QLocale(locale))
    assert dates.moment_at(at(14, 30), at(9), ZONE) == "at 14:30"
    american = ClockFace(("AM", "PM"))
    monkeypatch.setattr(ClockFace, "of", classmethod(lambda _cls: american))
    assert dates.moment_at(at(14, 30), at(9), ZONE) == "at 2:30 PM"


def test_a_far_day_in_the_c_locale_has_no_odd_format() -> None:
    QLocale.setDefault(QLocale.c())
    assert dates.until(at(9, 0, 30), at(9), ZONE) == "30 November 2026, 09:00"


@pytest.mark.parametrize(
    ("sign", "by", "who", "said"),
    [
        (Sign.CALL, "microphone", "Firefox", "Quiet: microphone in use since 09:40 (Firefox)"),
        (Sign.CALL, "microphone", "", "Quiet: microphone in use since 09:40"),
        (Sign.CALL, "camera", "zoom", "Quiet: camera in use since 09:40 (zoom)"),
        (Sign.FULLSCREEN, "x11", "", "Quiet: full screen since 09:40"),
        (Sign.FULLSCREEN, "x11", "Soffice", "Quiet: full screen since 09:40 (Soffice)"),
        (Sign.CALL, "", "", "Quiet: in a call since 09:40"),
        (Sign.DND, "kde", "", "Quiet: do not disturb since 09:40"),
        (Sign.INHIBIT, "gnome-session", "VLC", "Quiet: the screen is kept on since 09:40 (VLC)"),
    ],
)
def test_a_hold_is_told_with_its_cause(sign: Sign, by: str, who: str, said: str) -> None:
    held_by = ((SIGNS[sign].hold, at(9, 40)),)
    outlook = morning(mood=Mood.HELD, held_by=held_by, causes=((sign, by, who),))
    assert words.headline(outlook) == said


@pytest.mark.parametrize(
    ("mood", "holds"),
    [
        (Mood.OFF, (Hold.OFF,)),
        (Mood.PAUSED, (Hold.PAUSED, Hold.CALL)),
        (Mood.AWAY, (Hold.AWAY, Hold.CALL)),
        (Mood.ROUTINE, (Hold.ROUTINE, Hold.CALL)),
        (Mood.ROUTINE, (Hold.PAUSED, Hold.CALL, Hold.ROUTINE)),
        (Mood.HELD, (Hold.LUNCH, Hold.CALL)),
    ],
)
def test_what_the_user_says_is_told_beside_what_keeps_quiet_anyway(mood: Mood, holds: tuple[Hold, ...]) -> None:
    """Whoever has just said it hears that it was understood."""
    held = {"mood": mood, "held_by": tuple((hold, at(9, 40)) for hold in holds)}
    anyway = words.lines(morning(**held))
    open_end = morning(**held, statuses=((UserStatus.MEETING, None), (UserStatus.READING, None)))
    said = [row for row in words.lines(open_end) if row not in anyway]
    reading = "Reading" if mood is Mood.AWAY else "Reading: you count as here"
    assert said == ["In a meeting until you say it is over", reading]
    until = morning(**held, statuses=((UserStatus.MEETING, at(10, 30)), (UserStatus.READING, at(11))))
    said = [row for row in words.lines(until) if row not in anyway]
    reading = "Reading until 11:00" if mood is Mood.AWAY else "Reading until 11:00: you count as here"
    assert said == ["In a meeting until 10:30", reading]


@pytest.mark.parametrize(
    "holds", [(Hold.CALL,), (Hold.SETTLE, Hold.CALL), (Hold.MEAL, Hold.SETTLE, Hold.CALL), (Hold.CALL, Hold.GRACE)]
)
def test_a_meeting_is_told_as_one_and_once(holds: tuple[Hold, ...]) -> None:
    """Also while one settles in: what is over in a moment is no news then."""
    held = {"mood": Mood.HELD, "held_by": tuple((hold, at(9, 40)) for hold in holds)}
    told = words.lines(morning(**held, statuses=((UserStatus.MEETING, at(10, 30)),)))
    assert [row for row in told if "meeting" in row] == ["Quiet: in a meeting until 10:30"] == [told[0]]


def test_what_the_user_says_comes_before_what_the_machine_shows() -> None:
    held = {"mood": Mood.HELD, "held_by": ((Hold.CALL, at(9, 40)),), "causes": ((Sign.CALL, "microphone", "Firefox"),)}
    until = morning(**held, statuses=((UserStatus.MEETING, at(10, 30)),))
    assert words.headline(until) == "Quiet: in a meeting until 10:30"
    open_end = morning(**held, statuses=((UserStatus.READING, None), (UserStatus.MEETING, None)))
    assert words.lines(open_end)[0] == "Quiet: in a meeting until you say it is over"
    assert words.lines(open_end)[-1] == "Reading: you count as here"


@pytest.mark.parametrize(
    ("skipping", "offered", "coming"),
    [
        (Skipping(at(11, 48), moves=True), "Skip for 2 h", "Skip the next routine, for 2 h"),
        (Skipping(at(16)), "Skip until 16:00", "Skip the next routine, until 16:00"),
        (Skipping(None), "Skip for today", "Skip the next routine, for today"),
        (None, "Skip", "Skip the next routine"),
    ],
)
def test_skip_says_for_how_long(skipping: Skipping | None, offered: str, coming: str) -> None:
    """I6"""
    assert answers.skip(morning(invited=True, skipping=skipping)) == offered
    assert answers.skip(morning(skipping=skipping)) == coming


def test_later_says_for_how_long() -> None:
    """I6"""
    assert answers.later(morning(later=10 * 60_000)) == "In 10 min"
    assert answers.later_this(morning(later=90 * 60_000)) == "Later: in 1 h 30 min"
    assert answers.again(morning(not_before=at(9, 58))) == "again at 09:58"
    assert answers.again(morning()) == answers.again(morning(invited=True, not_before=at(9, 58))) == ""
