"""Who should not, and how to move: shown once before the first routine ever, and always within reach."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button, Scroller, Text


def paragraphs() -> tuple[tuple[str, str], ...]:
    """Heading and text of each paragraph."""
    return (
        (
            _("Ask a doctor first"),
            _(
                "Please talk to a doctor before you start. Do not do these exercises with a chronic illness in a bad "
                "phase or an acute infection, with a serious disease (cancer, kidney failure, high blood pressure and "
                "the like), after an injury of the spine, when bleeding, or in severe pain. If you are pregnant or "
                "have had an operation lately, leave out exercises that strengthen the back."
            ),
        ),
        (
            _("Stop when it hurts"),
            _(
                "Go as far as a slight tension, never into pain. “It hurts” stops the routine at once. If exercises "
                "are accompanied by pain again and again, see a doctor."
            ),
        ),
        (
            _("Move well"),
            _(
                "Smoothly, without jerks. Breathe calmly and do not hold your breath: begin on an inhale, end on an "
                "exhale. Not on a full stomach: wait two hours after a meal. A few minutes a day are a good start; "
                "the effect shows after two or three weeks."
            ),
        ),
        (
            _("What deskbreak is not"),
            _("deskbreak is no medical device and gives no diagnosis."),
        ),
    )


class SafetyPage(QWidget):
    """The page. ``first``: it comes before the first routine, and asks to be confirmed."""

    def __init__(self, *, first: bool, read: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__()
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(24, 4, 24, 8)
        column.setSpacing(4)
        for heading, words in paragraphs():
            column.addWidget(Text(heading, "strong"))
            column.addWidget(Text(words))
            column.addSpacing(10)
        column.addStretch(1)
        scroll = Scroller(text, _("Before you start"))
        scroll.setAccessibleDescription("\n".join(f"{heading}: {words}" for heading, words in paragraphs()))

        self.read_button = Button(_("I have read this") if first else _("Back"), "primary")
        self.read_button.clicked.connect(lambda _checked=False: read())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 28, 0, 16)
        whole.setSpacing(12)
        title = Text(_("Before you start"), "title")
        title.setContentsMargins(24, 0, 24, 0)
        whole.addWidget(title)
        whole.addWidget(scroll, 1)
        buttons = QVBoxLayout()
        buttons.setContentsMargins(24, 0, 24, 0)
        buttons.setSpacing(6)
        buttons.addWidget(self.read_button)
        if first:
            later = Button(_("Not now"), "quiet")
            later.clicked.connect(lambda _checked=False: leave())
            buttons.addWidget(later, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addLayout(buttons)
