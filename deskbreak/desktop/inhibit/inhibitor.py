"""Who keeps the screen on, and whether that says anything of what is on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from deskbreak.desktop.program import Program

KEEPERS = (
    *("caffeine", "caffeinate", "inhibit suspend extension", "keep awake", "stay awake", "amphetamine"),
    *("keepawake", "keepingyouawake"),
    *("plasmashell", "powerd", "ksmserver", "kded"),  # KDE's switch in the panel, and services; powerd is macOS's too
    *("coreaudiod", "com.apple.audio"),  # macOS keeps a display on through which music plays
)
"""In the names and reasons of those that only keep the machine awake, some of them all day long.

They say nothing about the screen; taken for a presentation they would silence us for ever.
"""
SEES_FULLSCREEN = "fullscreen"
"""GNOME's Caffeine gives this as the application while a window fills the screen: that one it does know."""


@dataclass(frozen=True)
class Inhibitor:
    """One that holds back the idle screen: what it calls itself, and why, as far as it is told."""

    app: str
    reason: str = ""

    @property
    def is_show(self) -> bool:
        """Whether it may be a presentation or a film."""
        said = f"{self.app} {self.reason}".casefold()
        return self.app == SEES_FULLSCREEN or not any(keeper in said for keeper in KEEPERS)

    @property
    def program(self) -> Program:
        """The application as people know it: "firefox" for ``/usr/lib/firefox`` and ``org.mozilla.firefox.desktop``."""
        whole = self.app.strip().rsplit("/", 1)[-1].removesuffix(".desktop")
        name = whole.rsplit(".", 1)[-1] if whole.count(".") >= 2 else whole
        return Program() if name == SEES_FULLSCREEN else Program.called(name, whole, self.app)


def shows(inhibitors: Iterable[Inhibitor]) -> tuple[Program, ...]:
    """The programs that may show a presentation or a film, each once."""
    return tuple(dict.fromkeys(each.program for each in inhibitors if each.is_show))
