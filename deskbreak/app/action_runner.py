"""Carries out what the engine decides: notes on the desktop, and the routine window. It decides nothing itself.

A reminder comes, in plainer words, even where the coach does not know what for; what went wrong is raised after it.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from deskbreak.app import notifications
from deskbreak.coach.content.tip import Tip, next_tip, with_shown
from deskbreak.desktop.notify.notifier import Note, Notifier
from deskbreak.engine.actions import (
    Action,
    CameBack,
    CloseNudge,
    CloseRoutine,
    Doubted,
    Freed,
    HoldBegan,
    Invite,
    LeaveOut,
    Nudge,
    OpenRoutine,
    Outcome,
    PainTakenBack,
    Record,
    UserStatusOver,
    Version,
    WentAway,
    Withdraw,
)
from deskbreak.engine.outlook import Outlook
from deskbreak.engine.reasons import Sign
from deskbreak.store.memory import MemoryFile

if TYPE_CHECKING:
    from deskbreak.app.routine.session import (
        RoutineSession,  # imported when first it is needed, with the figure and all
    )

log = logging.getLogger(__name__)

OF_A_ROUTINE = frozenset({Outcome.COMPLETED, Outcome.SHORT, Outcome.PARTIAL, Outcome.STOPPED, Outcome.PAIN})


class ActionRunner:
    """Shows notes by ``notifier``, and the routine by the session that ``make_session`` builds when first needed.

    ``memory`` keeps which of the ``tips`` were shown. ``show_for`` is how long a posture tip stays, ms; ``nudge_sound``
    is heard with it, where that is wished for.
    ``why`` tells what speaks for a sign, and which program that is (see ``Driver.why``), ``outlook`` how things stand.
    """

    def __init__(
        self,
        notifier: Notifier,
        tips: Callable[[], tuple[Tip, ...]],
        memory: MemoryFile,
        show_for: Callable[[], int],
        make_session: "Callable[[], RoutineSession]",
        why: Callable[[Sign], tuple[str, str]],
        outlook: Callable[[], Outlook],
        nudge_sound: Callable[[], None] = lambda: None,
    ) -> None:
        self._notifier = notifier
        self._tips = tips
        self._memory = memory
        self._show_for = show_for
        self._make_session = make_session
        self._nudge_sound = nudge_sound
        self._why = why
        self._outlook = outlook
        self._session: RoutineSession | None = None

    @property
    def session(self) -> "RoutineSession":
        """What shows routines; its windows and exercises are imported and read when first it is used."""
        if self._session is None:
            self._session = self._make_session()
        return self._session

    def close(self) -> None:
        """Close the routine's window, that of an ended one as well, if it is open."""
        if self._session is not None:
            self._session.close()

    def perform(self, action: Action) -> None:
        """Carry out one action; those that only tell what happened are logged.

        Raises whatever goes wrong. Then nothing half done is left on the screen, and if a routine was to open, the
        user has been told; that the engine hears of it is the caller's part.
        """
        match action:
            case Nudge():
                self._show_or(lambda: self._nudge(action), notifications.bare_nudge())
                self._nudge_sound()
            case CloseNudge():
                self._notifier.close(notifications.NUDGE)
            case Invite():
                self._show_or(lambda: self._invitation(action), notifications.bare_invitation(action))
            case Withdraw():
                self._notifier.close(notifications.INVITATION)
            case UserStatusOver(what):
                self._show(notifications.user_status_over(what))
            case Doubted(sign):
                self._show(notifications.doubted(sign, *self._why(sign)))
            case OpenRoutine(version):
                self._open(version)
            case CloseRoutine():
                if self._session is not None:
                    self._session.close()
            case Record() if action.outcome in OF_A_ROUTINE:
                self._recorded(action)
            case PainTakenBack():
                self._notifier.close(notifications.ADVICE)
                self.session.go_on_after_mistake()
            case LeaveOut(exercise):
                bare = notifications.see_a_doctor(exercise, exercise)
                self._show_or(lambda: notifications.see_a_doctor(exercise, self.session.name(exercise)), bare)
            case Record() | HoldBegan() | Freed() | WentAway() | CameBack():
                log.info("%s", action)
            case _:
                assert_never(action)

    def _open(self, version: Version) -> None:
        self._notifier.close(notifications.NOT_OPENED)
        try:
            opened = self.session.open(version)
        except Exception:
            self._show(notifications.not_opened())
            raise
        if not opened:
            self._show(notifications.nothing_to_do(self.session.left_out))

    def _recorded(self, record: Record) -> None:
        if self._session is None:
            return  # it never had a window
        try:
            self._session.recorded(record)
        except Exception:
            self._session.close()  # of a routine that is over nothing can be pressed
            raise

    def _show_or(self, make: Callable[[], Note], bare: Note) -> None:
        """Show the note that ``make`` makes, or ``bare`` where it cannot: then what it raised is raised."""
        try:
            note = make()
        except Exception:
            self._show(bare)
            raise
        self._show(note)

    def _nudge(self, nudge: Nudge) -> Note:
        """Which tip it is is kept before it is shown: what was shown is not shown again after a crash (N4, S2)."""
        memory = self._memory.value
        tip = next_tip(self._tips(), memory.tips, nudge.kinds, folds=nudge.folds)
        self._memory.keep(replace(memory, tips=with_shown(memory.tips, tip)))
        return notifications.nudge(tip, self._show_for())

    def _invitation(self, invite: Invite) -> Note:
        offered = self.session.offer(Version.FULL)
        if offered is None:
            return notifications.invitation(invite, self._outlook(), 0, 0)
        minutes, place = max(1, round(offered.plan.total / 60)), offered.number if offered.kept else 0
        return notifications.invitation(invite, self._outlook(), minutes, offered.exercises, place)

    def _show(self, note: Note) -> None:
        log.info("%s: %s", note.key, note.title)
        self._notifier.show(note)
