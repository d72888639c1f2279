"""Windows by a command: the running deskbreak opens its own, and without a display it is said."""

import pytest

from deskbreak.cli import windows
from deskbreak.desktop.instance.client import BadAnswer, NotRunning
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
