"""A second opinion: the rules of behaviour.md once more, for one observer who sees only events and actions.

It keeps time in another way than the engine does (what was cut out of a stopwatch is a list of spans, and nothing is
ever shifted), reads office hours off the wall clock as a person would, and knows nothing of daylight saving.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from deskbreak.engine import events
from deskbreak.engine.actions import (
    Action,
    CameBack,
    Closed,
    CloseNudge,
    Doubted,
    Freed,
    Invite,
    Nudge,
    OpenRoutine,
    Outcome,
    PainTakenBack,
    Record,
    Rest,
    UserStatusOver,
    WentAway,
    Why,
    Withdraw,
)
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.events import Event, Reply, UserStatus
from deskbreak.engine.reasons import Hold, Sign
from deskbreak.settings import DAYS, MINUTE, Settings, TimeRange

ONE_DAY = timedelta(days=1)
QUIET = {Hold.CALL, Hold.DND, Hold.FULLSCREEN, Hold.LUNCH, Hold.PAUSED}
THERE = {Sign.CALL, Sign.FULLSCREEN, Sign.INHIBIT}
KINDS = {Sign.CALL: "call", Sign.DND: "dnd", Sign.FULLSCREEN: "fullscreen", Sign.INHIBIT: "fullscreen"}


@dataclass
class Stopwatch:
    """Runs from ``zero`` without the spans in ``cut``, to ``stopped`` if that is set."""

    zero: int
    cut: list[tuple[int, int]] = field(default_factory=list)

    def shows(self, now: int) -> int:
        return now - self.zero - sum(max(0, min(end, now) - max(start, self.zero)) for start, end in self.cut)

    def back_to(self, shown: int, now: int) -> None:
        self.zero, self.cut = now - shown, []


@dataclass
class Seen:
    """A sign that is there: since when its kind is, since when its belief counts, and whether that is used up."""

    began: int
    since: int
    found: bool = False
    lost: bool = False
    told: bool = False


@dataclass
class Pending:
    """An invitation: ``n`` and ``laters`` so far; ``shown_at`` while open, ``until`` while snoozed, else withdrawn."""

    n: int
    laters: int
    shown_at: int | None = None
    until: int | None = None


@dataclass
class Observer:
    """What somebody knows who has watched all events and actions so far."""

    now: Instant
    settings: Settings
    idle: int | None = None
    locked: bool = False
    asleep: bool = False
    signs: dict[Sign, Seen] = field(default_factory=dict)
    sign_ended: int | None = None
    statuses: dict[UserStatus, int | None] = field(default_factory=dict)
    over: list[UserStatus] = field(default_factory=list)
    """User statuses of which it is to be said now that they are over."""
    gone: int | None = None
    left: int = 0
    back_at: int | None = None
    exercising: bool = False
    held: set[Hold] = field(default_factory=set)
    stood: set[Hold] = field(default_factory=set)
    """Those that stood at any time in the latest step: a restart is away and back in one."""
    grace_at: int | None = None
    day: date | None = None
    nudge: Stopwatch | None = None
    routine: Stopwatch | None = None
    pending: Pending | None = None
    not_before: int = 0
    stopped_at: int | None = None
    hurt_on: date | None = None
    hurt_before: tuple[int, date | None] | None = None
    """When it was said last that it hurts, and when it had hurt before that."""
    tip_until: int = 0
    anchor: int = 0
    """Since when somebody has been there, free, with nothing shown."""
    outcomes: list[Outcome] = field(default_factory=list)
    earlier: Settings | None = None
    """The settings at the step before."""
    pause_end: int | None = None
    ends: dict[Hold, int] = field(default_factory=dict)
    """When those of the quiet holds ended that time alone has ended."""

    # Office hours

    def _shift(self, local: datetime, settings: Settings | None = None) -> date | None:
        """The office day that ``local`` (naive) is in, by the settings of now or by others."""
        for day in (local.date() - ONE_DAY, local.date()):
            hours = self._hours(day, settings)
            if hours is not None and _clock(day, hours.start) <= local < _end(day, hours):
                return day
        return None

    def _hours(self, day: date, settings: Settings | None = None) -> TimeRange | None:
        office = (settings or self.settings).office
        off = any(span.first <= day <= span.last for span in office.days_off)
        return office.hours if not off and DAYS[day.weekday()] in office.days else None

    def _lunch(self, day: date) -> tuple[datetime, datetime] | None:
        """When lunch of that office day begins and ends."""
        lunch, hours = self.settings.office.lunch, self._hours(day)
        if lunch is None or hours is None:
            return None
        found = [(_clock(one, lunch.start), _end(one, lunch)) for one in (day - ONE_DAY, day, day + ONE_DAY)]
        shift = _clock(day, hours.start), _end(day, hours)
        eaten = [meal for meal in found[1:] + found[:1] if meal[1] > shift[0] and meal[0] < shift[1]]
        return eaten[0] if eaten else [meal for meal in found if meal[1] <= shift[0]][-1]

    def _of_the_hour(self) -> set[Hold]:
        """The holds that the wall clock makes."""
        local = self.now.local.replace(tzinfo=None)
        day, office = self._shift(local), self.settings.office
        if day is None:
            return {Hold.OFF}
        hours = self._hours(day)
        assert hours is not None
        found = set()
        if local >= _end(day, hours) - timedelta(milliseconds=office.wind_down):
            found.add(Hold.WIND_DOWN)
        lunch = self._lunch(day)
        if lunch is not None:
            if lunch[0] <= local < lunch[1]:
                found.add(Hold.LUNCH)
            if lunch[0] <= local < lunch[1] + timedelta(milliseconds=self.settings.routine.after_lunch):
                found.add(Hold.MEAL)
        return found

    # One step of the engine

    def watches(
        self, event: Event, settings: Settings, actions: Sequence[Action], paused: bool, pause_end: int | None
    ) -> None:
        """``event`` was told under ``settings``, the engine did ``actions``; it is ``paused`` or not after that.

        ``pause_end``: when the pause that there was before it was to end, if by itself.
        What fell due by itself up to the event's instant was seen before, with a ``Wake``.
        """
        self._nothing_came_too_late(event)
        self.earlier, self.pause_end = self.settings, pause_end
        self.settings, self.stood, self.over = settings, set(), []
        at_once = [action for action in actions if _of_the_event(action)]
        for action in at_once:
            self._sees(action)
        if isinstance(event, events.Launch):  # S1
            self.asleep, self.hurt_before = True, None
            self._presence()
            self.idle = None if event.idle_since is None else min(event.idle_since, event.at.mono)
            self._pass_time(event.at, paused)
            self.asleep, self.locked = False, event.locked
            ended = self.sign_ended
            self._show(set(event.signs))
            self.sign_ended = ended  # when what is not there any more has ended, nobody knows
        self._happens(event)
        self._pass_time(event.at, paused)
        for action in actions:
            if not _of_the_event(action):
                self._sees(action)
        assert sorted(self.over, key=lambda what: what.value) == [
            action.what for action in actions if isinstance(action, UserStatusOver)
        ]
        self._are_told(actions)
        assert self.tip_until <= self.now.mono or not self.silent, "a tip on the screen in spite of a hold"
        self._nothing_is_overdue()

    # Time passes

    def _pass_time(self, at: Instant, paused: bool) -> None:
        """To ``at``: the office day, presence, the holds."""
        elapsed, before, engaged = at.mono - self.now.mono, self.now, self.silent or self.pending_open
        self.now, self.ends = at, {}
        self._new_day(before, elapsed)
        self._lunch_ends(before, elapsed)
        holds = self._of_the_hour()
        self._end_statuses(Hold.OFF in holds)
        self._doubt()
        self._presence()
        if paused:
            holds.add(Hold.PAUSED)
        if self.gone is not None:
            holds.add(Hold.AWAY)
        if self.back_at is not None and self.gone is None and at.mono - self.back_at < self.settings.away.settle:
            holds.add(Hold.SETTLE)
        holds |= {Hold(KINDS[sign]) for sign in self._counting() if self._wanted(sign)}
        if UserStatus.MEETING in self.statuses:
            holds.add(Hold.CALL)
        if self.exercising:
            holds.add(Hold.ROUTINE)
        if holds & QUIET:
            self.grace_at = None
        else:
            if self.pause_end is not None:
                self.ends[Hold.PAUSED] = self.pause_end
            ends = {hold: end for hold, end in self.ends.items() if before.mono < end <= at.mono}
            ends |= {hold: at.mono for hold in self.held & QUIET if hold not in ends}
            self.grace_at = max(ends.values(), default=self.grace_at)
        if self.grace_at is not None and at.mono - self.grace_at < self.settings.hold.grace:
            holds.add(Hold.GRACE)
        self.held = holds
        self.stood |= holds
        if engaged or self.silent or self.pending_open:
            self.anchor = at.mono

    def _lunch_ends(self, before: Instant, elapsed: int) -> None:
        """Note when lunch ended, if it did since ``before``, by a wall clock that nobody has set."""
        was = before.local.replace(tzinfo=None)
        unset = was + timedelta(milliseconds=elapsed)
        for ahead in range((unset.date() - was.date()).days + 2):
            day = was.date() + (ahead - 1) * ONE_DAY
            lunch, hours = self._lunch(day), self._hours(day)
            if lunch is not None and hours is not None:
                end = min(lunch[1], _end(day, hours))
                if max(was, lunch[0], _clock(day, hours.start)) < end <= unset:
                    self.ends[Hold.LUNCH] = self.now.mono - round((unset - end) / timedelta(milliseconds=1))

    def _end_statuses(self, off: bool) -> None:
        now = self.now.mono
        for what, until in list(self.statuses.items()):
            if until is not None and until <= now:
                ended = until
                in_a_call = self.settings.hold.calls and Sign.CALL in self._counting()
                own = {Hold.MEAL, Hold.CALL} if what is UserStatus.MEETING and not in_a_call else {Hold.MEAL}
                if what is UserStatus.MEETING:
                    self.ends[Hold.CALL] = until
                if now - until < 60_000 and self.held <= own:
                    self.over.append(what)
            elif until is None and off and Hold.OFF not in self.held:
                ended = now
            else:
                continue
            self._clear_status(what, ended)

    def _clear_status(self, what: UserStatus, ended: int) -> None:
        if what in self.statuses:
            del self.statuses[what]
            self.sign_ended = max(ended, self.sign_ended or ended)

    @property
    def hurt(self) -> bool:
        return self.hurt_on is not None and self.hurt_on == self.day

    @property
    def silent(self) -> bool:
        return bool(self.held - {Hold.MEAL})

    # Signs: blips and belief (H5, H6)

    def _wanted(self, sign: Sign) -> bool:
        hold = self.settings.hold
        return {"call": hold.calls, "dnd": hold.dnd, "fullscreen": hold.fullscreen}[KINDS[sign]]

    def _counting(self) -> set[Sign]:
        return {sign for sign, seen in self.signs.items() if not seen.lost and self.now.mono - seen.began >= self.blip}

    def _speaking(self) -> set[Sign]:
        """The signs that somebody is there."""
        found = {sign for sign, seen in self.signs.items() if seen.found and not seen.lost}
        return THERE & (found | self._counting())

    @property
    def blip(self) -> int:
        return self.settings.hold.blip

    @property
    def in_blip(self) -> bool:
        return any(
            not seen.lost and self.now.mono - seen.began < self.blip and self._wanted(sign)
            for sign, seen in self.signs.items()
        )

    def _lost_at(self, sign: Sign) -> int | None:
        seen, hold = self.signs[sign], self.settings.hold
        window = self.signs.get(Sign.FULLSCREEN)
        if sign is Sign.INHIBIT and (window is None or window.lost):
            return seen.since + hold.inhibitor
        if sign in {Sign.CALL, Sign.FULLSCREEN} and self.idle is not None:
            return max(seen.since, self.idle) + hold.believe
        return None

    def _doubt(self) -> None:
        lost = {sign for sign, seen in self.signs.items() if not seen.lost and self._is_lost(sign)}
        for sign in lost:
            hold, at = Hold(KINDS[sign]), self._lost_at(sign)
            if at is not None and at - self.signs[sign].began > self.blip and self._wanted(sign):
                self.ends[hold] = max(at, self.ends.get(hold, at))
        for sign in lost | ({Sign.INHIBIT} & self.signs.keys() if Sign.FULLSCREEN in lost else set()):
            self.signs[sign].lost = True

    def _is_lost(self, sign: Sign) -> bool:
        at = self._lost_at(sign)
        return at is not None and at <= self.now.mono

    def _show(self, shown: set[Sign], found: bool = False) -> None:
        now, counted = self.now.mono, self._counting()
        begins = {sign for sign in shown if sign not in self.signs}
        for sign in begins:
            beside = [
                seen.began
                for other, seen in self.signs.items()
                if KINDS[other] == KINDS[sign] and not seen.lost and other not in begins
            ]
            self.signs[sign] = Seen(min([now, *beside]), now, found)
        for sign in set(self.signs) - shown:
            del self.signs[sign]
        if Sign.FULLSCREEN in counted - shown and Sign.INHIBIT in self.signs:
            self.signs[Sign.INHIBIT].since = now
        if {KINDS[sign] for sign in counted & THERE} - {KINDS[sign] for sign in self._counting()}:
            self.sign_ended = now

    def _are_told(self, actions: Sequence[Action]) -> None:
        """Once, and not before anything else might be shown, too."""
        told = {action.sign for action in actions if isinstance(action, Doubted)}
        untold = {sign for sign, seen in self.signs.items() if seen.lost and not seen.told and self._wanted(sign)}
        assert told == (set() if self.silent or self.in_blip else untold)
        for sign in told:
            self.signs[sign].told = True

    @property
    def pending_open(self) -> bool:
        return self.pending is not None and self.pending.shown_at is not None

    def _new_day(self, before: Instant, elapsed: int) -> None:
        today = self._shift(self.now.local.replace(tzinfo=None))
        if today is None or today == self.day:
            return
        if self.day is not None and Hold.OFF not in self.held:
            unset = Instant(self.now.mono, before.utc + elapsed, before.zone).local.replace(tzinfo=None)
            # T3, U3: nobody's day ends because a clock is set, or because other hours give it another date.
            if self._shift(unset) is not None and self._shift(unset, self.earlier) == self.day:
                if self.hurt_before is not None and self.hurt_before[1] == self.day:
                    self.hurt_before = self.hurt_before[0], today
                if self.hurt_on == self.day:
                    self.hurt_on = today
                self.day = today
                return
        self.day, self.nudge, self.routine, self.pending = today, None, None, None
        self.anchor = self.now.mono

    def _presence(self) -> None:
        now, away = self.now.mono, self.settings.away
        rests = self.idle is not None and now - max(self.idle, self.sign_ended or self.idle) >= away.after
        needs_none = self.exercising or self._speaking() or self.statuses
        there = not self.locked and not self.asleep and (needs_none or not rests)
        if not there and self.gone is None:
            last = now if self.idle is None or self._speaking() else self.idle
            last = now if self.exercising or self.statuses else last
            self.gone = self.left = min(now, max(last, self.sign_ended or last, self.back_at or last))
        elif there and self.gone is not None:
            span = now - self.gone
            for watch in (self.nudge, self.routine) if span >= away.rest else (self.nudge,):
                if watch is not None:
                    watch.cut.append((self.gone, now))
            if span >= away.rest and self.nudge is not None:
                self.nudge.back_to(0, now)
            if span >= away.long and self.routine is not None:
                cap = self.settings.routine.every[0] - away.fresh
                self.routine.back_to(min(cap, self.routine.shows(now)), now)
                self.pending = None
            self.gone, self.back_at = None, now
        if self.gone is None and self.nudge is None and self._shift(self.now.local.replace(tzinfo=None)) is not None:
            self.nudge, self.routine = Stopwatch(now), Stopwatch(now)

    # Something happens

    def _happens(self, event: Event) -> None:
        now = self.now.mono
        match event:
            case events.Input():
                self.idle = None
            case events.Idle(since=since):
                self.idle = min(since, now) if self.idle is None else max(self.idle, min(since, now))
            case events.SetUserStatus(what=what, span=span):
                self.statuses[what] = None if span is None else now + span
            case events.ClearUserStatus(what=what):
                self._clear_status(what, now)
            case events.Lock():
                self.hurt_before = self.hurt_before if self.locked else None
                self.locked = True
            case events.Unlock():
                self.locked = False
            case events.Suspend():
                self.hurt_before = self.hurt_before if self.asleep else None
                self.asleep = True
            case events.Resume():
                self.asleep = False
            case events.SignBegan(sign=sign):
                self._show(set(self.signs) | {sign})
            case events.Looked(signs=shown):
                self._show(set(shown), found=True)
            case events.SignEnded(sign=sign):
                self._show(set(self.signs) - {sign})
            case events.Answer(reply=Reply.LATER) if self.pending_open:
                self._later(self.settings.reminder.later)
            case events.Postpone(span=span):
                self._later(span)
            case _:
                pass

    def _later(self, span: int) -> None:
        until = self.now.mono + span
        if self.pending is not None and self.pending.until is not None and self.pending.until <= self.now.mono:
            self.pending = Pending(1, self.pending.laters)  # its time came while something held: by D1, as any other
        if self.pending is not None and (self.pending_open or self.pending.until is not None):
            self.pending = Pending(1, self.pending.laters + self.pending_open, until=until)
        else:
            self.not_before = until

    @property
    def retry_at(self) -> int:
        return 0 if self.stopped_at is None else self.stopped_at + self.settings.routine.retry

    def _may_offer(self) -> bool:
        return Hold.MEAL not in self.held and not self.hurt and self.now.mono >= max(self.not_before, self.retry_at, 0)

    # What the engine does about it

    def _sees(self, action: Action) -> None:
        now, settings = self.now.mono, self.settings
        match action:
            case Invite(n, short, why):
                self._invited(n, short, why)
            case Nudge():
                assert not self.silent, f"a nudge in spite of {self.held}"
                assert not self.in_blip, "a nudge in a blip"
                assert not self.pending_open, "a nudge beside an invitation"
                assert self.nudge is not None
                assert self.nudge.shows(now) >= settings.nudge.every, "a nudge too early"
                assert settings.nudge.enabled
                assert action.kinds == settings.nudge.kinds
                assert action.folds is (Hold.MEAL not in self.held), "after a meal nothing folds the body (N4)"
                self.nudge.back_to(0, now)
                self.tip_until, self.anchor = now + settings.nudge.show_for, now
            case CloseNudge():
                assert self.tip_until > now, "no tip is there to be closed"
                self.tip_until = 0
            case Withdraw(why):
                self._withdrawn(why.value)
            case OpenRoutine():
                assert not self.exercising, "a second routine"
                self.exercising, self.pending, self.anchor = True, None, now
                self.hurt_before = None
            case PainTakenBack():
                assert not self.exercising, "a second routine"
                assert self.hurt_before is not None, "nothing has hurt, or it is settled"
                said, before = self.hurt_before
                assert now - said <= MINUTE, "too late to take it back"
                self.exercising, self.pending, self.anchor = True, None, now
                self.hurt_on, self.hurt_before = before, None
            case Record(outcome):
                self.outcomes.append(outcome)
                self._recorded(outcome)
            case WentAway(since):
                assert since == self.now.utc - (now - self.left)
            case CameBack(away, rest):
                assert self.gone is None
                assert (rest is not Rest.NONE) == (away >= settings.away.rest)
                assert (rest is Rest.LONG) == (away >= settings.away.long)
            case Freed():
                assert not self.silent
            case _:
                pass

    def _invited(self, n: int, short: bool, why: Why) -> None:
        now, was = self.now.mono, self.pending
        assert not self.held, f"an invitation in spite of {self.held}"
        assert not self.in_blip, "an invitation in a blip"
        assert self.tip_until <= now, "an invitation beside a nudge"
        assert self.routine is not None
        assert self.nudge is not None
        assert short == (self.settings.reminder.max_later <= (0 if was is None else was.laters))
        laters = 0 if was is None else was.laters
        if why is Why.AGAIN:
            assert was is not None
            assert was.shown_at is not None
            assert now - was.shown_at >= self.settings.reminder.again
            assert n == was.n + 1
        else:
            assert was is None or was.shown_at is None, "two invitations"
            assert self._may_offer()
            assert n == (1 if was is None else was.n), "counts as they were (I5)"
            if was is not None and was.until is not None:
                assert now >= was.until, "back before the Later is over"
            if why is not Why.LATER:
                assert self.routine.shows(now) >= self.settings.routine.every[0], "not ripe"
            if why is Why.DUE:
                assert self.routine.shows(now) >= self.settings.routine.every[1]
        self.pending = Pending(n, laters, shown_at=now)
        self.nudge.back_to(0, now)
        self.anchor = now

    def _withdrawn(self, why: str) -> None:
        if why in {"answered", "missed"} or (why == "off" and self.pending is None):
            return  # by the event itself, by the record that follows, or with the day
        assert Hold(why) in self.stood
        if self.pending is None:  # C4, in the same step: a restart after a long rest
            return
        self.pending = Pending(self.pending.n, self.pending.laters)

    def _recorded(self, outcome: Outcome) -> None:
        now = self.now.mono
        match outcome:
            case Outcome.NUDGE | Outcome.INVITE:
                return
            case Outcome.MISSED | Outcome.SKIPPED:
                if outcome is Outcome.SKIPPED and self.pending is None and self.routine is not None:  # U2
                    self.routine.back_to(self.routine.shows(now) - self.settings.routine.every[0], now)
                    return
                if self.nudge is not None and self.pending is not None and outcome is Outcome.SKIPPED:
                    self.nudge.back_to(0, now)
                self.pending = None
            case _:
                self.exercising, self.sign_ended, self.anchor = False, now, now
                self.stopped_at = now if outcome is Outcome.STOPPED else None
                if outcome is Outcome.PAIN:
                    local = self.now.local.replace(tzinfo=None)
                    self.hurt_before = now, self.hurt_on
                    self.hurt_on = self._shift(local) or local.date()
                if self.nudge is not None:
                    self.nudge.back_to(0, now)
        if self.routine is not None and outcome not in {Outcome.STOPPED, Outcome.PAIN}:
            self.routine.back_to(0, now)

    # What must not fail to come

    def _nothing_came_too_late(self, event: Event) -> None:
        """What was foreseen at the last step was looked at no later than it fell due; not by one who did not run."""
        if isinstance(event, events.Launch):
            return
        for what, moment in self._foreseen():
            assert event.at.mono <= moment, f"{what} came too late"

    def _foreseen(self) -> Iterator[tuple[str, int]]:
        now, settings = self.now.mono, self.settings
        if Hold.SETTLE in self.held and self.back_at is not None:
            yield "the end of settling in", self.back_at + settings.away.settle
        if Hold.GRACE in self.held and self.grace_at is not None:
            yield "the end of grace", self.grace_at + settings.hold.grace
        for sign, seen in self.signs.items():
            if not seen.lost and now - seen.began < self.blip:
                yield "the end of a blip", seen.began + self.blip
            if not seen.lost and (lost := self._lost_at(sign)) is not None:
                yield "the end of belief", lost
        if self.silent or self.in_blip or self.pending_open or self.routine is None:
            return
        if settings.nudge.enabled:
            yield "a word", self.anchor + settings.nudge.every + settings.nudge.merge
            yield "a nudge", self._nudge_moment(self.routine)
        if self.pending is not None and self.pending.until is not None:
            yield "a Later", self.pending.until
        elif not self.hurt and Hold.MEAL not in self.held:
            shows, (ripe, due) = self.routine.shows(now), settings.routine.every
            kept_until = max(self.not_before, self.retry_at)
            yield "the due routine", max(now + due - shows, kept_until)
            if self.idle is not None:
                yield "a pause", max(now + ripe - shows, self.idle + settings.routine.pause, kept_until)

    def _nudge_moment(self, routine: Stopwatch) -> int:
        """When the nudge is shown, or what it waits for comes in its place (N2, N3)."""
        assert self.nudge is not None
        now, settings = self.now.mono, self.settings
        due = now + settings.nudge.every - self.nudge.shows(now)
        ripe = now + settings.routine.every[0] - routine.shows(now)
        until = ripe if self.pending is None or self.pending.until is None else self.pending.until
        return until if due < until <= max(due, now) + settings.nudge.merge else due

    def _waits(self) -> bool:
        """Whether an invitation is near enough for a nudge to wait for it (N2, N3)."""
        merge = self.settings.nudge.merge
        if self.pending is not None and self.pending.until is not None:
            return self.pending.until - self.now.mono <= merge
        assert self.routine is not None
        return 0 < self.settings.routine.every[0] - self.routine.shows(self.now.mono) <= merge

    def _nothing_is_overdue(self) -> None:
        """With presence and no hold nothing stays away for longer than it may."""
        now, nudge, routine = self.now.mono, self.settings.nudge, self.settings.routine
        if self.silent or self.in_blip or self.pending_open or self.nudge is None or self.routine is None:
            return
        if nudge.enabled:
            assert now - self.anchor <= nudge.every + nudge.merge, "too long without a word"
            assert self.nudge.shows(now) < nudge.every or self._waits(), "a nudge that is due"
        if self.pending is not None and self.pending.until is not None:
            assert now < self.pending.until, "a Later that is over"
        elif self._may_offer():
            assert self.routine.shows(now) < routine.every[1], "the routine is due"
            if self.idle is not None and self.routine.shows(now) >= routine.every[0]:
                assert now - self.idle < routine.pause, "the hands rest"


def _of_the_event(action: Action) -> bool:
    """Whether the event itself makes the engine do this, and not the time."""
    match action:
        case OpenRoutine() | PainTakenBack() | Withdraw(Closed.ANSWERED):
            return True
        case Record(outcome):
            return outcome not in {Outcome.NUDGE, Outcome.INVITE, Outcome.MISSED}
        case _:
            return False


def _clock(day: date, minute: int) -> datetime:
    return datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)


def _end(day: date, hours: TimeRange) -> datetime:
    return _clock(day, hours.end) + (ONE_DAY if hours.over_midnight else timedelta())
