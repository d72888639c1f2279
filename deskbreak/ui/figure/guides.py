"""What helps to follow the figure: muscles at work glow, an arc shows the way of the movement, a ring breathes."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import dist, hypot

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from deskbreak.coach.body.bones import Body
from deskbreak.coach.body.pose import Pose
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.body.vector import Joint, Vec, between, cross, scaled, sub, unit
from deskbreak.ui.figure.camera import Camera, Spot, smooth
from deskbreak.ui.figure.chair import disc
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.kit.theme import mix

Patch = tuple[Vec, Vec, Vec]
"""A muscle's middle, and its half length and half width as directions."""

Polyline = tuple[Vec, ...]

_LEAST = 0.07
"""Metres: a shorter way needs no arc."""
_THROUGH = 0.4
"""How much of its glow is left of a muscle on the far side: it shines through."""


def _on(joint: Joint, at: Vec, high: float, wide: float) -> Patch:
    return joint.point(*at), scaled(joint.y, high), scaled(joint.x, wide)


def _both(joint: Joint, at: Vec, high: float, wide: float) -> Iterator[Patch]:
    for sign in (-1.0, 1.0):
        yield _on(joint, (sign * at[0], at[1], at[2]), high, wide)


def _sides(of: Body) -> Iterator[Patch]:
    """The obliques: at both sides of the waist, turned to the front."""
    waist = of.spine[2]
    for sign in (-1.0, 1.0):
        across = waist.direction(0.5, 0.0, -sign * 0.87)
        yield waist.point(sign * 0.118, 0.035, 0.06), scaled(waist.y, 0.1), scaled(across, 0.055)


def _shoulders(of: Body) -> Iterator[Patch]:
    for arm in (of.left, of.right):
        way = unit(sub(arm.elbow, arm.shoulder))
        yield between(arm.shoulder, arm.elbow, 0.16), scaled(way, 0.075), scaled(unit(cross(way, of.spine[5].z)), 0.055)


def _slopes(of: Body) -> Iterator[Patch]:
    """The trapezius from the neck to the shoulders."""
    top = of.spine[5]
    for arm in (of.left, of.right):
        way = sub(arm.shoulder, top.at)
        middle = between(top.point(0.0, 0.02, -0.02), arm.shoulder, 0.45)
        yield middle, scaled(unit(way), 0.085), scaled(unit(cross(way, top.z)), 0.042)


def _thighs(of: Body) -> Iterator[Patch]:
    for leg in (of.left_leg, of.right_leg):
        way = unit(sub(leg.knee, leg.hip))
        yield between(leg.hip, leg.knee, 0.55), scaled(way, 0.15), scaled(unit(cross(way, (0.0, 1.0, 0.0))), 0.06)


_MUSCLES: dict[str, Callable[[Body], Iterator[Patch]]] = {
    "neck": lambda of: _both(of.spine[5].moved(of.skull_base), (0.034, -0.02, 0.02), 0.05, 0.022),
    "nape": lambda of: iter([_on(of.spine[5].moved(of.skull_base), (0.0, -0.02, -0.035), 0.06, 0.04)]),
    "trapezius": _slopes,
    "deltoids": _shoulders,
    "chest": lambda of: _both(of.spine[4], (0.075, 0.0, 0.11), 0.055, 0.075),
    "rhomboids": lambda of: iter([_on(of.spine[4], (0.0, 0.01, -0.1), 0.085, 0.085)]),
    "back": lambda of: iter([_on(of.spine[3], (0.0, 0.0, -0.1), 0.2, 0.06)]),
    "lower-back": lambda of: iter([_on(of.spine[1], (0.0, 0.01, -0.1), 0.09, 0.085)]),
    "obliques": _sides,
    "abdominals": lambda of: iter([_on(of.spine[2], (0.0, -0.02, 0.105), 0.11, 0.065)]),
    "glutes": lambda of: _both(of.spine[0], (0.08, -0.03, -0.1), 0.07, 0.07),
    "thighs": _thighs,
}

ON_TRUNK = frozenset({"chest", "rhomboids", "back", "lower-back", "obliques", "abdominals"})
"""Muscles of the trunk, which arms may hide; the others are seen on top of all."""

_TRACES: dict[str, Callable[[Body], tuple[Vec, ...]]] = {
    "head": lambda of: (of.head.point(0.0, 0.13, 0.0),),
    "shoulders": lambda of: (of.left.shoulder, of.right.shoulder),
    "elbows": lambda of: (of.left.elbow, of.right.elbow),
    "hands": lambda of: (of.left.knuckles, of.right.knuckles),
    "chest": lambda of: (of.spine[4].point(0.0, 0.0, 0.13),),
    "hips": lambda of: (of.spine[0].point(0.0, 0.0, 0.0),),
}


def paint_muscles(painter: QPainter, camera: Camera, colors: Colors, of: Body, muscles: Sequence[str]) -> None:
    """Let the ``muscles`` (of ``coach.content.looks.MUSCLES``) glow softly; those on the far side shine through."""
    painter.setPen(Qt.PenStyle.NoPen)
    for name in muscles:
        for middle, high, wide in _MUSCLES[name](of):
            outwards = camera.facing(sub(middle, _axis(of, middle)))
            x, y = camera.spot(middle)
            (a, b), (c, d) = camera.flat(high), camera.flat(wide)
            glow = QRadialGradient(QPointF(0, 0), 1.0)
            for stop, share in ((0.0, 0.8), (0.5, 0.5), (1.0, 0.0)):
                color = QColor(colors.glow)
                color.setAlphaF(share if outwards >= 0 else share * _THROUGH)
                glow.setColorAt(stop, color)
            painter.save()
            painter.setTransform(QTransform(a, b, c, d, x, y), True)
            painter.setBrush(QBrush(glow))
            painter.drawEllipse(QPointF(0, 0), 1.0, 1.0)
            painter.restore()


def _axis(of: Body, at: Vec) -> Vec:
    """The place of the spine at this height: what lies before it is on the front."""
    return min((joint.at for joint in of.spine), key=lambda joint: abs(joint[1] - at[1]))


def ways(poses: Sequence[Pose], trace: str) -> tuple[Polyline, ...]:
    """The lines in space that the parts named by ``trace`` draw through ``poses``; those too short are left out."""
    if not trace or len(poses) < 2:
        return ()
    lines = zip(*(_TRACES[trace](body(pose)) for pose in poses), strict=True)
    return tuple(line for line in lines if sum(dist(a, b) for a, b in pairwise(line)) > _LEAST)


def paint_ways(painter: QPainter, camera: Camera, colors: Colors, lines: Sequence[Polyline]) -> None:
    """Draw the lines with an arrow's head where they lead."""
    if lines:
        painter.fillPath(_arrows(camera, tuple(lines)), colors.guide)


@lru_cache(maxsize=4)
def _arrows(camera: Camera, lines: tuple[Polyline, ...]) -> QPainterPath:
    """The strokes of the lines as one shape; it is kept, as it stays the same for seconds."""
    wide = max(1.6, 0.0085 * camera.scale)
    stroke = QPainterPathStroker()
    stroke.setWidth(wide)
    stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for line in lines:
        spots = _spaced([camera.spot(point) for point in line], 2 * wide)
        if len(spots) < 3:
            continue
        path.addPath(stroke.createStroke(smooth(spots)))
        heads = [len(spots) - 1]
        if dist(spots[0], spots[-1]) < 3 * wide:  # a circle needs one more, where it is seen at once
            heads.append(len(spots) // 2)
        for n in heads:
            path.addPolygon(_head(spots[n - 1], spots[n], wide))
            path.closeSubpath()
    return path


def _head(before: Spot, at: Spot, wide: float) -> QPolygonF:
    (u, v), (x, y) = before, at
    size = hypot(x - u, y - v) or 1.0
    dx, dy = (x - u) / size * 4.4 * wide, (y - v) / size * 4.4 * wide
    sides = QPointF(x - dy * 0.62, y + dx * 0.62), QPointF(x + dy * 0.62, y - dx * 0.62)
    return QPolygonF([QPointF(x + dx, y + dy), *sides])


def _spaced(spots: Sequence[Spot], least: float) -> list[Spot]:
    """Without those that lie too near to the one before: where a movement rests, they heap up."""
    kept = [spots[0]]
    for spot in spots[1:]:
        if dist(spot, kept[-1]) >= least:
            kept.append(spot)
    return kept


def paint_ring(painter: QPainter, camera: Camera, colors: Colors, air: float) -> None:
    """A ring around the disc that grows as the chest fills (``air`` 0 to 1)."""
    place = disc(camera.box)
    size = min(camera.box.width(), camera.box.height())
    radius = place.width() / 2 + (0.008 + 0.027 * air) * size
    color = colors.guide if colors.strong else mix(colors.disc, colors.guide, 0.4 + 0.4 * air)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, max(1.5, 0.0075 * size)))
    painter.drawEllipse(place.center(), radius, radius)
