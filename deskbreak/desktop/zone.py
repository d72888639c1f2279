"""The system's time zone, by its IANA name."""

import logging
import os
import warnings
import zoneinfo
from pathlib import Path

import tzlocal

log = logging.getLogger(__name__)

LOCALTIME = Path("/etc/localtime")


def zone_name() -> str:
    """The name of the zone in force, read anew; "UTC" when the system does not say or names none that exists.

    Reads a few small files under /etc (TZ first, where it is set).
    """
    name = _named()
    if name is None:
        name = same_rules(LOCALTIME)
    try:
        zoneinfo.ZoneInfo(name or "")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        log.warning("no time zone called %r here; times are in UTC", name)
        return "UTC"
    return name or "UTC"


def _named() -> str | None:
    with warnings.catch_warnings(action="ignore"):  # tzlocal warns of odd settings that it copes with
        try:
            tzlocal.reload_localzone()
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
            log.info("the system's time zone: %s", error)
            if "TZ" not in os.environ:  # files contradict each other, and tzlocal would repeat the name of before
                return linked(LOCALTIME)
            # Only the name is wanted; the object may fail where the name is good (a TZ with a rule in it).
        try:
            return tzlocal.get_localzone_name()
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            return None


def linked(localtime: Path) -> str | None:
    """The zone that ``localtime`` is a link to, which is the one that the C library takes."""
    _, found, name = localtime.resolve().as_posix().rpartition("/zoneinfo/")
    return name if found else None


def same_rules(localtime: Path) -> str | None:
    """The zone of which ``localtime`` is a plain copy (containers, some installers), found by its content."""
    try:
        rules = localtime.read_bytes()
    except OSError:
        return None
    for name in sorted(zoneinfo.available_timezones()):
        for folder in zoneinfo.TZPATH:
            file = Path(folder, name)
            if file.is_file() and file.stat().st_size == len(rules) and file.read_bytes() == rules:
                return name
    return None
