"""Start at login in a sandbox (Flatpak, Snap), where only the portal can write the entry.

https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Background.html (RequestBackground) and
https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Request.html (Response). It cannot be asked
how it is, so its last answer is kept.
"""

from collections.abc import Callable
from typing import Protocol

from jeepney import DBusAddress, HeaderFields, Message, new_method_call
from PySide6.QtCore import QEventLoop, QObject, QTimer

from deskbreak.desktop.autostart.autostart import AutostartState, AutostartStatus, NotSwitched
from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.reply import BusReply, mismatch, signature_of
from deskbreak.desktop.bus.service import BUS
from deskbreak.desktop.bus.settings_portal import PATH, PORTAL
from deskbreak.desktop.entry.command import CommandLine
from deskbreak.i18n import _

BACKGROUND, REQUEST = "org.freedesktop.portal.Background", "org.freedesktop.portal.Request"
START_MS = 25_000
"""How long the portal may take to come up, and to take the request."""
ANSWER_MS = 120_000
"""How long the user may take to answer it."""
DONE = 0


class LastAnswer(Protocol):
    """What the portal has said last, kept for us."""

    def told(self) -> bool:
        """Whether it has said that deskbreak starts at login."""

    def keep(self, *, starts: bool) -> None:
        """It has said so, or that it does not."""


class PortalAutostart:
    """See ``Autostart``. GUI thread only, with Qt's application; meanwhile its event loop runs.

    ``line`` gives a new one for each question. ``arguments``: what deskbreak is given, after its name.
    """

    def __init__(self, line: Callable[[], BusClient], last: LastAnswer, arguments: CommandLine) -> None:
        self._line = line
        self._last = last
        self._arguments = arguments
        self._asking = False

    def status(self) -> AutostartStatus:
        """See ``Autostart``."""
        state = AutostartState.ON if self._last.told() else AutostartState.OFF
        return AutostartStatus(state, _("the desktop's portal"))

    def switch_on(self) -> None:
        """See ``Autostart``."""
        if not self._request(starts=True):
            raise NotSwitched(_("The desktop does not let deskbreak start at login."))

    def switch_off(self) -> None:
        """See ``Autostart``."""
        if self._request(starts=False):
            raise NotSwitched(_("The desktop goes on starting deskbreak at login."))

    def mend(self) -> bool:
        """See ``Autostart``. The portal knows where deskbreak is."""
        return False

    def _request(self, *, starts: bool) -> bool:
        """What it is from then on."""
        if self._asking:  # its loop runs what the user does meanwhile
            raise NotSwitched(_("The desktop is still being asked about that."))
        self._asking = True
        line = self._line()
        try:
            starts = _Request(line, ("deskbreak", *self._arguments), starts=starts).answer()
        finally:
            self._asking = False
            line.close()
            line.deleteLater()
        self._last.keep(starts=starts)
        return starts


class _Request(QObject):
    """One question, from being asked to being answered."""

    def __init__(self, line: BusClient, command: CommandLine, *, starts: bool) -> None:
        super().__init__()
        self._line = line
        self._command = command
        self._wish = starts
        self._loop = QEventLoop(self)
        self._handle = ("", "")
        self._heard: dict[tuple[str, str], tuple[object, ...]] = {}
        """Answers by who gave them and to which request: one may be quicker than the reply that names it."""
        self._fault = ""
        line.match(f"type='signal',sender='{PORTAL}',interface='{REQUEST}',member='Response'")
        line.heard.connect(self._on_heard)
        line.down.connect(lambda: self._give_up(_("The desktop has ended meanwhile.")))

    def answer(self) -> bool:
        """Whether deskbreak starts at login from now on. Raises ``NotSwitched``."""
        start = new_method_call(BUS, "StartServiceByName", "su", (PORTAL, 0))
        self._line.call(start, self._on_started, START_MS, returns="u")
        QTimer.singleShot(ANSWER_MS, self, lambda: self._give_up(_("The desktop has not answered.")))
        self._loop.exec()
        self.deleteLater()
        if self._fault:
            raise NotSwitched(self._fault)
        match self._heard.get(self._handle):  # None: deskbreak quits, and every loop has ended
            case (int(response), dict() as results) if response == DONE:
                return results.get("autostart") == ("b", True)
            case _:
                raise NotSwitched(_("The desktop was told not to change that."))

    def _on_started(self, _reply: BusReply) -> None:
        """Or not: then it is there already, by whoever started it, or the question says what is the matter."""
        options = {
            "reason": ("s", _("To remind you of breaks from the login on")),
            "autostart": ("b", self._wish),
            "commandline": ("as", list(self._command)),
            "dbus-activatable": ("b", False),
        }
        ask = new_method_call(DBusAddress(PATH, PORTAL, BACKGROUND), "RequestBackground", "sa{sv}", ("", options))
        self._line.call(ask, self._on_taken, START_MS, returns="o")

    def _on_taken(self, reply: BusReply) -> None:
        if reply.body is None:
            self._give_up(_("The desktop's portal cannot be asked for that: {reason}.").format(reason=reply.fault))
            return
        self._handle = (reply.sender, str(reply.body[0]))
        self._look()

    def _on_heard(self, message: Message) -> None:
        fields = message.header.fields
        if fields.get(HeaderFields.member) == "Response" and not mismatch(signature_of(message), "ua{sv}"):
            told = (str(fields.get(HeaderFields.sender, "")), str(fields.get(HeaderFields.path, "")))
            self._heard[told] = tuple(message.body)
            self._look()

    def _look(self) -> None:
        if self._handle in self._heard:
            self._loop.quit()

    def _give_up(self, sentence: str) -> None:
        self._fault = self._fault or sentence
        self._loop.quit()
