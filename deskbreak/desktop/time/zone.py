"""The system's time zone: its IANA name, or its rule, and a sentence where another zone is used than the system's.

What TZ may hold: https://man7.org/linux/man-pages/man3/tzset.3.html
"""

import logging
import os
import re
import stat
import warnings
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tzlocal

from deskbreak.engine.calendar.instant import zone_info
from deskbreak.i18n import _
from deskbreak.settings.refusal import shown

log = logging.getLogger(__name__)

LOCALTIME = Path("/etc/localtime")
WHOLE_HOURS = re.compile(r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)([+-]?)0?([0-9]|1[0-4])(?::00){0,2}")
LARGEST = 64 * 1024
"""Bytes; a zone's file has 4 kB."""
UNDATED = ",M3.2.0,M11.1.0"
"""When the C libraries have summer time where TZ does not say: as in the United States."""


@dataclass(frozen=True, slots=True)
class Zone:
    """``name``: what ``zone_info`` takes. ``notice``: a sentence where it is not what the system says, else ``""``."""

    name: str
    notice: str = ""


def system_zone(environment: Mapping[str, str]) -> Zone:
    """The zone in force, read anew: TZ where it is set, else a few small files under /etc."""
    if "TZ" in environment:
        return _of_tz(environment["TZ"])
    name = _named() or same_rules(LOCALTIME)
    if name is not None and _is_zone(name):
        return Zone(name)
    if name is None and os.name == "posix" and not LOCALTIME.exists():  # that is UTC for every program
        return Zone("UTC")
    return Zone("UTC", _("The system's time zone is none that is known here; the times are in UTC."))


def zone_name() -> str:
    """What the zone in force is called."""
    return system_zone(os.environ).name


def zone_notice() -> str:
    """A sentence where it is another than the system's, else ``""``."""
    return system_zone(os.environ).notice


def _of_tz(value: str) -> Zone:
    """As the C library takes it: a file's name first, then a rule, else UTC."""
    text = value.removeprefix(":")
    if not text:
        return Zone("UTC")
    name = _of_path(Path(text)) if text.startswith("/") else text
    plain = re.sub("^(posix|right)/", "", name)
    if _is_named(plain):
        leaps = _("TZ is {value}; the times are those of {name}, without leap seconds.")
        return Zone(plain, leaps.format(value=shown(value), name=plain) if name.startswith("right/") else "")
    if _is_zone(text):
        return Zone(_whole_hours(text) or text)
    if _is_zone(text + UNDATED):
        undated = _(
            "TZ is {value} and does not say when summer time is; it is taken as in the United States,"
            " as other programs take it. A name says it, as in TZ=Europe/Berlin."
        )
        return Zone(text + UNDATED, undated.format(value=shown(value)))
    return Zone("UTC", _("TZ is {value}, which is no time zone here; the times are in UTC.").format(value=shown(value)))


def _of_path(path: Path) -> str:
    """The name of the zone that the file ``path`` has, ``""`` where that cannot be found out."""
    return linked(path) or same_rules(path) or ""


def _whole_hours(rule: str) -> str:
    """The IANA name of a rule of whole hours, with POSIX's sign (``CST-8`` is Etc/GMT-8, east of Greenwich)."""
    found = WHOLE_HOURS.fullmatch(rule)
    if found is None:
        return ""
    name = f"Etc/GMT{found[1] or '+'}{found[2]}" if found[2] != "0" else "UTC"
    return name if _is_named(name) else ""


def _is_named(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_zone(name: str) -> bool:
    try:
        zone_info(name)
    except ValueError:
        return False
    return True


def _named() -> str | None:
    with warnings.catch_warnings(action="ignore"):  # tzlocal warns of odd settings that it copes with
        try:
            tzlocal.reload_localzone()
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
            log.info("the system's time zone: %s", error)  # files contradict each other
            return linked(LOCALTIME)  # tzlocal would repeat the name of before
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
        found = localtime.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
            return None
        rules = localtime.read_bytes()
    except OSError:
        return None
    for name in sorted(zoneinfo.available_timezones()):
        for folder in zoneinfo.TZPATH:
            file = Path(folder, name)
            if file.is_file() and file.stat().st_size == len(rules) and file.read_bytes() == rules:
                return name
    return None
