"""What the status window shows, as one value."""

from dataclasses import dataclass

from deskbreak.engine.outlook import Mood, Outlook
from deskbreak.i18n import _
from deskbreak.ui.kit import words
from deskbreak.ui.kit.today import Today
from deskbreak.ui.status.outlook_view import tray_view
from deskbreak.ui.status.tray_view import TrayView


@dataclass(frozen=True, slots=True)
class StatusView:
    """``rows`` follow the ``headline``; ``faults`` are those of the settings, one line each; ``left_out`` has id and
    name of each exercise that is left out (D5); ``hint`` tells how deskbreak is reached where there is no tray
    ("" where there is one); ``silent`` says why no voice is heard ("": it is, as far as is known); ``wishes`` says
    which buttons make sense."""

    headline: str
    rows: tuple[str, ...]
    today: Today
    wishes: TrayView
    faults: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    note: str = ""
    silent: str = ""

    @classmethod
    def of(
        cls,
        outlook: Outlook,
        today: Today,
        faults: tuple[str, ...] = (),
        left_out: tuple[tuple[str, str], ...] = (),
        *,
        silent: str = "",
        speed: float = 1,
        tray: bool = True,
    ) -> "StatusView":
        """The view of an outlook; ``tray`` tells whether there is one to be seen in."""
        first, *rows = words.lines(outlook)
        if outlook.mood is Mood.WORKING:  # the window is looked at now, so the span says more than the instant
            rows = [words.sitting(outlook) if row == words.sitting_since(outlook) else row for row in rows]
        return cls(
            headline=first,
            rows=tuple(rows),
            today=today,
            wishes=tray_view(outlook, speed),
            faults=faults,
            left_out=left_out,
            hint="" if tray else without_tray(),
            silent=silent,
            note="" if speed == 1 else words.speed_line(speed),
        )


def without_tray() -> str:
    """How deskbreak is reached on a desktop without a tray."""
    return _(
        "This desktop shows no tray, so deskbreak has no icon there. It works all the same: by notifications, "
        "and by its window, which opens when you start deskbreak once more from your menu of programs."
    )
