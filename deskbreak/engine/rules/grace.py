"""Grace (H1): it begins when the last of the holds that it follows has really ended, not when somebody looked again.

After a sleep, or a time in which deskbreak did not run, these are two times. All ``int`` are ms of the span clock.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from deskbreak.engine.calendar.office import lunch_over
from deskbreak.engine.events import UserStatus
from deskbreak.engine.reasons import SIGNS, Hold
from deskbreak.engine.rules import signs
from deskbreak.engine.turn import QUIET, Turn


def began_at(turn: Turn, standing: Collection[Hold], pause_end: int | None) -> int | None:
    """When grace began, now that these holds stand; ``None`` if there was nothing to follow, or while that stands.

    ``pause_end``: when the pause that there was at the last step ends or ended, if by itself.
    """
    if not QUIET.isdisjoint(standing):
        return None
    last = turn.before.last.mono
    known = [(hold, end) for hold, end in _ends(turn, pause_end) if last < end <= turn.now] if last < turn.now else []
    if not known and not turn.holds:  # nothing has ended
        return turn.grace_at
    unknown = QUIET & {hold for hold, _ in turn.holds} - {hold for hold, _ in known}
    return max([end for _, end in known] + [turn.now for _ in unknown], default=turn.grace_at)


def _ends(turn: Turn, pause_end: int | None) -> Iterator[tuple[Hold, int]]:
    """When time alone ended, or will end, what there was at the last step, or has been since."""
    last = turn.before.last
    lunch = lunch_over(turn.settings, last.utc, last.utc + turn.now - last.mono, last.zone)
    if lunch is not None:
        yield Hold.LUNCH, last.mono + lunch - last.utc
    if pause_end is not None:
        yield Hold.PAUSED, pause_end
    for status in turn.before.statuses:
        if status.what is UserStatus.MEETING and status.until is not None:
            yield Hold.CALL, status.until
    if not turn.before.machine.signs:
        return
    machine = replace(turn.before.machine, idle_since=turn.machine.idle_since)
    for shown in machine.signs:  # H6
        lost, hold = signs.believed_until(shown, machine, turn.settings), SIGNS[shown.sign].hold
        if (
            lost is not None
            and lost - shown.began > turn.settings.hold.blip
            and signs.counts(shown.sign, turn.settings)
        ):
            yield hold, lost
