"""What the settings window shows, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass

from deskbreak.settings import Settings
from deskbreak.ui.kit.day_picture import DayShown
from deskbreak.ui.settings.controls.control import Choices


@dataclass(frozen=True, slots=True)
class FilePlace:
    """Something of deskbreak's that lies on the disk: what it is called, and its path; ``folder``: it is one."""

    name: str
    path: str
    folder: bool = False


@dataclass(frozen=True, slots=True)
class SettingsView:
    """``settings`` are those of the file, ``day`` how a day goes under them. ``faults`` are sentences on the file;
    ``blocked``: why nothing may be written now, ``""`` where something may. ``told``: a sentence on what has just been
    done, or could not be. ``strange_voice``: the name of the voice, where the program that speaks has none of it.
    """

    settings: Settings
    day: DayShown
    faults: tuple[str, ...] = ()
    blocked: str = ""
    can_undo: bool = False
    told: str = ""
    strange_voice: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered beside the settings themselves.

    ``choices``: values to choose from, by the keys of their settings. ``places``: what lies on the disk, the settings
    file first.
    """

    choices: Mapping[str, Choices]
    places: tuple[FilePlace, ...]
