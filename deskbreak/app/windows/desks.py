"""The windows that are opened at one's wish: each is imported and made when it is opened first."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from deskbreak.app.in_force import InForce
from deskbreak.engine.calendar.instant import Instant
from deskbreak.store.history.history import History
from deskbreak.store.memory import MemoryFile
from deskbreak.store.paths import Paths

if TYPE_CHECKING:
    from deskbreak.app.machine.senses import Senses
    from deskbreak.app.routine.previews import Previews
    from deskbreak.app.windows.history import HistoryDisplay
    from deskbreak.app.windows.routines import Put, RoutinesDesk
    from deskbreak.app.windows.settings import SettingsDesk
    from deskbreak.app.windows.welcome import WelcomeDesk
    from deskbreak.settings import Settings
    from deskbreak.store.content.library import Library


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the windows are about. ``latest`` is the library with what was written an instant ago; ``seconds`` is a
    monotonic clock; ``reduced``: whether the desktop wants little motion; ``tray``: whether there is a tray to be seen
    in. ``settle`` has the engine know what time it is; ``senses`` see what programs do."""

    paths: Paths
    library: "Callable[[], Library]"
    latest: "Callable[[], Library]"
    previews: "Callable[[], Previews]"
    now: Callable[[], Instant]
    seconds: Callable[[], float]
    in_force: Callable[[], InForce]
    settle: Callable[[], object]
    history: History
    memory: MemoryFile
    reduced: Callable[[], bool]
    tray: Callable[[], bool]
    senses: "Senses"


@dataclass(frozen=True, slots=True)
class WindowWishes:
    """What the windows wish: the one-minute version, a note that all is ready, what is counted to be told anew, and an
    exercise to be put back."""

    try_minute: Callable[[Mapping[str, object]], object]
    say_ready: Callable[[], object]
    refresh: Callable[[], object]
    put_back: Callable[[str], object]


class Desks:
    """``closing`` closes them. Each ``open_…`` opens its window, or brings it to the front."""

    def __init__(self, around: Surroundings, wishes: WindowWishes, closing: ExitStack) -> None:
        self._around, self._wishes, self._closing = around, wishes, closing

    @property
    def by_name(self) -> Mapping[str, Callable[[], object]]:
        """How each is opened, by the command that does so."""
        return {"settings": self.open_settings, "history": self.open_history, "welcome": self.open_welcome}

    def open_settings(self) -> None:
        self._settings.open()

    def open_history(self) -> None:
        self._around.settle()
        self._history.open()

    def open_welcome(self) -> None:
        self._welcome.open()

    def follow(self) -> None:
        """Something has happened: what is shown of it is shown anew."""
        if "_history" in self.__dict__:
            self._history.refresh()
        if "_settings" in self.__dict__:
            self._settings.follow()

    def follow_library(self) -> None:
        """There is something else to do by now."""
        if "_settings" in self.__dict__:
            self._settings.refresh()

    def reduce(self) -> None:
        """The desktop wants little motion, or does no longer."""
        if "_welcome" in self.__dict__:
            self._welcome.reduce()

    @cached_property
    def _settings(self) -> "SettingsDesk":
        from deskbreak.app.windows.settings import SettingsDesk  # noqa: PLC0415 - seldom opened

        around = self._around
        desk = SettingsDesk(around.paths, around.library, around.now, self._routines, around.senses)
        self._closing.callback(desk.close)
        return desk

    def _routines(self, settings: "Callable[[], Settings]", put: "Put") -> "RoutinesDesk":
        from deskbreak.app.windows.routines import RoutinesDesk  # noqa: PLC0415 - with the figure and all

        around = self._around
        return RoutinesDesk(
            around.paths,
            library=around.latest,
            settings=settings,
            put=put,
            now=around.now,
            previews=around.previews,
            left_out=lambda: around.in_force().state.pains.left_out,
            put_back=self._wishes.put_back,
        )

    @cached_property
    def _history(self) -> "HistoryDisplay":
        from deskbreak.app.windows.history import HistoryDisplay  # noqa: PLC0415 - seldom opened

        around = self._around
        display = HistoryDisplay(
            around.paths.history_file, around.history, around.in_force, around.library, around.memory
        )
        self._closing.callback(display.close)
        display.deleted.connect(self._wishes.refresh)
        return display

    @cached_property
    def _welcome(self) -> "WelcomeDesk":
        from deskbreak.app.login.at_login import open_at_login  # noqa: PLC0415 - once
        from deskbreak.app.login.break_reminders import BreakReminders  # noqa: PLC0415 - once
        from deskbreak.app.windows.welcome import WelcomeDesk  # noqa: PLC0415 - once, with the figure and all

        around = self._around
        desk = WelcomeDesk(
            around.paths,
            around.library,
            around.now,
            around.seconds,
            around.memory,
            around.reduced,
            around.tray,
            open_at_login(around.paths),
            BreakReminders.of(around.paths),
        )
        self._closing.callback(desk.close)
        desk.try_minute.connect(self._wishes.try_minute)
        desk.ready.connect(self._wishes.say_ready)
        return desk
