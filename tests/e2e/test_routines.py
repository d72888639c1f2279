"""A routine of one's own, by mouse and keys, from the tray to the routine done: copied, changed, named, chosen."""

from functools import partial

from deskbreak.store.paths import find_paths
from tests.e2e.assistive import Assistive, Node
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import SILENT, Deskbreak, office_around_now

SETTINGS = "Settings"
NAME = "Without the side bend"


def test_a_routine_of_ones_own_is_made_and_done(
    desktop: Desktop, watcher: FakeWatcher, daemon: FakeNotifications
) -> None:
    with Assistive(desktop) as reader:
        app = Deskbreak(desktop, desktop.folder / "d", office_around_now() + SILENT)
        app.start()
        app.item().click("Settings…")
        window = desktop.wait_for_window(SETTINGS)
        wait_until(lambda: desktop.focused() == window.id, "the settings to have the keyboard")

        def control(name: str) -> Node:
            def there() -> list[Node]:
                seen = reader.wait_for(SETTINGS).read()
                return [one.node for one in seen if one.name == name and one.role != "label"]

            return wait_until(there, f"“{name}” to be there")[0]

        def seen(name: str) -> bool:
            return any(one.name == name for one in reader.wait_for(SETTINGS).read())

        def click(name: str) -> None:
            desktop.click(*control(name).centre)

        click("Routine")
        click("Make a copy of “Desk routine”")
        wait_until(lambda: control("Name of the routine").focused, "the name to have the keyboard")
        desktop.type(NAME)
        click("Side bend: remove")
        wait_until(lambda: control("Cat and cow: further up").focused, "the keyboard to go on to the next row")
        desktop.key("alt+Up")
        click("Cat and cow: remove")  # by mistake
        wait_until(lambda: control("Seated twist: remove") and not seen("Cat and cow: remove"), "its row to be gone")
        desktop.key("ctrl+z")
        wait_until(lambda: seen("Cat and cow: remove"), "its row to be back")
        while not control("Save").focused:
            desktop.key("Tab")
        desktop.key("Return")
        wait_until(lambda: control(f"Choose “{NAME}”").focused, "its card to have the keyboard")
        file = app.home / "routines" / "without-the-side-bend.toml"
        assert file.exists()
        desktop.key("Return")
        config = app.home / "config.toml"
        wait_until(lambda: 'name = "without-the-side-bend"' in config.read_text("utf-8"), "the choice in the file")
        log = find_paths(app.home).log_file
        wait_until(lambda: "settings changed" in log.read_text("utf-8"), "the choice to count")
        desktop.key("Escape")
        wait_until(lambda: not desktop.windows(SETTINGS), "Esc to close the settings")

        app.tell("start")
        done = desktop.wait_for_window(NAME)
        wait_until(lambda: desktop.focused() == done.id, "the routine to have the keyboard")
        desktop.key("Return")  # the safety page has been read
        for exercise in ("Shoulder circles", "Cat and cow", "Seated twist"):
            wait_until(partial(_named, reader, exercise), exercise)
            desktop.key("Right")
        assert app.wait_for_row("stopped")["routine"] == "without-the-side-bend"


def _named(reader: Assistive, exercise: str) -> bool:
    return exercise in reader.wait_for(NAME).names("label")
