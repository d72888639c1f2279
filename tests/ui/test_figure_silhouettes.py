"""Each exercise is told from every other by its outline alone: what is not the same of two, as a share of both."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPalette

from deskbreak.coach.body.pose import Pose, View
from deskbreak.coach.body.skeleton import body
from deskbreak.ui.figure.body import BodyPainter
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.key_poses import telling_step
from deskbreak.ui.kit.theme import Theme
from tests.coach.samples import exercises

SIDE = 120
LEAST = 0.12
"""Of two outlines laid on each other, what only one of them covers."""

SEEN = sorted(set(exercises()) - {"set-up", "calm-breath", "letting-go"})
"""Those with a position of their own; the others are what one does around a routine."""


def outline(pose: Pose, view: View, palette: QPalette) -> int:
    """The person as one colour on the disc: a bit a pixel."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_Alpha8)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0, 0, SIDE, SIDE)
    BodyPainter(painter, Camera(view, box), Colors.of(Theme.of(palette)), body(pose)).paint()
    painter.end()
    pixels = bytes(image.constBits())
    return int("".join("1" if alpha > 127 else "0" for alpha in pixels), 2)


def apart(one: int, other: int) -> float:
    return (one ^ other).bit_count() / (one | other).bit_count()


def telling(palette: QPalette) -> Iterator[tuple[str, int]]:
    for name in SEEN:
        yield name, outline(telling_step(exercises()[name])[0], exercises()[name].view, palette)


def test_no_exercise_has_the_outline_of_another(light: QPalette) -> None:
    found = dict(telling(light))
    alike = {(a, b): apart(found[a], found[b]) for a, b in combinations(SEEN, 2)}
    assert {pair: round(share, 3) for pair, share in alike.items() if share < LEAST} == {}


@pytest.mark.parametrize("name", SEEN)
def test_the_outline_of_a_movement_is_not_that_of_rest(name: str, light: QPalette) -> None:
    """Seen from the same place: also the small ones can be told."""
    one = exercises()[name]
    first = next(iter(one.poses.values()))
    moved = apart(outline(telling_step(one)[0], one.view, light), outline(first, one.view, light))
    assert moved > 0.025, moved
