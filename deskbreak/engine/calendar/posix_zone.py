"""Time zones that are written as a rule and not by a name, as POSIX has it for TZ: ``CET-1CEST,M3.5.0,M10.5.0/3``.

https://pubs.opengroup.org/onlinepubs/9699919799/basedefs/V1_chap08.html#tag_08_03, with the two additions of RFC 8536
(section 3.3.1) that every C library knows. Python reads such rules at the end of files with zones
(https://datatracker.ietf.org/doc/html/rfc8536#section-3), so one is made here with nothing else in it.
"""

import re
import struct
from io import BytesIO
from zoneinfo import ZoneInfo

_NAME = r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)"
_SPAN = r"[+-]?[0-9]{1,3}(?::[0-5][0-9]){0,2}"
_DAY = rf"M[0-9]{{1,2}}\.[0-9]\.[0-9](?:/{_SPAN})?"
_RULE = re.compile(f"{_NAME}{_SPAN}(?:{_NAME}(?:{_SPAN})?,{_DAY},{_DAY})?")
LONGEST = 100
"""Characters; the longest that is in use has about 50."""


def posix_zone(rule: str) -> ZoneInfo:
    """The zone with that ``rule``. Raises ``ValueError`` for what is none, or does not say when summer time is.

    Days counted through the year (``J60``, ``59``) are none here: nobody writes them, and Python miscounts some.
    """
    if len(rule) > LONGEST or not _RULE.fullmatch(rule):
        raise ValueError(f"no rule of a time zone: {rule[:LONGEST]}")
    counts = (0, 0, 0, 0, 1, 4)  # no leap seconds, no transitions; one type of local time with a name of 4 bytes
    block = struct.pack(">4sc15x6l", b"TZif", b"2", *counts) + struct.pack(">lbb4s", 0, 0, 0, b"UTC\0")
    return ZoneInfo.from_file(BytesIO(block + block + f"\n{rule}\n".encode("ascii")), key=rule)
