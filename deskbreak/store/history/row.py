"""One row of history: as a value, and as the columns of its file."""

import json
from dataclasses import dataclass
from typing import Any

from deskbreak.engine.actions import Outcome
from deskbreak.engine.events import UNTOLD, Manner

LATEST, LARGEST_OFFSET, MOST_SECONDS, MOST_STEP, LONGEST_TEXT = 2**45, 86_400, 10**9, 10**6, 200
"""What a row can hold: UTC ms (the year 3084), seconds, a step of progress, characters."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that happened. ``at``: UTC in ms since 1970; ``offset``: of local time then, s east of UTC.

    ``exercises``: ids of those done once at the least; ``seconds``: done of a routine. ``detail``: the tip's number for
    a nudge, the exercise for a pain, the number for an invitation, else ``""``. ``manner``: how a routine was done;
    ``felt``: how it was, in the person's own words (``too-much``, ``right``, ``easy``), ``""`` if they did not say.
    """

    what: Outcome
    at: int
    offset: int
    exercises: tuple[str, ...] = ()
    seconds: int = 0
    detail: str = ""
    manner: Manner = UNTOLD
    felt: str = ""


def columns(row: Row) -> tuple[Any, ...]:
    """``row`` as it is in the file."""
    manner = row.manner
    return (
        row.what.value,
        row.at,
        row.offset,
        json.dumps(row.exercises),
        row.seconds,
        row.detail,
        manner.routine,
        manner.step,
        manner.side,
        manner.place,
        row.felt,
    )


def row_of(
    what: object,
    at: object,
    offset: object,
    exercises: object,
    seconds: object,
    detail: object,
    routine: object,
    step: object,
    side: object,
    place: object,
    felt: object,
) -> Row:
    """A row of what is in the file. Raises ``ValueError``, ``TypeError`` or ``RecursionError`` for what is none."""
    done = json.loads(exercises if isinstance(exercises, str) else "")
    if not isinstance(done, list):
        raise ValueError("exercises are a list")  # noqa: TRY004 - the value in the file is wrong, not the call
    manner = Manner(_text(routine), _number(step, 0, MOST_STEP), _text(side), _text(place))
    return Row(
        Outcome(what),
        _number(at, 0, LATEST),
        _number(offset, -LARGEST_OFFSET, LARGEST_OFFSET),
        tuple(_text(exercise) for exercise in done),
        _number(seconds, 0, MOST_SECONDS),
        _text(detail),
        manner,
        _text(felt),
    )


def _number(found: object, least: int, most: int) -> int:
    if not isinstance(found, int) or not least <= found <= most:
        raise ValueError(f"a number from {least} to {most}: {found!r}")
    return found


def is_text(found: object) -> bool:
    """Whether it is a text that a row can hold."""
    return isinstance(found, str) and found.isprintable() and len(found) <= LONGEST_TEXT


def _text(found: object) -> str:
    if not isinstance(found, str) or not is_text(found):
        raise ValueError(f"a short text: {found!r}")
    return found
