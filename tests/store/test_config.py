"""A settings file never stops the start, is never changed and never ignored in silence."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.engine import first_state, step
from deskbreak.engine.events import Wake
from deskbreak.engine.outlook import outlook
from deskbreak.engine.wake import next_wake
from deskbreak.settings import MINUTE, Fault, Settings
from deskbreak.settings.example import example_text
from deskbreak.store import config
from deskbreak.store.config import ConfigExists, Loaded, Source, check, init, load, read, report
from deskbreak.store.paths import Paths


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


@pytest.fixture
def last_good(tmp_path: Path) -> Path:
    return tmp_path / "state" / "config.last-good.toml"


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def messages(loaded: Loaded) -> list[str]:
    return [str(fault) for fault in loaded.faults]


def test_no_file_is_the_defaults_without_a_fault(path: Path, last_good: Path) -> None:
    assert load(path, last_good) == Loaded(Settings(), (), Source.DEFAULTS)
    assert not last_good.exists()


def test_a_good_file_is_kept(path: Path, last_good: Path) -> None:
    write(path, '[nudge]\nevery = "20m"  # often\n[office]\ndays_off = [2026-12-24]\n')
    loaded = load(path, last_good)
    assert (loaded.settings.nudge.every, loaded.faults, loaded.source) == (20 * MINUTE, (), Source.FILE)
    assert loaded.notice == ""
    assert load(last_good, last_good).settings == loaded.settings


def test_the_copy_is_not_written_again_for_the_same(path: Path, last_good: Path) -> None:
    write(path, '[nudge]\nevery = "20m"\n')
    load(path, last_good)
    before = last_good.stat().st_ino
    load(path, last_good)
    assert last_good.stat().st_ino == before


def test_a_windows_editors_byte_order_mark_is_no_fault(path: Path, last_good: Path) -> None:
    write(path, b'\xef\xbb\xbf[nudge]\r\nevery = "20m"\r\n')
    assert load(path, last_good).settings.nudge.every == 20 * MINUTE


BROKEN = {
    '[nudge]\nevery = 20\nevry = "1h"\n': [
        'nudge.every: 20 has no unit, as "20m" has; accepted: a length of time from "10m" to "8h"',
        "nudge.evry: unknown setting; did you mean “every”?",
    ],
    "[office]\nhours = 09:00-18:00\n": [
        "line 2, column 10: Expected newline or end of document after a statement"
        ' (texts, times and lengths of time stand in quotes, as in every = "1h")'
    ],
    "[nudge": [
        "at the end of the file: Expected ']' at the end of a table declaration"
        ' (texts, times and lengths of time stand in quotes, as in every = "1h")'
    ],
    b'[nudge]\n# caf\xe9\nevery = "20m"\n': ["line 2 is no text in UTF-8"],
    "x = " + "[" * 5_000: [
        "line 1, column 29: tables and lists stand in each other more than 24 deep"
        ' (texts, times and lengths of time stand in quotes, as in every = "1h")'
    ],
    f"[reminder]\ntimes = {'9' * 5_000}\n": [
        "line 2, column 9: a number or a name without quotes has at most 256 characters"
        ' (texts, times and lengths of time stand in quotes, as in every = "1h")'
    ],
    b"\0" * (256 * 1024 + 1): ["it is larger than 256 kB"],
}


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_told_and_the_last_good_settings_stay(text: str | bytes, path: Path, last_good: Path) -> None:
    write(path, text)
    first = load(path, last_good)
    assert (first.settings, first.source) == (Settings(), Source.DEFAULTS)
    assert messages(first) == BROKEN[text]

    write(path, '[nudge]\nevery = "30m"\n')
    good = load(path, last_good).settings
    write(path, text)
    for _again in range(2):
        loaded = load(path, last_good)
        assert (loaded.settings, loaded.source) == (good, Source.LAST_GOOD)
        assert loaded.faults == first.faults
    assert path.read_bytes() == (text if isinstance(text, bytes) else text.encode())


def folder(path: Path) -> None:
    path.mkdir(parents=True)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path)


def nowhere(path: Path) -> None:
    path.symlink_to(path.parent / "not here")


def device(name: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(f"/dev/{name}")


ODD: tuple[tuple[Callable[[Path], None], str], ...] = (
    (folder, "it is a folder, not a file"),
    (pipe, "it is a pipe, not a file"),
    (loop, "it cannot be read: Too many levels of symbolic links"),
    (nowhere, "it is a link, and there is nothing where it leads"),
    (device("full"), "it is a device, not a file"),
    (device("zero"), "it is a device, not a file"),
)


@pytest.mark.parametrize(("make", "message"), ODD, ids=[message for _make, message in ODD])
def test_what_is_no_file_is_a_fault_and_the_last_good_settings_stay(
    make: Callable[[Path], None], message: str, path: Path, last_good: Path
) -> None:
    write(path, '[nudge]\nevery = "30m"\n')
    good = load(path, last_good).settings
    path.unlink()
    make(path)
    loaded = load(path, last_good)
    assert messages(loaded) == [message]
    assert (loaded.settings, loaded.source, loaded.notice) == (good, Source.LAST_GOOD, "")
    assert os.path.lexists(path)
    last_good.unlink()
    make(last_good)
    loaded = load(path, last_good)
    assert (loaded.settings, loaded.source) == (Settings(), Source.DEFAULTS)
    assert message in loaded.notice


def test_a_folder_that_is_a_link_to_nowhere_is_a_fault_and_the_last_good_settings_stay(
    path: Path, last_good: Path
) -> None:
    """Of those who keep ``~/.config/deskbreak`` elsewhere, as where that disk is not there just now."""
    write(path, '[nudge]\nevery = "30m"\n')
    good = load(path, last_good).settings
    path.unlink()
    path.parent.rename(path.parent.with_name("elsewhere"))
    nowhere(path.parent)
    loaded = load(path, last_good)
    assert messages(loaded) == [f"{path.parent} is a link, and there is nothing where it leads"]
    assert (loaded.settings, loaded.source) == (good, Source.LAST_GOOD)


@pytest.mark.parametrize("make", [pipe, loop, nowhere, device("full")])
def test_what_is_no_copy_is_replaced_by_one(make: Callable[[Path], None], path: Path, last_good: Path) -> None:
    last_good.parent.mkdir(mode=0o700)
    make(last_good)
    write(path, '[nudge]\nevery = "30m"\n')
    loaded = load(path, last_good)
    assert loaded.notice == ""
    assert not last_good.is_symlink()
    assert load(last_good, last_good).settings == loaded.settings


def test_what_cannot_be_read_just_now_is_neither_lost_nor_written_over(
    path: Path, last_good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read everything, so the refusal is played."""

    def refused(*_args: object, **_more: object) -> int:
        raise PermissionError(13, "Permission denied")

    write(path, '[nudge]\nevery = "30m"\n')
    good = load(path, last_good).settings
    write(path, '[nudge]\nevery = "40m"\n')
    opened = os.open
    with monkeypatch.context() as shut:
        shut.setattr(os, "open", lambda at, *more, **named: (refused if at == path else opened)(at, *more, **named))
        loaded = load(path, last_good)
        assert messages(loaded) == ["it cannot be read: Permission denied"]
        assert (loaded.settings, loaded.source) == (good, Source.LAST_GOOD)
    before = last_good.read_bytes()
    with monkeypatch.context() as shut:
        shut.setattr(
            os, "open", lambda at, *more, **named: (refused if at == last_good else opened)(at, *more, **named)
        )
        loaded = load(path, last_good)
        assert loaded.settings.nudge.every == 40 * MINUTE
        assert "could not be kept" in loaded.notice
    assert last_good.read_bytes() == before
    with monkeypatch.context() as shut:
        shut.setattr(os, "open", refused)
        loaded = load(path, last_good)
        assert (loaded.settings, loaded.source) == (Settings(), Source.DEFAULTS)
        assert "Permission denied" in loaded.notice


def test_days_off_for_ever_leave_an_engine_that_runs(path: Path, last_good: Path) -> None:
    write(path, '[office]\ndays_off = ["9999-12-31", "0001-01-01..0001-01-02", "2000-01-01..9999-12-30"]\n')
    loaded = load(path, last_good)
    assert loaded.faults == ()
    at = Instant(0, 1_795_420_800_000, "UTC")
    state, _actions = step(first_state(at), Wake(at), loaded.settings)
    assert next_wake(state, loaded.settings) is None
    assert outlook(state, loaded.settings, at).off_until is None


def test_a_removed_file_is_the_defaults_also_for_later(path: Path, last_good: Path) -> None:
    write(path, '[nudge]\nevery = "30m"\n')
    load(path, last_good)
    path.unlink()
    assert load(path, last_good) == Loaded(Settings(), (), Source.DEFAULTS)
    write(path, "[nudge")
    assert load(path, last_good).source is Source.DEFAULTS


def test_of_a_last_good_file_that_is_no_longer_all_good_the_rest_counts(path: Path, last_good: Path) -> None:
    write(last_good, '[nudge]\nevery = "30m"\nof_old = 1\n')
    write(path, "[nudge")
    loaded = load(path, last_good)
    assert loaded.settings.nudge.every == 30 * MINUTE
    assert loaded.source is Source.LAST_GOOD


def test_a_damaged_copy_does_not_stop_the_start(path: Path, last_good: Path) -> None:
    write(last_good, "[nudge")
    write(path, "[away")
    assert load(path, last_good).source is Source.DEFAULTS


def test_where_the_copy_cannot_be_kept_that_is_said(path: Path, tmp_path: Path) -> None:
    write(path, '[nudge]\nevery = "30m"\n')
    (tmp_path / "file").touch()
    loaded = load(path, tmp_path / "file" / "last-good.toml")
    assert loaded.settings.nudge.every == 30 * MINUTE
    assert loaded.notice.endswith("Not a directory")


def test_checking_writes_nothing(path: Path, tmp_path: Path) -> None:
    assert check(path).faults == (Fault("", "there is no such file"),)
    write(path, '[nudge]\nevery = "30m"\n')
    assert check(path).faults == ()
    write(path, "[nugde]\n")
    assert report(check(path).faults, path) == ["config.toml: nugde: unknown group; did you mean “nudge”?"]
    write(path, "[nudge")
    assert report(check(path).faults, path)[0].startswith("config.toml: at the end of the file: ")
    assert list(tmp_path.iterdir()) == [path.parent]


def test_a_look_without_keeping_writes_nothing(path: Path, last_good: Path, tmp_path: Path) -> None:
    write(path, '[nudge]\nevery = "30m"\n')
    paths = Paths(path.parent, last_good.parent, tmp_path)
    assert read(paths).settings.nudge.every == 30 * MINUTE
    assert list(tmp_path.iterdir()) == [path.parent]
    load(path, last_good)
    path.unlink()
    assert read(paths).source is Source.DEFAULTS
    assert last_good.exists()


def test_init_writes_the_commented_file_once(path: Path, last_good: Path) -> None:
    init(path)
    assert path.read_text(encoding="utf-8") == example_text()
    assert load(path, last_good).settings == Settings()
    write(path, "mine")
    with pytest.raises(ConfigExists, match="is there already"):
        init(path)
    assert path.read_bytes() == b"mine"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary() | st.text(alphabet='[]="\n#nudge.every 0129m{},:-').map(str.encode))
def test_no_content_stops_the_start(path: Path, last_good: Path, content: bytes) -> None:
    write(path, content)
    loaded = config.load(path, last_good)
    assert loaded.source is Source.FILE or loaded.faults
    assert path.read_bytes() == content
