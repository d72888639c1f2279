"""``check-config`` and ``config init``."""

from pathlib import Path

import pytest

from deskbreak.store.content.shipped import shipped
from tests.cli.conftest import Say

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


@pytest.fixture
def file(home: Path) -> Path:
    home.mkdir()
    return home / "config.toml"


def test_init_writes_the_commented_file_and_it_checks(say: Say, home: Path) -> None:
    told = say("--home", home, "config", "init")
    assert (told.code, told.err) == (0, "")
    assert str(home / "config.toml") in told.out
    assert (home / "config.toml").read_bytes() == EXAMPLE.read_bytes()
    assert say("--home", home, "check-config").code == 0


def test_init_never_writes_over_a_file(say: Say, home: Path, file: Path) -> None:
    file.write_text("# mine\n", encoding="utf-8")
    told = say("--home", home, "config", "init")
    assert told.code == 1
    assert "left as it is" in told.err
    assert file.read_text(encoding="utf-8") == "# mine\n"


def test_init_where_nothing_can_be_written_is_a_sentence(say: Say, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    told = say("--home", tmp_path / "file", "config", "init")
    assert told.code == 1
    assert len(told.faults) == 1
    assert "cannot be written" in told.err
    assert "Errno" not in told.err


def test_no_settings_file_is_no_fault(say: Say, home: Path) -> None:
    told = say("--home", home, "check-config")
    assert (told.code, told.err) == (0, "")
    assert "every setting has its default" in told.out
    assert not home.exists()


def test_a_file_that_was_named_has_to_be_there(say: Say, home: Path, tmp_path: Path) -> None:
    told = say("--home", home, "check-config", tmp_path / "other.toml")
    assert (told.code, told.out, told.err) == (1, "", f"{tmp_path / 'other.toml'}: there is no such file\n")


def test_another_file_may_be_checked(say: Say, home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text('[nudge]\nevery = "50m"\n', encoding="utf-8")
    told = say("--home", home, "check-config", other)
    assert (told.code, told.out) == (0, f"{other}: all is well\n")


def test_every_fault_at_once(say: Say, home: Path, file: Path) -> None:
    (home / "routines").mkdir()
    (home / "exercises").mkdir()
    (home / "routines" / "mine.toml").write_text("id = 5", encoding="utf-8")
    (home / "exercises" / "mine.toml").write_bytes(b"\xff")
    file.write_text('[nudge]\nevry = "1h"\nevery = 5\n[rotine]\n[routine]\nname = "yoga"\n', encoding="utf-8")
    told = say("--home", home, "check-config")
    assert (told.code, told.out) == (1, "")
    for part in ("nudge.evry", "nudge.every", "rotine", "yoga", "mine.toml: ", "exercises"):
        assert any(part in fault for fault in told.faults), part
    assert file.read_text(encoding="utf-8").startswith("[nudge]")
    assert sorted(path.name for path in home.iterdir()) == ["config.toml", "exercises", "routines"]


def test_a_routine_with_an_exercise_that_is_not_there(say: Say, home: Path, file: Path) -> None:
    (home / "routines").mkdir()
    desk = shipped("routines", "desk.toml").read_text(encoding="utf-8")
    mine = desk.replace('id = "desk"', 'id = "mine"').replace("seated-twist", "seated-twirl")
    (home / "routines" / "mine.toml").write_text(mine, encoding="utf-8")
    file.write_text('[routine]\nname = "mine"\n', encoding="utf-8")
    told = say("--home", home, "check-config")
    assert told.code == 1
    assert told.faults[0] == "config.toml: routine.name: there is no routine “mine”; did you mean “minute”?"
    assert "there is no exercise “seated-twirl”; did you mean “seated-twist”?" in told.faults[1]
    assert say("--home", home, "plan", "--date", "2026-11-23").code == 0


def test_several_routines_in_turn_are_checked_each(say: Say, home: Path, file: Path) -> None:
    file.write_text('[routine]\nname = ["desk", "neck"]\n', encoding="utf-8")
    assert say("--home", home, "check-config").code == 0
    file.write_text('[routine]\nname = ["desk", "nek", "dsk"]\n', encoding="utf-8")
    assert say("--home", home, "check-config").faults == [
        "config.toml: routine.name: there is no routine “nek”; did you mean “neck”?",
        "config.toml: routine.name: there is no routine “dsk”; did you mean “desk”?",
    ]
    file.write_text("[routine]\nname = []\n", encoding="utf-8")
    (fault,) = say("--home", home, "check-config").faults
    assert fault.startswith("config.toml: routine.name: the list is empty; accepted: a name of letters, ")
    assert fault.endswith('as in ["desk", "neck"]')


def test_a_byte_order_mark_is_no_fault(say: Say, home: Path, file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbf[nudge]\nevery = "50m"\n')
    assert say("--home", home, "check-config").code == 0


def test_a_file_that_cannot_be_read(say: Say, home: Path, file: Path) -> None:
    file.mkdir()
    told = say("--home", home, "check-config")
    assert (told.code, told.out) == (1, "")
    assert told.err == "config.toml: it is a folder, not a file\n"


def test_settings_that_are_a_link_to_nowhere_are_not_those_of_nobody(say: Say, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").symlink_to("gone")
    told = say("--home", home, "check-config")
    assert (told.code, told.out) == (1, "")
    assert told.faults == ["config.toml: it is a link, and there is nothing where it leads"]


def test_settings_that_cannot_be_looked_at_are_not_those_of_nobody(say: Say, home: Path) -> None:
    home.write_text("in the place of the folder")
    told = say("--home", home, "check-config")
    assert (told.code, told.out) == (1, "")
    assert told.faults[0].startswith("config.toml: it cannot be read: ")
