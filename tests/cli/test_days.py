"""``simulate`` and ``plan``: texts, JSON, exit codes, every fault told."""

import json
import locale
import os
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from deskbreak.i18n import ClockFace
from deskbreak.simulation.simulator import Simulation
from deskbreak.store.memory import Memory, remember
from deskbreak.store.paths import find_paths
from tests.cli.conftest import Say
from tests.coach.samples import routines

NESTED = Path(__file__).parents[1] / "hostile" / "scenario-nested.toml"
DAY = """
start = 2026-11-23T09:00:00
end   = 2026-11-23T11:30:00
zone  = "Europe/Berlin"
routine_takes = "4m"
[[event]]
at = 11:00:00
do = "answer"
with = "start"
"""
KEYS = {
    "nudge": {"at", "what", "tip", "seated_s"},
    "invite": {"at", "what", "n", "short", "why"},
    "withdraw": {"at", "what", "why"},
    "open": {"at", "what"},
    "completed": {"at", "what"},
    "hold": {"at", "what", "why"},
    "free": {"at", "what"},
}


@pytest.fixture
def day(tmp_path: Path) -> Path:
    file = tmp_path / "day.toml"
    file.write_text(DAY, encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def _berlin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")


def test_a_day_in_words(say: Say, day: Path) -> None:
    told = say("simulate", day)
    assert told.code == 0
    assert told.err == ""
    assert told.out.splitlines()[:3] == [
        "Monday 2026-11-23 (Europe/Berlin)",
        "  10:00     Posture nudge: A few steps (you have been sitting for 1 h)",
        "  11:00     Your routine is offered: it is time to move anyway",
    ]


def test_a_long_day_may_be_broken_off(say: Say, day: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(_self: Simulation) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Simulation, "run", run)
    told = say("simulate", day)
    assert (told.code, told.out, told.err) == (130, "", "")


def test_a_day_as_one_object_a_line_and_nothing_else(say: Say, day: Path) -> None:
    lines = [json.loads(line) for line in say("simulate", day, "--json").out.splitlines()]
    assert lines[0] == {"at": "2026-11-23T10:00:00+01:00", "what": "nudge", "tip": "walk", "seated_s": 3600}
    assert [line["what"] for line in lines] == [
        *("nudge", "invite", "withdraw", "open", "hold", "completed", "free")
    ]  # fmt: skip
    assert [line["at"] for line in lines] == sorted(line["at"] for line in lines)
    assert all(set(line) == KEYS[line["what"]] for line in lines)


def test_n4_a_written_day_has_the_kinds_of_its_settings_and_nothing_that_folds_after_lunch(
    say: Say, tmp_path: Path
) -> None:
    """With movements alone the first would be a bend, which waits."""
    file = tmp_path / "day.toml"
    lunch = '[config.office]\nlunch = "10:00-11:00"\n[config.nudge]\nkinds = ["movement"]\n'
    file.write_text(DAY.partition("[[event]]")[0].replace("11:30", "18:30") + lunch, encoding="utf-8")
    told = tips_in(say("simulate", file, "--json").out)
    assert told[:3] == [("11:01", "turn-head"), ("12:01", "shoulders"), ("14:20", "bend")]


def test_n4_the_plan_goes_on_from_the_tips_that_were_shown(say: Say, home: Path) -> None:
    remember(find_paths(home).memory_file, Memory(tips=("walk", "bend", "three-breaths")))
    told = tips_in(say("--home", home, "plan", "--date", "2026-11-23", "--json").out)
    assert [tip for _at, tip in told[:2]] == ["chair", "far"]


def tips_in(out: str) -> list[tuple[str, str]]:
    """The nudges of a day for programs: when, and which tip."""
    lines = [json.loads(line) for line in out.splitlines()]
    return [(line["at"][11:16], line["tip"]) for line in lines if line["what"] == "nudge"]


def test_every_fault_is_a_line_with_its_place(say: Say, day: Path) -> None:
    day.write_text(DAY + '[[event]]\nat = 11:12:00\ndo = "idel"\n[config.nudge]\nevry = "1h"\n', encoding="utf-8")
    told = say("simulate", day)
    assert (told.code, told.out) == (2, "")
    assert 'day.toml: event 2 (at 11:12): unknown event "idel"; did you mean “idle”?' in told.faults
    assert len(told.faults) == 2
    assert all(fault.startswith("day.toml: ") for fault in told.faults)


@pytest.mark.parametrize(("exercise", "told"), [("seated-twirl", "; did you mean “seated-twist”?"), ("zzzz", "")])
def test_only_an_exercise_that_is_there_can_hurt(say: Say, day: Path, exercise: str, told: str) -> None:
    pain = '[[event]]\nat = 11:02:00\ndo = "pain"\nwith = "{}"\n'
    day.write_text(DAY + pain.format(exercise), encoding="utf-8")
    said = say("simulate", day)
    assert (said.code, said.out) == (2, "")
    assert said.faults == [f'day.toml: event 2 (at 11:02): pain: there is no exercise "{exercise}"{told}']
    day.write_text(DAY + pain.format("seated-twist"), encoding="utf-8")
    assert "it hurt in seated-twist" in say("simulate", day).out


def test_what_makes_no_sense_in_its_place_prints_no_half_day(say: Say, day: Path) -> None:
    day.write_text(DAY + '[[event]]\nat = 11:20:00\ndo = "answer"\nwith = "skip"\n', encoding="utf-8")
    told = say("simulate", day)
    assert (told.code, told.out) == (2, "")
    assert told.faults[0].startswith("day.toml: event 2 (at 11:20): ")


def test_a_byte_order_mark_is_no_fault(say: Say, day: Path) -> None:
    day.write_bytes(b"\xef\xbb\xbf" + DAY.encode())
    assert say("simulate", day).code == 0


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda file: file.unlink(), "No such file"),
        (lambda file: file.write_bytes(b"\xff\xfe"), "no text in UTF-8"),
        (lambda file: (file.unlink(), file.mkdir()), "it is a folder, not a file"),
        (lambda file: file.write_text("start = "), "day.toml: this is not TOML: Invalid value"),
        (_pipe, "it is a pipe, not a file"),
        (lambda file: (file.unlink(), file.symlink_to("/dev/zero")), "it is a device, not a file"),
        (lambda file: (file.unlink(), file.symlink_to(file)), "Too many levels of symbolic links"),
        (lambda file: file.write_text("#" * (256 * 1024 + 1)), "it is larger than 256 kB"),
        (lambda file: file.write_text("a = " + "1" * 5000), "day.toml: this is not TOML: a number or a name"),
        (lambda file: file.write_text("a" + ".a" * 50_000 + " = 1"), "day.toml: this is not TOML: tables and lists"),
        (lambda file: file.write_bytes(NESTED.read_bytes()), "day.toml: this is not TOML: tables and lists"),
    ],
    ids=["missing", "binary", "folder", "no TOML", "pipe", "device", "loop", "huge", "number", "dots", "nested"],
)
def test_a_file_that_cannot_be_read_is_2_and_a_sentence(say: Say, day: Path, make: object, told: str) -> None:
    assert callable(make)
    make(day)
    said = say("simulate", day)
    assert (said.code, said.out) == (2, "")
    assert told in said.err
    assert len(said.faults) == 1


def test_what_nobody_thought_of_is_a_sentence_and_in_the_log(
    say: Say, day: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def run(_simulation: Simulation) -> None:
        raise OverflowError("date value out of range")

    monkeypatch.setattr(Simulation, "run", run)
    said = say("simulate", day)
    assert (said.code, said.out) == (2, "")
    assert "day.toml: this file is not understood: OverflowError('date value out of range')" in said.faults
    assert caplog.records[-1].exc_info is not None


def test_the_plan_of_an_office_day(say: Say, home: Path) -> None:
    told = say("--home", home, "plan", "--date", "2026-11-23")
    assert (told.code, told.err) == (0, "")
    lines = told.out.splitlines()
    assert lines[0] == "Monday 2026-11-23 (Europe/Berlin)"
    assert "  10:00     Posture nudge: A few steps (you have been sitting for 1 h)" in lines
    assert "  11:00     The routine begins" in lines
    assert [line for line in lines[1:] if re.match(r"  \d\d:\d\d:", line)] == []
    assert not home.exists()


def test_the_plan_for_programs(say: Say, home: Path) -> None:
    lines = [
        json.loads(line) for line in say("plan", "--json", "--date", "2026-11-23", "--home", home).out.splitlines()
    ]
    invited = [line for line in lines if line["what"] == "invite"]
    opened = [line for line in lines if line["what"] == "open"]
    assert [line["at"] for line in invited] == [line["at"] for line in opened]
    done = [datetime.fromisoformat(line["at"]) for line in lines if line["what"] == "completed"]
    begin, wind_down = (done[0].replace(hour=hour, minute=minute, second=0) for hour, minute in ((9, 0), (17, 50)))
    two_hours_on = [at + timedelta(hours=2) for at in (begin, *done)]  # D1
    assert [datetime.fromisoformat(line["at"]) for line in invited] == [at for at in two_hours_on if at < wind_down]
    assert {line["at"][:10] for line in lines} == {"2026-11-23"}


def test_outside_office_days_it_says_so(say: Say, home: Path) -> None:
    told = say("--home", home, "plan", "--date", "2026-11-22")
    assert (told.code, told.out, told.err) == (0, "Sunday 2026-11-22 is no office day.\n", "")
    told = say("--home", home, "plan", "--date", "2026-11-22", "--json")
    assert (told.code, told.out, told.err) == (0, "", "Sunday 2026-11-22 is no office day.\n")


def test_a_day_off_is_no_office_day(say: Say, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[office]\ndays_off = ["2026-11-20..2026-11-24"]\n', encoding="utf-8")
    assert "no office day" in say("--home", home, "plan", "--date", "2026-11-23").out


def test_a_night_shift_goes_over_midnight(say: Say, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[office]\nhours = "22:00-06:00"\n', encoding="utf-8")
    lines = [
        json.loads(line) for line in say("--home", home, "plan", "--date", "2026-11-23", "--json").out.splitlines()
    ]
    assert lines[0]["at"] == "2026-11-23T23:00:00+01:00"
    assert lines[-1]["at"] == "2026-11-24T06:00:00+01:00"
    headings = [
        line for line in say("--home", home, "plan", "--date", "2026-11-23").out.splitlines() if "(" in line[:40]
    ]
    assert any(heading.startswith("Tuesday 2026-11-24") for heading in headings)


def test_without_a_date_it_is_today(say: Say, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.desktop.time.clock.MachineTicks.utc_ms", lambda _self: 1_795_680_000_000)
    assert "2026-11-26" in say("--home", home, "plan").out


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("today", "2026-11-26"),
        ("Tomorrow", "2026-11-27"),
        ("yesterday", "2026-11-25"),
        ("friday", "2026-11-27"),
        ("Thu", "2026-11-26"),
        ("wednesday", "2026-12-02"),
    ],
)
def test_a_day_by_its_name(say: Say, home: Path, monkeypatch: pytest.MonkeyPatch, word: str, day: str) -> None:
    monkeypatch.setattr("deskbreak.desktop.time.clock.MachineTicks.utc_ms", lambda _self: 1_795_680_000_000)
    told = say("--home", home, "plan", "--date", word)
    assert (told.code, told.err) == (0, "")
    assert day in told.out.splitlines()[0]


@pytest.mark.parametrize("word", ["someday", "2026-13-01", "23.11.2026", "", "0001-01-01", "9999-12-31"])
def test_a_date_that_is_none_is_2(say: Say, home: Path, word: str) -> None:
    told = say("--home", home, "plan", "--date", word)
    assert (told.code, told.out) == (2, "")
    assert "as in 2026-11-23" in told.err


def test_faults_of_the_settings_are_told_beside_the_plan(say: Say, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[nudge]\nevry = "1h"\n', encoding="utf-8")
    told = say("--home", home, "plan", "--date", "2026-11-23")
    assert told.code == 0
    assert "Monday" in told.out
    assert told.faults == ["config.toml: nudge.evry: unknown setting; did you mean “every”?"]


def test_a_routine_that_is_not_there_is_told_beside_the_plan(say: Say, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[routine]\nname = "yoga"\n', encoding="utf-8")
    told = say("--home", home, "plan", "--date", "2026-11-23")
    assert (told.code, len(told.faults)) == (0, 1)
    there = ", ".join(sorted(routines()))
    assert told.faults == [f"config.toml: routine.name: there is no routine “yoga”; known here: {there}"]


def test_each_day_has_the_length_of_its_own_routine(say: Say, home: Path) -> None:
    """D8"""
    home.mkdir()
    (home / "config.toml").write_text('[routine]\nname = ["minute", "desk-and-neck"]\n', encoding="utf-8")

    def length(day: int) -> timedelta:
        told = say("--home", home, "plan", "--date", f"2026-11-{day}", "--json")
        lines = [json.loads(line) for line in told.out.splitlines()]
        first, last = (next(line["at"] for line in lines if line["what"] == what) for what in ("open", "completed"))
        return datetime.fromisoformat(last) - datetime.fromisoformat(first)

    monday, tuesday, wednesday = (length(day) for day in (23, 24, 25))
    assert monday == wednesday
    short, long = sorted((monday, tuesday))
    assert short < timedelta(minutes=2) < timedelta(minutes=5) < long


def test_each_routine_that_is_not_there_is_told(say: Say, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[routine]\nname = ["nek", "desk", "yoga"]\n', encoding="utf-8")
    told = say("--home", home, "plan", "--date", "2026-11-23")
    assert told.faults[0] == "config.toml: routine.name: there is no routine “nek”; did you mean “neck”?"
    assert told.faults[1].startswith("config.toml: routine.name: there is no routine “yoga”; known here: ")


def test_times_are_those_of_the_users_locale(say: Say, day: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    american = ClockFace(("AM", "PM"))
    monkeypatch.setattr(ClockFace, "of", classmethod(lambda _cls: american))
    assert "  11:00 AM  Your routine is offered" in say("simulate", day).out
    assert "  10:00 AM  Posture nudge" in say("simulate", day).out


def test_a_locale_that_is_not_installed_is_no_fault(say: Say, day: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "xx_YY.UTF-8")
    before = locale.setlocale(locale.LC_TIME)
    assert say("simulate", day).code == 0
    assert locale.setlocale(locale.LC_TIME) == before
