"""The settings window, opened: what the file says is read, what is wished is written, and changes are followed."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from deskbreak.app.day_preview import day_preview
from deskbreak.app.login.at_login import open_at_login
from deskbreak.app.routine.voice_trial import VoiceTrial
from deskbreak.app.windows.doctor import Doctor
from deskbreak.app.windows.login_part import LoginSteps
from deskbreak.app.windows.setting_choices import SeenPrograms, SettingChoices
from deskbreak.desktop.files import open_files
from deskbreak.desktop.memory import give_back
from deskbreak.desktop.opening import NotOpened, open_outside
from deskbreak.engine.calendar.instant import Instant
from deskbreak.i18n import _
from deskbreak.settings import Settings
from deskbreak.settings.reading import declaration
from deskbreak.store import config
from deskbreak.store.config_edit import ConfigEditor, Uneditable
from deskbreak.store.config_watch import ConfigWatch
from deskbreak.store.content.library import Library
from deskbreak.store.paths import Paths
from deskbreak.ui.settings import week
from deskbreak.ui.settings.pages import FILES, ROUTINE
from deskbreak.ui.settings.parts.voice_note import note_on
from deskbreak.ui.settings.view import FilePlace, Offer, SettingsView
from deskbreak.ui.settings.window import SettingsWindow

if TYPE_CHECKING:
    from deskbreak.app.windows.routines import Put, RoutinesDesk  # with the figure and all, and not always looked at


class SettingsDesk(QObject):
    """At most one window, which goes by the file alone: with or without a running deskbreak.

    ``library`` has the routines to choose from; ``now``: what day it is; ``routines`` makes what the page on routines
    stands on, given the settings of the file and what writes some. ``programs``: who sees what may be ignored.
    """

    closed = Signal()

    def __init__(
        self,
        paths: Paths,
        library: Callable[[], Library],
        now: Callable[[], Instant],
        routines: "Callable[[Callable[[], Settings], Put], RoutinesDesk]",
        programs: SeenPrograms,
    ) -> None:
        super().__init__()
        self._paths, self._library, self._now = paths, library, now
        self._window: SettingsWindow | None = None
        self._editor = ConfigEditor(paths.config_file)
        self._choices = SettingChoices(library, programs, self)
        self._choices.changed.connect(self._choose_anew)
        self._voice = VoiceTrial(library, self)
        self._doctor = Doctor(paths.home, self)
        self._make_routines = routines
        self._routines: RoutinesDesk | None = None
        self._login = LoginSteps(lambda: open_at_login(self._paths), lambda: self._editor.latest, self)
        self._login.switched.connect(lambda: self._show(""))
        self._watch: ConfigWatch | None = None
        self._shown: SettingsView

    def open(self) -> SettingsWindow:
        """Open the window, or bring it to the front."""
        if self._window is None:
            self._watch = ConfigWatch(self._paths.config_file, open_files, parent=self)
            self._watch.changed.connect(self._follow)
            self._window = self._made()
        self._window.open()
        return self._window

    def close(self) -> None:
        """Close the window, if it is open, whatever is being made in it."""
        self._close_routines()
        if self._window is not None:
            self._window.close()

    def _made(self) -> SettingsWindow:
        self._shown = self._view("")
        parts: dict[str, Callable[[], QWidget]] = {FILES: self._login.part, ROUTINE: self._routines_page}
        window = SettingsWindow(self._shown, self._offer(), parts, self._may_close)
        window.changed.connect(self._put)
        window.reset.connect(self._reset)
        window.undo.connect(self._undo)
        window.start_anew.connect(self._start_anew)
        window.open_file.connect(self._open_file)
        window.open_folder.connect(self._open_folder)
        window.listen.connect(lambda: self._voice.say(self._settings()))
        window.look_around.connect(self._doctor.ask)
        window.looked_at.connect(lambda key: self._choices.look(key, self._settings()))
        window.closed.connect(self._gone)
        self._voice.heard.connect(window.heard)
        self._voice.over.connect(self._tried)
        self._doctor.answered.connect(window.show_remarks)
        return window

    def refresh(self) -> None:
        """There is something else to do by now."""
        if self._window is not None:
            self._offer_anew()
            self._follow()
            self.refresh_routines()

    def follow(self) -> None:
        """What is left out may be something else, and other programs may be at work."""
        self._offer_anew()
        self.refresh_routines()

    def refresh_routines(self) -> None:
        """What is left out may be something else."""
        if self._routines is not None:
            self._routines.refresh()

    def _routines_page(self) -> QWidget:
        self._routines = self._make_routines(self._settings, self._put_at_once)
        page = self._routines.page()
        page.making.connect(lambda on: None if self._window is None else self._window.hold_undo(on))
        return page

    def _close_routines(self) -> None:
        if self._routines is not None:
            self._routines.close()
            self._routines = None

    def _may_close(self) -> bool:
        """Whether nothing would be lost; else it is asked where one sees it."""
        if self._routines is None or self._routines.may_close():
            return True
        if self._window is not None:
            self._window.turn_to(ROUTINE)
        return False

    def _gone(self) -> None:
        """Nobody looks any more: nothing is kept for it."""
        self._close_routines()
        self._login.close()
        window, self._window = self._window, None
        if window is None:
            return
        self._voice.heard.disconnect(window.heard)
        self._voice.over.disconnect(self._tried)
        self._doctor.answered.disconnect(window.show_remarks)
        self._choices.close()
        self._voice.close()
        self._doctor.close()
        if self._watch is not None:
            self._watch.close()
            self._watch.deleteLater()
            self._watch = None
        window.destroyed.connect(lambda: QTimer.singleShot(0, give_back))  # hundreds of widgets, seldom opened
        window.deleteLater()
        self.closed.emit()

    def _offer(self) -> Offer:
        places = (
            FilePlace(_("Settings"), str(self._paths.config_file)),
            FilePlace(_("Your own exercises"), str(self._paths.exercises), folder=True),
            FilePlace(_("Your own routines"), str(self._paths.routines), folder=True),
            FilePlace(_("The log"), str(self._paths.log_file)),
        )
        return Offer(self._choices.by_key, places)

    def _offer_anew(self) -> None:
        if self._window is not None:
            self._window.show_offer(self._offer())

    def _choose_anew(self) -> None:
        """There is something else to choose from, and what is chosen may be none of it."""
        self._offer_anew()
        if self._window is not None:
            strange = self._choices.strange_voice(self._shown.settings)
            if strange != self._shown.strange_voice:
                self._shown = replace(self._shown, strange_voice=strange)
                self._window.show_view(self._shown)

    def _tried(self, spoke: bool, sentence: str) -> None:
        """The voice was tried: where nobody was heard, that may be for its name."""
        strange = self._choices.strange_voice(self._settings())
        if self._window is not None and strange and not spoke:
            self._window.heard(f"{sentence} {note_on(strange)}")

    def _settings(self) -> Settings:
        return self._read()[0]

    def _read(self) -> tuple[Settings, tuple[str, ...], str]:
        """The settings to show, what is wrong with the file, and why nothing can be written into it now."""
        loaded, blocked, file = config.read(self._paths), self._editor.fault, self._paths.config_file
        settings = loaded.settings
        if loaded.faults and not blocked:
            # Those in force are the last good ones; here it is seen what the file says, and so what was changed in it.
            settings = config.check(file).settings
        faults = config.report(loaded.faults, file)
        faults += (f"{file.name}: {missing}" for missing in self._library().unknown(settings.routine.name))
        return settings, tuple(faults), blocked

    def _view(self, told: str) -> SettingsView:
        settings, faults, blocked = self._read()
        day = day_preview(settings, self._library().takes, self._now())
        can_undo, strange = self._editor.can_undo or self._login.can_undo, self._choices.strange_voice(settings)
        return SettingsView(settings, day, faults, blocked, can_undo, told, strange)

    def _show(self, told: str) -> None:
        if self._window is not None:
            self._shown = self._view(told)
            self._window.show_view(self._shown)
            self._choices.follow(self._shown.settings)
            self.refresh_routines()

    def _follow(self) -> None:
        """The file has changed: perhaps by what was written here, and then all has been said."""
        if self._shown != self._view(self._shown.told):
            self._show("")

    def _put_at_once(self, changes: Mapping[str, object]) -> None:
        """What a part of the window wishes. Raises ``Uneditable``: it says so itself."""
        self._editor.put(changes)
        self._show("")

    def _put(self, changes: dict[str, object]) -> None:
        self._carry_out(lambda: self._editor.put(changes))

    def _reset(self, keys: tuple[str, ...]) -> None:
        self._carry_out(lambda: self._editor.reset(*keys))

    def _carry_out(self, change: Callable[[], object]) -> None:
        try:
            change()
        except Uneditable as refused:
            self._show(str(refused))
        else:
            self._show("")

    def _undo(self) -> None:
        if (part := self._login.undo()) is not None and self._window is not None:
            self._show(_("As it was before: {titles}").format(titles=_("“{title}”").format(title=part.title)))
            self._window.guide.lead_to_part(FILES, part)
            return
        told: list[str] = []

        def gone(key: str, was: object) -> bool:
            if key != "routine.name":
                return False
            names = was if isinstance(was, list) else [was]
            missing = [name for name in names if isinstance(name, str) and self._library().unknown((name,))]
            sentence = _("The routine “{name}” is not there any more, so it is not chosen again.")
            told.extend(sentence.format(name=name) for name in missing)
            return bool(missing)

        try:
            keys = self._editor.undo(gone)
        except Uneditable as refused:
            self._show(str(refused))
            return
        if keys:
            told.append(_("As it was before: {titles}").format(titles=_titles(keys)))
        self._show(" ".join(told))
        if keys and self._window is not None:
            self._window.guide.lead_to(keys)

    def _start_anew(self) -> None:
        try:
            self._show(self._editor.start_anew())
        except Uneditable as refused:
            self._show(str(refused))

    def _open_file(self, path: str) -> None:
        if path == str(self._paths.config_file):
            with suppress(config.ConfigExists, OSError):  # what cannot be written cannot be opened, which is told
                config.init(self._paths.config_file)
        self._open_outside(Path(path))

    def _open_folder(self, path: str) -> None:
        place = Path(path)
        self._open_outside(place if place.is_dir() else place.parent)

    def _open_outside(self, path: Path) -> None:
        try:
            open_outside(path)
        except NotOpened as why:
            self._show(str(why))


def _titles(keys: Iterable[str]) -> str:
    """As the pages have them: days and hours by day are one there."""
    titles = dict.fromkeys(_(week.TITLE if key in week.KEYS else declaration(key).title) for key in keys)
    return ", ".join(_("“{title}”").format(title=title) for title in titles)
