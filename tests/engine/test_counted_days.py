"""Which day a thing was done on."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from deskbreak.engine.calendar.instant import utc_of
from deskbreak.engine.calendar.office import beginning, date_of, today
from deskbreak.settings import HOUR, Settings
from deskbreak.settings.reading import read_settings

ZONE = "Europe/Berlin"
NIGHT = read_settings({"office": {"hours": "22:00-06:00"}}).settings


def at(hour: int, minute: int = 0, day: int = 23) -> int:
    return utc_of(datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(ZONE)))


def utc(day: int, hour: int) -> int:
    return utc_of(datetime(2026, 11, day, hour, tzinfo=UTC))


def test_a_day_goes_from_midnight_to_midnight() -> None:
    assert today(Settings(), at(9), ZONE) == (at(0), at(0, day=24))
    assert today(Settings(), at(23, 59), ZONE) == (at(0), at(0, day=24))


def test_a_night_shift_counts_to_the_day_on_which_it_began() -> None:
    whole = utc(24, 6), utc(25, 6)
    assert today(NIGHT, utc(24, 22), "UTC") == whole
    assert today(NIGHT, utc(25, 3), "UTC") == whole
    assert today(NIGHT, utc(24, 12), "UTC") == whole


def test_what_a_night_shift_did_is_not_counted_on_the_morning_after() -> None:
    assert today(NIGHT, utc(24, 6), "UTC") == (utc(24, 6), utc(25, 6))


def test_the_first_night_of_the_week_begins_at_midnight() -> None:
    """Sunday is no office day, so nothing of it reaches into Monday; Friday's shift reaches into Saturday."""
    assert today(NIGHT, utc(22, 12), "UTC") == (utc(22, 0), utc(23, 0))
    assert today(NIGHT, utc(23, 5), "UTC") == (utc(23, 0), utc(24, 6))
    assert today(NIGHT, utc(28, 5), "UTC") == (utc(27, 6), utc(28, 6))


def test_the_day_of_a_change_of_the_clock_is_as_long_as_it_is() -> None:
    first, last = today(Settings(), utc_of(datetime(2026, 10, 25, 12, tzinfo=UTC)), ZONE)
    assert last - first == 25 * HOUR


def test_every_instant_belongs_to_the_day_that_has_it() -> None:
    for hour in range(24 * 8):
        utc_ms = utc(22, 0) + hour * HOUR
        day = date_of(NIGHT, utc_ms, "UTC")
        first, last = today(NIGHT, utc_ms, "UTC")
        assert first == beginning(NIGHT, day, "UTC")
        assert first <= utc_ms < last
    assert date_of(NIGHT, utc(25, 3), "UTC") == date(2026, 11, 24)
