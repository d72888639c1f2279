"""Where the page goes: into a PDF, or onto the paper of a printer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from deskbreak.ui.printed_page.content import Sheet
from deskbreak.ui.printed_page.layout import must_fit, paint_sheet

if TYPE_CHECKING:  # loaded by whoever asks for a printer, and where there is one
    from PySide6.QtPrintSupport import QPrinter

_LETTER = frozenset({"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"})
"""Territories whose paper is US Letter (Unicode CLDR, supplemental measurementData, paperSize)."""
_DPI = 600


def paper(territory: str) -> QPageSize:
    """The paper of a territory (``US``): Letter or A4."""
    return QPageSize(QPageSize.PageSizeId.Letter if territory in _LETTER else QPageSize.PageSizeId.A4)


def printed(sheet: Sheet, size: QPageSize, look: str) -> bytes:
    """The page as a PDF. Raises ``DoesNotFit``."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _pdf(target, size)
    writer.setTitle(sheet.title)
    writer.setCreator("deskbreak")
    painter = QPainter(writer)
    try:
        painter.scale(_DPI / 72, _DPI / 72)
        paint_sheet(painter, size.size(QPageSize.Unit.Point), sheet, look)
    finally:
        painter.end()
    return bytes(target.data().data())


def print_sheet(sheet: Sheet, printer: "QPrinter", look: str) -> bool:
    """Send the page to ``printer``, for the paper that is chosen there; whether it was taken.

    Raises ``DoesNotFit``, before the printer hears of it: it would print an empty page.
    """
    printer.setDocName(sheet.title)
    printer.setCreator("deskbreak")
    printer.setFullPage(True)
    chosen = printer.pageLayout()
    page = chosen.fullRect(QPageLayout.Unit.Point).size()
    nowhere = QBuffer()
    nowhere.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _pdf(nowhere, chosen.pageSize())  # a painter does not keep it
    trial = QPainter(writer)
    try:
        must_fit(trial, page, sheet)
    finally:
        trial.end()
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        painter.scale(printer.logicalDpiX() / 72, printer.logicalDpiY() / 72)
        paint_sheet(painter, page, sheet, look)
    finally:
        painter.end()
    return True


def _pdf(target: QBuffer, size: QPageSize) -> QPdfWriter:
    """A PDF without margins of its own, written to ``target``."""
    writer = QPdfWriter(target)
    writer.setResolution(_DPI)
    writer.setPageSize(size)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    return writer
