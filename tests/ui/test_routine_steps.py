"""Making a routine: each step can be taken back, and done again."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from deskbreak.ui.kit.controls import Button
from deskbreak.ui.routines.draft import Draft, Entry
from deskbreak.ui.routines.editor import Editor
from deskbreak.ui.routines.entry_row import Handle
from deskbreak.ui.routines.steps import Steps
from tests.ui.test_routines_page import MINE, Person, view

UNDO = "Undo the last change to this routine"
NAMES = st.sampled_from(["", "M", "My", "My routine"])
ENTRIES = st.lists(
    st.builds(Entry, st.sampled_from(["a", "b", "c"]), st.integers(1, 3), st.sampled_from(["", "gentle"])),
    unique_by=lambda entry: entry.exercise,
)
DRAFTS = st.builds(Draft, st.just(MINE), NAMES, ENTRIES.map(tuple), st.integers(0, 3))


@given(drafts=st.lists(DRAFTS, min_size=1, max_size=12))
def test_all_steps_lead_back_to_the_first_and_on_to_the_last(drafts: list[Draft]) -> None:
    steps, was = Steps(drafts[0]), [drafts[0]]
    for draft in drafts[1:]:
        steps.take(draft)
        was.append(draft)
    seen = [was[-1]]
    while (before := steps.undo()) is not None:
        assert before != seen[-1], "each step changes something"
        seen.append(before)
    assert not steps.can_undo
    assert seen[-1] == was[0]
    assert [one for one in seen if one not in was] == []
    again = [seen[-1]]
    while (after := steps.redo()) is not None:
        again.append(after)
    assert again == seen[::-1]


def test_what_is_done_anew_takes_the_place_of_what_was_taken_back() -> None:
    one, two, three = (Draft(MINE, "", (Entry(name),), 0) for name in ("a", "b", "c"))
    steps = Steps(one)
    steps.take(two)
    assert steps.undo() == one
    steps.take(three)
    assert steps.redo() is None
    assert steps.undo() == one


@pytest.mark.parametrize("field", ["name", "repetitions"])
def test_what_is_typed_on_is_one_step_until_something_else_is_done(field: str) -> None:
    first = Draft(MINE, "", (Entry("a", 1), Entry("b", 1)), 0)

    def typed(draft: Draft, number: int) -> Draft:
        if field == "name":
            return replace(draft, name="My routine"[:number])
        return replace(draft, entries=(Entry("a", number), *draft.entries[1:]))

    steps, draft = Steps(first), first
    for number in (2, 3, 4):
        draft = typed(draft, number)
        steps.take(draft)
    turned = replace(draft, rotate=1)
    steps.take(turned)
    steps.take(typed(turned, 5))
    assert [steps.undo() for _step in range(4)] == [turned, draft, first, None]
    steps.take(typed(first, 2))
    steps.take(first)
    assert not steps.can_undo, "typed back to what it was"


def test_how_many_come_at_a_time_is_counted_in_one_step() -> None:
    first = Draft(MINE, "", (Entry("a"), Entry("b"), Entry("c")), 0)
    steps = Steps(first)
    for at_a_time in (1, 2, 3):
        steps.take(replace(first, rotate=at_a_time))
    assert [steps.undo() for _step in range(3)] == [replace(first, rotate=1), first, None]


def test_the_repetitions_of_another_exercise_are_another_step() -> None:
    first = Draft(MINE, "", (Entry("a", 1), Entry("b", 1)), 0)
    then = replace(first, entries=(Entry("a", 2), Entry("b", 1)))
    steps = Steps(first)
    steps.take(then)
    steps.take(replace(first, entries=(Entry("a", 2), Entry("b", 2))))
    assert [steps.undo(), steps.undo()] == [then, first]


class Maker(Person):
    """Somebody who makes a routine of their own, in a window that has a Ctrl+Z of its own, too."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__(qtbot, view(MINE))
        self.undone_around: list[bool] = []
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self.window, lambda: self.undone_around.append(True))
        self.press("Change “Mine”")

    @property
    def editor(self) -> Editor:
        (editor,) = self.seen(Editor)
        assert isinstance(editor, Editor)
        return editor

    @property
    def draft(self) -> Draft:
        return self.editor.draft

    def field(self, kind: type[QWidget], number: int = 0) -> QWidget:
        return [one for one in self.editor.findChildren(kind) if one.isVisible()][number]

    def undo(self, where: QWidget | None = None) -> None:
        self._key(Qt.KeyboardModifier.ControlModifier, where)

    def redo(self, where: QWidget | None = None) -> None:
        self._key(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, where)

    def _key(self, modifiers: Qt.KeyboardModifier, where: QWidget | None) -> None:
        if where is not None:
            where.setFocus()
        focus = self.window.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Z, modifiers)


@pytest.fixture
def maker(qtbot: QtBot) -> Maker:
    return Maker(qtbot)


def _drag(maker: Maker) -> None:
    """All the way down, row by row."""
    grip = maker.rows[0].findChildren(Handle)[0]
    start = grip.rect().center()
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(grip, start + QPoint(0, 30))
    for place in (1, 2):
        here = maker.list.mapToGlobal(maker.rows[place].geometry().center() + QPoint(0, 4))
        QTest.mouseMove(grip, grip.mapFromGlobal(here))
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton)


def _times(maker: Maker) -> None:
    field = maker.field(QSpinBox)
    field.setFocus()
    for _press in range(3):
        QTest.keyClick(field, Qt.Key.Key_Up)


def _typed_times(maker: Maker) -> None:
    field = maker.field(QSpinBox)
    assert isinstance(field, QSpinBox)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, Qt.Key.Key_Tab)


def _way(maker: Maker) -> None:
    field = maker.field(QComboBox)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)


def _rotate(maker: Maker) -> None:
    QTest.keyClick(maker.field(QCheckBox), Qt.Key.Key_Space)


def _two_at_a_time(maker: Maker) -> None:
    _rotate(maker)
    field = maker.field(QSpinBox, -1)
    assert field.accessibleName() == "How many exercises at a time"
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Up)


def _add(maker: Maker) -> None:
    maker.press("Add an exercise")
    maker.press("Add “Seated twist”" if "Seated twist" not in maker.order else "Add “Side bend”")
    maker.press("Add an exercise")


STEPS: dict[str, Callable[[Maker], None]] = {
    "remove": lambda maker: maker.press("Seated twist: remove"),
    "remove the last": lambda maker: maker.press("Shoulder shrug: remove"),
    "down": lambda maker: maker.press("Shoulder shrug: further down"),
    "up": lambda maker: maker.press("Head turn: further up"),
    "drag": _drag,
    "repetitions": _times,
    "typed repetitions": _typed_times,
    "way": _way,
    "one at a time": _rotate,
    "add": _add,
    "name": lambda maker: maker.name("Another name"),
}


@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_taken_back_and_done_again(maker: Maker, step: str) -> None:
    before = maker.draft
    assert not maker.button(UNDO).isEnabled()
    STEPS[step](maker)
    after = maker.draft
    assert after != before
    maker.undo(maker.button("Preview"))
    assert maker.draft == before
    assert maker.list.entries == tuple(row.entry for row in sorted(maker.rows, key=lambda row: row.y()))
    assert not maker.editor.changed, "there is nothing to lose"
    assert not maker.button(UNDO).isEnabled()
    maker.redo()
    assert maker.draft == after
    assert maker.button(UNDO).isEnabled()
    maker.press(UNDO)
    assert maker.draft == before
    assert maker.undone_around == []


def test_all_of_it_is_taken_back_one_after_the_other(maker: Maker) -> None:
    drafts = [maker.draft]
    for step in ("name", "way", "repetitions", "drag", "remove", "add", "one at a time", "down"):
        STEPS[step](maker)
        drafts.append(maker.draft)
    for draft in drafts[-2::-1]:
        maker.press(UNDO)
        assert maker.draft == draft
    for draft in drafts[1:]:
        maker.redo(maker.button("Preview"))
        assert maker.draft == draft
    saved = maker.saved()
    assert saved == maker.draft.routine("en")


def test_how_many_come_at_a_time_is_told_and_kept(maker: Maker) -> None:
    def said() -> str:
        return "\n".join(label.text() for label in maker.editor.findChildren(QLabel) if label.isVisible())

    assert "at a time" not in said()
    _two_at_a_time(maker)
    assert "They are done in two halves, one each time." in said()
    assert "min each time." in said()
    field = maker.field(QSpinBox, -1)
    assert field.accessibleDescription() == "They are done in two halves, one each time."
    assert maker.draft.rotate == 2
    maker.undo(maker.button("Preview"))
    assert "Each time it is the next of these exercises alone" in said()
    maker.redo()
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert "These are all of them, each time." in said()
    assert maker.draft.rotate == 4
    assert maker.saved().rotate == 3, "there are no more"
    for exercise in ("Shoulder circles", "Side bend", "Cat and cow", "Pendulum"):
        maker.press("Add an exercise")
        maker.press(f"Add “{exercise}”")
        maker.press("Add an exercise")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert "They are done in 3 parts, one each time." in said()
    _rotate(maker)
    assert maker.draft.rotate == 0
    assert "one each time" not in said()


def test_a_copy_of_what_comes_in_halves_does_so_too(qtbot: QtBot) -> None:
    halves = replace(MINE, rotate=2)
    maker = Maker.__new__(Maker)
    Person.__init__(maker, qtbot, view(halves))
    maker.press("Make a copy of “Mine”")
    assert maker.draft.rotate == 2
    assert maker.field(QSpinBox, -1).isVisible()


def test_what_is_back_has_its_repetitions_and_its_way(maker: Maker) -> None:
    _way(maker)
    _times(maker)
    row = maker.rows[0]
    said = [one.value() for one in row.findChildren(QSpinBox)]
    twist = [one.currentText() for one in maker.rows[2].findChildren(QComboBox)]
    maker.press("Shoulder shrug: remove")
    maker.press("Seated twist: remove")
    maker.press(UNDO)
    maker.press(UNDO)
    assert [one.value() for one in maker.rows[0].findChildren(QSpinBox)] == said
    assert [one.currentText() for one in maker.rows[2].findChildren(QComboBox)] == twist
    assert [row.accessibleName() for row in maker.rows] == ["Shoulder shrug", "Head turn", "Seated twist"]


@pytest.mark.parametrize("kind", [QLineEdit, QSpinBox, QComboBox, QCheckBox])
def test_ctrl_z_in_a_field_that_has_nothing_to_take_back_is_the_routines(maker: Maker, kind: type[QWidget]) -> None:
    before = maker.draft
    maker.press("Head turn: remove")
    after = maker.draft
    maker.undo(maker.field(kind))
    assert maker.draft == before
    maker.redo(maker.field(kind))
    assert maker.draft == after
    assert maker.undone_around == []


def test_what_is_typed_in_the_name_is_taken_back_there(maker: Maker) -> None:
    before = maker.draft
    field = maker.field(QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "X")
    maker.undo()
    assert maker.draft == before
    assert not maker.button(UNDO).isEnabled()


def test_outside_of_it_ctrl_z_is_the_windows(maker: Maker) -> None:
    maker.press("Head turn: remove")
    after = maker.draft
    maker.undo(maker.window._close)
    assert maker.draft == after
    assert maker.undone_around == [True]


def test_where_nothing_is_left_to_take_back_the_keyboard_is_handed_on(maker: Maker) -> None:
    maker.press("Head turn: remove")
    button = maker.button(UNDO)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert maker.button("Preview").hasFocus()
    maker.undo()
    maker.redo()
    maker.redo()
    assert len(maker.rows) == 2


def test_the_keyboard_of_a_row_that_goes_stays_near(maker: Maker) -> None:
    _add(maker)
    maker.rows[-1].take_keyboard()
    maker.undo()
    focus = maker.window.focusWidget()
    assert focus is not None
    assert maker.rows[-1].isAncestorOf(focus)


def test_after_a_click_on_remove_the_keyboard_is_on_the_next_row(maker: Maker) -> None:
    maker.field(QLineEdit).setFocus()
    maker.press("Head turn: remove")
    focus = maker.window.focusWidget()
    assert focus is not None
    assert maker.rows[1].isAncestorOf(focus)


def test_a_reader_is_told_what_is_back(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    for module in ("editor", "entry_list"):
        monkeypatch.setattr(f"deskbreak.ui.routines.{module}.announce", lambda _part, words: said.append(words))
    maker.press("Head turn: remove")
    maker.undo()
    assert said == ["Head turn: 2 of 3"]
    maker.redo()
    assert said[1:] == ["Done again."]
    maker.name("Another")
    maker.undo(maker.button("Preview"))
    assert said[2:] == ["Taken back."]


def test_the_chooser_knows_what_is_back(maker: Maker) -> None:
    maker.press("Add an exercise")
    maker.press("Shoulder shrug: remove")
    assert maker.button("Add “Shoulder shrug”").isVisible()
    maker.press(UNDO)
    assert "Add “Shoulder shrug”" not in {one.accessibleName() for one in maker.seen(Button)}
