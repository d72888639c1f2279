"""Hands: a palm with the ball of its thumb, four fingers that lie together, and the thumb."""

from itertools import pairwise
from math import cos, hypot, pi, sin

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from deskbreak.coach.body.bones import ArmBones
from deskbreak.coach.body.hand import APART, Digit, digits, hand_axes
from deskbreak.coach.body.vector import Vec, along, between, cross, dot, scaled, sub, unit
from deskbreak.ui.figure.camera import Camera, add_closed
from deskbreak.ui.figure.chair import disc
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.hand.outline import Finger, Palm
from deskbreak.ui.figure.tube import LIGHT

# Along the hand from the wrist, to the thumb's side, out of the palm, and the radius there (metres).
_PALM = (
    (0.0, 0.0, 0.0, 0.0238), (0.0345, -0.0155, 0.002, 0.0178), (0.029, 0.0125, 0.005, 0.0188),
    (0.084, 0.0263, 0.0, 0.0107), (0.086, 0.0086, -0.002, 0.0113), (0.0755, -0.0263, 0.0, 0.01),
)  # fmt: skip
_THUMB = (0.0177, 0.0132, 0.0104, 0.0083)
_FINGER = (0.01, 0.0093, 0.0084, 0.0067)
_WIDE = (1.0, 1.02, 0.98, 0.87)
"""How wide index, middle, ring and little finger are of ``_FINGER``, the radii at their joints."""
_RIMS = {count: tuple((cos(k * 2 * pi / count), sin(k * 2 * pi / count)) for k in range(count)) for count in (16, 40)}
_SHADED = 5.6
"""Pixels of half a finger from which it has a shade."""
_LARGE = 7.0
"""Pixels of half a finger from which it has nails and creases."""
_DEEP = 0.34
"""How much of a radius is in shade, on the side that looks away from the light."""
_NAIL_SEEN = 0.3
"""How much a nail must look at the person who looks."""
_LONG, _THICK = 0.09, 0.045
"""How far the fingers reach from the knuckles, and how far a hand from the line through it (metres)."""
_BUST = 0.3
"""Metres above the floor from which a view is cut off by the disc."""
_LACED = 0.5
"""From which share on fingers are drawn as lying between those of the other hand."""


class HandPainter:
    """One hand as a camera sees it. Its parts are painted in the order in which it is asked to."""

    def __init__(
        self, painter: QPainter, camera: Camera, colors: Colors, arm: ArmBones, sign: float, line: float
    ) -> None:
        self.painter, self.camera, self.skin = painter, camera, colors.skin
        self.arm, self.line, self.fine = arm, line, 0.55 * line
        self.laced = arm.hand.laced > _LACED
        self._sign, self._half = sign, _FINGER[1] * camera.scale
        self._bones: tuple[Digit, ...] = ()
        self._drawn: list[Finger] = []
        self._ahead, self._side, self._out = hand_axes(arm.wrist, arm.knuckles, arm.palm, sign)
        self.shown = camera.facing(self._out)
        """How much the palm is seen: below 0 it is the back of the hand."""

    def paint(self, thumb: bool = True) -> None:
        """All of it; without its ``thumb`` where that is behind what the hand holds."""
        if self._is_cut_off():
            return
        self._prepare()
        near = dot(_middle(self._bones[0]), self.camera.towards) >= dot(_middle(self._bones[1]), self.camera.towards)
        self._outline(thumb)
        if thumb and not near:
            self._thumb(near)
        if self.laced:
            self._palm()
        elif self.shown > 0:
            self._palm()
            self._fingers()
        else:
            self._fingers()
            self._palm()
        if thumb and near:
            self._thumb(near)

    def paint_thumb(self) -> None:
        """The thumb alone, with its outline."""
        self._prepare()
        self.painter.fillPath(self._drawn[0].path(self.line), self.skin.edge)
        self._fill(self._drawn[0])

    def paint_fingers(self) -> None:
        """The fingers alone, on the back of the other hand."""
        self._prepare()
        for finger in self._drawn[1:]:
            self.painter.fillPath(finger.path(self.line, fading=True), self.skin.edge)
        self._fingers()

    def _is_cut_off(self) -> bool:
        """Whether a view of the upper body ends above the hand."""
        camera, arm = self.camera, self.arm
        if camera.view.low <= _BUST:
            return False
        room = disc(camera.box)
        middle, reach = room.center(), room.width() / 2 + _THICK * camera.scale
        tips = along(arm.knuckles, self._ahead, _LONG)
        return all(
            y > middle.y() and hypot(x - middle.x(), y - middle.y()) > reach
            for x, y in camera.spots((arm.wrist, arm.knuckles, tips))
        )

    def _prepare(self) -> None:
        if self._drawn:
            return
        arm, camera, scale = self.arm, self.camera, self.camera.scale
        knuckles = arm.knuckles
        if self.laced and self._sign > 0:  # half a finger lower: its fingers lie in the gaps of the other's
            knuckles = along(knuckles, self._side, -APART / 2)
        self._bones = digits(arm.wrist, knuckles, arm.palm, arm.hand, self._sign)
        self._drawn = [Finger(camera.spots(self._bones[0]), [radius * scale for radius in _THUMB])]
        for bones, wide in zip(self._bones[1:], _WIDE, strict=True):
            self._drawn.append(Finger(camera.spots(bones), [radius * wide * scale for radius in _FINGER]))
        middles = camera.spots([self._point(*ball[:3]) for ball in _PALM])
        dx, dy = camera.flat(sub(arm.wrist, arm.elbow))
        size = hypot(dx, dy) or 1.0
        self._hull = Palm(
            [(spot, ball[3] * scale) for spot, ball in zip(middles, _PALM, strict=True)],
            (dx / size, dy / size),
            _RIMS[40 if self._half > _SHADED else 16],
        )

    def _outline(self, thumb: bool) -> None:
        """What stands out a little around all of it. One by one: in one path, areas could cancel each other out."""
        palm = QPainterPath()
        add_closed(palm, self._hull.spots(self.line))
        paths = [palm, *(finger.path(self.line) for finger in self._drawn[1:])]
        if thumb:
            paths.append(self._drawn[0].path(self.line, fading=True))
        for path in paths:
            self.painter.fillPath(path, self.skin.edge)

    def _fingers(self) -> None:
        """The far ones first. Of each a fine line is left where it lies on the next."""
        painter, skin, fine, towards = self.painter, self.skin, self.fine, self.camera.towards
        depths = [dot(bones[2], towards) for bones in self._bones]
        order = sorted((1, 2, 3, 4), key=depths.__getitem__)
        for number in order:
            finger = self._drawn[number]
            if number != order[0] or self.shown > 0 or self.laced:  # else nothing lies below the first
                painter.fillPath(finger.path(fine, fading=True), skin.edge)
            self._fill(finger)
            if self._half > _LARGE:
                self._detail(number)

    def _fill(self, finger: Finger) -> None:
        if self._half < _SHADED:
            self.painter.fillPath(finger.path(), self.skin.base)
            return
        self.painter.fillPath(finger.path(), self.skin.dim)
        self.painter.fillPath(finger.lit(LIGHT, _DEEP), self.skin.base)

    def _detail(self, number: int) -> None:
        """A nail, where it is seen."""
        camera, painter, bones = self.camera, self.painter, self._bones[number]
        way = unit(sub(bones[3], bones[2]))
        across = self._side if number else unit(cross(way, self._out))
        back = scaled(cross(way, across), -self._sign)
        if not number and camera.facing(back) < 0:
            across, back = scaled(across, -1.0), scaled(back, -1.0)
        if camera.facing(back) < _NAIL_SEEN:
            return
        wide = _FINGER[3] * _WIDE[number - 1] if number else _THUMB[3]
        painter.save()
        painter.setTransform(camera.decal(along(bones[3], way, -0.15 * wide), across, way), True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.skin.light)
        painter.drawRoundedRect(QRectF(-0.62 * wide, -0.7 * wide, 1.24 * wide, 1.5 * wide), 0.6 * wide, 0.6 * wide)
        painter.restore()

    def _thumb(self, near: bool) -> None:
        thumb = self._drawn[0]
        if near:  # else nothing lies below it
            self.painter.fillPath(thumb.path(self.fine, fading=True), self.skin.edge)
        self._fill(thumb)
        self.painter.fillPath(self._web(), self.skin.base)
        if self._half > _LARGE:
            self._detail(0)

    def _web(self) -> QPainterPath:
        """The skin between thumb and index finger, in a hollow curve."""
        thumb = self._bones[0]
        a, b, c, m = self.camera.spots(
            (
                self._point(0.07, 0.0275, 0.0),
                self._point(0.03, 0.01, 0.0),
                between(thumb[1], thumb[2], 0.4),
                between(self._point(0.05, 0.034, 0.0), thumb[1], 0.45),
            )
        )
        path = QPainterPath()
        path.moveTo(*a)
        path.quadTo(*m, *c)
        path.lineTo(*b)
        path.closeSubpath()
        return path

    def _palm(self) -> None:
        path = QPainterPath()
        add_closed(path, self._hull.spots())
        if self._half < _SHADED:
            self.painter.fillPath(path, self.skin.base)
        else:
            lit = QPainterPath()
            add_closed(lit, self._hull.lit(LIGHT, _DEEP))
            self.painter.fillPath(path, self.skin.dim)
            self.painter.fillPath(lit, self.skin.base)
        if self.shown < -0.25:
            self._gaps()

    def _gaps(self) -> None:
        """The lines between the fingers run on a little over the back of the hand."""
        camera, painter = self.camera, self.painter
        painter.setPen(QPen(self.skin.dim, self.fine * 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        middles = [between(one[0], other[0], 0.5) for one, other in pairwise(self._bones[1:])]
        ends = camera.spots([along(at, self._ahead, far) for at in middles for far in (0.006, -0.014)])
        painter.drawLines([QLineF(*start, *end) for start, end in zip(ends[::2], ends[1::2], strict=True)])

    def _point(self, ahead: float, side: float, out: float) -> Vec:
        """A place of the hand in its own directions, from the wrist on."""
        o, a, b, c = self.arm.wrist, self._ahead, self._side, self._out
        return (
            o[0] + a[0] * ahead + b[0] * side + c[0] * out,
            o[1] + a[1] * ahead + b[1] * side + c[1] * out,
            o[2] + a[2] * ahead + b[2] * side + c[2] * out,
        )


def _middle(digit: Digit) -> Vec:
    return between(digit[1], digit[2], 0.5)
