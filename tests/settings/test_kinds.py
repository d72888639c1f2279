"""What each kind of setting accepts, and what it says to the rest."""

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.settings import DAYS, HOUR, MINUTE, SECOND, DateSpan, TimeRange, Unacceptable
from deskbreak.settings.calendar import DateSpans, DayNames, HoursByDay, OptionalTimeRange, TimeRangeKind
from deskbreak.settings.in_turn import NamesInTurn
from deskbreak.settings.kinds import Duration, DurationPair, Kind, Language, Names, Switch, TextLine, Whole
from deskbreak.settings.words import OneOf, SomeOf

ONE_TO_NINE = Whole(1, 9)
TEN_MINUTES_TO_EIGHT_HOURS = Duration(10 * MINUTE, 8 * HOUR)
PAIR = DurationPair(20 * MINUTE, 12 * HOUR)
LUNCH = OptionalTimeRange(6 * 60)
NINE_TO_SIX = TimeRange(9 * 60, 18 * 60)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Switch(), False, False),
        (ONE_TO_NINE, 1, 1),
        (ONE_TO_NINE, 9, 9),
        (NamesInTurn(3), "desk", ("desk",)),
        (NamesInTurn(3), "Nacken_und-Schultern2", ("Nacken_und-Schultern2",)),
        (NamesInTurn(3), ["Rücken"], ("Rücken",)),
        (NamesInTurn(3), ["desk", "neck", "desk"], ("desk", "neck", "desk")),
        (OneOf(("a", "b")), "b", "b"),
        (OneOf(("fern", "spd-say")), "Fern", "fern"),
        (OneOf(("fern", "spd-say")), " SPD-Say ", "spd-say"),
        (SomeOf(("a", "b", "c")), ["c", " A ", "c"], ("a", "c")),
        (SomeOf(("a", "b")), ["b"], ("b",)),
        (Language(), "auto", "auto"),
        (Language(), "Auto", "auto"),
        (Language(), "pt_BR", "pt_BR"),
        (Language(), "zh-Hans-CN", "zh-Hans-CN"),
        (TextLine(9), "", ""),
        (TextLine(9), "Anna (de)", "Anna (de)"),
        (Names(9, 2), [], ()),
        (Names(9, 2), ["obs", "OBS", " Zoom  x "], ("obs", "Zoom x")),
        (Names(9, 2), ["Ｏéb 42"], ("Ｏéb 42",)),
        (TEN_MINUTES_TO_EIGHT_HOURS, "10m", 10 * MINUTE),
        (TEN_MINUTES_TO_EIGHT_HOURS, "8h", 8 * HOUR),
        (PAIR, ["2h", "150m"], (2 * HOUR, 150 * MINUTE)),
        (PAIR, ["2h", "120m"], (2 * HOUR, 2 * HOUR)),
        (TimeRangeKind(), "09:00-18:00", NINE_TO_SIX),
        (TimeRangeKind(), "9:00 – 18:00", NINE_TO_SIX),
        (TimeRangeKind(), "22:00-06:00", TimeRange(22 * 60, 6 * 60)),
        (TimeRangeKind(), "00:00-24:00", TimeRange(0, 24 * 60)),
        (LUNCH, "", None),
        (LUNCH, "13:00-14:00", TimeRange(13 * 60, 14 * 60)),
        (LUNCH, "23:45-00:30", TimeRange(23 * 60 + 45, 30)),
        (LUNCH, "10:00-16:00", TimeRange(10 * 60, 16 * 60)),
        (DayNames(), [], ()),
        (DayNames(), ["Friday", "MON", "Thurs", "monday"], ("mon", "thu", "fri")),
        (HoursByDay(), {}, ()),
        (
            HoursByDay(),
            {"Sat": "10:00-12:00", "fri": "9:00-18:00"},
            (("fri", NINE_TO_SIX), ("sat", TimeRange(600, 720))),
        ),
        (DateSpans(), [], ()),
        (
            DateSpans(),
            ["2026-12-24 .. 2027-01-01", date(2026, 11, 23), "2028-02-29"],
            (
                DateSpan(date(2026, 12, 24), date(2027, 1, 1)),
                DateSpan(date(2026, 11, 23), date(2026, 11, 23)),
                DateSpan(date(2028, 2, 29), date(2028, 2, 29)),
            ),
        ),
    ],
)
def test_accepts(kind: Kind[Any], raw: object, value: object) -> None:
    assert kind.parse(raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "says"),
    [
        (Switch(), "true", "leave out the quotes"),
        (Switch(), 1, "1 is neither true nor false"),
        (ONE_TO_NINE, True, "true is no whole number"),
        (ONE_TO_NINE, 3.0, "3.0 is no whole number"),
        (ONE_TO_NINE, "3", '"3" is no whole number'),
        (ONE_TO_NINE, 0, "0 is out of range"),
        (ONE_TO_NINE, 10, "10 is out of range"),
        (NamesInTurn(3), 5, "5 is no text"),
        (NamesInTurn(3), "", "is no name"),
        (NamesInTurn(3), "../desk", "is no name"),
        (NamesInTurn(3), "_desk", "is no name"),
        (NamesInTurn(3), "a\x1b[2Jb", r'"a\\u001b\[2Jb" is no name'),
        (NamesInTurn(3), "x" * 65, "…"),
        (NamesInTurn(3), [], r"the list is empty; accepted: .* list of at most 3 such names"),
        (NamesInTurn(3), ["a", "b", "c", "d"], "is too long"),
        (NamesInTurn(3), ["desk", "../neck"], '"../neck" is no name'),
        (NamesInTurn(3), ["desk", ["neck"]], "is no text"),
        (OneOf(("a", "b")), 5, "5 is no text"),
        (OneOf(("a", "b")), "c", '"c" is not known here'),
        (SomeOf(("a", "b")), "a", '"a" is no list; accepted: a list of at least one of "a", "b"'),
        (SomeOf(("a", "b")), [], 'None of them is chosen; accepted: a list of at least one of "a", "b"'),
        (SomeOf(("a", "b")), ["c", "a", 5], '"c" is not known here.*5 is no text'),
        (Language(), 5, "5 is no text"),
        (Language(), "German", '"German" is no language'),
        (Language(), "", "is no language"),
        (TextLine(9), 5, "5 is no text"),
        (TextLine(9), "a\nb", "is no such text"),
        (TextLine(9), "x" * 10, "is no such text"),
        (Names(9, 2), "obs", '"obs" is no list'),
        (
            Names(9, 2),
            ["obs", 5, ["zoom"], "a\x1bb"],
            r"5 is no text.*a list is no text.*b\" is no such",
        ),
        (Names(9, 2), ["x" * 10], "is no such name"),
        (Names(9, 2), ["  "], "is no such name"),
        (Names(9, 2), ["a", "b", "B", "c"], "a list is too long"),
        (TEN_MINUTES_TO_EIGHT_HOURS, 20, "20 has no unit"),
        (TEN_MINUTES_TO_EIGHT_HOURS, "9m59s", "too short"),
        (TEN_MINUTES_TO_EIGHT_HOURS, "8h1s", "too long"),
        (PAIR, "2h", '"2h" is no pair'),
        (PAIR, ["2h"], "a list is no pair"),
        (PAIR, ["3h", "2h"], 'the first, "3h", is longer than the second'),
        (PAIR, ["1m", "2"], '"1m" is too short.*"2" has no unit'),
        (TimeRangeKind(), time(9), "09:00:00 is no range of times"),
        (TimeRangeKind(), "9-18", "is no range of times"),
        (TimeRangeKind(), "09:00-24:01", "a time that no day has"),
        (TimeRangeKind(), "24:00-06:00", "a time that no day has"),
        (TimeRangeKind(), "09:60-18:00", "a time that no day has"),
        (TimeRangeKind(), "09:00-18:60", "a time that no day has"),
        (TimeRangeKind(), "09:00-09:00", 'a whole day is "00:00-24:00"'),
        (LUNCH, False, "false is no range of times"),
        (
            LUNCH,
            "13:00-12:00",
            '"13:00-12:00" is a span of 23 h; accepted: two times of day, the second at most 6 h after',
        ),
        (LUNCH, "10:00-16:01", "is a span of 6 h 1 min"),
        (LUNCH, "00:00-24:00", "is a span of 24 h"),
        (DayNames(), "mon", '"mon" is no list'),
        (DayNames(), ["fru", 3, "x"], r'"fru" is no day \(perhaps “fri”\?\).*3 is no day.*"x" is no day'),
        (DayNames(), ["mo"], '"mo" is no day'),
        (HoursByDay(), "fri", '"fri" is no table'),
        (HoursByDay(), {"fri": "x", "mon": 3}, '"x" is no range.*3 is no range'),
        (HoursByDay(), {"fri": "09:00-15:00", "Friday": "09:00-15:00"}, '"fri" is there twice'),
        (DateSpans(), "2026-12-24", "is no list"),
        (DateSpans(), [["2026-12-24"]], "a list is no date"),
        (DateSpans(), [{}], "a table is no date"),
        (DateSpans(), [datetime(2026, 12, 24, 9)], "2026-12-24 09:00:00 is no date"),  # noqa: DTZ001 - as TOML has it
        (DateSpans(), ["20261224", "2026-02-30"], '"20261224" is no date.*a day that no calendar has'),
        (DateSpans(), ["2026-12-24..2026-12-23"], "ends before it starts"),
        (DateSpans(), ["2026-12-24.."], '"" is no date'),
    ],
)
def test_refuses_and_says_what_is_accepted(kind: Kind[Any], raw: object, says: str) -> None:
    with pytest.raises(Unacceptable, match=says) as refusal:
        kind.parse(raw)
    assert all(kind.accepts() in problem.sentence for problem in refusal.value.problems)


def test_a_number_too_long_to_be_printed_is_refused_like_any_other() -> None:
    with pytest.raises(Unacceptable, match="a number that long is out of range"):
        ONE_TO_NINE.parse(16**5000)  # TOML's hexadecimal numbers have no limit.


def test_a_problem_inside_a_table_names_its_key() -> None:
    with pytest.raises(Unacceptable) as refusal:
        HoursByDay().parse({"fri": "x", "mon": "09:00-15:00", "foo": "09:00-15:00"})
    assert [problem.at for problem in refusal.value.problems] == ["fri", "foo"]


file_names = st.from_regex("[A-Za-z0-9][A-Za-z0-9_-]{0,20}", fullmatch=True)
durations = st.integers(0, 12 * 3600).map(lambda seconds: seconds * SECOND)
ranges = st.builds(TimeRange, st.integers(0, 1439), st.just(1440)) | st.lists(
    st.integers(0, 1439), min_size=2, max_size=2, unique=True
).map(lambda ends: TimeRange(*ends))
days = st.sets(st.sampled_from(DAYS)).map(lambda named: tuple(day for day in DAYS if day in named))
spans = st.lists(st.dates(), min_size=2, max_size=2).map(lambda ends: DateSpan(min(ends), max(ends)))


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Switch(), st.booleans()),
        (ONE_TO_NINE, st.integers(1, 9)),
        (Names(9, 2), st.lists(st.sampled_from(["obs", "zoom", "Ärger x"]), max_size=2, unique=True).map(tuple)),
        (SomeOf(("a", "b")), st.sampled_from([("a",), ("b",), ("a", "b")])),
        (NamesInTurn(3), st.lists(file_names, min_size=1, max_size=3).map(tuple)),
        (Duration(0, 12 * HOUR), durations),
        (DurationPair(0, 12 * HOUR), st.lists(durations, min_size=2, max_size=2).map(sorted).map(tuple)),
        (TimeRangeKind(), ranges),
        (
            LUNCH,
            st.none()
            | st.builds(
                lambda start, length: TimeRange(start, (start + length) % 1440 or 1440),
                st.integers(0, 1439),
                st.integers(1, 360),
            ),
        ),
        (DayNames(), days),
        (HoursByDay(), st.builds(lambda named, hours: tuple((day, hours) for day in named), days, ranges)),
        (DateSpans(), st.lists(spans).map(tuple)),
    ],
    ids=lambda part: type(part).__name__ if isinstance(part, Kind) else "",
)
def test_what_a_kind_writes_it_reads_back(kind: Kind[Any], values: st.SearchStrategy[Any]) -> None:
    @given(values)
    def round_trip(value: object) -> None:
        assert kind.parse(kind.toml(value)) == value

    round_trip()
