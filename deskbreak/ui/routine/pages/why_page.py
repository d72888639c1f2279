"""*Why these?*: what each exercise is for and where to take care, and what is known about breaks, with its limits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.coach.content.exercise import Exercise
from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button, Panel, Scroller, Text, ThemedWindow
from deskbreak.ui.kit.pages.filling import fill
from deskbreak.ui.kit.screens import centre_on_pointer

_SIZE = (30, 44)
"""Of the window, in lines of text."""
TRIAL = "Scandinavian Journal of Work, Environment & Health 2021;47(4):306–317, doi:10.5271/sjweh.3949"
REVIEW = "Applied Ergonomics 2018;68:230–239, doi:10.1016/j.apergo.2017.12.003"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an exercise is done, in one language; what is not known is empty."""

    name: str
    purpose: str
    why: str = ""
    caution: str = ""
    source: str = ""
    ours: str = ""
    """What was added to the source, in a sentence of its own: no words go before it."""

    @classmethod
    def of(cls, exercise: Exercise, language: str) -> Self:
        """What the exercise's own file says."""
        text = exercise.text(language)
        return cls(text.name, text.purpose, text.why, text.caution, exercise.source, exercise.ours)


def evidence() -> tuple[tuple[str, str, str], ...]:
    """Heading, text and source of each paragraph; the same as docs/evidence.md."""
    return (
        (
            _("One trial: less new pain"),
            _(
                "193 office workers were followed for six months. New neck pain came to 17% of those who took active "
                "breaks, to 17% of those who shifted their posture, and to 44% of the comparison group. New "
                "low-back pain came to 9%, 7% and 33%."
            ),
            TRIAL,
        ),
        (
            _("A review of many studies"),
            _(
                "Active breaks with a change of posture helped against pain and discomfort, and breaks did not harm "
                "productivity."
            ),
            REVIEW,
        ),
        (
            _("What that does not say"),
            _(
                "These studies are about breaks and changes of posture, not about deskbreak, and not about just these "
                "exercises. The trial is a single, small one: healthy people at a higher risk, most of them women, in "
                "one city, with an apparatus made to get them moving. It counted new pain; it does not say what "
                "becomes of pain that you have. Nobody can promise that it helps you. If it does, expect it after two "
                "or three weeks."
            ),
            "",
        ),
    )


class WhyPage(QWidget):
    """The page for one or more exercises; ``back`` is called when it has been read."""

    def __init__(self, reasons: Sequence[Reason], back: Callable[[], object], back_text: str = "") -> None:
        super().__init__()
        self.title = reasons[0].name if len(reasons) == 1 else _("Why these?")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 4, 24, 12)
        column.setSpacing(10)
        for reason in reasons:
            self._explain(column, reason, named=len(reasons) > 1)
        column.addSpacing(6)
        column.addWidget(Text(_("What is known"), "heading"))
        for heading, words, source in evidence():
            column.addWidget(Text(heading, "strong"))
            column.addWidget(Text(words))
            if source:
                column.addWidget(_selectable(source))
        column.addWidget(Text(_("deskbreak is no medical device and gives no diagnosis."), "muted"))
        column.addStretch(1)
        self.back_button = Button(back_text or _("Back"), "primary")
        self.back_button.clicked.connect(lambda _checked=False: back())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 24, 0, 16)
        whole.setSpacing(12)
        title = Text(self.title, "title")
        title.setContentsMargins(24, 0, 24, 0)
        whole.addWidget(title)
        whole.addWidget(Scroller(inner, self.title), 1)
        buttons = QVBoxLayout()
        buttons.setContentsMargins(24, 0, 24, 0)
        buttons.addWidget(self.back_button)
        whole.addLayout(buttons)

    @staticmethod
    def _explain(column: QVBoxLayout, reason: Reason, *, named: bool) -> None:
        if named:
            column.addWidget(Text(reason.name, "heading"))
        column.addWidget(Text(reason.purpose, "strong"))
        if reason.why:
            column.addWidget(Text(reason.why))
        if reason.caution:
            panel = Panel("notice")
            panel.column.setContentsMargins(12, 8, 12, 8)
            panel.column.addWidget(Text(_("Take care: {caution}").format(caution=reason.caution)))
            column.addWidget(panel)
        if reason.source:
            column.addWidget(_selectable(_("Source: {source}").format(source=reason.source)))
        if reason.ours:
            column.addWidget(_selectable(reason.ours))


class WhyWindow(ThemedWindow):
    """The page in a window of its own, for the whole routine."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__(_("Why these?"))
        self.page = WhyPage(reasons, self.close, _("Close"))
        fill(self, self.page)
        line = self.fontMetrics().lineSpacing()
        self.resize(_SIZE[0] * line, _SIZE[1] * line)

    def open(self) -> None:
        """Show it on the pointer's screen, or bring it to the front."""
        if not self.isVisible():
            centre_on_pointer(self)
        self.showNormal()
        self.to_front()
        self.page.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _selectable(words: str) -> Text:
    """A source, to be copied."""
    text = Text(words, "over")
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return text
