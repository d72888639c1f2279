"""Lengths of time as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.settings import HOUR, MINUTE, SECOND, Unacceptable, duration_text, parse_duration
from deskbreak.settings.duration import in_its_unit, shown_duration


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("2h", 2 * HOUR),
        ("90m", 90 * MINUTE),
        ("1h30m", 90 * MINUTE),
        ("20s", 20 * SECOND),
        (" 1 H 30 M ", 90 * MINUTE),
        ("1h0m5s", HOUR + 5 * SECOND),
        ("0m", 0),
        ("25 seconds", 25 * SECOND),
        ("1 sec", SECOND),
        ("5 min", 5 * MINUTE),
        ("10mins", 10 * MINUTE),
        ("1 hour 30 minutes", 90 * MINUTE),
        ("2 hrs", 2 * HOUR),
    ],
)
def test_reads(text: str, ms: int) -> None:
    assert parse_duration(text) == ms


@pytest.mark.parametrize("raw", [20, 20.0, "20", " 20 ", "٢٠"])
def test_a_number_without_a_unit_is_answered_with_how_to_write_it(raw: object) -> None:
    with pytest.raises(Unacceptable, match='has no unit, as "20m" has'):
        parse_duration(raw)


@pytest.mark.parametrize(
    "raw",
    ["", " ", "m", "h30m", "30m1h", "1.5h", "-5m", "10mi", "2 our", "1h30", "٢m", "9999999h", True, None, ["20m"]],
)
def test_refuses(raw: object) -> None:
    with pytest.raises(Unacceptable, match='write it as in "30m"'):
        parse_duration(raw)


@pytest.mark.parametrize(
    ("ms", "text"), [(0, "0s"), (90 * MINUTE, "1h30m"), (2 * HOUR, "2h"), (HOUR + SECOND, "1h1s"), (1999, "1s")]
)
def test_writes(ms: int, text: str) -> None:
    assert duration_text(ms) == text


def test_a_negative_length_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="not negative"):
        duration_text(-1)


@given(st.integers(min_value=0, max_value=999_999 * 3600))
def test_whole_seconds_survive_the_round_trip(seconds: int) -> None:
    assert parse_duration(duration_text(seconds * SECOND)) == seconds * SECOND
    assert parse_duration(shown_duration(seconds * SECOND)) == seconds * SECOND


@pytest.mark.parametrize(
    ("ms", "shown"),
    [(0, "0 s"), (20 * SECOND, "20 s"), (10 * MINUTE, "10 min"), (2 * HOUR, "2 h"), (90 * MINUTE, "1 h 30 min")],
)
def test_people_read_the_signs_of_the_units(ms: int, shown: str) -> None:
    assert shown_duration(ms) == shown


@pytest.mark.parametrize(
    ("typed", "stood", "meant"),
    [
        (" 25 ", 20 * SECOND, "25 s"),
        ("25", 10 * MINUTE, "25 min"),
        ("25", 90 * MINUTE, "25"),
        ("25 s", 10 * MINUTE, "25 s"),
        ("", 10 * MINUTE, ""),
    ],
)
def test_a_bare_number_is_of_the_unit_that_stood_there(typed: str, stood: int, meant: str) -> None:
    assert in_its_unit(typed, stood) == meant


@given(st.text() | st.text(alphabet="0123456789hms "))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        assert parse_duration(text) >= 0
    except Unacceptable as refusal:
        assert str(refusal).isprintable()  # noqa: PT017 - either outcome is right
