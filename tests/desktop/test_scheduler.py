"""One job, one timer, in the GUI thread; and what is wrong with APScheduler's own QtScheduler."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.qt import QtScheduler
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from pytestqt.qtbot import QtBot

from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.desktop.time.qt_scheduler import MendedQtScheduler, run_date
from deskbreak.desktop.time.scheduler import WakeTimer
from tests.desktop.ticks import HandTicks


class Sleeper:
    """Counts how often it is woken, and where."""

    def __init__(self) -> None:
        self.threads: list[threading.Thread] = []

    def __call__(self) -> None:
        self.threads.append(threading.current_thread())

    @property
    def woken(self) -> int:
        return len(self.threads)


@pytest.fixture
def sleeper() -> Sleeper:
    return Sleeper()


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """When a scheduler looked through its jobs."""
    seen: list[datetime] = []
    look = BaseScheduler._process_jobs

    def counted(scheduler: Any) -> Any:
        seen.append(datetime.now(UTC))
        return look(scheduler)

    monkeypatch.setattr(BaseScheduler, "_process_jobs", counted)
    return seen


@pytest.fixture
def clock() -> Clock:
    return Clock(MachineTicks())


@pytest.fixture
def timer(qtbot: QtBot, clock: Clock, sleeper: Sleeper) -> Iterator[WakeTimer]:
    timer = WakeTimer(clock, sleeper)
    yield timer
    timer.close()


def looks_when_due(qtbot: QtBot, looks: list[datetime], make: Callable[[], Any]) -> int:
    """How often the jobs are looked at when, after 300 changes, one of them falls due."""
    scheduler = make()
    scheduler.start()
    ran: list[None] = []
    job = scheduler.add_job(ran.append, args=(None,), trigger=run_date(datetime.now(UTC) + timedelta(days=1)))
    begin = datetime.now(UTC)
    for _ in range(100):
        job.reschedule(run_date(begin + timedelta(days=1)))
    # The rest of the changes has to be over before it is due, however busy the machine.
    due = datetime.now(UTC) + timedelta(seconds=0.2) + 4 * (datetime.now(UTC) - begin)
    for _ in range(200):
        job.reschedule(run_date(due))
    # A timer set last and for longer comes after all that were left behind, in whatever turns they come.
    last = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    last.start(2 * max(round((due - datetime.now(UTC)).total_seconds() * 1000), 0) + 100)
    qtbot.waitUntil(lambda: bool(ran) and not last.isActive(), timeout=20_000)
    scheduler.shutdown()
    return sum(moment >= due for moment in looks)


def test_many_changes_leave_one_timer(qtbot: QtBot, looks: list[datetime]) -> None:
    assert looks_when_due(qtbot, looks, lambda: MendedQtScheduler(lambda: None)) == 1


def test_apschedulers_own_leaves_one_for_each_change(qtbot: QtBot, looks: list[datetime]) -> None:
    """The witness that the test above fails on it; when this one fails, APScheduler is mended and we need not."""
    assert (
        looks_when_due(qtbot, looks, lambda: QtScheduler(timezone=UTC, executors={"default": DebugExecutor()})) >= 300
    )


def test_it_wakes_once_in_the_gui_thread_and_not_early(
    qtbot: QtBot, clock: Clock, sleeper: Sleeper, looks: list[datetime]
) -> None:
    moments: list[int] = []
    looked: list[int] = []

    def wake() -> None:
        sleeper()
        moments.append(clock.now().mono)
        looked.append(len(looks))

    timer = WakeTimer(clock, wake)
    target = clock.now().mono + 150
    timer.set(target)
    assert sleeper.woken == 0
    last = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    last.start(300)  # it comes after all that were left behind
    qtbot.waitUntil(lambda: sleeper.woken > 0 and not last.isActive(), timeout=2_000)
    timer.close()
    assert sleeper.threads == [threading.main_thread()]
    assert moments[0] >= target - 5
    assert len(looks) == looked[0], "nothing is looked at any more"


def test_a_later_set_replaces_the_one_before(qtbot: QtBot, clock: Clock, timer: WakeTimer, sleeper: Sleeper) -> None:
    now = clock.now().mono
    timer.set(now + 40)
    timer.set(now + 3_600_000)
    timer.set(now + 200)
    qtbot.waitUntil(lambda: sleeper.woken > 0, timeout=2_000)
    assert clock.now().mono >= now + 195
    assert sleeper.woken == 1


def test_it_may_be_set_again_while_waking(qtbot: QtBot, clock: Clock) -> None:
    rounds: list[int] = []

    def again() -> None:
        rounds.append(clock.now().mono)
        if len(rounds) < 3:
            alarm.set(rounds[-1] + 30)

    alarm = WakeTimer(clock, again)
    alarm.set(clock.now().mono)
    qtbot.waitUntil(lambda: len(rounds) == 3, timeout=2_000)
    alarm.close()


def test_what_has_passed_comes_at_once_and_nothing_comes_when_unset(
    qtbot: QtBot, clock: Clock, timer: WakeTimer, sleeper: Sleeper
) -> None:
    now = clock.now().mono
    timer.set(now + 30)
    timer.set(None)
    other = Sleeper()
    second = WakeTimer(clock, other)
    second.set(now + 100)
    qtbot.waitUntil(lambda: other.woken == 1, timeout=2_000)
    assert sleeper.woken == 0
    timer.set(now - 3_600_000)
    qtbot.waitUntil(lambda: sleeper.woken == 1, timeout=2_000)
    second.close()


def test_speed_shortens_the_wait(qtbot: QtBot, sleeper: Sleeper) -> None:
    clock = Clock(MachineTicks(), speed=3600)
    timer = WakeTimer(clock, sleeper)
    timer.set(clock.now().mono + 360_000)
    qtbot.waitUntil(lambda: sleeper.woken == 1, timeout=2_000)
    timer.close()


@pytest.mark.parametrize("jump", [-7_200_000, 7_200_000], ids=["back", "forward"])
def test_a_set_wall_clock_makes_it_neither_early_nor_late(qtbot: QtBot, sleeper: Sleeper, jump: int) -> None:
    """T3. The wall clock that APScheduler reads stays; it is ours that jumps against it."""
    ticks = HandTicks(utc=round(datetime.now(UTC).timestamp() * 1000))
    clock = Clock(ticks=ticks)
    timer = WakeTimer(clock, sleeper)
    target = clock.now().mono + 60_000
    timer.set(target)
    ticks.run(59_000)
    ticks.utc += jump
    timer.set(target)
    QCoreApplication.processEvents()
    assert sleeper.woken == 0, "not early"
    ticks.run(1_000)
    ticks.utc = round(datetime.now(UTC).timestamp() * 1000)
    timer.set(target)
    qtbot.waitUntil(lambda: sleeper.woken == 1, timeout=2_000)
    timer.close()


def test_a_wake_that_was_slept_through_comes_late_and_once(qtbot: QtBot, timer: WakeTimer, sleeper: Sleeper) -> None:
    """Hours late is still in time: APScheduler's own would drop it after a second."""
    ran: list[None] = []
    scheduler = MendedQtScheduler(lambda: None)
    scheduler.start()
    scheduler.add_job(ran.append, args=(None,), trigger=run_date(datetime.now(UTC) - timedelta(hours=8)))
    qtbot.waitUntil(lambda: ran == [None], timeout=2_000)
    scheduler.shutdown()


def test_far_ahead_it_rests_for_a_day(qtbot: QtBot, clock: Clock, timer: WakeTimer) -> None:
    timer.set(clock.now().mono + 60 * 86_400_000)
    wake = timer._scheduler._wake
    qtbot.waitUntil(lambda: wake.interval() == 86_400_000, timeout=2_000)
    assert wake.isActive()


def test_after_close_nothing_comes(qtbot: QtBot, clock: Clock, sleeper: Sleeper) -> None:
    timer = WakeTimer(clock, sleeper)
    timer.set(clock.now().mono)
    timer.close()
    for _ in range(5):
        QCoreApplication.processEvents()
    assert sleeper.woken == 0


HEAVY = ("asyncio", "ssl", "multiprocessing", "concurrent.futures", "email", "importlib.metadata")


def test_apscheduler_brings_nothing_that_nobody_uses_and_takes_nothing_from_others() -> None:
    code = (
        "import sys, deskbreak.desktop.time.qt_scheduler\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
        "import asyncio, importlib.metadata, apscheduler.executors.pool as pool\n"
        "print(asyncio.run(asyncio.sleep(0, 7)), importlib.metadata.version('pytest') != '3', pool.ThreadPoolExecutor)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    assert told == ["[]", "7 True <class 'apscheduler.executors.pool.ThreadPoolExecutor'>"]


def test_a_version_that_uses_more_of_it_gets_all_of_it() -> None:
    code = (
        "from deskbreak.desktop.time import standing_in as module\n"
        "real = module.standing_in\n"
        "module.standing_in = lambda unused: real(dict.fromkeys(unused, {}))\n"
        "from deskbreak.desktop.time.qt_scheduler import MendedQtScheduler\n"
        "from apscheduler.executors.pool import ThreadPoolExecutor\n"
        "print(MendedQtScheduler.__name__, ThreadPoolExecutor.__name__)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.stdout.split() == ["MendedQtScheduler", "ThreadPoolExecutor"], told.stderr
