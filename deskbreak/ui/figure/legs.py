"""Legs with shoes, and the hips between them: what moves least of a person who sits."""

from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi, sin

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker

from deskbreak.coach.body.bones import ANKLE, LegBones
from deskbreak.coach.body.vector import UP, Joint, add, along, between, cross, sub, unit
from deskbreak.ui.figure.camera import Camera, Spot, add_closed, closed, hull, limb, smooth
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.layers import Fill, Still
from deskbreak.ui.figure.limbs import section
from deskbreak.ui.figure.tube import Tube, chain, outline_width

_TROUSERS = (
    (0.0, 0.073), (0.22, 0.081), (0.6, 0.075), (0.86, 0.0665), (1.0, 0.0645), (1.14, 0.061), (1.4, 0.06),
    (1.68, 0.0525), (1.92, 0.0505),
)  # fmt: skip
_LAP = ((0.12, 0.012), (0.4, 0.046), (0.85, 0.046), (1.0, 0.04))
_SOCK = ((1.8, 0.035), (1.93, 0.033), (2.0, 0.034))
_HIPS = tuple(
    (wide * c, height, deep * s + ahead)
    for wide, height, deep, ahead in (
        (0.146, 0.02, 0.12, -0.006),
        (0.153, -0.045, 0.124, -0.02),
        (0.14, -0.085, 0.1, -0.015),
    )
    for c, s in ((cos(k * pi / 6), sin(k * pi / 6)) for k in range(12))
)


def hips(camera: Camera, colors: Colors, pelvis: Joint, legs: Sequence[LegBones]) -> Still:
    """Where the trousers begin, and the lap between the thighs. Who leans goes on sitting: half of it only is seen."""

    def fills() -> list[Fill]:
        up = unit(add(pelvis.y, UP))
        spots = camera.seen(Joint(pelvis.at, pelvis.x, up, cross(pelvis.x, up))).spots(_HIPS)
        for leg in legs:
            level = 1 - abs(unit(sub(leg.knee, leg.hip))[1])
            middle = between(leg.hip, leg.knee, 0.68 * level)
            spots += [camera.spot(along(middle, UP, high)) for high in (0.05, -0.05)]
        return [(smooth(hull(spots), closed=True), colors.trousers.dim)]

    return Still(("hips", pelvis, *legs), fills)


def trouser_leg(camera: Camera, colors: Colors, leg: LegBones) -> Still:
    """Thigh and shin."""

    def fills() -> list[Fill]:
        paint = colors.trousers
        inks = (paint.edge, paint.base, paint.base, paint.dim, paint.shade, paint.base.lighter(117))
        return list(zip(_trouser_leg(camera, leg, outline_width(camera, colors.strong)), inks, strict=True))

    return Still(("leg", leg), fills)


def shoe(camera: Camera, colors: Colors, leg: LegBones) -> Still:
    """Sock, sole and upper with laces."""

    def fills() -> list[Fill]:
        inks = (colors.shoe.edge, colors.sole, colors.shoe.edge, colors.sole, colors.shoe.base, colors.sole)
        return list(zip(_shoe(camera, leg, outline_width(camera, colors.strong)), inks, strict=True))

    return Still(("shoe", leg), fills)


@lru_cache(maxsize=8)
def _trouser_leg(camera: Camera, leg: LegBones, line: float) -> tuple[QPainterPath, ...]:
    """Outline, hem, cloth, the two steps of its shade and its light; the last ones are kept."""
    tube = Tube(camera, *chain((leg.hip, leg.knee, leg.ankle), _TROUSERS), (0, 4), (0,))
    end, radius = _TROUSERS[-1]
    hem = section(camera, between(leg.knee, leg.ankle, end - 1), unit(sub(leg.ankle, leg.knee)), radius)
    edge = tube.path(line, 1)
    return edge, hem, tube.path(), tube.shade(1.05), tube.shade(0.55), _lap(camera, leg)


def _lap(camera: Camera, leg: LegBones) -> QPainterPath:
    """What lies in the light of a thigh that is level: its upper side, as far as the knee."""
    thigh = unit(sub(leg.knee, leg.hip))
    level = 1 - abs(thigh[1])
    points, radii = chain((leg.hip, leg.knee, leg.ankle), _LAP)
    return Tube(camera, [along(point, UP, 0.024 * level) for point in points], [r * level for r in radii], (3,)).path()


def _round(corners: Sequence[tuple[float, float]], times: int) -> tuple[tuple[float, float], ...]:
    """A closed line with its corners cut off so many times (Chaikin)."""
    for _time in range(times):
        ahead = [*corners[1:], corners[0]]
        corners = [
            (a + (c - a) * share, b + (d - b) * share)
            for (a, b), (c, d) in zip(corners, ahead, strict=True)
            for share in (0.25, 0.75)
        ]
    return tuple(corners)


# The shoe's outline on the floor (to the front of the ankle, aside), and where its upper is highest (and how high).
_RIM = ((-0.07, 0.0), (-0.066, 0.034), (0.03, 0.036), (0.12, 0.05), (0.182, 0.046), (0.196, 0.0))
_AROUND = _round((*_RIM, *((front, -aside) for front, aside in _RIM[-2:0:-1])), 2)
_OPENING = ((-0.053, 0.0), (-0.028, 0.032), (0.03, 0.029), (-0.028, -0.032), (0.03, -0.029))
_INSTEP = tuple(
    (front, aside * sign, up)
    for front, aside, up in ((0.0, 0.026, 0.07), (0.1, 0.031, 0.052), (0.155, 0.021, 0.044))
    for sign in (-1, 1)
)


@lru_cache(maxsize=8)
def _shoe(camera: Camera, leg: LegBones, line: float) -> tuple[QPainterPath, ...]:
    """Sock and sole, each after its outline, upper, and laces. Feet stand still mostly, so the last ones are kept."""
    ground = leg.ankle[1] - ANKLE
    ahead = unit((leg.toes[0] - leg.ankle[0], 0.0, leg.toes[2] - leg.ankle[2]))
    right = cross(UP, ahead)

    def place(front: float, aside: float, up: float) -> Spot:
        x, _, z = leg.ankle
        at = (x + ahead[0] * front + right[0] * aside, ground + up, z + ahead[2] * front + right[2] * aside)
        return camera.spot(at)

    sole = hull([place(front, aside, up) for front, aside in _AROUND for up in (0.0, 0.022)])
    heel = [place(front, aside, 0.022) for front, aside in _AROUND if front < 0.1]
    heel += [place(front, aside, 0.085) for front, aside in _OPENING]
    toe = [place(front, aside * 0.97, 0.022) for front, aside in _AROUND] + [place(*spot) for spot in _INSTEP]
    upper = QPainterPath()
    upper.setFillRule(Qt.FillRule.WindingFill)
    for part in (heel, toe):
        add_closed(upper, hull(part))
    laces = QPainterPath()
    for front, up in ((0.05, 0.066), (0.075, 0.061), (0.1, 0.0555)):
        laces.addPath(limb(place(front, -0.016, up), place(front, 0.016, up), 0.8 * line, 0.8 * line))
    sock = Tube(camera, *chain((leg.hip, leg.knee, leg.ankle), _SOCK))
    tread = closed(sole)
    rim = QPainterPathStroker()
    rim.setWidth(2 * line)
    rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return sock.path(line), sock.path(), rim.createStroke(tread).united(tread), tread, upper, laces
