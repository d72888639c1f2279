"""Programs that a test starts: each ended by its own pid, the last one first, whatever happened in between."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from tests.patience import patience

T = TypeVar("T")


LOOK_S = 0.02
PATIENCE = 4


def wait_until(condition: Callable[[], T | None], what: str, limit: float = 15.0) -> T:
    """The first true value of ``condition``; after ``limit`` seconds an ``AssertionError`` that says ``what``.

    The seconds are those of a machine that has time: a busy one gets more (``patience``), and where there was none to
    look half as often as was meant, it is waited longer, too, up to ``PATIENCE`` times as long.
    """
    begin = time.monotonic()
    looks = 0
    while True:
        if value := condition():
            return value
        looks += 1
        waited = time.monotonic() - begin
        if waited > limit * patience() and (2 * looks * LOOK_S > limit or waited > PATIENCE * limit):
            raise AssertionError(f"waited {waited:.1f} s in vain: {what}")
        time.sleep(LOOK_S)


class Program:
    """A program that runs until it is stopped. What it says is in ``log``."""

    def __init__(self, name: str, argv: Sequence[str], process: subprocess.Popen[bytes], log: Path) -> None:
        self.name = name
        self.argv = tuple(argv)
        self.process = process
        self.log = log

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self, limit: float = 5.0) -> int:
        """SIGTERM, and SIGKILL to one that does not go within ``limit`` seconds. Its exit code."""
        if self.running:
            self.process.terminate()
        try:
            return self.process.wait(limit * patience())
        except subprocess.TimeoutExpired:
            return self.kill()

    def kill(self) -> int:
        """SIGKILL, as a crash or the out-of-memory killer would end it."""
        if self.running:
            self.process.kill()
        return self.process.wait()

    def wait(self, limit: float = 15.0) -> int:
        """The exit code of a program that ends by itself."""
        return self.process.wait(limit * patience())


class Programs:
    """All programs of one desktop, with one environment and one folder for what they say."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self._started: list[Program] = []
        self.ever: list[Program] = []
        """All that were started, those that have ended too."""

    def start(self, name: str, argv: Sequence[str | Path], pass_fds: Sequence[int] = (), **environment: str) -> Program:
        """Start ``argv`` in a session of its own, so that a Ctrl-C of the test run is not its end too."""
        log = self.folder / f"{len(self.ever):02}-{name}.log"
        words = [str(word) for word in argv]
        with log.open("wb") as output:
            process = subprocess.Popen(
                words,
                env={**self.environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                pass_fds=pass_fds,
                start_new_session=True,
            )
        program = Program(name, words, process, log)
        self._started.append(program)
        self.ever.append(program)
        return program

    def run(self, argv: Sequence[str | Path], limit: float = 20.0) -> str:
        """Run a short command to its end; its output. A failure raises and shows what it said."""
        result = subprocess.run(
            [str(word) for word in argv],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=limit * patience(),
            cwd=self.folder,
            check=False,
        )
        if result.returncode:
            raise AssertionError(f"{argv} ended with {result.returncode}: {result.stdout}{result.stderr}")
        return result.stdout

    def close(self) -> None:
        """End everything, the last started first; then what those have left running in their own sessions."""
        while self._started:
            program = self._started.pop()
            program.stop()
            try:
                os.killpg(program.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
