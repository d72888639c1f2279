"""Windows by a command: the running deskbreak opens its own, and without a display it is said."""

from pathlib import Path

import pytest

import deskbreak.app
from deskbreak.cli import windows
from deskbreak.desktop.instance.client import BadAnswer, NotRunning
from deskbreak.desktop.instance.place import Place
from tests.cli.conftest import Say


def _answering(monkeypatch: pytest.MonkeyPatch, answer: dict[str, object] | Exception) -> list[tuple[object, ...]]:
    asked: list[tuple[object, ...]] = []

    def ask(_runtime: object, *words: object) -> dict[str, object]:
        asked.append(words)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(windows, "ask", ask)
    return asked


def test_the_running_one_opens_its_window(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _answering(monkeypatch, {"ok": True})
    assert say("settings").code == 0
    assert asked == [("settings", [])]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"ok": False, "error": "not now"}, "not now"),
        ({"ok": False}, "deskbreak did not say why"),
        (BadAnswer("it hangs"), "it hangs"),
    ],
)
def test_what_went_wrong_there_is_told(
    say: Say, monkeypatch: pytest.MonkeyPatch, answer: dict[str, object] | Exception, told: str
) -> None:
    _answering(monkeypatch, answer)
    said = say("settings")
    assert (said.code, said.faults) == (1, [told])


def test_without_a_display_it_says_so(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    _answering(monkeypatch, NotRunning())
    monkeypatch.setattr(windows, "display_fault", lambda *_where: "no display")
    said = say("settings")
    assert (said.code, said.faults) == (1, ["no display"])


def test_the_welcome_starts_deskbreak_where_none_runs(say: Say, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def start(_paths: object, _speed: float, place: Place, *, welcome: bool) -> int:
        asked.append(welcome)
        place.leave()
        return 0

    monkeypatch.setattr(deskbreak.app, "start", start)
    assert say("welcome", "--home", home).code == 0
    assert asked == [True]
