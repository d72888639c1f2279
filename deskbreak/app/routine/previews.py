"""What can be looked at without doing it: an exercise or a routine moving, and why these. Nothing is recorded."""

from collections.abc import Callable
from dataclasses import replace

from deskbreak.app.routine.todays_routine import DISCREET
from deskbreak.coach.content.exercise import FULL
from deskbreak.coach.content.routine_file import Routine, alone
from deskbreak.coach.content.tip import Tip
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.i18n import language
from deskbreak.settings import Settings
from deskbreak.store.content.library import Library
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.routine.clip_window import ClipWindow
from deskbreak.ui.routine.pages.why_page import Reason, WhyWindow
from deskbreak.ui.routine.show_window import ShowWindow


class Previews:
    """At most one window of each kind. ``library`` and ``settings`` are those of now, ``clock`` gives seconds of the
    span clock, ``reduced``: whether the desktop wants little motion.
    """

    def __init__(
        self,
        library: Callable[[], Library],
        clock: Callable[[], float],
        settings: Callable[[], Settings],
        reduced: Callable[[], bool] = lambda: False,
    ) -> None:
        self._library = library
        self._clock = clock
        self._settings = settings
        self._reduced = reduced
        self._shown: ShowWindow | None = None
        self._why: WhyWindow | None = None
        self._clip: ClipWindow | None = None

    def clip(self, tip: Tip) -> ClipWindow | None:
        """Show the posture tip moving, in place of another; ``None``: nothing shows it."""
        shown = self._library().clips.get(tip.clip)
        if shown is None:
            return None
        self._end_clip()
        layout = plan(alone(shown), self._library().clips, language=language(), ending=False)
        words = tip.text(language())
        look = Appearance.of(self._settings().coach, desktop_reduces=self._reduced())
        self._clip = ClipWindow(Player(layout), self._clock, words.title, words.body, look)
        self._clip.open()
        return self._clip

    def show(self, name: str) -> ShowWindow:
        """Open the window of this exercise, or else of this routine, which there is, in place of another's."""
        library = self._library()
        return self.play(alone(library.exercises[name]) if name in library.exercises else library.routines[name])

    def play(self, routine: Routine) -> ShowWindow:
        """Open the window of ``routine``, one of the library or not, all of whose exercises are there.

        One that takes its exercises in turn shows them one after the other.
        """
        library, coach = self._library(), self._settings().coach
        variant = DISCREET if coach.discreet else ""
        every, step = replace(routine, rotate=0), coach.step or FULL
        layout = plan(every, library.exercises, language=language(), variant=variant, step=step)
        look = Appearance.of(coach, desktop_reduces=self._reduced())
        self._end_show()
        done = [routine.done(library.exercises[one], variant) for one in routine.exercises]
        reasons = [Reason.of(one, language()) for one in done]
        self._shown = ShowWindow(Player(layout), self._clock, reasons, look)
        self._shown.open()
        return self._shown

    def why(self, name: str) -> WhyWindow:
        """Open the page on the exercises of the routine of that name."""
        if self._why is None or not self._why.isVisible():
            routine = self._library().routine(name)
            reasons = [Reason.of(self._library().exercises[one], language()) for one in routine.exercises]
            self._drop_why()
            self._why = WhyWindow(reasons)
        self._why.open()
        return self._why

    def reduce(self) -> None:
        """The desktop wants little motion, or does no longer: at once, where the settings leave it to the desktop."""
        for window in (self._shown, self._clip):
            if window is not None:
                window.set_reduced(Appearance.of(self._settings().coach, desktop_reduces=self._reduced()).reduced)

    def close(self) -> None:
        """Close what is open."""
        self._end_show()
        self._end_clip()
        self._drop_why()

    def _end_clip(self) -> None:
        if self._clip is not None:
            self._clip.close()
            self._clip.deleteLater()
            self._clip = None

    def _end_show(self) -> None:
        if self._shown is not None:
            self._shown.close()
            self._shown.deleteLater()
            self._shown = None

    def _drop_why(self) -> None:
        if self._why is not None:
            self._why.close()
            self._why.deleteLater()
            self._why = None
