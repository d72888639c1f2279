"""Nothing of the figure or its chair leaves the disc, but where a view of the upper body is cut off below."""

from collections.abc import Iterator
from math import hypot

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPalette

from deskbreak.coach.body.skeleton import body
from deskbreak.coach.content.looks import LOOKS
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.frame import Frame
from deskbreak.coach.moments import key_frames
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.ui.figure.body import BodyPainter
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.chair import disc, paint_backrest, paint_chair
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.kit.theme import Theme
from tests.coach.samples import clips, exercises

SIDE, MARGIN = 200, 60
BOX = QRectF(MARGIN, MARGIN, SIDE, SIDE)
BUST = 0.3
"""Metres above the floor from which a view is one of the upper body."""
LEAST = 0.012
"""Of the disc's radius: the margin that is left all round."""


def every() -> Iterator[tuple[str, str]]:
    for one in (*exercises().values(), *clips().values()):
        yield from ((one.id, variant) for variant in ("", *one.variants))


def moments(name: str, variant: str) -> Iterator[Frame]:
    """The ends of all movements, counted or not, and their middles."""
    one = (exercises() | clips())[name]
    player = Player(plan(alone(one), {name: one}, step=1, variant=variant))
    seen = set()
    for beat in player.plan.beats:
        for at in ((beat.start + beat.end) / 2, beat.end - 0.01):
            frame = player.frame(at)
            if frame.pose_key not in seen:
                seen.add(frame.pose_key)
                yield frame
    yield from key_frames(player, 0)


def reach(frame: Frame, look: str, palette: QPalette) -> float:
    """How far the person and the chair come from the middle of the disc, as a share of its radius."""
    whole = SIDE + 2 * MARGIN
    image = QImage(whole, whole, QImage.Format.Format_Alpha8)
    image.fill(0)
    camera, colors = Camera(frame.view, BOX), Colors.of(Theme.of(palette), look)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    BodyPainter(painter, camera, colors, body(frame.pose)).paint()
    bust = frame.view.low > BUST
    if not bust:
        paint_chair(painter, camera, colors)
        paint_backrest(painter, camera, colors)
    painter.end()
    pixels, row = bytes(image.constBits()), image.bytesPerLine()
    middle, radius = disc(BOX).center(), disc(BOX).width() / 2
    most = 0.0
    for y in range(whole // 2 if bust else whole):
        line = pixels[y * row : y * row + whole]
        left, right = len(line) - len(line.lstrip(b"\0")), len(line.rstrip(b"\0")) - 1
        for x in (left, right):
            if left <= right:
                most = max(most, hypot(x + 0.5 - middle.x(), y + 0.5 - middle.y()) / radius)
    return most


@pytest.mark.no_cover
@pytest.mark.parametrize(("name", "variant"), list(every()))
def test_nothing_leaves_the_disc(name: str, variant: str, light: QPalette) -> None:
    """In the look whose hair is the largest, too."""
    for frame in moments(name, variant):
        for look in LOOKS[:2]:
            assert reach(frame, look, light) <= 1 - LEAST, (frame.elapsed, look)
