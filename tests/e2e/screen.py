"""An X server of a test's own that may die and come back, with somebody at its mouse and keyboard."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.processes import Program, Programs


class Screen:
    """``name`` is what DISPLAY would be."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._programs = Programs(folder, dict(os.environ))
        self._options = options
        self.name = ""
        self._server: Program | None = None

    def start(self) -> None:
        """Start it, under the same name as before."""
        reading, writing = os.pipe()
        with os.fdopen(reading) as ready:
            command = ["Xvfb", *([self.name] if self.name else []), "-displayfd", str(writing), "-nolisten", "tcp"]
            self._server = self._programs.start("screen", [*command, "-noreset", *self._options], pass_fds=[writing])
            os.close(writing)
            number = ready.readline().strip()
        if not number:
            raise AssertionError(f"no screen: {self._server.said()}")
        self.name = f":{number}"

    def kill(self) -> None:
        """As a crash would end it."""
        assert self._server is not None
        self._server.kill()

    def move(self) -> None:
        """The mouse moves a bit."""
        self._xdotool("mousemove_relative", "--", "3", "1")

    def press(self, key: str = "a") -> None:
        """A key is pressed."""
        self._xdotool("key", key)

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": self.name}, check=True)

    def close(self) -> None:
        self._programs.close()


@contextmanager
def screen(folder: Path, *options: str) -> Iterator[Screen]:
    """A screen that is up."""
    made = Screen(folder, *options)
    try:
        made.start()
        yield made
    finally:
        made.close()
