"""The settings window of the real app: each kind of control from mouse and keys to the file, and to the engine."""

import datetime
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from deskbreak.settings import DAYS, Settings
from deskbreak.settings.reading import declaration, value
from tests.e2e.assistive import Assistive, Node
from tests.e2e.desktop import Desktop, missing_tools
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import wait_until
from tests.e2e.running import DESKBREAK, SILENT, Deskbreak, office_around_now
from tests.e2e.services import FakeSessionManager
from tests.e2e.watch import Watch, watching

WINDOW = "Settings"
OWN = "# My own words stay.\n" + office_around_now() + SILENT


@dataclass
class AtWork:
    """Somebody at the settings of a running deskbreak, with mouse and keyboard."""

    desktop: Desktop
    reader: Assistive
    app: Deskbreak
    watch: Watch | None = None
    """Hears the app; ``None``: none runs."""

    def window(self) -> Node:
        return self.reader.wait_for(WINDOW)

    def look_for(self, words: str) -> None:
        """Have the row of one setting alone before one, by its key and what else it takes."""
        self.desktop.key("ctrl+f")
        # Not ``focus``: Qt says of a list's line that it is focused, whoever has the keyboard.
        wait_until(lambda: self.window().find("Search all settings").focused, "the search to have the keyboard")
        self.desktop.key("ctrl+a")
        self.desktop.type(words)
        wait_until(lambda: "1 setting" in self.window().names("label"), f"{words} to be found")

    def click(self, name: str) -> None:
        """By the mouse."""
        self.desktop.click(*self.control(name).centre)

    def box(self) -> Node:
        """The combo box of the row; on Linux its name is its text, and its title a relation."""
        return self.only("combo box")

    def only(self, role: str) -> Node:
        """The one of this role."""
        return wait_until(lambda: [seen.node for seen in self.window().read() if seen.role == role], f"a {role}")[0]

    def choose(self, key: str) -> None:
        """Come into the box from the field before, and choose by ``key``."""

        def reached() -> bool:
            self.desktop.key("Tab")
            return self.box().focused

        wait_until(reached, "the box to have the keyboard")
        self.desktop.key(key)

    def write_into_box(self, text: str) -> None:
        """Click beside its arrow, and write over what stands there."""
        x, y = self.box().centre
        self.desktop.click(x - 20, y)
        self.desktop.key("ctrl+a")
        self.desktop.type(text)
        self.desktop.key("Return")

    def control(self, name: str) -> Node:
        """What has this name and is no text: a row's title is called like its control."""
        return wait_until(
            lambda: [seen.node for seen in self.window().read() if seen.name == name and seen.role != "label"],
            f"a control “{name}”",
        )[0]

    def into(self, name: str, text: str) -> None:
        """Click into this field and write over what stands there."""
        self.click(name)
        self.desktop.key("ctrl+a")
        self.desktop.type(text)
        self.desktop.key("Return")

    def in_file(self, key: str) -> Any:
        """What the file says of it; ``None``: nothing."""
        group, _dot, name = key.partition(".")
        text = (self.app.home / "config.toml").read_text(encoding="utf-8")
        return tomllib.loads(text).get(group, {}).get(name)

    def wait_for(self, key: str, written: Any) -> None:
        """Until the file says so (``None``: nothing of it), and the running deskbreak goes by it."""
        wait_until(lambda: self.in_file(key) == written, f"{key} = {written!r} in the file")
        if self.watch is not None:
            watch, meant = self.watch, default(key) if written is None else written
            wait_until(lambda: watch.in_force(key) == str(meant), f"{key} = {meant!r} in force")

    def take_back(self) -> None:
        self.desktop.key("ctrl+z")


def default(key: str) -> Any:
    """As a file would say it."""
    return declaration(key).kind.toml(value(Settings(), key))


@pytest.fixture(scope="module")
def at_work(request: pytest.FixtureRequest) -> Iterator[AtWork]:
    """One desktop and one deskbreak for all: each looks at another setting."""
    if missing := missing_tools():
        message = f"not installed: {', '.join(missing)} (packaging/debian-packages.toml)"
        if request.config.getoption("--every-part"):
            pytest.fail(message)
        pytest.skip(message)
    with ExitStack() as stack:
        desktop = stack.enter_context(Desktop())
        stack.enter_context(FakeWatcher(desktop.address))
        stack.enter_context(FakeNotifications(desktop.address))
        reader = stack.enter_context(Assistive(desktop))
        app = Deskbreak(desktop, desktop.folder / "d", OWN)
        app.start()
        app.item().click("Settings…")
        window = desktop.wait_for_window(WINDOW)
        wait_until(lambda: desktop.focused() == window.id, "the window to have the keyboard")
        yield AtWork(desktop, reader, app, stack.enter_context(watching(app)))


def _other_day() -> int:
    """A day of the week on which nothing of today's office hours lies."""
    return (datetime.datetime.now().astimezone().weekday() + 3) % 7


DAY = _other_day()
GENTLER = {"routine.every": ["3h", "4h"], "nudge.every": "2h", "reminder.again": "20m", "reminder.times": 2}
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _switch(me: AtWork) -> None:
    me.click("Quiet in calls")


def _whole(me: AtWork) -> None:
    me.into("Invitations in all", "5")


def _slider(me: AtWork) -> None:
    left, top, width, height = me.only("slider").extents
    middle = top + height // 2
    me.desktop.drag((left + width * 7 // 10, middle), (left - width, middle))  # from the 70 of 100 where it is


def _length(me: AtWork) -> None:
    me.into("Time between nudges", "30m")


def _pair(me: AtWork) -> None:
    me.into("Time between routines: from", "1h")
    me.into("Time between routines: to", "1h 30m")


def _one_of(me: AtWork) -> None:
    me.choose("Down")


def _name(me: AtWork) -> None:
    me.choose("End")


def _language(me: AtWork) -> None:
    me.write_into_box("pt_BR")


def _text(me: AtWork) -> None:
    me.write_into_box("Anna")


def _names(me: AtWork) -> None:
    me.into("Programs to ignore: a name to add", "obs")


def _optional(me: AtWork) -> None:
    me.click("Lunch break: I have a lunch break")


def _days(me: AtWork) -> None:
    me.click(f"Days of work: {NAMES[DAY]}")


def _hours(me: AtWork) -> None:
    me.click(f"Days with hours of their own: {NAMES[DAY]}")


def _look(me: AtWork) -> None:
    me.click("Figure: Heather")


@pytest.mark.parametrize(
    ("key", "do", "written"),
    [
        ("hold.calls", _switch, False),
        ("reminder.times", _whole, 5),
        ("coach.volume", _slider, 0),
        ("nudge.every", _length, "30m"),
        ("routine.every", _pair, ["1h", "1h30m"]),
        ("coach.reduced_motion", _one_of, "on"),
        ("coach.language", _language, "pt_BR"),
        ("coach.voice_name", _text, "Anna"),
        ("hold.ignore", _names, ["obs"]),
        ("office.lunch", _optional, "12:00-13:00"),
        ("office.days", _days, [day for number, day in enumerate(DAYS) if number != DAY]),
        ("coach.look", _look, "heather"),
    ],
)
def test_a_control_goes_into_the_file_and_the_engine_and_ctrl_z_takes_it_back(
    at_work: AtWork, key: str, do: Callable[[AtWork], None], written: Any
) -> None:
    before = at_work.in_file(key)
    at_work.look_for("office.days work" if key == "office.days" else key)
    do(at_work)
    at_work.wait_for(key, written)
    assert at_work.app.run("check-config").returncode == 0
    for _step in range(2 if key == "routine.every" else 1):
        at_work.take_back()
    at_work.wait_for(key, before)
    assert (at_work.app.home / "config.toml").read_text(encoding="utf-8").startswith("# My own words stay.\n")


def test_hours_of_a_day_by_the_mouse(at_work: AtWork) -> None:
    at_work.look_for("office.other_hours")
    _hours(at_work)
    at_work.wait_for("office.other_hours", {DAYS[DAY]: at_work.in_file("office.hours")})  # it begins with them
    at_work.take_back()
    at_work.wait_for("office.other_hours", None)


def test_a_day_of_my_week_is_off_or_has_times_of_its_own(at_work: AtWork) -> None:
    before, usual = at_work.in_file("office.days"), at_work.in_file("office.hours")
    at_work.click("My day")
    at_work.click(NAMES[DAY])
    at_work.wait_for("office.days", [day for day in before if day != DAYS[DAY]])
    at_work.take_back()
    at_work.wait_for("office.days", before)
    at_work.click(f"{NAMES[DAY]}, to")
    at_work.desktop.key("Home", "Down")
    wait_until(lambda: at_work.in_file("office.other_hours"), "hours of its own")
    own = at_work.in_file("office.other_hours")
    assert own.keys() == {DAYS[DAY]}
    assert own[DAYS[DAY]].partition("-")[0] == usual.partition("-")[0]
    at_work.wait_for("office.other_hours", own)
    at_work.take_back()
    at_work.wait_for("office.other_hours", None)


def test_a_preset_is_a_few_settings_at_once_and_one_step_back(at_work: AtWork) -> None:
    at_work.click("Reminders")
    before = {key: at_work.in_file(key) for key in GENTLER}
    at_work.click("Gentler")
    for key, written in GENTLER.items():
        at_work.wait_for(key, written)
    at_work.take_back()
    for key, written in before.items():
        at_work.wait_for(key, written)


def test_a_row_goes_back_to_its_default_by_the_mouse(at_work: AtWork) -> None:
    at_work.look_for("hold.calls")
    at_work.click("Quiet in calls")
    at_work.wait_for("hold.calls", False)
    at_work.click("Quiet in calls: back to the default")
    at_work.wait_for("hold.calls", None)
    wait_until(lambda: "Quiet in calls: back to the default" not in at_work.window().names("button"), "it to go")
    at_work.take_back()
    at_work.wait_for("hold.calls", False)
    at_work.take_back()
    at_work.wait_for("hold.calls", None)


def test_the_end_of_office_hours_by_an_arrow_key(at_work: AtWork) -> None:
    at_work.look_for("office.hours")
    before = at_work.in_file("office.hours")
    at_work.click("Office hours: to")
    at_work.desktop.key("Home", "Down")
    wait_until(lambda: at_work.in_file("office.hours") != before, "other hours")
    at_work.wait_for("office.hours", at_work.in_file("office.hours"))
    start, end = (datetime.time.fromisoformat(text) for text in at_work.in_file("office.hours").split("-"))
    was_start, was_end = (datetime.time.fromisoformat(text) for text in before.split("-"))
    assert (start, (end.hour + 1) % 24, end.minute) == (was_start, was_end.hour, was_end.minute)
    at_work.take_back()
    at_work.wait_for("office.hours", before)


def test_a_routine_out_of_those_there_are(at_work: AtWork) -> None:
    at_work.look_for("routine.name")
    _name(at_work)
    wait_until(lambda: at_work.in_file("routine.name") not in (None, "desk"), "another routine")
    at_work.wait_for("routine.name", at_work.in_file("routine.name"))
    assert at_work.app.run("check-config").returncode == 0
    at_work.take_back()
    at_work.wait_for("routine.name", None)


def test_the_engine_goes_by_it_at_once(at_work: AtWork) -> None:
    before = at_work.app.status()
    at_work.look_for("routine.every")
    at_work.into("Time between routines: from", "1h")
    at_work.wait_for("routine.every", ["1h", "3h"])
    assert at_work.app.status()["routine"]["ripe_at"] != before["routine"]["ripe_at"], "another plan"
    at_work.take_back()
    at_work.wait_for("routine.every", None)
    assert at_work.app.status()["routine"]["ripe_at"] == before["routine"]["ripe_at"], "the plan of before"


def test_today_off_by_the_calendar(at_work: AtWork) -> None:
    before = at_work.app.status()["state"]
    at_work.look_for("office.days_off")
    at_work.click("Days off: Add")
    at_work.wait_for("office.days_off", [f"{datetime.datetime.now().astimezone():%Y-%m-%d}"])
    assert at_work.app.status()["state"] != before, "the day is off"
    at_work.take_back()
    at_work.wait_for("office.days_off", None)
    assert at_work.app.status()["state"] == before


def test_a_program_that_keeps_the_screen_on_is_ignored_by_a_click(at_work: AtWork) -> None:
    with FakeSessionManager(at_work.desktop.address) as session:
        at_work.look_for("hold.ignore")
        session.inhibit("org.videolan.vlc")
        at_work.click("Add “vlc”")
        at_work.wait_for("hold.ignore", ["vlc"])
        wait_until(lambda: "Add “vlc”" not in at_work.window().names("button"), "it to be added")
        at_work.take_back()
        at_work.wait_for("hold.ignore", None)
        wait_until(lambda: "Add “vlc”" in at_work.window().names("button"), "it to be offered again")


def test_a_voice_out_of_those_there_are(at_work: AtWork) -> None:
    file = at_work.app.home / "config.toml"
    before = file.read_text(encoding="utf-8")
    speaking = before.replace("voice = false", 'voice = true\nvoice_engine = "espeak-ng"\nlanguage = "en"')
    assert speaking != before
    file.write_text(speaking, encoding="utf-8")
    at_work.wait_for("coach.voice_engine", "espeak-ng")
    at_work.look_for("coach.voice_name")

    at_work.choose("Down")

    def listed() -> bool:
        at_work.desktop.key("Down")
        return at_work.in_file("coach.voice_name") is not None

    wait_until(listed, "a voice of those there are")
    assert at_work.in_file("coach.voice_name").startswith("English")
    at_work.wait_for("coach.voice_name", at_work.in_file("coach.voice_name"))
    file.write_text(before, encoding="utf-8")
    at_work.wait_for("coach.voice_engine", None)


def test_what_is_not_accepted_is_told_and_changes_nothing(at_work: AtWork) -> None:
    at_work.look_for("nudge.show_for")
    at_work.into("A nudge stays for", "soon")
    told = wait_until(
        lambda: [text for text in at_work.window().names("label") if text.startswith("⚠")], "a sentence beneath"
    )
    assert "a length of time from 5 s to 5 min" in told[0]
    assert at_work.in_file("nudge.show_for") is None
    at_work.into("A nudge stays for", "20s")
    wait_until(lambda: not [one for one in at_work.window().names("label") if one.startswith("⚠")], "it to go")


def test_a_file_that_breaks_while_it_is_open_is_told_and_left_alone_until_it_is_mended(at_work: AtWork) -> None:
    file = at_work.app.home / "config.toml"
    good = file.read_text(encoding="utf-8")
    at_work.look_for("hold.dnd")
    at_work.app.expects("config.toml: line ")
    file.write_text(good + "\n[hold\n", encoding="utf-8")
    wait_until(lambda: "Open the settings file" in at_work.window().names("button"), "the banner")
    assert not at_work.control("Quiet under do not disturb").enabled
    at_work.click("Quiet under do not disturb")
    assert file.read_text(encoding="utf-8") == good + "\n[hold\n"
    file.write_text(good, encoding="utf-8")
    wait_until(lambda: at_work.control("Quiet under do not disturb").enabled, "it to be mended")
    wait_until(lambda: at_work.app.status()["config_errors"] == [], "the app to see it, too")


def test_the_start_at_login_by_the_mouse(at_work: AtWork) -> None:
    folder = at_work.desktop.home / ".config" / "autostart"

    def starts() -> bool:
        files = [file.read_text(encoding="utf-8") for file in folder.glob("*.desktop")]
        return any("Hidden=true" not in text for text in files)

    at_work.click("Start and files")
    at_work.click("Start at login")
    wait_until(starts, "the next login to start it")
    at_work.click("Start at login")
    wait_until(lambda: not starts(), "the next login to start none")


def test_by_itself_where_no_deskbreak_runs(at_work: AtWork) -> None:
    desktop, home = at_work.desktop, at_work.desktop.folder / "alone"
    at_work.desktop.key("Escape", "Escape")  # first out of the search
    wait_until(lambda: not desktop.windows(WINDOW), "Esc to close the one of before")
    program = desktop.programs.start("settings", [DESKBREAK, "--home", home, "settings"])
    window = desktop.wait_for_window(WINDOW)
    wait_until(lambda: desktop.focused() == window.id, "the window to have the keyboard")
    alone = AtWork(desktop, at_work.reader, Deskbreak.__new__(Deskbreak))
    alone.app.home = home
    alone.look_for("hold.calls")
    alone.click("Quiet in calls")
    wait_until((home / "config.toml").exists, "a file")
    alone.wait_for("hold.calls", False)
    alone.click("Routine")
    wait_until(lambda: any("please start deskbreak" in one for one in alone.window().names("label")), "who puts back")
    desktop.key("Escape")
    assert program.wait() == 0
    assert "Traceback" not in program.said()
    assert at_work.app.run("settings").returncode == 0
    desktop.wait_for_window(WINDOW)
