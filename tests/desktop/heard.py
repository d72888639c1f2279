"""What a watch of input has told, in order."""

from deskbreak.desktop.presence.source import InputWatch


class Heard(list[str]):
    """The names of its signals as they came. At ``stopped``, what it says the idle time is is kept in ``idles``."""

    def __init__(self, watch: InputWatch) -> None:
        super().__init__()
        self.idles: list[int | None] = []
        watch.stopped.connect(lambda: self._on_stopped(watch))
        watch.resumed.connect(lambda: self.append("resumed"))
        watch.changed.connect(lambda: self.append("changed"))

    def _on_stopped(self, watch: InputWatch) -> None:
        self.idles.append(watch.idle_ms())
        self.append("stopped")
