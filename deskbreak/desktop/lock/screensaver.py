"""Whether the screen is locked, as the desktop's screen locker says on the session bus."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.sense import ServiceSense
from deskbreak.desktop.bus.service import Service


@dataclass(frozen=True)
class Locker:
    """Where a screen locker is found. Its interface has the service's name, and GetActive and ActiveChanged(b)."""

    name: str
    paths: tuple[str, ...]
    """The first that answers counts; signals of all of them do."""


LOCKERS = (
    # KDE has it at both places, and signals at both:
    # https://invent.kde.org/plasma/kscreenlocker/-/blob/master/dbus/org.freedesktop.ScreenSaver.xml
    # Many compositors own the name too, only to let applications inhibit: GetActive is an error there.
    Locker("org.freedesktop.ScreenSaver", ("/org/freedesktop/ScreenSaver", "/ScreenSaver")),
    # https://gitlab.gnome.org/GNOME/gnome-shell/-/blob/main/data/dbus-interfaces/org.gnome.ScreenSaver.xml
    Locker("org.gnome.ScreenSaver", ("/org/gnome/ScreenSaver",)),
    # https://github.com/linuxmint/cinnamon-screensaver/blob/master/src/constants.py
    Locker("org.cinnamon.ScreenSaver", ("/org/cinnamon/ScreenSaver",)),
    # https://github.com/mate-desktop/mate-screensaver/blob/master/src/gs-listener-dbus.c
    Locker("org.mate.ScreenSaver", ("/org/mate/ScreenSaver",)),
    # https://gitlab.xfce.org/apps/xfce4-screensaver/-/blob/master/src/gs-listener-dbus.c
    Locker("org.xfce.ScreenSaver", ("/org/xfce/ScreenSaver",)),
)


class ScreenSaverLock(ServiceSense):
    """See ``ServiceSense``. A picture that hides the screen counts as a lock: nobody looks at it."""

    def __init__(self, session: BusClient, locker: Locker, parent: QObject | None = None) -> None:
        self.name = locker.name
        self._paths = locker.paths
        service = Service(session, locker.name, locker.paths[0], locker.name)
        for path in locker.paths:
            service.listen("ActiveChanged", "b", path=path)
        super().__init__(session, service, parent=parent)

    def _question(self) -> None:
        self._ask_at(self._paths)

    def _ask_at(self, paths: tuple[str, ...]) -> None:
        def on_active(reply: BusReply) -> None:
            match reply.body:
                case (bool(active),):
                    self._know(active)
                case _ if len(paths) > 1:
                    self._ask_at(paths[1:])
                case _:
                    self._miss_reply(f"{self.name}.GetActive", reply)

        (service,) = self._services
        service.call("GetActive", self._mine(on_active), path=paths[0], returns="b")

    def _on_told(self, _member: str, body: tuple[object, ...]) -> None:
        match body:
            case (bool(active),):
                self._turn += 1
                self._know(active)
            case _:
                self._begin()
