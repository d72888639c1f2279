"""What happened, as lines: objects for ``--json`` (behaviour.md §10), sentences for people."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, assert_never

from deskbreak.coach.content.tip import Tip, next_tip, with_shown
from deskbreak.engine.actions import (
    CameBack,
    Closed,
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
    Rest,
    UserStatusOver,
    Version,
    WentAway,
    Why,
    Withdraw,
)
from deskbreak.engine.calendar.instant import local_time
from deskbreak.engine.reasons import HOLDS as OF_SIGNS
from deskbreak.engine.reasons import SIGNS, Hold
from deskbreak.i18n import N_, _, language, ngettext
from deskbreak.settings import HOUR, MINUTE, SECOND
from deskbreak.simulation.simulator import Happened

TimelineLine = Mapping[str, Any]

SHOWN_ELSEWHERE = frozenset({Outcome.NUDGE, Outcome.INVITE})
"""Outcomes that another line tells of."""


@lru_cache(maxsize=8)  # much happens at one instant
def iso(utc: int, zone: str) -> str:
    """``utc`` (ms) as local ISO 8601 with offset, to the second."""
    return local_time(utc, zone).isoformat(timespec="seconds")


class _Tips:
    """The posture tips as they come, after those that were ``shown``."""

    def __init__(self, tips: Sequence[Tip], shown: Sequence[str]) -> None:
        self._tips = tips
        self._shown = (*shown,)

    def next(self, nudge: Nudge) -> Tip:
        found = next_tip(self._tips, self._shown, nudge.kinds, folds=nudge.folds)
        self._shown = with_shown(self._shown, found)
        return found


def lines(happened: Iterable[Happened], tips: Sequence[Tip], shown: Sequence[str] = ()) -> Iterator[TimelineLine]:
    """One object for each thing that happened and shows.

    ``tips`` are the posture tips, and ``shown`` the ids of those that were seen before, the latest last (N4).
    """
    coming = _Tips(tips, shown)
    for one in happened:
        found = _line(one, coming)
        if found is not None:
            yield {"at": iso(one.at.utc, one.at.zone)} | found


def _line(one: Happened, tips: _Tips) -> dict[str, Any] | None:
    match one.action:
        case Nudge():
            return {"what": "nudge", "tip": tips.next(one.action).id, "seated_s": one.action.seated // SECOND}
        case Invite(n, short, why):
            return {"what": "invite", "n": n, "short": short, "why": why.value}
        case Withdraw(reason):
            return {"what": "withdraw", "why": reason.value}
        case OpenRoutine():
            return {"what": "open"}
        case Record(outcome) if outcome not in SHOWN_ELSEWHERE:
            return {"what": outcome.value}
        case HoldBegan(hold) if hold is not Hold.MEAL:
            return {"what": "hold", "why": hold.value}
        case Freed():
            return {"what": "free"}
        case PainTakenBack():
            return {"what": "pain-back"}
        case WentAway(since):
            return {"what": "away", "since": iso(since, one.at.zone)}
        case CameBack(away, rest):
            return {"what": "back", "away_s": away // SECOND, "rest": rest.value}
        case CloseNudge() | UserStatusOver() | Doubted() | CloseRoutine() | LeaveOut() | Record() | HoldBegan():
            return None
        case _:
            assert_never(one.action)


HOLDS = {
    Hold.OFF: N_("Quiet: outside office hours"),
    Hold.LUNCH: N_("Quiet: lunch"),
    Hold.WIND_DOWN: N_("Quiet: the working day winds down"),
    Hold.PAUSED: N_("Quiet: paused"),
    Hold.AWAY: N_("Quiet: nobody is there"),
    Hold.SETTLE: N_("Quiet: you have just come back"),
    **{hold: declared.held for hold, declared in OF_SIGNS.items()},
    Hold.GRACE: N_("Quiet: you have just become free"),
}
"""Those that are told to people: after a meal there are nudges all the same, and an opening routine is told anyway."""
WHYS = {
    Why.PAUSE: N_("your hands rest"),
    Why.SETTLED: N_("you have settled in"),
    Why.HOLD_OVER: N_("the quiet time is over"),
    Why.NUDGE_DUE: N_("it is time to move anyway"),
    Why.DUE: N_("it cannot wait any longer"),
    Why.AGAIN: N_("there was no answer"),
    Why.LATER: N_("you said later"),
}
RESTS = {Rest.NONE: N_("too short for a rest"), Rest.REST: N_("a rest"), Rest.LONG: N_("a long rest")}
OUTCOMES = {
    Outcome.COMPLETED: N_("Routine completed"),
    Outcome.SHORT: N_("One-minute routine completed"),
    Outcome.PARTIAL: N_("Routine done in part"),
    Outcome.STOPPED: N_("Routine stopped early"),
    Outcome.PAIN: N_("Routine stopped: it hurt in {detail}"),
    Outcome.SKIPPED: N_("Routine skipped"),
    Outcome.MISSED: N_("The invitation is let go: there was no answer"),
}


def sentences(
    happened: Iterable[Happened], tips: Sequence[Tip], clock: Callable[[datetime], str], shown: Sequence[str] = ()
) -> Iterator[str]:
    """The same for people: a heading for each day, then a time (as ``clock`` writes it) and a sentence a line."""
    heading, quiet, coming = "", False, _Tips(tips, shown)
    for one in _shown(happened):
        if isinstance(one.action, HoldBegan):
            quiet = quiet or one.action.hold in HOLDS
        elif isinstance(one.action, Freed):
            if not quiet:
                continue
            quiet = False
        sentence = _sentence(one, coming, clock)
        if sentence is None:
            continue
        local = one.at.local
        day = f"{local:%A} {local.date()} ({one.at.zone})"
        if day != heading:
            yield day if not heading else f"\n{day}"
            heading = day
        yield f"  {clock(local):<9} {sentence}"


def _shown(happened: Iterable[Happened]) -> Iterator[Happened]:
    """Without the answers that show in what they lead to, at once; a Later leads to nothing as yet."""
    answered: Happened | None = None
    for one in happened:
        leads = isinstance(one.action, OpenRoutine) or (
            isinstance(one.action, Record) and one.action.outcome is Outcome.SKIPPED
        )
        if answered is not None and not leads:
            yield answered
        answered = one if one.action == Withdraw(Closed.ANSWERED) else None
        if answered is None:
            yield one
    if answered is not None:
        yield answered


def _sentence(one: Happened, tips: _Tips, clock: Callable[[datetime], str]) -> str | None:
    match one.action:
        case Nudge():
            text = _("Posture nudge: {tip} (you have been sitting for {span})")
            return text.format(tip=tips.next(one.action).text(language()).title, span=span_text(one.action.seated))
        case Invite(n, short, why):
            return _offer(n, short=short).format(why=_(WHYS[why]))
        case Withdraw(Closed.ANSWERED):
            return _("You say: later")
        case Withdraw(reason) if reason is not Closed.MISSED:  # that it is let go is the next line
            return _("The invitation waits until you are free again")
        case OpenRoutine(version):
            return _("The routine begins") if version is Version.FULL else _("The one-minute version begins")
        case Record(outcome, detail=detail) if outcome not in SHOWN_ELSEWHERE:
            return _(OUTCOMES[outcome]).format(detail=detail)
        case HoldBegan(hold) if hold in HOLDS:
            return _(HOLDS[hold])
        case Freed():
            return _("Free again")
        case PainTakenBack():
            return _("It did not hurt: the routine goes on")
        case Doubted(sign):
            return _(SIGNS[sign].doubt)
        case WentAway(since):
            return _("Away since {time}").format(time=clock(local_time(since, one.at.zone)))
        case CameBack(away, rest):
            return _("Back after {span}: {rest}").format(span=span_text(away), rest=_(RESTS[rest]))
        case CloseNudge() | Withdraw() | UserStatusOver() | CloseRoutine() | LeaveOut() | Record() | HoldBegan():
            return None
        case _:
            assert_never(one.action)


def _offer(n: int, *, short: bool) -> str:
    if n == 1:
        return _("The one-minute version is offered: {why}") if short else _("Your routine is offered: {why}")
    return _("The one-minute version is offered again: {why}") if short else _("Your routine is offered again: {why}")


def span_text(ms: int) -> str:
    """``ms`` in words, to the minute: ``1 h 5 min``; below one minute in seconds, if there are any."""
    hours, minutes = ms // HOUR, ms % HOUR // MINUTE
    if ms < SECOND:
        return _("a moment")
    if not hours and not minutes:
        return ngettext("{count} second", "{count} seconds", ms // SECOND).format(count=ms // SECOND)
    parts = [_("{count} h").format(count=hours)] if hours else []
    if minutes or not hours:
        parts.append(_("{count} min").format(count=minutes))
    return " ".join(parts)
