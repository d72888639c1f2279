"""A sound server of a test's own, a real one, and programs that record from it."""

import itertools
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pulsectl
import pytest

from tests.e2e.processes import Program, Programs, wait_until

TOOLS = ("pulseaudio", "parec")
MICROPHONE, MONITOR = "microphone", "speaker.monitor"


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

    def record(self, who: str, device: str = MICROPHONE, **properties: str) -> Program:
        """A program that records until it is stopped; it does so when this returns."""
        words = [f"--property={name.replace('_', '.')}={text}" for name, text in properties.items()]
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
