"""A routine as a page to be printed, as the settings have it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from deskbreak.app.routine.todays_routine import DISCREET
from deskbreak.i18n import language
from deskbreak.settings import Settings
from deskbreak.store.content.library import Library
from deskbreak.ui.printed_page.content import Sheet
from deskbreak.ui.printed_page.output import paper, print_sheet, printed

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def printed_card(library: Library, name: str, settings: Settings, environment: Mapping[str, str]) -> tuple[str, bytes]:
    """The title and the PDF of the routine of this id, which there is. There is a ``QGuiApplication``.

    Raises ``DoesNotFit``.
    """
    sheet = _sheet(library, name, settings)
    return sheet.title, printed(sheet, paper(territory(environment)), settings.coach.look)


def print_card(library: Library, name: str, settings: Settings, printer: "QPrinter") -> tuple[str, bool]:
    """The title of the routine of this id, which there is, and whether ``printer`` has taken it.

    Raises ``DoesNotFit``.
    """
    sheet = _sheet(library, name, settings)
    return sheet.title, print_sheet(sheet, printer, settings.coach.look)


def territory(environment: Mapping[str, str]) -> str:
    """Where the paper is from (``US``), by the environment's locale for paper, else by the system's."""
    for name in ("LC_ALL", "LC_PAPER", "LANG"):
        if value := environment.get(name):
            return value.partition(".")[0].partition("@")[0].partition("_")[2]
    return QLocale.territoryToCode(QLocale.system().territory())


def _sheet(library: Library, name: str, settings: Settings) -> Sheet:
    variant = DISCREET if settings.coach.discreet else ""
    return Sheet.of(library.routine(name), library.exercises, language(), variant=variant)
