"""The notifier that is built at the first note."""

from pytestqt.qtbot import QtBot

from deskbreak.desktop.notify.deferred import DeferredNotifier
from deskbreak.desktop.notify.notifier import Note, Notifier


class Wall(Notifier):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def takes(self, note: Note) -> bool:
        return not note.actions

    def shut(self) -> None:
        self.seen.append("shut")

    def _show(self, note: Note) -> None:
        self.seen.append(f"show {note.key}")

    def _close(self, key: str) -> None:
        self.seen.append(f"close {key}")


def test_it_is_built_at_the_first_note_and_passes_everything_on(qtbot: QtBot) -> None:
    built: list[Wall] = []

    def make() -> Notifier:
        built.append(Wall())
        return built[-1]

    notifier, note = DeferredNotifier(make), Note("tip", "A few steps")
    buttons = Note("ask", "Now?", actions=(("yes", "Yes"),))
    assert notifier.takes(buttons)
    notifier.close("tip")
    notifier.shut()
    assert not built
    notifier.show(note)
    notifier.show(buttons)
    (wall,) = built
    assert notifier.open_notes == wall.open_notes == (note, buttons)
    assert notifier.takes(note)
    assert not notifier.takes(buttons)
    with qtbot.waitSignal(notifier.action) as acted:
        wall._acted("ask", "yes")
    assert acted.args == ["ask", "yes"]
    with qtbot.waitSignal(notifier.closed) as closed:
        wall._gone("tip", True)
    assert closed.args == ["tip", True]
    notifier.show(note)
    with qtbot.waitSignal(notifier.refused):
        wall._refuse("tip")
    with qtbot.waitSignal(notifier.ready):
        wall.ready.emit()
    notifier.show(note)
    notifier.close("tip")
    notifier.shut()
    assert wall.seen == ["show tip", "show ask", "show tip", "show tip", "close tip", "shut"]
    assert not notifier.open_notes


def test_what_went_unanswered_is_heard_and_closed_all_the_same(qtbot: QtBot) -> None:  # I4
    wall = Wall()
    notifier = DeferredNotifier(lambda: wall)
    said: list[object] = []
    notifier.action.connect(lambda *of: said.append(of))
    notifier.clicked.connect(said.append)
    notifier.show(Note("ask", "Now?", actions=(("yes", "Yes"),)))
    wall._gone("ask", True)
    assert notifier.open_notes == ()
    wall._click("ask")
    wall._acted("ask", "yes")
    wall._acted("ask", "yes")
    wall._click("ask")
    assert said == ["ask", ("ask", "yes")]
    notifier.show(Note("ask", "Now?", actions=(("yes", "Yes"),)))
    wall._gone("ask", True)
    notifier.close("ask")
    notifier.close("ask")
    wall._acted("ask", "yes")
    assert (wall.seen, said[2:]) == (["show ask", "show ask", "close ask"], [])
