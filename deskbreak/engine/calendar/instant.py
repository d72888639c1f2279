"""An instant as the engine sees it: one clock for spans, one for the wall."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from deskbreak.engine.calendar.posix_zone import posix_zone

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)

EARLIEST, LATEST = -(2**45), 2**47
"""UTC ms, the years 855 to 6429: what a wall clock may show, with room for the dates around it."""


@lru_cache(maxsize=32)
def zone_info(name: str) -> ZoneInfo:
    """The zone with that IANA name, or that POSIX rule (``CST-8``). Raises ``ValueError`` if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError):  # OSError: a folder of zones ("Europe"), a name too long
        try:
            return posix_zone(name)
        except ValueError as fault:
            raise ValueError(f"no such time zone: {name}") from fault


@dataclass(frozen=True, slots=True)
class Instant:
    """``mono``: ms on a clock that runs through suspend and never jumps (T1). ``utc``: wall clock, ms since 1970.

    ``zone`` is the IANA name of the zone in force, or its rule. Spans are differences of ``mono`` and of nothing else.
    """

    mono: int
    utc: int
    zone: str

    def __post_init__(self) -> None:
        if not EARLIEST <= self.utc <= LATEST:
            raise ValueError(f"no calendar reaches that far: {self.utc}")
        zone_info(self.zone)

    @property
    def local(self) -> datetime:
        """The wall clock in the zone in force, aware."""
        return local_time(self.utc, self.zone)

    def later(self, span: int) -> "Instant":
        """The instant ``span`` ms on, if nobody sets the wall clock meanwhile."""
        return Instant(self.mono + span, self.utc + span, self.zone)


def local_time(utc: int, zone: str) -> datetime:
    """``utc`` (ms since 1970) as an aware date and time in ``zone``."""
    return (EPOCH + timedelta(milliseconds=utc)).astimezone(zone_info(zone))


def utc_of(moment: datetime) -> int:
    """Milliseconds since 1970 of an aware date and time."""
    return round((moment - EPOCH) / MILLISECOND)
