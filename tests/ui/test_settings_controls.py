"""Each kind of setting has a control, made from its declaration: what is done there is a value, or is told."""

import itertools
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, QLocale, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QSlider,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from deskbreak.i18n import ClockFace
from deskbreak.settings import HOUR, MINUTE, DateSpan, Settings, TimeRange
from deskbreak.settings.declared import OfficeSettings
from deskbreak.settings.kinds import Kind
from deskbreak.settings.reading import declaration, keys, together, value, with_values
from deskbreak.ui.figure.look_button import LookButton
from deskbreak.ui.kit.controls import Button
from deskbreak.ui.kit.fields.date_edit import DateEdit
from deskbreak.ui.kit.fields.time_edit import TimeEdit
from deskbreak.ui.kit.theme import READABLE, Theme, contrast, luminance, style_sheet
from deskbreak.ui.settings.controls.control import Choices
from deskbreak.ui.settings.controls.dates import MARKING, with_days, without_day
from deskbreak.ui.settings.controls.kinds import BY_KEY, CONTROLS
from deskbreak.ui.settings.controls.toggle import Toggle
from deskbreak.ui.settings.row import Changes, SettingRow
from deskbreak.ui.settings.week import WeekRow, changes_to, week_of
from tests.ui.samples import scroll_over

T = TypeVar("T", bound=QWidget)
CHOICES: dict[str, Choices] = {"routine.name": (("desk", "Desk routine"), ("minute", "One minute"))}


class Bench:
    """A row on a window, and a person at it; ``settings`` are as they have been changed."""

    def __init__(self, qtbot: QtBot, row: SettingRow | WeekRow) -> None:
        self.row = row
        self.settings = Settings()
        self.told: list[Changes] = []
        row.changed.connect(self._changed)
        qtbot.addWidget(row)
        row.put(self.settings)
        row.resize(700, 400)
        row.show()
        qtbot.waitExposed(row)

    def _changed(self, changes: Changes) -> None:
        self.told.append(changes)
        self.settings = with_values(self.settings, changes)
        self.row.put(self.settings)

    def now(self, key: str) -> object:
        """What has come of it."""
        return value(self.settings, key)

    def put(self, **values: object) -> None:
        (group,) = {key.partition(".")[0] for key in self.row.keys}
        self.settings = with_values(self.settings, {f"{group}.{name}": value for name, value in values.items()})
        self.row.put(self.settings)

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """What takes the keyboard."""
        assert isinstance(self.row, SettingRow)
        return self.row._made.parts()

    def find(self, kind: type[T], at: int = 0) -> T:
        return [part for part in self.row.findChildren(kind) if part.isVisibleTo(self.row)][at]

    def write(self, field: QWidget, text: str, *, enter: bool = True) -> None:
        field.setFocus()
        line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        line.selectAll()
        QTest.keyClicks(field, text)
        if enter:
            QTest.keyClick(field, Qt.Key.Key_Return)

    def offer(self, *choices: tuple[str, str]) -> None:
        """There is this to choose from by now."""
        assert isinstance(self.row, SettingRow)
        self.row.offer(choices)

    def click(self, part: QWidget) -> None:
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)

    def button(self, text: str) -> Button:
        (found,) = [one for one in self.row.findChildren(Button) if one.text() == text]
        return found


def _bench(qtbot: QtBot, key: str) -> Bench:
    made: list[Bench] = []

    def accept(changes: Changes) -> str:
        return together(with_values(made[0].settings, changes))

    made.append(Bench(qtbot, SettingRow(key, CHOICES.get(key, ()), accept)))
    return made[0]


def _subkinds(kind: type[object]) -> Iterator[type[object]]:
    for one in kind.__subclasses__():
        yield one
        yield from _subkinds(one)


def test_every_kind_has_a_control() -> None:
    """A new kind needs one; ``make example`` and the reader make do without."""
    assert set(CONTROLS) == set(_subkinds(Kind))


def test_what_has_a_control_of_its_own_is_a_setting() -> None:
    assert set(BY_KEY) <= set(keys())


@pytest.mark.parametrize("key", keys())
def test_every_row_says_what_it_is_and_shows_its_value_without_telling_of_a_change(qtbot: QtBot, key: str) -> None:
    bench = _bench(qtbot, key)
    title = declaration(key).title
    parts = bench.parts()
    assert parts
    names = [part.accessibleName() for part, _called in parts]
    assert all(name.startswith(title) for name in names), names
    assert len(set(names)) == len(names) or key == "coach.volume"
    assert all(part.accessibleDescription().startswith(declaration(key).help) for part, _called in parts)
    assert bench.told == []
    assert not bench.row.told


def test_a_screen_reader_finds_the_title_of_a_box_by_its_relation(qtbot: QtBot) -> None:
    """On Linux Qt takes a combo box's text for its name, whatever it was given."""
    for key in ("coach.reduced_motion", "coach.language", "routine.name"):
        box = QAccessible.queryAccessibleInterface(_bench(qtbot, key).find(QComboBox))
        labels = [
            one.text(QAccessible.Text.Name) for one, how in box.relations() if how & QAccessible.RelationFlag.Label
        ]
        assert labels == [declaration(key).title]


def test_a_switch(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "hold.calls")
    toggle = bench.find(Toggle)
    bench.click(toggle)
    toggle.setFocus()
    QTest.keyClick(toggle, Qt.Key.Key_Space)
    assert bench.told == [{"hold.calls": False}, {"hold.calls": True}]


def test_a_switch_looks_other_when_it_is_off_in_shapes_not_only_in_colours(qtbot: QtBot) -> None:
    toggle = Toggle()
    qtbot.addWidget(toggle)
    toggle.resize(toggle.sizeHint())
    shapes = []
    for on in (False, True):
        toggle.setChecked(on)
        picture = toggle.grab().toImage()
        ground = picture.pixel(0, 0)
        shapes.append([picture.pixel(x, picture.height() // 2) != ground for x in range(picture.width())])
    assert shapes[0] != shapes[1]


def test_a_length_of_time_in_whatever_way_it_is_written(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "nudge.every")
    field = bench.find(QAbstractSpinBox)
    bench.write(field, "1H 30 m")
    assert bench.told == [{"nudge.every": 90 * MINUTE}]
    assert field.text() == "1 h 30 min"
    bench.write(field, "90m")
    assert len(bench.told) == 1
    assert field.text() == "1 h 30 min"
    bench.write(field, "2 hours")
    bench.write(field, "1")
    bench.write(field, "45 minutes")
    bench.write(field, "25")
    assert bench.told[1:] == [{"nudge.every": ms} for ms in (2 * HOUR, 1 * HOUR, 45 * MINUTE, 25 * MINUTE)]
    assert field.text() == "25 min"


def test_what_is_not_accepted_is_told_while_it_is_typed_and_changes_nothing(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "nudge.every")
    field = bench.find(QAbstractSpinBox)
    bench.write(field, "9h", enter=False)
    assert "too long; accepted: a length of time from 10 min to 8 h" in bench.row.told
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert bench.told == []
    assert field.text() == "9h", "what was typed stays to be mended"
    bench.row.put(bench.settings)
    assert field.text() == "9h"
    bench.write(field, "7h")
    assert bench.told == [{"nudge.every": 7 * HOUR}]
    assert bench.row.told == ""


def test_arrows_count_on_in_whole_steps_to_the_bounds(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "nudge.show_for")
    field = bench.find(QAbstractSpinBox)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert bench.told[-1] == {"nudge.show_for": 25_000}
    for _n in range(9):
        QTest.keyClick(field, Qt.Key.Key_Down)
    assert bench.now("nudge.show_for") == 5_000, "the shortest that is accepted"
    assert not bench.row.told


def test_two_lengths_the_shorter_first(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "routine.every")
    bench.write(bench.find(QAbstractSpinBox), "4h")
    assert "longer than the second" in bench.row.told
    assert bench.told == []
    bench.write(bench.find(QAbstractSpinBox, 1), "5h")
    assert bench.told == [{"routine.every": (4 * HOUR, 5 * HOUR)}]


def test_settings_that_do_not_go_together_are_told_beneath(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "away.rest")
    bench.write(bench.find(QAbstractSpinBox), "1h")
    assert bench.row.told.startswith("“A rest” (1h) is longer than “A long rest” (45m)")
    assert bench.told == []


def test_a_number_and_its_slider(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "coach.volume")
    field = bench.find(QAbstractSpinBox)
    bench.write(field, "35")
    slider = bench.find(QSlider)
    assert slider.value() == 35
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert bench.told == [{"coach.volume": 35}, {"coach.volume": 36}]
    assert field.text() == "36"
    bench.write(field, "101")
    assert "accepted: a whole number from 0 to 100" in bench.row.told
    bench.write(field, "loud")
    assert "no whole number" in bench.row.told


def test_a_number_that_has_a_name(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "coach.step")
    field = bench.find(QAbstractSpinBox)
    assert field.text() == "As it goes"
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert bench.told == [{"coach.step": 1}, {"coach.step": 0}]
    assert field.text() == "As it goes"


def test_one_of_some_words_by_what_they_are_called(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "coach.reduced_motion")
    box = bench.find(QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["As the desktop wishes", "Always", "Never"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert bench.told == [{"coach.reduced_motion": "on"}]


def test_a_name_out_of_those_there_are_and_one_that_is_no_more(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "routine.name")
    box = bench.find(QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["Desk routine", "One minute"]
    bench.put(name=("gone",))
    assert box.currentText() == "gone"
    assert bench.told == []


def test_several_names_in_turn_are_one_more_to_choose(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "routine.name")
    box = bench.find(QComboBox)
    bench.put(name=("minute", "desk", "gone"))
    in_turn = "In turn: One minute, Desk routine, gone"
    assert [box.itemText(at) for at in range(box.count())] == ["Desk routine", "One minute", in_turn]
    assert box.currentText() == in_turn
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert bench.told == [{"routine.name": ("minute",)}]
    assert [box.itemText(at) for at in range(box.count())] == ["Desk routine", "One minute"]
    bench.put(name=("minute", "desk"))
    assert isinstance(bench.row, SettingRow)
    bench.row.offer((("desk", "Schreibtisch"), ("minute", "Eine Minute"), ("neck", "Nacken")))
    assert box.currentText() == "In turn: Eine Minute, Schreibtisch"
    assert box.count() == 4


def test_a_language(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "coach.language")
    box = bench.find(QComboBox)
    assert box.currentText() == "As on my desktop"
    bench.write(box, "pt_BR")
    bench.write(box, "???")
    assert "no language" in bench.row.told
    assert bench.told == [{"coach.language": "pt_BR"}]


def test_a_line_of_text_and_none(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "coach.voice_name")
    box = bench.find(QComboBox)
    bench.write(box, "Anna")
    line = box.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.currentText() == "The language’s own voice"
    assert bench.told == [{"coach.voice_name": "Anna"}, {"coach.voice_name": ""}]


def test_a_name_of_a_voice_out_of_those_there_are_or_another(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "coach.voice_name")
    box = bench.find(QComboBox)
    bench.offer(("Anna", "Anna"), ("Bruno", "Bruno"))
    assert [box.itemText(at) for at in range(box.count())] == ["The language’s own voice", "Anna", "Bruno"]
    assert box.currentText() == "The language’s own voice"
    box.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(box, key)
    bench.write(box, "Carla")
    assert [told["coach.voice_name"] for told in bench.told] == ["Anna", "Bruno", "Anna", "", "Carla"]


def test_what_stands_in_a_box_stays_when_there_is_something_else_to_choose_from(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "coach.voice_name")
    box = bench.find(QComboBox)
    bench.write(box, "Car", enter=False)
    bench.offer(("Anna", "Anna"))
    assert box.currentText() == "Car"
    QTest.keyClicks(box, "la")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert bench.told == [{"coach.voice_name": "Carla"}]
    bench.offer(("Carla", "Carla of the north"))
    assert box.currentText() == "Carla of the north"
    bench.offer()
    assert box.currentText() == "Carla"
    assert len(bench.told) == 1


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_a_list_that_is_open_stays_open_when_there_is_more_to_choose_from(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "coach.voice_name")
    box = bench.find(QComboBox)
    box.showPopup()
    longest = "A voice with an uncommonly long name, as some engines have"
    bench.offer((longest, longest))
    view = box.view()
    assert view.isVisible()
    assert view.width() >= view.fontMetrics().horizontalAdvance(longest)
    box.hidePopup()


def test_what_is_before_ones_eyes_is_told_each_time(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "coach.voice_name")
    assert isinstance(bench.row, SettingRow)
    with qtbot.waitSignal(bench.row.looked_at) as seen:
        bench.row.hide()
        bench.row.show()
    assert seen.args == ["coach.voice_name"]


def test_a_list_of_names(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "hold.ignore")
    field, shown = bench.find(QLineEdit), bench.find(QListWidget)
    bench.write(field, "obs")
    assert field.text() == ""
    bench.write(field, "Firefox", enter=False)
    bench.click(bench.button("Add"))
    assert bench.now("hold.ignore") == ("obs", "Firefox")
    bench.write(field, "x" * 101)
    assert "accepted: at most 50 names of at most 100 characters each" in bench.row.told
    field.clear()
    shown.setFocus()
    shown.setCurrentRow(0)
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    assert bench.now("hold.ignore") == ("Firefox",)
    shown.setCurrentRow(0)
    bench.click(bench.button("Remove"))
    assert bench.now("hold.ignore") == ()


def test_a_name_that_was_seen_is_added_by_its_button(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "hold.ignore")
    seen = [one for one in bench.row.findChildren(QLabel) if one.text().startswith("Programs that keep")]
    assert [one.isVisible() for one in seen] == [False]
    bench.offer(("R&D", "R&D"), ("obs", "obs"))
    assert [one.isVisible() for one in seen] == [True]
    (research,) = [one for one in bench.row.findChildren(Button) if one.accessibleName() == "Add “R&D”"]
    assert research.text() == "R&&D", "the letter is no key"
    bench.click(research)
    assert bench.now("hold.ignore") == ("R&D",)
    assert not research.isVisible()
    bench.put(ignore=("r&d", "OBS"))
    assert [one.isVisible() for one in seen] == [False]
    bench.put(ignore=())
    assert research.isVisible()
    obs = bench.button("obs")
    obs.setFocus()
    bench.offer(("mpv", "mpv"), ("obs", "obs"))
    assert bench.button("obs") is obs, "the keyboard stays where it is"
    assert not [one for one in bench.row.findChildren(Button) if one.text() == "R&&D" and one.isVisible()]


@pytest.mark.parametrize("width", [420, 900])
def test_many_long_names_have_room(qtbot: QtBot, width: int, letters: Callable[[float], None]) -> None:
    letters(2)
    bench = _bench(qtbot, "hold.ignore")
    bench.offer(*((name, name) for name in ("obs", "A program whose name is as long as names can be", "mpv", "Zoom")))
    bench.row.resize(width, bench.row.heightForWidth(width))
    QApplication.processEvents()
    buttons = [one for one in bench.row.findChildren(Button) if one.isVisible()]
    places = [QRect(one.mapTo(bench.row, one.rect().topLeft()), one.size()) for one in buttons]
    assert all(bench.row.rect().contains(place) for place in places)
    assert not [1 for one, other in itertools.combinations(places, 2) if one.intersects(other)]


def test_a_span_of_times(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "office.hours")
    start, end = bench.find(TimeEdit), bench.find(TimeEdit, 1)
    _type_time(start, "0830")
    assert bench.told == [{"office.hours": TimeRange(510, 1080)}]
    _type_time(end, "0000")
    assert bench.now("office.hours") == TimeRange(510, 1440)
    _type_time(end, "0830")
    assert "accepted: two different times of day" in bench.row.told
    assert bench.now("office.hours") == TimeRange(510, 1440)


def test_a_span_that_may_be_none(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "office.lunch")
    toggle, start = bench.find(Toggle), bench.find(TimeEdit)
    assert not start.isEnabled()
    bench.click(toggle)
    assert bench.now("office.lunch") == TimeRange(720, 780)
    _type_time(start, "1130")
    bench.click(toggle)
    assert bench.now("office.lunch") is None
    bench.click(toggle)
    assert bench.now("office.lunch") == TimeRange(690, 780), "its times are kept meanwhile"


def _said(part: QWidget) -> list[str]:
    """The words that stand there."""
    return [label.text() for label in part.findChildren(QLabel) if label.isVisible()]


NIGHT = "until 06:00 the next day (8 h)"


def test_an_end_before_the_start_is_told_in_words(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "office.hours")
    assert not [text for text in _said(bench.row) if "next day" in text]
    _type_time(bench.find(TimeEdit), "2200")
    assert "until 18:00 the next day (20 h)" in _said(bench.row)
    _type_time(bench.find(TimeEdit, 1), "0600")
    assert NIGHT in _said(bench.row)
    assert bench.now("office.hours") == TimeRange(22 * 60, 6 * 60)
    _type_time(bench.find(TimeEdit, 1), "0000")
    assert not [text for text in _said(bench.row) if "next day" in text], "midnight is the end of its own day"
    bench.put(hours=TimeRange(22 * 60, 6 * 60))
    assert NIGHT in _said(bench.row)


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("key", ["office.hours", "office.lunch"])
@pytest.mark.parametrize("tall", [60, 400])
def test_what_is_said_of_times_is_directly_below_them(
    key: str, tall: int, times: int, letters: Callable[[float], None], qtbot: QtBot
) -> None:
    """However tall the words beside them are."""
    letters(times)
    bench = _bench(qtbot, key)
    bench.row.resize(700 * times, tall * times)
    bench.put(hours=TimeRange(22 * 60, 6 * 60), lunch=TimeRange(23 * 60 + 45, 15))
    QApplication.processEvents()
    (remark,) = [one for one in bench.row.findChildren(QLabel) if one.isVisible() and "next day" in one.text()]
    boxes = [bench.find(TimeEdit, number).geometry().bottom() for number in (0, 1)]
    assert boxes[0] == boxes[1]
    assert 0 < remark.y() - boxes[0] <= 8


def test_hours_over_midnight_are_told_for_each_day(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "office.other_hours")
    bench.put(other_hours=(("fri", TimeRange(22 * 60, 6 * 60)), ("sat", TimeRange(600, 720))))
    assert [text for text in _said(bench.row) if "next day" in text] == [NIGHT]
    week = Bench(qtbot, WeekRow(lambda _changes: ""))
    week.put(hours=TimeRange(22 * 60, 6 * 60))
    assert [text for text in _said(week.row) if "next day" in text] == 5 * [NIGHT], "of days off nothing"


def test_a_lunch_that_would_last_all_day_is_not_taken(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "office.lunch")
    bench.click(bench.find(Toggle))
    before = bench.now("office.lunch")
    _type_time(bench.find(TimeEdit), "1400")
    assert bench.now("office.lunch") == before
    assert "is a span of 23 h; accepted: two times of day, the second at most 6 h after the first" in bench.row.told
    _type_time(bench.find(TimeEdit, 1), "1500")
    assert bench.now("office.lunch") == TimeRange(14 * 60, 15 * 60), "both ends, when they make a lunch again"
    assert not bench.row.told


def test_a_lunch_in_a_night_shift(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "office.lunch")
    bench.put(lunch=TimeRange(23 * 60 + 45, 15))
    assert "until 00:15 the next day (30 min)" in _said(bench.row)


def test_days_of_the_week(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "office.days")
    (saturday,) = [one for one in bench.row.findChildren(Toggle) if one.text() == "Saturday"]
    bench.click(saturday)
    assert bench.told == [{"office.days": ("mon", "tue", "wed", "thu", "fri", "sat")}]


def test_several_of_some_words_by_what_they_are_called(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "nudge.kinds")
    assert [(part.accessibleName(), called) for part, called in bench.parts()][-1] == (
        "Kinds of nudges: Eyes and screen",
        "Eyes and screen",
    )
    eyes, walks = (toggle_of(bench, name) for name in ("Eyes and screen", "Walks and errands"))
    bench.click(eyes)
    bench.click(walks)
    bench.click(eyes)
    assert [changes["nudge.kinds"] for changes in bench.told] == [
        ("walk", "movement", "breath", "position"),
        ("movement", "breath", "position"),
        ("movement", "breath", "position", "eyes"),
    ]


def test_the_last_of_several_is_not_taken_away_and_another_one_helps(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "nudge.kinds")
    bench.put(kinds=("walk",))
    bench.click(toggle_of(bench, "Walks and errands"))
    assert bench.row.told == "None of them is chosen; accepted: one of them at least."
    assert (bench.told, bench.now("nudge.kinds"), bench.row.refused) == ([], ("walk",), True)
    bench.click(toggle_of(bench, "Breath"))
    assert (bench.told, bench.row.told, bench.row.refused) == ([{"nudge.kinds": ("breath",)}], "", False)
    bench.click(toggle_of(bench, "Breath"))
    assert bench.row.refused
    bench.row.take_back()
    assert toggle_of(bench, "Breath").isChecked()


def toggle_of(bench: Bench, text: str) -> Toggle:
    (found,) = [one for one in bench.row.findChildren(Toggle) if one.text() == text]
    return found


def test_hours_for_single_days(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "office.other_hours")
    (friday,) = [one for one in bench.row.findChildren(Toggle) if one.text() == "Friday"]
    bench.click(friday)
    assert bench.told == [{"office.other_hours": (("fri", TimeRange(540, 1080)),)}]


def test_days_off_on_the_calendar_and_in_the_list(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "office.days_off")
    calendar = bench.find(QCalendarWidget)
    calendar.setSelectedDate(QDate(2026, 12, 24))
    view = calendar.findChild(QWidget, "qt_calendar_calendarview")
    assert view is not None
    QTest.keyClick(view, Qt.Key.Key_Space)
    calendar.clicked.emit(QDate(2026, 12, 25))
    assert bench.now("office.days_off") == (DateSpan(date(2026, 12, 24), date(2026, 12, 25)),)
    assert calendar.dateTextFormat(QDate(2026, 12, 25)).fontStrikeOut(), "told apart not only by its colour"
    shown = bench.find(QListWidget)
    assert [shown.item(at).text() for at in range(shown.count())] == [
        "Thursday, 24 December 2026 – Friday, 25 December 2026"
    ]
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert bench.now("office.days_off") == (DateSpan(date(2026, 12, 25), date(2026, 12, 25)),)
    shown.setCurrentRow(0)
    bench.click(bench.button("Remove"))
    assert bench.now("office.days_off") == ()
    assert not calendar.dateTextFormat(QDate(2026, 12, 25)).fontStrikeOut()


def test_what_a_click_on_a_day_does_is_said(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "office.days_off")
    said = [one.text() for one in bench.row.findChildren(QLabel) if one.isVisible()]
    assert MARKING in said
    view = bench.parts()[0][0]
    assert MARKING in view.accessibleDescription()
    bench.put(days_off=(DateSpan(date(2026, 12, 24), date(2026, 12, 24)),))
    assert MARKING in view.accessibleDescription()
    assert "not the default" in view.accessibleDescription()


def test_a_day_of_its_own_begins_with_the_office_hours_in_force(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "office.other_hours")
    hours = TimeRange(8 * 60 + 30, 16 * 60 + 30)
    bench.put(hours=hours)
    bench.click(bench.find(Toggle))
    assert bench.now("office.other_hours") == (("mon", hours),)
    bench.put(hours=TimeRange(10 * 60, 19 * 60))
    assert bench.now("office.other_hours") == (("mon", hours),), "what was chosen stays"
    bench.click(bench.find(Toggle, 1))
    assert dict(bench.now("office.other_hours"))["tue"] == TimeRange(10 * 60, 19 * 60)  # type: ignore[call-overload]


def test_a_wheel_over_the_calendar_is_the_pages(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "office.days_off")
    calendar = bench.find(QCalendarWidget)
    view, viewport = (
        calendar.findChild(QWidget, f"qt_{name}") for name in ("calendar_calendarview", "scrollarea_viewport")
    )
    assert view is not None
    assert viewport is not None
    calendar.setCurrentPage(2026, 12)
    for focus in (view.clearFocus, view.setFocus):
        focus()
        scroll_over(viewport)
        assert (calendar.yearShown(), calendar.monthShown()) == (2026, 12)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_day_of_the_calendar_can_be_read(
    qtbot: QtBot, scheme: str, wear: Callable[[QPalette], None], dark: QPalette, letters: Callable[[float], None]
) -> None:
    """Of a month, and of those beside, days off or not; and what goes to other months."""
    letters(3)
    if scheme == "dark":
        wear(dark)
    bench = _bench(qtbot, "office.days_off")
    bench.row.setStyleSheet(style_sheet(Theme.of(QApplication.palette()), QApplication.font().pointSizeF()))
    bench.row.resize(1400, 1500)
    bench.put(days_off=(DateSpan(date(2026, 11, 29), date(2026, 12, 2)), DateSpan(date(2027, 1, 2), date(2027, 1, 2))))
    calendar = bench.find(QCalendarWidget)
    calendar.setCurrentPage(2026, 12)
    view = calendar.findChild(QTableView, "qt_calendar_calendarview")
    assert view is not None
    QApplication.processEvents()
    picture = view.viewport().grab().toImage()
    for row in range(1, 7):
        for column in range(7):
            cell = view.visualRect(view.model().index(row, column))
            assert _contrast_within(picture, cell.adjusted(8, 8, -8, -8)) >= READABLE, (row, column)
    for name in ("prev", "next"):
        arrow = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
        assert arrow is not None
        shown = arrow.grab().toImage()
        assert _contrast_within(shown, arrow.rect().adjusted(6, 6, -6, -6)) >= READABLE


def test_today_looks_like_a_day_off_only_if_it_is_one(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "office.days_off")
    calendar = bench.find(QCalendarWidget)
    now = QDate.currentDate()
    view = calendar.findChild(QTableView, "qt_calendar_calendarview")
    assert view is not None

    def ground() -> QColor:
        QApplication.processEvents()
        picture = view.viewport().grab().toImage()
        cells = [view.visualRect(view.model().index(row, column)) for row in range(1, 7) for column in range(7)]
        (cell,) = [one for one in cells if one == view.visualRect(view.selectionModel().currentIndex())]
        return picture.pixelColor(cell.left() + 8, cell.center().y())

    plain = ground()
    assert contrast(plain, Theme.of(QApplication.palette()).raised) < 1.1
    bench.put(days_off=(DateSpan(date(now.year(), now.month(), now.day()), date(now.year(), now.month(), now.day())),))
    assert contrast(ground(), plain) >= 3


def _contrast_within(picture: QImage, part: QRect) -> float:
    """Of the lightest and the darkest of its pixels."""
    found = [
        picture.pixelColor(x, y)
        for x in range(part.left(), part.right(), 1)
        for y in range(part.top(), part.bottom(), 1)
        if picture.rect().contains(x, y)
    ]
    return contrast(min(found, key=luminance), max(found, key=luminance))


def _days_off_bench(qtbot: QtBot) -> tuple[Bench, QAbstractSpinBox, QAbstractSpinBox]:
    bench = _bench(qtbot, "office.days_off")
    first, last = ("Days off: first day", "Days off: last day")
    by_name = {one.accessibleName(): one for one in bench.row.findChildren(QAbstractSpinBox)}
    return bench, by_name[first], by_name[last]


@pytest.mark.parametrize(
    ("locale", "typed"),
    [
        ("en_GB", ("24122026", "02012027")),
        ("en_GB", ("24/12/26", "2.1.2027")),
        ("en_US", ("12242026", "1/2/27")),
        ("de_DE", ("24.12.2026", "020127")),
        ("en_US", ("2026-12-24", "2027-01-02")),
        ("ja_JP", ("20261224", "2027/1/2")),
    ],
)
def test_a_typed_span_is_the_one_that_was_typed(qtbot: QtBot, locale: str, typed: tuple[str, str]) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        bench, first, last = _days_off_bench(qtbot)
        bench.write(first, typed[0])
        bench.write(last, typed[1], enter=False)
        bench.click(bench.button("Add"))
        assert bench.now("office.days_off") == (DateSpan(date(2026, 12, 24), date(2027, 1, 2)),)
        assert "10 days" in [one.text() for one in bench.row.findChildren(QLabel)]
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize("typed", ["24122026", "24/12/2026"])
def test_a_day_is_typed_from_its_beginning(qtbot: QtBot, typed: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    try:
        edit = DateEdit(date(2026, 11, 29))
        qtbot.addWidget(edit)
        edit.lineEdit().setCursorPosition(0)
        QTest.keyClicks(edit, typed)
        assert edit.value() == date(2026, 11, 29), "not while it is typed"
        QTest.keyClick(edit, Qt.Key.Key_Return)
        assert edit.value() == date(2026, 12, 24)
        assert edit.text() == "24/12/2026"
    finally:
        QLocale.setDefault(before)


def test_a_day_that_is_half_written_is_told_and_adds_nothing(qtbot: QtBot) -> None:
    bench, first, last = _days_off_bench(qtbot)
    bench.write(first, "2026-12-24")
    bench.write(last, "02/01/2", enter=False)
    shown = first.text()
    bench.click(bench.button("Add"))
    assert bench.told == []
    assert first.text() == shown
    assert any("“02/01/2” is no day" in one.text() for one in bench.row.findChildren(QLabel) if one.isVisible())
    bench.write(last, "2026-12-20")
    bench.click(bench.button("Add"))
    assert bench.told == []
    assert any("before the first" in one.text() for one in bench.row.findChildren(QLabel) if one.isVisible())


def test_many_days_are_asked_about_once(qtbot: QtBot) -> None:
    bench, first, last = _days_off_bench(qtbot)
    span = DateSpan(date(2026, 1, 2), date(2027, 1, 2))
    bench.write(last, "2027-01-02")
    bench.write(first, "2026-01-02")
    bench.click(bench.button("Add"))
    assert bench.told == []
    assert any("366 days" in one.text() and "once more" in one.text() for one in bench.row.findChildren(QLabel))
    bench.click(bench.button("Add"))
    assert bench.now("office.days_off") == (span,)


def test_arrows_count_in_what_the_cursor_is_in(qtbot: QtBot) -> None:
    _bench_of_days, first, _last = _days_off_bench(qtbot)
    assert isinstance(first, DateEdit)
    first.put(date(2026, 12, 31))
    line = first.lineEdit()
    shown = line.text()
    line.setCursorPosition(shown.index("2026") + 2)
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert first.value() == date(2027, 12, 31)
    line.setCursorPosition(shown.index("31"))
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert first.value() == date(2028, 1, 1)


def test_spans_of_days_join_and_part() -> None:
    first, second = DateSpan(date(2026, 8, 1), date(2026, 8, 5)), DateSpan(date(2026, 8, 6), date(2026, 8, 9))
    (joined,) = with_days((second,), first)
    assert joined == DateSpan(date(2026, 8, 1), date(2026, 8, 9))
    assert without_day((joined,), date(2026, 8, 4)) == (
        DateSpan(date(2026, 8, 1), date(2026, 8, 3)),
        DateSpan(date(2026, 8, 5), date(2026, 8, 9)),
    )
    assert with_days((first,), DateSpan(date(2026, 8, 2), date(2026, 8, 3))) == (first,)


def test_a_figure_by_its_picture(qtbot: QtBot) -> None:
    bench = _bench(qtbot, "coach.look")
    (heather,) = [one for one in bench.row.findChildren(LookButton) if one.text() == "Heather"]
    bench.click(heather)
    assert bench.told == [{"coach.look": "heather"}]
    assert [one.text() for one in bench.row.findChildren(LookButton) if one.isChecked()] == ["Heather"]


def test_a_wheel_that_scrolls_the_page_changes_nothing_beneath_the_pointer(qtbot: QtBot) -> None:
    for key in ("nudge.every", "coach.volume", "coach.reduced_motion", "office.hours", "coach.language"):
        bench = _bench(qtbot, key)
        for kind in (QAbstractSpinBox, QSlider, QComboBox):
            for field in bench.row.findChildren(kind):
                field.clearFocus()
                scroll_over(field)
        assert bench.told == [], key


def _type_time(edit: TimeEdit, typed: str) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, typed)
    QTest.keyClick(edit, Qt.Key.Key_Return)


_HALVES = ClockFace(("AM", "PM"))


_FACES = (ClockFace(), _HALVES, ClockFace(("오전", "오후"), marker_first=True))
_TYPED = {
    "0930": 570,
    "930": 570,
    "9:30": 570,
    "9.30": 570,
    "14:45": 885,
    "1445": 885,
    "0000": 0,
    "24:00": 0,
    "9:30 pm": 1290,
    "9:30 p.m.": 1290,
    "12:15 AM": 15,
}


def _typings() -> Iterator[tuple[ClockFace, str, str, int]]:
    """Clock, where the cursor stands, what is typed, minutes; without a second marker beside the one that is there."""
    for face, start, (typed, minutes) in itertools.product(_FACES, ("all", "home", "hours", "minutes"), _TYPED.items()):
        marked = typed[-1].casefold() in "m."
        if (start == "home" and face.marker_first) or (start in ("hours", "minutes") and face.markers and marked):
            continue
        yield face, start, typed, minutes


@pytest.mark.parametrize(("face", "start", "typed", "minutes"), list(_typings()))
def test_a_time_is_typed_as_people_do(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, face: ClockFace, start: str, typed: str, minutes: int
) -> None:
    monkeypatch.setattr(ClockFace, "of", lambda: face)
    told: list[object] = []
    edit = TimeEdit(12 * 60 + 45)
    qtbot.addWidget(edit)
    edit.changed.connect(told.append)
    edit.show()
    edit.setFocus()
    line = edit.lineEdit()
    match start:
        case "all":
            edit.selectAll()
        case "home":
            QTest.keyClick(edit, Qt.Key.Key_Home)
        case _:
            line.deselect()
            line.setCursorPosition(line.text().index("12:45") + (1 if start == "hours" else 4))
    QTest.keyClicks(edit, typed)
    assert told == [], "not while it is typed"
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.minutes == minutes
    assert told == [minutes]


@pytest.mark.parametrize(("start", "length"), [(0, 2), (2, 1), (3, 2), (1, 3)])
def test_a_time_is_typed_over_whatever_is_marked(qtbot: QtBot, start: int, length: int) -> None:
    """A double click marks a part of it."""
    edit = TimeEdit(9 * 60)
    qtbot.addWidget(edit)
    edit.lineEdit().setSelection(start, length)
    QTest.keyClicks(edit, "8:30")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.minutes == 8 * 60 + 30


def test_one_number_typed_over_one_leaves_the_other(qtbot: QtBot) -> None:
    edit = TimeEdit(12 * 60 + 45)
    qtbot.addWidget(edit)
    line = edit.lineEdit()
    line.setCursorPosition(5)
    QTest.keyClicks(edit, "30")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.minutes == 12 * 60 + 30
    line.deselect()
    line.setCursorPosition(1)
    QTest.keyClicks(edit, "8")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.minutes == 8 * 60 + 30
    edit.selectAll()
    QTest.keyClicks(edit, "8")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.minutes == 8 * 60


@pytest.mark.parametrize("typed", ["25:00", "9:75", "soon", "", "9:30 xm", "12345"])
def test_what_is_no_time_is_told_and_the_former_one_stays(qtbot: QtBot, typed: str) -> None:
    bench = _bench(qtbot, "office.hours")
    start = bench.find(TimeEdit)
    shown = start.text()
    start.setFocus()
    start.selectAll()
    QTest.keyClick(start, Qt.Key.Key_Delete)
    QTest.keyClicks(start, typed)
    QTest.keyClick(start, Qt.Key.Key_Return)
    assert bench.told == []
    assert start.text() == shown
    assert "nothing was changed; accepted: a time like" in bench.row.told
    _type_time(start, "8")
    assert bench.told == [{"office.hours": TimeRange(480, 1080)}]
    assert not bench.row.told


def test_arrows_count_hours_and_minutes_where_the_cursor_is(qtbot: QtBot) -> None:
    edit = TimeEdit(23 * 60 + 59)
    qtbot.addWidget(edit)
    line = edit.lineEdit()
    line.setCursorPosition(1)
    edit.stepUp()
    assert edit.minutes == 59
    line.setCursorPosition(4)
    edit.stepUp()
    assert edit.minutes == 0
    edit.stepDown()
    assert edit.minutes == 59


def test_the_week_is_made_of_days_hours_and_other_hours() -> None:
    usual, short = TimeRange(540, 1080), TimeRange(540, 900)
    office = OfficeSettings(hours=usual, days=("mon", "tue"), other_hours=(("tue", short), ("sat", short)))
    assert week_of(office) == (usual, short, None, None, None, short, None)
    week = {"mon": usual, "tue": short, "sat": short}
    assert changes_to(week, office) == {}
    assert changes_to({**week, "sun": usual}, office) == {"office.days": ("mon", "tue", "sun")}
    assert changes_to({**week, "tue": usual}, office) == {"office.other_hours": (("sat", short),)}
    assert changes_to({"mon": usual, "tue": short}, office) == {"office.other_hours": (("tue", short),)}
    assert changes_to({"tue": short, "sat": short}, office) == {"office.days": ("tue",)}


def test_a_week_by_switches_and_times(qtbot: QtBot) -> None:
    bench = Bench(qtbot, WeekRow(lambda _changes: ""))
    by_name = {one.text(): one for one in bench.row.findChildren(Toggle)}
    bench.click(by_name["Saturday"])
    assert bench.told == [{"office.days": ("mon", "tue", "wed", "thu", "fri", "sat")}]
    (saturday_from,) = [one for one in bench.row.findChildren(TimeEdit) if one.accessibleName() == "Saturday, from"]
    _type_time(saturday_from, "1000")
    assert bench.told[-1] == {"office.other_hours": (("sat", TimeRange(600, 1080)),)}
    bench.click(by_name["Saturday"])
    bench.click(by_name["Saturday"])
    assert week_of(bench.settings.office)[5] == TimeRange(600, 1080), "its times are kept meanwhile"
