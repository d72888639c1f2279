"""The settings window: every setting has its place and acts at once, and a broken file is left alone."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from deskbreak.settings import HOUR, MINUTE, Settings
from deskbreak.settings import declared as all_declared
from deskbreak.settings.declared import GROUPS
from deskbreak.settings.reading import declaration, keys, value, with_values
from deskbreak.ui.kit.controls import Button, Panel
from deskbreak.ui.kit.day_picture import DayShown
from deskbreak.ui.settings.controls.toggle import Toggle
from deskbreak.ui.settings.login_panel import LoginPanel
from deskbreak.ui.settings.pages import ALL, COACH, DAY, FILES, OF_GROUPS, PAGES, QUIET, REMINDERS, ROUTINE, page_of
from deskbreak.ui.settings.parts.health_panel import Remark
from deskbreak.ui.settings.parts.places import PLACES, answers_found
from deskbreak.ui.settings.presets import PRESETS
from deskbreak.ui.settings.search import AllSettings, found
from deskbreak.ui.settings.view import FilePlace, Offer, SettingsView
from deskbreak.ui.settings.window import AT_ONCE, BLOCKED, SettingsWindow
from tests.ui.samples import another

TODAY = DayShown("Today with these hours", ("10:00: a nudge",), hours=((0.0, "09:00"), (1.0, "18:00")))
VIEW = SettingsView(Settings(), TODAY)
OFFER = Offer(
    {"routine.name": (("desk", "Desk routine"),)},
    (FilePlace("Settings", "/h/config.toml"), FilePlace("Your own routines", "/h/routines", folder=True)),
)
BROKEN = SettingsView(Settings(), TODAY, ("config.toml: line 3, column 7: …",), "config.toml: line 3, column 7: …")


class Person(QObject):
    """Somebody at the window, whose file is a value."""

    def __init__(self, qtbot: QtBot, view: SettingsView = VIEW) -> None:
        super().__init__()
        self.qtbot = qtbot
        self.window = SettingsWindow(view, OFFER, {}, lambda: True)
        self.told: list[object] = []
        self.window.changed.connect(self.told.append)
        qtbot.addWidget(self.window)
        self.window.open()
        qtbot.waitExposed(self.window)

    def press(self, text: str) -> None:
        (button,) = [one for one in self.window.findChildren(Button) if one.text() == text and one.isVisible()]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def toggle(self, key: str) -> Toggle:
        self.window.turn_to(page_of(key))
        found = self.window.page(page_of(key)).row(key).findChild(Toggle)
        assert isinstance(found, Toggle)
        return found

    def field(self, key: str) -> QAbstractSpinBox:
        self.window.turn_to(page_of(key))
        found = self.window.page(page_of(key)).row(key).findChild(QAbstractSpinBox)
        assert isinstance(found, QAbstractSpinBox)
        return found


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return Person(qtbot)


def test_every_setting_stands_once_on_the_themed_pages_and_once_among_all(person: Person) -> None:
    themed = [key for page in PAGES if page.id != ALL for row in person.window.page(page.id).rows for key in row.keys]
    assert sorted(themed) == sorted(keys())
    assert [key for row in person.window.page(ALL).rows for key in row.keys] == list(keys())


def test_a_new_setting_and_a_new_group_have_a_page_at_once() -> None:
    assert page_of("office.brand_new") == DAY
    assert page_of("brand.new") in {page.id for page in PAGES}
    assert set(OF_GROUPS) == set(GROUPS)


def test_every_row_says_title_and_help(person: Person) -> None:
    for key in keys():
        declared = declaration(key)
        texts = [label.text() for label in person.window.page(ALL).row(key).findChildren(QLabel)]
        assert {declared.title, declared.help} <= set(texts)


def test_a_change_is_told_by_itself_and_shown_on_every_page(person: Person) -> None:
    person.window.page(ALL)
    QTest.mouseClick(person.toggle("hold.calls"), Qt.MouseButton.LeftButton)
    elsewhere = person.window.page(ALL).row("hold.calls").findChild(Toggle)
    assert isinstance(elsewhere, Toggle)
    assert not elsewhere.isChecked()
    person.qtbot.waitUntil(lambda: person.told == [{"hold.calls": False}])


def test_an_arrow_held_down_is_one_change(person: Person) -> None:
    field = person.field("nudge.every")
    field.setFocus()
    for _n in range(4):
        QTest.keyClick(field, Qt.Key.Key_Up)
    person.window.flush()
    assert person.told == [{"nudge.every": 80 * MINUTE}]


def test_two_settings_are_two_changes_in_their_order(person: Person) -> None:
    QTest.mouseClick(person.toggle("hold.calls"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(person.toggle("hold.dnd"), Qt.MouseButton.LeftButton)
    person.window.flush()
    assert person.told == [{"hold.calls": False}, {"hold.dnd": False}]


def test_what_is_being_written_counts_when_the_window_is_closed(person: Person) -> None:
    field = person.field("nudge.every")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "2h")
    assert person.told == []
    person.window.close()
    assert person.told == [{"nudge.every": 2 * HOUR}]


def test_a_row_that_differs_is_marked_in_words_and_leads_back(person: Person) -> None:
    row = person.window.page(QUIET).row("hold.calls")
    person.window.turn_to(QUIET)
    assert "◆ changed" not in [label.text() for label in row.findChildren(QLabel) if label.isVisible()]
    person.window.show_view(SettingsView(with_values(Settings(), {"hold.calls": False}), TODAY))
    assert "◆ changed" in [label.text() for label in row.findChildren(QLabel) if label.isVisible()]
    assert "not the default" in person.toggle("hold.calls").accessibleDescription()
    (back,) = [one for one in row.findChildren(Button) if one.isVisible()]
    assert back.accessibleName() == "Quiet in calls: back to the default"
    with person.qtbot.waitSignal(person.window.reset) as told:
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert told.args == [("hold.calls",)]
    person.window.show_view(VIEW)
    assert not back.isVisible()


@pytest.mark.parametrize(("width", "times"), [(960, 1.0), (496, 1.0), (1008, 2.0)])
def test_nothing_moves_when_a_value_changes(
    person: Person, qapp: QApplication, letters: Callable[[float], None], width: int, times: float
) -> None:
    letters(times)
    window = person.window
    window.resize(width, 500)
    for page in PAGES:
        window.show_view(VIEW)
        window.turn_to(page.id)
        for row in window.page(page.id).rows:
            if "office.days_off" in row.keys or "hold.ignore" in row.keys or "office.other_hours" in row.keys:
                continue  # a list grows with what is in it
            window.show_view(VIEW)
            _settle(qapp)
            before = [one.geometry() for one in window.page(page.id).rows]
            changed = {key: False if key == "coach.voice" else another(key) for key in row.keys}
            window.show_view(SettingsView(with_values(Settings(), changed), TODAY))
            _settle(qapp)
            if row.keys[0] not in ("office.hours", "office.lunch"):  # their night is told in words
                assert [one.geometry() for one in window.page(page.id).rows] == before, row.keys
            back = next(one for one in row.findChildren(Button) if "back to the default" in one.accessibleName())
            assert back.isVisible()
            assert back.text() == "Back to the default" or back.toolTip() == "Back to the default"
            assert back.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert back.width() >= back.minimumSizeHint().width()


def test_the_week_is_led_back_as_a_whole(person: Person) -> None:
    person.window.show_view(SettingsView(with_values(Settings(), {"office.days": ("mon",)}), TODAY))
    with person.qtbot.waitSignal(person.window.reset) as told:
        person.press("Back to the default")
    assert told.args == [("office.days", "office.other_hours")]


def test_ctrl_z_takes_back_also_from_within_a_field_in_which_nothing_was_typed(person: Person) -> None:
    undone: list[bool] = []
    person.window.undo.connect(lambda: undone.append(True))
    for key in ("nudge.every", "coach.language", "office.hours", "hold.ignore", "coach.volume"):
        undone.clear()
        person.window.show_view(SettingsView(Settings(), TODAY, can_undo=True))
        person.window.turn_to(page_of(key))
        for field in _fields(person.window.page(page_of(key)).row(key)):
            field.setFocus()
            QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert undone, (key, field)
            undone.clear()


def test_ctrl_z_is_the_fields_own_while_something_is_being_typed(person: Person) -> None:
    person.window.show_view(SettingsView(Settings(), TODAY, can_undo=True))
    field = person.field("nudge.every")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "2")
    undone: list[bool] = []
    person.window.undo.connect(lambda: undone.append(True))
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == []
    assert field.text() == "1 h"


@pytest.mark.parametrize("before", [DAY, COACH, ALL])
@pytest.mark.parametrize("key", ["nudge.merge", "office.days_off", "coach.setup_step"])
def test_what_was_taken_back_is_brought_before_ones_eyes(
    person: Person, qapp: QApplication, key: str, before: str
) -> None:
    window = person.window
    window.resize(700, 400)
    window.turn_to(before)
    window.guide.lead_to((key,))
    _settle(qapp)
    assert PAGES[window._names.currentRow()].id == (page_of(key) if before != ALL else ALL), "where it stands already"
    page = window._seen()
    row, area = page.row(key), page.scroller

    def is_seen() -> bool:
        lies = QRect(row.mapTo(area.viewport(), QPoint()), row.size())
        return lies.intersected(area.viewport().rect()).height() >= min(lies.height(), area.viewport().height() // 2)

    person.qtbot.waitUntil(is_seen)
    assert row.property("standing") == "out"
    person.qtbot.waitUntil(lambda: row.property("standing") == "")
    if before not in (ALL, page_of(key)):
        focus = qapp.focusWidget()
        assert focus is not None
        assert row.isAncestorOf(focus)


def test_a_row_that_a_search_leaves_out_is_shown_on_its_own_page(person: Person) -> None:
    window = person.window
    window.turn_to(ALL)
    window._seen().show_rows(frozenset({"hold.calls"}))
    window.guide.lead_to(("coach.look",))
    assert PAGES[window._names.currentRow()].id == COACH


def test_undo_first_tells_what_is_still_waiting(person: Person) -> None:
    person.window.show_view(SettingsView(Settings(), TODAY, can_undo=True))
    order: list[str] = []
    person.window.changed.connect(lambda _changes: order.append("changed"))
    person.window.undo.connect(lambda: order.append("undo"))
    QTest.mouseClick(person.toggle("hold.calls"), Qt.MouseButton.LeftButton)
    person.press("Undo")
    assert order == ["changed", "undo"]


@pytest.mark.parametrize("can_undo", [False, True])
@pytest.mark.parametrize(
    ("key", "number", "typed"), [("routine.every", 0, "5h"), ("nudge.every", 0, "9h"), ("office.days", 0, "18:00")]
)
def test_undo_takes_back_what_was_written_and_not_accepted(
    person: Person, key: str, number: int, typed: str, can_undo: bool
) -> None:
    person.window.show_view(SettingsView(Settings(), TODAY, can_undo=can_undo))
    person.window.turn_to(page_of(key))
    row = person.window.page(page_of(key)).row(key)
    field = row.findChildren(QAbstractSpinBox)[number]
    shown = field.text()
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert row.told
    person.window._names.setFocus()
    with person.qtbot.assertNotEmitted(person.window.undo):
        person.press("Undo")
    assert field.text() == shown
    assert not row.told
    assert row.title in person.window._told.text()
    assert row.property("standing") == "out"
    assert person.told == []
    (undo,) = [one for one in person.window.findChildren(Button) if one.text() == "Undo"]
    assert undo.isEnabled() is can_undo


def test_ctrl_z_takes_back_from_within_the_field_what_was_not_accepted(person: Person) -> None:
    field = person.field("nudge.every")
    shown = field.text()
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "9h")
    QTest.keyClick(field, Qt.Key.Key_Return)
    person.qtbot.waitActive(person.window)
    for _press in range(2):  # the first may be the field's own
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == shown
    assert not person.window.page(page_of("nudge.every")).row("nudge.every").told


def test_without_anything_to_take_back_there_is_no_undo(person: Person) -> None:
    (undo,) = [one for one in person.window.findChildren(Button) if one.text() == "Undo"]
    assert not undo.isEnabled()
    with person.qtbot.assertNotEmitted(person.window.undo):
        QTest.keyClick(person.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_a_broken_file_is_told_nothing_can_be_changed_and_two_ways_lead_out(qtbot: QtBot) -> None:
    person = Person(qtbot, BROKEN)
    window = person.window
    texts = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert "config.toml: line 3, column 7: …" in texts
    for page in PAGES:
        window.turn_to(page.id)
        for row in window.page(page.id).rows:
            assert not row.isEnabled()
    QTest.mouseClick(person.toggle("hold.calls"), Qt.MouseButton.LeftButton)
    window.flush()
    assert person.told == []
    with qtbot.waitSignal(window.open_file) as opened:
        person.press("Open the file")
    assert opened.args == ["/h/config.toml"]


def test_what_stands_above_is_not_said_below_once_more(qtbot: QtBot) -> None:
    person = Person(qtbot, BROKEN)
    assert person.window._told.text() == BLOCKED
    person.window.show_view(replace(BROKEN, told=BROKEN.blocked))
    said = [one.text() for one in person.window.findChildren(QLabel) if one.isVisible()]
    assert sum(BROKEN.blocked in text for text in said) == 1
    person.window.show_view(replace(BROKEN, told=f"{BROKEN.blocked}\nIt is kept."))
    assert person.window._told.text() == "It is kept."
    person.window.show_view(VIEW)
    assert person.window._told.text() == AT_ONCE


def test_the_title_of_every_page_is_as_far_from_what_comes_below(person: Person, qapp: QApplication) -> None:
    for page in (FILES,):
        person.window.turn_to(page)
        _settle(qapp)
        inner = person.window.page(page).scroller.widget()
        assert inner is not None
        (title,) = [one for one in inner.findChildren(QLabel) if one.property("role") == "heading"]
        panels = [one for one in inner.findChildren(Panel) if one.isVisible()]
        tops = [one.mapTo(inner, QPoint()).y() for one in panels]
        between = tops[1] - (tops[0] + panels[0].height())
        assert tops[0] - (title.mapTo(inner, QPoint()).y() + title.height()) == between > 0


def test_a_fresh_file_is_asked_for_once_more(qtbot: QtBot) -> None:
    person = Person(qtbot, BROKEN)
    anew: list[bool] = []
    person.window.start_anew.connect(lambda: anew.append(True))
    person.press("Start with a fresh file")
    person.press("No, leave it")
    assert anew == []
    person.press("Start with a fresh file")
    person.press("Yes, a fresh file")
    assert anew == [True]
    person.window.show_view(VIEW)
    assert not [one for one in person.window.findChildren(Button) if one.text() == "Open the file" and one.isVisible()]
    assert person.window.page(QUIET).row("hold.calls").isEnabled()


def test_faults_that_are_in_nobodys_way_are_told_and_the_rest_can_be_changed(person: Person) -> None:
    person.window.show_view(SettingsView(Settings(), TODAY, ("config.toml: nudge.evry: unknown setting",)))
    texts = [label.text() for label in person.window.findChildren(QLabel) if label.isVisible()]
    assert "config.toml: nudge.evry: unknown setting" in texts
    assert not [one for one in person.window.findChildren(Button) if "fresh" in one.text() and one.isVisible()]
    assert person.window.page(QUIET).row("hold.calls").isEnabled()


def test_what_is_being_typed_stays_when_the_file_changes_elsewhere(person: Person) -> None:
    field = person.field("nudge.every")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "9h")
    person.window.show_view(SettingsView(with_values(Settings(), {"hold.calls": False}), TODAY))
    assert field.text() == "9h"
    assert not person.toggle("hold.calls").isChecked()
    person.window.show_view(SettingsView(with_values(Settings(), {"nudge.every": 2 * HOUR}), TODAY))
    assert field.text() == "2 h"


def test_what_is_waiting_to_be_told_is_not_lost_to_news_from_the_file(person: Person) -> None:
    toggle = person.toggle("hold.calls")
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    person.window.show_view(SettingsView(with_values(Settings(), {"hold.dnd": False}), TODAY))
    assert not toggle.isChecked()
    person.window.flush()
    assert person.told == [{"hold.calls": False}]


def test_presets_are_told_in_whole_sentences() -> None:
    for preset in PRESETS:
        assert preset.help.startswith("You are offered a routine after ")
        assert preset.help.endswith(".")
    assert ("twice at most" in PRESETS[1].help) == (PRESETS[1].values["reminder.times"] == 2)


def test_presets_have_the_same_keys_and_are_accepted() -> None:
    assert len({tuple(preset.values) for preset in PRESETS}) == 1
    for preset in PRESETS:
        for key, one in preset.values.items():
            kind = declaration(key).kind
            assert kind.parse(kind.toml(one)) == one
    (article, gentler, often) = [preset.values for preset in PRESETS]
    assert all(value(Settings(), key) == one for key, one in article.items()), "the article's are the defaults"
    for sooner, later in ((often, article), (article, gentler)):
        assert str(sooner["routine.every"]) != str(later["routine.every"])
        assert sooner["routine.every"][0] < later["routine.every"][0]  # type: ignore[index]
        assert sooner["nudge.every"] < later["nudge.every"]  # type: ignore[operator]


def test_a_preset_is_one_change_and_none_is_chosen_where_the_settings_are_ones_own(person: Person) -> None:
    window = person.window
    window.turn_to(REMINDERS)
    buttons = {one.text(): one for one in window.page(REMINDERS).findChildren(QRadioButton)}
    assert [name for name, one in buttons.items() if one.isChecked()] == ["As recommended"]
    buttons["Gentler"].click()
    window.flush()
    assert person.told == [dict(PRESETS[1].values)]
    assert [name for name, one in buttons.items() if one.isChecked()] == ["Gentler"]
    window.show_view(SettingsView(with_values(Settings(), {"nudge.every": 3 * HOUR}), TODAY))
    assert [name for name, one in buttons.items() if one.isChecked()] == []


def test_the_day_is_painted_and_told_beside_the_reminders_and_anew_when_it_changes(person: Person) -> None:
    person.window.turn_to(REMINDERS)

    def told() -> list[str]:
        return [label.text() for label in person.window.page(REMINDERS).findChildren(QLabel) if label.isVisible()]

    assert {"Today with these hours", "10:00: a nudge"} <= set(told())
    person.window.show_view(SettingsView(Settings(), DayShown("No office day", ("deskbreak stays quiet.",))))
    assert {"No office day", "deskbreak stays quiet."} <= set(told())


@pytest.mark.parametrize("width", [500, 1200])
def test_the_day_stands_where_there_is_room(person: Person, width: int) -> None:
    person.window.turn_to(REMINDERS)
    page = person.window.page(REMINDERS)
    person.window.resize(width, 600)
    assert page._side is not None
    side = page._side
    person.qtbot.waitUntil(lambda: (page._across.indexOf(side) >= 0) == (width == 1200))
    assert side.isVisible()


def test_all_settings_are_searched_by_key_title_help_and_group() -> None:
    assert found("wind_down") == {"office.wind_down"}
    assert found("quiet END") == {"office.wind_down", *found("quiet end")}
    assert "coach.mirror" in found("mirror")
    assert "hold.blip" in found("camera tried")
    assert found("nudge") >= {key for key in keys() if key.startswith("nudge.")}
    assert found("") == set(keys())
    assert found("no such thing at all") == set()


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("mute", "coach.volume"),
        ("louder", "coach.volume"),
        ("font", "coach.text_size"),
        ("holiday", "office.days_off"),
        ("vacation", "office.days_off"),
        ("meeting", "hold.calls"),
        ("zoom", "hold.calls"),
        ("sound", "coach.sounds"),
        ("snooze", "reminder.later"),
    ],
)
def test_a_setting_is_found_by_what_people_call_it(words: str, key: str) -> None:
    assert key in found(words)


@pytest.mark.parametrize(
    ("words", "page", "title"),
    [
        ("start at login", FILES, "Start at login"),
        ("autostart", FILES, "Start at login"),
        ("where files", FILES, "Where your files are"),
        ("doctor", FILES, "How deskbreak gets on here"),
        ("how deskbreak gets on", FILES, "How deskbreak gets on here"),
        ("welcome", FILES, "How deskbreak gets on here"),
        ("presets", REMINDERS, "How often"),
        ("exercises", ROUTINE, "Routine"),
    ],
)
def test_a_part_that_is_no_setting_is_found_and_leads_there(
    qtbot: QtBot, qapp: QApplication, words: str, page: str, title: str
) -> None:
    window = SettingsWindow(VIEW, OFFER, {FILES: LoginPanel}, lambda: True)
    qtbot.addWidget(window)
    window.open()
    window._search.setFocus()
    QTest.keyClicks(window._search, words)
    _settle(qapp)
    (button,) = [
        one for one in window.findChildren(Button) if one.isVisible() and one.text().startswith(f"{title}, on the page")
    ]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert PAGES[window._names.currentRow()].id == page
    _settle(qapp)
    (stands, *_more) = [one for one in window._seen().findChildren(QLabel) if one.text() == title and one.isVisible()]
    area = window._seen().scroller.viewport()
    assert area.rect().intersects(QRect(stands.mapTo(area, QPoint()), stands.size()))
    assert window._search.text() == ""


def test_every_place_that_is_found_is_there(person: Person) -> None:
    window = SettingsWindow(VIEW, OFFER, {FILES: LoginPanel}, lambda: True)
    person.qtbot.addWidget(window)
    for place in PLACES:
        assert place.title in [one.text() for one in window.page(place.page).findChildren(QLabel)], place


@pytest.mark.parametrize("words", ["dark", "Light", "dark mode", "theme", "font", "pause", "statistics"])
def test_what_is_no_setting_is_answered_in_a_sentence(person: Person, qapp: QApplication, words: str) -> None:
    QTest.keyClick(person.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(person.window._search, words)
    _settle(qapp)
    (answer,) = answers_found(words)
    assert answer.sentence in [one.text() for one in person.window.findChildren(QLabel) if one.isVisible()]
    assert answer.sentence in person.window._search.accessibleDescription()
    assert "Nothing is called so" not in person.window._search.accessibleDescription()


@pytest.mark.parametrize(("width", "height", "times"), [(960, 660, 1), (496, 236, 1), (1008, 552, 2)])
def test_the_search_is_in_every_pages_sight(
    person: Person, qapp: QApplication, letters: Callable[[float], None], width: int, height: int, times: float
) -> None:
    letters(times)
    window = person.window
    window.resize(width, height)
    for page in PAGES:
        window.turn_to(page.id)
        _settle(qapp)
        search = window._search
        assert window.rect().contains(QRect(search.mapTo(window, QPoint()), search.size()))
        assert search.visibleRegion().boundingRect() == search.rect()
        assert search.width() >= search.minimumSizeHint().width()


def test_what_is_looked_for_is_all_that_is_seen(person: Person) -> None:
    QTest.keyClick(person.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page = person.window.page(ALL)
    assert isinstance(page, AllSettings)
    assert person.window._search.hasFocus()
    QTest.keyClicks(person.window._search, "lunch")
    seen = {key for row in page.rows if row.isVisible() for key in row.keys}
    assert seen == found("lunch") != set(keys())
    assert person.window._search.accessibleDescription() == f"{len(seen)} settings"
    QTest.keyClicks(person.window._search, "xyzzy")
    assert "Nothing is called so" in person.window._search.accessibleDescription()
    QTest.keyClick(person.window._search, Qt.Key.Key_Escape)
    assert person.window.isVisible()
    assert all(row.isVisible() for row in page.rows)


def test_the_voice_is_tried_out_with_what_has_just_been_chosen(person: Person) -> None:
    person.window.turn_to(COACH)
    order: list[object] = []
    person.window.changed.connect(order.append)
    person.window.listen.connect(lambda: order.append("listen"))
    field = person.field("coach.volume")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "35")
    QTest.keyClick(field, Qt.Key.Key_Return)
    person.press("▶ Listen")
    assert order == [{"coach.volume": 35}, "listen"]
    person.window.heard("espeak-ng has spoken.")
    assert "espeak-ng has spoken." in [label.text() for label in person.window.findChildren(QLabel)]


def test_where_the_files_are_and_how_it_is_here(person: Person) -> None:
    with person.qtbot.waitSignal(person.window.look_around):
        person.window.turn_to(FILES)
    (folder,) = [
        one
        for one in person.window.findChildren(Button)
        if one.accessibleName() == "Your own routines: open the folder"
    ]
    with person.qtbot.waitSignal(person.window.open_folder) as opened:
        QTest.mouseClick(folder, Qt.MouseButton.LeftButton)
    assert opened.args == ["/h/routines"]
    person.window.show_remarks([Remark("✗", "missing", "Tray", "nobody", ("It works without.",))], "")
    texts = {label.text(): label.accessibleName() for label in person.window.findChildren(QLabel)}
    assert texts["✗ nobody"] == "missing: nobody"
    assert "It works without." in texts
    with person.qtbot.waitSignal(person.window.look_around):
        person.press("Look again")


def test_what_lies_behind_is_folded_away_and_can_be_copied(person: Person, qapp: QApplication) -> None:
    person.window.turn_to(FILES)
    told = [Remark("✗", "missing", "Tray", "There is none.", (), "[Errno 2]"), Remark("✓", "ok", "Sound", "Yes.")]
    person.window.show_remarks(told, "")
    _settle(qapp)

    def seen() -> str:
        return "\n".join(one.text() for one in person.window.findChildren(QLabel) if one.isVisible())

    assert "There is none." in seen()
    assert "[Errno 2]" not in seen()
    person.press("Details")
    assert "Tray: [Errno 2]" in seen()
    qapp.clipboard().clear()
    person.press("Copy")
    assert qapp.clipboard().text() == "Tray: [Errno 2]"
    person.press("Details")
    assert "[Errno 2]" not in seen()


def test_a_part_made_elsewhere_is_made_when_its_page_is_looked_at(qtbot: QtBot) -> None:
    made: list[QWidget] = []

    def routines() -> QWidget:
        made.append(QLabel("Made elsewhere"))
        return made[-1]

    window = SettingsWindow(VIEW, OFFER, {ROUTINE: routines}, lambda: True)
    qtbot.addWidget(window)
    window.open()
    assert made == []
    window.turn_to(ROUTINE)
    assert made[0].isVisible()


def test_all_of_it_by_keyboard(person: Person) -> None:
    names = person.window.findChild(QListWidget)
    assert isinstance(names, QListWidget)
    assert names.hasFocus()
    for page in PAGES[1:]:
        QTest.keyClick(names, Qt.Key.Key_Down)
        assert person.window._stack.seen is person.window.page(page.id)
    QTest.keyClick(names, Qt.Key.Key_Escape)
    assert not person.window.isVisible()


def test_the_default_file_says_nothing_that_a_window_does_not(person: Person) -> None:
    """Every declaration there is stands in GROUPS, from which the rows are made."""
    declared = {kind for kind in vars(all_declared).values() if isinstance(kind, type) and kind.__name__ != "Settings"}
    groups = {kind for kind in declared if kind.__module__ == all_declared.__name__}
    assert groups == set(GROUPS.values())


def _fields(row: QWidget) -> list[QWidget]:
    """What can have the keyboard and is written into; the line within a spin box has it only by that."""
    found = [part for part in row.findChildren(QWidget) if part.focusProxy() is None]
    written = [part for part in found if isinstance(part, QLineEdit | QAbstractSpinBox | QComboBox)]
    return [part for part in written if part.isVisible() and part.isEnabled()]


def test_ctrl_z_is_the_windows_after_a_search_and_after_a_name_was_added(person: Person) -> None:
    undone: list[bool] = []
    person.window.undo.connect(lambda: undone.append(True))
    QTest.keyClick(person.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page = person.window.page(ALL)
    assert isinstance(page, AllSettings)
    QTest.keyClicks(person.window._search, "hold.ignore")
    row = page.row("hold.ignore")
    field = next(one for one in row.findChildren(QLineEdit) if one.isVisible())
    QTest.keyClicks(field, "obs")
    QTest.keyClick(field, Qt.Key.Key_Return)
    person.window.flush()
    person.window.show_view(SettingsView(with_values(Settings(), {"hold.ignore": ("obs",)}), TODAY, can_undo=True))
    for part in (person.window._search, field):
        part.setFocus()
        QTest.keyClick(part, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [True, True]
    assert person.window._search.text() == "hold.ignore"


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize(
    ("width", "height", "times"),
    [(496, 236, 1), (667, 320, 1), (667, 320, 1.5), (1008, 552, 2), (1350, 720, 2), (1350, 720, 3)],
)
def test_nothing_is_cut_with_large_letters_on_a_small_screen(
    qtbot: QtBot, qapp: QApplication, way: Qt.LayoutDirection, width: int, height: int, times: float
) -> None:
    """A desktop at 192 dpi has half as many pixels for windows: of 1024 x 600 they are 512 x 300."""
    before = qapp.font()
    larger = QFont(before)
    larger.setPointSizeF(times * before.pointSizeF())
    qapp.setFont(larger)
    qapp.setLayoutDirection(way)
    try:
        own = with_values(Settings(), {key: another(key) for key in keys()})
        window = Person(qtbot, SettingsView(own, TODAY, can_undo=True)).window
        window.resize(width, height)
        assert (window.width(), window.height()) == (width, height), "it can be as small as that"
        names = window._names
        assert names.sizeHintForColumn(0) <= names.viewport().width()
        for page in PAGES:
            window.turn_to(page.id)
            _settle(qapp)
            made = window.page(page.id)
            inner = made.scroller.widget()
            assert inner is not None
            for part in inner.findChildren(QWidget):
                if part.isVisible() and isinstance(part, QAbstractButton | QAbstractSpinBox | QComboBox | QLabel):
                    place = QRect(part.mapTo(inner, QPoint()), part.size())
                    assert inner.rect().contains(place), (page.id, part, part.accessibleName())
                    needs = part.minimumSizeHint().width()
                    assert part.width() >= needs, (page.id, part, part.accessibleName())
            assert not made.scroller.horizontalScrollBar().maximum(), (page.id, "never sideways")
    finally:
        qapp.setFont(before)
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("blocked", [False, True])
def test_however_much_is_wrong_all_can_be_reached_on_a_small_screen_with_large_letters(
    qtbot: QtBot, qapp: QApplication, letters: Callable[[float], None], way: Qt.LayoutDirection, blocked: bool
) -> None:
    letters(2)
    qapp.setLayoutDirection(way)
    try:
        faults = tuple(f"config.toml: nudge.evry{number}: unknown setting (perhaps “every”?)" for number in range(40))
        person = Person(qtbot, SettingsView(Settings(), TODAY, faults, faults[0] if blocked else ""))
        window = person.window
        window.turn_to(QUIET)
        window.resize(1008, 552)
        _settle(qapp)
        assert (window.width(), window.height()) == (1008, 552), "it can be as small as that"
        assert window._stack.height() > 0.4 * window.height(), "the pages keep their room"
        _all_seen(window, "Open the file", *(["Start with a fresh file"] if blocked else []))
        area = window._banner.findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        area.setFocus(Qt.FocusReason.TabFocusReason)
        assert area.hasFocus()
        QTest.keyClick(area, Qt.Key.Key_PageDown)
        assert area.verticalScrollBar().value() > 0
        assert area.verticalScrollBar().maximum() + area.viewport().height() >= area.fontMetrics().height() * 40
        if blocked:
            person.press("Start with a fresh file")
            _settle(qapp)
            _all_seen(window, "Yes, a fresh file", "No, leave it")
        window.show_view(SettingsView(Settings(), TODAY, faults[:1]))
        _settle(qapp)
        assert not area.verticalScrollBar().maximum(), "one sentence is seen as a whole"
        assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _all_seen(window: SettingsWindow, *texts: str) -> None:
    """These buttons stand wholly within the window, and none on another."""
    places = []
    for text in texts:
        (button,) = [one for one in window.findChildren(Button) if one.text() == text and one.isVisible()]
        places.append(QRect(button.mapTo(window, QPoint()), button.size()))
        assert window.rect().contains(places[-1]), text
        assert button.width() >= button.sizeHint().width(), text
    assert not [1 for one, other in itertools.combinations(places, 2) if one.intersects(other)]


def test_more_of_what_is_wrong_is_seen_in_a_taller_window(qtbot: QtBot, qapp: QApplication) -> None:
    faults = tuple(f"config.toml: nudge.evry{number}: unknown setting" for number in range(40))
    window = Person(qtbot, SettingsView(Settings(), TODAY, faults)).window
    tall = []
    for height in (400, 700):
        window.resize(window.width(), height)
        _settle(qapp)
        tall.append(window._banner.height())
    assert tall[0] < tall[1]


def test_the_mark_of_the_chosen_page_stands_where_its_line_begins(person: Person, qapp: QApplication) -> None:
    """Also of a window that is open when that changes."""
    try:
        for way, at in ((Qt.LayoutDirection.LeftToRight, 0), (Qt.LayoutDirection.RightToLeft, -1)):
            qapp.setLayoutDirection(way)
            _settle(qapp)
            names = person.window._names
            line = names.visualItemRect(names.currentItem())
            picture = names.viewport().grab().toImage()
            across = [picture.pixelColor(x, line.center().y()) for x in range(line.left(), line.right() + 1)]
            marked = [x for x, color in enumerate(across) if color.rgb() == person.window.theme.accent.rgb()]
            assert marked, "it is there"
            assert all(abs(x - (at % len(across))) < 6 for x in marked)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("key", keys())
def test_every_row_leads_back_to_its_default(person: Person, key: str) -> None:
    own = another(key)
    window, page = person.window, page_of(key)
    window.show_view(SettingsView(with_values(Settings(), {key: own}), TODAY))
    for shown in (page, ALL):
        window.turn_to(shown)
        row = window.page(shown).row(key)
        (back,) = [one for one in row.findChildren(Button) if "back to the default" in one.accessibleName()]
        assert back.isVisible()
        assert back.accessibleName() == f"{row.title}: back to the default"
        with person.qtbot.waitSignal(window.reset) as told:
            QTest.mouseClick(back, Qt.MouseButton.LeftButton)
        assert key in told.args[0]
        others = [one for one in window.page(shown).rows if key not in one.keys]
        assert not [
            one
            for row in others
            for one in row.findChildren(Button)
            if "back to the default" in one.accessibleName() and one.isVisible()
        ]
    window.show_view(VIEW)
    assert not back.isVisible()


def _settle(qapp: QApplication) -> None:
    for _turn in range(3):
        qapp.processEvents()


def test_what_is_being_typed_stays_though_it_is_accepted_already_and_something_else_changes(person: Person) -> None:
    field = person.field("nudge.every")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "2h")
    person.window.show_view(SettingsView(with_values(Settings(), {"hold.calls": False}), TODAY))
    QTest.keyClicks(field, " 30m")
    QTest.keyClick(field, Qt.Key.Key_Return)
    person.window.flush()
    assert person.told == [{"nudge.every": 150 * MINUTE}]
