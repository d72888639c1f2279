"""The session that deskbreak runs in, as systemd-logind (or elogind) knows it.

https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
"""

import os
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from deskbreak.desktop.bus.client import FIRST_RETRY_MS, LAST_RETRY_MS, BusClient
from deskbreak.desktop.bus.reply import BusReply, Signature
from deskbreak.desktop.bus.service import CHANGED, PROPERTIES, Service

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = f"{NAME}.Manager"
SESSION = f"{NAME}.Session"
USER = f"{NAME}.User"
ABSENT = f"nobody owns {NAME}"
NO_SESSION = "logind knows no session of ours"
GRAPHICAL = frozenset({"x11", "wayland", "mir"})
STRANGE = "an answer of another kind"

_Question = tuple[str, str, tuple[object, ...]]
"""Method, signature, arguments."""


def logind(line: BusClient, parent: QObject) -> Service:
    """Its Manager object, on the system bus."""
    return Service(line, NAME, PATH, MANAGER, parent)


class OwnSession(QObject):
    """Finds the own session's object, from ``begin`` on and again whenever logind or the bus came back.

    Signals are sent for the object's real path only, never for ``session/auto``, so the path has to be known: that of
    $XDG_SESSION_ID, or the one this process was started in, where it is graphical; else the user's graphical one. (What
    the systemd user manager starts, as in GNOME and KDE, belongs to no session or to the manager's own, and what ssh
    or tmux starts to one that is never locked.) After ``startx`` there is none but a session on the console, and so it
    is that one. GUI thread only; nothing blocks.
    """

    found = Signal()
    """There is a ``path``, perhaps another one than before: ask anew."""
    lost = Signal()
    """There is none (any more); ``fault`` says why. Comes at the beginning too, where there is none."""
    changed = Signal(object)
    """Properties of the session have changed: a dict from name to value, ``None`` for a value that was not told."""
    told = Signal(str, object)
    """(member, body as a tuple): one of the session's signals that were listened for."""

    def __init__(self, line: BusClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._id = os.environ.get("XDG_SESSION_ID", "")
        self._members: dict[str, Signature] = {}
        self._round = 0
        self._pause_ms = FIRST_RETRY_MS
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._find)
        self.path = ""
        """The session's object; ``""`` while none is known."""
        self.fault = "not looked for yet"
        """Why none is known; ``""`` while one is."""
        self._service = service = logind(line, self)
        service.listen("SessionNew", "so")
        service.listen("SessionRemoved", "so")
        service.came.connect(self._begin)
        service.went.connect(lambda: self._lose(line.fault or ABSENT))
        service.told.connect(self._on_told)

    def begin(self) -> None:
        """Look for it, perhaps again; ``found`` or ``lost`` follows."""
        self._service.begin()

    def listen(self, member: str, carries: Signature) -> None:
        """Pass on that signal of the session by ``told``. To be called before ``begin``."""
        self._members[member] = carries

    def close(self) -> None:
        """Look for it no more, and say nothing more."""
        self._again.stop()
        self._round += 1
        self._service.blockSignals(True)
        self.blockSignals(True)

    def get(
        self, prop: str, then: Callable[[BusReply], None], *, returns: Signature, patience_ms: int | None = None
    ) -> None:
        """Ask for a property of the session; the reply's body is its value alone, or ``None`` with a fault."""
        if self.path:
            self._service.get(prop, then, SESSION, self.path, returns=returns, patience_ms=patience_ms)
        else:
            fault = self.fault
            QTimer.singleShot(0, self, lambda: then(BusReply(None, fault)))

    def _begin(self) -> None:
        self._pause_ms = FIRST_RETRY_MS
        self._find()

    def _find(self) -> None:
        self._again.stop()
        self._round += 1
        questions: list[_Question] = [("GetSessionByPID", "u", (0,))]  # 0: who asks
        if self._id:
            questions.insert(0, ("GetSession", "s", (self._id,)))
        self._try(self._round, questions, "")

    def _try(self, searched: int, questions: list[_Question], textual: str) -> None:
        """``textual``: the first session found that has no screen of its own."""

        def on_path(reply: BusReply) -> None:
            match reply.body:
                case (str(path),) if path.startswith("/"):
                    kind = partial(on_type, path)
                    self._service.get("Type", kind, interface=SESSION, path=path, returns="s")
                case _:
                    self._try(searched, questions[1:], textual)

        def on_type(path: str, reply: BusReply) -> None:
            match reply.body:
                case (str(kind),) if kind in GRAPHICAL:
                    self._settle(searched, path)
                case _:
                    self._try(searched, questions[1:], textual or path)

        def on_user(reply: BusReply) -> None:
            match reply.body:
                case (str(path),) if path.startswith("/"):
                    self._service.get("Display", on_display, interface=USER, path=path, returns="(so)")
                case _:
                    self._settle(searched, textual, reply.fault or STRANGE)

        def on_display(reply: BusReply) -> None:
            match reply.body:
                case ((str(name), str(path)),) if name and path.startswith("/"):
                    self._settle(searched, path)
                case (("", _),):
                    self._settle(searched, textual, "no graphical one either")
                case _:
                    self._settle(searched, textual, reply.fault or STRANGE)

        if searched != self._round:
            return
        if questions:
            member, signature, body = questions[0]
            self._service.call(member, on_path, signature, body, returns="o")
        else:
            self._service.call("GetUser", on_user, "u", (os.getuid(),), returns="o")

    def _settle(self, searched: int, path: str, fault: str = "") -> None:
        if searched != self._round:
            return  # the logind that answers has gone meanwhile, or it was asked again
        if not path:
            self._lose(f"{NO_SESSION} ({fault})")
            # At the login everybody is slow to answer. After two minutes in all, it is that there is none.
            if self._pause_ms <= LAST_RETRY_MS:
                self._again.start(self._pause_ms)
                self._pause_ms *= 2
            return
        self.path, self.fault = path, ""
        for member, carries in self._members.items():
            self._service.listen(member, carries, SESSION, path)
        self._service.listen("PropertiesChanged", CHANGED, PROPERTIES, path)
        self.found.emit()

    def _lose(self, fault: str) -> None:
        self._again.stop()
        self._round += 1
        self.path, self.fault = "", fault
        self.lost.emit()

    def _on_told(self, member: str, body: tuple[object, ...]) -> None:
        match member, body:
            case "SessionNew", _:
                if not self.path:
                    self._begin()
            case "SessionRemoved", (_, self.path):
                self._lose(NO_SESSION)
                self._begin()
            case "PropertiesChanged", (str(interface), dict(values), list(untold)):
                if interface == SESSION and self.path:
                    news = {name: value[1] for name, value in values.items() if isinstance(value, tuple)}
                    self.changed.emit({**{str(name): None for name in untold}, **news})
            case (("SessionRemoved" | "PropertiesChanged"), _):
                pass
            case _:
                self.told.emit(member, body)
