"""Arms with hands."""

from math import cos, hypot, pi, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QTransform

from deskbreak.coach.body.bones import ArmBones
from deskbreak.coach.body.vector import Vec, between, cross, scaled, sub, unit
from deskbreak.ui.figure.camera import Camera, smooth
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.hand.painting import HandPainter
from deskbreak.ui.figure.tube import Tube, chain, outline_width

# Bone number and share of it, and the radius there (metres).
_UPPER_ARM = ((0.56, 0.0435), (0.64, 0.042), (0.82, 0.0385), (1.0, 0.034))
_FOREARM = ((0.0, 0.034), (0.18, 0.0395), (0.42, 0.0375), (0.75, 0.029), (1.0, 0.0238))
_SLEEVE = ((0.0, 0.05), (0.11, 0.0555), (0.27, 0.0562), (0.46, 0.0515), (0.62, 0.048))
_OWN_TONE = (0.33, 0.62)
"""From where to where on a sleeve goes over from the trunk's light into its own."""
_FULL = 0.5
"""How much of its own tone a sleeve's end has."""
_OPENED = 0.3
"""How much a sleeve's end must look at the person who looks to be seen all open."""
_ROUND_END = 0.22
"""How flat the end of a sleeve or a trouser leg looks from the side, as a share of its width."""

_HALF = tuple((cos(k * pi / 4), sin(k * pi / 4)) for k in range(5))
_CIRCLE = QPainterPath()
_CIRCLE.addEllipse(QPointF(0, 0), 1, 1)


class LimbPainter:
    """Paints limbs in the order in which it is asked to."""

    def __init__(self, painter: QPainter, camera: Camera, colors: Colors) -> None:
        self.painter = painter
        self.camera = camera
        self.colors = colors
        self.scale = camera.scale
        self.line = outline_width(camera, colors.strong)
        self._none, self._own = QColor(colors.shirt.base), QColor(colors.shirt.base)
        self._none.setAlphaF(0.0)
        self._own.setAlphaF(_FULL)

    def upper_arm(self, arm: ArmBones, cloth: QBrush, first: bool = True) -> QPainterPath:
        """The upper arm in its sleeve, whose outline it returns. Of the sleeve's end one sees the opening, or the hem
        before the skin. Who is painted ``first``, upper arm or forearm, has the outline of the elbow."""
        joints = (arm.shoulder, arm.elbow)
        way = unit(sub(arm.elbow, arm.shoulder))
        # The opening comes into sight little by little: an arm that turns towards one does not change at once.
        opened = max(0.0, min(1.0, self.camera.facing(way) / _OPENED))
        (start, radius), (second, after), *rest = _UPPER_ARM
        moved = (second - start) * (1 - opened) if opened else 0.0
        places = ((start + moved, radius), (second + moved, after), *rest)
        skin = Tube(self.camera, *chain(joints, places), (3,), (3,))
        sleeve = Tube(self.camera, *chain(joints, _SLEEVE), (0,), (0, 1))
        if not opened:
            skin.paint(self.painter, self.colors.skin, self.line, joined=not first)
        outline = self._sleeve(sleeve, arm, way, cloth, opened)
        self._hem(arm, way)
        if opened:
            skin.paint(self.painter, self.colors.skin, self.line, joined=not first)
        return outline

    def _sleeve(self, sleeve: Tube, arm: ArmBones, way: Vec, cloth: QBrush, opened: float) -> QPainterPath:
        painter, paint = self.painter, self.colors.shirt
        end = section(self.camera, between(arm.shoulder, arm.elbow, _SLEEVE[-1][0]), way, _SLEEVE[-1][1])
        painter.fillPath(sleeve.path(self.line, 1), paint.edge)
        area = sleeve.path()
        area.addPath(end)
        painter.fillPath(area, cloth)
        painter.fillPath(area, self._own_tone(arm))
        painter.fillPath(sleeve.shade(0.4), paint.shade)
        if opened:
            inside = QColor(paint.shade)
            inside.setAlphaF(opened)
            painter.fillPath(end, inside)
        return area

    def _own_tone(self, arm: ArmBones) -> QBrush:
        """Towards their ends both sleeves are of one tone, whichever side of the trunk is in the light."""
        first, last = _OWN_TONE
        start, end = self.camera.spots(
            (between(arm.shoulder, arm.elbow, first), between(arm.shoulder, arm.elbow, last))
        )
        tone = QLinearGradient(*start, *end)
        tone.setColorAt(0.0, self._none)
        tone.setColorAt(1.0, self._own)
        return QBrush(tone)

    def _hem(self, arm: ArmBones, way: Vec) -> None:
        """The near half of the sleeve's end."""
        at, radius = between(arm.shoulder, arm.elbow, _SLEEVE[-1][0] - 0.025), _SLEEVE[-1][1] - 0.005
        across = unit(cross(way, self.camera.towards), self.camera.right)
        (x, y, z), (a, b, c), (d, e, f) = at, scaled(across, radius), scaled(cross(across, way), radius)
        rim = [(x + a * u + d * v, y + b * u + e * v, z + c * u + f * v) for u, v in _HALF]
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(
            QPen(self.colors.collar, max(1.0, 0.011 * self.scale), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        )
        self.painter.drawPath(smooth(self.camera.spots(rim)))

    def forearm(self, arm: ArmBones, first: bool = False) -> None:
        """From the elbow to the wrist, where it goes over into the hand without an outline."""
        skin = self.colors.skin
        tube = Tube(self.camera, *chain((arm.elbow, arm.wrist), _FOREARM), (0, 4), (0, 4))
        edge = tube.path(self.line, 1, knots=False)
        if first:
            r = tube.radii[0] + self.line
            edge.addEllipse(QPointF(*tube.spots[0]), r, r)
        self.painter.fillPath(edge, skin.edge)
        self.painter.fillPath(tube.path(), skin.base)
        tube.paint_shade(self.painter, skin)

    def hand(self, arm: ArmBones, sign: float) -> HandPainter:
        """A hand, to be painted."""
        return HandPainter(self.painter, self.camera, self.colors, arm, sign, self.line)


def section(camera: Camera, at: Vec, axis: Vec, radius: float) -> QPainterPath:
    """The cross section of a limb there, as an ellipse; from the side, too, cloth is seen to end round."""
    x, y = camera.spot(at)
    dx, dy = camera.flat(axis)
    size = hypot(dx, dy) or 1.0
    r = radius * camera.scale
    flat = r * max(_ROUND_END, abs(camera.facing(axis)))
    dx, dy = dx / size, dy / size
    return QTransform(dx * flat, dy * flat, -dy * r, dx * r, x, y).map(_CIRCLE)
