"""``deskbreak watch`` beside the real app: what it hears, and which settings are in force in it."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.e2e.processes import wait_until
from tests.e2e.running import DESKBREAK, Deskbreak


class Watch:
    """A ``deskbreak watch`` beside the app, and what it has printed."""

    def __init__(self, app: Deskbreak, *words: str) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [DESKBREAK, "--home", app.home, "watch", *words],
            env=app.desktop.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def wait_for(self, text: str) -> str:
        found = wait_until(lambda: [line for line in self.lines if text in line], f"“{text}” in {self.lines}")
        return found[0]

    def in_force(self, key: str) -> str | None:
        """The value of this setting that the engine went over to last; ``None``: it kept the one of before."""
        told = [line.rstrip("\n").partition(f"  {key} = ") for line in self.lines]
        return next((value for _time, found, value in reversed(told) if found), None)

    def close(self) -> int:
        code = self.process.wait(15)
        self._thread.join(5)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@contextmanager
def watching(app: Deskbreak) -> Iterator[Watch]:
    """A watch that is told everything from now on: the app's first line has come, by which it begins ``day.toml``."""
    file = app.home / "day.toml"
    watch = Watch(app, "--scenario", str(file))
    try:
        wait_until(file.exists, "the scenario")
        yield watch
    finally:
        watch.process.kill()
        watch.close()
