"""Everything behind the icon, wired by hand: the engine's driver, notes, windows, settings and commands."""

import logging
import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from deskbreak.app import notifications
from deskbreak.app.action_runner import ActionRunner
from deskbreak.app.configuration import Configuration
from deskbreak.app.current_library import CurrentLibrary
from deskbreak.app.current_status import CurrentStatus
from deskbreak.app.driver import Driver
from deskbreak.app.in_force import InForce
from deskbreak.app.log_file import report
from deskbreak.app.machine.senses import Senses
from deskbreak.app.remote.commands import CommandRefused, Commands
from deskbreak.app.remote.requests import Requests
from deskbreak.app.remote.watching import Watching
from deskbreak.app.resumed_state import resumed_state
from deskbreak.app.routine.audio import Audio
from deskbreak.app.windows.desks import Desks, Surroundings, WindowWishes
from deskbreak.coach.content.tip import last_shown
from deskbreak.desktop.instance.instance import Instance
from deskbreak.desktop.notify.choice import open_notifier
from deskbreak.desktop.notify.ledger import Ledger
from deskbreak.desktop.notify.notifier import Note
from deskbreak.desktop.time.scheduler import WakeTimer
from deskbreak.engine.events import (
    Answer,
    ClearUserStatus,
    Pause,
    PutBack,
    Reply,
    Resume,
    SetUserStatus,
    Skip,
    Start,
    Stop,
    Unpause,
    UserStatus,
)
from deskbreak.engine.outlook import Outlook
from deskbreak.engine.pause_length import pause_length, span
from deskbreak.engine.reasons import Sign
from deskbreak.settings import Settings
from deskbreak.store import config
from deskbreak.store.content.shipped import shipped
from deskbreak.store.history.history import History
from deskbreak.store.memory import MemoryFile
from deskbreak.store.paths import Paths
from deskbreak.store.state import StateStore
from deskbreak.ui.kit import words
from deskbreak.ui.status.tray import Tray
from deskbreak.ui.status.view import without_tray

if TYPE_CHECKING:
    from deskbreak.app.routine.previews import Previews
    from deskbreak.app.routine.session import RoutineSession
    from deskbreak.app.routine.voice_trial import VoiceButton, VoiceTrial
    from deskbreak.desktop.motion.portal import PortalMotion
    from deskbreak.desktop.motion.system import SystemMotion
    from deskbreak.store.content.library import Library
    from deskbreak.ui.status.card import Card
    from deskbreak.ui.status.window import StatusWindow

log = logging.getLogger(__name__)

TRAY_PATIENCE_MS = 10_000
"""A panel may start later than the app; only after this it is said that there is no tray."""
KEEP_STATUS_FRESH_MS = 60_000
"""How often an open status window is made anew: it counts minutes."""


class Running(QObject):
    """Lives from when the icon is up until deskbreak quits."""

    leave = Signal()
    """The user wants to quit."""

    def __init__(
        self,
        paths: Paths,
        instance: Instance,
        tray: Tray,
        speed: float,
        *,
        welcome: bool,
    ) -> None:
        """``welcome``: it is asked for, even if it was seen before."""
        super().__init__()
        self._paths = paths
        self._instance = instance
        self._tray = tray
        loaded = config.load(paths.config_file, paths.last_good_config)
        self._store = store = StateStore(paths.state_file)
        self._before = before = resumed_state(store, speed)
        self._clock = clock = before.clock
        self._memory = MemoryFile(paths.memory_file)
        new = before.first and not os.path.lexists(paths.config_file) and not self._memory.value.welcomed
        self._welcomes = welcome or new
        self._window: StatusWindow | None = None
        self._answered: tuple[str, str] | None = None
        """A note and its button, pressed and not yet taken by the engine."""
        self._closing = closing = ExitStack()
        self._current_library = CurrentLibrary(paths)
        closing.callback(self._current_library.close)
        self._history = History(paths.history_file)
        closing.callback(self._history.close)
        self._notifier = open_notifier(
            _make_card,
            icon=str(shipped("icons", "deskbreak.png")),
            ledger=Ledger(paths.notes_file),
            platform=sys.platform,
        )
        closing.callback(self._notifier.shut)
        self._audio = Audio(self._in_force, self._seconds, paths.copies, clock.speed, parent=self)
        closing.callback(self._audio.close)
        self._action_runner = ActionRunner(
            self._notifier,
            lambda: self._library.tips,
            self._memory,
            self._show_for,
            self._make_session,
            self._why,
            self._outlook,
            self._audio.nudge,
        )
        self._driver = Driver(
            clock, before.state, loaded.settings, store, self._history, self._action_runner.perform, trouble=report
        )
        self._wake = WakeTimer(clock, self._driver.look)
        closing.callback(self._wake.close)
        closing.callback(self._driver.close)
        settings, platform_name = loaded.settings, QGuiApplication.platformName()
        self._senses = Senses(clock, platform_name, settings.desktop.idle, settings.hold.ignore, parent=self)
        closing.callback(self._senses.close)
        self._configuration = Configuration(paths, loaded, self._notifier, self._current_library.unknown)
        closing.callback(self._configuration.close)
        self._current_status = CurrentStatus(
            self._driver,
            self._history,
            clock.speed,
            lambda: self._configuration.faults,
            self._notices,
            lambda: self._audio.silent,
            self._exercise_name,
        )
        self._desks = Desks(
            Surroundings(
                paths,
                lambda: self._library,
                lambda: self._current_library.latest,
                lambda: self._previews,
                clock.now,
                self._seconds,
                self._in_force,
                self._driver.look,
                self._history,
                self._memory,
                lambda: self._motion.reduced,
                lambda: tray.available,
                self._senses,
            ),
            WindowWishes(
                self._try_minute,
                lambda: self._notifier.show(notifications.ready()),
                self._refresh,
                self._put_back,
            ),
            closing,
        )
        self._commands = Commands(
            self._driver,
            self._current_status.json,
            self._current_status.lines,
            self.open_window,
            self._show_routine,
            self.leave.emit,
            self._show_preview,
            self._desks.by_name,
        )
        watching = Watching(
            self._driver.heard,
            self._driver.configured,
            self._in_force,
            clock.now,
        )
        platform = QGuiApplication.platformName()
        self._requests = Requests(self._commands.handle, watching, self._senses, platform, lambda: self._audio.notice)
        self._fresh = QTimer(self)
        self._fresh.setInterval(max(250, round(KEEP_STATUS_FRESH_MS / clock.speed)))
        closing.callback(self._fresh.stop)

    def begin(self) -> None:
        """Connect everything, take up the day, and answer from then on."""
        self._driver.stepped.connect(self._refresh)
        self._driver.stepped.connect(self._audio.check)
        self._driver.stepped.connect(self._say_what_follows)
        self._driver.stepped.connect(self._desks.follow)
        self._audio.fell_silent.connect(lambda sentence: self._notifier.show(notifications.no_voice(sentence)))
        self._notifier.action.connect(self._note_answered)
        self._notifier.closed.connect(self._note_closed)
        self._notifier.clicked.connect(self._note_clicked)
        self._senses.changed.connect(self._driver.look)
        self._senses.falling_asleep.connect(self._driver.fall_asleep)
        self._senses.awake.connect(partial(self._driver.tell, Resume))
        self._configuration.changed.connect(self._configure)
        self._configuration.faults_changed.connect(self._refresh)
        self._fresh.timeout.connect(self._driver.ask)
        self._connect_wishes(self._tray)
        self._tray.opening.connect(self._driver.ask)
        self._tray.open_window.connect(self.open_window)
        self._closing.callback(self._end_routine)
        self._senses.begin(self._take_up_the_day)

    def _take_up_the_day(self) -> None:
        """Start the engine, now that it is known what the machine shows: a fraction of a second later."""
        self._driver.begin(self._senses, self._wake, saved=not self._before.first)
        self._instance.serve(self._requests.handle)
        self._tray.watch()
        self._configuration.begin()
        self._current_library.changed.connect(self._configuration.check_routine)
        self._current_library.changed.connect(self._refresh)
        self._current_library.changed.connect(self._desks.follow_library)
        if odd := [notice for notice in (self._store.notice, self._history.notice) if notice]:
            self._notifier.show(notifications.odd_files(odd))
        QTimer.singleShot(TRAY_PATIENCE_MS, self, self._tell_if_no_tray)
        log.info("running on %s", QGuiApplication.platformName())
        if self._welcomes:
            self._desks.open_welcome()

    def open_window(self) -> None:
        """Open the status window, or bring it to the front; while a routine is open, that one instead."""
        self._driver.look()
        if self._show_routine():
            return
        view = self._current_status.status_view(tray=self._tray.available)
        if self._window is None:
            from deskbreak.ui.status.window import StatusWindow  # noqa: PLC0415 - seldom opened

            self._window = StatusWindow(view)
            self._connect_wishes(self._window)
            self._window.closed.connect(self._fresh.stop)
            self._window.why.connect(self._show_why)
            self._window.put_back.connect(self._put_back)
            self._window.test_voice.connect(lambda: self._voice_trial.say(self._driver.settings))
            self._closing.callback(self._window.close)
        self._window.show_view(view)
        self._window.open()
        self._fresh.start()
        self._driver.ask()

    def close(self) -> None:
        """End an open routine by what was done of it, and close everything in reverse order."""
        self._closing.close()

    def _why(self, sign: Sign) -> tuple[str, str]:
        return self._driver.why(sign)

    def _outlook(self) -> Outlook:
        return self._driver.outlook()

    def _end_routine(self) -> None:
        if self._driver.state.routine is not None:
            self._driver.tell(Stop)
        self._action_runner.close()

    # What the user wishes

    def _connect_wishes(self, of: "Tray | StatusWindow") -> None:
        tell = self._driver.tell
        of.start.connect(self._start)
        of.later.connect(partial(tell, partial(Answer, reply=Reply.LATER)))
        of.short.connect(partial(tell, partial(Answer, reply=Reply.SHORT)))
        of.skip.connect(partial(tell, Skip))
        of.pause.connect(self._pause)
        of.resume.connect(partial(tell, Unpause))
        of.set_status.connect(self._set_user_status)
        of.clear_status.connect(self._clear_status)
        of.open_settings.connect(self._desks.open_settings)
        of.open_history.connect(self._desks.open_history)
        of.quit.connect(self.leave)

    def _start(self) -> None:
        if not self._show_routine():
            self._driver.tell(Start)

    def _try_minute(self, changes: Mapping[str, object]) -> None:
        """One minute, as it will be under ``changes`` of the settings."""
        if changes:
            self._configuration.change(changes)
        if not self._show_routine():
            self._driver.tell(partial(Start, short=True))

    def _show_routine(self) -> bool:
        return self._driver.state.routine is not None and self._action_runner.session.raise_window()

    def _pause(self, wish: str | None) -> None:
        length = pause_length(wish)
        self._driver.tell(lambda at: Pause(at, length))

    def _set_user_status(self, what: str, wish: str | None) -> None:
        status, length = UserStatus(what), None if wish is None else span(wish)
        self._driver.tell(lambda at: SetUserStatus(at, status, length))

    def _clear_status(self, what: str) -> None:
        self._driver.tell(lambda at: ClearUserStatus(at, UserStatus(what)))

    def _put_back(self, exercise: str) -> None:
        self._driver.tell(partial(PutBack, exercise=exercise))

    def _configure(self, settings: Settings) -> None:
        self._senses.configure(settings.desktop.idle, settings.hold.ignore)
        self._driver.configure(settings)

    def _note_answered(self, key: str, action: str) -> None:
        self._answered = (key, action)
        match key:
            case notifications.INVITATION:
                self._driver.tell(lambda at: Answer(at, Reply(action)))
            case notifications.USER_STATUS:
                self._set_user_status(action, notifications.LONGER)
            case notifications.NUDGE:
                if tip := last_shown(self._library.tips, self._memory.value.tips):
                    self._previews.clip(tip)
            case notifications.CONFIG:
                self._desks.open_settings()
            case notifications.TRAY | notifications.READY:
                self.open_window()
            case notifications.VOICE:
                self._voice_button.press()
            case notifications.ADVICE | notifications.NOTHING_TO_DO:
                for exercise in action.split(","):
                    self._put_back(exercise)
        self._say_what_follows()
        if key != notifications.INVITATION:
            self._answered = None

    def _say_what_follows(self) -> None:
        """I6: once the answer is taken, which may be a moment later: those may have to be asked who do not tell."""
        if self._answered is None or (outlook := self._driver.outlook()).invited:
            return
        key, action = self._answered
        self._answered = None
        if word := notifications.answered(key, action, outlook):
            self._notifier.show(word)

    def _note_clicked(self, key: str) -> None:
        if key == notifications.INVITATION:
            self.open_window()

    def _note_closed(self, key: str, by_user: bool) -> None:
        if key == notifications.INVITATION and by_user:
            self._driver.tell(lambda at: Answer(at, Reply.DISMISS))

    # What is shown

    def _refresh(self) -> None:
        self._tray.show(self._current_status.tray_view())
        if self._window is not None and self._window.isVisible():
            self._window.show_view(self._current_status.status_view(tray=self._tray.available))

    def _notices(self) -> tuple[str, ...]:
        kept = (
            self._senses.notice,
            self._configuration.meanwhile,
            self._audio.notice,
            self._clock.notice,
            self._store.notice,
            self._driver.notice,
            self._history.notice,
        )
        return (*(notice for notice in kept if notice), *self._current_library.faults)

    def _tell_if_no_tray(self) -> None:
        if not self._tray.available and not self._memory.value.tray_told:
            self._memory.keep(replace(self._memory.value, tray_told=True))
            self._notifier.show(notifications.no_tray(without_tray()))

    # What is looked up when first it is needed

    @property
    def _library(self) -> "Library":
        return self._current_library.library

    def _exercise_name(self, exercise: str) -> str:
        return self._library.exercise_name(exercise)

    def _show_preview(self, name: str) -> None:
        library = self._current_library.latest
        if not library.knows(name):
            raise CommandRefused(library.neither(name))
        self._previews.show(name)

    def _show_why(self) -> None:
        self._previews.why(self._in_force().routine)

    def _show_for(self) -> int:
        return self._driver.settings.nudge.show_for

    @cached_property
    def _voice_button(self) -> "VoiceButton":
        from deskbreak.app.routine.voice_trial import VoiceButton  # noqa: PLC0415 - with what speaks, and seldom pressed

        button = VoiceButton(lambda: self._library, lambda: self._driver.settings, self._notifier.show, self)
        self._closing.callback(button.close)
        return button

    @cached_property
    def _voice_trial(self) -> "VoiceTrial":
        """What *Test voice* in the status window does: it answers there."""
        from deskbreak.app.routine.voice_trial import VoiceTrial  # noqa: PLC0415 - with what speaks, and seldom pressed

        trial = VoiceTrial(lambda: self._library, self)
        if self._window is not None:
            trial.heard.connect(self._window.tell_voice)
        self._closing.callback(trial.close)
        return trial

    @cached_property
    def _previews(self) -> "Previews":
        from deskbreak.app.routine.previews import Previews  # noqa: PLC0415 - with the figure and all, and seldom opened

        previews = Previews(
            lambda: self._library, self._seconds, lambda: self._driver.settings, lambda: self._motion.reduced
        )
        self._closing.callback(previews.close)
        return previews

    def _make_session(self) -> "RoutineSession":
        from deskbreak.app.routine.routine_history import RoutineHistory  # noqa: PLC0415 - with the player and all
        from deskbreak.app.routine.session import RoutineSession  # noqa: PLC0415 - with the figure and all

        return RoutineSession(
            lambda: self._library,
            tell=self._driver.tell,
            clock=self._seconds,
            now=self._in_force,
            moved=lambda: self._current_status.counts().routine_s * 1000,
            next_text=lambda: words.next_routine(self._driver.outlook()),
            memory=self._memory,
            routine_history=RoutineHistory(self._history, self._in_force, self._memory),
            change=self._configuration.change,
            reduced=lambda: self._motion.reduced,
            audio=self._audio,
        )

    @cached_property
    def _motion(self) -> "PortalMotion | SystemMotion":
        from deskbreak.desktop.motion.choice import open_motion  # noqa: PLC0415 - with the first window that moves

        motion = open_motion(sys.platform)
        self._closing.callback(motion.close)
        motion.changed.connect(self._reduce)
        return motion

    def _reduce(self) -> None:
        self._action_runner.session.reduce()
        self._previews.reduce()
        self._desks.reduce()

    def _in_force(self) -> InForce:
        return InForce(self._driver.state, self._driver.settings)

    def _seconds(self) -> float:
        return self._clock.now().mono / 1000


def _make_card(note: Note) -> "Card":
    from deskbreak.ui.status.card import Card  # noqa: PLC0415 - most desktops have better

    return Card(note.title, note.body, note.actions)
