"""A history of any length, made up the same each time."""

import json
import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from deskbreak.engine.actions import Outcome
from deskbreak.engine.events import Manner
from deskbreak.store.history.history import History, Row
from deskbreak.store.history.row import columns

FIRST = datetime(2016, 11, 28, tzinfo=UTC)
"""A Monday."""
EXERCISES = ("shoulder-rotation", "seated-twist", "chin-tuck", "pendulum")
_ENDS = (
    *(Outcome.COMPLETED,) * 5,
    *(Outcome.PARTIAL, Outcome.STOPPED, Outcome.SHORT, Outcome.SKIPPED, Outcome.MISSED, Outcome.PAIN),
)


def workdays(number: int, first: datetime = FIRST) -> list[Row]:
    """So many days from Monday to Friday with all that happens on one: some 17 rows each."""
    drawn, rows, day = random.Random(7), [], first
    while number > 0:
        if day.weekday() < 5:
            rows += _workday(day, drawn)
            number -= 1
        day += timedelta(days=1)
    return rows


def _workday(day: datetime, drawn: random.Random) -> list[Row]:
    rows = [Row(Outcome.NUDGE, _ms(day + timedelta(hours=9 + hour)), 0, detail="walk") for hour in range(8)]
    for hour in (11, 13, 15, 17):
        at = day + timedelta(hours=hour)
        rows.append(Row(Outcome.INVITE, _ms(at), 0, detail="1"))
        end, begun = drawn.choice(_ENDS), EXERCISES[: drawn.randint(1, 4)]
        if end in (Outcome.SKIPPED, Outcome.MISSED):
            rows.append(Row(end, _ms(at + timedelta(minutes=1)), 0))
            continue
        manner = Manner("desk", drawn.randint(1, 6), "left", begun[-1] if end is Outcome.PARTIAL else "")
        detail = begun[-1] if end is Outcome.PAIN else ""
        rows.append(
            Row(end, _ms(at + timedelta(minutes=4)), 0, begun, drawn.randint(20, 260), detail, manner, felt="right")
        )
    return sorted(rows, key=lambda row: row.at)


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def write(path: Path, rows: list[Row]) -> None:
    """Put ``rows`` into the file at ``path``, all at once."""
    History(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN")
        fill(db, rows)
        db.execute("COMMIT")


def fill(db: sqlite3.Connection, rows: list[Row]) -> None:
    """Put ``rows`` into an open history."""
    names = "what, at, utc_offset, exercises, seconds, detail, routine, step, side, place, felt"
    places = ", ".join("?" * 11)
    db.executemany(f"INSERT INTO happened ({names}) VALUES ({places})", map(columns, rows))  # noqa: S608 - our own


def as_kept(row: Row) -> str:
    """The line of a row that waits beside the file."""
    manner = row.manner
    return json.dumps(
        {
            **{"what": row.what.value, "at": row.at, "offset": row.offset, "exercises": row.exercises},
            **{"seconds": row.seconds, "detail": row.detail, "felt": row.felt},
            "manner": {
                **{"routine": manner.routine, "step": manner.step, "side": manner.side, "place": manner.place},
            },
        }
    )
