"""What ``doctor`` says, read for a window; whatever it says."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.app.windows.doctor import Doctor
from deskbreak.ui.settings.files_page import Remark

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
        (Remark("✗", "missing", "Speech", "no program", ("Get one.",)), Remark("✓", "ok", "Tray", "sni")),
        "",
    )


def test_what_is_written_in_a_terminal_is_clicked_here(qtbot: QtBot, says: Callable[[str], None]) -> None:
    says(json.dumps({"findings": [{**ILL, "advice": ["Write this."], "in_window": ["It is there.", "Get one."]}]}))
    ((remark,), _fault) = _ask(qtbot)
    assert remark.advice == ("It is there.", "Get one.")


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
