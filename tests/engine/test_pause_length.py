"""What people write for a pause."""

import pytest

from deskbreak.engine.events import ForSpan, PauseLength, UntilResumed, UntilTime, UntilTomorrow
from deskbreak.engine.pause_length import pause_length, span
from deskbreak.settings import HOUR, MINUTE, Unacceptable


@pytest.mark.parametrize(
    ("text", "length"),
    [
        (None, UntilResumed()),
        ("tomorrow", UntilTomorrow()),
        ("30m", ForSpan(30 * MINUTE)),
        ("30", ForSpan(30 * MINUTE)),
        (" 5 ", ForSpan(5 * MINUTE)),
        ("1h30m", ForSpan(90 * MINUTE)),
        ("14:30", UntilTime(14 * 60 + 30)),
        (" 9:05 ", UntilTime(9 * 60 + 5)),
        ("00:00", UntilTime(0)),
    ],
)
def test_lengths_of_a_pause(text: str | None, length: PauseLength) -> None:
    assert pause_length(text) == length


@pytest.mark.parametrize("text", ["", "24:00", "12:60", "soon", "0", "1234567", "0s", "-5m"])
def test_what_is_no_pause_gets_a_sentence(text: str) -> None:
    with pytest.raises(Unacceptable, match=r'a length of time \("30m"\), a time of day \("14:30"\) or "tomorrow"'):
        pause_length(text)


def test_a_span_is_more_than_nothing() -> None:
    assert span("2h") == 2 * HOUR
    assert span("20") == 20 * MINUTE
    with pytest.raises(Unacceptable, match='"0m" is no time at all'):
        span("0m")
