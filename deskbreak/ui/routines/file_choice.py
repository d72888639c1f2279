"""Asking for a file: where something is to be written, or what is to be read. Nothing waits for the answer."""

from collections.abc import Callable

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from deskbreak.i18n import _

Then = Callable[[str], object]
"""What is done with the path, if one is chosen."""


def ask_for_card(parent: QWidget, name: str, then: Then) -> None:
    """Where a card is to be written; the dialog asks before it names a file that is there."""
    _open(_saving(parent, _("Save the card as a PDF"), name, "pdf", _("PDF (*.pdf)")), then)


def ask_for_export(parent: QWidget, name: str, then: Then) -> None:
    """Where a routine is to be written. Whoever writes it never does so over a file, so the dialog need not ask."""
    dialog = _saving(parent, _("Export"), name, "toml", _("Routines and exercises (*.toml)"))
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    _open(dialog, then)


def ask_for_import(parent: QWidget, then: Then) -> None:
    """Which routine or exercise is to be taken in."""
    dialog = QFileDialog(parent, _("Import"), QDir.homePath(), _("Routines and exercises (*.toml)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def _saving(parent: QWidget, title: str, name: str, suffix: str, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, QDir.homePath(), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(f"{name}.{suffix}")
    return dialog


def _open(dialog: QFileDialog, then: Then) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(then)
    dialog.open()
