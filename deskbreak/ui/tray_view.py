"""What the tray shows, as one value: equal values need no repainting."""

from dataclasses import dataclass

from deskbreak.engine.outlook import Mood, Outlook
from deskbreak.ui import words
from deskbreak.ui.icon import Sign


@dataclass(frozen=True, slots=True)
class TrayView:
    """``rows`` head the menu: what is going on, what comes next and when.

    ``skips_open``: Skip answers an open invitation, else it skips the coming routine.
    """

    sign: Sign
    rows: tuple[str, ...]
    tooltip: str
    can_start: bool
    offers_later: bool
    offers_short: bool
    can_skip: bool
    skips_open: bool
    paused: bool

    @classmethod
    def of(cls, outlook: Outlook, speed: float = 1, faults: int = 0) -> "TrayView":
        """The view of an outlook; ``speed`` and ``faults`` (in the settings) are told where they are not 1 and 0."""
        rows = list(words.lines(outlook))
        if faults:
            rows.append(words.faults_line(faults))
        if speed != 1:
            rows.append(words.speed_line(speed))
        open_now = outlook.mood is Mood.ROUTINE
        in_hours = outlook.office_end is not None
        return cls(
            sign=Sign.of(outlook),
            rows=tuple(rows),
            tooltip=words.tooltip(outlook, speed, faults),
            can_start=not open_now,
            offers_later=outlook.invited and outlook.offers_later,
            offers_short=outlook.invited and not outlook.offers_later,
            can_skip=outlook.invited or (in_hours and not open_now and not outlook.out_today),
            skips_open=outlook.invited,
            paused=outlook.mood is Mood.PAUSED,
        )
