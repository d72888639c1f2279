"""A sound server of a test's own, a real one, and programs that record from it."""

import ctypes
import itertools
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pulsectl
import pytest

from tests.dates import passed_on
from tests.e2e.processes import Program, Programs, wait_until

TOOLS = ("pulseaudio", "parec")
MICROPHONE, MONITOR = "microphone", "speaker.monitor"
START_CORKED = 1
"""PA_STREAM_START_CORKED."""


class SoundServer:
    """PulseAudio with a speaker (a null sink), and as its microphone what another null sink plays, under another name.

    A null sink has a monitor, which is no microphone; a source remapped from it is none of its kind.
    """

    def __init__(self, folder: Path) -> None:
        self.runtime = folder / "runtime"
        (self.runtime / "pulse").mkdir(mode=0o700, parents=True)
        self.socket = self.runtime / "pulse" / "native"
        home = folder / "home"
        home.mkdir()
        self.environment = {
            **passed_on(os.environ),
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "PULSE_SERVER": f"unix:{self.socket}",
            "LANG": "C.UTF-8",
        }
        self.programs = Programs(folder, self.environment)
        self.server: Program | None = None
        self._numbers = itertools.count()

    def start(self) -> Program:
        """Start it; the modules are loaded when this returns."""
        modules = (
            "module-null-sink sink_name=speaker",
            "module-null-sink sink_name=voice",
            f"module-remap-source source_name={MICROPHONE} master=voice.monitor",
            f"module-native-protocol-unix socket={self.socket} auth-anonymous=1",
        )
        words = [word for module in modules for word in ("-L", module)]
        self.server = self.programs.start(
            "pulseaudio",
            ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "-vvv", *words],
        )
        wait_until(self._answers, "the sound server answers")
        return self.server

    def _answers(self) -> bool:
        if not self.socket.is_socket():
            return False
        try:
            with self.control() as pulse:
                return any(source.name == MICROPHONE for source in pulse.source_list())
        except pulsectl.PulseError:
            return False

    @contextmanager
    def control(self) -> Iterator[pulsectl.Pulse]:
        """What the test itself asks the server, and tells it."""
        with pulsectl.Pulse("test", server=f"unix:{self.socket}", connect=False) as pulse:
            pulse.connect(autospawn=False)
            yield pulse

    def record(self, who: str, device: str = MICROPHONE, *properties: str) -> Program:
        """A program that records until it is stopped; it does so when this returns. Properties: "name=text"."""
        words = [f"--property={text}" for text in properties]
        stream = f"stream-{next(self._numbers)}"
        command = ["parec", "--raw", f"--device={device}", f"--client-name={who}", f"--stream-name={stream}", *words]
        program = self.programs.start(f"parec-{stream}", ["sh", "-c", 'exec "$@" >/dev/null', "sh", *command])
        wait_until(lambda: stream in self.streams(), f"{who} records")
        return program

    def play(self) -> Program:
        """A program that plays silence until it is stopped; it does so when this returns."""
        number = next(self._numbers)
        command = ["pacat", "--playback", "--raw", "--device=speaker", f"--stream-name=tune-{number}"]
        program = self.programs.start(f"pacat-{number}", ["sh", "-c", 'exec "$@" </dev/zero', "sh", *command])

        def plays() -> bool:
            with self.control() as pulse:
                return any(stream.name == f"tune-{number}" for stream in pulse.sink_input_list())

        wait_until(plays, "a tune is played")
        return program

    def streams(self) -> list[str]:
        """The names of what records now."""
        with self.control() as pulse:
            return [stream.name for stream in pulse.source_output_list()]

    @contextmanager
    def stream(self, who: str, *, corked: bool = False, peaks: bool = False) -> Iterator[Callable[[bool], None]]:
        """A stream that records from the microphone, and the way to cork it (True) and to let it go (False).

        Made by hand, as no tool makes one at rest, or one that only wants the peaks:
        https://www.freedesktop.org/software/pulseaudio/doxygen/stream_8h.html
        """
        c = pulsectl._pulsectl
        flags = (START_CORKED if corked else 0) | (c.PA_STREAM_PEAK_DETECT if peaks else 0)
        cork = ctypes.CDLL("libpulse.so.0").pa_stream_cork
        cork.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
        form = c.PA_SAMPLE_SPEC(format=c.PA_SAMPLE_FLOAT32NE, rate=25 if peaks else 8000, channels=1)
        with self.control() as pulse:
            properties = c.pa.proplist_from_string(f'application.name="{who}"')
            stream = c.pa.stream_new_with_proplist(pulse._ctx, "by hand", ctypes.byref(form), None, properties)
            buffer = c.PA_BUFFER_ATTR(fragsize=2**32 - 1, maxlength=2**32 - 1)
            c.pa.stream_connect_record(stream, MICROPHONE, buffer, flags)
            wait_until(
                lambda: any(item.name == "by hand" for item in pulse.source_output_list()), "there is the stream"
            )

            def set_corked(corked: bool) -> None:
                cork(stream, int(corked), None, None)
                pulse.server_info()  # it has arrived when this has been answered

            yield set_corked
            c.pa.stream_disconnect(stream)
            c.pa.stream_unref(stream)

    def stream_of(self, pulse: pulsectl.Pulse, who: str) -> Any:
        """What pulsectl knows of the one stream by which ``who`` records."""
        (stream,) = (item for item in pulse.source_output_list() if item.proplist.get("application.name") == who)
        return stream

    def load(self, module: str, arguments: str = "") -> int:
        """Load one of the server's modules; its number."""
        with self.control() as pulse:
            return int(pulse.module_load(module, arguments))

    def hang(self) -> None:
        """It stops answering, as a process that is swapped out or debugged does."""
        assert self.server is not None
        os.kill(self.server.pid, signal.SIGSTOP)

    def wake(self) -> None:
        assert self.server is not None
        os.kill(self.server.pid, signal.SIGCONT)

    def kill(self) -> None:
        """As a crash would: its socket stays behind."""
        assert self.server is not None
        self.server.kill()

    def close(self) -> None:
        if self.server is not None and self.server.running:
            self.wake()
        self.programs.close()


@contextmanager
def sound_server(folder: Path, *, start: bool = True) -> Iterator[SoundServer]:
    """One that is gone afterwards; the test is skipped where PulseAudio is not installed."""
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        pytest.skip(f"not installed: {', '.join(missing)} (packaging/debian-packages.toml)")
    server = SoundServer(folder)
    try:
        if start:
            server.start()
        yield server
    finally:
        server.close()
