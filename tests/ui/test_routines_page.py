"""The page on routines: what there is to choose from, and one's own being made, by the mouse and by the keyboard."""

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QFont, QPalette, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from deskbreak.coach.content.routine_file import Routine
from deskbreak.coach.plan import plan
from deskbreak.ui.kit.controls import Button
from deskbreak.ui.routines.card import RoutineCard
from deskbreak.ui.routines.draft import Draft
from deskbreak.ui.routines.editor import Editor
from deskbreak.ui.routines.entry_list import EntryList
from deskbreak.ui.routines.entry_row import EntryRow, Handle
from deskbreak.ui.routines.page import RoutinesPage
from deskbreak.ui.routines.stills import ExerciseStill
from deskbreak.ui.routines.view import RoutineShown, RoutinesView
from tests.coach.samples import exercises, routines
from tests.ui.routines_window import RoutinesWindow

MINE = Routine("mine", ("shrug", "neck-turn", "seated-twist"), {"shrug": 2}, {"en": "Mine"}, {"shrug": 4})
WISHES = (
    *("choose", "alternate", "take_out", "preview", "look", "keep", "change", "remove", "put_back"),
    *("print_card", "save_card", "export", "take_in"),
)


def view(*own: Routine, chosen: str = "desk", left_out: tuple[str, ...] = (), today: str = "") -> RoutinesView:
    """``chosen``: with spaces between, where they are several."""
    shown = [*(RoutineShown(one, True) for one in own), *(RoutineShown(one, False) for one in routines().values())]
    names = tuple(chosen.split())
    return RoutinesView(tuple(shown), exercises(), names, today or names[0], left_out)


class Person(QObject):
    """Somebody at the page, in a window of its own."""

    def __init__(self, qtbot: QtBot, shown: RoutinesView) -> None:
        super().__init__()
        self.qtbot = qtbot
        self.page = RoutinesPage(shown)
        self.window = RoutinesWindow(self.page)
        self.wishes: list[tuple[object, ...]] = []
        for name in WISHES:
            getattr(self.page, name).connect(lambda *words, name=name: self.wishes.append((name, *words)))
        qtbot.addWidget(self.window)
        self.window.open()
        qtbot.waitExposed(self.window)

    def seen(self, kind: type[QWidget]) -> Sequence[QWidget]:
        return [one for one in self.page.findChildren(kind) if one.isVisible()]

    def button(self, name: str) -> Button:
        (found,) = [one for one in self.page.findChildren(Button) if one.accessibleName() == name and one.isVisible()]
        return found

    def press(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def said(self) -> str:
        return "\n".join(one.text() for one in self.page.findChildren(QLabel) if one.isVisible())

    def copy(self, name: str = "Desk routine") -> None:
        self.press(f"Make a copy of “{name}”")

    @property
    def list(self) -> EntryList:
        (editor,) = self.seen(Editor)
        assert isinstance(editor, Editor)
        return editor._list

    @property
    def rows(self) -> Sequence[EntryRow]:
        return self.list.rows

    @property
    def order(self) -> Sequence[str]:
        """Of the rows, as one sees them."""
        return [row.accessibleName() for row in sorted(self.rows, key=lambda row: row.y())]

    def saved(self) -> Routine:
        self.press("Save")
        routine = self.wishes[-1][-1]
        assert isinstance(routine, Routine)
        return routine

    def name(self, text: str) -> None:
        (field,) = [one for one in self.seen(QLineEdit) if one.accessibleName() == "Name of the routine"]
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)


@pytest.fixture
def printers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Those that there are: none, as yet."""
    there: list[str] = []
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: there)
    return there


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return Person(qtbot, view(MINE))


def test_each_routine_has_a_card_with_its_exercises_and_its_minutes(person: Person) -> None:
    cards = [one for one in person.seen(RoutineCard) if isinstance(one, RoutineCard)]
    assert {card.shown.routine.id for card in cards} == {"mine", *routines()}
    for card in cards:
        stills = [one.accessibleName() for one in card.findChildren(ExerciseStill)]
        assert stills == [exercises()[one].text("en").name for one in card.shown.routine.exercises]
    assert "your own · " in person.said()
    assert "deskbreak's · 6–8 min" in person.said()
    assert "deskbreak's · 1 min · one exercise at a time" in person.said()


def test_no_picture_is_painted_before_it_is_seen(qtbot: QtBot) -> None:
    page = RoutinesPage(view())
    window = RoutinesWindow(page)
    qtbot.addWidget(window)
    assert len(page._stills._kept) == 0
    window.open()
    window.resize(500, 300)
    qtbot.waitUntil(lambda: len(page._stills._kept) > 0)
    first = len(page._stills._kept)
    assert first < len(exercises())
    bar = window.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: len(page._stills._kept) > first)


def test_choosing_is_wished_and_shown_once_it_is_so(person: Person) -> None:
    assert person.said().count("This is the one that you are offered") == 1
    button = person.button("Choose “Neck routine”")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert person.wishes == [("choose", "neck")]
    person.page.show_library(view(MINE, chosen="neck"))
    assert person.button("Preview of “Neck routine”").hasFocus()
    assert person.button("Choose “Desk routine”").isVisible()
    assert person.said().count("This is the one that you are offered") == 1


ALTERNATE = "Offer “{}” in turn with what is chosen already"
TAKE_OUT = "Take “{}” out of the turn"


def test_another_is_offered_in_turn_by_the_keyboard_and_taken_out_again(person: Person) -> None:
    button = person.button(ALTERNATE.format("Neck routine"))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert person.wishes == [("alternate", "neck")]
    person.page.show_library(view(MINE, chosen="desk neck"))
    assert person.button(TAKE_OUT.format("Neck routine")).hasFocus()
    QTest.keyClick(person.button(TAKE_OUT.format("Neck routine")), Qt.Key.Key_Return)
    assert person.wishes[1:] == [("take_out", "neck")]
    person.page.show_library(view(MINE))
    assert person.button(ALTERNATE.format("Neck routine")).hasFocus()


def test_of_those_in_turn_each_card_says_so_and_which_it_is_today(person: Person) -> None:
    person.page.show_library(view(MINE, chosen="desk neck", today="neck"))
    told = [line for line in person.said().split("\n") if line.startswith("✓")]
    names = {one.accessibleName() for one in person.seen(Button)}
    assert sorted(told) == [
        "✓ Today you are offered this one; each of those in turn has a day of work.",
        "✓ You are offered this one in its turn; each has a day of work.",
    ]
    for name in ("Desk routine", "Neck routine"):
        assert {f"Choose “{name}”", TAKE_OUT.format(name)} <= names, "it can be chosen alone"
        assert ALTERNATE.format(name) not in names
    assert {"Choose “Mine”", ALTERNATE.format("Mine")} <= names
    assert TAKE_OUT.format("Mine") not in names
    person.press("Choose “Desk routine”")
    assert person.wishes == [("choose", "desk")]


def test_what_is_offered_alone_cannot_be_taken_out(person: Person) -> None:
    names = {one.accessibleName() for one in person.seen(Button)}
    assert {"Choose “Desk routine”", ALTERNATE.format("Desk routine"), TAKE_OUT.format("Desk routine")} & names == set()


def test_taken_out_by_the_last_but_one_its_buttons_stay_in_reach(person: Person) -> None:
    """Chosen alone from among several, the button that is pressed goes."""
    person.page.show_library(view(MINE, chosen="desk neck"))
    button = person.button("Choose “Neck routine”")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    person.page.show_library(view(MINE, chosen="neck"))
    assert person.button("Preview of “Neck routine”").hasFocus()


def test_what_is_deskbreaks_can_be_looked_at_and_copied_but_not_changed(person: Person) -> None:
    names = {one.accessibleName() for one in person.seen(Button)}
    for what in ("Change “{}”", "Remove “{}”"):
        assert what.format("Mine") in names
        assert what.format("Desk routine") not in names
    person.press("Preview of “Desk routine”")
    assert person.wishes == [("preview", routines()["desk"])]


def test_a_copy_without_one_exercise_and_under_another_name(person: Person) -> None:
    person.copy()
    assert person.order == ["Shoulder circles", "Seated twist", "Side bend", "Cat and cow"]
    person.press("Side bend: remove")
    person.name("Without the side bend")
    saved = person.saved()
    assert person.wishes[-1][0] == "keep"
    desk = routines()["desk"]
    assert saved.exercises == ("shoulder-rotation", "seated-twist", "seated-cat-cow")
    assert saved.names == {"en": "Without the side bend"}
    assert saved.short == dict.fromkeys(saved.exercises, 1)
    assert (saved.doses, saved.variants, saved.rotate) == (desk.doses, {}, 0)


def test_a_change_tells_what_there_was_too(person: Person) -> None:
    person.press("Change “Mine”")
    person.press("Shoulder shrug: further down")
    saved = person.saved()
    assert person.wishes[-1] == ("change", MINE, saved)
    assert saved == replace(MINE, exercises=("neck-turn", "shrug", "seated-twist"))


@pytest.mark.parametrize("where", [QSpinBox, QComboBox, Button])
def test_alt_with_an_arrow_moves_from_wherever_one_is_in_a_row(person: Person, where: type[QWidget]) -> None:
    person.copy()
    row = person.rows[0]
    field = row.findChildren(where)[-1]
    field.setFocus()
    before = (
        [one.value() for one in row.findChildren(QSpinBox)],
        [one.currentText() for one in row.findChildren(QComboBox)],
    )
    for key, place in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1)):
        QTest.keyClick(field, key, Qt.KeyboardModifier.AltModifier)
        assert person.rows.index(row) == place
        assert person.order.index("Shoulder circles") == place
    assert field.hasFocus()
    assert before == (
        [one.value() for one in row.findChildren(QSpinBox)], [one.currentText() for one in row.findChildren(QComboBox)]
    )  # fmt: skip
    for _more in range(4):
        QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert person.rows.index(row) == 3


def test_a_button_that_has_come_to_the_end_hands_the_keyboard_on(person: Person) -> None:
    person.copy()
    down = person.button("Side bend: further down")
    down.setFocus()
    QTest.keyClick(down, Qt.Key.Key_Space)
    assert not down.isEnabled()
    assert person.button("Side bend: further up").hasFocus()


def test_the_mouse_takes_a_row_along(person: Person) -> None:
    person.copy()
    row = person.rows[0]
    grip = row.findChildren(Handle)[0]
    start = grip.rect().center()
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(grip, start + QPoint(0, 2))
    assert person.rows.index(row) == 0, "a click that shakes is no drag"
    for place in (1, 2, 3, 2):
        to = person.rows[place].geometry().center()
        here = person.list.mapToGlobal(to + QPoint(0, 4 if place == 3 else -4 if place == 2 else 4))
        QTest.mouseMove(grip, grip.mapFromGlobal(here))
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton)
    assert person.rows.index(row) == 2
    QTest.mouseMove(grip, start - QPoint(0, 500))
    assert person.rows.index(row) == 2, "it was let go"
    assert person.saved().exercises == ("seated-twist", "lateral-tilt", "shoulder-rotation", "seated-cat-cow")


def test_how_often_and_in_which_way(person: Person) -> None:
    person.press("Change “Mine”")
    shrug, neck, twist = person.rows
    (times,) = neck.findChildren(QSpinBox)
    usual = times.value()
    QTest.keyClick(times, Qt.Key.Key_Up)
    assert not shrug.findChildren(QComboBox), "it has but one way"
    (way,) = twist.findChildren(QComboBox)
    assert [way.itemText(number) for number in range(way.count())] == [
        "as usual", "with low arms", "discreetly", "gently",
    ]  # fmt: skip
    QTest.keyClick(way, Qt.Key.Key_Down)
    saved = person.saved()
    assert saved == replace(MINE, doses={"shrug": 4, "neck-turn": usual + 1}, variants={"seated-twist": "low-arms"})
    QTest.keyClick(times, Qt.Key.Key_Down)
    assert person.saved().doses == {"shrug": 4}, "as often as the exercise itself has it"


def test_a_wheel_that_scrolls_the_page_changes_nothing(person: Person) -> None:
    person.copy()
    before = person.list.entries
    for kind in (QSpinBox, QComboBox):
        for field in person.seen(kind):
            spot = QPointF(field.rect().center())
            turn = QWheelEvent(
                spot, field.mapToGlobal(spot), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(field, turn)
    assert person.list.entries == before


def test_exercises_are_added_one_after_the_other(person: Person) -> None:
    person.copy()
    person.press("Add an exercise")
    offered = [one.accessibleName() for one in person.seen(Button) if one.accessibleName().startswith("Add “")]
    assert "Add “Shoulder shrug”" in offered
    assert not {"Add “Seated twist”", "Add “Set up”"} & set(offered)
    person.press("Look at “Shoulder shrug”")
    assert person.wishes == [("look", "shrug")]
    button = person.button("Add “Shoulder shrug”")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert not button.isVisible()
    focus = person.window.focusWidget()
    assert isinstance(focus, Button)
    assert focus.accessibleName().startswith("Add “")
    assert person.saved().exercises[-1] == "shrug"
    person.press("Shoulder shrug: remove")
    assert person.button("Add “Shoulder shrug”").isVisible()


def test_without_exercises_or_a_name_it_is_said_what_it_needs(person: Person) -> None:
    person.copy()
    assert "It takes 6–8 min." in person.said()
    for name in (*person.order,):
        person.press(f"{name}: remove")
    assert not person.button("Save").isEnabled()
    assert not person.button("Preview").isEnabled()
    assert "It needs an exercise." in person.said()
    person.press("Add an exercise")
    person.press("Add “Shoulder shrug”")
    assert person.button("Save").isEnabled()
    person.name("  ")
    assert not person.button("Save").isEnabled()
    assert "It needs a name." in person.said()


def test_what_is_being_made_can_be_looked_at(person: Person) -> None:
    person.copy()
    person.press("Cat and cow: remove")
    person.press("Preview")
    (wish,) = person.wishes
    assert wish[0] == "preview"
    assert isinstance(wish[1], Routine)
    assert len(wish[1].exercises) == 3


def test_nothing_that_was_made_is_lost_by_a_key(person: Person) -> None:
    person.copy()
    QTest.keyClick(person.window.focusWidget(), Qt.Key.Key_Escape)
    assert not person.seen(Editor), "nothing had been changed"
    assert person.button("Choose “Neck routine”").isVisible()
    person.copy()
    person.press("Cat and cow: remove")
    assert not person.page.may_close()
    assert not person.window.close()
    assert person.window.isVisible()
    assert "What you have changed in this routine is not saved yet." in person.said()
    assert person.button("Keep working on it").hasFocus()
    QTest.keyClick(person.button("Keep working on it"), Qt.Key.Key_Return)
    assert len(person.rows) == 3
    QTest.keyClick(person.window.focusWidget(), Qt.Key.Key_Escape)
    person.press("Leave without saving")
    assert not person.seen(Editor)
    assert person.wishes == []
    assert person.page.may_close()


def test_what_could_not_be_saved_stays_and_is_told_there(person: Person) -> None:
    person.copy()
    person.press("Cat and cow: remove")
    person.saved()
    person.page.refuse("The disk is full.")
    assert "The disk is full." in person.said()
    assert len(person.rows) == 3
    person.page.show_library(view(MINE, replace(MINE, id="other", names={"en": "Other"})))
    assert len(person.rows) == 3, "what is being made stays as it is"
    person.page.kept("other", "“Other” is kept.")
    assert not person.seen(Editor)
    assert "“Other” is kept." in person.said()
    assert person.button("Choose “Other”").hasFocus()


def test_removing_is_asked_once(person: Person) -> None:
    person.press("Remove “Mine”")
    assert person.wishes == []
    assert person.button("Keep it").hasFocus()
    person.press("Keep it")
    assert person.wishes == []
    person.press("Remove “Mine”")
    person.press("Remove it")
    assert person.wishes == [("remove", "mine")]
    person.page.show_library(view())
    assert "Mine" not in person.said().split("\n")
    focus = person.window.focusWidget()
    assert focus is not None
    assert person.page.isAncestorOf(focus), "the keyboard is somewhere"


def test_where_nobody_knows_what_hurt_it_says_who_does(person: Person) -> None:
    said = "To put back an exercise that was left out because it hurt, please start deskbreak and open its settings."
    person.page.show_library(replace(view(MINE), left_out=None))
    assert said in person.said()
    assert "Left out, because they hurt" not in person.said()
    person.page.show_library(view(MINE, left_out=("seated-twist",)))
    assert said not in person.said()
    person.page.show_library(view(MINE))
    assert said not in person.said()
    assert "eft out" not in person.said()


def test_what_hurt_stands_there_and_can_be_put_back(person: Person) -> None:
    assert "Left out" not in person.said()
    person.page.show_library(view(MINE, left_out=("seated-twist", "gone")))
    assert "Left out, because they hurt" in person.said()
    assert "left out" in person.said().split("\n"), "on the cards, too"
    person.press("Put back “gone”")
    person.press("Put back “Seated twist”")
    assert person.wishes == [("put_back", "gone"), ("put_back", "seated-twist")]
    person.page.show_library(view(MINE))
    assert "Left out" not in person.said()


@pytest.mark.parametrize(
    ("urls", "taken"),
    [(["file:///a/b.toml", "file:///c.toml"], ["/a/b.toml", "/c.toml"]), (["https://example.org/b.toml"], [])],
)
def test_files_can_be_dropped(person: Person, urls: Sequence[str], taken: list[str]) -> None:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    person.page.dropEvent(event)
    assert person.wishes == [("take_in", path) for path in taken]


@pytest.mark.parametrize(
    ("button", "wish"),
    [
        ("Print a card of “Desk routine”", ("save_card", "desk", "{}/desk.pdf")),
        ("Export “Desk routine” to a file", ("export", "desk", "{}/desk.toml")),
        ("Import a routine or an exercise from a file", ("take_in", "{}/there.toml")),
    ],
)
def test_a_file_is_asked_for(
    person: Person, button: str, wish: tuple[str, ...], tmp_path: Path, printers: list[str]
) -> None:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    person.press(button)
    (dialog,) = person.page.findChildren(QFileDialog)
    assert dialog.isVisible()
    dialog.setDirectory(str(tmp_path))
    if wish[0] == "take_in":
        (tmp_path / "there.toml").write_text("")
        dialog.selectFile(str(tmp_path / "there.toml"))
    dialog.accept()
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, on=False)
    assert person.wishes == [tuple(word.format(tmp_path) for word in wish)]


def _below(person: Person, button: str) -> QMenu:
    """The menu that a press on it opens."""
    person.press(button)
    (menu,) = person.button(button).findChildren(QMenu)
    assert menu.isVisible()
    return menu


CARD = "Print a card of “Desk routine”"
opens_a_menu = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard$")


@opens_a_menu
def test_where_there_is_a_printer_one_is_asked(person: Person, printers: list[str]) -> None:
    printers.append("Copy room")
    menu = _below(person, CARD)
    assert [action.text() for action in menu.actions()] == ["Print…", "Save as PDF…"]
    assert menu.accessibleName() == "Print card"
    QTest.keyClick(menu, Qt.Key.Key_Return)  # the first of them
    (dialog,) = person.page.findChildren(QPrintDialog)
    assert dialog.isVisible()
    assert dialog.isModal()
    dialog.reject()
    assert person.wishes == []
    person.qtbot.waitUntil(lambda: not person.page.findChildren(QPrintDialog))


@opens_a_menu
def test_the_printer_that_was_chosen_is_told(person: Person, printers: list[str], tmp_path: Path) -> None:
    printers.append("Copy room")
    _below(person, CARD).actions()[0].trigger()
    (dialog,) = person.page.findChildren(QPrintDialog)
    (file,) = [one for one in dialog.findChildren(QLineEdit) if one.objectName() == "filename"]
    file.setText(str(tmp_path / "desk.pdf"))
    dialog.accept()
    ((wish, name, printer),) = person.wishes
    assert (wish, name) == ("print_card", "desk")
    assert isinstance(printer, QPrinter)
    assert printer.outputFileName() == str(tmp_path / "desk.pdf")


@opens_a_menu
def test_a_printer_or_a_pdf(person: Person, printers: list[str], tmp_path: Path) -> None:
    printers.append("Copy room")
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    _below(person, CARD).actions()[1].trigger()
    (dialog,) = person.page.findChildren(QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.accept()
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, on=False)
    assert person.wishes == [("save_card", "desk", f"{tmp_path}/desk.pdf")]


def test_where_qt_cannot_print_it_is_a_pdf(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtPrintSupport", None)
    person.press(CARD)
    (dialog,) = person.page.findChildren(QFileDialog)
    dialog.reject()


def test_nothing_that_prints_is_loaded_before_it_is_wished() -> None:
    code = "import sys, deskbreak.app.windows.routines; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "deskbreak.ui.routines.printing" in loaded
    assert "PySide6.QtPrintSupport" not in loaded


def test_tab_goes_through_the_rows_as_one_sees_them(person: Person) -> None:
    person.copy()
    person.press("Shoulder circles: further down")
    person.press("Add an exercise")
    person.press("Add “Shoulder shrug”")
    person.press("Add an exercise")
    field = next(one for one in person.seen(QLineEdit) if one.accessibleName() == "Name of the routine")
    field.setFocus()
    came: list[str] = []
    for _stop in range(60):
        QTest.keyClick(person.window.focusWidget(), Qt.Key.Key_Tab)
        focus = person.window.focusWidget()
        assert focus is not None
        came.append(focus.accessibleName())
        if focus.accessibleName() == "Cancel":
            break
    rows = list(dict.fromkeys(name.partition(":")[0] for name in came if ": " in name))
    assert rows == ["Seated twist", "Shoulder circles", "Side bend", "Cat and cow", "Shoulder shrug"]
    assert [name for name in came if ": " not in name] == [
        "Add an exercise", "Only some of them at a time",
        "Save", "Preview", "Undo the last change to this routine", "Cancel",
    ]  # fmt: skip


def _open_all(person: Person) -> None:
    person.page.show_library(view(MINE, left_out=("shrug",)))


def _open_editor(person: Person) -> None:
    person.copy()
    person.press("Add an exercise")
    person.press("Cat and cow: remove")
    person.page.may_close()


PAGES = [_open_all, _open_editor]


@pytest.mark.parametrize("opened", PAGES)
def test_every_control_has_a_name(person: Person, opened: Callable[[Person], None]) -> None:
    opened(person)
    controls = [
        one for kind in (QAbstractButton, QSpinBox, QComboBox, QLineEdit, ExerciseStill) for one in person.seen(kind)
    ]
    for control in controls:
        if control.focusPolicy() is Qt.FocusPolicy.NoFocus or isinstance(control.parent(), QSpinBox | QComboBox):
            continue
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface.text(QAccessible.Text.Name).strip(), control


@pytest.mark.parametrize("opened", PAGES)
@pytest.mark.parametrize("points", [10, 20])
@pytest.mark.usefixtures("longer_words")
def test_large_letters_and_long_words_have_room(
    qtbot: QtBot, opened: Callable[[Person], None], points: int, qapp: QApplication
) -> None:
    before = qapp.font()
    larger = QFont(before)
    larger.setPointSizeF(points)
    qapp.setFont(larger)
    try:
        person = Person(qtbot, view(MINE, left_out=("shrug",)))
        person.window.resize(700, 552)
        person.page.tell("“Mine” is kept in /home/somebody/.config/deskbreak/routines/one-of-my-own.toml.")
        if opened is _open_editor:
            person.page._copy(routines()["desk"])
        QApplication.processEvents()
        (area,) = person.window.findChildren(QScrollArea)
        assert area.horizontalScrollBar().maximum() == 0
        inner = area.widget()
        assert inner is not None
        room = inner.width()
        for one in person.seen(QWidget):
            right = one.mapTo(inner, one.rect().topRight()).x()
            assert right <= room, (one, one.accessibleName())
        for button in person.seen(Button):
            assert button.sizeHint().width() <= button.width() + 1, button.accessibleName()
        for label in person.seen(QLabel):
            assert isinstance(label, QLabel)
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
            widest = max(
                label.fontMetrics().horizontalAdvance(word) for word in re.split(r"[\s/\u200b-]", label.text())
            )
            assert label.width() >= widest, label.text()
    finally:
        qapp.setFont(before)


def test_what_has_the_keyboard_is_in_sight(person: Person, qtbot: QtBot) -> None:
    person.window.resize(520, 330)
    (area,) = person.window.findChildren(QScrollArea)

    def in_sight(part: QWidget) -> bool:
        place = part.mapTo(area.viewport(), QPoint())
        return area.viewport().rect().contains(place) and not part.visibleRegion().isEmpty()

    def keyboard() -> QWidget:
        focus = person.window.focusWidget()
        assert focus is not None
        return focus

    person.copy("Neck routine")
    qtbot.waitUntil(lambda: in_sight(keyboard()))
    person.press("Add an exercise")
    qtbot.waitUntil(lambda: in_sight(keyboard()))
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: in_sight(keyboard()))
    last = person.rows[-1]
    last.take_keyboard()
    for _move in range(len(person.rows) - 1):
        QTest.keyClick(keyboard(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: person.rows[0] is last and in_sight(last))
    person.page.refuse("The disk is full.")
    told = next(one for one in person.seen(QLabel) if isinstance(one, QLabel) and one.text() == "The disk is full.")
    qtbot.waitUntil(lambda: in_sight(told))
    person.page.may_close()
    qtbot.waitUntil(lambda: keyboard() is person.button("Keep working on it") and in_sight(keyboard()))
    person.press("Leave without saving")
    qtbot.waitUntil(lambda: in_sight(keyboard()))
    person.page.tell("It is written.")
    qtbot.waitUntil(lambda: in_sight(person.page._notice))


def test_a_name_without_end_does_not_make_the_page_wider(qtbot: QtBot) -> None:
    endless = "x" * 900
    odd = replace(exercises()["shrug"], texts={"en": replace(exercises()["shrug"].text("en"), name=endless)})
    shown = view(replace(MINE, names={"en": endless}), left_out=("shrug",))
    person = Person(qtbot, replace(shown, exercises={**exercises(), "shrug": odd}))
    QApplication.processEvents()
    (area,) = person.window.findChildren(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert all(card.width() <= area.viewport().width() for card in person.seen(RoutineCard))
    person.press(f"Change “{endless}”")
    person.press("Add an exercise")
    QApplication.processEvents()
    assert area.horizontalScrollBar().maximum() == 0
    assert all(row.width() <= area.viewport().width() for row in person.rows)


def test_the_pictures_follow_the_colours(
    person: Person, wear: Callable[[QPalette], None], light: QPalette, dark: QPalette, qtbot: QtBot
) -> None:
    wear(light)
    still = next(one for one in person.seen(ExerciseStill))
    before = still.grab().toImage()
    wear(dark)
    qtbot.waitUntil(lambda: still.grab().toImage() != before)


def test_from_right_to_left_the_cards_begin_at_the_right(person: Person) -> None:
    person.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    card = next(one for one in person.seen(RoutineCard) if one.accessibleName() == "Mine")
    first, *_others, last = card.findChildren(ExerciseStill)
    assert first.mapTo(card, QPoint()).x() > last.mapTo(card, QPoint()).x()


@pytest.mark.parametrize("name", [*routines(), "ways"])
def test_a_draft_of_a_routine_is_that_routine(name: str) -> None:
    ways = replace(MINE, variant="gentle", variants={"seated-twist": "low-arms"})
    routine = ways if name == "ways" else routines()[name]
    again = Draft.of(routine, exercises(), routine.name("en")).routine("en")
    for short in (False, True):
        for turn in (0, 1):
            before, after = (plan(one, exercises(), short=short, turn=turn) for one in (routine, again))
            assert (before.keys, before.script, before.name) == (after.keys, after.script, after.name)
