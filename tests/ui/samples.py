"""An ordinary Monday's outlook, and what else several tests look at."""

from dataclasses import replace
from datetime import date, datetime
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from deskbreak.coach.body.pose import Pose, View
from deskbreak.coach.content.looks import LOOKS
from deskbreak.engine.calendar.office import OfficeDay
from deskbreak.engine.events import UserStatus
from deskbreak.engine.outlook import Mood, Outlook, Skipping
from deskbreak.engine.reasons import SIGNS, Hold
from deskbreak.settings import MINUTE, DateSpan, Settings, TimeRange
from deskbreak.settings.calendar import DateSpans, DayNames, HoursByDay, OptionalTimeRange, TimeRangeKind
from deskbreak.settings.in_turn import NamesInTurn
from deskbreak.settings.kinds import Duration, DurationPair, Language, Names, Switch, TextLine, Whole
from deskbreak.settings.reading import declaration, value
from deskbreak.settings.words import OneOf, SomeOf
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.widget import paint_person, paint_scene
from deskbreak.ui.kit.theme import Theme
from deskbreak.ui.welcome.choice import Choice, Welcome

RESOURCES = Path(__file__).parents[2] / "resources"
ZONE = "Europe/Berlin"


def at(hour: int, minute: int = 0, day: int = 23) -> int:
    """UTC ms of a local time in November 2026, the 23rd being a Monday."""
    return round(datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


MORNING = Outlook(
    now=at(9, 48),
    zone=ZONE,
    mood=Mood.WORKING,
    held_by=(),
    seated=48 * 60_000,
    ripe_at=at(11),
    due_at=at(12),
    not_before=None,
    out_today=False,
    invited=False,
    n=0,
    offers_short=False,
    nudge_at=at(10),
    paused_until=None,
    off_until=None,
    office_end=at(18),
    lunch_end=None,
    left_out=(),
    later=10 * 60_000,
    skipping=Skipping(at(13)),
)


def morning(*, lunch: Any = None, **changes: Any) -> Outlook:
    """``MORNING`` but for ``changes``; what can come then is reckoned as the engine does, round ``lunch`` if given."""
    seen = replace(MORNING, **changes)
    if seen.office_end is None:
        return seen
    quiet, meal_end = seen.office_end - 10 * 60_000, None if lunch is None else lunch[1] + 120 * 60_000
    day = OfficeDay(date(2026, 11, 23), at(9), seen.office_end, quiet, lunch, meal_end, None, ())
    if seen.ripe_at is not None and seen.due_at is not None:
        first = max(seen.ripe_at, seen.not_before or 0)
        seen = replace(seen, offers=day.offer_spans(first, max(first, seen.due_at), 60_000))
    return seen if seen.nudge_at is None else replace(seen, nudge_comes=day.nudge_comes(seen.nudge_at, 60_000))


def fullest() -> list[Outlook]:
    """Outlooks with all that there can be to tell at once: each mood, invited or not, with more to come or not."""
    return [
        morning(
            mood=mood,
            held_by=((Hold.DND, at(9, 40)),),
            doubted=tuple((sign, "", "") for sign, declared in SIGNS.items() if declared.doubt),
            statuses=tuple((status, None) for status in UserStatus),
            invited=invited,
            offers_short=invited,
            out_today=out_today,
        )
        for mood, invited, out_today in product(Mood, (False, True), (False, True))
    ]


def paint_figure(painter: QPainter, box: QRectF, pose: Pose, view: View, theme: Theme, look: str = LOOKS[0]) -> None:
    """The whole picture into ``box`` (logical pixels) of any painter."""
    camera, colors = Camera(view, box), Colors.of(theme, look)
    paint_scene(painter, camera, colors)
    paint_person(painter, camera, colors, pose)


CHOICE = Choice(
    days=("mon", "tue", "wed", "thu", "fri"),
    hours=TimeRange(9 * 60, 18 * 60),
    lunch=None,
    language="auto",
    voice=True,
    look="fern",
)


def full_welcome(choice: Choice = CHOICE) -> Welcome:
    """With all that there can be to choose."""
    return Welcome(
        choice,
        languages=(("auto", "As on my desktop"), ("en", "English")),
        can_start_at_login=True,
        others_on=True,
    )


def another(key: str) -> object:
    """A value of this setting that is not its default, and goes together with all others."""
    kind, default = declaration(key).kind, value(Settings(), key)
    match kind:
        case Switch():
            return not default
        case Whole() | Duration():
            return (
                default + 1 if isinstance(kind, Whole) else default + MINUTE if default < kind.high else default - 1000
            )
        case DurationPair():
            return default[0], default[1] + MINUTE
        case OneOf():
            return kind.words[-1]
        case SomeOf():
            return kind.words[1:]
        case Language():
            return "pt_BR"
        case TextLine():
            return "another"
        case NamesInTurn():
            return "another", "desk"
        case Names():
            return "obs", "Firefox"
        case DayNames():
            return "mon", "sat"
        case HoursByDay():
            return (("fri", TimeRange(21 * 60, 5 * 60)),)
        case DateSpans():
            return (DateSpan(date(2026, 12, 24), date(2027, 1, 1)),)
        case TimeRangeKind():
            return TimeRange(22 * 60 + 15, 6 * 60)
        case OptionalTimeRange():
            return TimeRange(23 * 60 + 45, 15)
    raise AssertionError(f"a value for {key}")


def scroll_over(field: QWidget) -> None:
    """Turn the wheel with the pointer over it."""
    at = QPointF(field.rect().center())
    event = QWheelEvent(
        at,
        QPointF(field.mapToGlobal(at)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)
