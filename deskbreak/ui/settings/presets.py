"""Three ways to be reminded, each a few settings at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout

from deskbreak.i18n import N_, _
from deskbreak.settings import HOUR, MINUTE, Settings
from deskbreak.settings.reading import value
from deskbreak.ui.kit.controls import Text


@dataclass(frozen=True, slots=True)
class Preset:
    """``values`` by their keys; each preset has the same keys."""

    title: str
    help: str
    values: Mapping[str, object]


def _preset(title: str, help_text: str, every: tuple[int, int], tips: int, again: int, times: int) -> Preset:
    return Preset(
        title,
        help_text,
        {
            "routine.every": every,
            "nudge.enabled": True,
            "nudge.every": tips,
            "reminder.again": again,
            "reminder.times": times,
        },
    )


PRESETS = (
    _preset(
        N_("As recommended"),
        N_(
            "You are offered a routine after two to three hours of sitting, and nudged every hour: what the article "
            "on back exercises asks for that deskbreak follows."
        ),
        (2 * HOUR, 3 * HOUR),
        1 * HOUR,
        10 * MINUTE,
        3,
    ),
    _preset(
        N_("Gentler"),
        N_(
            "You are offered a routine after three to four hours of sitting, twice at most, and nudged every two hours."
        ),
        (3 * HOUR, 4 * HOUR),
        2 * HOUR,
        20 * MINUTE,
        2,
    ),
    _preset(
        N_("More often"),
        N_(
            "You are offered a routine after an hour and a half to two hours of sitting, and nudged every three "
            "quarters of an hour."
        ),
        (90 * MINUTE, 2 * HOUR),
        45 * MINUTE,
        10 * MINUTE,
        3,
    ),
)


class PresetChoice(QFrame):
    """The three to choose from; none is chosen where the settings are one's own."""

    changed = Signal(object)
    """The values of a preset, by their keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "row")
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 10, 2, 10)
        column.addWidget(Text(_("How often"), "strong"))
        self._now = Text("", "muted")
        column.addWidget(self._now)
        self._group = QButtonGroup(self)
        self._buttons: list[QRadioButton] = []
        for preset in PRESETS:
            button = QRadioButton(_(preset.title))
            button.setAccessibleDescription(_(preset.help))
            button.clicked.connect(lambda _checked=False, preset=preset: self.changed.emit(dict(preset.values)))
            self._group.addButton(button)
            self._buttons.append(button)
            column.addWidget(button)
            column.addWidget(Text(_(preset.help), "muted"))

    def put(self, settings: Settings) -> None:
        """Show which one ``settings`` are."""
        fits = [all(value(settings, key) == one for key, one in preset.values.items()) for preset in PRESETS]
        self._group.setExclusive(False)
        for button, chosen in zip(self._buttons, fits, strict=True):
            button.setChecked(chosen)
        self._group.setExclusive(True)
        fitting = next((_(preset.title) for preset, fit in zip(PRESETS, fits, strict=True) if fit), "")
        own = _("At present: your own mixture, below.")
        self._now.put(_("At present: “{preset}”.").format(preset=fitting) if fitting else own)
