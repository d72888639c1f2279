"""The history for other programs: the same columns as CSV and as JSON."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from deskbreak.engine.actions import Outcome
from deskbreak.engine.events import Manner
from deskbreak.store.history.export import COLUMNS, as_csv, as_json
from deskbreak.store.history.history import Row
from deskbreak.store.history.row import LARGEST_OFFSET, LATEST, MOST_SECONDS, MOST_STEP
from tests.draws import draws

AT = round(datetime(2026, 11, 23, 23, 30, 5, tzinfo=UTC).timestamp() * 1000) + 250
ROW = Row(
    Outcome.PARTIAL, AT, 3600, ("chin-tuck", "pendulum"), 130, "", Manner("desk", 3, "left", "pendulum"), "too-much"
)


def on(at: int) -> date:
    """To which date it counts: that of UTC, here."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)).date()


def test_each_column_says_what_it_promises() -> None:
    (told,) = json.loads(as_json([ROW], on))
    assert told == {
        "at": "2026-11-24T00:30:05+01:00",
        "day": "2026-11-23",
        "what": "partial",
        "seconds": 130,
        "routine": "desk",
        "step": 3,
        "side": "left",
        "place": "pendulum",
        "exercises": ["chin-tuck", "pendulum"],
        "felt": "too-much",
        "detail": "",
    }
    assert tuple(told) == COLUMNS
    assert as_csv([ROW], on).splitlines() == [
        "at,day,what,seconds,routine,step,side,place,exercises,felt,detail",
        "2026-11-24T00:30:05+01:00,2026-11-23,partial,130,desk,3,left,pendulum,chin-tuck pendulum,too-much,",
    ]


def test_nothing_is_a_table_without_rows() -> None:
    assert json.loads(as_json([], on)) == []
    assert as_csv([], on) == ",".join(COLUMNS) + "\n"


TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), max_size=12)
ROWS = st.builds(
    Row,
    st.sampled_from(list(Outcome)),
    st.integers(0, LATEST),
    st.integers(-LARGEST_OFFSET, LARGEST_OFFSET),
    st.lists(TEXTS.filter(bool), max_size=4).map(tuple),
    st.integers(0, MOST_SECONDS),
    TEXTS,
    st.builds(Manner, TEXTS, st.integers(0, MOST_STEP), TEXTS, TEXTS),
    TEXTS,
)


@given(rows=st.lists(ROWS, max_size=3))
@profile(max_examples=draws(40))
def test_both_say_the_same_and_all_of_it(rows: list[Row]) -> None:
    of_json = json.loads(as_json(rows, on))
    of_csv = list(csv.DictReader(io.StringIO(as_csv(rows, on), newline="")))
    assert [
        {name: " ".join(value) if isinstance(value, list) else str(value) for name, value in one.items()}
        for one in of_json
    ] == of_csv
    for row, told in zip(rows, of_json, strict=True):
        at = datetime.fromisoformat(told["at"])
        assert at.timestamp() == row.at // 1000
        assert abs((at.utcoffset() or timedelta()) - timedelta(seconds=row.offset)) <= timedelta(seconds=1)
        assert tuple(told["exercises"]) == row.exercises
        assert (told["seconds"], told["step"], told["felt"]) == (row.seconds, row.manner.step, row.felt)
