"""How a routine ended, in kind words."""

from dataclasses import dataclass

from deskbreak.coach.content.exercise import FULL
from deskbreak.engine.actions import Outcome
from deskbreak.i18n import N_, _, ngettext
from deskbreak.ui.kit.dates import MINUTE, span

DONE = frozenset({Outcome.COMPLETED, Outcome.SHORT, Outcome.PARTIAL})
"""The outcomes after which one is asked how it was."""

ENCOURAGING = (
    N_("Small and often: that is the idea."),
    N_("You moved, and that is what a day of sitting has least of."),
    N_("Every round is one more than sitting still."),
    N_("A few minutes of this day were yours."),
    N_("You took the time. That was the hard part."),
)
"""One after the other, a new one each time."""


@dataclass(frozen=True, slots=True)
class Ending:
    """``outcome`` as it was recorded; ``done`` ms of it; ``exercises`` by name.

    ``moved``: ms of exercise today, this routine included; ``next_text``: when the next one comes. ``hurt`` names the
    exercise that hurt, ``left_out`` is its id if it is left out from now on (D5), ``hurt_days``: on how many days it
    has hurt; ``hurt_before``: it, or another, has hurt on another day; ``caution``: where to take care with it.

    ``turn``: how many routines there were before; ``step``: that of the next time today (0: none), ``step_tomorrow``:
    that from tomorrow on, ``step_done``: that of this routine; ``fixed`` if it is a setting; ``beginning``: it is to be
    said when results can be expected. ``place``: the number (from 1) of the exercise from which one can go on, 0 for
    none.
    """

    outcome: Outcome
    done: int
    exercises: tuple[str, ...]
    moved: int
    next_text: str = ""
    hurt: str = ""
    left_out: str = ""
    hurt_days: int = 1
    hurt_before: bool = False
    caution: str = ""
    turn: int = 0
    step: int = 0
    step_tomorrow: int = 0
    step_done: int = 0
    fixed: bool = False
    beginning: bool = False
    place: int = 0


def title(ending: Ending) -> str:
    """One warm line."""
    match ending.outcome:
        case Outcome.COMPLETED:
            return _("Well done!")
        case Outcome.SHORT:
            return _("A minute well spent")
        case Outcome.PARTIAL:
            return _("Good: most of it is done")
        case Outcome.PAIN:
            return _("Be kind to yourself")
        case Outcome.STOPPED:
            return _("Stopped for now")
        case _:
            raise ValueError(f"{ending.outcome} ends no routine")


def told(ending: Ending) -> str:
    """What was done, and what follows from it."""
    time = span(max(ending.done, (ending.done + MINUTE // 2) // MINUTE * MINUTE))  # rounded as people do
    match ending.outcome:
        case Outcome.COMPLETED:
            return _("The whole routine, {time}.").format(time=time)
        case Outcome.SHORT:
            return _("All of the one-minute version.")
        case Outcome.PARTIAL:
            return _("{time} of movement, at least half of the routine.").format(time=time)
        case Outcome.PAIN:
            if not ending.hurt:
                return _("It was right to stop. Take a break and rest.")
            words = _("“{exercise}” hurt, and it was right to stop. Take a break and rest.")
            return words.format(exercise=ending.hurt)
        case Outcome.STOPPED:
            return _("That is fine, whatever the reason.")  # when the next one comes is told below
        case _:
            raise ValueError(f"{ending.outcome} ends no routine")


def done_line(ending: Ending) -> str:
    """Which exercises were done, "" if none was."""
    return _("Done: {exercises}").format(exercises=" · ".join(ending.exercises)) if ending.exercises else ""


def encouragement(ending: Ending) -> str:
    """One line to take along; somebody who is in pain needs none."""
    if ending.outcome is Outcome.PAIN:
        return ""
    if ending.outcome is Outcome.STOPPED:
        return _("Every bit of movement counts.") if ending.exercises else ""
    return _(ENCOURAGING[ending.turn % len(ENCOURAGING)])


def patience(ending: Ending) -> str:
    """When to expect something of it: said once, in the first week."""
    if not ending.beginning:
        return ""
    return _("You are at the beginning. If it helps you, expect it after two or three weeks, not before.")


def step_text(ending: Ending) -> str:
    """How it goes on, where there are steps; easier and harder are settings."""
    step = ending.step
    if ending.outcome is Outcome.PAIN:
        if ending.fixed or not 0 < step < ending.step_done:
            return ""
        words = _("Next time you do a little less: step {number} of {count}.")
    elif ending.outcome not in DONE or not step:
        return ""
    elif ending.fixed:
        words = _("Next time: step {number} of {count}, as your settings have it.")
    elif step < ending.step_tomorrow:
        step, words = ending.step_tomorrow, _("From tomorrow on: step {number} of {count}.")
    else:
        words = _("Next time: step {number} of {count}.")
    return words.format(number=step, count=FULL)


def advice(ending: Ending) -> tuple[str, ...]:
    """What the article says to somebody whom an exercise hurt."""
    if ending.outcome is not Outcome.PAIN:
        return ()
    if ending.left_out:
        count = ending.hurt_days
        words = ngettext(
            "“{exercise}” has hurt on one day. It is left out of your routines until you put it back, and please see a "
            "doctor about it.",
            "“{exercise}” has hurt on {count} different days. It is left out of your routines until you put it back, "
            "and please see a doctor about it.",
            count,
        ).format(exercise=ending.hurt, count=count)
    elif ending.hurt_before:
        words = _("It has hurt before. If exercises are accompanied by pain again and again, please see a doctor.")
    else:
        words = _("If exercises are accompanied by pain again and again, see a doctor.")
    return (*after_pain(), words)


def after_pain() -> tuple[str, str]:
    """What to do now that it has hurt."""
    return (
        _("Let the muscles go, breathe calmly, and leave it at that for today."),
        _(
            "Should you be out of breath, rest on your feet first: do not sit or lie down at once, but walk slowly and "
            "drink a few sips of water."
        ),
    )


def back_again(ending: Ending) -> str:
    """The exercise was put back."""
    return _("“{exercise}” is back in your routines.").format(exercise=ending.hurt)
