"""The welcome, opened: what is proposed is read from the settings, what is chosen is written and switched."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from deskbreak.app.day_preview import day_preview
from deskbreak.app.login.at_login import AtLogin, own_command
from deskbreak.app.login.break_reminders import BreakReminders
from deskbreak.app.routine.voice_trial import VoiceTrial
from deskbreak.app.windows.doctor import Doctor
from deskbreak.app.windows.lacking import lacking
from deskbreak.app.windows.setting_choices import language_name
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.desktop.autostart.autostart import NotSwitched
from deskbreak.desktop.entry.launcher import NoLauncher
from deskbreak.desktop.memory import give_back
from deskbreak.desktop.reminders.gnome import NotChanged
from deskbreak.engine.calendar.instant import Instant
from deskbreak.i18n import _, language
from deskbreak.settings import Settings
from deskbreak.settings.reading import declaration, value
from deskbreak.settings.values import DAYS
from deskbreak.store import config
from deskbreak.store.config_edit import ConfigEditor, Uneditable
from deskbreak.store.content.library import Library
from deskbreak.store.memory import MemoryFile
from deskbreak.store.paths import Paths
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.kit.day_picture import DayShown
from deskbreak.ui.status.view import without_tray
from deskbreak.ui.welcome.choice import Choice, Welcome
from deskbreak.ui.welcome.window import WelcomeWindow

SHOWN = "seated-twist"
"""The exercise that the figure does meanwhile."""


class WelcomeDesk(QObject):
    """At most one window. That it was shown is kept in ``memory``, so that it does not come again by itself.

    ``now``: what time it is; ``seconds``: a monotonic clock for the figure; ``reduced``: whether the desktop wants
    little motion; ``tray``: whether there is a tray to be seen in. ``at_login`` and ``others`` are the start at login
    and the desktop's own reminders.
    """

    try_minute = Signal(object)
    """With what is chosen of the coach's looks and words so far, by key: it is to be seen and heard in that minute."""
    ready = Signal()
    """All has been chosen: it is time to say hello by a notification."""

    def __init__(
        self,
        paths: Paths,
        library: Callable[[], Library],
        now: Callable[[], Instant],
        seconds: Callable[[], float],
        memory: MemoryFile,
        reduced: Callable[[], bool],
        tray: Callable[[], bool],
        at_login: AtLogin,
        others: BreakReminders,
    ) -> None:
        super().__init__()
        self._paths, self._library, self._now, self._seconds = paths, library, now, seconds
        self._memory, self._reduced, self._tray = memory, reduced, tray
        self._at_login, self._others = at_login, others
        self._editor = ConfigEditor(paths.config_file)
        self._voice = VoiceTrial(library, self)
        self._doctor = Doctor(paths.home, self)
        self._window: WelcomeWindow | None = None

    def open(self) -> WelcomeWindow:
        """Open the window, or bring it to the front."""
        if self._window is None:
            self._window = self._made()
            self._doctor.ask()
        self._window.open()
        self._memory.keep(replace(self._memory.value, welcomed=True))
        return self._window

    def close(self) -> None:
        """Close the window, if it is open."""
        if self._window is not None:
            self._window.close()

    def reduce(self) -> None:
        """The desktop wants little motion, or does no longer."""
        if self._window is not None:
            self._window.set_reduced(self._look().reduced)

    def _made(self) -> WelcomeWindow:
        library = self._library()
        player = Player(plan(alone(library.exercises[SHOWN]), library.exercises, language=language()))
        window = WelcomeWindow(self._welcome(), player, self._seconds, self._look())
        window.changed.connect(self._foresee)
        window.listen.connect(self._listen)
        window.try_minute.connect(self._try)
        window.done.connect(self._take)
        window.closed.connect(self._gone)
        self._voice.heard.connect(window.tell_voice)
        self._doctor.found.connect(self._find)
        if (chosen := window.choice) is not None:
            window.show_day(self._day(chosen))
        return window

    def _gone(self) -> None:
        window, self._window = self._window, None
        if window is None:
            return
        self._voice.heard.disconnect(window.tell_voice)
        self._doctor.found.disconnect(self._find)
        self._voice.close()
        self._doctor.close()
        window.destroyed.connect(lambda: QTimer.singleShot(0, give_back))
        window.deleteLater()

    def _welcome(self) -> Welcome:
        settings = self._settings()
        office, coach, status = settings.office, settings.coach, self._at_login.status()
        named = {*office.days, *(day for day, _hours in office.other_hours)}
        return Welcome(
            Choice(
                days=tuple(day for day in DAYS if day in named),
                hours=office.hours,
                lunch=office.lunch,
                language=coach.language,
                voice=coach.voice,
                look=coach.look,
                at_login=status.on,
            ),
            languages=_languages(self._library()),
            can_start_at_login=status.on or _can_be_started(),
            others_on=self._others.on,
        )

    def _settings(self) -> Settings:
        return config.read(self._paths).settings

    def _look(self) -> Appearance:
        return Appearance.of(self._settings().coach, desktop_reduces=self._reduced())

    def _foresee(self, chosen: Choice) -> None:
        if self._window is not None:
            self._window.show_day(self._day(chosen))

    def _day(self, chosen: Choice) -> DayShown:
        settings = _with(self._settings(), chosen)
        return day_preview(settings, self._library().takes, self._now())

    def _listen(self, chosen: Choice) -> None:
        self._voice.say(_with(self._settings(), chosen))

    def _find(self, found: Mapping[str, str]) -> None:
        if self._window is not None:
            self._window.show_findings(lacking(found, self._settings().coach))

    def _try(self) -> None:
        chosen = None if self._window is None else self._window.choice
        changes = {} if chosen is None else self._changes(chosen)
        self.try_minute.emit({key: changes[key] for key in changes if key.startswith("coach.")})

    def _changes(self, chosen: Choice) -> dict[str, object]:
        """What ``chosen`` changes in the settings, by key."""
        settings = self._settings()
        wished = _with(settings, chosen)
        return {key: value(wished, key) for key in _KEYS if value(wished, key) != value(settings, key)}

    def _take(self, chosen: Choice) -> None:
        """Write what is chosen, switch what is to be switched, and say that all is ready; or why it is not."""
        if self._window is None:
            return
        changes = self._changes(chosen)
        try:
            if changes:
                self._editor.put(changes)
        except Uneditable as refused:
            self._window.tell(str(refused))
            return
        self._window.show_ready(_where() if self._tray() else "", self._further(chosen))
        self.ready.emit()

    def _further(self, chosen: Choice) -> tuple[str, ...]:
        without = () if self._tray() else (without_tray(),)
        return (*without, *self._switched(chosen), _hello())

    def _switched(self, chosen: Choice) -> Iterable[str]:
        """Switch the start at login and the desktop's own reminders as wished; what came of it."""
        try:
            if chosen.at_login and not self._at_login.status().on:
                self._at_login.switch_on()
                yield _("It starts by itself when you log in.")
            elif not chosen.at_login and self._at_login.status().on:
                self._at_login.switch_off()
                yield _("It does not start by itself any more.")
                if self._at_login.given_back:
                    yield _("The desktop’s own break reminders are on again, as they were.")
        except NotSwitched as fault:
            yield f"{fault}."
        if chosen.others_off:
            try:
                self._others.switch_off()
                yield _("The desktop’s own break reminders are off; switching deskbreak’s start off brings them back.")
            except NotChanged as fault:
                yield str(fault)


_KEYS = (
    "office.days",
    "office.hours",
    "office.other_hours",
    "office.lunch",
    "coach.language",
    "coach.voice",
    "coach.look",
)
"""What the welcome asks for."""


def _with(settings: Settings, chosen: Choice) -> Settings:
    """``settings``, as chosen. Hours of a single day's own stay, unless that day is off now."""
    office = replace(
        settings.office,
        days=chosen.days,
        hours=chosen.hours,
        lunch=chosen.lunch,
        other_hours=tuple(one for one in settings.office.other_hours if one[0] in chosen.days),
    )
    coach = replace(settings.coach, language=chosen.language, voice=chosen.voice, look=chosen.look)
    return replace(settings, office=office, coach=coach)


def _can_be_started() -> bool:
    try:
        own_command(())()
    except NoLauncher:
        return False
    return True


def _languages(library: Library) -> tuple[tuple[str, str], ...]:
    """Those that there are exercises in, by the names that they have in themselves."""
    codes = sorted({code for exercise in library.exercises.values() for code in exercise.texts})
    desktop = declaration("coach.language").called["auto"]
    return (("auto", _(desktop)), *((code, language_name(code)) for code in codes))


def _where() -> str:
    return _(
        "This is deskbreak’s icon in the tray, most often in a corner of the screen beside the clock. Click it to see "
        "your day; the other button of the mouse opens its menu."
    )


def _hello() -> str:
    return _(
        "A notification has just said hello. If you have not seen it, please look whether notifications are switched "
        "off on this desktop, or do not disturb is on."
    )
