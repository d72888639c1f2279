"""The polite window for what should not have happened. The app shows it once; all of it is in the log anyway."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QFontDatabase, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button, Scroller, Text, ThemedWindow
from deskbreak.ui.kit.pages.filling import fill
from deskbreak.ui.kit.pages.fold import Fold
from deskbreak.ui.kit.screens import centre_on_pointer, enlargement

_SIZE = 620, 420
"""Width and height in letters of the usual size."""


class TroubleWindow(ThemedWindow):
    """Shows a traceback, where the log is, and copies both on request. ``version`` goes into the copy."""

    closed = Signal()

    def __init__(self, traceback: str, log_path: str, version: str) -> None:
        super().__init__(_("deskbreak: something went wrong"))
        self._report = f"deskbreak {version}\n\n{traceback.strip()}\n"
        details = QPlainTextEdit(self._report)
        details.setReadOnly(True)
        details.setTabChangesFocus(True)
        details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        letters = QFont()  # as large as the application's: no size is set
        letters.setFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
        details.setFont(letters)
        details.setAccessibleName(_("What happened, for a bug report"))
        log = Text(_("It is also in the log: {path}").format(path=log_path), "muted")
        log.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = Button(_("Copy"), "primary", _("Copy what happened"))
        self._copy.clicked.connect(self._copied)
        close = Button(_("Close"))
        close.clicked.connect(self.close)

        buttons = Fold((self._copy, 0), (close, 0))
        buttons.row.insertStretch(0, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 22, 24, 12)
        column.setSpacing(12)
        column.addWidget(Text(_("Something went wrong in deskbreak"), "heading"))
        column.addWidget(
            Text(
                _(
                    "deskbreak goes on working, and nothing that was recorded is lost. If this comes again, a bug "
                    "report with the text below would help to mend it."
                )
            )
        )
        column.addWidget(details, 1)
        column.addWidget(log)
        buttons.row.setContentsMargins(24, 0, 24, 18)
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroller(inner, _("Something went wrong in deskbreak")), 1)
        whole.addWidget(buttons)
        fill(self, page)

    def open(self) -> None:
        """Show it on the pointer's screen."""
        large = enlargement(self)
        self.resize(round(_SIZE[0] * large), round(_SIZE[1] * large))
        centre_on_pointer(self)
        self.show()
        self._copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that nobody looks any more."""
        super().closeEvent(event)
        self.closed.emit()

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._copy.put(_("Copied"))
