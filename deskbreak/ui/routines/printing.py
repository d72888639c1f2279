"""Asking whether a card goes onto paper or into a file. Printers are looked for when that is wished, not before."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from deskbreak.i18n import _

# What prints is imported where something is to be printed; some distributions have it in a package of its own, and
# without libcups, which whoever has a printer has, it knows of none.
# ruff: noqa: PLC0415


def ask_where(button: QWidget, title: str, on_paper: Callable[[], object], as_pdf: Callable[[], object]) -> None:
    """Below ``button``: ``on_paper``, or ``as_pdf``. Where there is no printer, there is nothing to ask."""
    if not _is_there_a_printer():
        as_pdf()
        return
    menu = QMenu(title, button)
    menu.setAccessibleName(title)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text, then in ((_("Print…"), on_paper), (_("Save as PDF…"), as_pdf)):
        menu.addAction(text).triggered.connect(lambda _checked=False, then=then: then())
    menu.setActiveAction(menu.actions()[0])
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))


def ask_for_printer(parent: QWidget, title: str, name: str, then: Callable[[object], object]) -> None:
    """Which printer it is to be, and how it prints: ``then`` gets a ``QPrinter``. Nothing waits for the answer.

    ``name``: what a file would be called that is printed into.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)  # there is one page
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.finished.connect(lambda result: then(printer) if result == QDialog.DialogCode.Accepted else None)
    QDialog.open(dialog)


def _is_there_a_printer() -> bool:
    try:
        from PySide6.QtPrintSupport import QPrinterInfo
    except ImportError:
        return False
    return bool(QPrinterInfo.availablePrinterNames())
