"""How a routine ended, in kind words."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from deskbreak.engine.actions import Deed
from deskbreak.i18n import _
from deskbreak.ui.controls import Button, Panel, Scroller, Text
from deskbreak.ui.icon import pixmap
from deskbreak.ui.sign import Sign
from deskbreak.ui.theme import Theme
from deskbreak.ui.today import MinutesBar, minutes_line
from deskbreak.ui.words import MINUTE, span

_MARK = 56


@dataclass(frozen=True, slots=True)
class Ending:
    """``deed`` as it was recorded; ``done`` ms of it; ``exercises`` by name.

    ``moved``: ms of exercise today, this routine included; ``next_text``: when the next one comes. ``hurt`` names the
    exercise that hurt, ``left_out`` is its id if it is left out from now on (D5).
    """

    deed: Deed
    done: int
    exercises: tuple[str, ...]
    moved: int
    next_text: str = ""
    hurt: str = ""
    left_out: str = ""


def title(ending: Ending) -> str:
    """One warm line."""
    match ending.deed:
        case Deed.COMPLETED:
            return _("Well done!")
        case Deed.SHORT:
            return _("A minute well spent")
        case Deed.PARTIAL:
            return _("Good: most of it is done")
        case Deed.PAIN:
            return _("Be kind to yourself")
        case _:
            return _("Stopped for now")


def told(ending: Ending) -> str:
    """What was done, and what follows from it."""
    time = span(max(ending.done, (ending.done + MINUTE // 2) // MINUTE * MINUTE))  # rounded as people do
    match ending.deed:
        case Deed.COMPLETED:
            return _("The whole routine, {time}. Your back and neck have had what they needed.").format(time=time)
        case Deed.SHORT:
            return _("Short, and it counts in full.")
        case Deed.PARTIAL:
            return _("{time} of movement. More than half counts like the whole.").format(time=time)
        case Deed.PAIN:
            return _("It was right to stop. Take a break and rest.")
        case _:
            return _("That is fine. The routine comes back when it suits you better.")


def advice(ending: Ending) -> tuple[str, ...]:
    """What the article says to somebody whom an exercise hurt."""
    if ending.deed is not Deed.PAIN:
        return ()
    said = [_("Out of breath? Do not sit or lie down at once: walk slowly and drink a few sips of water.")]
    if ending.left_out:
        said.append(
            _(
                "“{exercise}” has hurt on different days. It is left out of your routines until you put it back, and "
                "please see a doctor about it."
            ).format(exercise=ending.hurt)
        )
        said.append(_("To have it back: deskbreak put-back {id}").format(id=ending.left_out))
    else:
        said.append(_("If exercises are accompanied by pain again and again, see a doctor."))
    return tuple(said)


class EndPage(QWidget):
    """The last page of the routine window."""

    def __init__(self, ending: Ending, theme: Theme, close: Callable[[], object], safety: Callable[[], object]) -> None:
        super().__init__()
        self._ending = ending
        self._bar = MinutesBar(theme)
        mark = QLabel()
        ratio = self.devicePixelRatioF()
        picture = pixmap(Sign.WORKING if ending.deed is Deed.PAIN else Sign.ROUTINE, round(_MARK * ratio))
        picture.setDevicePixelRatio(ratio)
        mark.setPixmap(picture)

        said_and_done = QWidget()
        column = QVBoxLayout(said_and_done)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(12)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        self.heading = Text(title(ending), "title")
        column.addWidget(self.heading)
        column.addWidget(Text(told(ending), "caption"))
        if ending.exercises:
            column.addWidget(Text(" · ".join(ending.exercises), "muted"))
        column.addSpacing(8)
        if advised := advice(ending):
            panel = Panel("notice")
            for line in advised:
                panel.column.addWidget(Text(line))
            column.addWidget(panel)
        today = Panel()
        today.column.addWidget(Text(_("Today"), "over"))
        today.column.addWidget(self._bar)
        today.column.addWidget(Text(minutes_line(ending.moved)))
        column.addWidget(today)
        if ending.next_text:
            coming = Panel()
            coming.column.addWidget(Text(_("Next"), "over"))
            coming.column.addWidget(Text(ending.next_text))
            column.addWidget(coming)
        column.addStretch(1)
        self.close_button = Button(_("Close"), "primary")
        self.close_button.clicked.connect(lambda _checked=False: close())
        safety_button = Button(_("Safety"), "quiet", _("Safety: before you start"))
        safety_button.clicked.connect(lambda _checked=False: safety())
        buttons = QVBoxLayout()
        buttons.setContentsMargins(24, 8, 24, 12)
        buttons.setSpacing(6)
        buttons.addWidget(self.close_button)
        buttons.addWidget(safety_button, 0, Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroller(said_and_done, title(ending)), 1)
        whole.addLayout(buttons)
        self.retheme(theme)

    def retheme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._bar.put(self._ending.moved, theme)
