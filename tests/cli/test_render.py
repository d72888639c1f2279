"""``deskbreak render``: pictures of an exercise, and one that moves where Pillow is installed."""

import json
import os
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QImage

from tests.cli.conftest import Say

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def _no_pillow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL.Image", None)


@pytest.mark.usefixtures("_no_pillow")
def test_it_writes_a_repetition_as_pictures(say: Say, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "made" / "here"
    told = say("--home", home, "render", "seated-twist", "--out", out, "--fps", "1", "--look", "maple")
    files = sorted(out.glob("seated-twist-*.png"))
    assert (told.code, told.err) == (0, "")
    assert f"{len(files)} pictures are in {out} now." in told.out
    assert "pip install pillow" in told.out
    transcript = say("--home", home, "routine", "transcript", "seated-twist", "--short", "--json").out.splitlines()
    assert len(files) - 1 == pytest.approx(json.loads(transcript[-1])["until"], abs=1), "one a second"
    images = [QImage(str(file)) for file in files]
    ((wide, high),) = {(image.width(), image.height()) for image in images}
    assert wide == high
    assert images[0] != images[len(images) // 2]
    assert images[0].pixelColor(2, 2).lightness() > 200
    assert not home.exists()


@pytest.mark.usefixtures("_no_pillow")
def test_looks_and_schemes_differ(say: Say, home: Path, tmp_path: Path) -> None:
    made = []
    for look, scheme in (("fern", "light"), ("stone", "light"), ("fern", "dark")):
        out = tmp_path / f"{look}-{scheme}"
        told = say("--home", home, "render", "shrug", "--out", out, "--fps", "1", "--look", look, "--scheme", scheme)
        assert told.code == 0
        made.append(QImage(str(sorted(out.iterdir())[0])))
    assert made[0] != made[1]
    assert made[2].pixelColor(2, 2).lightness() < 80


@pytest.mark.usefixtures("_no_pillow")
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_what_is_no_file_in_the_folder_is_named(say: Say, home: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "shrug-0001.png"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # or writing into it would never end
    try:
        told = say("--home", home, "render", "shrug", "--out", tmp_path, "--fps", "1")
    finally:
        os.close(reader)
    assert (told.code, told.out, told.err) == (1, "", f"{pipe}: it is a pipe, not a file\n")


def test_what_is_no_file_where_the_moving_picture_goes_is_named(
    say: Say, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pillow = ModuleType("PIL.Image")
    pillow.open = lambda _file: SimpleNamespace(save=lambda _file, **_how: None)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "PIL", ModuleType("PIL"))
    monkeypatch.setitem(sys.modules, "PIL.Image", pillow)
    (tmp_path / "shrug.webp").mkdir()
    told = say("--home", home, "render", "shrug", "--out", tmp_path, "--fps", "1")
    assert (told.code, told.err) == (1, f"{tmp_path}/shrug.webp: it is a folder, not a file\n")


def test_with_pillow_one_picture_moves(say: Say, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[tuple[Path, dict[str, Any]]] = []
    pillow = ModuleType("PIL.Image")
    opened = SimpleNamespace(save=lambda file, **how: saved.append((file, how)))
    pillow.open = lambda _file: opened  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "PIL", ModuleType("PIL"))
    monkeypatch.setitem(sys.modules, "PIL.Image", pillow)
    told = say("--home", home, "render", "shrug", "--out", tmp_path, "--fps", "2")
    assert f"{tmp_path}/shrug.webp moves." in told.out
    ((file, how),) = saved
    assert file == tmp_path / "shrug.webp"
    assert how["duration"] == 500
    assert len(how["append_images"]) == len(list(tmp_path.glob("*.png"))) - 1


def test_an_unknown_exercise_is_a_sentence(say: Say, home: Path, tmp_path: Path) -> None:
    told = say("--home", home, "render", "shrag", "--out", tmp_path / "out")
    assert told.code == 2
    assert told.err == "render: there is no exercise “shrag”; did you mean “shrug”?\n"
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_a_sentence(say: Say, home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told = say("--home", home, "render", "shrug", "--out", tmp_path / "file")
    assert told.code == 1
    assert str(tmp_path / "file") in told.err
    assert "Traceback" not in told.err
