"""T2: zones that are written as a rule, compared with what the C library makes of the same TZ."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.engine.calendar.instant import EARLIEST, LATEST, Instant, local_time, zone_info

LONG_HOURS = "XXX-2YYY-4:30:15,M1.1.6/0,M12.4.3/-167"
RULES = [
    "CST-8",
    "<+03>-3",
    "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1",
    "CET-1CEST,M3.5.0,M10.5.0/3",
    "EST5EDT4,M3.2.0/2:00:00,M11.1.0/02:00",
    "NST3:30NDT2:30,M3.2.0/0:01,M11.1.0/0:01",
    "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45",
    "IST-1GMT0,M10.5.0,M3.5.0/1",
    LONG_HOURS,
    "UTC0",
    "ABCDEF+11:59:59",
]


@pytest.fixture(params=RULES)
def rule(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The C library's zone, too."""
    if sys.platform == "win32":
        pytest.skip("its C library knows other rules")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_t2_the_rule_is_that_of_the_c_library(rule: str) -> None:
    """Every three hours of three years."""
    if rule == LONG_HOURS and not _known(rule):
        pytest.skip("zoneinfo of early 3.11 knows no hours beyond 24; then the zone is told, not honoured")
    for hour in range(0, 3 * 366 * 24, 3):
        seconds = int(datetime(2027, 1, 1, tzinfo=UTC).timestamp()) + hour * 3600
        there = time.localtime(seconds)
        here = local_time(seconds * 1000, rule)
        assert here.timetuple()[:6] == there[:6]
        assert here.utcoffset() == timedelta(seconds=there.tm_gmtoff)
        assert here.tzname() == there.tm_zone


@pytest.mark.parametrize(
    "wrong",
    [
        "CST", "CS-8", "-8", "8", "CST-25:00", "CST-8:60", "CST-8:", "<+03-3", "<+03>", "<03 >3", "CST-8 ", "CST-8\n",
        "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0",
        "CET-1CEST,J60,J300", "CET-1CEST,59,300", "CET-1CEST,M3.5.0/200,M10.5.0", "CST-8,M3.5.0,M10.5.0",
        "CET-1CEST", "CET-1CEST,M3.5.0/1:60,M10.5.0", "ÄST-8", "A" * 200 + "-8", "CST-٨", "CST-8\0",
    ],
)  # fmt: skip
def test_what_is_no_rule_is_no_zone(wrong: str) -> None:
    with pytest.raises(ValueError, match="no such time zone"):
        zone_info(wrong)


@given(st.from_regex(r"[A-Z<>+-]{1,6}[0-9:]{0,5}[A-Z]{0,4}(,[MJ0-9./+-]{0,8}){0,3}", fullmatch=True))
def test_whatever_it_is_it_is_a_zone_or_a_value_error(text: str) -> None:
    try:
        zone_info(text)
    except ValueError:
        return
    for utc in (EARLIEST, 0, LATEST):
        assert Instant(0, utc, text).local.utcoffset() is not None


def test_a_zone_has_its_rule_for_a_name() -> None:
    assert zone_info("CST-8").key == "CST-8"
    assert zone_info("CST-8") is zone_info("CST-8")


def _known(rule: str) -> bool:
    try:
        zone_info(rule)
    except ValueError:
        return False
    return True
