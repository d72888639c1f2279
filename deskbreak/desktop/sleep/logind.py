"""The suspend as logind announces it, and held up for as long as it takes to save what there is to save.

https://systemd.io/INHIBITOR_LOCKS/
"""

import logging

from jeepney import DBusAddress, new_method_call
from jeepney.fds import FileDescriptor
from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.logind import ABSENT, MANAGER, NAME, PATH, logind
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.sleep.source import SleepWatch

log = logging.getLogger(__name__)

INHIBIT = ("sleep", "deskbreak", "Saving what was done so far", "delay")
"""What, who, why, mode. Others see it in ``systemd-inhibit``, which does not translate."""
GRANT_MS = 20_000
"""How long logind may take to grant it: it asks polkit, which may only just be starting. Nobody waits for it."""


class LogindSleep(SleepWatch):
    """See ``SleepWatch``. Taken up again with each logind that comes."""

    name = "logind"

    def __init__(self, system: BusClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fault = "not looked for yet"
        self._line = system
        self._asleep = False
        self._delay: FileDescriptor | None = None
        self._request = 0
        self._service = service = logind(system, self)
        service.listen("PrepareForSleep", "b")
        service.came.connect(self._on_came)
        service.went.connect(self._on_went)
        service.told.connect(self._on_told)

    def begin(self) -> None:
        """See ``SleepWatch``."""
        self._service.begin()

    def close(self) -> None:
        """See ``SleepWatch``."""
        self._service.blockSignals(True)
        self._release()

    def _on_came(self) -> None:
        self._inhibit()
        self._say("")

    def _on_went(self) -> None:
        self._release()  # a logind that comes back would still hold it: it keeps them over its own restart
        self._wake()  # nobody else is going to tell it
        self._say(self._line.fault or ABSENT)

    def _say(self, fault: str) -> None:
        if fault != self.fault:
            self.fault = fault
            self.changed.emit()

    def _on_told(self, _member: str, body: tuple[object, ...]) -> None:
        match body:
            case (True,) if not self._asleep:
                self._asleep = True
                self.falling_asleep.emit()
                self._release()
            case (False,):
                if self._delay is None:  # or it was refused, as deskbreak was started in the middle of a suspend
                    self._inhibit()
                self._wake()

    def _wake(self) -> None:
        if self._asleep:
            self._asleep = False
            self.awake.emit()

    def _inhibit(self) -> None:
        self._release()
        request = self._request

        def on_granted(reply: BusReply) -> None:
            match reply.body:
                case (FileDescriptor() as delay,):
                    if request == self._request:
                        self._delay = delay
                    else:
                        delay.close()  # the machine sleeps by now, or logind is another
                case _:
                    fault = reply.fault or "an answer of another kind"
                    log.info("logind will not wait for deskbreak before it sleeps: %s", fault)

        message = new_method_call(DBusAddress(PATH, NAME, MANAGER), "Inhibit", "ssss", INHIBIT)
        self._line.call(message, on_granted, GRANT_MS, returns="h")

    def _release(self) -> None:
        """Let go of what is held, and of what may still be granted."""
        self._request += 1
        if self._delay is not None:
            self._delay.close()
            self._delay = None
