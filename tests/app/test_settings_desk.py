"""The settings window on its file: what is done in it is written, what others write is shown, and nothing is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from deskbreak.app.login.at_login import AtLogin
from deskbreak.app.login.break_reminders import BreakReminders
from deskbreak.app.windows import settings as settings_module
from deskbreak.app.windows.login_part import LoginPart
from deskbreak.app.windows.settings import SettingsDesk
from deskbreak.desktop.speech import choice
from deskbreak.desktop.speech.choice import engines
from deskbreak.engine.calendar.instant import Instant
from deskbreak.settings import HOUR, Settings
from deskbreak.settings.reading import keys, value, with_values
from deskbreak.store import config
from deskbreak.store.content.library import Library, open_library
from deskbreak.store.paths import Paths
from deskbreak.ui.kit.controls import Button
from deskbreak.ui.kit.fields.time_edit import TimeEdit
from deskbreak.ui.routines.page import RoutinesPage
from deskbreak.ui.settings.controls.toggle import Toggle
from deskbreak.ui.settings.pages import COACH, DAY, FILES, QUIET, REMINDERS, ROUTINE
from deskbreak.ui.settings.window import SettingsWindow
from tests.app.programs import Programs
from tests.app.routines_desk import routines_desk
from tests.app.test_login_part import HandAutostart
from tests.ui.samples import another

OWN = """\
# My own words.
[hold]
# Nobody calls me.
calls = false   # really
mine = "kept"

[nudge]
every = "2h"
"""
NOW = Instant(0, round(datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp() * 1000), "UTC")


class Opener(QObject):
    """The desktop's programs, in the place of which it notes what would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@dataclass
class Person:
    qtbot: QtBot
    paths: Paths
    desk: SettingsDesk
    window: SettingsWindow
    library: Library | None = None

    @property
    def file(self) -> Path:
        return self.paths.config_file

    def in_file(self, key: str) -> object:
        return value(config.check(self.file).settings, key)

    def switch(self, key: str) -> Toggle:
        self.window.turn_to(QUIET)
        found = self.window.page(QUIET).row(key).findChild(Toggle)
        assert isinstance(found, Toggle)
        return found

    def press(self, text: str) -> None:
        (button,) = [one for one in self.window.findChildren(Button) if one.text() == text and one.isVisible()]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def said(self) -> str:
        return "\n".join(label.text() for label in self.window.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def person(paths: Paths, qtbot: QtBot) -> Iterator[Person]:
    library = open_library(paths)
    people: list[Person] = []

    def present() -> Library:
        return people[0].library or library if people else library

    desk = SettingsDesk(paths, present, lambda: NOW, partial(routines_desk, paths), Programs())
    people.append(Person(qtbot, paths, desk, desk.open()))
    yield people[0]
    desk.close()


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type]  # bytes are refused
    yield made
    QDesktopServices.unsetUrlHandler("file")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_a_click_is_in_the_file_and_ctrl_z_takes_it_back(person: Person) -> None:
    person.switch("hold.calls").click()
    person.qtbot.waitUntil(lambda: person.file.exists() and person.in_file("hold.calls") is False)
    QTest.keyClick(person.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert config.check(person.file).settings == Settings() or not person.file.exists()
    assert person.switch("hold.calls").isChecked()
    assert "As it was before: “Quiet in calls”" in person.said()


def test_ctrl_z_leads_to_what_it_takes_back(person: Person) -> None:
    person.switch("hold.calls").click()
    person.window.flush()
    person.window.turn_to(COACH)
    QTest.keyClick(person.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    row = person.window.page(QUIET).row("hold.calls")
    assert row.isVisible()
    assert row.property("standing") == "out"


def test_the_start_at_login_is_taken_back_in_its_turn(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    login = HandAutostart()
    at_login = AtLogin(login, BreakReminders(None, person.paths.memory_file))
    monkeypatch.setattr(settings_module, "open_at_login", lambda _paths: at_login)
    window, undo = person.window, partial(QTest.keyClick, person.window, Qt.Key.Key_Z)
    person.switch("hold.calls").click()
    window.flush()
    window.turn_to(FILES)
    part = window.page(FILES).findChild(LoginPart)
    assert isinstance(part, LoginPart)
    switch = part.findChild(Toggle)
    assert isinstance(switch, Toggle)
    switch.click()
    assert login.status().on
    person.switch("hold.dnd").click()
    window.flush()
    undo(Qt.KeyboardModifier.ControlModifier)
    assert person.in_file("hold.dnd") is True
    assert login.status().on
    undo(Qt.KeyboardModifier.ControlModifier)
    assert not login.status().on
    assert part.isVisible()
    assert not switch.isChecked()
    assert "As it was before: “Start at login”" in person.said()
    assert person.in_file("hold.calls") is False
    undo(Qt.KeyboardModifier.ControlModifier)
    assert person.in_file("hold.calls") is True
    assert not window._undo.isEnabled()


def test_what_is_said_stays_though_the_file_has_changed_by_it(person: Person) -> None:
    _write(person.file, OWN.replace('mine = "kept"\n', ""))
    person.qtbot.waitUntil(lambda: not person.switch("hold.calls").isChecked())
    person.switch("hold.calls").click()
    person.window.flush()
    person.press("Undo")
    assert person.desk._watch is not None
    with person.qtbot.waitSignal(person.desk._watch.changed):
        pass
    assert "As it was before" in person.said()


def test_the_file_keeps_everything_else(person: Person) -> None:
    _write(person.file, OWN)
    person.qtbot.waitUntil(lambda: not person.switch("hold.calls").isChecked())
    person.switch("hold.dnd").click()
    person.window.flush()
    lines = person.file.read_text(encoding="utf-8").splitlines()
    assert set(OWN.splitlines()) <= set(lines)
    assert "dnd = false" in lines


def test_back_to_the_default_is_one_step_that_can_be_taken_back(person: Person) -> None:
    _write(person.file, OWN.replace('mine = "kept"\n', ""))
    person.qtbot.waitUntil(lambda: not person.switch("hold.calls").isChecked())
    person.press("Back to the default")
    assert person.in_file("hold.calls") is True
    person.press("Undo")
    assert person.in_file("hold.calls") is False


def test_a_preset_is_taken_back_as_a_whole(person: Person) -> None:
    person.window.turn_to(REMINDERS)
    presets = person.window._fittings._presets
    assert presets is not None
    presets._buttons[1].click()
    person.window.flush()
    assert person.in_file("routine.every") == (3 * HOUR, 4 * HOUR)
    assert person.in_file("nudge.every") == 2 * HOUR
    person.press("Undo")
    assert config.read(person.paths).settings == Settings()


def test_the_window_follows_what_others_write(person: Person) -> None:
    toggle = person.switch("hold.fullscreen")
    _write(person.file, "[hold]\nfullscreen = false\n")
    person.qtbot.waitUntil(lambda: not toggle.isChecked())
    person.file.unlink()
    person.qtbot.waitUntil(toggle.isChecked)


def test_a_broken_file_is_told_and_not_written_into_until_it_is_mended(person: Person) -> None:
    _write(person.file, "[hold\ncalls = false\n")
    person.qtbot.waitUntil(lambda: "line 1" in person.said())
    toggle = person.switch("hold.dnd")
    assert not toggle.isEnabled()
    person.window.changed.emit({"hold.dnd": False})  # what was on its way when the file broke
    assert person.file.read_text(encoding="utf-8") == "[hold\ncalls = false\n"
    _write(person.file, "[hold]\ncalls = false\n")
    person.qtbot.waitUntil(toggle.isEnabled)
    assert not person.switch("hold.calls").isChecked()


def test_a_fresh_file_keeps_the_broken_one_beside_it(person: Person) -> None:
    _write(person.file, "[hold\n")
    person.qtbot.waitUntil(lambda: "line 1" in person.said())
    person.press("Start with a fresh file")
    person.press("Yes, a fresh file")
    assert config.check(person.file).faults == ()
    kept = [one for one in person.file.parent.iterdir() if one != person.file and one.is_file()]
    assert [one.read_text(encoding="utf-8") for one in kept if one.suffix != ".lock"] == ["[hold\n"]
    assert person.switch("hold.calls").isEnabled()
    assert kept[0].name in person.said() or str(person.file) in person.said()


def test_a_setting_that_is_refused_is_told_and_the_others_are_written_and_seen(person: Person) -> None:
    """Those in force are the last good ones, which do not show what is changed meanwhile."""
    _write(person.file, '[nudge]\nevery = "soon"\n')
    person.qtbot.waitUntil(lambda: "nudge.every" in person.said())
    person.switch("hold.calls").click()
    person.window.flush()
    assert person.in_file("hold.calls") is False
    assert not person.switch("hold.calls").isChecked()
    assert 'every = "soon"' in person.file.read_text(encoding="utf-8")


def test_a_routine_that_is_not_there_is_told(person: Person) -> None:
    _write(person.file, '[routine]\nname = "gone"\n')
    person.qtbot.waitUntil(lambda: "gone" in person.said())


def test_what_cannot_be_written_is_told_and_shown_as_it_is(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(person.file, "[hold]\ncalls = false\n")
    toggle = person.switch("hold.calls")
    person.qtbot.waitUntil(lambda: not toggle.isChecked())
    person.file.write_text("[hold\n", encoding="utf-8")  # and before that is noticed:
    toggle.click()
    person.window.flush()
    assert person.file.read_text(encoding="utf-8") == "[hold\n"
    assert "line 1" in person.said()


def test_the_day_is_that_of_the_file(person: Person) -> None:
    person.window.turn_to(REMINDERS)
    assert "A whole day with these hours" in person.said()
    _write(person.file, "[office]\ndays = []\n")
    person.qtbot.waitUntil(lambda: "No office day" in person.said())


def test_the_file_is_opened_and_written_first_where_there_is_none(person: Person, opener: Opener) -> None:
    person.window.turn_to(FILES)
    person.window.open_file.emit(str(person.file))
    assert opener.opened == [str(person.file)]
    assert config.check(person.file).settings == Settings()
    assert "#calls = true" in person.file.read_text(encoding="utf-8")


def test_the_folder_of_a_file_is_opened_and_what_is_not_there_is_told(person: Person, opener: Opener) -> None:
    _write(person.file, "")
    person.window.open_folder.emit(str(person.file))
    assert opener.opened == [str(person.file.parent)]
    person.window.open_file.emit(str(person.paths.log_file))
    assert opener.opened == [str(person.file.parent)]
    assert "is not there yet" in person.said()


def test_how_it_is_here_is_found_out_without_keeping_the_window_waiting(person: Person) -> None:
    with person.qtbot.waitSignal(person.desk._doctor.answered, timeout=60_000) as told:
        person.window.turn_to(FILES)
    remarks, fault = told.args
    assert fault == ""
    names = {remark.name: remark for remark in remarks}
    assert names["Settings"].mark == "✓"
    assert str(person.file) in names["Settings"].details
    marks = [remark.mark == "✓" for remark in remarks]
    assert marks == sorted(marks), "what needs a look comes first"


def test_one_window_that_leaves_nothing_behind_and_opens_again(person: Person) -> None:
    assert person.desk.open() is person.window
    with person.qtbot.waitSignal(person.desk.closed):
        person.window.close()
    again = person.desk.open()
    assert again is not person.window
    again.close()


def test_settings_are_those_of_the_file_at_once_when_it_opens(paths: Paths, qtbot: QtBot) -> None:
    _write(paths.config_file, OWN)
    library = open_library(paths)
    desk = SettingsDesk(paths, lambda: library, lambda: NOW, partial(routines_desk, paths), Programs())
    window = desk.open()
    expected = with_values(Settings(), {"hold.calls": False, "nudge.every": 2 * HOUR})
    assert window._settings == expected
    desk.close()


def test_a_routine_is_chosen_by_its_card_and_ctrl_z_takes_it_back(person: Person) -> None:
    person.window.turn_to(ROUTINE)
    (button,) = [one for one in person.window.findChildren(Button) if one.accessibleName() == "Choose “Neck routine”"]
    button.click()
    assert person.in_file("routine.name") == ("neck",)
    assert not button.isVisible()
    box = person.window.page(ROUTINE).row("routine.name").findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert box.currentData() == "neck"
    QTest.keyClick(person.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert person.in_file("routine.name") == ("desk",)
    assert button.isVisible()
    box.setCurrentIndex(box.findData("neck"))
    box.activated.emit(box.currentIndex())
    person.window.flush()
    assert not button.isVisible(), "the card follows the row"


def test_another_is_offered_in_turn_by_its_card_and_ctrl_z_takes_it_back(person: Person) -> None:
    """D8"""
    person.window.turn_to(ROUTINE)
    add = "Offer “Neck routine” in turn with what is chosen already"
    (button,) = [one for one in person.window.findChildren(Button) if one.accessibleName() == add]
    button.click()
    assert person.in_file("routine.name") == ("desk", "neck")
    box = person.window.page(ROUTINE).row("routine.name").findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert box.currentText() == "In turn: Desk routine, Neck routine"
    QTest.keyClick(person.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert person.in_file("routine.name") == ("desk",)
    assert (box.currentText(), box.findText("In turn: Desk routine, Neck routine")) == ("Desk routine", -1)


def test_the_title_of_the_page_is_not_cut_when_a_routine_is_made_and_kept(person: Person) -> None:
    person.window.resize(960, 660)
    person.window.turn_to(ROUTINE)
    (page,) = person.window.findChildren(RoutinesPage)
    area = person.window.page(ROUTINE).scroller
    (title,) = [
        one for one in area.findChildren(QLabel) if one.property("role") == "heading" and one.text() == "Routine"
    ]

    def uncut() -> bool:
        top, bottom = (
            title.mapTo(area.viewport(), title.rect().topLeft()),
            title.mapTo(area.viewport(), title.rect().bottomLeft()),
        )
        return top.y() >= 0 or bottom.y() < 0

    (copy,) = [one for one in page.findChildren(Button) if one.accessibleName() == "Make a copy of “Desk routine”"]
    copy.click()
    QApplication.processEvents()
    QApplication.processEvents()
    assert uncut()
    assert page._editor is not None
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    (save,) = [one for one in page._editor.findChildren(Button) if one.text() == "Save"]
    save.click()
    QApplication.processEvents()
    QApplication.processEvents()
    assert page._notice.isVisible()
    assert uncut()


def test_undo_does_not_choose_a_routine_that_was_removed(paths: Paths, qtbot: QtBot) -> None:
    mine = 'id = "mine"\nexercises = ["shrug"]\ntext.en.name = "Mine"\n'
    _write(paths.routines / "mine.toml", mine)
    desk = SettingsDesk(paths, lambda: open_library(paths), lambda: NOW, partial(routines_desk, paths), Programs())
    person = Person(qtbot, paths, desk, desk.open())
    person.window.turn_to(ROUTINE)
    (page,) = person.window.findChildren(RoutinesPage)
    page.choose.emit("mine")
    assert person.in_file("routine.name") == ("mine",)
    page.remove.emit("mine")
    assert person.in_file("routine.name") == ("desk",)
    person.press("Undo")
    assert person.in_file("routine.name") == ("desk",)
    assert "The routine “mine” is not there any more, so it is not chosen again." in person.said()
    assert "no routine" not in person.said()
    desk.close()


def test_undo_brings_no_turn_back_of_what_was_removed(paths: Paths, qtbot: QtBot) -> None:
    _write(paths.routines / "mine.toml", 'id = "mine"\nexercises = ["shrug"]\ntext.en.name = "Mine"\n')
    desk = SettingsDesk(paths, lambda: open_library(paths), lambda: NOW, partial(routines_desk, paths), Programs())
    person = Person(qtbot, paths, desk, desk.open())
    person.window.turn_to(ROUTINE)
    (page,) = person.window.findChildren(RoutinesPage)
    page.alternate.emit("mine")
    page.remove.emit("mine")
    assert person.in_file("routine.name") == ("desk",)
    person.press("Undo")
    assert person.in_file("routine.name") == ("desk",)
    assert "The routine “mine” is not there any more, so it is not chosen again." in person.said()
    desk.close()


def test_what_is_taken_back_is_called_as_the_page_calls_it(person: Person) -> None:
    (monday,) = [one for one in person.window.findChildren(TimeEdit) if one.accessibleName() == "Monday, from"]
    monday.selectAll()
    QTest.keyClicks(monday, "0745")
    QTest.keyClick(monday, Qt.Key.Key_Return)
    person.window.flush()
    QTest.keyClick(person.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert person.window._told.text() == "As it was before: “My week”"
    assert any(row.title == "My week" for row in person.window.page(DAY).rows)


def test_a_file_that_may_not_be_written_is_told_on_the_page(person: Person) -> None:
    person.window.turn_to(ROUTINE)
    _write(person.file, "[hold\n")
    (button,) = [one for one in person.window.findChildren(Button) if one.accessibleName() == "Choose “Neck routine”"]
    button.click()
    assert person.file.read_text(encoding="utf-8") == "[hold\n"
    assert button.isVisible()
    assert "line 1" in person.said()


def test_a_routine_that_is_being_made_is_not_lost_by_closing(person: Person) -> None:
    person.window.turn_to(ROUTINE)
    (copy,) = [
        one for one in person.window.findChildren(Button) if one.accessibleName() == "Make a copy of “Desk routine”"
    ]
    copy.click()
    (remove,) = [one for one in person.window.findChildren(Button) if one.accessibleName() == "Cat and cow: remove"]
    remove.click()
    undos = [one for one in person.window.findChildren(Button) if one.text() == "Undo" and one.isVisible()]
    assert [one.accessibleName() for one in undos] == ["Undo the last change to this routine"], "one of them at a time"
    assert "What is being made here is kept once you save it." in person.said()
    person.window.turn_to(QUIET)
    undos = [one for one in person.window.findChildren(Button) if one.text() == "Undo" and one.isVisible()]
    assert [one.accessibleName() for one in undos] == ["Undo the last change"]
    person.window.close()
    assert person.window.isVisible()
    assert "What you have changed in this routine is not saved yet." in person.said()
    person.press("Leave without saving")
    with person.qtbot.waitSignal(person.desk.closed):
        person.window.close()


def test_a_routine_that_is_made_meanwhile_can_be_chosen_by_its_name(person: Person, paths: Paths) -> None:
    person.window.turn_to(ROUTINE)
    box = person.window.page(ROUTINE).row("routine.name").findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert box.findData("mine") < 0
    _write(paths.routines / "mine.toml", 'id = "mine"\nexercises = ["shrug"]\ntext.en.name = "Mine"\n')
    library = open_library(paths)
    person.library = library
    person.desk.refresh()
    assert box.itemText(box.findData("mine")) == "Mine"
    assert box.currentData() == "desk"
    assert not person.file.exists(), "nobody has chosen anything"
    (button,) = [one for one in person.window.findChildren(Button) if one.accessibleName() == "Choose “Mine”"]
    button.click()
    assert box.currentText() == "Mine"


def test_languages_are_called_as_those_call_them_who_speak_them(person: Person) -> None:
    person.window.turn_to(COACH)
    box = person.window.page(COACH).row("coach.language").findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert [box.itemText(at) for at in range(2)] == ["As on my desktop", "English"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    person.window.flush()
    assert person.in_file("coach.language") == "en"


def _box(person: Person, key: str, page: str) -> QComboBox:
    person.window.turn_to(page)
    box = person.window.page(page).row(key).findChild(QComboBox)
    assert isinstance(box, QComboBox)
    return box


LISTS = "Pty\\n 2 en-gb --/M English_(Great_Britain) gmw/en\\n 5 de --/M German gmw/de\\n 2 en-us --/F Anna gmw/us\\n"


@pytest.fixture
def espeak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An engine of this machine that lists voices, and notes what it is to say."""
    program = tmp_path / "espeak-ng"
    program.write_text(
        f"#!/bin/sh\n[ \"$1\" = --voices ] && exec printf '{LISTS}'\necho \"$*\" >>'{program}.said'\nexec sleep 0.7\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name: str(program) if name == "espeak-ng" else None)
    monkeypatch.setattr(choice, "engines", lambda wanted, _platform: engines(wanted, "linux"))
    return program


def test_the_voices_of_the_engine_are_listed_and_the_chosen_one_is_heard(espeak: Path, person: Person) -> None:
    box = _box(person, "coach.voice_name", COACH)
    person.qtbot.waitUntil(lambda: box.count() == 3, timeout=20_000)
    assert [box.itemText(at) for at in range(3)] == ["The language’s own voice", "Anna", "English (Great Britain)"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    person.press("▶ Listen")
    assert person.in_file("coach.voice_name") == "Anna"
    said = Path(f"{espeak}.said")
    person.qtbot.waitUntil(lambda: said.exists() and said.read_text().startswith("-v Anna "), timeout=20_000)
    person.window.page(COACH)
    QTest.keyClick(box, Qt.Key.Key_Up)
    person.window.flush()
    assert person.in_file("coach.voice_name") == ""


def test_a_voice_of_another_program_is_told_with_the_way_out(espeak: Path, person: Person) -> None:
    _write(person.file, '[coach]\nvoice_name = "Somebody else"\n')
    person.window.turn_to(COACH)
    person.qtbot.waitUntil(lambda: "“Somebody else” is not among the voices" in person.said(), timeout=20_000)
    espeak.write_text("#!/bin/sh\nexit 1\n")
    person.press("▶ Listen")
    person.qtbot.waitUntil(lambda: "heard. “Somebody else” is not among" in person.said(), timeout=20_000)
    person.press("Take the language’s own voice")
    assert person.in_file("coach.voice_name") == ""
    assert not [one for one in person.window.findChildren(Button) if "own voice" in one.text() and one.isVisible()]


def test_without_anybody_to_speak_a_voice_is_typed(person: Person) -> None:
    box = _box(person, "coach.voice_name", COACH)
    with person.qtbot.waitSignal(person.desk._choices._listing.listed):
        pass
    assert box.count() == 1
    box.setFocus()
    box.lineEdit().selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(box, "Carla")
    QTest.keyClick(box, Qt.Key.Key_Return)
    person.window.flush()
    assert person.in_file("coach.voice_name") == "Carla"


def test_a_program_that_was_seen_is_ignored_by_a_click_and_ctrl_z_takes_it_back(paths: Paths, qtbot: QtBot) -> None:
    library, programs = open_library(paths), Programs()
    desk = SettingsDesk(paths, lambda: library, lambda: NOW, partial(routines_desk, paths), programs)
    person = Person(qtbot, paths, desk, desk.open())

    def offered() -> list[str]:
        buttons = person.window.page(QUIET).row("hold.ignore").findChildren(Button)
        return [one.text() for one in buttons if one.isVisible() and one.accessibleName().startswith("Add “")]

    person.window.turn_to(QUIET)
    qtbot.waitUntil(lambda: programs.asked == 1)
    assert offered() == []
    programs.seen.append("Firefox")
    desk.follow()
    assert offered() == ["Firefox"]
    person.press("Firefox")
    person.window.flush()
    assert person.in_file("hold.ignore") == ("Firefox",)
    assert offered() == []
    QTest.keyClick(person.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert person.in_file("hold.ignore") == ()
    assert offered() == ["Firefox"]
    desk.close()


def test_every_setting_is_written_taken_back_by_ctrl_z_and_led_back_to_its_default(person: Person) -> None:
    for key in keys():
        was, own = value(Settings(), key), ("neck", "desk") if key == "routine.name" else another(key)
        assert was != own
        person.window.changed.emit({key: own})
        assert person.in_file(key) == own, key
        QTest.keyClick(person.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert person.in_file(key) == was, key
        person.window.changed.emit({key: own})
        person.window.reset.emit((key,))
        assert person.in_file(key) == was, key
        QTest.keyClick(person.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert person.in_file(key) == own, key
        person.window.reset.emit((key,))
    assert config.check(person.file).settings == Settings()
