"""The settings file is changed key by key, with a look at what is there, or not at all (and why is said)."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from deskbreak.settings import HOUR, MINUTE, Settings, TimeRange
from deskbreak.settings.example import example_text
from deskbreak.store import config_edit
from deskbreak.store.config import check
from deskbreak.store.config_edit import LARGEST_EDITED, MOST_STEPS, MOST_TABLES, ConfigEditor, Uneditable
from deskbreak.store.folder_lock import folder_lock
from deskbreak.store.regular_file import LARGEST

no_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
TEN_TO_SIX = TimeRange(10 * 60, 18 * 60)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    return tmp_path / "config" / "config.toml"


@pytest.fixture
def editor(path: Path) -> ConfigEditor:
    return ConfigEditor(path)


def names(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def refused(change: Callable[[], object]) -> str:
    with pytest.raises(Uneditable) as refusal:
        change()
    return str(refusal.value)


def test_without_a_file_it_is_the_example_with_what_was_put(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "config" / "config.toml"
    editor = ConfigEditor(path)
    assert (editor.fault, editor.can_undo, editor.undo()) == ("", False, ())
    editor.reset("office.hours")
    editor.put({"office.hours": Settings().office.hours, "coach.voice": True})
    assert not path.exists()  # for what is so anyway nothing is begun
    editor.put({"office.hours": TEN_TO_SIX})
    assert path.read_text("utf-8") == example_text().replace('\n#hours = "09:00-18:00"\n', '\nhours = "10:00-18:00"\n')
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert editor.undo() == ("office.hours",)
    assert path.read_text("utf-8") == example_text()
    assert (editor.can_undo, editor.undo()) == (False, ())


def test_several_are_one_step(path: Path, editor: ConfigEditor) -> None:
    path.write_text("# Mine.\n[nudge]\n#every = '1h'\n", "utf-8")
    editor.put({"nudge.every": 2 * HOUR, "nudge.enabled": True, "coach.volume": 40})
    assert path.read_text("utf-8") == '# Mine.\n[nudge]\nevery = "2h"\n\n[coach]\nvolume = 40\n'
    editor.reset("coach.volume", "nudge.every")
    assert path.read_text("utf-8") == '# Mine.\n[nudge]\n#every = "1h"\n\n[coach]\n#volume = 70\n'
    assert editor.undo() == ("coach.volume", "nudge.every")
    assert editor.undo() == ("nudge.every", "coach.volume")
    assert path.read_text("utf-8") == "# Mine.\n[nudge]\n#every = '1h'\n"


def test_several_routines_are_a_list_and_one_is_a_text_again(path: Path, editor: ConfigEditor) -> None:
    path.write_text('[routine]\n# Mine.\nname = "mine"  # it is\npause = "20s"\n', "utf-8")
    editor.put({"routine.name": ("mine", "neck")})
    assert path.read_text("utf-8") == '[routine]\n# Mine.\nname = ["mine", "neck"]  # it is\npause = "20s"\n'
    editor.put({"routine.name": ("neck",)})
    assert 'name = "neck"  # it is' in path.read_text("utf-8")
    assert editor.undo() == ("routine.name",)
    assert 'name = ["mine", "neck"]' in path.read_text("utf-8")
    assert editor.undo() == ("routine.name",)
    assert 'name = "mine"  # it is' in path.read_text("utf-8")


def test_what_is_there_no_more_is_not_put_back_and_the_rest_is(path: Path, editor: ConfigEditor) -> None:
    path.write_text('[routine]\nname = "mine"\n', "utf-8")
    editor.put({"routine.name": ("desk",), "coach.volume": 40})
    asked: list[tuple[str, object]] = []

    def gone(key: str, was: object) -> bool:
        asked.append((key, was))
        return key == "routine.name"

    assert editor.undo(gone) == ("coach.volume",)
    assert asked == [("routine.name", "mine")], "what had no value is never gone"
    assert 'name = "desk"' in path.read_text("utf-8")
    assert "\nvolume" not in path.read_text("utf-8")
    assert not editor.can_undo


def test_what_is_said_already_is_not_written_again(path: Path, editor: ConfigEditor) -> None:
    path.write_text('[nudge]\nevery = "60 m"\n[office.other_hours]\n[reminder]\ntimes = 1\n', "utf-8")
    before = path.stat().st_ino
    editor.put({"nudge.every": HOUR, "coach.voice": True, "reminder.times": 1})
    editor.put({})
    editor.reset("office.other_hours")
    editor.reset()
    assert (path.stat().st_ino, editor.can_undo) == (before, False)


def test_what_others_have_written_meanwhile_stays(path: Path, editor: ConfigEditor) -> None:
    path.write_text("[nudge]\nenabled = true\n", "utf-8")
    editor.put({"nudge.every": 2 * HOUR})
    path.write_text(path.read_text("utf-8").replace("true", "false # no") + "# more\n", "utf-8")
    editor.put({"coach.voice": False})
    whole = '[nudge]\nenabled = false # no\nevery = "2h"\n# more\n\n[coach]\nvoice = false\n'
    assert path.read_text("utf-8") == whole
    assert editor.undo() == ("coach.voice",)
    path.write_text(path.read_text("utf-8") + "# still more\n", "utf-8")
    assert editor.undo() == ("nudge.every",)
    assert path.read_text("utf-8") == '[nudge]\nenabled = false # no\n#every = "1h"\n# more\n# still more\n'


def test_what_others_have_changed_since_is_not_taken_back(path: Path, editor: ConfigEditor) -> None:
    editor.put({"coach.volume": 10})
    editor.put({"nudge.every": 2 * HOUR, "coach.voice": False})
    editor.put({"reminder.times": 1})
    text = path.read_text("utf-8").replace('every = "2h"', 'every = "3h"').replace("times = 1\n", "times = 2\n")
    path.write_text(text, "utf-8")
    assert editor.undo() == ("coach.voice",)  # nothing is left of the last step, and of this one a half
    assert path.read_text("utf-8") == text.replace("\nvoice = false\n", "\n#voice = true\n")
    path.unlink()
    assert editor.undo() == ()
    assert not path.exists()


def test_as_many_steps_are_kept_as_anybody_takes_back(path: Path, editor: ConfigEditor) -> None:
    path.write_text("[coach]\nvolume = 0\n", "utf-8")
    for number in range(MOST_STEPS + 2):
        editor.put({"coach.volume": 1 + number % 2})
    while editor.can_undo:
        editor.undo()
    assert check(path).settings.coach.volume == 2


BETWEEN = [
    lambda path: path.write_text("[nudge]\n# theirs\n", "utf-8"),
    lambda path: path.unlink(missing_ok=True),
]


@pytest.mark.parametrize("theirs", BETWEEN)
@pytest.mark.parametrize("before", ["[coach]\n", None])
def test_written_by_another_between_reading_and_writing(
    before: str | None,
    theirs: Callable[[Path], object],
    path: Path,
    editor: ConfigEditor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if before is not None:
        path.write_text(before, "utf-8")
    left = [theirs]

    @contextmanager
    def lock(folder: Path) -> Iterator[None]:
        if left:
            left.pop()(path)
        with folder_lock(folder):
            yield

    monkeypatch.setattr(config_edit, "folder_lock", lock)
    editor.put({"coach.volume": 40})
    now = check(path)
    assert (now.settings.coach.volume, now.faults, left) == (40, (), [])
    assert ("# theirs" in path.read_text("utf-8")) == (theirs is BETWEEN[0])
    # What is taken back goes by the same way.
    left.append(theirs)
    assert editor.undo() in (("coach.volume",), ())
    assert check(path).settings == Settings()


def test_another_who_never_rests_is_told_of(path: Path, editor: ConfigEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text("", "utf-8")

    @contextmanager
    def lock(folder: Path) -> Iterator[None]:
        path.write_bytes(path.read_bytes() + b"#\n")
        yield

    monkeypatch.setattr(config_edit, "folder_lock", lock)
    assert refused(lambda: editor.put({"coach.volume": 40})) == (
        f"{path} is being changed by another program just now."
    )
    assert path.read_bytes().strip(b"#\n") == b""


@pytest.mark.skipif(sys.platform == "win32", reason="there nobody is kept out")
def test_another_deskbreak_that_writes_is_waited_for(path: Path, editor: ConfigEditor) -> None:
    with folder_lock(path.parent):
        assert "another program" in refused(lambda: editor.put({"coach.volume": 40}))
    editor.put({"coach.volume": 40})
    with folder_lock(path.parent):
        pass  # and nobody is kept out after that


@pytest.mark.skipif(sys.platform == "win32", reason="there nobody is kept out")
def test_a_file_system_without_locks_will_do(path: Path, editor: ConfigEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(descriptor: int, how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", flock)
    editor.put({"coach.volume": 40})
    assert check(path).settings.coach.volume == 40


# What is not accepted

NO_PAIR = "away.rest: away.rest (1h) is longer than away.long (45m); accepted: at most as long"


def test_values_that_are_not_accepted_are_told_and_not_written(path: Path, editor: ConfigEditor) -> None:
    path.write_text("[away]\n", "utf-8")
    assert refused(lambda: editor.put({"away.rest": HOUR})) == f"config.toml: {NO_PAIR}"
    assert refused(lambda: editor.put({"coach.volume": 101})) == (
        "config.toml: coach.volume: 101 is out of range; accepted: a whole number from 0 to 100"
    )
    assert path.read_text("utf-8") == "[away]\n"
    editor.put({"away.rest": HOUR, "away.long": HOUR})
    assert refused(lambda: editor.reset("away.long")).endswith(NO_PAIR.partition(" ")[2])
    editor.reset("away.long", "away.rest")
    assert path.read_text("utf-8") == '[away]\n#rest = "5m"\n#long = "45m"\n'
    with pytest.raises(KeyError):
        editor.put({"away.dinner": HOUR})


def test_faults_elsewhere_stay_and_are_mended_by_a_value(path: Path, editor: ConfigEditor) -> None:
    text = '[nudge]\nevry = "1h" # oh\nevery = 20\nmerge = "5m"\n[offce]\nhours = 3\n'
    path.write_text(text, "utf-8")
    assert editor.fault == ""
    editor.put({"nudge.merge": 10 * MINUTE})
    assert path.read_text("utf-8") == text.replace('"5m"', '"10m"')
    editor.put({"nudge.every": 20 * MINUTE})
    assert path.read_text("utf-8") == text.replace('"5m"', '"10m"').replace("= 20", '= "20m"')
    path.write_text(path.read_text("utf-8") + "# more\n", "utf-8")
    assert editor.undo() == ("nudge.every",)
    assert path.read_text("utf-8") == text.replace('"5m"', '"10m"') + "# more\n"
    editor.reset("nudge.every")
    assert [fault.key for fault in check(path).faults] == ["nudge.evry", "offce"]


def test_a_setting_whose_fault_hides_another_does_not_let_it_in(path: Path, editor: ConfigEditor) -> None:
    text = "[away]\nlong = 3\n"
    path.write_text(text, "utf-8")
    assert refused(lambda: editor.put({"away.rest": HOUR})) == f"config.toml: {NO_PAIR}"
    path.write_text('[away]\nrest = "1h"\nlong = "50m"\n', "utf-8")  # both count as not given
    assert refused(lambda: editor.put({"away.rest": 55 * MINUTE})) == (f"config.toml: {NO_PAIR.replace('1h', '55m')}")
    assert refused(lambda: editor.put({"away.rest": 40 * MINUTE, "away.long": 30 * MINUTE})).startswith("config.toml: ")
    editor.put({"away.long": 2 * HOUR})
    assert check(path).settings.away.rest == HOUR


def test_a_group_that_is_none_is_told(path: Path, editor: ConfigEditor) -> None:
    path.write_text("office = 3\n", "utf-8")
    assert refused(lambda: editor.put({"office.hours": TEN_TO_SIX})) == (
        f"{path}: no way was found to change office.hours; it can be written there by hand."
    )
    editor.put({"coach.voice": False})
    assert path.read_text("utf-8") == "office = 3\n\n[coach]\nvoice = false\n"


ODDLY_LARGE = {
    "long": "#" * LARGEST_EDITED + "\n",
    "just too long with one more": "#" * (LARGEST_EDITED - 10) + "\n",
    "many tables": "".join(f"[a.b{number}]\n \t" for number in range(MOST_TABLES + 1)),
}


@pytest.mark.parametrize("how", ODDLY_LARGE)
def test_a_file_that_nobody_has_written_by_hand_is_left_to_whoever_did(
    how: str, path: Path, editor: ConfigEditor
) -> None:
    """It would take long; deskbreak reads it."""
    path.write_text(ODDLY_LARGE[how], "utf-8")
    told = f"{path} has more than is changed here (64 kB, 200 tables); it can be changed by hand."
    assert refused(lambda: editor.put({"coach.voice": False})) == told
    assert editor.fault == ("" if "one more" in how else told)
    assert path.read_text("utf-8") == ODDLY_LARGE[how]


# What cannot be changed at all


def no_toml(path: Path) -> str:
    path.write_text("# mine\n[nudge]\nevery = 1h\n", "utf-8")
    return "config.toml: line 3, column 10: "


def nul(path: Path) -> str:
    path.write_bytes(b"[nudge]\0\n")
    return "config.toml: line 1, column 8: "


def no_text(path: Path) -> str:
    path.write_bytes(b"[nudge]\n# caf\xe9\n")
    return "config.toml: line 2 is no text in UTF-8"


def too_large(path: Path) -> str:
    path.write_bytes(b"#" * (LARGEST + 1))
    return "config.toml: it is larger than 256 kB"


def folder(path: Path) -> str:
    path.mkdir()
    return "config.toml: it is a folder, not a file"


def pipe(path: Path) -> str:
    os.mkfifo(path)
    return "config.toml: it is a pipe, not a file"


def dead_link(path: Path) -> str:
    path.symlink_to("nowhere")
    return "config.toml: it is a link, and there is nothing where it leads"


def loop(path: Path) -> str:
    path.symlink_to(path)
    return "config.toml: it cannot be read: Too many levels of symbolic links"


def linked(path: Path) -> str:
    (path.parent / "dotfiles").mkdir()
    path.symlink_to("dotfiles/deskbreak.toml")
    path.write_text("[nudge\n", "utf-8")
    return "config.toml: line 1, column 7: "


BROKEN = [
    *(pytest.param(one) for one in (no_toml, nul, no_text, too_large, folder)),
    *(pytest.param(one, marks=no_links) for one in (pipe, dead_link, loop, linked)),
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_file_is_left_alone_until_the_user_says_so(
    broken: Callable[[Path], str], path: Path, editor: ConfigEditor
) -> None:
    editor.put({"coach.volume": 40})
    path.unlink()
    told = broken(path)
    target = path.resolve() if broken is linked else path
    before = (target.lstat().st_ino, target.lstat().st_mtime_ns)
    assert editor.fault.startswith(told)
    for change in (lambda: editor.put({"coach.voice": False}), lambda: editor.reset("coach.voice"), editor.undo):
        assert refused(change) == editor.fault
    assert (target.lstat().st_ino, target.lstat().st_mtime_ns) == before
    assert editor.can_undo

    aside = target.with_name(f"{target.stem}.damaged-1.toml")
    sentence = editor.start_anew()
    assert sentence.startswith(f"{target} cannot be used (")
    assert sentence.endswith(f"it was set aside as {aside.name}.")
    assert (aside.lstat().st_ino, aside.lstat().st_mtime_ns) == before
    assert path.read_text("utf-8") == example_text()
    assert path.is_symlink() == (broken is linked)
    assert (editor.fault, editor.can_undo, editor.start_anew()) == ("", False, "")
    editor.put({"coach.voice": False})
    assert not check(path).settings.coach.voice


def test_a_file_that_was_mended_is_not_begun_anew(path: Path, editor: ConfigEditor) -> None:
    path.write_text("[nudge]\n", "utf-8")
    assert editor.start_anew() == ""
    assert (path.read_text("utf-8"), names(path)) == ("[nudge]\n", ["config.toml"])


@no_links
def test_a_folder_that_is_not_there_just_now_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").symlink_to("nowhere")
    editor = ConfigEditor(tmp_path / "config" / "config.toml")
    assert editor.fault == f"config.toml: {tmp_path / 'config'} is a link, and there is nothing where it leads"
    assert refused(lambda: editor.put({"coach.voice": False})) == editor.fault
    assert "there is nothing where it leads" in refused(editor.start_anew)
    assert (tmp_path / "config").readlink() == Path("nowhere")


def test_what_cannot_be_set_aside_stays(path: Path, editor: ConfigEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    no_toml(path)

    def rename(self: Path, _to: Path) -> Path:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "rename", rename)
    assert "nor set aside" in refused(editor.start_anew)
    assert names(path) == ["config.toml"]


def test_a_new_file_that_cannot_be_written_is_told(
    path: Path, editor: ConfigEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_toml(path)
    no_space(monkeypatch)
    assert "No space left on device" in refused(editor.start_anew)
    assert names(path) == ["config.damaged-1.toml"]


@pytest.mark.parametrize("there", [True, False])
def test_what_is_read_only_is_told(
    there: bool, path: Path, editor: ConfigEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file, its folder, or the whole disk."""
    if there:
        path.write_text("[nudge]\n", "utf-8")
    monkeypatch.setattr("os.access", lambda _path, _how: False)  # root may do everything
    assert editor.fault == f"{path} cannot be changed: it, or its folder, is read-only."
    assert refused(lambda: editor.put({"coach.voice": False})) == editor.fault
    assert refused(editor.start_anew) == editor.fault
    assert names(path) == (["config.toml"] if there else [])


def no_space(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(_descriptor: int, _content: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", write)


@pytest.mark.parametrize("there", [True, False])
def test_on_a_full_disk_it_is_as_it_was(
    there: bool, path: Path, editor: ConfigEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    if there:
        path.write_text("[nudge]\n", "utf-8")
    with monkeypatch.context() as full:
        no_space(full)
        told = refused(lambda: editor.put({"coach.voice": False}))
    assert told == f"{path} cannot be written: No space left on device. It is as it was."
    assert (names(path), editor.can_undo) == (["config.toml"] if there else [], False)
    assert not there or path.read_text("utf-8") == "[nudge]\n"
    editor.put({"coach.voice": False})
    with monkeypatch.context() as full:
        no_space(full)
        assert "No space" in refused(editor.undo)
    assert editor.undo() == ("coach.voice",)


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced there")
def test_what_is_written_and_only_not_brought_to_the_disk_is_written(
    path: Path, editor: ConfigEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("[nudge]\n", "utf-8")
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    editor.put({"coach.voice": False})
    assert path.read_text("utf-8") == "[nudge]\n\n[coach]\nvoice = false\n"
    assert editor.undo() == ("coach.voice",)


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed so there")
def test_killed_between_writing_and_renaming_it_is_the_old_one_and_goes_on(path: Path, editor: ConfigEditor) -> None:
    path.write_text("[nudge]\n", "utf-8")
    code = (
        "import os, pathlib, signal, sys\n"
        "from deskbreak.store.config_edit import ConfigEditor\n"
        "pathlib.Path.replace = lambda *_given: os.kill(os.getpid(), signal.SIGKILL)\n"
        "ConfigEditor(pathlib.Path(sys.argv[1])).put({'coach.voice': False})\n"
    )
    assert subprocess.run([sys.executable, "-c", code, path], check=False).returncode == -9
    assert path.read_text("utf-8") == "[nudge]\n"
    assert names(path) == [".config.toml.new", "config.toml"]
    editor.put({"coach.voice": False})
    assert names(path) == ["config.toml"]


@no_links
def test_a_link_to_where_one_keeps_such_files_stays_one(tmp_path: Path, path: Path, editor: ConfigEditor) -> None:
    kept = tmp_path / "dotfiles" / "deskbreak.toml"
    kept.parent.mkdir()
    kept.write_text("[nudge]\n", "utf-8")
    kept.chmod(0o640)
    path.symlink_to(kept)
    editor.put({"coach.voice": False})
    assert path.is_symlink()
    assert kept.read_text("utf-8") == "[nudge]\n\n[coach]\nvoice = false\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert (names(path), names(kept)) == (["config.toml"], ["deskbreak.toml"])


def test_a_mark_and_other_line_ends_stay(path: Path, editor: ConfigEditor) -> None:
    path.write_bytes("\ufeff[coach]\r\n#volume = 70\r\n# größer".encode())
    editor.put({"coach.volume": 40, "coach.voice": False})
    assert path.read_bytes() == "\ufeff[coach]\r\nvolume = 40\r\nvoice = false\r\n# größer".encode()


def test_the_library_comes_with_the_first_change(path: Path) -> None:
    path.write_text("[nudge]\n", "utf-8")
    code = (
        "import pathlib, sys\n"
        "from deskbreak.store.config_edit import ConfigEditor\n"
        "editor = ConfigEditor(pathlib.Path(sys.argv[1]))\n"
        "told = [editor.fault, editor.undo(), 'tomlkit' in sys.modules]\n"
        "editor.put({'coach.voice': False})\n"
        "print(*told, 'tomlkit' in sys.modules)\n"
    )
    done: Any = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout == " () False True\n"
