"""``render``: an exercise as pictures, for documentation and reviews. Works without a display."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPalette

from deskbreak.app.log_file import application_without_log
from deskbreak.cli import exits
from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.i18n import _
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths
from deskbreak.store.regular_file import check_place
from deskbreak.ui.figure.widget import paint_frame
from deskbreak.ui.kit.theme import Theme

_NAME = "render"

SIZE = 420
"""Pixels of a picture's side."""

GROUNDS = {"light": "#f4f6f8", "dark": "#20262c"}
"""The colour behind the figure, by scheme."""


def render(exercise: str, folder: Path, fps: int, look: str, scheme: str, paths: Paths) -> int:
    """Write one repetition as PNG files into ``folder``, and an animated WebP where Pillow is installed.

    2 if there is no such exercise.
    """
    library = open_library(paths)
    if exercise not in library.exercises:
        print(f"{_NAME}: {library.no_exercise(exercise)}", file=sys.stderr)
        return exits.USAGE
    _qt = application_without_log(QGuiApplication, "-platform", "offscreen")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = _frames(library.exercises[exercise], folder, fps, look, scheme)
        moving = _animated(files, folder / f"{exercise}.webp", fps)
    except OSError as error:
        print(f"{error.filename or folder}: {error.strerror or error}", file=sys.stderr)
        return exits.FAULT
    print(_("{count} pictures are in {folder} now.").format(count=len(files), folder=folder))
    print(
        _("{file} moves.").format(file=moving)
        if moving
        else _("For a moving picture too, install Pillow: pip install pillow")
    )
    return exits.OK


def _frames(exercise: Exercise, folder: Path, fps: int, look: str, scheme: str) -> list[Path]:
    once = replace(alone(exercise), short={exercise.id: 1})
    player = Player(plan(once, {exercise.id: exercise}, short=True))
    theme = Theme.of(QPalette(QColor(GROUNDS[scheme])))
    files = []
    for number in range(int(player.total * fps) + 1):
        image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
        image.fill(theme.ground)
        painter = QPainter(image)
        paint_frame(painter, QRectF(0, 0, SIZE, SIZE), player.frame(number / fps), theme, look)
        painter.end()
        file = folder / f"{exercise.id}-{number + 1:04}.png"
        check_place(file)
        if not image.save(str(file)):
            raise OSError(None, _("this picture cannot be written"), str(file))
        files.append(file)
    return files


def _animated(files: Sequence[Path], file: Path, fps: int) -> Path | None:
    try:
        pillow = import_module("PIL.Image")
    except ImportError:
        return None
    check_place(file)
    first, *others = (pillow.open(one) for one in files)
    first.save(file, save_all=True, append_images=others, duration=round(1000 / fps), loop=0, quality=60, method=4)
    return file
