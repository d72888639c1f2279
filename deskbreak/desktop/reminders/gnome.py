"""GNOME's own break reminders (Settings, Wellbeing; GNOME 48 and later): which are on.

https://gitlab.gnome.org/GNOME/gsettings-desktop-schemas, schemas/org.gnome.desktop.break-reminders.gschema.xml.in:
``selected-breaks`` is a list of names, "eyesight" and "movement" so far, and none by default. Read and written by
``gsettings``, which knows defaults, profiles and locks.
"""

import re
import subprocess

from deskbreak.i18n import _

SCHEMA, KEY = "org.gnome.desktop.break-reminders", "selected-breaks"
LIMIT_S = 5.0
"""It takes some hundredths of a second, or dconf's service hangs."""
NAME = re.compile(r"[a-z][a-z0-9-]*")
"""Of a kind of breaks. What is written goes by it, too."""
LIST = re.compile(r"(?:@as )?\[(?P<names>[^\[\]]*)\]")


class NotChanged(Exception):
    """The desktop's reminders could not be switched; the text is a sentence for people."""


class GnomeReminders:
    """Asked anew each time."""

    def selected(self) -> tuple[str, ...]:
        """The kinds of breaks that are on; ``()`` where none is, or where this GNOME has no such reminders."""
        return self._read() or ()

    def select(self, names: tuple[str, ...]) -> None:
        """Have these on, and no others. Raises ``NotChanged``."""
        names = tuple(name for name in names if NAME.fullmatch(name))
        wanted = "[" + ", ".join(f"'{name}'" for name in names) + "]"
        said = self._gsettings("set", wanted if names else "@as []")
        if self._read() != names:  # locked, or without dconf: then it says so and ends well
            reason = (said.strip() or "gsettings").splitlines()[-1].rstrip(".")
            raise NotChanged(_("GNOME's own break reminders could not be switched: {reason}.").format(reason=reason))

    def _read(self) -> tuple[str, ...] | None:
        found = LIST.fullmatch(self._gsettings("get").strip())
        if found is None:
            return None
        return tuple(NAME.findall(found["names"]))

    def _gsettings(self, what: str, *value: str) -> str:
        """What it says, whatever it ends with; ``""`` where there is none, or where it hangs."""
        try:
            ended = subprocess.run(
                ["gsettings", what, SCHEMA, KEY, *value],
                capture_output=True,
                text=True,
                errors="replace",
                timeout=LIMIT_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return ended.stdout if what == "get" else ended.stderr
