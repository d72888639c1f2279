"""What ``doctor`` finds: how the desktop and the files are, and what deskbreak hears."""

import os
import sys
from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from deskbreak.app.login.at_login import open_at_login
from deskbreak.app.machine.sense_report import SenseReport
from deskbreak.app.machine.senses import Senses
from deskbreak.desktop.autostart.autostart import AutostartStatus
from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.display import display_fault
from deskbreak.desktop.health.daemon import Daemon, DaemonQuestion
from deskbreak.desktop.health.sound import SoundOutput, sound_output
from deskbreak.desktop.health.tray import TrayHost, TrayQuestion
from deskbreak.desktop.notify.choice import native_notifier
from deskbreak.desktop.notify.notifier import Note
from deskbreak.desktop.speech.choice import engines
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.store.health import FileHealth, examine
from deskbreak.store.paths import Paths

LIMIT_MS = 1_000
"""How long everybody together may take to answer."""
SHORTEST = frozenset({1_000})
"""ms without input to watch for: who tells of input knows the number from the shortest such span on."""
SHOWN_MS = 4_000
"""How long the notification on request stays."""


@dataclass(frozen=True, slots=True)
class Display:
    """``platform``: Qt's name for it, ``""`` where there is none; then ``fault`` is a sentence."""

    platform: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All that was found. ``senses`` are those of the running deskbreak (``running``), else of this process.

    ``daemon`` is ``None`` where notifications are not D-Bus's. ``speakers`` are paths of programs, those that the
    settings allow; ``speech_fault`` says technically why none of them speaks, ``silent`` is what the running deskbreak
    says of that; each "" where nothing is wrong.
    """

    running: bool
    display: Display
    senses: tuple[SenseReport, ...]
    daemon: Daemon | None
    tray: TrayHost
    speakers: tuple[str, ...]
    speech_fault: str
    silent: str
    sound: SoundOutput
    files: tuple[FileHealth, ...]
    at_login: AutostartStatus


@dataclass(frozen=True, slots=True)
class ToldByRunning:
    """What the running deskbreak says of itself."""

    platform: str
    senses: tuple[SenseReport, ...]
    silent: str = ""

    @classmethod
    def of(cls, answer: Mapping[str, object]) -> "ToldByRunning":
        """From the answer to ``doctor``. Raises ``ValueError`` for what is none."""
        match answer:
            case {"platform": str(platform), "senses": [*senses]} if all(isinstance(one, dict) for one in senses):
                try:
                    heard = tuple(SenseReport(**one) for one in senses if isinstance(one, dict))
                    return cls(platform, heard, str(answer.get("silent", "")))
                except TypeError as error:  # of another version
                    raise ValueError(str(error)) from error
            case _:
                raise ValueError(f"platform and senses are missing: {answer}")


class Diagnostician:
    """Asks everybody, each once, in an event loop of its own. Needs no other application in this process."""

    def __init__(self, paths: Paths, idle: str, ignored: Collection[str], voice: str) -> None:
        """``idle``, ``ignored``, ``voice``: see ``[desktop] idle``, ``[hold] ignore``, ``[coach] voice_engine``."""
        self._paths = paths
        self._idle = idle
        self._ignored = ignored
        self._voice = voice
        fault = display_fault(os.environ, sys.platform)
        # Nothing is painted, and the desktop's own theme would ask, and so perhaps start, its portal.
        os.environ["QT_QPA_PLATFORMTHEME"] = "generic"
        self._qt = QCoreApplication([sys.argv[0]]) if fault else QGuiApplication([sys.argv[0]])
        self._display = Display("" if fault else QGuiApplication.platformName(), fault)

    def examine(self, told: ToldByRunning | None) -> Diagnosis:
        """Everything, within ``LIMIT_MS``, and then what speaks and plays. ``told``: what the running deskbreak says,
        ``None`` where none runs."""
        platform = self._display.platform
        with ExitStack() as closing:
            line = BusClient(BusKind.SESSION)
            closing.callback(line.close)
            answers = _Answers()
            daemon: list[Daemon] = []
            tray: list[TrayHost] = []
            kept: list[object] = []
            if sys.platform == "linux":
                kept.append(DaemonQuestion(line, answers.expect(daemon.append)))
            kept.append(TrayQuestion(line, platform, answers.expect(tray.append)))
            senses: Senses | None = None
            if told is None:
                senses = Senses(Clock(MachineTicks()), platform, self._idle, self._ignored)
                closing.callback(senses.close)
                senses.watch(SHORTEST)
                begun = answers.expect(lambda _nothing: None)
                senses.begin(lambda: begun(None))
            answers.wait(LIMIT_MS)
            heard = told.senses if told is not None else senses.report() if senses is not None else ()
        speakers = engines(self._voice, sys.platform)
        faults = [one.fault() for one in speakers]
        no_daemon = None if sys.platform != "linux" else Daemon(fault="no answer in time")
        return Diagnosis(
            running=told is not None,
            display=self._display,
            senses=heard,
            daemon=daemon[0] if daemon else no_daemon,
            tray=tray[0] if tray else TrayHost("", "no answer in time"),
            speakers=tuple(engine.path for engine in speakers),
            speech_fault="; ".join(faults) if all(faults) else "",
            silent="" if told is None else told.silent,
            sound=sound_output(sys.platform),
            files=examine(self._paths),
            at_login=open_at_login(self._paths).status(),
        )

    def show(self, note: Note, icon: str) -> bool:
        """Show ``note`` by the platform's own notifications for ``SHOWN_MS``. Returns whether it was taken."""
        notifier = native_notifier(icon, None, sys.platform)
        loop = QEventLoop()
        refused: list[str] = []
        notifier.refused.connect(refused.append)
        notifier.refused.connect(loop.quit)
        notifier.closed.connect(loop.quit)
        QTimer.singleShot(SHOWN_MS, loop, loop.quit)
        QTimer.singleShot(0, loop, lambda: notifier.show(note))
        loop.exec()
        notifier.shut()
        return not refused


class _Answers:
    """Waits until everybody has answered."""

    def __init__(self) -> None:
        self._open: set[object] = set()
        self._loop = QEventLoop()

    def expect(self, take: Callable[..., None]) -> Callable[..., None]:
        """Somebody to wait for; calls ``take`` with the answer."""
        token = object()
        self._open.add(token)

        def answered(answer: object) -> None:
            take(answer)
            self._open.discard(token)
            if not self._open:
                self._loop.quit()

        return answered

    def wait(self, limit_ms: int) -> None:
        if self._open:
            QTimer.singleShot(limit_ms, self._loop, self._loop.quit)
            self._loop.exec()
