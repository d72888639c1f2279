"""Whether this desktop has break reminders of its own that can be switched."""

from collections.abc import Mapping

from deskbreak.desktop.autostart.choice import sandboxed
from deskbreak.desktop.reminders.gnome import GnomeReminders


def open_reminders(platform: str, environment: Mapping[str, str]) -> GnomeReminders | None:
    """Those of the desktop this runs on (``platform`` as ``sys.platform``), if it has any.

    Under another desktop the setting may be there, too, but nobody minds it; from within a sandbox it is not seen.
    """
    if platform in ("win32", "darwin") or sandboxed(environment):
        return None
    return GnomeReminders() if "GNOME" in environment.get("XDG_CURRENT_DESKTOP", "").split(":") else None
