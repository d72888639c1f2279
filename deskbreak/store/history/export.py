"""The rows of the history for other programs: CSV and JSON, the same columns in both."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from deskbreak.store.history.row import Row

COLUMNS = ("at", "day", "what", "seconds", "routine", "step", "side", "place", "exercises", "felt", "detail")
"""``at``: local time then, ISO 8601 with its offset. ``day``: the date to which it counts (a night shift's is that on
which it began). ``what``: as ``simulate`` calls it. The rest is as in ``Row`` and ``Manner``."""

_MOST_EAST = 86_399
"""Seconds: what Python takes for an offset; a damaged row may have one more."""

DayOf = Callable[[int], date]
"""The date to which an instant (UTC ms) counts."""


def as_csv(rows: Iterable[Row], day_of: DayOf) -> str:
    """A line of names, then one for each row; several exercises stand in one field, with spaces between them."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(COLUMNS)
    for row in rows:
        values = _values(row, day_of)
        out.writerow([" ".join(value) if isinstance(value, list) else value for value in values])
    return text.getvalue()


def as_json(rows: Iterable[Row], day_of: DayOf) -> str:
    """A list with an object for each row."""
    objects = (dict(zip(COLUMNS, _values(row, day_of), strict=True)) for row in rows)
    lines = ",\n ".join(json.dumps(one, ensure_ascii=False) for one in objects)
    return f"[{lines}]\n"


def _values(row: Row, day_of: DayOf) -> list[Any]:
    manner = row.manner
    east = max(-_MOST_EAST, min(_MOST_EAST, row.offset))
    at = datetime.fromtimestamp(row.at // 1000, UTC).astimezone(timezone(timedelta(seconds=east)))
    told = [at.isoformat(timespec="seconds"), day_of(row.at).isoformat(), row.what.value, row.seconds]
    return [*told, manner.routine, manner.step, manner.side, manner.place, list(row.exercises), row.felt, row.detail]
