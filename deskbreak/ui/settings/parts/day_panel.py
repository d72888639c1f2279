"""The day under these settings, beside the rows that make it: painted, and the same in words."""

from deskbreak.ui.kit.controls import Panel, Text
from deskbreak.ui.kit.day_picture import DayPicture, DayShown
from deskbreak.ui.kit.theme import Theme


class DayPanel(Panel):
    """Shows a ``DayShown`` in a ``theme``."""

    def __init__(self, day: DayShown, theme: Theme) -> None:
        super().__init__()
        self._heading = Text("", "strong")
        self._picture = DayPicture(theme)
        self._lines = Text("", "muted")
        for part in (self._heading, self._picture, self._lines):
            self.column.addWidget(part)
        self.put(day, theme)

    def put(self, day: DayShown, theme: Theme) -> None:
        """Show ``day``; a day off has words alone."""
        self._heading.put(day.heading)
        self._picture.put(day, theme)
        self._picture.setVisible(bool(day.hours))
        self._lines.put("\n".join(day.lines))
