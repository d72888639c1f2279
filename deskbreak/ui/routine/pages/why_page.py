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
BACK_PAIN = "Scandinavian Journal of Work, Environment & Health 2023;49(1):5–22, doi:10.5271/sjweh.4070"
NECK_PAIN = "Applied Ergonomics 2024, 104216, doi:10.1016/j.apergo.2023.104216"
MICRO_BREAKS = "PLOS ONE 2022;17(8):e0272460, doi:10.1371/journal.pone.0272460"
DIRECTIVE = "Council Directive 90/270/EEC, article 7, as of 2019, CELEX:01990L0270-20190726"


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
            _("Back pain prevented: mostly not shown"),
            _(
                "A later review took together 24 trials of preventing back pain in office workers. Most differences "
                "could have been chance, and it calls most of the evidence weak. Physical activity probably shortened "
                "absence from work a little: by 1.1 days."
            ),
            BACK_PAIN,
        ),
        (
            _("Neck pain that stays: very uncertain"),
            _(
                "In office workers with chronic neck pain, exercise may lessen pain and what it keeps them from doing, "
                "compared with no exercise. The review that found it calls its certainty very low: the next studies "
                "may well find otherwise."
            ),
            NECK_PAIN,
        ),
        (
            _("Short breaks: a little less tired"),
            _(
                "After micro-breaks people felt a little more vigorous and a little less tired; both effects are "
                "small. Whether they worked better could not be told from chance. Pain was no part of it."
            ),
            MICRO_BREAKS,
        ),
        (
            _("What the law asks for"),
            _(
                "In the European Union employers must see to it that work at a screen is interrupted periodically by "
                "breaks or changes of activity. That is a rule, no finding: it names neither a length nor an exercise."
            ),
            DIRECTIVE,
        ),
        (
            _("What that does not say"),
            _(
                "These studies are about breaks, exercise and changes of posture, not about deskbreak, and not about "
                "just these exercises. The trial with less new pain is a single, small one: healthy people at a higher "
                "risk, most of them women, in one city, with an apparatus made to get them moving. It counted new "
                "pain; it does not say what becomes of pain that you have, and the reviews since are less sure. Nobody "
                "can promise that it helps you. If it does, expect it after two or three weeks."
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
