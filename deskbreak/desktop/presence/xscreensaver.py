"""Idle time under X11: the counter of the XScreenSaver extension, asked by python-xlib."""

from Xlib.ext import screensaver

from deskbreak.desktop.presence.source import log
from deskbreak.desktop.sense import NoSense
from deskbreak.desktop.x11 import FAULTS, X11Connection, open_wire


class XScreenSaver:
    """See ``Counter``. A connection lost later is opened again at the next question.

    https://www.x.org/releases/X11R7.7/doc/scrnsaverproto/saver.html
    """

    name = "xscreensaver"

    def __init__(self, display: str | None) -> None:
        """``display``: its name; ``None``: there is none."""
        self._display = display
        self._wire: X11Connection | None = None
        self._connect()

    def _connect(self) -> X11Connection:
        wire = open_wire(self._display)
        try:
            self._opcode = wire.extension(screensaver.extname).major_opcode
        except (NoSense, *FAULTS) as fault:
            wire.hang_up()
            raise NoSense(str(fault)) from fault
        self._wire = wire
        return wire

    def idle_ms(self) -> int | None:
        """See ``Counter``."""
        try:
            wire = self._wire or self._connect()
            answer = screensaver.QueryInfo(display=wire, opcode=self._opcode, drawable=wire.root)
            wire.event_queue.clear()  # changes of the keyboard's map come unasked, and nobody reads them
        except NoSense:
            return None
        except FAULTS as fault:
            log.info("the X server is gone: %s", fault)
            self.close()
            return None
        return int(answer.idle)

    def close(self) -> None:
        """See ``Counter``."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.hang_up()
