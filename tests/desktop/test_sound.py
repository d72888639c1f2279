"""The sounds themselves, and the player of them with programs that play, fail and hang."""

import array
import errno
import importlib.util
import stat
import sys
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.sound import player as bounds
from deskbreak.desktop.sound.player import SoundPlayer
from deskbreak.desktop.sound.sounds import Sound, softened
from deskbreak.store.content.shipped import shipped

LIMIT = 10_000
MAKER = Path(__file__).parents[2] / "packaging" / "sounds.py"


def heard(file: Path) -> tuple[int, "array.array[int]"]:
    with wave.open(str(file), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        return sound.getframerate(), array.array("h", sound.readframes(sound.getnframes()))


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sounds", MAKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# The sounds


@pytest.mark.parametrize("sound", Sound)
def test_each_sound_is_soft_and_short_and_does_not_click(sound: Sound) -> None:
    rate, samples = heard(shipped("sounds", f"{sound}.wav"))
    assert 0.3 <= len(samples) / rate <= 1.2
    assert 10_000 < max(map(abs, samples)) <= 16_384
    assert abs(samples[0]) < 200
    assert max(map(abs, samples[-rate // 100 :])) < 200


def test_they_weigh_little() -> None:
    assert sum(file.stat().st_size for file in shipped("sounds").iterdir()) < 100_000


def test_they_are_what_the_script_makes(tmp_path: Path) -> None:
    maker().write(tmp_path)
    made = {file.name for file in tmp_path.iterdir()}
    assert made == {f"{sound}.wav" for sound in Sound} == {file.name for file in shipped("sounds").glob("*.wav")}
    for name in made:
        rate, samples = heard(tmp_path / name)
        kept_rate, kept = heard(shipped("sounds", name))
        assert (rate, len(samples)) == (kept_rate, len(kept))
        assert max(abs(new - old) for new, old in zip(samples, kept, strict=True)) <= 1  # another libm rounds otherwise


def test_a_sound_is_made_softer(tmp_path: Path) -> None:
    source, target = shipped("sounds", "done.wav"), tmp_path / "softer.wav"
    softened(source, target, 40)
    rate, samples = heard(target)
    loud_rate, loud = heard(source)
    assert (rate, len(samples)) == (loud_rate, len(loud))
    assert max(map(abs, samples)) == pytest.approx(0.4 * max(map(abs, loud)), abs=2)


# The player


class Players:
    """A folder of programs that note what they are to play."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def program(self, name: str, then: str = "exit 0") -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$*\" >>'{path}.played'\n{then}\n")
        path.chmod(0o755)

    def played(self, name: str) -> list[str]:
        notes = self.folder / f"{name}.played"
        return [Path(line).name for line in notes.read_text().splitlines()] if notes.exists() else []

    def which(self, name: str) -> str | None:
        path = self.folder / name
        return str(path) if path.exists() else None


@pytest.fixture
def players(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Players:
    players = Players(tmp_path)
    monkeypatch.setattr("shutil.which", players.which)
    return players


@pytest.fixture
def open_player(qtbot: QtBot, players: Players, tmp_path: Path) -> Iterator[Callable[..., SoundPlayer]]:
    made: list[SoundPlayer] = []

    def make(platform: str = "linux") -> SoundPlayer:
        made.append(SoundPlayer(shipped("sounds"), tmp_path / "copies", platform))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_the_desktops_own_player_plays_it(
    qtbot: QtBot, players: Players, open_player: Callable[..., SoundPlayer]
) -> None:
    players.program("pw-play")
    players.program("paplay")
    player = open_player()
    player.play(Sound.START, 100)
    qtbot.waitUntil(lambda: players.played("paplay") == ["start.wav"], timeout=LIMIT)
    qtbot.waitUntil(lambda: not player.playing, timeout=LIMIT)
    assert (player.fault, players.played("pw-play")) == ("", [])


def test_a_softer_sound_is_a_copy_and_made_once(
    qtbot: QtBot, players: Players, open_player: Callable[..., SoundPlayer]
) -> None:
    keep = players.folder / "kept.wav"
    players.program("afplay", f"cp \"$1\" '{keep}'")
    player = open_player("darwin")
    for times in (1, 2):
        player.play(Sound.DONE, 50)
        qtbot.waitUntil(lambda times=times: players.played("afplay") == ["done-50.wav"] * times, timeout=LIMIT)  # type: ignore[misc]
        qtbot.waitUntil(lambda: not player.playing, timeout=LIMIT)
    loudest = max(map(abs, heard(shipped("sounds", "done.wav"))[1]))
    assert max(map(abs, heard(keep)[1])) == pytest.approx(loudest / 2, abs=2)


def test_volume_nought_is_silence(players: Players, open_player: Callable[..., SoundPlayer]) -> None:
    players.program("paplay")
    player = open_player()
    player.play(Sound.START, 0)
    assert player.playing == 0


@pytest.mark.parametrize(
    ("ill", "why"),
    [("echo 'Connection refused' >&2; exit 1", "Connection refused"), ("exit 4", "it ended with 4")],
)
def test_one_that_fails_gives_way_to_the_next(
    qtbot: QtBot, players: Players, open_player: Callable[..., SoundPlayer], ill: str, why: str
) -> None:
    players.program("paplay", ill)
    players.program("pw-play")
    player = open_player()
    player.play(Sound.START, 100)
    qtbot.waitUntil(lambda: player.fault == f"paplay: {why}", timeout=LIMIT)
    player.play(Sound.CHANGE, 100)
    qtbot.waitUntil(lambda: players.played("pw-play") == ["change.wav"], timeout=LIMIT)
    assert players.played("paplay") == ["start.wav"]


def test_one_that_hangs_is_ended_and_gives_way_too(
    qtbot: QtBot, players: Players, open_player: Callable[..., SoundPlayer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "LONGEST_MS", 100)
    players.program("paplay", "exec sleep 60")
    players.program("pw-play")
    player = open_player()
    player.play(Sound.START, 100)
    qtbot.waitUntil(lambda: player.fault == "paplay: it did not come to an end", timeout=LIMIT)
    qtbot.waitUntil(lambda: not player.playing, timeout=LIMIT)
    player.play(Sound.CHANGE, 100)
    qtbot.waitUntil(lambda: players.played("pw-play") == ["change.wav"], timeout=LIMIT)


def test_a_player_is_asked_again_when_all_have_failed(
    qtbot: QtBot, players: Players, open_player: Callable[..., SoundPlayer]
) -> None:
    """A sound server that was away comes back."""
    players.program("paplay", "exit 1")
    player = open_player()
    for times in (1, 2):
        player.play(Sound.START, 100)
        qtbot.waitUntil(lambda times=times: len(players.played("paplay")) == times, timeout=LIMIT)  # type: ignore[misc]
        qtbot.waitUntil(lambda: not player.playing, timeout=LIMIT)


def test_only_so_many_at_once(
    qtbot: QtBot, players: Players, open_player: Callable[..., SoundPlayer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "AT_ONCE", 3)
    players.program("paplay", "exec sleep 60")
    player = open_player()
    for _time in range(5):
        player.play(Sound.START, 100)
    assert player.playing == 3
    player.close()
    assert player.playing == 0


def test_without_any_player_it_is_quiet(open_player: Callable[..., SoundPlayer]) -> None:
    player = open_player()
    player.play(Sound.START, 70)
    assert (player.playing, player.fault) == (0, "there is no program that plays sounds")


def test_a_player_that_cannot_be_started(
    qtbot: QtBot, players: Players, open_player: Callable[..., SoundPlayer]
) -> None:
    players.program("paplay")
    player = open_player()
    (players.folder / "paplay").unlink()
    player.play(Sound.START, 100)
    qtbot.waitUntil(lambda: player.fault.startswith("paplay: "), timeout=LIMIT)


def test_a_sound_that_is_missing_is_missed_by_nobody(qtbot: QtBot, players: Players, tmp_path: Path) -> None:
    players.program("paplay")
    player = SoundPlayer(tmp_path / "nowhere", tmp_path / "copies", "linux")
    player.play(Sound.START, 70)
    assert player.playing == 0
    assert player.fault.startswith("start: ")
    player.close()


def test_what_is_wrong_with_a_sound_is_told_with_its_file(
    qtbot: QtBot, players: Players, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of the copy, of which a full disk tells nothing, or that of the sound which is none."""
    players.program("paplay")
    (tmp_path / "start.wav").write_bytes(b"RIFF")
    player = SoundPlayer(tmp_path, tmp_path / "copies", "linux")
    player.play(Sound.START, 70)
    assert f"start: {tmp_path / 'start.wav'}: " in player.fault

    def full(*_what: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("deskbreak.desktop.sound.player.softened", full)
    player.play(Sound.START, 70)
    assert player.fault == f"start: {tmp_path / 'copies' / 'start-70.wav'}: No space left on device"
    player.close()


def test_its_copies_lie_where_it_is_told_and_go_with_it(
    open_player: Callable[..., SoundPlayer], players: Players, tmp_path: Path
) -> None:
    players.program("paplay")
    player = open_player()
    player.play(Sound.START, 70)
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["start-70.wav"]
    assert stat.S_IMODE((tmp_path / "copies").stat().st_mode) == 0o700
    player.close()
    assert not (tmp_path / "copies").exists()


def test_no_copy_is_written_through_a_link(
    open_player: Callable[..., SoundPlayer], players: Players, tmp_path: Path
) -> None:
    players.program("paplay")
    (tmp_path / "theirs").mkdir()
    (tmp_path / "copies").symlink_to("theirs")
    player = open_player()
    player.play(Sound.START, 70)
    assert "copies is a link" in player.fault
    assert not list((tmp_path / "theirs").iterdir())


def test_windows_plays_it_itself(
    qtbot: QtBot, open_player: Callable[..., SoundPlayer], monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[tuple[str, int]] = []
    module = SimpleNamespace(SND_FILENAME=1, SND_ASYNC=2, SND_NODEFAULT=4, PlaySound=lambda *told: played.append(told))
    monkeypatch.setitem(sys.modules, "winsound", module)
    player = open_player("win32")
    player.play(Sound.NUDGE, 30)
    ((file, how),) = played
    assert (Path(file).name, how) == ("nudge-30.wav", 7)

    def broken(*told: object) -> None:
        raise RuntimeError("Failed to play sound")

    module.PlaySound = broken
    player.play(Sound.NUDGE, 30)
    assert player.fault == "winsound: Failed to play sound"
