"""The history window: the same by picture, table and words, led by keyboard and pointer."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QImage, QPainter, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from deskbreak.ui.history.colors import HistoryColors
from deskbreak.ui.history.days_chart import DaysChart
from deskbreak.ui.history.heatmap import Heatmap, level
from deskbreak.ui.history.period import Days, Period, Scope
from deskbreak.ui.history.sentences import day_words, long_date
from deskbreak.ui.history.shapes import fill_area, paint_shape
from deskbreak.ui.history.text_table import TextTable
from deskbreak.ui.history.values import MOVED, DayDone, HistoryShown, HowItWent
from deskbreak.ui.history.week_bars import WeekBars
from deskbreak.ui.history.window import HistoryWindow
from deskbreak.ui.kit.controls import Button, Scroller
from deskbreak.ui.kit.fields.date_edit import DateEdit
from deskbreak.ui.kit.pages.filling import Filling
from deskbreak.ui.kit.theme import Theme, contrast
from deskbreak.ui.kit.today import MinutesBar
from tests.draws import draws
from tests.ui.past import TODAY, bare, past

CONTRASTS = [(QBrush(QColor(one)), QBrush(QColor(other))) for one, other in (("white", "black"), ("black", "white"))]


@pytest.fixture
def window(qtbot: QtBot) -> HistoryWindow:
    made = HistoryWindow(past(), 1)
    qtbot.addWidget(made)
    made.look_at.connect(lambda period: made.show_history(past(period.scope, period.first)))
    made.open()
    return made


def _buttons(window: QWidget) -> dict[str, Button]:
    return {button.text(): button for button in window.findChildren(Button) if button.isVisibleTo(window)}


def _texts(window: QWidget) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window) and label.text()]


def _chart(window: HistoryWindow) -> DaysChart:
    (chart,) = [one for one in window.findChildren(QWidget) if isinstance(one, DaysChart) and one.isVisibleTo(window)]
    return chart


def _tables(window: HistoryWindow) -> list[TextTable]:
    return [table for table in window.findChildren(TextTable) if table.isVisibleTo(window)]


def test_a_week_is_bars_and_the_same_as_a_table(window: HistoryWindow) -> None:
    assert isinstance(_chart(window), WeekBars)
    assert {"23/11/2026 to 29/11/2026", "Nothing of this leaves this computer."} <= set(_texts(window))
    days, exercises = _tables(window)
    assert days.text().splitlines()[0].split("\t")[:3] == ["Day", "minutes", "done"]
    assert len(days.text().splitlines()) == 5
    assert exercises.text().splitlines()[1] == "Seated twist\t12\t9\t3\t1"


@pytest.mark.parametrize(("scope", "kind"), [("Week", WeekBars), ("Month", Heatmap), ("Year", Heatmap)])
def test_each_scope_has_its_picture(window: HistoryWindow, scope: str, kind: type[DaysChart]) -> None:
    _buttons(window)[scope].click()
    assert window.period == Period.around(Scope[scope.upper()], TODAY if scope == "Week" else window.period.first, 1)
    assert type(_chart(window)) is kind
    assert [text for text, button in _buttons(window).items() if button.isChecked()] == [scope]


@pytest.mark.parametrize("scope", ["Day", "Month", "Year"])
def test_the_keyboard_stands_on_the_scope_that_is_shown(window: HistoryWindow, scope: str) -> None:
    assert window.focusWidget() is _buttons(window)["Week"]
    _buttons(window)[scope].click()
    assert window.focusWidget() is _buttons(window)[scope]
    close = _buttons(window)["Close"]
    close.setFocus()
    _buttons(window)["Week"].click()
    assert window.focusWidget() is close, "a mouse leaves it elsewhere"


def test_a_day_is_minutes_against_those_that_are_enough(window: HistoryWindow) -> None:
    _buttons(window)["Day"].click()
    (bar,) = [bar for bar in window.findChildren(MinutesBar) if bar.isVisibleTo(window)]
    assert bar.accessibleName() == "Minutes of movement today"
    assert [one for one in window.findChildren(QWidget) if isinstance(one, DaysChart) and one.isVisibleTo(window)] == []
    assert len(_tables(window)[0].text().splitlines()) == 2


def test_one_leafs_as_far_as_there_is_something(window: HistoryWindow, qtbot: QtBot) -> None:
    buttons = _buttons(window)
    assert not buttons["Next"].isEnabled()
    assert not buttons["Today"].isEnabled()
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.period.first == date(2026, 11, 23)
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert window.period.first == date(2026, 11, 16)
    buttons["Previous"].click()
    assert window.period.first == date(2026, 11, 9)
    buttons["Today"].click()
    assert window.period.first == date(2026, 11, 23)
    window.show_history(past(earlier=False))
    with qtbot.assertNotEmitted(window.look_at):
        QTest.keyClick(window, Qt.Key.Key_PageUp)
    window.show_history(past(on=TODAY - timedelta(days=30), later=True))
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.period.first == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("scope", "keys", "days"),
    [
        (Scope.WEEK, [Qt.Key.Key_Left], -1),
        (Scope.WEEK, [Qt.Key.Key_Right, Qt.Key.Key_Up], 1),
        (Scope.MONTH, [Qt.Key.Key_Up, Qt.Key.Key_Left], -8),
        (Scope.MONTH, [Qt.Key.Key_Down], 0),
        (Scope.YEAR, [Qt.Key.Key_Left, Qt.Key.Key_Up], -8),
        (Scope.YEAR, [Qt.Key.Key_Right, Qt.Key.Key_Down], 8),
    ],
)
def test_the_arrows_go_from_day_to_day_and_say_which(
    window: HistoryWindow, qtbot: QtBot, scope: Scope, keys: list[Qt.Key], days: int
) -> None:
    window.show_history(past(scope))
    chart = _chart(window)
    for key in keys:
        QTest.keyClick(chart, key)
    assert chart.current is not None
    assert chart.current.on == TODAY + timedelta(days=days)
    assert chart.accessibleDescription() == day_words(chart.current)
    with qtbot.waitSignal(window.look_at) as told:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == [Period.around(Scope.DAY, TODAY + timedelta(days=days), 1)]


def test_home_and_end_go_to_the_ends(window: HistoryWindow) -> None:
    chart = _chart(window)
    for key, on in ((Qt.Key.Key_Home, window.period.first), (Qt.Key.Key_End, window.period.last)):
        QTest.keyClick(chart, key)
        assert chart.current is not None
        assert chart.current.on == on


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("scope", [Scope.WEEK, Scope.MONTH, Scope.YEAR])
def test_a_click_opens_the_day_that_is_there(
    window: HistoryWindow, qtbot: QtBot, scope: Scope, direction: Qt.LayoutDirection
) -> None:
    window.show_history(past(scope))
    window.setLayoutDirection(direction)
    chart = _chart(window)
    second = window.period.dates[1]
    place = chart.placed(chart.boxes()[1]).center().toPoint()
    mirrored = direction is Qt.LayoutDirection.RightToLeft
    assert (place.x() > chart.width() / 2) is mirrored
    with qtbot.waitSignal(window.look_at) as told:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [Period.around(Scope.DAY, second, 1)]
    window.show_history(past(scope))
    with qtbot.assertNotEmitted(window.look_at):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(1 if not mirrored else chart.width() - 2, 1))


def test_from_right_to_left_the_arrows_go_where_they_point(window: HistoryWindow) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    chart = _chart(window)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current is not None
    assert chart.current.on == TODAY + timedelta(days=1)


@given(seconds=st.lists(st.tuples(*[st.integers(0, 3000)] * 3), min_size=7, max_size=7))
@profile(max_examples=draws(40))
def test_the_bars_are_as_high_as_the_sums_of_their_rows(seconds: list[tuple[int, int, int]]) -> None:
    QApplication.instance() or QApplication([])
    period = Period.around(Scope.WEEK, TODAY, 1)
    days = tuple(
        DayDone(on, {}, dict(zip(MOVED, parts, strict=True))) for on, parts in zip(period.dates, seconds, strict=True)
    )
    chart = WeekBars(Theme.of(QPalette()))
    chart.resize(600, chart.tall)
    chart.put(HistoryShown(period, TODAY, days), Theme.of(QPalette()))
    top, foot = chart._field
    for day, box in zip(days, chart.boxes(), strict=True):
        parts = chart.parts(day, box)
        assert [how for how, _area in parts] == [how for how in MOVED if day.seconds[how]]
        minutes = sum(area.height() for _how, area in parts) / (foot - top) * chart.scale()
        least = 3.0 / (foot - top) * chart.scale() * len(parts)  # so much is seen of a few seconds
        assert day.moved / 60 - 0.01 <= minutes <= day.moved / 60 + least + 0.01
        assert day.moved / 60 <= chart.scale()


def test_more_exercise_is_a_larger_shape() -> None:
    levels = [level(DayDone(TODAY, seconds={HowItWent.DONE: seconds})) for seconds in (0, 1, 299, 300, 599, 600, 9000)]
    assert levels == [None, 0, 0, 1, 1, 2, 2]


Paint = Callable[[QPainter, HowItWent, QRectF, HistoryColors], None]


def _painted(paint: Paint, how: HowItWent, colors: HistoryColors) -> frozenset[tuple[int, int]]:
    """The pixels that are another colour than the ground."""
    image = QImage(48, 48, QImage.Format.Format_RGB32)
    image.fill(colors.ground)
    painter = QPainter(image)
    paint(painter, how, QRectF(4, 4, 40, 40), colors)
    painter.end()
    return frozenset((x, y) for x in range(48) for y in range(48) if image.pixel(x, y) != colors.ground.rgb())


def _palettes(light: QPalette, dark: QPalette) -> list[QPalette]:
    high = [QPalette(ink, ground, ink, ink, ink, ink, ink, ground, ground) for ground, ink in CONTRASTS]
    return [light, dark, *high]


@pytest.mark.usefixtures("qapp")
def test_what_became_of_a_routine_is_told_by_shape_and_by_colour(light: QPalette, dark: QPalette) -> None:
    for palette in _palettes(light, dark):
        theme = Theme.of(palette)
        colors = HistoryColors.of(theme)
        assert len({color.name() for color in colors.of_how.values()}) == len(HowItWent)
        for how, color in colors.of_how.items():
            for ground in (theme.ground, theme.raised, theme.accent_soft):
                assert contrast(color, ground) >= 3, (how, color.name(), ground.name())
            assert not (color.hslHue() < 20 or color.hslHue() > 330) or color.hslSaturation() < 60, f"{how} is red"
        shapes = {how: _painted(paint_shape, how, colors) for how in HowItWent}
        for how, shape in shapes.items():
            assert shape
            assert all(len(shape ^ other) > 150 for one, other in shapes.items() if one is not how), how
        areas = [_painted(fill_area, how, colors) for how in MOVED]
        assert len(areas[0]) > len(areas[1]) > len(areas[2]) > 0


def test_a_table_is_gone_through_by_cell_and_copied(window: HistoryWindow, qtbot: QtBot) -> None:
    days, exercises = _tables(window)
    qtbot.waitUntil(window.isVisible)
    days.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(days, Qt.Key.Key_Down)
    QTest.keyClick(days, Qt.Key.Key_Right)
    assert (days.currentIndex().row(), days.currentIndex().column()) == (1, 1)
    QTest.keyClick(days, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == days.text().splitlines()[2].split("\t")[1]
    days.clearSelection()
    days.selectRow(0)
    QTest.keyClick(days, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == days.text().splitlines()[1]
    model = days.model()
    read = [model.data(model.index(0, column), Qt.ItemDataRole.AccessibleTextRole) for column in (0, 1)]
    assert read == ["Mon 23/11/2026", f"minutes: {past().days[0].minutes}"]
    exercises.setFocus(Qt.FocusReason.TabFocusReason)
    assert not days.currentIndex().isValid()
    assert days.selectedIndexes() == []
    days.setFocus(Qt.FocusReason.TabFocusReason)
    assert (days.currentIndex().row(), days.currentIndex().column()) == (0, 0)
    _buttons(window)["Copy as text"].click()
    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[0] == "23/11/2026 to 29/11/2026"
    assert days.text() in copied
    assert exercises.text() in copied
    assert "Copied." in _texts(window)


def test_an_only_row_without_room_stands_upright_and_is_the_same(qtbot: QtBot, light: QPalette) -> None:
    table = TextTable("Days", Theme.of(light))
    qtbot.addWidget(table)
    table.put(("Day", "minutes", "done"), [("Thu 26", "14", "3")])
    table.resize(400, 120)
    table.show()
    lying, model = table.text(), table.model()
    assert (model.rowCount(), model.columnCount()) == (1, 3)
    table.activateWindow()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(table.hasFocus)
    table.resize(150, 120)
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in (0, 1)] == ["Day", "Thu 26"]
    assert [model.data(model.index(row, 1), Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)] == [
        "minutes: 14",
        "done: 3",
    ]
    assert table.currentIndex().isValid()
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.text() == lying, "as it is copied"
    table.put(("Day", "minutes", "done"), [("Thu 26", "14", "3"), ("Fri 27", "10", "2")])
    assert model.columnCount() == 3, "several rows scroll sideways"
    table.put(("Day", "minutes", "done"), [("Fri 27", "10", "2")])
    assert model.columnCount() == 2
    table.resize(400, 120)
    assert model.columnCount() == 3


@pytest.mark.parametrize("scope", [Scope.WEEK, Scope.YEAR])
def test_every_cell_has_room_for_its_text(window: HistoryWindow, scope: Scope) -> None:
    window.show_history(past(scope))
    for table in _tables(window):
        for column in range(table.model().columnCount()):
            assert table.columnWidth(column) >= table.sizeHintForColumn(column)
            assert table.columnWidth(column) >= table.horizontalHeader().sectionSizeHint(column)


def test_what_happens_meanwhile_leaves_the_keyboard_where_it_is(window: HistoryWindow) -> None:
    chart, (days, _exercises) = _chart(window), _tables(window)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    days.setFocus(Qt.FocusReason.TabFocusReason)
    days.setCurrentIndex(days.model().index(2, 3))
    later = tuple(
        day if day.on != TODAY else DayDone(TODAY, {HowItWent.DONE: 9}, {HowItWent.DONE: 900}) for day in past().days
    )
    window.show_history(HistoryShown(past().period, TODAY, later))
    assert chart.current is not None
    assert chart.current.on == TODAY - timedelta(days=1)
    assert (days.currentIndex().row(), days.currentIndex().column()) == (2, 3)
    assert days.text().splitlines()[4].split("\t")[1:3] == ["15", "9"]


def test_where_nothing_is_recorded_it_says_so_kindly(window: HistoryWindow) -> None:
    window.show_history(bare())
    assert "Nothing is recorded yet. After your first routine this is where you see it." in _texts(window)
    assert _tables(window) == []
    assert not any(_buttons(window)[text].isEnabled() for text in ("Export…", "Delete…", "Copy as text"))
    window.show_history(HistoryShown(bare().period, TODAY, recorded=False, fault="It cannot be read."))
    assert "It cannot be read." in _texts(window)


def _choose(window: HistoryWindow, button: str, text: str) -> None:
    menu = _buttons(window)[button].menu()
    assert isinstance(menu, QMenu)
    (action,) = [one for one in menu.actions() if one.text() == text]
    action.trigger()


@pytest.mark.parametrize(("text", "days"), [("What is shown…", past().period.days), ("Everything…", None)])
def test_it_asks_once_before_it_deletes(window: HistoryWindow, qtbot: QtBot, text: str, days: Days | None) -> None:
    with qtbot.waitSignal(window.ask_delete) as asked:
        _choose(window, "Delete…", text)
    assert asked.args == [days]
    window.ask("Delete it? 3 entries go.", days)
    assert "Delete it? 3 entries go." in _texts(window)
    assert QApplication.focusWidget() is _buttons(window)["Keep it"]
    with qtbot.assertNotEmitted(window.delete):
        QTest.keyClick(_buttons(window)["Keep it"], Qt.Key.Key_Return)
    assert "Keep it" not in _buttons(window)
    window.ask("Delete it?", days)
    with qtbot.waitSignal(window.delete) as told:
        _buttons(window)["Delete it"].click()
    assert told.args == [days]
    assert "Delete it" not in _buttons(window)
    window.tell("3 entries are deleted.")
    assert "3 entries are deleted." in _texts(window)
    assert "Keep it" not in _buttons(window)


def test_a_question_about_other_days_is_withdrawn(window: HistoryWindow, qtbot: QtBot) -> None:
    window.ask("Delete the week?", past().period.days)
    window.show_history(past())
    assert "Delete it" in _buttons(window)
    _buttons(window)["Previous"].click()
    assert "Delete it" not in _buttons(window)


class _Choosing:
    """Somebody who chooses the days that are to be deleted; on each of them there are two entries."""

    def __init__(self, window: HistoryWindow) -> None:
        self.window = window
        self.counted: list[Days] = []
        window.count.connect(self._count)
        _choose(window, "Delete…", "Days of your choice…")

    def _count(self, days: Days) -> None:
        self.counted.append(days)
        self.window.show_count(days, 0 if days.first > TODAY else 2 * ((days.last - days.first).days + 1), 1)

    def field(self, name: str) -> DateEdit:
        (found,) = [one for one in self.window.findChildren(DateEdit) if one.accessibleName() == name]
        return found

    def type(self, name: str, text: str) -> None:
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    @property
    def days(self) -> Days:
        return Days(self.field("First day").value(), self.field("Last day").value())


def test_on_a_small_screen_the_days_to_choose_are_brought_into_sight(window: HistoryWindow, qtbot: QtBot) -> None:
    window.setMinimumSize(1, 1)
    window.resize(496, 217)
    qtbot.waitUntil(lambda: window.height() == 217)
    field = _Choosing(window).field("First day")
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect())


def test_days_are_chosen_and_counted_before_it_is_asked(window: HistoryWindow, qtbot: QtBot) -> None:
    choosing = _Choosing(window)
    assert choosing.days == window.period.days, "it begins with what is shown"
    assert QApplication.focusWidget() is choosing.field("First day")
    choosing.type("First day", "1/11/2026")
    choosing.type("Last day", "3.11.26")
    days = Days(date(2026, 11, 1), date(2026, 11, 3))
    assert choosing.counted[-1] == choosing.days == days
    told = f"{long_date(days.first)} to {long_date(days.last)}: 6 entries, 1 routine among them."
    assert told in _texts(window)
    with qtbot.waitSignal(window.ask_delete) as asked, qtbot.assertNotEmitted(window.delete):
        _buttons(window)["Delete these days…"].click()
    assert asked.args == [days]
    window.ask("Delete them?", days)
    assert "Delete these days…" not in _buttons(window), "it is asked in its place"
    with qtbot.waitSignal(window.delete) as deleted:
        _buttons(window)["Delete it"].click()
    assert deleted.args == [days]


def test_what_was_typed_counts_without_enter(window: HistoryWindow, qtbot: QtBot) -> None:
    choosing = _Choosing(window)
    field = choosing.field("First day")
    field.selectAll()
    QTest.keyClicks(field, "24/11/2026")
    with qtbot.waitSignal(window.ask_delete) as asked:
        _buttons(window)["Delete these days…"].click()
    assert asked.args == [Days(date(2026, 11, 24), window.period.last)]
    field.selectAll()
    QTest.keyClicks(field, "yesterday")
    with qtbot.assertNotEmitted(window.ask_delete):
        _buttons(window)["Delete these days…"].click()
    assert [text for text in _texts(window) if "“yesterday” is no day, and nothing was changed" in text]


@pytest.mark.parametrize(("field", "day"), [("First day", date(2026, 12, 24)), ("Last day", date(2026, 10, 3))])
def test_the_last_day_is_never_before_the_first(window: HistoryWindow, field: str, day: date) -> None:
    choosing = _Choosing(window)
    choosing.type(field, day.strftime("%d/%m/%Y"))
    assert choosing.days == choosing.counted[-1] == Days(day, day)


def test_where_nothing_is_recorded_there_is_nothing_to_delete(window: HistoryWindow) -> None:
    choosing = _Choosing(window)
    choosing.type("First day", "24/12/2026")
    assert f"{long_date(choosing.days.first)}: nothing is recorded." in _texts(window)
    assert not _buttons(window)["Delete these days…"].isEnabled()
    choosing.type("First day", "24/11/2026")
    assert _buttons(window)["Delete these days…"].isEnabled()


def test_choosing_days_goes_on_while_one_leafs_and_something_happens(window: HistoryWindow) -> None:
    choosing = _Choosing(window)
    choosing.type("First day", "24/11/2026")
    days, before = choosing.days, len(choosing.counted)
    _buttons(window)["Previous"].click()
    window.show_history(past())
    assert choosing.days == days
    assert choosing.counted[before:] == [days, days], "it is counted anew"


@pytest.mark.parametrize("by_key", [False, True])
def test_choosing_days_is_left(window: HistoryWindow, qtbot: QtBot, by_key: bool) -> None:
    choosing = _Choosing(window)
    with qtbot.assertNotEmitted(window.ask_delete):
        if by_key:
            QTest.keyClick(choosing.field("Last day"), Qt.Key.Key_Escape)
        else:
            _buttons(window)["Cancel"].click()
    assert window.isVisible()
    assert "Delete these days…" not in _buttons(window)
    assert QApplication.focusWidget() is _buttons(window)["Delete…"]


@pytest.mark.parametrize(
    ("everything", "suffix", "filters"), [(False, "csv", []), (True, "json", ["For programs (*.json)"])]
)
def test_a_file_is_asked_for(
    window: HistoryWindow, qtbot: QtBot, everything: bool, suffix: str, filters: list[str]
) -> None:
    menu = _buttons(window)["Export…"].menu()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["What is shown…", "Everything…"]
    menu.actions()[everything].trigger()
    (dialog,) = window.findChildren(QFileDialog)
    for chosen in filters:
        dialog.filterSelected.emit(chosen)
    assert dialog.defaultSuffix() == suffix
    with qtbot.waitSignal(window.export) as told:
        dialog.fileSelected.emit(f"/a/folder/mine.{suffix}")
    assert told.args == [f"/a/folder/mine.{suffix}", everything]
    dialog.close()


def test_esc_closes(window: HistoryWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(_tables(window)[0], Qt.Key.Key_Escape)
    window.open()
    assert window.isVisible()


def test_everything_is_reached_by_tab(window: HistoryWindow, qtbot: QtBot) -> None:
    window.show_history(past(later=True, on=TODAY - timedelta(days=7)))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    reached: list[QWidget | None] = []
    while (now := QApplication.focusWidget()) not in reached:
        reached.append(now)
        QTest.keyClick(now or window, Qt.Key.Key_Tab)
    wanted = [*_buttons(window).values(), _chart(window), *_tables(window)]
    assert [one for one in wanted if one.isEnabled() and one not in reached] == []


@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize(("size", "times"), [(QSize(1008, 552), 2), (QSize(784, 552), 2), (QSize(1350, 720), 3)])
@pytest.mark.parametrize("asked", [True, False], ids=["asked", "choosing"])
def test_on_a_small_screen_with_large_letters_all_is_there_and_scrolls(
    qtbot: QtBot, letters: Callable[[float], None], scope: Scope, size: QSize, times: int, asked: bool
) -> None:
    letters(times)
    window = HistoryWindow(past(scope), 1)
    qtbot.addWidget(window)
    window.open()
    window.resize(size)
    if asked:
        window.ask("Delete everything that is recorded? 80 entries go for good, 12 routines among them.", None)
    else:
        _Choosing(window)
    qtbot.waitUntil(window.isVisible)
    QApplication.processEvents()
    assert window.height() <= size.height()
    if scope is not Scope.DAY:
        qtbot.waitUntil(lambda: _chart(window).height() >= _chart(window).tall)
    areas = window.findChildren(Scroller)
    (scroller,) = (area for area in areas if not isinstance(area, Filling))
    (filling,) = (area for area in areas if isinstance(area, Filling))
    inner, page = scroller.widget(), filling.widget()
    assert inner is not None
    assert page is not None
    for _turn in range(9):
        QApplication.processEvents()
    assert inner.width() <= scroller.viewport().width(), "nothing is cut at the side"
    assert page.width() <= filling.viewport().width()
    assert sum(area.verticalScrollBar().maximum() > 0 for area in areas) == 1, "either all of it scrolls or its middle"
    assert scroller.viewport().height() > window.fontMetrics().height() * 2
    for button in _buttons(window).values():
        within = inner if inner.isAncestorOf(button) else page if filling.verticalScrollBar().maximum() else window
        place = button.mapTo(within, QPoint(0, 0))
        assert within.rect().contains(place), button.text()
        assert within.rect().contains(place + QPoint(button.width() - 1, button.height() - 1)), button.text()
        assert button.width() >= button.sizeHint().width(), button.text()


def test_it_follows_from_light_to_dark(
    window: HistoryWindow, wear: Callable[[QPalette], None], light: QPalette, dark: QPalette
) -> None:
    wear(light)
    before = _chart(window).colors.ground
    wear(dark)
    assert _chart(window).colors.ground != before
    assert _chart(window).colors == HistoryColors.of(window.theme)
    assert window.theme.raised.name() in _tables(window)[0].styleSheet()
