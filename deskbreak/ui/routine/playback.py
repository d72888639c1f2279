"""A routine playing: the run, the frames at which it is looked at, and what it tells of how far it is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from deskbreak.coach.run import Run

_MOVING_MS = 34
_STILL_MS = 125
_TELLS_AFTER = 9.5
"""Seconds done after which the next tick tells how far it has come: never ten without a word, for it may be killed."""


class Playback(QObject):
    """Moves ``run`` on. Its timer, of at most 30 frames a second, runs only while the routine does.

    What the screen shows has no say here: whoever shows the frames pauses it while nobody can see them.
    """

    frame = Signal(object, bool)
    """The Frame to show, and whether the routine runs."""
    progress = Signal(int, int, bool, tuple)
    """Done ms, total ms, whether it runs on from there, ids of the exercises done. At opening, pausing, going on,
    jumping, at the beginning of each exercise and when it is one that was done, at the end, and at least every ten
    seconds done between these."""
    over = Signal()
    """The end has been reached."""

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run = run
        self._told: tuple[str, tuple[str, ...]] = ("", ())
        self._exercise = ""
        self._told_done = 0.0
        self._last_pose: object = None
        self.timer = QTimer(self)
        self.timer.setObjectName("frames")
        self.timer.setInterval(_MOVING_MS)
        self.timer.timeout.connect(self._tick)

    def go_on(self) -> None:
        """Let time move on."""
        self.run.go_on()
        self._last_pose = None
        self.timer.start(_MOVING_MS)
        self.show()
        self.tell()

    def pause(self) -> None:
        """Keep the place, and tell so if it ran."""
        self.timer.stop()
        if self.run.running:
            self.run.pause()
            self.show()
            self.tell()

    def halt(self) -> None:
        """Keep the place, without a word: whoever ended it knows."""
        self.timer.stop()
        self.run.pause()

    def end(self) -> None:
        """No more time from here on, and a last word on how much there was."""
        self.halt()
        self.show()
        self.tell()

    def jump(self, leap: Callable[[], None]) -> None:
        """Do ``leap`` and show where it leads."""
        leap()
        self.show()
        if self.run.over:
            self.over.emit()
        else:
            self.tell()

    def show(self) -> None:
        """Hand out the frame of now; a figure that stands still is looked at less often."""
        frame = self.run.frame()
        self._exercise = frame.exercise.id
        self.frame.emit(frame, self.run.running)
        if self.run.running:
            wanted = _STILL_MS if frame.pose_key == self._last_pose else _MOVING_MS
            self._last_pose = frame.pose_key
            if self.timer.isActive() and self.timer.interval() != wanted:
                self.timer.start(wanted)

    def tell(self) -> None:
        """Tell how far it is."""
        run = self.run
        self._told, self._told_done = (self._exercise, run.exercises), run.done
        total = round(run.total * 1000)
        self.progress.emit(min(total, round(run.done * 1000)), total, run.running, run.exercises)

    def _tick(self) -> None:
        self.show()
        if self.run.over:
            self.over.emit()
        elif (self._exercise, self.run.exercises) != self._told or self.run.done - self._told_done >= _TELLS_AFTER:
            self.tell()  # another exercise has begun, or is done, or the last word is a while ago
