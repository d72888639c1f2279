"""The settings file while deskbreak runs: taken up, told once, taken back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.app import notifications
from deskbreak.app.configuration import Configuration
from deskbreak.settings import MINUTE, Settings
from deskbreak.store import config
from deskbreak.store.config import Source
from deskbreak.store.paths import Paths
from tests.app.desk import HandNotifier

BETTER = '[nudge]\nevery = "50m"\n'
BROKEN = '[nudge]\nevry = "50m"\n'
Make = Callable[[], Configuration]


@pytest.fixture
def notifier() -> HandNotifier:
    return HandNotifier()


@pytest.fixture
def file(paths: Paths) -> Path:
    paths.config_file.parent.mkdir(parents=True)
    return paths.config_file


@pytest.fixture
def make(paths: Paths, file: Path, notifier: HandNotifier, qtbot: QtBot) -> Iterator[Make]:
    made: list[Configuration] = []

    def configuration() -> Configuration:
        loaded = config.load(paths.config_file, paths.last_good_config)
        there_is_no = "routine.name: there is no routine “{}”; known here: desk"
        made.append(Configuration(paths, loaded, notifier, lambda names: [there_is_no.format(one) for one in names]))
        return made[-1]

    yield configuration
    for one in made:
        one.close()


def test_without_a_file_there_is_nothing_to_tell(make: Make, notifier: HandNotifier) -> None:
    configuration = make()
    configuration.begin()
    assert configuration.faults == ()
    assert notifier.shown == []


def test_a_file_that_appears_later_is_taken_up(qtbot: QtBot, make: Make, file: Path) -> None:
    configuration = make()
    configuration.begin()
    with qtbot.waitSignal(configuration.changed) as changed:
        file.write_text(BETTER, encoding="utf-8")
    assert changed.args[0].nudge.every == 50 * MINUTE


def test_a_file_that_is_deleted_leaves_the_defaults(qtbot: QtBot, make: Make, file: Path, paths: Paths) -> None:
    file.write_text(BETTER, encoding="utf-8")
    configuration = make()
    configuration.begin()
    with qtbot.waitSignal(configuration.changed) as changed:
        file.unlink()
    assert changed.args == [Settings()]
    assert not paths.last_good_config.exists()


def test_what_changes_between_the_first_reading_and_the_watch_is_not_lost(qtbot: QtBot, make: Make, file: Path) -> None:
    configuration = make()
    file.write_text(BETTER, encoding="utf-8")
    with qtbot.waitSignal(configuration.changed, timeout=100):
        configuration.begin()


def test_a_fault_at_the_start_is_told_once(make: Make, file: Path, notifier: HandNotifier, expected: set[str]) -> None:
    expected.add("evry")
    file.write_text(BROKEN, encoding="utf-8")
    configuration = make()
    configuration.begin()
    assert configuration.faults == ("config.toml: nudge.evry: unknown setting; did you mean “every”?",)
    (note,) = notifier.shown
    assert note.key == notifications.CONFIG
    assert configuration.faults[0] in note.body
    assert configuration.meanwhile == "deskbreak goes on with the defaults."
    assert configuration.meanwhile in note.body


def test_a_file_that_breaks_keeps_the_settings_and_is_taken_back_when_mended(
    qtbot: QtBot, make: Make, file: Path, notifier: HandNotifier, expected: set[str]
) -> None:
    expected.add("evry")
    file.write_text(BETTER, encoding="utf-8")
    configuration = make()
    configuration.begin()
    with qtbot.assertNotEmitted(configuration.changed), qtbot.waitSignal(configuration.faults_changed):
        file.write_text(BETTER + BROKEN.partition("\n")[2], encoding="utf-8")
    assert configuration.meanwhile == "deskbreak goes on with your last good settings."
    assert configuration.meanwhile in notifier.shown[-1].body
    with qtbot.waitSignal(configuration.faults_changed):
        file.write_text(BETTER, encoding="utf-8")
    assert configuration.faults == ()
    assert configuration.meanwhile == ""
    assert notifier.open_notes == ()
    assert len(notifier.shown) == 1


def test_the_same_fault_is_not_told_again(
    qtbot: QtBot, make: Make, file: Path, notifier: HandNotifier, expected: set[str]
) -> None:
    expected.add("evry")
    file.write_text(BROKEN, encoding="utf-8")
    configuration = make()
    configuration.begin()
    with qtbot.assertNotEmitted(configuration.faults_changed), qtbot.waitSignal(configuration._watch.changed):
        file.write_text("# a comment\n" + BROKEN, encoding="utf-8")
    assert len(notifier.shown) == 1
    with qtbot.waitSignal(configuration.faults_changed):
        file.write_text(BROKEN + "evry_day = true\n", encoding="utf-8")
    assert len(notifier.shown) == 2


def test_a_routine_that_is_not_there_is_a_fault_of_a_file_in_force(
    make: Make, file: Path, notifier: HandNotifier, expected: set[str]
) -> None:
    expected.add("yoga")
    file.write_text('[routine]\nname = "yoga"\n', encoding="utf-8")
    configuration = make()
    configuration.begin()
    assert configuration.faults == ("config.toml: routine.name: there is no routine “yoga”; known here: desk",)
    assert "desk routine" in notifier.shown[0].body


def test_of_several_routines_each_that_is_not_there_is_told(
    make: Make, file: Path, notifier: HandNotifier, expected: set[str]
) -> None:
    expected.update(("yoga", "tai"))
    file.write_text('[routine]\nname = ["yoga", "desk", "tai"]\n', encoding="utf-8")
    configuration = make()
    configuration.begin()
    assert [fault.partition(";")[0] for fault in configuration.faults] == [
        "config.toml: routine.name: there is no routine “yoga”",
        "config.toml: routine.name: there is no routine “tai”",
    ]
    assert "deskbreak takes the desk routine in its place." in notifier.shown[0].body


def test_settings_that_cannot_be_kept_are_logged(make: Make, file: Path, paths: Paths, expected: set[str]) -> None:
    expected.add("could not be kept")
    file.write_text(BETTER, encoding="utf-8")
    paths.state.mkdir()
    paths.last_good_config.mkdir()
    configuration = make()
    configuration.begin()
    assert configuration.faults == ()


@pytest.mark.parametrize("count", [1, 3, 5])
def test_many_faults_are_told_by_number_and_not_all_shown(count: int) -> None:
    note = notifications.faulty_config([f"fault {number}" for number in range(count)], Source.LAST_GOOD)
    assert note.body.count("fault ") == min(count, 3)
    assert ("and 2 more" in note.body) is (count == 5)
    assert (str(count) in note.title) is (count > 1)


def test_settings_that_are_known_stay_though_neither_file_nor_copy_can_be_read(
    qtbot: QtBot, make: Make, file: Path, paths: Paths, expected: set[str]
) -> None:
    """The folders of a home that is shut, or of a disk that has gone."""
    expected.add("it is a folder, not a file")
    file.write_text(BETTER, encoding="utf-8")
    configuration = make()
    configuration.begin()
    paths.last_good_config.unlink()
    with qtbot.assertNotEmitted(configuration.changed), qtbot.waitSignal(configuration.faults_changed):
        file.unlink()
        file.mkdir()
    assert configuration.meanwhile == "deskbreak goes on with your last good settings."
    with qtbot.assertNotEmitted(configuration.changed), qtbot.waitSignal(configuration.faults_changed):
        file.rmdir()
        file.write_text(BETTER, encoding="utf-8")
    assert configuration.faults == ()


def test_what_a_window_changes_is_written_and_in_force(make: Make, file: Path) -> None:
    configuration = make()
    configuration.begin()
    told: list[Settings] = []
    configuration.changed.connect(told.append)
    configuration.change({"coach.volume": 40, "coach.text_size": 140})
    assert (told[-1].coach.volume, told[-1].coach.text_size) == (40, 140)
    assert "\nvolume = 40" in file.read_text(encoding="utf-8")


def test_what_cannot_be_written_is_told_and_nothing_is_lost(
    make: Make, file: Path, notifier: HandNotifier, expected: set[str]
) -> None:
    expected.add("config.toml")
    file.write_text("[coach\n", encoding="utf-8")
    configuration = make()
    configuration.change({"coach.volume": 40})
    assert notifications.NOT_CHANGED in [note.key for note in notifier.shown]
    assert file.read_text(encoding="utf-8") == "[coach\n"
