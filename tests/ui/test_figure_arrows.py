"""The arrow of a movement: beside the person, in the disc, in its direction, and seen in front of everything."""

from functools import cache
from math import dist

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPalette

from deskbreak.coach.body.pose import Pose, View
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.content.looks import LOOKS
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.frame import Frame
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.ui.figure.body import BodyPainter
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.chair import disc
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.cues.arrows import CASING, arrow, paint_arrows
from deskbreak.ui.figure.cues.movement import Movement, shapes_of
from deskbreak.ui.kit.theme import Theme, contrast
from tests.coach.samples import clips, exercises, to_begin_with

SIDE = 420
BOX = QRectF(0, 0, SIDE, SIDE)
ON_PERSON = 0.05
SHORTEST = 40
"""Pixels of an arrow from its tail to its tip, in a picture of ``SIDE``."""
MOVES = 0.012
"""Metres that a part has to move for it to be a movement."""

WAYS = [
    (one.id, way)
    for one in (*exercises().values(), *clips().values(), *to_begin_with().values())
    for way in ("", *one.variants)
]


@cache
def movements(name: str, way: str) -> tuple[Frame, ...]:
    """A frame in each movement of an exercise that is counted: in the first repetition, and in the second."""
    one = (exercises() | clips() | to_begin_with())[name]
    player = Player(plan(alone(one), {name: one}, step=1, variant=way))
    found: dict[tuple[Pose, ...], Frame] = {}
    for beat in player.plan.beats:
        if beat.repetition in (1, 2):
            frame = player.frame((beat.start + beat.end) / 2)
            found.setdefault(frame.path, frame)
    return tuple(found.values())


def theme() -> Theme:
    return Theme.of(QPalette(QColor("#eff0f1")))


def arrows(frame: Frame, mirror: bool = True, look: str = "fern") -> list[QPainterPath]:
    movement = Movement.of(frame, mirror)
    view = frame.view if mirror else View(-frame.view.yaw, frame.view.pitch, frame.view.low, frame.view.high)
    shapes = shapes_of(movement.poses, movement.trace, view, Colors.of(theme(), look))
    return [arrow(shape, (SIDE / 2, SIDE / 2), SIDE) for shape in shapes]


def alpha(image: QImage) -> int:
    """How many pixels are painted."""
    bits = bytes(image.convertToFormat(QImage.Format.Format_Alpha8).constBits())
    return len(bits) - sum(map(bits.count, range(128)))


def blank() -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def covered(frame: Frame, paths: list[QPainterPath], mirror: bool, look: str) -> float:
    """How much of the arrows lies on the person, at worst of the start, the middle and the end of the movement."""
    colors = Colors.of(theme(), look)
    drawn = blank()
    painter = QPainter(drawn)
    paint_arrows(painter, paths, colors, SIDE)
    painter.end()
    whole, worst = alpha(drawn), 0.0
    poses = Movement.of(frame, mirror).poses
    view = frame.view if mirror else View(-frame.view.yaw, frame.view.pitch, frame.view.low, frame.view.high)
    for pose in (poses[0], poses[len(poses) // 2], poses[-1]):
        person = blank()
        painter = QPainter(person)
        BodyPainter(painter, Camera(view, BOX), colors, body(pose)).paint()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawImage(0, 0, drawn)
        painter.end()
        worst = max(worst, alpha(person) / whole)
    return worst


@pytest.mark.parametrize(("name", "way"), WAYS)
@pytest.mark.parametrize(("mirror", "look"), [(True, "fern"), (False, "maple")])
def test_an_arrow_lies_beside_the_person_and_within_the_disc(name: str, way: str, mirror: bool, look: str) -> None:
    round_ = disc(BOX)
    for frame in movements(name, way):
        paths = arrows(frame, mirror, look)
        for path in paths:
            spots = [path.elementAt(n) for n in range(path.elementCount())]
            middle = (round_.center().x(), round_.center().y())
            assert max(dist((spot.x, spot.y), middle) for spot in spots) < round_.width() / 2 - CASING * SIDE, (
                frame.caption
            )
        if paths:
            assert covered(frame, paths, mirror, look) < ON_PERSON, frame.caption


def moved(frame: Frame) -> float:
    """How far (metres) anything that is seen moves from the start to the end of a movement, or on its way."""
    first, *others = (body(pose) for pose in frame.path)
    return max(
        max(
            dist(first.head.point(0, 0.1, 0.1), other.head.point(0, 0.1, 0.1)),
            dist(first.left.shoulder, other.left.shoulder),
            dist(first.spine[2].at, other.spine[2].at),
        )
        for other in others
    )


@pytest.mark.parametrize(("name", "way"), [(one, way) for one, way in WAYS if one in exercises() and one != "set-up"])
def test_every_movement_of_an_exercise_has_an_arrow_that_can_be_read(name: str, way: str) -> None:
    for frame in movements(name, way):
        paths = arrows(frame)
        assert bool(paths) == (moved(frame) > MOVES), frame.caption
        for path in paths:
            around = path.boundingRect()
            assert max(around.width(), around.height()) >= SHORTEST, frame.caption


@pytest.mark.parametrize("look", LOOKS)
def test_an_arrow_stands_out_from_everything(look: str, light: QPalette, dark: QPalette) -> None:
    """No single colour does, from nearly black hair and from nearly white skin: its core or its casing has to."""
    for palette in (light, dark):
        colors = Colors.of(Theme.of(palette), look)
        assert contrast(colors.arrow, colors.arrow_casing) >= 3
        assert min(contrast(colors.arrow, ground) for ground in (colors.disc, colors.disc_low)) >= 3
        for paint in (colors.skin, colors.neck, colors.hair, colors.shirt, colors.trousers):
            for shade in (paint.light, paint.base, paint.dim, paint.shade):
                assert max(contrast(colors.arrow, shade), contrast(colors.arrow_casing, shade)) >= 3


def test_the_tint_of_an_arrow_is_its_own_colour_and_less_of_it(light: QPalette, dark: QPalette) -> None:
    for palette in (light, dark):
        colors = Colors.of(Theme.of(palette))
        assert abs(colors.arrow_tint.hsvHueF() - colors.arrow.hsvHueF()) < 0.03
        assert colors.arrow_tint.hsvSaturationF() > 0.4  # no grey
        for ground in (colors.disc, colors.disc_low):
            assert 2.5 <= contrast(colors.arrow_tint, ground) < 0.6 * contrast(colors.arrow, ground)
