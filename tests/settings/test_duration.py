"""Lengths of time as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.settings import HOUR, MINUTE, SECOND, Unacceptable, duration_text, parse_duration


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
    ],
)
def test_reads(text: str, ms: int) -> None:
    assert parse_duration(text) == ms


@pytest.mark.parametrize("raw", [20, 20.0, "20", " 20 ", "٢٠"])
def test_a_number_without_a_unit_is_answered_with_how_to_write_it(raw: object) -> None:
    with pytest.raises(Unacceptable, match='has no unit, as "20m" has'):
        parse_duration(raw)


@pytest.mark.parametrize(
    "raw", ["", " ", "m", "h30m", "30m1h", "1.5h", "-5m", "10min", "1h30", "٢m", "9999999h", True, None, ["20m"]]
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


@given(st.text() | st.text(alphabet="0123456789hms "))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        assert parse_duration(text) >= 0
    except Unacceptable as refusal:
        assert str(refusal).isprintable()  # noqa: PT017 - either outcome is right
