"""Reasons to keep quiet, and the signs of them that the machine shows: each sign is declared here, once.

Whoever adds one adds it here: everybody else reads it from ``SIGNS`` and ``QUESTIONS``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from deskbreak.i18n import N_
from deskbreak.settings import HoldSettings


class Hold(Enum):
    """Reasons to keep quiet just now (H1), in the order in which they are named."""

    OFF = "off"
    LUNCH = "lunch"
    MEAL = "meal"
    WIND_DOWN = "wind-down"
    PAUSED = "paused"
    AWAY = "away"
    SETTLE = "settle"
    CALL = "call"
    DND = "dnd"
    FULLSCREEN = "fullscreen"
    ROUTINE = "routine"
    GRACE = "grace"


class Sign(Enum):
    """A reason to keep quiet that the machine sees. Its value is its name in a written day."""

    CALL = "call"
    DND = "dnd"
    FULLSCREEN = "fullscreen"
    """A window fills the screen."""
    INHIBIT = "inhibit"
    """An idle inhibitor: a program keeps the screen on. It speaks for a presentation, as a full-screen window does."""


class Belief(Enum):
    """For how long a sign is believed if nothing else happens (H6)."""

    ALWAYS = "always"
    """The user's own hand."""
    WITHOUT_INPUT = "without input"
    """For ``hold.believe`` without input."""
    ALONE = "alone"
    """For ``hold.inhibitor``, unless a window that fills the screen is there beside it."""


@dataclass(frozen=True, slots=True)
class HoldOfSigns:
    """A hold that signs speak for.

    ``counts``: whether the user wants it to keep anything back. ``held`` tells people that it does, ``held_since`` with
    the ``{time}`` at which it began.
    """

    counts: Callable[[HoldSettings], bool]
    held: str
    held_since: str


HOLDS = {
    Hold.CALL: HoldOfSigns(lambda hold: hold.calls, N_("Quiet: in a call"), N_("Quiet: in a call since {time}")),
    Hold.DND: HoldOfSigns(lambda hold: hold.dnd, N_("Quiet: do not disturb"), N_("Quiet: do not disturb since {time}")),
    Hold.FULLSCREEN: HoldOfSigns(
        lambda hold: hold.fullscreen, N_("Quiet: full screen"), N_("Quiet: full screen since {time}")
    ),
}


@dataclass(frozen=True, slots=True)
class DeclaredSign:
    """What is decided of a sign, and its words for people.

    ``hold``: which hold it speaks for. ``there``: it shows that somebody is present, without any input. ``hushes``:
    nothing may be heard meanwhile. ``began`` and ``ended`` are told by ``watch``, ``doubt`` when it is not believed any
    more ("": it always is).
    """

    hold: Hold
    there: bool
    hushes: bool
    belief: Belief
    began: str
    ended: str
    doubt: str = ""


SIGNS = {
    Sign.CALL: DeclaredSign(
        Hold.CALL,
        there=True,
        hushes=True,
        belief=Belief.WITHOUT_INPUT,
        began=N_("call began"),
        ended=N_("call ended"),
        doubt=N_("The call is not believed any more"),
    ),
    Sign.DND: DeclaredSign(
        Hold.DND,
        there=False,
        hushes=True,
        belief=Belief.ALWAYS,
        began=N_("do not disturb is on"),
        ended=N_("do not disturb is off"),
    ),
    Sign.FULLSCREEN: DeclaredSign(
        Hold.FULLSCREEN,
        there=True,
        hushes=False,
        belief=Belief.WITHOUT_INPUT,
        began=N_("full screen began"),
        ended=N_("full screen ended"),
        doubt=N_("The full screen is not believed any more"),
    ),
    Sign.INHIBIT: DeclaredSign(
        Hold.FULLSCREEN,
        there=True,
        hushes=False,
        belief=Belief.ALONE,
        began=N_("a program keeps the screen on"),
        ended=N_("no program keeps the screen on any more"),
        doubt=N_("The program that keeps the screen on is not believed any more"),
    ),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What the machine is asked that speaks for ``sign``; there may be several.

    ``name`` is its heading in ``doctor``, ``without`` says what is missed where nobody answers, ``not_counted`` that it
    has gone on for too long to be believed. ``held`` and ``held_since`` tell more than those of the hold, if they are
    not "". ``by_programs``: it is answered by what programs do, some of which may count as nothing (H7).
    """

    sign: Sign
    name: str
    without: str
    not_counted: str = ""
    held: str = ""
    held_since: str = ""
    by_programs: bool = True


QUESTIONS = {
    "microphone": Question(
        Sign.CALL,
        name=N_("Microphone"),
        without=N_("A call is not noticed by its microphone. It takes libpulse0, and PulseAudio or PipeWire."),
        not_counted=N_("Microphone in use for hours, not counted as a call"),
        held=N_("Quiet: microphone in use"),
        held_since=N_("Quiet: microphone in use since {time}"),
    ),
    "camera": Question(
        Sign.CALL,
        name=N_("Camera"),
        without=N_("A call is not noticed by its camera."),
        not_counted=N_("Camera in use for hours, not counted as a call"),
        held=N_("Quiet: camera in use"),
        held_since=N_("Quiet: camera in use since {time}"),
    ),
    "dnd": Question(
        Sign.DND,
        name=N_("Do not disturb"),
        without=N_("Whether the desktop wants quiet is not known here: nudges come all the same."),
        by_programs=False,
    ),
    "fullscreen": Question(
        Sign.FULLSCREEN,
        name=N_("Full screen"),
        without=N_("A presentation or a film is not noticed by its window, only by what keeps the screen on."),
        not_counted=N_("Full screen for hours, not counted as a presentation"),
    ),
    "inhibit": Question(
        Sign.INHIBIT,
        name=N_("Screen kept on"),
        without=N_(
            "A presentation or a film is not noticed by what keeps the screen on."
            " “In a meeting”, in the tray's menu under Pause, keeps quiet."
        ),
        not_counted=N_("Screen kept on for long, not counted as a presentation"),
        held=N_("Quiet: the screen is kept on"),
        held_since=N_("Quiet: the screen is kept on since {time}"),
    ),
}
"""By their names in ``status`` and ``doctor``, in the order in which they are told."""


def questions_of(sign: Sign) -> dict[str, Question]:
    """What is asked that speaks for ``sign``, by name; at least one."""
    return {name: question for name, question in QUESTIONS.items() if question.sign is sign}


def question_of(sign: Sign, by: str) -> Question | None:
    """What was asked, where ``by`` (a question or a backend) tells of ``sign``; ``None``: that is not known."""
    asked = questions_of(sign)
    return next(iter(asked.values())) if len(asked) == 1 else asked.get(by)
