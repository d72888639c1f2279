"""What ``doctor`` says, read for a window; whatever it says."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.app.machine.sense_report import QUESTIONS
from deskbreak.app.windows.doctor import Doctor
from deskbreak.app.windows.plain_findings import HELPS, MISSED, WORKS, plain
from deskbreak.cli.findings import NAMES
from deskbreak.ui.settings.parts.health_panel import Remark

FINE = {"name": "tray", "title": "Tray", "health": "ok", "says": "sni", "essential": False, "in_window": []}
ILL = {
    **FINE,
    "name": "speech",
    "title": "Speech",
    "health": "missing",
    "says": "no program",
    "in_window": ["Get one."],
}


@pytest.fixture
def says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have a program in deskbreak's place that prints this."""

    def put(text: str) -> None:
        (tmp_path / "said").write_text(text, encoding="utf-8")
        program = tmp_path / "python"
        program.write_text(f"#!/bin/sh\nexec cat '{tmp_path}/said'\n")
        program.chmod(0o755)
        monkeypatch.setattr("sys.executable", str(program))

    return put


def _ask(qtbot: QtBot) -> tuple[tuple[Remark, ...], str]:
    doctor = Doctor(None)
    with qtbot.waitSignal(doctor.answered) as told:
        doctor.ask()
        doctor.ask()  # once more is once
    remarks, fault = told.args
    return remarks, fault


def test_what_needs_a_look_comes_first(qtbot: QtBot, says: Callable[[str], None]) -> None:
    says(json.dumps({"findings": [FINE, ILL]}))
    assert _ask(qtbot) == (
        (
            Remark("✗", "missing", "Speech", MISSED["speech"], ("Get one.",), "no program"),
            Remark("✓", "ok", "Tray", WORKS["tray"], (), "sni"),
        ),
        "",
    )


def test_what_is_written_in_a_terminal_is_clicked_here(qtbot: QtBot, says: Callable[[str], None]) -> None:
    says(json.dumps({"findings": [{**ILL, "advice": ["Write this."], "in_window": ["It is there.", "Get one."]}]}))
    ((remark,), _fault) = _ask(qtbot)
    assert remark.advice == ("It is there.", "Get one.")


def test_what_people_would_miss_most_comes_first(qtbot: QtBot, says: Callable[[str], None]) -> None:
    names = ["log", "inhibit", "sound", "speech", "notifications", "tray", "camera", "microphone"]
    found = [{**ILL, "name": name, "title": name, "in_window": ["It is missed."]} for name in names]
    found.append({**ILL, "name": "state", "title": "state", "health": "faulty", "essential": True})
    says(json.dumps({"findings": [{**FINE, "name": "idle", "title": "idle"}, *found]}))
    remarks, _fault = _ask(qtbot)
    assert [remark.name for remark in remarks] == ["state", *reversed(names[1:]), "log", "idle"]


def test_what_is_asked_of_the_machine_is_told_by_what_is_missed_and_the_rest_is_folded_away(
    qtbot: QtBot, says: Callable[[str], None]
) -> None:
    raw = "pulse: pa_context_connect(): [Errno 2]"
    missed = "A call is not noticed by its microphone."
    finding = {**ILL, "name": "microphone", "title": "Microphone", "health": "unknown", "says": raw}
    says(json.dumps({"findings": [{**finding, "in_window": ["No pulse here.", missed]}]}))
    ((remark,), _fault) = _ask(qtbot)
    assert remark.says == missed
    assert remark.advice == (HELPS["microphone"],)
    assert remark.details == f"{raw}; No pulse here."


@pytest.mark.parametrize("name", [*WORKS])
@pytest.mark.parametrize("health", ["ok", "unknown", "missing", "faulty"])
def test_nothing_is_told_as_programs_tell_it(name: str, health: str) -> None:
    raw = "logind: […] [Errno 2] timerfd"
    sentence, helps, details = plain(name, health, raw, ("It is missed.",) if name in QUESTIONS else ())
    assert raw in details
    assert not [said for said in (sentence, *helps) if raw in said]
    assert all(said.endswith(".") for said in (sentence, *helps))


def test_all_that_the_doctor_looks_at_has_its_words() -> None:
    assert set(WORKS) >= {*NAMES, "display", "notifications", "tray", "speech", "sound", "autostart"}


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "{}", '{"findings": [{}]}', '{"findings": [{"health": "odd"}]}'])
def test_what_is_no_answer_is_told(qtbot: QtBot, says: Callable[[str], None], text: str) -> None:
    says(text)
    remarks, fault = _ask(qtbot)
    assert remarks == ()
    assert fault == "It could not be found out just now. Please look again."


def test_a_program_that_is_not_there_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert _ask(qtbot)[1].startswith("It could not be found out")


def test_who_does_not_wait_any_more_is_not_answered(qtbot: QtBot, says: Callable[[str], None]) -> None:
    says("")
    doctor = Doctor(None)
    with qtbot.assertNotEmitted(doctor.answered, wait=200):
        doctor.ask()
        doctor.close()
