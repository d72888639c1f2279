"""What is said to org.freedesktop.Notifications.

https://specifications.freedesktop.org/notification-spec/latest/
"""

import html
from enum import Enum

from jeepney import DBusAddress, Message, new_method_call

from deskbreak.desktop.notify.notifier import Note

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
SERVER = DBusAddress(PATH, NAME, NAME)
DESKTOP_ENTRY = "org.deskbreak.Deskbreak"
DISMISSED = 2
"""NotificationClosed's reason for "dismissed by the user"."""
NEVER = 0
"""Notify's expire_timeout for "stays until it is answered"."""
DEFAULT = "default"
"""The action of a click on the note itself. It is no button, so it has no words, ..."""
DRAWS_DEFAULT = "Xfce"
"""... but this vendor makes one of it: 0.7.3 where there are words, 0.9.7 with none in it (run with both)."""
BRIEF_MS = 5_000
"""How long a note stays that is not written down yet."""
MATCHES = (
    f"type='signal',interface='{NAME}',member='ActionInvoked',path='{PATH}'",
    f"type='signal',interface='{NAME}',member='NotificationClosed',path='{PATH}'",
    "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',"
    f"path='/org/freedesktop/DBus',member='NameOwnerChanged',arg0='{NAME}'",
)


def capabilities_call() -> Message:
    """Asks what the daemon can do; answered by a list of words."""
    return new_method_call(SERVER, "GetCapabilities")


def server_call() -> Message:
    """Asks who the daemon is; answered by its name, vendor, version and that of the specification."""
    return new_method_call(SERVER, "GetServerInformation")


def close_call(number: int) -> Message:
    """Takes the note with the daemon's ``number`` down."""
    return new_method_call(SERVER, "CloseNotification", "u", (number,))


class Stay(Enum):
    """How long a note stays that lasts."""

    BRIEF = "for a few seconds"
    ON = "until it is answered; it was shown briefly before, and is neither heard nor meant as another one"
    ONCE = "until it is answered, at once"


def notify_call(note: Note, replaces: int, icon: str, can: frozenset[str], stay: Stay, vendor: str = "") -> Message:
    """Shows ``note`` in place of the one numbered ``replaces`` (0: of none); answered by its number.

    ``can``: the daemon's capabilities. One that takes markup in the body gets it escaped; a title is plain always.
    ``vendor``: whose daemon it is, where that is known.
    """
    body = html.escape(note.body, quote=False) if "body-markup" in can else note.body
    hints: dict[str, tuple[str, object]] = {
        "urgency": ("y", int(note.urgency)),
        "desktop-entry": ("s", DESKTOP_ENTRY),
    }
    if note.sound is not None and stay is not Stay.ON:
        hints["sound-name"] = ("s", note.sound)
    if note.expire_ms is not None:
        hints["transient"] = ("b", True)  # gone by itself, and not kept in a list of missed ones
    actions = [text for action in note.actions for text in action]
    if note.clickable and "actions" in can and vendor != DRAWS_DEFAULT:
        actions += [DEFAULT, ""]
    lasting = BRIEF_MS if stay is Stay.BRIEF else NEVER
    expire = lasting if note.expire_ms is None else note.expire_ms
    content = ("deskbreak", replaces, icon, note.title, body, actions, hints, expire)
    return new_method_call(SERVER, "Notify", "susssasa{sv}i", content)
