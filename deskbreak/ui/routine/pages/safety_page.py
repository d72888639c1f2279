"""Who should not, and how to move: shown once before the first routine ever, and always within reach.

Most of it is the article's. What deskbreak adds says so where it stands. The printed card says the same, shorter.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.engine.actions import Outcome
from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button, Scroller, Text
from deskbreak.ui.routine.pages.ending import Ending, after_pain
from deskbreak.ui.routine.pages.first_look import FirstLook

Told = tuple[str, str]
"""Heading and text of a paragraph."""


def paragraphs(strengthening: Sequence[str] = ()) -> tuple[Told, ...]:
    """All of it. ``strengthening``: the exercises that strengthen the back, by name."""
    return (*_who(strengthening), *_stopping(), _out_of_breath(), _moving(), *_whose())


def when_it_hurts(caution: str, strengthening: Sequence[str] = ()) -> tuple[Told, ...]:
    """The same for somebody whom an exercise has just hurt: that first. ``caution``: where to take care with it."""
    now = (_("Now that it has hurt"), " ".join(after_pain()))  # with what to do when out of breath
    care = ((_("With this exercise"), caution),) if caution else ()
    stop, get_help = _stopping()
    return (now, get_help, stop, *care, *_who(strengthening), _moving(), *_whose())


def _who(strengthening: Sequence[str]) -> tuple[Told, ...]:
    """For whom it is not, or not without a doctor."""
    back = _("Unless your doctor agrees, leave out exercises that strengthen the back.")
    if strengthening:
        back = _(
            "Unless your doctor agrees, leave out exercises that strengthen the back. deskbreak counts as such: "
            "{exercises}. A routine without them can be chosen or made in the settings."
        ).format(exercises=", ".join(strengthening))
    return (
        (
            _("Ask a doctor first"),
            _(
                "Please talk to a doctor before you start. Unless your doctor agrees, do not do these exercises with a "
                "chronic illness in a bad phase or an acute infection, with a serious disease (cancer, kidney failure, "
                "high blood pressure and the like), after an injury of the spine, when bleeding, or in severe pain."
            ),
        ),
        (_("Pregnant, or operated on lately"), back),
        (
            _("deskbreak adds: ask first here, too"),
            _("With osteoporosis, or after an operation of the neck or a shoulder, ask your doctor before you start."),
        ),
    )


def _stopping() -> tuple[Told, Told]:
    return (
        (
            _("Stop when it hurts"),
            _(
                "Go as far as a slight tension, never into pain. “It hurts” stops the routine at once. If exercises "
                "are accompanied by pain again and again, see a doctor."
            ),
        ),
        (
            _("deskbreak adds: stop and get help"),
            _(
                "Stop at once and get medical help if you are dizzy or see double, if anything goes numb or weak, or "
                "if pain runs into an arm or a leg."
            ),
        ),
    )


def _out_of_breath() -> Told:
    return (
        _("When you are out of breath"),
        _("Stop, but do not sit or lie down: walk slowly, and drink a few sips of water."),
    )


def _moving() -> Told:
    return (
        _("Move well"),
        _(
            "Smoothly, without jerks. Breathe calmly and do not hold your breath: begin on an inhale, end on an "
            "exhale. Not on a full stomach: wait two hours after a meal. A few minutes a day are a good start. "
            "If they help you, expect it after two or three weeks."
        ),
    )


def _whose() -> tuple[Told, ...]:
    return (
        (
            _("Whose advice this is"),
            _(
                "It is that of an article on exercises for back, lower back and neck. deskbreak’s own is what it adds, "
                "the words “unless your doctor agrees”, and which exercises it counts as strengthening the back."
            ),
        ),
        (
            _("What deskbreak is not"),
            _("deskbreak is no medical device and gives no diagnosis."),
        ),
    )


class SafetyPage(QWidget):
    """The page: ``told`` are headings and texts under a ``title``.

    ``first``: it comes before the first routine, shows that, and asks to be confirmed; ``leave`` is for whoever would
    rather not now.
    """

    def __init__(
        self,
        title: str,
        told: Sequence[tuple[str, str]],
        read: Callable[[], object],
        first: FirstLook | None = None,
        leave: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__()
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(24, 4, 24, 8)
        column.setSpacing(4)
        if first is not None:
            column.addWidget(first)
            column.addSpacing(10)
            column.addWidget(Text(_("Before you start"), "heading"))
        for heading, words in told:
            column.addWidget(Text(heading, "strong"))
            column.addWidget(Text(words))
            column.addSpacing(10)
        column.addStretch(1)
        self._scroll, self._first = Scroller(text, title), first
        self._scroll.setAccessibleDescription("\n".join(f"{heading}: {words}" for heading, words in told))

        self.read_button = Button(_("Back") if first is None else _("I have read this"), "primary")
        self.read_button.clicked.connect(lambda _checked=False: read())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 20, 0, 14)
        whole.setSpacing(10)
        heading_line = Text(title, "title")
        heading_line.setContentsMargins(24, 0, 24, 0)
        whole.addWidget(heading_line)
        whole.addWidget(self._scroll, 1)
        buttons = QVBoxLayout()
        buttons.setContentsMargins(24, 0, 24, 0)
        buttons.setSpacing(6)
        buttons.addWidget(self.read_button)
        if first is not None:
            later = Button(_("Not now"), "quiet")
            later.clicked.connect(lambda _checked=False: leave())
            buttons.addWidget(later, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The figure gives way to the words."""
        super().resizeEvent(event)
        if self._first is not None:
            self._first.give_way(self._scroll.height())


def safety_page(
    first: FirstLook | None,
    end: Ending | None,
    read: Callable[[], object],
    leave: Callable[[], object],
    strengthening: Sequence[str] = (),
) -> SafetyPage:
    """The page before the ``first`` routine; at an ``end`` that hurt; or whenever one likes.

    ``strengthening``: the exercises that strengthen the back, by name.
    """
    if first is not None:
        return SafetyPage(_("Your first routine"), paragraphs(strengthening), read, first, leave)
    if end is not None and end.outcome is Outcome.PAIN:
        told = when_it_hurts(end.caution, strengthening)
        return SafetyPage(_("What the article on back exercises says"), told, read)
    return SafetyPage(_("Before you start"), paragraphs(strengthening), read)
