"""What the tray shows, as one value: equal values need no repainting."""

from dataclasses import dataclass

from deskbreak.ui.kit.badge import Badge


@dataclass(frozen=True, slots=True)
class TrayView:
    """``rows`` head the menu: what is going on, what comes next and when.

    ``later`` and ``skip`` are the words of these two, which say for how long; "": there is nothing for it.
    ``routine_open``: Start shows the routine that is open. ``meeting``, ``reading``: what the user says to be doing.
    ``badge`` is ``None`` while nothing is known yet: then the icon is the plain mark.

    This module knows nothing of the engine: the icon is up before that is imported (``ui.status.outlook_view`` makes
    the view of an outlook).
    """

    badge: Badge | None
    rows: tuple[str, ...]
    tooltip: str
    can_start: bool = False
    routine_open: bool = False
    offers_short: bool = False
    can_skip: bool = False
    later: str = ""
    skip: str = ""
    paused: bool = False
    meeting: bool = False
    reading: bool = False
