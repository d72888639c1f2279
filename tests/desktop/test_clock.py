"""The engine's clock: never jumps (T1), goes on over restarts (S1), and may be sped up."""

import os
import sys
import time
import zoneinfo
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import tzlocal

from deskbreak.desktop.time import zone
from deskbreak.desktop.time.clock import Clock, Epoch, MachineTicks
from deskbreak.engine.calendar.instant import Instant, local_time, utc_of
from deskbreak.settings.refusal import shown
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
    awake = ticks.awake_ms()
    assert ticks.elapsed_ms() >= awake
    assert len(ticks.boot_id()) == 36


def test_the_scheduler_is_given_the_real_wall_clock() -> None:
    ticks = HandTicks()
    clock = Clock(speed=60, ticks=ticks)
    when = clock.wall_time_of(clock.now().mono + 120_000)
    assert when.timestamp() * 1000 == ticks.utc + 2_000


@pytest.mark.parametrize(
    ("shown", "taken"),
    [
        ("9999-12-31T23:59:59", "1999-12-31T23:59:59"),
        ("3200-02-29T12:00:00", "2000-02-29T12:00:00"),
        ("1601-01-01T00:00:00", "2001-01-01T00:00:00"),
    ],
)
def test_a_clock_of_another_age_shows_the_same_day_of_the_week_in_this_one(shown: str, taken: str) -> None:
    utc, real = (utc_of(datetime.fromisoformat(text).replace(tzinfo=UTC)) for text in (taken, shown))
    clock = Clock(ticks=HandTicks(utc=real))
    assert clock.now().utc == utc
    assert datetime.fromtimestamp(clock.now().utc / 1000, UTC).weekday() == datetime.fromisoformat(shown).weekday()
    assert taken[:4] in clock.notice
    last = Instant(5, utc - 60_000, "UTC")
    assert Clock(saved=Epoch("boot-0", 0), last=last, ticks=HandTicks(utc=real)).now().mono == 60_005


def test_the_scheduler_is_given_an_instant_even_at_the_end_of_all_calendars() -> None:
    ticks = HandTicks(utc=utc_of(datetime(9999, 12, 31, 23, tzinfo=UTC)))
    clock = Clock(ticks=ticks)
    assert clock.wall_time_of(clock.now().mono + 7_200_000).year == 9999


def test_a_usual_clock_is_not_worth_a_word() -> None:
    assert Clock(ticks=HandTicks()).notice == ""


@pytest.mark.parametrize("boot", ["boot-1", "boot-2"])
@pytest.mark.parametrize("speed", [1, 60])
def test_it_goes_on_from_an_earlier_run_later_on(boot: str, speed: float) -> None:
    first = HandTicks(boot=boot)
    before = Clock(first, speed)
    first.run(10_000)
    last, epoch = before.now(), before.epoch
    ticks = HandTicks(elapsed=first.elapsed + 2_000, utc=last.utc + 2_000)
    clock = Clock(ticks, speed)
    ticks.run(1_000)
    clock.go_on(epoch, last)
    assert clock.now().mono == last.mono + 3_000
    ticks.run(1_000)
    assert clock.now().mono == last.mono + 3_000 + 1_000 * speed


def test_the_zone_is_the_systems_and_read_anew_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    clock = Clock(ticks=HandTicks())
    assert clock.now().zone == "Europe/Berlin"
    assert not clock.read_zone()
    monkeypatch.setenv("TZ", "America/New_York")
    assert clock.now().zone == "Europe/Berlin"
    assert clock.read_zone()
    assert clock.now().zone == "America/New_York"


@pytest.mark.parametrize(
    ("tz", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Europe/Berlin", "Europe/Berlin"),
        ("posix/Europe/Berlin", "Europe/Berlin"),
        (":posix/Europe/Berlin", "Europe/Berlin"),
        ("CST-8", "Etc/GMT-8"),
        ("CST-08:00", "Etc/GMT-8"),
        ("<+03>-3", "Etc/GMT-3"),
        ("AAA+12", "Etc/GMT+12"),
        ("AAA13", "AAA13"),
        ("IST-5:30", "IST-5:30"),
        ("UTC0", "UTC"),
        ("", "UTC"),
        (":", "UTC"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ],
)
def test_whatever_tz_holds_it_is_that_zone(tz: str, name: str) -> None:
    assert zone.system_zone({"TZ": tz}) == zone.Zone(name)


@pytest.mark.parametrize("tz", ["PST8PDT", "EST5EDT"])
@pytest.mark.parametrize("known", [True, False])
def test_a_name_that_is_a_rule_too_is_a_name_where_it_is_known(
    tz: str, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian 13 has such names in a package of their own, tzdata-legacy."""
    is_zone = zone._is_zone
    monkeypatch.setattr(zone, "_is_named", lambda _name: known)
    monkeypatch.setattr(zone, "_is_zone", lambda text: text != tz and is_zone(text))
    found = zone.system_zone({"TZ": tz})
    assert found.name == (tz if known else f"{tz},M3.2.0,M11.1.0")
    assert ("does not say when summer time is" in found.notice) is not known


@pytest.mark.skipif(sys.platform == "win32", reason="its C library knows other rules")
@pytest.mark.parametrize(
    "tz", ["CST-8", "<+03>-3", "AAA13", "IST-5:30", "UTC0", "", "CET-1CEST,M3.5.0,M10.5.0/3", "Mars/X", "nonsense"]
)
def test_the_time_is_that_of_every_other_program(tz: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", tz)
    time.tzset()
    try:
        for month in range(1, 13):
            seconds = int(datetime(2027, month, 15, 12, tzinfo=UTC).timestamp())
            there = time.localtime(seconds)
            assert local_time(seconds * 1000, zone.zone_name()).timetuple()[:6] == there[:6]
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "odd", ["No/Such_Place", "europe/berlin!", ":/etc/nothing", "../../etc/passwd", "CST-99", "\x1b"]
)
def test_a_zone_that_there_is_not_is_told(odd: str) -> None:
    found = zone.system_zone({"TZ": odd})
    assert found.name == "UTC"
    assert found.notice.startswith(f"TZ is {shown(odd)}, which is no time zone here; the times are in UTC.")
    assert found.notice.isprintable()


def test_leap_seconds_are_told() -> None:
    found = zone.system_zone({"TZ": "right/Europe/Berlin"})
    assert found.name == "Europe/Berlin"
    assert "without leap seconds" in found.notice


def test_a_summer_time_without_its_days_is_told() -> None:
    """CET-1CEST: what everybody takes for it is hardly what is meant."""
    found = zone.system_zone({"TZ": "CET-1CEST"})
    assert "United States" in found.notice
    offsets = [local_time(utc_ms, found.name).utcoffset() for utc_ms in (1_800_000_000_000, 1_815_000_000_000)]
    assert offsets == [timedelta(hours=1), timedelta(hours=2)], "January and July of 2027"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /etc/localtime")
def test_tz_may_be_the_path_of_a_file(tmp_path: Path) -> None:
    berlin = next(Path(folder, "Europe/Berlin") for folder in zoneinfo.TZPATH if Path(folder).is_dir())
    assert zone.system_zone({"TZ": f":{berlin}"}) == zone.Zone("Europe/Berlin")
    copy = tmp_path / "mine"
    copy.write_bytes(berlin.read_bytes())
    found = zone.system_zone({"TZ": str(copy)})
    assert (zoneinfo.ZoneInfo(found.name).utcoffset(datetime(2027, 7, 1)), found.notice) == (timedelta(hours=2), "")  # noqa: DTZ001
    copy.write_bytes(b"no zone")
    assert "which is no time zone here" in zone.system_zone({"TZ": str(copy)}).notice


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no FIFO")
def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for odd in (tmp_path / "fifo", Path("/dev/zero"), tmp_path):
        assert zone.same_rules(odd) is None
        assert zone.system_zone({"TZ": str(odd)}).name == "UTC"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /etc/localtime")
def test_rules_of_the_systems_own_that_have_no_name_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zone, "LOCALTIME", tmp_path / "localtime")
    monkeypatch.setattr(tzlocal, "reload_localzone", lambda: None)
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: None)
    assert zone.system_zone({}) == zone.Zone("UTC"), "without a file every program takes UTC"
    (tmp_path / "localtime").write_bytes(b"TZif of my own")
    assert "none that is known here" in zone.system_zone({}).notice


def test_the_clock_keeps_what_there_is_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "CET-1CEST")
    clock = Clock(ticks=HandTicks())
    assert "United States" in clock.zone_notice
    monkeypatch.setenv("TZ", "Europe/Berlin")
    assert clock.read_zone()
    assert clock.zone_notice == ""


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
