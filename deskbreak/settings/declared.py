"""Every setting, once, as data: its place, type, default, bounds and one sentence of help.

The reader, the validation and ``config.example.toml`` are all made from these classes. A duration is an ``int``
of milliseconds here and a string (``"2h"``, ``"1h30m"``, ``"20s"``) in the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from deskbreak.i18n import N_
from deskbreak.settings.calendar import DateSpans, DayNames, HoursByDay, OptionalTimeRange, TimeRangeKind
from deskbreak.settings.kinds import Duration, DurationPair, Kind, Language, Name, Names, OneOf, Switch, TextLine, Whole
from deskbreak.settings.values import HOUR, MINUTE, SECOND, DateSpan, TimeRange

META = "deskbreak"

IDLE_SOURCES = ("auto", "x11", "xscreensaver", "wayland", "mutter", "logind", "windows", "macos", "none")
"""Who may tell when there was input; ``desktop/presence`` has a backend of each name."""

SPEECH_ENGINES = ("auto", "spd-say", "espeak-ng", "say", "windows", "none")
"""Who may speak; ``desktop/speech`` has an engine of each name."""

LOOKS = ("fern", "maple", "heather", "stone")
"""How the figure looks: the names in ``coach/content/looks``."""

STEPS = 6
"""In how many steps progress goes from a few repetitions to the full dose (``coach/progression``)."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a setting's field carries beside its type and default."""

    kind: Kind[Any]
    help: str


def declare(default: Any, kind: Kind[Any], help_text: str) -> Any:
    """A dataclass field with its ``Declaration``; ``Any`` because a field stands where its value's type is written."""
    return field(default=default, metadata={META: Declaration(kind, help_text)})


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """``[office]``: when deskbreak works at all."""

    hours: TimeRange = declare(  # noqa: RUF009 - it makes a field
        TimeRange(9 * 60, 18 * 60),
        TimeRangeKind(),
        N_("Office hours; a shift over midnight is fine and belongs to the day it starts on."),
    )
    days: tuple[str, ...] = declare(("mon", "tue", "wed", "thu", "fri"), DayNames(), N_("The days on which you work."))
    other_hours: tuple[tuple[str, TimeRange], ...] = declare(
        (), HoursByDay(), N_("Days that have hours of their own; a day named here is an office day.")
    )
    days_off: tuple[DateSpan, ...] = declare(
        (), DateSpans(), N_("Dates, and ranges of dates, on which deskbreak stays quiet.")
    )
    lunch: TimeRange | None = declare(  # noqa: RUF009 - it makes a field
        None, OptionalTimeRange(), N_('Your lunch break, in which nothing is shown; "" for none.')
    )
    wind_down: int = declare(
        10 * MINUTE,
        Duration(0, 2 * HOUR),
        N_("How long before the end of office hours deskbreak falls silent."),
    )


@dataclass(frozen=True, slots=True)
class RoutineSettings:
    """``[routine]``: the seated exercises."""

    name: str = declare("desk", Name(), N_("Which routine is offered: the name of a file in routines/."))
    every: tuple[int, int] = declare(
        (2 * HOUR, 3 * HOUR),
        DurationPair(20 * MINUTE, 12 * HOUR),
        N_("From when on a routine is offered at a good moment, and when at the latest."),
    )
    pause: int = declare(
        20 * SECOND,
        Duration(5 * SECOND, 3 * MINUTE),
        N_("How long your hands rest before it counts as a good moment to offer the routine."),
    )
    after_lunch: int = declare(2 * HOUR, Duration(0, 6 * HOUR), N_("How long after lunch no routine is offered."))
    retry: int = declare(
        30 * MINUTE,
        Duration(1 * MINUTE, 4 * HOUR),
        N_("How long after a routine stopped early it may be offered again."),
    )


@dataclass(frozen=True, slots=True)
class NudgeSettings:
    """``[nudge]``: the posture tips."""

    enabled: bool = declare(True, Switch(), N_("Whether posture tips are shown at all."))
    every: int = declare(
        1 * HOUR, Duration(10 * MINUTE, 8 * HOUR), N_("How often a posture tip is shown while you sit.")
    )
    merge: int = declare(
        10 * MINUTE,
        Duration(0, 1 * HOUR),
        N_("A tip due this shortly before the routine waits for it: one interruption, not two."),
    )
    show_for: int = declare(
        20 * SECOND, Duration(5 * SECOND, 5 * MINUTE), N_("How long a posture tip stays on the screen.")
    )


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """``[reminder]``: invitations that were not answered."""

    again: int = declare(
        10 * MINUTE, Duration(1 * MINUTE, 2 * HOUR), N_("How long until an unanswered invitation is repeated.")
    )
    times: int = declare(3, Whole(1, 10), N_("How many times you are invited in all before it is let go."))
    later: int = declare(10 * MINUTE, Duration(1 * MINUTE, 2 * HOUR), N_("How long Later waits before it asks again."))
    max_later: int = declare(
        3, Whole(0, 20), N_("After how many Laters the one-minute version is offered in the place of Start.")
    )


@dataclass(frozen=True, slots=True)
class AwaySettings:
    """``[away]``: when you count as gone, and how you are met when you come back."""

    after: int = declare(
        3 * MINUTE, Duration(30 * SECOND, 1 * HOUR), N_("How long without any input until you count as away.")
    )
    rest: int = declare(5 * MINUTE, Duration(1 * MINUTE, 2 * HOUR), N_("An absence of this length counts as a rest."))
    long: int = declare(
        45 * MINUTE, Duration(5 * MINUTE, 12 * HOUR), N_("An absence of this length counts as a long rest.")
    )
    fresh: int = declare(30 * MINUTE, Duration(0, 4 * HOUR), N_("How long after a long rest no routine is offered."))
    settle: int = declare(
        2 * MINUTE, Duration(0, 30 * MINUTE), N_("How long deskbreak keeps quiet after you came back.")
    )


@dataclass(frozen=True, slots=True)
class HoldSettings:
    """``[hold]``: keeping quiet."""

    grace: int = declare(
        1 * MINUTE,
        Duration(0, 30 * MINUTE),
        N_("How long deskbreak keeps quiet after a call, do not disturb, full screen, lunch or a pause has ended."),
    )
    blip: int = declare(
        10 * SECOND,
        Duration(0, 5 * MINUTE),
        N_("A call, do not disturb or full screen shorter than this is nothing: a word dictated, a camera test."),
    )
    inhibitor: int = declare(
        1 * HOUR,
        Duration(1 * MINUTE, 12 * HOUR),
        N_("How long a program that only keeps the screen on is taken for a presentation."),
    )
    believe: int = declare(
        3 * HOUR,
        Duration(1 * MINUTE, 12 * HOUR),
        N_("How long a call or a full screen is believed in while nobody touches mouse or keyboard."),
    )
    calls: bool = declare(True, Switch(), N_("Whether deskbreak keeps quiet while microphone or camera is in use."))
    dnd: bool = declare(True, Switch(), N_("Whether deskbreak keeps quiet while the desktop is set to do not disturb."))
    fullscreen: bool = declare(
        True,
        Switch(),
        N_(
            "Whether deskbreak keeps quiet during a presentation, a full-screen video, or whatever keeps the screen on."
        ),
    )
    ignore: tuple[str, ...] = declare(
        (),
        Names(100, 50),
        N_(
            "Programs whose microphone, camera, full screen or kept-on screen counts as nothing,"
            ' by the names that "deskbreak doctor" shows; upper and lower case are the same.'
        ),
    )


@dataclass(frozen=True, slots=True)
class DesktopSettings:
    """``[desktop]``: how the machine is asked."""

    idle: str = declare(
        "auto",
        OneOf(IDLE_SOURCES),
        N_('Who tells when you last touched mouse or keyboard; "auto" takes the best there is, "none" nobody.'),
    )


@dataclass(frozen=True, slots=True)
class CoachSettings:
    """``[coach]``: how you are led through a routine."""

    voice: bool = declare(True, Switch(), N_("Whether a voice leads you through the routine."))
    voice_engine: str = declare(
        "auto", OneOf(SPEECH_ENGINES), N_('Who speaks; "auto" takes the best there is, "none" nobody.')
    )
    language: str = declare("auto", Language(), N_('The language of the voice; "auto" is that of your desktop.'))
    voice_name: str = declare(
        "", TextLine(100), N_('A voice by its name, as "deskbreak voice list" has it; "" for the usual one.')
    )
    sounds: bool = declare(True, Switch(), N_("Whether a small sound marks the start, each change and the end."))
    nudge_sound: bool = declare(False, Switch(), N_("Whether a posture tip comes with a small sound."))
    volume: int = declare(70, Whole(0, 100), N_("How loud voice and sounds are, in percent."))
    mirror: bool = declare(
        True,
        Switch(),
        N_("Whether the figure moves to your side, as in a mirror; false: as a person does who faces you."),
    )
    discreet: bool = declare(
        False,
        Switch(),
        N_("Whether you would rather not be noticed: arms crossed, smaller movements, no sound, a smaller window."),
    )
    look: str = declare(LOOKS[0], OneOf(LOOKS), N_("How the figure looks."))
    text_size: int = declare(
        100, Whole(100, 200), N_("How large the letters of the routine's window are, in percent of your desktop's.")
    )
    reduced_motion: str = declare(
        "auto",
        OneOf(("auto", "on", "off")),
        N_('Whether the figure goes from pose to pose without moving between; "auto" asks the desktop.'),
    )
    step: int = declare(
        0,
        Whole(0, STEPS),
        N_(
            "How much you do, as a step from 1, a few repetitions, to 6, the full number; a lower one is easier, a "
            "higher one harder, and 0 goes up and down by itself, by how you get on."
        ),
    )
    setup_step: bool = declare(
        True, Switch(), N_("Whether the first routine of a day begins with a look at chair, feet and elbows.")
    )


@dataclass(frozen=True, slots=True)
class SafetySettings:
    """``[safety]``: exercises that hurt."""

    pain_limit: int = declare(
        2,
        Whole(1, 30),
        N_("On how many different days an exercise may hurt before it is left out of your routines."),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. ``Settings()`` is the defaults."""

    office: OfficeSettings = OfficeSettings()
    routine: RoutineSettings = RoutineSettings()
    nudge: NudgeSettings = NudgeSettings()
    reminder: ReminderSettings = ReminderSettings()
    away: AwaySettings = AwaySettings()
    hold: HoldSettings = HoldSettings()
    coach: CoachSettings = CoachSettings()
    safety: SafetySettings = SafetySettings()
    desktop: DesktopSettings = DesktopSettings()


GROUPS: Mapping[str, type] = MappingProxyType(
    {
        "office": OfficeSettings,
        "routine": RoutineSettings,
        "nudge": NudgeSettings,
        "reminder": ReminderSettings,
        "away": AwaySettings,
        "hold": HoldSettings,
        "coach": CoachSettings,
        "safety": SafetySettings,
        "desktop": DesktopSettings,
    }
)
"""The tables of ``config.toml``, in the order in which they are shown."""
