"""One conversation with the sound server, in a thread of its own: libpulse by pulsectl, which blocks."""

import contextlib
import os
import select
import threading
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from deskbreak.desktop.call.recording import Recording
from deskbreak.desktop.program import Program

INVALID = 2**32 - 1
"""PA_INVALID_INDEX: no client, no sink, no source."""
GOODBYE_S = 1.0


class RecordingListener(QObject):
    """Tells who records, now and at each change, until the server is gone. The methods are for the GUI thread.

    The thread sleeps in poll(2) without an end, and the server only tells it of streams that record; it wakes for
    nothing else. It never opens a stream, and starts no server.
    """

    seen = Signal(object)
    """Those who record from a microphone: ``tuple[Program, ...]``. From the thread."""
    lost = Signal(str)
    """There is no server, or no longer one, and why; nothing comes after it. From the thread."""

    def __init__(self, server: str, parent: QObject | None = None) -> None:
        """``server``: libpulse's way of writing addresses."""
        super().__init__(parent)
        self._server = server
        self._woken, self._waker = os.pipe()
        self._pulse: Any = None
        self._closing = False
        self._asking = True
        self._stale = False
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)

    def start(self) -> None:
        """Begin; ``seen`` or ``lost`` follows."""
        self._thread.start()

    def look(self) -> None:
        """Look anew; ``seen`` follows, if the server answers."""
        os.write(self._waker, b"?")

    def close(self) -> None:
        """End the conversation, whatever the server does. No signal comes any more that was not on its way."""
        self._closing = True
        os.write(self._waker, b".")
        self._thread.join(GOODBYE_S)
        if not self._thread.is_alive():
            os.close(self._waker)
            os.close(self._woken)

    # From here on: in the thread.

    def _run(self) -> None:
        fault = "the question to the sound server came to an unexpected end"
        try:
            fault = self._converse()
        except OSError as error:  # libpulse is not to be loaded
            fault = str(error)
        finally:
            with contextlib.suppress(RuntimeError):  # the application has ended meanwhile, and this object with it
                if not self._closing:
                    self.lost.emit(fault)

    def _converse(self) -> str:
        import pulsectl  # noqa: PLC0415 - late: it loads libpulse, and looks for it with the help of other programs

        # CallError is what pulsectl lets through of a call to libpulse that fails; it has no public name.
        faults = (pulsectl.PulseError, pulsectl.PulseDisconnected, pulsectl._pulsectl.LibPulse.CallError)
        try:
            with pulsectl.Pulse("deskbreak", server=self._server, connect=False) as self._pulse:
                self._pulse.set_poll_func(self._poll)
                self._pulse.connect(autospawn=False)
                self._pulse.event_callback_set(self._on_event)
                self._pulse.event_mask_set("source_output")
                while not self._closing:
                    self._asking, self._stale = True, False
                    self.seen.emit(recording_now(self._pulse))
                    self._asking = False
                    if not self._stale:
                        self._pulse.event_listen()
        except faults as error:
            return f"the sound server does not answer ({error})" if str(error) else "the sound server has gone"
        return ""

    def _on_event(self, _event: object) -> None:
        self._stale = True
        self._pulse.event_listen_stop()

    def _poll(self, entries: Sequence[Any], seconds: float) -> int:
        """poll(2) for libpulse, with our pipe beside its descriptors: nothing else ends a wait at any time."""
        asked: dict[int, int] = {self._woken: select.POLLIN}
        for entry in entries:
            asked[entry.fd] = asked.get(entry.fd, 0) | entry.events
        poll = select.poll()
        for descriptor, events in asked.items():
            poll.register(descriptor, events)
        found = dict(poll.poll(None if seconds < 0 else seconds * 1000))
        if self._woken in found:
            os.read(self._woken, 64)
            if self._closing and self._asking:  # of a server that hangs, perhaps: libpulse shall think that it left
                found = {entry.fd: select.POLLHUP for entry in entries}
            self._on_event(None)
        for entry in entries:
            entry.revents = found.get(entry.fd, 0) & (entry.events | select.POLLERR | select.POLLHUP | select.POLLNVAL)
        return sum(1 for entry in entries if entry.revents)


def recording_now(pulse: Any) -> tuple[Program, ...]:
    """The programs that record from a microphone, each once, in the order in which they began. Blocks."""
    import pulsectl  # noqa: PLC0415 - see above

    who: dict[Program, None] = {}
    for stream in pulse.source_output_list():
        recording = Recording(
            corked=stream.corked,
            has_client=stream.client != INVALID,
            resampler=stream.resample_method or "",
            properties={key: text for key, text in stream.proplist.items() if text},  # None: bytes that are no text
        )
        if not recording.counts or stream.source == INVALID:  # between two sources: the change will be told
            continue
        try:
            source = pulse.source_info(stream.source)
        except (pulsectl.PulseIndexError, pulsectl.PulseOperationFailed):
            if not pulse.connected:
                raise
            continue  # unplugged in this very moment: that will be told too
        if source.monitor_of_sink == INVALID:
            who[recording.program] = None
    if not pulse.connected:  # pulsectl takes the list that never came for an empty one
        raise pulsectl.PulseDisconnected
    return tuple(who)
