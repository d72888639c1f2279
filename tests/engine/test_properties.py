"""What is true of the engine whatever happens, in any order, on any clock, under any settings."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from deskbreak.engine.actions import Action
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.calendar.office import wall_instant
from deskbreak.engine.engine import first_state, step
from deskbreak.engine.events import Event, Idle, Launch, Looked, Skip, Wake
from deskbreak.engine.reasons import Sign
from deskbreak.engine.rules.holds import pause_end
from deskbreak.engine.state import State
from deskbreak.engine.wake import next_wake
from deskbreak.settings import HOUR, MINUTE, Settings
from tests.draws import ANEW, draws

from .desk import reloaded
from .drawn import STEP, ZONES, all_settings, event_makers, made, short_times, spans, wall_clocks
from .second_opinion import Observer

Maker = tuple[type[Event], tuple[Any, ...]]

COMMON = profile(
    deadline=None,
    derandomize=not ANEW,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
START = Instant(10**9, wall_instant(datetime.fromisoformat("2026-11-23T09:00"), ZONES[0]), ZONES[0])
TELLS_OF_BEFORE = (Idle, Launch, Looked)
"""Events that tell of the time before them: what they say comes first."""


class AnyDay(RuleBasedStateMachine):
    """Anything happens to a desk; an observer who knows the rules watches (see ``second_opinion``)."""

    @initialize(settings=all_settings(), start=st.integers(-60, 9 * 60))
    def sit_down(self, settings: Settings, start: int) -> None:
        self.settings = settings
        self.now = START.later(start * MINUTE)
        self.state = first_state(self.now)
        self.observer = Observer(self.now, settings)
        self.told(Wake(self.now))

    # What happens

    @rule(span=short_times())
    def time_passes(self, span: int) -> None:
        self.wait(span)

    @rule(span=short_times(), drift=st.integers(-3_000, 3_000))
    def time_passes_and_the_wall_clock_drifts(self, span: int, drift: int) -> None:
        self.wait(span, drift)

    @rule(hours=st.integers(2, 60))
    def much_time_passes(self, hours: int) -> None:
        self.wait(hours * HOUR)

    @rule(maker=event_makers(), span=short_times(20 * MINUTE))
    def something_happens(self, maker: Maker, span: int) -> None:
        self.wait(span)
        event = made(maker, self.now)
        if not isinstance(event, TELLS_OF_BEFORE):
            self.what_falls_due_comes_first(event)
        self.told(event)
        if not isinstance(event, Skip):  # U2: the next one, and the one after it
            self.nothing_more_happens(event)

    @rule(local=wall_clocks())
    def the_wall_clock_is_set(self, local: datetime) -> None:
        self.now = replace(self.now, utc=wall_instant(local, self.now.zone))
        self.told(Wake(self.now))

    @rule(span=st.integers(-12 * 60, 12 * 60))
    def the_wall_clock_is_set_a_little(self, span: int) -> None:
        self.now = replace(self.now, utc=self.now.utc + span * MINUTE)
        self.told(Wake(self.now))

    @rule(zone=st.sampled_from(ZONES))
    def the_zone_changes(self, zone: str) -> None:
        self.now = replace(self.now, zone=zone)
        self.told(Wake(self.now))

    @rule(settings=all_settings())
    def the_settings_change(self, settings: Settings) -> None:
        self.settings = settings
        self.told(Wake(self.now))

    @rule(
        gap=short_times(20 * HOUR),
        rested=spans(0, HOUR) | st.none(),
        locked=st.booleans(),
        signs=st.sets(st.sampled_from(Sign)),
    )
    def deskbreak_starts_again(self, gap: int, rested: int | None, locked: bool, signs: set[Sign]) -> None:
        self.now = self.now.later(gap)
        idle_since = None if rested is None else self.now.mono - rested
        self.told(Launch(self.now, idle_since, locked, frozenset(signs)))

    # How the engine is driven

    def wait(self, span: int, drift: int = 0) -> None:
        end = self.now.mono + span
        while (wake := next_wake(self.state, self.settings)) is not None and wake.at.mono <= end:
            assert wake.at.mono > self.state.last.mono, "a wake in the past"
            self.pass_to(wake.at.mono, drift)
            self.told(Wake(self.now))
            drift = 0
        self.pass_to(end, drift)
        if span or drift:
            before = self.state
            actions = self.told(Wake(self.now))
            assert not actions or drift, f"next_wake slept through {actions} after {before}"

    def pass_to(self, mono: int, drift: int) -> None:
        self.now = self.now.later(mono - self.now.mono)
        self.now = replace(self.now, utc=self.now.utc + drift)

    def told(self, event: Event) -> tuple[Action, ...]:
        if not isinstance(event, (Wake, *TELLS_OF_BEFORE)):
            self.told(Wake(event.at))
        last, paused = self.state.last, self.state.paused
        ends = None if paused is None else pause_end(paused, last, self.settings)
        self.state, actions = step(self.state, event, self.settings)
        self.observer.watches(
            event,
            self.settings,
            actions,
            self.state.paused is not None,
            None if ends is None else last.mono + ends - last.utc,
        )
        assert {hold for hold, _ in self.state.holds} == self.observer.held
        assert (self.state.open is not None) == self.observer.pending_open
        return actions

    def what_falls_due_comes_first(self, event: Event) -> None:
        between, due = step(self.state, Wake(event.at), self.settings)
        assert step(self.state, event, self.settings) == _after(due, step(between, event, self.settings))

    def nothing_more_happens(self, event: Event) -> None:
        assert step(self.state, event, self.settings) == (self.state, ())

    @invariant()
    def waking_again_changes_nothing(self) -> None:
        self.nothing_more_happens(Wake(self.now))

    @invariant()
    def save_and_load_changes_nothing(self) -> None:
        assert reloaded(self.state) == self.state


def _after(earlier: tuple[Action, ...], later: tuple[State, tuple[Action, ...]]) -> tuple[State, tuple[Action, ...]]:
    return later[0], earlier + later[1]


class AnyOtherDay(AnyDay):
    """The same again, drawn anew: two processors take half as long as one."""


TestAnyDay, TestAnyOtherDay = AnyDay.TestCase, AnyOtherDay.TestCase
TestAnyDay.settings = TestAnyOtherDay.settings = profile(
    COMMON, max_examples=draws(40, nightly=2_000), stateful_step_count=60
)


@given(
    all_settings(), st.integers(0, 9 * 60), st.lists(st.tuples(short_times(20 * MINUTE), event_makers()), max_size=12)
)
@profile(COMMON, max_examples=draws(60, nightly=2_000))
def test_waking_by_next_wake_alone_is_as_good_as_waking_all_the_time(
    settings: Settings, start: int, happenings: list[tuple[int, Maker]]
) -> None:
    asleep, _ = step(first_state(at := START.later(start * MINUTE)), Wake(at), settings)
    awake = asleep
    seen_asleep: list[tuple[Instant, Action]] = []
    seen_awake: list[tuple[Instant, Action]] = []
    for span, maker in happenings:
        end = asleep.last.later(span)
        while (wake := next_wake(asleep, settings)) is not None and wake.at.mono <= end.mono:
            asleep, actions = step(asleep, Wake(wake.at), settings)
            seen_asleep += ((wake.at, action) for action in actions)
        for tick in range(STEP, span + STEP, STEP):
            at = end.later(tick - span)
            awake, actions = step(awake, Wake(at), settings)
            seen_awake += ((at, action) for action in actions)
        event = made(maker, end)
        asleep, actions = step(asleep, event, settings)
        seen_asleep += ((end, action) for action in actions)
        awake, actions = step(awake, event, settings)
        seen_awake += ((end, action) for action in actions)
    assert seen_asleep == seen_awake
    assert asleep == awake
