"""What stands on the pages besides their rows: presets, the day, the voice's trial, the files and how it is here."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from deskbreak.ui.kit.theme import Theme
from deskbreak.ui.settings.files_page import PlacesPanel
from deskbreak.ui.settings.page import SettingsPage
from deskbreak.ui.settings.pages import COACH, FILES, REMINDERS
from deskbreak.ui.settings.parts.day_panel import DayPanel
from deskbreak.ui.settings.parts.health_panel import HealthPanel, Remark
from deskbreak.ui.settings.parts.listen import Listen
from deskbreak.ui.settings.parts.voice_note import VoiceNote
from deskbreak.ui.settings.presets import PresetChoice
from deskbreak.ui.settings.view import Offer, SettingsView


class Fittings(QObject):
    """Furnishes a page when it is made. ``parts`` are made elsewhere, one for a page at most."""

    changed = Signal(object)
    """``Changes``, by a preset."""
    listen = Signal()
    own_voice = Signal()
    look_around = Signal()
    open_file = Signal(str)
    open_folder = Signal(str)

    def __init__(self, parts: Mapping[str, Callable[[], QWidget]], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._presets: PresetChoice | None = None
        self._day: DayPanel | None = None
        self._health: HealthPanel | None = None
        self._trial: Listen | None = None
        self._note: VoiceNote | None = None

    def furnish(self, page: str, made: SettingsPage, view: SettingsView, offer: Offer, theme: Theme) -> None:
        """Put on the page with this id what belongs there."""
        if page == REMINDERS:
            self._presets = PresetChoice()
            self._presets.changed.connect(self.changed)
            made.above.addWidget(self._presets)
            self._day = DayPanel(view.day, theme)
            made.stand_beside(self._day)
        elif page == COACH:
            self._trial = Listen()
            self._trial.pressed.connect(self.listen)
            made.row("coach.voice").add(self._trial)
            self._note = VoiceNote()
            self._note.pressed.connect(self.own_voice)
            made.row("coach.voice_name").add(self._note)
        if page in self._parts:
            made.above.addWidget(self._parts[page]())
        if page == FILES:
            places = PlacesPanel(offer.places)
            places.open_file.connect(self.open_file)
            places.open_folder.connect(self.open_folder)
            self._health = HealthPanel()
            self._health.look_again.connect(self._look)
            for panel in (places, self._health):
                made.above.addWidget(panel)
            made.above.setContentsMargins(0, 12, 0, 0)  # as far below the title as from each other
            made.above.setSpacing(12)
            # Queued, and so dropped with this object, should it go before.
            self._health.made.connect(self.look_around, Qt.ConnectionType.QueuedConnection)
            self._health.made.emit()

    def put(self, view: SettingsView, theme: Theme) -> None:
        """Show the day of ``view``, what is odd about its voice, and which preset its settings are."""
        if self._presets is not None:
            self._presets.setEnabled(not view.blocked)
            self._presets.put(view.settings)
        if self._note is not None:
            self._note.put("" if view.blocked else view.strange_voice)
        if self._day is not None:
            self._day.put(view.day, theme)

    def show_remarks(self, remarks: Iterable[Remark], fault: str) -> None:
        """What was found on this computer; ``fault``: why nothing was."""
        if self._health is not None:
            self._health.show_remarks(remarks, fault)

    def heard(self, sentence: str) -> None:
        """Say what came of ``listen``."""
        if self._trial is not None:
            self._trial.tell(sentence)

    def _look(self) -> None:
        if self._health is not None:
            self._health.wait()
        self.look_around.emit()
