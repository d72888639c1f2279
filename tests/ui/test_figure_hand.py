"""Hands as they are painted: one mass with fine lines between the fingers, that goes over into the forearm."""

import sys
from collections.abc import Callable
from itertools import groupby
from types import FrameType

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette

from deskbreak.coach.body.bones import Body
from deskbreak.coach.body.hand import digits
from deskbreak.coach.body.pose import Arm, Grip, Pose, View
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.body.vector import Vec, between
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.hand.painting import HandPainter
from deskbreak.ui.figure.limbs import LimbPainter
from deskbreak.ui.kit.theme import Theme

SIDE = 420
CALLS = 700
"""Of functions, in Python and from it, that one hand may take."""
GROUND = QColor("white")


def scene(pose: Pose, view: View, palette: QPalette, side: int = SIDE) -> tuple[QImage, QPainter, LimbPainter, Body]:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    camera = Camera(view, QRectF(0, 0, side, side))
    return image, painter, LimbPainter(painter, camera, Colors.of(Theme.of(palette))), body(pose)


def both(hold: Grip, **angles: float) -> Pose:
    return Pose(left=Arm.at(hold), right=Arm.at(hold), **angles)


def colors_along(image: QImage, camera: Camera, start: Vec, end: Vec) -> list[str]:
    """The colours on a line in space, one after the other."""
    spots = (camera.spot(between(start, end, share / 200)) for share in range(201))
    return [name for name, _ in groupby(image.pixelColor(int(x), int(y)).name() for x, y in spots)]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("hold", "yaw"), [(Grip.LAP, 28), (Grip.LAP, 66), (Grip.DOWN, 24), (Grip.CROSSED, 0)])
def test_no_line_runs_across_the_wrist(hold: Grip, yaw: float, after: bool, light: QPalette) -> None:
    """Whichever of forearm and hand is painted first."""
    image, painter, limbs, of = scene(both(hold), View(yaw, 6), light, 900)
    arm = of.left
    hand = limbs.hand(arm, -1.0)
    steps: list[Callable[[], None]] = [lambda: limbs.forearm(arm), hand.paint]
    for step in reversed(steps) if after else steps:
        step()
    painter.end()
    skin = limbs.colors.skin
    seen = colors_along(image, limbs.camera, between(arm.elbow, arm.wrist, 0.8), between(arm.wrist, arm.knuckles, 0.4))
    assert skin.base.name() in seen
    assert {skin.edge.name(), skin.line.name()}.isdisjoint(seen)


@pytest.mark.parametrize("side", [420, 1000])
@pytest.mark.parametrize(("hold", "yaw", "sign"), [(Grip.CROSSED, 0, -1.0), (Grip.KNEE, 30, 1.0), (Grip.LAP, 0, -1.0)])
def test_four_fingers_can_be_told_apart(hold: Grip, yaw: float, sign: float, side: int, light: QPalette) -> None:
    """Across them lie three lines, darker than the skin between."""
    image, painter, limbs, of = scene(both(hold), View(yaw, 6), light, side)
    arm = of.left if sign < 0 else of.right
    limbs.hand(arm, sign).paint()
    painter.end()
    _, index, *_, little = digits(arm.wrist, arm.knuckles, arm.palm, arm.hand, sign)
    start, end = (limbs.camera.spot(between(finger[1], finger[2], 0.6)) for finger in (index, little))
    dark = limbs.colors.skin.base.lightnessF() - 0.03
    shades = []
    for share in range(101):
        x, y = (a + (b - a) * share / 100 for a, b in zip(start, end, strict=True))
        shades.append(image.pixelColor(round(x), round(y)).lightnessF() < dark)
    assert sum(1 for is_line, _ in groupby(shades) if is_line) >= 3


def test_a_thumb_behind_what_is_held_is_painted_apart(light: QPalette) -> None:
    image, painter, limbs, of = scene(both(Grip.HIP), View(0, 5), light)
    thumb, *_ = digits(of.left.wrist, of.left.knuckles, of.left.palm, of.left.hand, -1.0)
    x, y = (round(at) for at in limbs.camera.spot(thumb[3]))
    hand = limbs.hand(of.left, -1.0)
    hand.paint_thumb()
    assert image.pixelColor(x, y) != GROUND
    painter.fillRect(image.rect(), GROUND)
    hand.paint(thumb=False)
    painter.end()
    knuckles = limbs.camera.spot(of.left.knuckles)
    assert image.pixelColor(*(round(at) for at in knuckles)) != GROUND


def test_laced_fingers_are_painted_on_both_hands(light: QPalette) -> None:
    """From behind one sees those of both; the hands themselves lie below."""
    image, painter, limbs, of = scene(both(Grip.HEAD), View(180, 6), light)
    hands = [limbs.hand(of.left, -1.0), limbs.hand(of.right, 1.0)]
    assert all(hand.laced for hand in hands)
    for hand in hands:
        hand.paint()
    below = image.copy()
    for hand in hands:
        hand.paint_fingers()
    painter.end()
    for arm, sign in ((of.left, -1.0), (of.right, 1.0)):
        for finger in digits(arm.wrist, arm.knuckles, arm.palm, arm.hand, sign)[1:]:
            x, y = (round(at) for at in limbs.camera.spot(between(finger[0], finger[1], 0.9)))
            around = [(x + dx, y + dy) for dx in range(-4, 5) for dy in range(-4, 5)]
            assert any(image.pixelColor(*at) != below.pixelColor(*at) for at in around)


def test_a_hand_below_a_view_of_the_upper_body_is_not_painted(light: QPalette) -> None:
    image, painter, limbs, of = scene(both(Grip.LAP), View(62, 4, 0.75, 1.45), light)
    blank = image.copy()
    limbs.hand(of.left, -1.0).paint()
    assert image == blank
    limbs.hand(body(both(Grip.SHOULDER)).left, -1.0).paint()
    painter.end()
    assert image != blank


@pytest.mark.parametrize("side", [420, 1000])
@pytest.mark.parametrize("hold", list(Grip))
def test_a_hand_takes_few_calls(hold: Grip, side: int, light: QPalette) -> None:
    """With shade and nails, where it is large, half as many again."""
    _, painter, limbs, of = scene(both(hold), View(20, 6), light, side)
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    hand: HandPainter = limbs.hand(of.left, -1.0)
    hand.paint()
    if hand.laced:
        hand.paint_fingers()
    sys.setprofile(before)
    painter.end()
    assert 0 < calls < (CALLS if side == SIDE else CALLS * 1.5)
