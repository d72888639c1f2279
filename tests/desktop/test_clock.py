"""The engine's clock: never jumps (T1), goes on over restarts (S1), and may be sped up."""

import sys
import time
import zoneinfo
from pathlib import Path

import pytest
import tzlocal

from deskbreak.desktop import zone
from deskbreak.desktop.clock import Clock, Epoch, MachineTicks
from deskbreak.engine.instant import Instant
from tests.desktop.ticks import HandTicks


def test_a_set_wall_clock_moves_utc_and_not_mono() -> None:
    ticks = HandTicks()
    clock = Clock(ticks=ticks)
    before = clock.now()
    ticks.run(1_000)
    ticks.utc -= 7_200_000
    after = clock.now()
    assert after.mono - before.mono == 1_000
    assert after.utc - before.utc == 1_000 - 7_200_000


def test_within_a_boot_the_gap_of_a_restart_is_known_whatever_the_wall_says() -> None:
    ticks = HandTicks()
    first = Clock(ticks=ticks)
    last, epoch = first.now(), first.epoch
    ticks.run(90_000)
    ticks.utc -= 86_400_000
    second = Clock(saved=epoch, last=last, ticks=ticks)
    assert second.now().mono - last.mono == 90_000
    assert second.epoch == epoch


@pytest.mark.parametrize(("wall_gap", "mono_gap"), [(600_000, 600_000), (-600_000, 0)])
def test_after_another_boot_the_gap_is_the_wall_clocks_and_never_negative(wall_gap: int, mono_gap: int) -> None:
    first = Clock(ticks=HandTicks())
    last, epoch = first.now(), first.epoch
    rebooted = HandTicks(elapsed=7_000, utc=last.utc + wall_gap, boot="boot-2")
    second = Clock(saved=epoch, last=last, ticks=rebooted)
    assert second.now().mono == last.mono + mono_gap


@pytest.mark.parametrize("epoch", [None, Epoch("", 0)])
def test_where_boots_have_no_name_the_wall_clock_tells_the_gap(epoch: Epoch | None) -> None:
    ticks = HandTicks(elapsed=100, boot="")
    last = Instant(9_000, ticks.utc - 5_000, "UTC")
    assert Clock(saved=epoch, last=last, ticks=ticks).now().mono == 14_000


def test_mono_never_goes_back_over_restarts_at_high_speed() -> None:
    ticks = HandTicks()
    fast = Clock(speed=60, ticks=ticks)
    ticks.run(10_000)
    last, epoch = fast.now(), fast.epoch
    ticks.run(500)
    assert Clock(speed=60, saved=epoch, last=last, ticks=ticks).now().mono == last.mono + 500


def test_speed_runs_both_clocks_from_the_start_on() -> None:
    ticks = HandTicks()
    clock = Clock(speed=60, ticks=ticks)
    start = clock.now()
    ticks.run(2_000)
    now = clock.now()
    assert (now.mono - start.mono, now.utc - start.utc) == (120_000, 120_000)
    assert clock.real_delay(now.mono + 60_000) == 1.0
    assert clock.real_delay(now.mono - 60_000) == 0


def test_idle_time_is_the_machines_and_counts_at_speed_only_since_the_start() -> None:
    ticks = HandTicks()
    clock = Clock(speed=10, ticks=ticks)
    start = clock.now()
    ticks.run(3_000)
    assert clock.ago(1_000).mono == clock.now().mono - 10_000
    assert clock.ago(1_000).utc == clock.now().utc - 10_000
    assert clock.ago(4_000).mono == start.mono - 1_000
    assert clock.at_real(ticks.elapsed) == clock.now().mono


def test_a_clock_that_stands_or_runs_backwards_is_refused() -> None:
    for speed in (0, 0.5, -1, float("nan")):
        with pytest.raises(ValueError, match="speed"):
            Clock(speed=speed, ticks=HandTicks())


def test_an_unannounced_suspend_is_told_once() -> None:
    ticks = HandTicks()
    ticks.sleep(10_000)
    clock = Clock(ticks=ticks)
    assert clock.slept_ms() == 0, "what was before the start"
    ticks.run(60_000)
    assert clock.slept_ms() == 0
    ticks.sleep(3_600_000)
    ticks.run(50)
    assert clock.slept_ms() == 3_600_000
    assert clock.slept_ms() == 0


def test_readings_a_little_apart_are_no_suspend() -> None:
    ticks = HandTicks()
    clock = Clock(ticks=ticks)
    ticks.slept += 40
    assert clock.slept_ms() == 0


def test_the_machines_clocks_agree_with_the_systems() -> None:
    ticks = MachineTicks()
    for read, clock in ((ticks.utc_ms, time.CLOCK_REALTIME), (ticks.elapsed_ms, time.CLOCK_BOOTTIME)):
        before = time.clock_gettime_ns(clock) // 1_000_000
        told = read()
        assert before <= told <= time.clock_gettime_ns(clock) // 1_000_000
    assert ticks.elapsed_ms() >= ticks.awake_ms() - 1
    assert len(ticks.boot_id()) == 36


def test_the_scheduler_is_given_the_real_wall_clock() -> None:
    ticks = HandTicks()
    clock = Clock(speed=60, ticks=ticks)
    when = clock.wall_time_of(clock.now().mono + 120_000)
    assert when.timestamp() * 1000 == ticks.utc + 2_000


def test_the_zone_is_the_systems_and_read_anew_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    clock = Clock(ticks=HandTicks())
    assert clock.now().zone == "Europe/Berlin"
    assert not clock.read_zone()
    monkeypatch.setenv("TZ", "America/New_York")
    assert clock.now().zone == "Europe/Berlin"
    assert clock.read_zone()
    assert clock.now().zone == "America/New_York"


@pytest.mark.parametrize("odd", ["CET-1CEST", "No/Such_Place", ":/etc/nothing", "../../etc/passwd"])
def test_an_odd_zone_still_gives_a_zone_that_exists(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", odd)
    assert zoneinfo.ZoneInfo(zone.zone_name())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /etc/localtime")
def test_a_copied_localtime_is_known_by_its_rules(tmp_path: Path) -> None:
    source = next(Path(folder, "Europe/Berlin") for folder in zoneinfo.TZPATH if Path(folder).is_dir())
    copy = tmp_path / "localtime"
    copy.write_bytes(source.read_bytes())
    name = zone.same_rules(copy)
    assert name is not None
    assert (source.parents[1] / name).read_bytes() == source.read_bytes()
    copy.write_bytes(b"no zone")
    assert zone.same_rules(copy) is None
    assert zone.same_rules(tmp_path / "missing") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /etc/localtime")
def test_a_link_names_its_zone(tmp_path: Path) -> None:
    folder = tmp_path / "share" / "zoneinfo" / "Europe"
    folder.mkdir(parents=True)
    (folder / "Berlin").touch()
    link = tmp_path / "localtime"
    link.symlink_to(folder / "Berlin")
    assert zone.linked(link) == "Europe/Berlin"
    assert zone.linked(tmp_path / "no" / "link") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /etc/localtime")
def test_where_files_contradict_each_other_the_link_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    berlin = next(Path(folder, "Europe/Berlin") for folder in zoneinfo.TZPATH if Path(folder).is_dir())
    link = tmp_path / "localtime"
    link.symlink_to(berlin)
    monkeypatch.setattr(zone, "LOCALTIME", link)

    def contradiction() -> None:
        raise zoneinfo.ZoneInfoNotFoundError("Multiple conflicting time zone configurations found")

    monkeypatch.setattr(tzlocal, "reload_localzone", contradiction)
    assert zone.zone_name() == "Europe/Berlin", "and not what tzlocal remembers"
