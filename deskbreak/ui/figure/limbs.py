"""Arms with hands."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QTransform

from deskbreak.coach.body.bones import ArmBones
from deskbreak.coach.body.vector import Vec, add, along, between, cross, dot, scaled, sub, unit
from deskbreak.ui.figure.camera import Camera, Spot, closed, hull, smooth
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.tube import Tube, chain, outline_width

# Bone number and share of it, and the radius there (metres).
_UPPER_ARM = ((0.58, 0.0455), (0.64, 0.0445), (0.75, 0.041), (0.88, 0.0375), (1.0, 0.036))
_FOREARM = ((0.0, 0.036), (0.18, 0.0405), (0.42, 0.0385), (0.75, 0.0295), (1.0, 0.0245))
_SLEEVE = ((0.0, 0.05), (0.1, 0.0545), (0.22, 0.0565), (0.45, 0.0545), (0.64, 0.0535))

# Across from the middle of the hand to the thumb's side, length and half width of each finger.
_FINGERS = ((1.45, 0.068, 0.0083), (0.5, 0.077, 0.0086), (-0.45, 0.071, 0.0083), (-1.35, 0.056, 0.0074))
_ROUND = tuple((cos(k * pi / 5), sin(k * pi / 5)) for k in range(10))


class LimbPainter:
    """Paints limbs in the order in which it is asked to."""

    def __init__(self, painter: QPainter, camera: Camera, colors: Colors) -> None:
        self.painter = painter
        self.camera = camera
        self.colors = colors
        self.scale = camera.scale
        self.line = outline_width(camera, colors.strong)

    def upper_arm(self, arm: ArmBones, cloth: QBrush) -> QPainterPath:
        """The upper arm in its sleeve, whose outline it returns. Of the sleeve's end one sees the opening, or the hem
        before the skin."""
        joints = (arm.shoulder, arm.elbow)
        skin = Tube(self.camera, *chain(joints, _UPPER_ARM), (4,), (4,))
        sleeve = Tube(self.camera, *chain(joints, _SLEEVE), (0,), (0,))
        way = unit(sub(arm.elbow, arm.shoulder))
        if self.camera.facing(way) > 0:
            self._sleeve(sleeve, arm, way, cloth, self.colors.shirt.line)
            skin.paint(self.painter, self.colors.skin, self.line, joined=True)
        else:
            skin.paint(self.painter, self.colors.skin, self.line, joined=True)
            self._sleeve(sleeve, arm, way, cloth, cloth)
            self._hem(arm, way)
        return sleeve.path()

    def _sleeve(self, sleeve: Tube, arm: ArmBones, way: Vec, cloth: QBrush, opening: QColor | QBrush) -> None:
        paint = self.colors.shirt
        end = section(self.camera, between(arm.shoulder, arm.elbow, _SLEEVE[-1][0]), way, _SLEEVE[-1][1])
        self.painter.fillPath(sleeve.path(self.line, 1), paint.edge)
        self.painter.fillPath(sleeve.path(), cloth)
        self.painter.fillPath(end, opening)

    def _hem(self, arm: ArmBones, way: Vec) -> None:
        """The near half of the sleeve's end."""
        at, radius = between(arm.shoulder, arm.elbow, _SLEEVE[-1][0] - 0.03), _SLEEVE[-1][1]
        across = unit(cross(way, self.camera.towards), self.camera.right)
        near = cross(across, way)
        rim = [
            add(at, add(scaled(across, radius * cos(k * pi / 6)), scaled(near, radius * sin(k * pi / 6))))
            for k in range(7)
        ]
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(
            QPen(self.colors.collar, max(1.0, 0.011 * self.scale), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        )
        self.painter.drawPath(smooth(self.camera.spots(rim)))

    def forearm(self, arm: ArmBones) -> None:
        """From the elbow to the wrist."""
        Tube(self.camera, *chain((arm.elbow, arm.wrist), _FOREARM), (0, 4), (0, 4)).paint(
            self.painter, self.colors.skin, self.line, 1
        )

    def hand(self, arm: ArmBones, sign: float) -> None:
        """Palm, four fingers and the thumb."""
        camera, skin = self.camera, self.colors.skin
        hand = unit(sub(arm.knuckles, arm.wrist))
        side = scaled(unit(cross(hand, arm.palm)), -sign)  # to the thumb
        palm = unit(sub(arm.palm, scaled(hand, dot(hand, arm.palm))))
        across = unit(sub(side, scaled(arm.fingers, dot(side, arm.fingers))), side)
        inwards = unit(sub(palm, scaled(arm.fingers, dot(palm, arm.fingers))), palm)
        root = add(arm.wrist, add(scaled(hand, 0.016), scaled(side, 0.012)))
        middle = add(root, add(scaled(hand, 0.036), scaled(side, 0.025)))
        tip = add(middle, add(scaled(hand, 0.036), add(scaled(side, 0.008), scaled(palm, 0.008))))
        fingers: list[tuple[list[Vec], float]] = [([root, middle, tip], 0.0098)]
        for place, long, wide in _FINGERS:
            start = add(arm.knuckles, scaled(across, place * 0.0172))
            knuckle = along(start, unit(add(arm.fingers, scaled(inwards, 0.12))), long * 0.48)
            joint = along(knuckle, unit(add(arm.fingers, scaled(inwards, 0.55))), long * 0.32)
            end = along(joint, unit(add(arm.fingers, scaled(inwards, 0.95))), long * 0.22)
            fingers.append(([start, knuckle, joint, end], wide))
        back = self._back(arm, across, hand)
        before = camera.facing(palm) < 0  # the back of the hand is seen: its fingers begin beneath it
        self.painter.fillPath(self._back(arm, across, hand, self.line), skin.edge)
        self._fingers(fingers)
        self.painter.fillPath(back, skin.base)
        if before:
            self._knuckles(fingers[1:])
        else:
            self._fingers(fingers[:1])

    def _fingers(self, fingers: Sequence[tuple[list[Vec], float]]) -> None:
        """All in two strokes: what is left between them of the first is the line between fingers."""
        path = QPainterPath()
        for points, _ in fingers:
            path.moveTo(self.camera.point(points[0]))
            for point in points[1:]:
                path.lineTo(self.camera.point(point))
        wide = 2 * self.scale * sum(wide for _, wide in fingers) / len(fingers)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        skin = self.colors.skin
        for width, color in ((wide + 1.2 * self.line, skin.line), (wide - 0.5 * self.line, skin.base)):
            self.painter.setPen(
                QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            self.painter.drawPath(path)

    def _knuckles(self, fingers: list[tuple[list[Vec], float]]) -> None:
        """Short lines between the fingers run on to the back of the hand."""
        self.painter.setPen(QPen(self.colors.skin.shade, self.line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for (one, _), (other, _) in pairwise(fingers):
            at = between(one[0], other[0], 0.5)
            self.painter.drawLine(
                self.camera.point(at), self.camera.point(between(at, between(one[1], other[1], 0.5), 0.5))
            )

    def _back(self, arm: ArmBones, across: Vec, hand: Vec, grown: float = 0.0) -> QPainterPath:
        spots: list[Spot] = []
        for point, radius in (
            (along(arm.wrist, hand, -0.004), 0.0235),
            (add(arm.wrist, add(scaled(hand, 0.04), scaled(across, 0.012))), 0.024),
            (along(arm.knuckles, across, 0.0245), 0.0105),
            (along(arm.knuckles, across, -0.0225), 0.0105),
        )[1 if grown else 0 :]:  # no outline where the hand goes over into the forearm
            x, y = self.camera.spot(point)
            r = radius * self.scale + grown
            spots += [(x + r * c, y + r * s) for c, s in _ROUND]
        return closed(hull(spots))


def section(camera: Camera, at: Vec, axis: Vec, radius: float) -> QPainterPath:
    """The cross section of a limb there, as an ellipse."""
    x, y = camera.spot(at)
    dx, dy = camera.flat(axis)
    size = hypot(dx, dy) or 1.0
    r = radius * camera.scale
    flat = r * abs(camera.facing(axis))
    circle = QPainterPath()
    circle.addEllipse(QPointF(0, 0), 1, 1)
    dx, dy = dx / size, dy / size
    return QTransform(dx * flat, dy * flat, -dy * r, dx * r, x, y).map(circle)
