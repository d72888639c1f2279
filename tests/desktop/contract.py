"""What holds for every sense that asks a service: a stage for each of them, and the tests that all have to pass."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_method_call
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.sense import LIMIT_MS, Sense
from tests.desktop.services import HANG, Answer, PrivateBus, Reaction, Refusal, Script, ScriptedService, all_heard

LIMIT = 5_000
SHORT = LIMIT_MS * 3
"""Milliseconds within which an answer is there, on a busy machine."""
TOO_LATE = "no answer"
"""In a sense's fault, if nobody answered in time."""
NONSENSE = Answer("a{sv}", {"banana": ("s", "yes")})


class Stage:
    """The services that one sense needs, on a bus of their own, and the sense. To be filled by each kind."""

    which = BusKind.SESSION
    silent_sense = False
    """Whether what changes is not told, so that the sense has to be asked."""

    def __init__(self, bus: PrivateBus, *, running: bool = True) -> None:
        self.bus = bus
        self.services = self.make_services(running)
        self.line = BusClient(self.which)
        self.sense: Sense
        self.answered = 0

    @property
    def main(self) -> ScriptedService:
        """The service that gives the answer."""
        return self.services[-1]

    def make_services(self, running: bool) -> list[ScriptedService]:
        """All of them, answering no; the one that gives the answer is the last."""
        raise NotImplementedError

    def make_sense(self) -> Sense:
        """The sense under test, on ``self.line``."""
        raise NotImplementedError

    def turn(self, value: bool) -> None:
        """From now on the answer is this; nobody is told."""
        raise NotImplementedError

    def tell(self) -> None:
        """The services tell that it has changed, as the real ones do."""
        raise NotImplementedError

    def open(self) -> Sense:
        """Make the sense."""
        self.sense = self.make_sense()
        self.sense.answered.connect(self._count)
        return self.sense

    def change(self, value: bool) -> None:
        self.turn(value)
        self.tell()

    def react(self, reaction: Reaction) -> None:
        """From now on every question gets this."""
        for service in self.services:
            service.answers = _Always(reaction)

    def asked(self) -> int:
        """How many questions reached any of them."""
        return sum(len(service.calls) for service in self.services)

    def close(self) -> None:
        if hasattr(self, "sense"):
            self.sense.close()
        self.line.close()
        for service in self.services:
            service.stop()

    def _count(self) -> None:
        self.answered += 1


class _Always(dict[str | tuple[str, str], Script]):
    """One reaction to everything."""

    def __init__(self, reaction: Reaction) -> None:
        super().__init__()
        self._reaction = reaction

    def get(self, _key: object, _default: object = None) -> Reaction:
        return self._reaction


@contextmanager
def staged(kind: type[Stage], folder: Path, *, running: bool = True) -> Iterator[Stage]:
    """A stage of that kind with a bus, cleared afterwards."""
    with PrivateBus(folder, kind.which) as bus:
        stage = kind(bus, running=running)
        try:
            yield stage
        finally:
            stage.close()


def ask(qtbot: QtBot, sense: Sense) -> bool | None:
    """Its answer. A service of the tests that was too slow, as on a busy machine, is asked again."""
    answers: list[bool | None] = []

    def has_answered() -> bool:
        answers.append(ask_once(qtbot, sense))
        return TOO_LATE not in sense.fault and not sense.late

    qtbot.waitUntil(has_answered, timeout=LIMIT)
    return answers[-1]


def ask_once(qtbot: QtBot, sense: Sense, limit: int = SHORT) -> bool | None:
    """Its answer to one question, which is None where the service lets it wait."""
    with qtbot.waitSignal(sense.answered, timeout=limit):
        sense.ask()
    return sense.value


def until(qtbot: QtBot, sense: Sense, value: bool | None, limit: int = LIMIT) -> None:
    """Wait until it says so by itself."""
    qtbot.waitUntil(lambda: sense.value is value, timeout=limit)


class Contract:
    """Inherited by the tests of each question; ``kind`` is a fixture of theirs."""

    def test_says_no_and_yes(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            sense = stage.open()
            assert sense.value is None
            assert ask(qtbot, sense) is False
            assert (sense.fault, sense.detail) == ("", "")
        with staged(kind, _second(tmp_path)) as stage:
            stage.turn(value=True)
            assert ask(qtbot, stage.open()) is True

    def test_is_known_before_anybody_asks(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            until(qtbot, stage.open(), value=False)

    def test_hears_of_changes_without_asking(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            sense = stage.open()
            until(qtbot, sense, value=False)
            for value in (True, False, True):
                stage.change(value)
                if stage.silent_sense:
                    assert ask(qtbot, sense) is value
                until(qtbot, sense, value)

    def test_nobody_is_asked_what_is_known(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            sense = stage.open()
            until(qtbot, sense, value=False)
            before = stage.asked()
            for _ in range(5):
                assert ask(qtbot, sense) is False
            assert (stage.asked() > before) is stage.silent_sense

    def test_nobody_is_there(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path, running=False) as stage:
            sense = stage.open()
            assert ask(qtbot, sense) is None
            assert "nobody owns" in sense.fault

    def test_comes_late(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path, running=False) as stage:
            sense = stage.open()
            assert ask(qtbot, sense) is None
            stage.turn(value=True)
            for service in stage.services:
                service.start()
            until(qtbot, sense, value=True)
            stage.change(value=False)
            if stage.silent_sense:
                sense.ask()
            until(qtbot, sense, value=False)

    def test_hangs_and_wakes(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            stage.main.hang()
            sense = stage.open()
            assert ask_once(qtbot, sense) is None
            assert "no answer" in sense.fault
            stage.main.wake()
            assert ask(qtbot, sense) is False

    def test_is_late(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            stage.turn(value=True)
            sense = stage.open()
            until(qtbot, sense, value=True)
            stage.main.hang()
            with qtbot.waitSignal(sense.answered, timeout=LIMIT):
                sense._ask()
            assert (sense.value, sense.late) == (True, True), "it may only be busy"
            stage.main.wake()
            qtbot.waitUntil(lambda: not sense.late, timeout=LIMIT)
            assert sense.value is True

    def test_never_answers(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            stage.react(HANG)
            sense = stage.open()
            assert ask_once(qtbot, sense) is None
            assert "no answer" in sense.fault

    def test_refuses(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            stage.react(Refusal("org.freedesktop.DBus.Error.AccessDenied"))
            sense = stage.open()
            assert ask(qtbot, sense) is None
            assert "AccessDenied" in sense.fault

    @pytest.mark.complains("unexpected answer")
    def test_answers_nonsense(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        for folder, nonsense in (("a", NONSENSE), ("b", Answer("v", ("ai", [7]))), ("c", Answer())):
            (tmp_path / folder).mkdir()
            with staged(kind, tmp_path / folder) as stage:
                stage.react(nonsense)
                sense = stage.open()
                assert ask(qtbot, sense) is None
                assert "unexpected answer" in sense.fault

    def test_dies_and_comes_back(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            stage.turn(value=True)
            sense = stage.open()
            until(qtbot, sense, value=True)
            for service in stage.services:
                service.stop()
                until(qtbot, sense, value=None)
                assert "nobody owns" in sense.fault
                assert sense.detail == ""
                service.start()
                until(qtbot, sense, value=True)

    @pytest.mark.complains("the (session|system) bus has gone")
    def test_the_bus_dies_and_comes_back(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            sense = stage.open()
            until(qtbot, sense, value=False)
            for service in stage.services:
                service.stop()
            stage.bus.stop()
            until(qtbot, sense, value=None)
            assert ask(qtbot, sense) is None
            stage.bus.start()
            stage.turn(value=True)
            for service in stage.services:
                service.start()
            sense.ask()  # connects, if the line has not done so by itself
            until(qtbot, sense, value=True)
            stage.change(value=False)
            if stage.silent_sense:
                sense.ask()
            until(qtbot, sense, value=False)

    def test_an_answer_that_was_overtaken_is_not_heard(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            sense = _overtaken(qtbot, stage)
            stage.main.deliver()
            for _ in range(2):  # what is asked after it, too
                all_heard(qtbot, stage.line, stage.main)
            assert sense.value is True

    def test_a_silence_that_was_overtaken_is_not_heard(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            sense = _overtaken(qtbot, stage)
            replies: list[BusReply] = []
            unanswered = new_method_call(DBusAddress("/", stage.main.name, "org.example"), "Hang")
            stage.main.answers["Hang"] = HANG
            stage.line.call(unanswered, replies.append, returns="")
            qtbot.waitUntil(lambda: bool(replies), timeout=LIMIT)  # and so the first question has come to nothing too
            assert sense.value is True

    def test_a_stranger_is_not_believed(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            sense = stage.open()
            until(qtbot, sense, value=False)
            honest, stage.services[-1] = stage.main, ScriptedService(stage.bus, "")
            before = len(honest.calls), stage.answered
            stage.main.properties, stage.main.answers = dict(honest.properties), dict(honest.answers)
            stage.change(value=True)
            stage.main.stop()
            stage.services[-1] = honest
            assert ask(qtbot, sense) is False  # whatever the stranger sent came before this answer
            if not stage.silent_sense:
                assert (len(honest.calls), stage.answered) == (before[0], before[1] + 1)

    def test_is_still_after_the_end(self, qtbot: QtBot, kind: type[Stage], tmp_path: Path) -> None:
        with staged(kind, tmp_path) as stage:
            sense = stage.open()
            until(qtbot, sense, value=False)
            sense.close()
            before = stage.answered
            witness = stage.make_sense()
            stage.change(value=True)
            until(qtbot, witness, value=True)
            witness.close()
            assert (stage.answered, sense.value) == (before, False)


def _overtaken(qtbot: QtBot, stage: Stage) -> Sense:
    """One that knows yes, and had asked before, when it was no: that answer is withheld."""
    stage.main.withholds = True
    sense = stage.open()
    qtbot.waitUntil(lambda: stage.main.withheld > 0, timeout=LIMIT)
    stage.main.withholds = False
    stage.change(value=True)
    if stage.silent_sense:
        sense.ask()
    until(qtbot, sense, value=True)
    return sense


def _second(folder: Path) -> Path:
    (folder / "second").mkdir()
    return folder / "second"
