"""Every setting, once, as data: its place, type, default, bounds and one sentence of help.

The reader, the validation and ``config.example.toml`` are all made from these classes. A duration is an ``int``
of milliseconds here and a string (``"2h"``, ``"1h30m"``, ``"20s"``) in the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from deskbreak.i18n import N_
from deskbreak.settings.calendar import DateSpans, DayNames, HoursByDay, OptionalTimeRange, TimeRangeKind
from deskbreak.settings.declaration import declare
from deskbreak.settings.in_turn import NamesInTurn
from deskbreak.settings.kinds import Duration, DurationPair, Language, Names, Switch, TextLine, Whole
from deskbreak.settings.values import HOUR, MINUTE, SECOND, DateSpan, TimeRange
from deskbreak.settings.words import OneOf, SomeOf

IDLE_SOURCES = ("auto", "x11", "xscreensaver", "wayland", "mutter", "logind", "windows", "macos", "none")
"""Who may tell when there was input; ``desktop/presence`` has a backend of each name."""

SPEECH_ENGINES = ("auto", "spd-say", "espeak-ng", "say", "windows", "none")
"""Who may speak; ``desktop/speech`` has an engine of each name."""

LOOKS = ("fern", "maple", "heather", "stone")
"""How the figure looks: the names in ``coach/content/looks``."""

TIP_KINDS = ("walk", "movement", "breath", "position", "eyes")
"""The kinds of posture tips, in their turn (N4); ``resources/tips.toml`` has tips of each."""

STEPS = 6
"""In how many steps progress goes from a few repetitions to the full dose (``coach/progression``)."""


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """``[office]``: when deskbreak works at all."""

    hours: TimeRange = declare(  # noqa: RUF009 - it makes a field
        TimeRange(9 * 60, 18 * 60),
        TimeRangeKind(),
        N_("Office hours"),
        N_(
            "deskbreak is there for you in these hours. A shift over midnight is fine and belongs to the "
            "day it starts on."
        ),
    )
    days: tuple[str, ...] = declare(
        ("mon", "tue", "wed", "thu", "fri"), DayNames(), N_("Days of work"), N_("These are the days on which you work.")
    )
    other_hours: tuple[tuple[str, TimeRange], ...] = declare(
        (),
        HoursByDay(),
        N_("Days with hours of their own"),
        N_("On these days other hours count; each of them is a day of work."),
    )
    days_off: tuple[DateSpan, ...] = declare(
        (),
        DateSpans(),
        N_("Days off"),
        N_("On these dates deskbreak stays quiet."),
        words=N_("holiday holidays vacation vacations leave free"),
    )
    lunch: TimeRange | None = declare(  # noqa: RUF009 - it makes a field
        None,
        OptionalTimeRange(6 * 60),
        N_("Lunch break"),
        N_("Nothing is shown while you have lunch."),
        N_('"" stands for none.'),
        {None: N_("I have a lunch break")},
        N_("noon meal eat eating pause"),
    )
    wind_down: int = declare(
        10 * MINUTE,
        Duration(0, 2 * HOUR),
        N_("Quiet at the end"),
        N_("This long before your office hours end, deskbreak falls silent."),
    )


@dataclass(frozen=True, slots=True)
class RoutineSettings:
    """``[routine]``: the seated exercises."""

    name: tuple[str, ...] = declare(
        ("desk",),
        NamesInTurn(14),
        N_("Routine"),
        N_("This is the routine that you are offered. Several come in turn: each day of work has one, all day long."),
        N_("A routine has the name of its file in routines/."),
        words=N_("programme program alternate alternating turn"),
    )
    every: tuple[int, int] = declare(
        (2 * HOUR, 3 * HOUR),
        DurationPair(20 * MINUTE, 12 * HOUR),
        N_("Time between routines"),
        N_(
            "After the first of these times a routine is offered at the next good moment, after the second at any rate."
        ),
    )
    pause: int = declare(
        20 * SECOND,
        Duration(5 * SECOND, 3 * MINUTE),
        N_("A good moment"),
        N_("When your hands rest this long, that is a good moment to offer the routine."),
        words=N_("interrupt interruption typing"),
    )
    after_lunch: int = declare(
        2 * HOUR,
        Duration(0, 6 * HOUR),
        N_("Quiet after lunch"),
        N_("For this long after lunch no routine is offered, and no nudge has you bend or squat."),
    )
    retry: int = declare(
        30 * MINUTE,
        Duration(1 * MINUTE, 4 * HOUR),
        N_("Again after stopping early"),
        N_("A routine that you stopped early may be offered again after this long."),
    )


@dataclass(frozen=True, slots=True)
class NudgeSettings:
    """``[nudge]``: the nudges of one's posture."""

    enabled: bool = declare(
        True,
        Switch(),
        N_("Nudges"),
        N_("A nudge is a small tip for your posture, now and then."),
        words=N_("tips hints notifications remind"),
    )
    kinds: tuple[str, ...] = declare(
        TIP_KINDS,
        SomeOf(TIP_KINDS),
        N_("Kinds of nudges"),
        N_("Nudges are of these kinds, one after the other."),
        N_('For no nudges at all there is "enabled".'),
        {
            "walk": N_("Walks and errands"),
            "movement": N_("Small movements"),
            "breath": N_("Breath"),
            "position": N_("Another position"),
            "eyes": N_("Eyes and screen"),
        },
        N_("tips walking moving breathing sitting standing eyes screen posture"),
    )
    every: int = declare(
        1 * HOUR,
        Duration(10 * MINUTE, 8 * HOUR),
        N_("Time between nudges"),
        N_("While you sit, a nudge comes this often."),
    )
    merge: int = declare(
        10 * MINUTE,
        Duration(0, 1 * HOUR),
        N_("Nudges wait for the routine"),
        N_("A nudge this shortly before a routine waits for it: you are interrupted once, not twice."),
    )
    show_for: int = declare(
        20 * SECOND,
        Duration(5 * SECOND, 5 * MINUTE),
        N_("A nudge stays for"),
        N_("A nudge leaves the screen by itself after this long."),
    )


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """``[reminder]``: invitations that were not answered."""

    again: int = declare(
        10 * MINUTE,
        Duration(1 * MINUTE, 2 * HOUR),
        N_("Repeat an invitation after"),
        N_("An invitation that you did not answer comes again after this long."),
    )
    times: int = declare(
        3, Whole(1, 10), N_("Invitations in all"), N_("You are invited this often in all; then deskbreak lets it be.")
    )
    later: int = declare(
        10 * MINUTE,
        Duration(1 * MINUTE, 2 * HOUR),
        N_("Later means"),
        N_("After Later you are asked again this much later."),
        words=N_("snooze postpone"),
    )
    max_later: int = declare(
        3,
        Whole(0, 20),
        N_("Laters until the short version"),
        N_("Once you have said Later this often, a one-minute version is offered instead."),
    )


@dataclass(frozen=True, slots=True)
class AwaySettings:
    """``[away]``: when you count as gone, and how you are met when you come back."""

    after: int = declare(
        3 * MINUTE,
        Duration(30 * SECOND, 1 * HOUR),
        N_("Away after"),
        N_("When mouse and keyboard rest this long, you count as away."),
    )
    rest: int = declare(
        5 * MINUTE,
        Duration(1 * MINUTE, 2 * HOUR),
        N_("A rest"),
        N_("When you were away this long, you have had a rest."),
    )
    long: int = declare(
        45 * MINUTE,
        Duration(5 * MINUTE, 12 * HOUR),
        N_("A long rest"),
        N_("When you were away this long, you have had a long rest."),
    )
    fresh: int = declare(
        30 * MINUTE,
        Duration(0, 4 * HOUR),
        N_("Quiet after a long rest"),
        N_("For this long after a long rest no routine is offered."),
    )
    settle: int = declare(
        2 * MINUTE,
        Duration(0, 30 * MINUTE),
        N_("Quiet when you come back"),
        N_("For this long after you came back, deskbreak keeps quiet."),
    )


@dataclass(frozen=True, slots=True)
class HoldSettings:
    """``[hold]``: keeping quiet."""

    grace: int = declare(
        1 * MINUTE,
        Duration(0, 30 * MINUTE),
        N_("Quiet afterwards"),
        N_("For this long after a call, do not disturb, full screen, lunch or a pause, deskbreak keeps quiet."),
    )
    blip: int = declare(
        10 * SECOND,
        Duration(0, 5 * MINUTE),
        N_("Too short to count"),
        N_(
            "A call, do not disturb or full screen shorter than this changes nothing, for it may be a word "
            "dictated or a camera tried."
        ),
    )
    inhibitor: int = declare(
        1 * HOUR,
        Duration(1 * MINUTE, 12 * HOUR),
        N_("Presentations, at the longest"),
        N_("A program that only keeps the screen on is taken for a presentation this long at most."),
    )
    believe: int = declare(
        3 * HOUR,
        Duration(1 * MINUTE, 12 * HOUR),
        N_("Calls and full screens, at the longest"),
        N_("While nobody touches mouse or keyboard, a call or a full screen counts this long at most."),
    )
    calls: bool = declare(
        True,
        Switch(),
        N_("Quiet in calls"),
        N_("deskbreak keeps quiet while microphone or camera is in use."),
        words=N_("meeting meetings zoom teams video conference phone webcam"),
    )
    dnd: bool = declare(
        True,
        Switch(),
        N_("Quiet under do not disturb"),
        N_("deskbreak keeps quiet while your desktop is set to do not disturb."),
        words=N_("focus silent notifications"),
    )
    fullscreen: bool = declare(
        True,
        Switch(),
        N_("Quiet in full screen"),
        N_("deskbreak keeps quiet during a presentation, a full-screen video, or whatever keeps the screen on."),
        words=N_("movie film game slides"),
    )
    ignore: tuple[str, ...] = declare(
        (),
        Names(100, 50),
        N_("Programs to ignore"),
        N_("deskbreak does not keep quiet for these programs, whatever they do. Capital letters make no difference."),
        N_('"deskbreak doctor" shows their names.'),
        words=N_("apps applications zoom teams meeting exclude"),
    )


@dataclass(frozen=True, slots=True)
class DesktopSettings:
    """``[desktop]``: how the machine is asked."""

    idle: str = declare(
        "auto",
        OneOf(IDLE_SOURCES),
        N_("Who tells of mouse and keyboard"),
        N_("This tells deskbreak when you last touched mouse or keyboard."),
        N_('"auto" takes the best there is, "none" nobody.'),
        {"auto": N_("The best there is"), "none": N_("Nobody")},
    )


@dataclass(frozen=True, slots=True)
class CoachSettings:
    """``[coach]``: how you are led through a routine."""

    voice: bool = declare(
        True,
        Switch(),
        N_("Voice"),
        N_("A voice leads you through the routine, so you need not look."),
        words=N_("speak speech talk mute silent sound audio"),
    )
    voice_engine: str = declare(
        "auto",
        OneOf(SPEECH_ENGINES),
        N_("Who speaks"),
        N_("This program speaks in the routine."),
        N_('"auto" takes the best there is, "none" nobody.'),
        {"auto": N_("The best there is"), "none": N_("Nobody")},
    )
    language: str = declare(
        "auto",
        Language(),
        N_("Language of the voice"),
        N_("The voice speaks this language."),
        N_('"auto" is that of your desktop.'),
        {"auto": N_("As on my desktop")},
    )
    voice_name: str = declare(
        "",
        TextLine(100),
        N_("Name of the voice"),
        N_("The program that speaks may have several voices; this one is taken."),
        N_('A name that "deskbreak voice list" shows; "" for the usual one.'),
        {"": N_("The language’s own voice")},
    )
    sounds: bool = declare(
        True,
        Switch(),
        N_("Sounds in the routine"),
        N_("A small sound marks the start, each change and the end."),
        words=N_("mute silent audio beep noise"),
    )
    nudge_sound: bool = declare(
        False,
        Switch(),
        N_("Sound of a nudge"),
        N_("A nudge comes with a small sound."),
        words=N_("mute silent audio beep noise"),
    )
    volume: int = declare(
        70,
        Whole(0, 100),
        N_("Volume"),
        N_("Voice and sounds are this loud, in percent."),
        words=N_("mute louder quieter softer loudness sound audio"),
    )
    mirror: bool = declare(
        True,
        Switch(),
        N_("As in a mirror"),
        N_(
            "The figure moves to the same side as you, as in a mirror. Without, it moves as a person does "
            "who faces you."
        ),
    )
    discreet: bool = declare(
        False,
        Switch(),
        N_("Discreet"),
        N_(
            "For when you would rather not be noticed, arms are crossed, movements and window smaller, and "
            "there is no sound."
        ),
    )
    look: str = declare(
        LOOKS[0],
        OneOf(LOOKS),
        N_("Figure"),
        N_("This is how the figure looks."),
        called={"fern": N_("Fern"), "maple": N_("Maple"), "heather": N_("Heather"), "stone": N_("Stone")},
        words=N_("avatar person body skin man woman colour color"),
    )
    text_size: int = declare(
        100,
        Whole(100, 200),
        N_("Size of text"),
        N_("In the routine's window letters are this large, in percent of those on your desktop."),
        words=N_("font fonts bigger larger zoom"),
    )
    reduced_motion: str = declare(
        "auto",
        OneOf(("auto", "on", "off")),
        N_("Little motion"),
        N_("The figure goes from pose to pose without moving between."),
        N_('"auto" asks the desktop.'),
        {"auto": N_("As the desktop wishes"), "on": N_("Always"), "off": N_("Never")},
        N_("animation animations movement still"),
    )
    step: int = declare(
        0,
        Whole(0, STEPS),
        N_("How much you do"),
        N_(
            "How much you do is a step from 1, a few repetitions, to 6, the full number. As it goes, three days with a "
            "routine done lead one step up; “Too much”, “It hurts” and a week without a routine lead one down."
        ),
        N_("A lower step is easier, a higher one harder; 0 is as it goes."),
        {0: N_("As it goes")},
        N_("easier harder difficulty level repetitions"),
    )
    setup_step: bool = declare(
        True,
        Switch(),
        N_("A look at the chair first"),
        N_("The first routine of a day begins with a look at chair, feet and elbows."),
    )
    opener: bool = declare(
        True,
        Switch(),
        N_("A calm breath first"),
        N_("The first routine of a day begins with half a minute of calm breathing, and asks what hurts today."),
        N_("opener arrive"),
    )
    day_end: bool = declare(
        True,
        Switch(),
        N_("A closing minute"),
        N_("The last routine of a day ends with a minute in which shoulders and back let go."),
        N_("relax evening end"),
    )


@dataclass(frozen=True, slots=True)
class SafetySettings:
    """``[safety]``: exercises that hurt."""

    pain_limit: int = declare(
        2,
        Whole(1, 30),
        N_("Days of pain until it is left out"),
        N_("An exercise that has hurt on this many days is left out of your routines."),
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

GROUP_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "office": N_("Office"),
        "routine": N_("Routines"),
        "nudge": N_("Nudges"),
        "reminder": N_("Invitations"),
        "away": N_("When you are away"),
        "hold": N_("Keeping quiet"),
        "coach": N_("Voice, sounds and figure"),
        "safety": N_("What hurts"),
        "desktop": N_("This computer"),
    }
)
"""What people call the groups."""
