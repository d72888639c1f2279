"""The week as people have it: on which days they work, and from when to when."""

from collections.abc import Mapping

from deskbreak.i18n import N_, _
from deskbreak.settings import DAYS, Settings, TimeRange
from deskbreak.settings.calendar import TimeRangeKind
from deskbreak.settings.declared import OfficeSettings
from deskbreak.settings.refusal import Unacceptable
from deskbreak.ui.settings.controls.times import Week, WeekTable
from deskbreak.ui.settings.row import Accept, Changes, RowFrame

KEYS = ("office.days", "office.other_hours")
TITLE = N_("My week")


def week_of(office: OfficeSettings) -> Week:
    """The hours of each day; a day with hours of its own is worked, whether ``days`` names it or not."""
    own = dict(office.other_hours)
    return tuple(own.get(day, office.hours if day in office.days else None) for day in DAYS)


def changes_to(week: Mapping[str, TimeRange], office: OfficeSettings) -> Changes:
    """What makes ``week`` of ``office``: only days whose hours differ from the usual ones have hours of their own."""
    before = dict(office.other_hours)
    other = tuple((day, week[day]) for day in DAYS if day in week and week[day] != office.hours)
    # A day with hours of its own need not be named, and stays as it was.
    days = tuple(
        day for day in DAYS if day in week and (day in office.days or day not in before or week[day] == office.hours)
    )
    wanted: dict[str, object] = {"office.days": days, "office.other_hours": other}
    now: dict[str, object] = {"office.days": office.days, "office.other_hours": office.other_hours}
    return {key: value for key, value in wanted.items() if value != now[key]}


class WeekRow(RowFrame):
    """A switch and two times for every day of the week."""

    def __init__(self, accept: Accept) -> None:
        self._table = WeekTable()
        words = _("The days on which you work. Times that differ from the usual hours count for that day alone.")
        super().__init__(KEYS, _(TITLE), words, self._table, wide=True)
        self._accept = accept
        self._office = OfficeSettings()
        self._shown: OfficeSettings | None = None
        self._table.edited.connect(self._edited)
        self._table.refused.connect(self.tell)

    def put(self, settings: Settings) -> None:
        """Show the week of ``settings``."""
        self._office = settings.office
        if self._office != self._shown or not self.told:
            self._shown = self._office
            self._table.put(week_of(self._office), self._office.hours)
            self.tell("")
            self._doubt(refused=False)
        differs = self.marked(settings)
        for part, called in self._table.parts():
            part.setAccessibleName(called)
            part.setAccessibleDescription(_("Changed; it is not the default.") if differs else "")

    def take_back(self) -> None:
        """Show the week as it is."""
        self._table.put(week_of(self._office), self._office.hours)
        super().take_back()

    def _edited(self, raw: Mapping[str, str]) -> None:
        try:
            week = {day: TimeRangeKind().parse_typed(hours) for day, hours in raw.items()}
        except Unacceptable as refusal:
            self.tell(_("{refusal}.").format(refusal=str(refusal)))
            self._doubt(refused=True)
            return
        changes = changes_to(week, self._office)
        self.tell(self._accept(changes) if changes else "")
        self._doubt(refused=bool(self.told))
        if changes and not self.told:
            self.changed.emit(changes)
