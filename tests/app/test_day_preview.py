"""A day under given settings, in words and in places on a strip."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskbreak.app.day_preview import day_preview
from deskbreak.engine.calendar.instant import Instant
from deskbreak.settings import MINUTE, Settings
from deskbreak.settings.reading import read_settings
from deskbreak.ui.kit.day_picture import DayPicture, DayShown
from deskbreak.ui.kit.theme import Theme

BERLIN = "Europe/Berlin"
MONDAY, SATURDAY, SUNDAY = (Instant(0, utc, BERLIN) for utc in (1796022000000, 1795849200000, 1795935600000))
"""Half past seven in the morning, or thereabouts, in November 2026."""
FIVE = 5 * MINUTE


@pytest.fixture(autouse=True)
def _english() -> None:
    QLocale.setDefault(QLocale("en_GB"))


def of(table: dict[str, object], now: Instant = MONDAY) -> DayShown:
    reading = read_settings(table)
    assert reading.faults == ()
    return day_preview(reading.settings, lambda _routine: FIVE, now)


def test_all_of_a_day_in_words() -> None:
    shown = of({"office": {"lunch": "12:30-13:15"}})
    assert shown.heading == "A whole day with these hours"
    assert shown.lines == (
        "10:00, 12:05, 13:16, 14:16, 16:20: nudges",
        "11:00 to 12:00: a routine, when your hands rest",
        "12:30 to 13:15: lunch, and quiet",
        "15:15: a routine",
        "17:20 to 17:50: a routine, when your hands rest",
        "From 17:50 on: quiet",
    )
    assert [text for _place, text in shown.hours] == [f"{hour:02}:00" for hour in range(9, 19)]
    assert (len(shown.nudges), len(shown.routines), len(shown.quiet)) == (5, 3, 2)


def test_neither_words_nor_picture_plan_a_routine_into_lunch() -> None:
    shown = of({"office": {"hours": "09:50-18:00", "lunch": "12:15-12:45"}})
    assert "11:50 to 12:15: a routine, when your hands rest" in shown.lines
    lunch = shown.quiet[0]
    assert all(last <= lunch[0] or lunch[1] <= first for first, last in shown.routines)


def test_without_nudges_there_is_no_line_of_them_and_one_is_a_nudge() -> None:
    assert not any("nudge" in line for line in of({"nudge": {"enabled": False}}).lines)
    assert of({"office": {"hours": "09:00-11:10"}}).lines[0] == "10:00: a nudge"


def test_without_lunch_and_wind_down_nothing_is_quiet() -> None:
    shown = of({"office": {"wind_down": "0s"}})
    assert shown.quiet == ()
    assert not any("quiet" in line for line in shown.lines)


def test_hours_that_begin_at_odd_times_are_written_too() -> None:
    shown = of({"office": {"hours": "08:40-10:20"}})
    assert [text for _place, text in shown.hours] == ["08:40", "10:20"]  # 09:00 and 10:00 are too near to them


@pytest.mark.parametrize(
    ("now", "heading"), [(SATURDAY, "Monday with these hours"), (SUNDAY, "Tomorrow with these hours")]
)
def test_on_a_day_off_it_is_the_next_office_day(now: Instant, heading: str) -> None:
    shown = of({}, now)
    assert (shown.heading, shown.lines[0]) == (heading, "10:00, 12:05, 14:10, 16:15: nudges")


def test_who_never_works_is_told_so() -> None:
    shown = of({"office": {"days": []}})
    assert shown.lines == ("No day of the coming weeks is an office day: deskbreak stays quiet.",)
    assert shown.routines == ()


def painted(qtbot: QtBot, shown: DayShown, *, rtl: bool = False) -> QImage:
    theme = Theme.of(QPalette(QColor("#efefef")))
    picture = DayPicture(theme)
    qtbot.addWidget(picture)
    if rtl:
        picture.setLayoutDirection(picture.layoutDirection().RightToLeft)
    picture.put(shown, theme)
    picture.resize(400, picture.sizeHint().height())
    assert picture.accessibleName() == shown.heading
    assert picture.accessibleDescription() == "\n".join(shown.lines)
    return picture.grab().toImage()


def accent_at(image: QImage, share: float, y: int) -> bool:
    accent = Theme.of(QPalette(QColor("#efefef"))).accent
    return image.pixelColor(round(share * image.width()), y).name() == accent.name()


@pytest.mark.parametrize("rtl", [False, True])
def test_a_routine_and_a_nudge_are_where_they_come(qtbot: QtBot, qapp: QApplication, rtl: bool) -> None:
    shown = DayShown("A day", ("a line",), quiet=((0.8, 0.9),), routines=((0.2, 0.4),), nudges=(0.6,))
    image = painted(qtbot, shown, rtl=rtl)
    strip, above = 28, 4

    def place(share: float) -> float:
        return 1 - share if rtl else share

    assert accent_at(image, place(0.3), strip)
    assert not accent_at(image, place(0.5), strip)
    assert accent_at(image, place(0.6), above)
    assert not accent_at(image, place(0.3), above)
    ground = image.pixelColor(round(place(0.5) * 400), strip)
    row = {image.pixelColor(round(place(0.8 + n / 1000) * 400), strip).name() for n in range(0, 100, 2)}
    assert len(row - {ground.name()}) > 1, "quiet is hatched"


@pytest.mark.parametrize("width", [150, 600])
@pytest.mark.parametrize("rtl", [False, True])
def test_what_is_painted_has_a_key_and_what_is_not_has_none(
    qtbot: QtBot, qapp: QApplication, width: int, rtl: bool
) -> None:
    theme = Theme.of(QPalette(QColor("#efefef")))
    picture = DayPicture(theme)
    qtbot.addWidget(picture)
    if rtl:
        picture.setLayoutDirection(picture.layoutDirection().RightToLeft)
    bare = DayShown("A day", (), hours=((0.0, "09:00"), (1.0, "18:00")))
    picture.put(bare, theme)
    picture.resize(width, 400)
    low = picture.sizeHint().height()
    assert not picture.key
    picture.put(replace(bare, nudges=(0.5,)), theme)
    assert list(picture.key) == ["a nudge"]
    one_line = picture.sizeHint().height()
    assert one_line > low
    picture.put(replace(bare, nudges=(0.5,), routines=((0.1, 0.2),), quiet=((0.6, 0.7),)), theme)
    assert list(picture.key) == ["a nudge", "a routine may come", "quiet"]
    assert (picture.sizeHint().height() > one_line) == (width == 150), "in less width it takes more lines"
    image = picture.grab().toImage()
    accents = {
        x for x in range(width) for y in range(low, picture.sizeHint().height())
        if image.pixelColor(x, y).name() == theme.accent.name()
    }  # fmt: skip
    assert accents
    assert (min(accents) > width / 4) == rtl


def test_an_instant_is_still_a_mark(qtbot: QtBot, qapp: QApplication) -> None:
    image = painted(qtbot, DayShown("A day", (), routines=((0.5, 0.5), (1.0, 1.0))))
    assert accent_at(image, 0.505, 28)
    assert accent_at(image, 0.993, 28)


def test_the_same_settings_make_the_same_day() -> None:
    assert day_preview(Settings(), lambda _routine: FIVE, MONDAY) == of({})


def test_the_day_has_the_length_of_its_own_routine() -> None:
    """D8"""
    settings = read_settings({"routine": {"name": ["short", "long"]}}).settings
    lengths = {"short": MINUTE, "long": 11 * MINUTE}
    monday, tuesday = (
        day_preview(settings, lengths.__getitem__, now) for now in (MONDAY, MONDAY.later(24 * 60 * MINUTE))
    )
    alone = {
        name: day_preview(read_settings({"routine": {"name": name}}).settings, lengths.__getitem__, MONDAY).nudges
        for name in lengths
    }
    assert {monday.nudges, tuesday.nudges} == set(alone.values())
