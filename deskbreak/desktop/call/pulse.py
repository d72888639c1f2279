"""Whether a microphone is in use: asked of PulseAudio, or of PipeWire in its place."""

import ctypes
import importlib.util
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from deskbreak.desktop.call.listener import RecordingListener
from deskbreak.desktop.call.sound_server import find_address
from deskbreak.desktop.files import open_files
from deskbreak.desktop.program import Program
from deskbreak.desktop.sense import NoSense, Sense

LIBRARY = "libpulse.so.0"
ONCE_MORE_MS = 1_000
"""A socket is there a moment before anybody listens at it, and nothing tells of that."""


class PulseMicrophone(Sense):
    """Yes while some program records from what is a microphone (``recording.Recording`` says which streams count).

    The server tells of each change. Asking makes it answer all the same, as one that hangs tells nothing either: it is
    late then, and unknown in the end (``Sense``). A server that comes is found by its socket, and tried once
    more if nobody listens at it yet; one that was there at a socket that stays (systemd holds it) by the next question.

    Raises ``NoSense`` without libpulse or pulsectl, and where the sound is on another machine.
    """

    name = "pulse"
    tells = True

    def __init__(self, environment: Mapping[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = find_address(environment)
        if importlib.util.find_spec("pulsectl") is None:  # imported when it is used, in the thread
            raise NoSense("the Python package pulsectl is missing")
        try:
            ctypes.CDLL(LIBRARY)
        except OSError as error:
            raise NoSense(f"{LIBRARY} is missing: install libpulse0 (Debian, Ubuntu) or libpulse") from error
        self._listener: RecordingListener | None = None
        self._folders = open_files(self)
        self._folders.happened.connect(self._on_happened)
        self._just_came = False
        """Whether there is a new socket, at which nobody has answered so far."""
        self._once_more = QTimer(self, singleShot=True, interval=ONCE_MORE_MS)
        self._once_more.timeout.connect(self._ask)
        self._connect()

    def close(self) -> None:
        """See ``Sense``."""
        super().close()
        self._once_more.stop()
        self._unwatch()
        self._hang_up()

    def _is_fresh(self) -> bool:
        return False

    def _ask(self) -> None:
        if self._listener is None:
            self._connect()
        else:
            self._listener.look()

    def _connect(self) -> None:
        """Talk to the server that there is; look out for one where there is none."""
        self._unwatch()
        if self._address.there:
            self._listener = RecordingListener(self._address.text, self)
            self._listener.seen.connect(self._on_seen, Qt.ConnectionType.QueuedConnection)
            self._listener.lost.connect(self._on_lost, Qt.ConnectionType.QueuedConnection)
            self._listener.start()
        else:
            self._watch()
            self._miss("no sound server (PulseAudio, PipeWire)")

    def _on_happened(self) -> None:
        self._just_came = True
        self._connect()

    def _on_seen(self, who: tuple[Program, ...]) -> None:
        if self._speaks(self.sender()):
            self._just_came = False
            self._see(who)

    def _speaks(self, listener: QObject | None) -> bool:
        """Whether it is the present one: what another has said may still have been on its way when it was left."""
        return listener is not None and listener is self._listener

    def _on_lost(self, fault: str) -> None:
        if self._speaks(self.sender()):
            self._hang_up()
            self._watch()
            self._miss(fault)
            if self._just_came:
                self._just_came = False
                self._once_more.start()

    def _hang_up(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener.deleteLater()
            self._listener = None

    def _watch(self) -> None:
        self._folders.watch(map(Path, self._address.folders))

    def _unwatch(self) -> None:
        self._folders.close()
