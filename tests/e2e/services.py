"""Stand-ins for what GNOME and KDE tell on the session bus: the screen locker, idleness, inhibitors, do not disturb."""

from typing import Any

from jeepney import DBusAddress, new_signal

from tests.e2e.fakes import FakeNotifications
from tests.e2e.objects import PROPERTIES, ObjectService


class FakeScreenSaver(ObjectService):
    """A screen locker; ``name`` is org.freedesktop.ScreenSaver, or org.gnome.ScreenSaver and its like."""

    def __init__(self, address: str, name: str = "org.gnome.ScreenSaver", *paths: str) -> None:
        super().__init__(address)
        self.name = name
        self.path = paths[0] if paths else "/" + name.replace(".", "/")
        self.paths = paths or (self.path,)
        self.active = False

    def method(self, path: str, interface: str, member: str, body: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        if path not in self.paths or interface != self.name or member != "GetActive":
            raise KeyError(member)
        return "b", (self.active,)

    def activate(self, active: bool) -> None:
        """The screen is locked, or free again."""
        self.active = active
        self.emit("ActiveChanged", "b", active)


class FakeIdleMonitor(ObjectService):
    """Mutter's: watches that fire once for each span without input, and once when input is back.

    https://gitlab.gnome.org/GNOME/mutter/-/blob/main/data/dbus-interfaces/org.gnome.Mutter.IdleMonitor.xml
    """

    name = "org.gnome.Mutter.IdleMonitor"
    path = "/org/gnome/Mutter/IdleMonitor/Core"

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.idle_ms = 0
        self.watches: dict[int, int | None] = {}
        """Number to span in ms; ``None``: waits for input, and is gone when there was some."""
        self._last = 0

    def start(self) -> None:
        """All watches are forgotten, as by a new shell."""
        self.watches.clear()
        super().start()

    def method(self, path: str, interface: str, member: str, body: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        match member, body:
            case "GetIdletime", ():
                return "t", (self.idle_ms,)
            case "AddIdleWatch", (span,):
                return "u", (self._add(span),)
            case "AddUserActiveWatch", ():
                return "u", (self._add(None),)
            case "RemoveWatch", (number,):
                self.watches.pop(number, None)
                return "", ()
        raise KeyError(member)

    def idle(self, ms: int) -> None:
        """There was no input for so long now."""
        before, self.idle_ms = self.idle_ms, ms
        for number, span in list(self.watches.items()):
            if span is not None and before < span <= ms:
                self.emit("WatchFired", "u", number)

    def touch(self) -> None:
        """Input."""
        self.idle_ms = 0
        for number, span in list(self.watches.items()):
            if span is None:
                del self.watches[number]
                self.emit("WatchFired", "u", number)

    def _add(self, span: int | None) -> int:
        self._last += 1
        self.watches[self._last] = span
        return self._last


class FakeSessionManager(ObjectService):
    """GNOME's, with the inhibitors of applications. Flag 8: the session is not to be called idle.

    https://gitlab.gnome.org/GNOME/gnome-session/-/blob/main/gnome-session/org.gnome.SessionManager.xml
    """

    name = "org.gnome.SessionManager"
    path = "/org/gnome/SessionManager"
    interface_of_one = "org.gnome.SessionManager.Inhibitor"

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.inhibitors: dict[str, tuple[str, int]] = {}
        """Path to (app id, flags)."""

    def method(self, path: str, interface: str, member: str, body: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        match path, member, body:
            case self.path, "IsInhibited", (flags,):
                return "b", (any(of & flags for _app, of in self.inhibitors.values()),)
            case self.path, "GetInhibitors", ():
                return "ao", (list(self.inhibitors),)
            case one, "GetAppId", ():
                return "s", (self.inhibitors[one][0],)
            case one, "GetFlags", ():
                return "u", (self.inhibitors[one][1],)
        raise KeyError(member)

    def inhibit(self, app: str, flags: int = 8) -> str:
        """An application begins to; the path of its inhibitor."""
        path = f"{self.path}/Inhibitor{len(self.calls) + len(self.inhibitors) + 1}"
        self.inhibitors[path] = (app, flags)
        self.emit("InhibitorAdded", "o", path)
        return path

    def release(self, path: str) -> None:
        """It ends."""
        del self.inhibitors[path]
        self.emit("InhibitorRemoved", "o", path)


class FakePlasma(FakeNotifications):
    """KDE's notification server, which tells of do not disturb by its property ``Inhibited``.

    https://invent.kde.org/plasma/plasma-workspace/-/blob/master/libnotificationmanager/dbus/org.freedesktop.Notifications.xml
    """

    inhibited = False

    def properties(self) -> dict[str, tuple[str, Any]]:
        return {"Inhibited": ("b", self.inhibited)}

    def inhibit(self, on: bool) -> None:
        """The user switches do not disturb on or off."""
        self.inhibited = on
        body: tuple[object, ...] = (self.name, self.properties(), [])
        self._send(new_signal(DBusAddress(self.path, interface=PROPERTIES), "PropertiesChanged", "sa{sv}as", body))


class FakeTimedate(ObjectService):
    """systemd-timedated, which is asked nothing here and only tells of a new zone.

    https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.timedate1.html
    """

    name = "org.freedesktop.timedate1"
    path = "/org/freedesktop/timedate1"

    def __init__(self, address: str, zone: str = "Europe/Berlin") -> None:
        super().__init__(address)
        self.objects = {self.path: {self.name: {"Timezone": ("s", zone)}}}

    def tell(self, zone: str) -> None:
        """The system's zone was set to this one."""
        self.set(self.path, self.name, Timezone=zone)
