"""The trunk in its shirt: outline, shoulders, and what shows how it bends and turns."""

from collections.abc import Sequence
from math import cos, dist, hypot, pi, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen

from deskbreak.coach.body.bones import SHOULDER_DROP, ArmBones, Body
from deskbreak.coach.body.vector import UP, Joint, Vec, add, along, between, cross, dot, sub, unit
from deskbreak.ui.figure.camera import Camera, Seen, Spot, add_closed, hull, limb, smooth
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.tube import LIGHT, Tube, chain, outline_width

# Half width, half depth and shift to the front of the trunk at each joint of the spine (metres).
_TRUNK = (
    (0.164, 0.124, -0.006), (0.147, 0.110, 0.0), (0.138, 0.102, 0.004), (0.149, 0.108, 0.008), (0.161, 0.114, 0.008),
)  # fmt: skip
_YOKE = (0.075, 0.06, 0.0)
_HEM = (0.166, 0.126, -0.004)
_ROUND = tuple((cos(k * pi / 6), sin(k * pi / 6)) for k in range(12))
_NECKLINE = tuple((0.11 * c, -0.06, 0.085 * s + 0.004) for c, s in _ROUND)
_BUTTONED = 0.35
"""How much the chest looks at the person who looks for its buttons to be seen whole."""
_JOINT = ((0.0, 0.0525), (0.1, 0.0545), (0.24, 0.0565), (0.34, 0.0555))
_FRONT = tuple((4 - k * 0.5, 0.0) for k in range(9))
_SHADE = ((0.12, 0.03), (0.28, 0.052), (0.44, 0.0515), (0.58, 0.048))
_BULGE, _HOLLOW = (2.6, 0.6), (0.2, -0.45)
"""How much the outer side of a bend is drawn out, one to the side and one to the front; and the inner one in: to the
front or the back the shirt hangs over it instead."""
_SLOPE = (0.044, 0.0445, 0.0485, 0.052, 0.0555, 0.0555)


class TrunkPainter:
    """Paints the trunk of one body; ``cloth`` is the shirt in light, for its sleeves too; ``outline`` and ``hem``
    are the areas that have been painted last."""

    def __init__(self, painter: QPainter, camera: Camera, colors: Colors, body: Body) -> None:
        self.painter = painter
        self.camera = camera
        self.colors = colors
        self.body = body
        self.scale = camera.scale
        self.line = outline_width(camera, colors.strong)
        self.spine = [camera.seen(joint) for joint in body.spine]
        self.cloth = self._cloth()
        wide, deep, ahead = _HEM
        leans = max(0.0, body.spine[0].y[2])
        self._end = (wide, deep - 0.05 * leans, ahead + 0.04 * leans)
        self.outline = self.hem = QPainterPath()

    def paint(self) -> None:
        paint = self.colors.shirt
        air = 1 + 0.035 * self.body.chest
        sizes = [self._end, *_TRUNK, _YOKE]
        joints = [self._lowest(), *self.spine]
        slopes = [self._slope(arm, sign) for arm, sign in ((self.body.left, -1.0), (self.body.right, 1.0))]
        yoke = self._yoke(air, slopes)
        for grown, brush in ((self.line, QBrush(paint.edge)), (0.0, self.cloth)):
            left, right = _edges(sizes, joints, air, grown)
            path = _outline(left, right, joints[0], self._end)
            for slope in slopes:
                path.addPath(slope.path(grown))
            if not grown:
                self.outline = QPainterPath(path)
                path.addPath(yoke)
            self.painter.fillPath(path, brush)
        self._details()

    def paint_joint(self, arm: ArmBones) -> None:
        """Where an arm that lies behind goes over into the trunk: no seam."""
        self.painter.fillPath(Tube(self.camera, *chain((arm.shoulder, arm.elbow), _JOINT), (0,)).path(), self.cloth)

    def paint_shade_of(self, arm: ArmBones) -> None:
        """What an arm before the trunk keeps from the light, on its side to the spine, the more the lower it hangs."""
        top = self.body.spine[5]
        low = max(0.0, -dot(unit(sub(arm.elbow, arm.shoulder)), top.y))
        (x, y), (u, v) = self.camera.spot(arm.shoulder), self.camera.spot(self.body.spine[3].at)
        away = 0.011 * low * self.scale / (hypot(u - x, v - y) or 1.0)
        if low > 0.2:
            shade = Tube(self.camera, *chain((arm.shoulder, arm.elbow), _SHADE)).path()
            shade.translate((u - x) * away, (v - y) * away)
            self.painter.fillPath(shade, self.colors.shirt.shade)

    def paint_hem(self) -> None:
        """The lower end of the shirt once more, over the thighs."""
        joints = [self._lowest(), *self.spine[:2]]
        inside = (_TRUNK[1][0] * 0.8, _TRUNK[1][1] * 0.8, _TRUNK[1][2])
        sizes = [self._end, _TRUNK[0], inside]
        left, right = _edges(sizes, joints, 1.0, 0.0)
        self.hem = _outline(left, right, joints[0], self._end)
        self.painter.fillPath(self.hem, self.cloth)
        self._seams((0.9, 0.5, 0.0))
        front = self._on_trunk(((1.75, 0.0), *_FRONT[5:]))
        if len(front) > 2:
            self._placket([*front, joints[0].spot(0.0, 0.004, self._end[1] + self._end[2])])

    def _lowest(self) -> Seen:
        """Where the shirt ends. It hangs, however the pelvis leans: half of that it does not go along with."""
        pelvis = self.body.spine[0]
        up = unit(add(pelvis.y, UP))
        hem = Joint(pelvis.point(0.0, -0.03, 0.0), pelvis.x, up, cross(pelvis.x, up))
        return self.camera.seen(hem)

    def _cloth(self) -> QBrush:
        """The shirt in light, which crosses the trunk; the same for all its parts, so that no seam shows."""
        (x, y), (u, v) = self.camera.spot(self.body.spine[0].at), self.camera.spot(self.body.spine[4].at)
        size = hypot(u - x, v - y) or 1.0
        nx, ny = -(v - y) / size, (u - x) / size
        if nx * LIGHT[0] + ny * LIGHT[1] < 0:
            nx, ny = -nx, -ny
        x, y, r = (x + u) / 2, (y + v) / 2, 0.19 * self.scale
        light = QLinearGradient(x + nx * r, y + ny * r, x - nx * r, y - ny * r)
        paint = self.colors.shirt
        for stop, color in ((0.08, paint.light), (0.42, paint.base), (0.62, paint.base), (0.92, paint.shade)):
            light.setColorAt(stop, color)
        return QBrush(light)

    def _yoke(self, air: float, slopes: Sequence[Tube]) -> QPainterPath:
        """Chest and shoulders, as far as they are no edge of anything."""
        chest, top = self.spine[4], self.spine[5]
        wide, deep, ahead = _TRUNK[4]
        spots = chest.spots((wide * air * c, -0.01, deep * air * s + ahead) for c, s in _ROUND)
        spots += top.spots(_NECKLINE)
        path = QPainterPath()
        add_closed(path, hull(spots))
        for slope, side in zip(slopes, (-0.075, 0.075), strict=True):
            path.addPath(limb(chest.spot(side, 0.0, 0.0), slope.spots[3], 0.085 * self.scale, slope.radii[3]))
        return path

    def _slope(self, arm: ArmBones, sign: float) -> Tube:
        """From the neck over the trapezius to the round of the shoulder, hollow in between."""
        top = self.body.spine[5]
        rise = max(0.0, dot(sub(arm.shoulder, top.at), top.y) + SHOULDER_DROP)
        neck = top.point(sign * 0.034, 0.3 * rise, -0.008)
        hollow = along(between(neck, arm.shoulder, 0.5), top.y, -0.004 + 0.06 * rise)
        on = (between(arm.shoulder, arm.elbow, share) for share in (0.12, 0.27))
        points = [neck, hollow, between(neck, arm.shoulder, 0.8), arm.shoulder, *on]
        return Tube(self.camera, points, _SLOPE, (3,))

    def _on_trunk(self, places: Sequence[Spot]) -> list[Spot]:
        """Where places of the trunk's surface are in the picture, those that are seen: each its height (0 at the
        pelvis to 4 at the chest), and how far around from the front."""
        spots: list[Spot] = []
        for height, around in places:
            k = int(height)
            low, (wide, deep, ahead) = self.spine[k], _TRUNK[k]
            side, front = sin(around), cos(around)
            if low.facing(side * deep, 0.0, front * wide) < 0.004:
                continue
            x, y = low.spot(wide * side, 0.0, deep * front + ahead)
            share = height - k
            if share:
                wide, deep, ahead = _TRUNK[k + 1]
                u, v = self.spine[k + 1].spot(wide * side, 0.0, deep * front + ahead)
                x, y = x + (u - x) * share, y + (v - y) * share
            spots.append((x, y))
        return spots

    def _details(self) -> None:
        """What shows how the trunk bends and turns: the shirt's front with its buttons, a seam at each side, folds."""
        self._seams((3.6, 3.0, 2.0, 1.0, 0.0))
        self._folds()
        front = self._on_trunk(_FRONT)
        top = self.spine[5]
        if top.facing(0.0, 0.0, 1.0) > 0.05:
            front.insert(0, top.spot(0.0, -0.034, 0.072))
        if len(front) > 2:
            self._placket(front)

    def _seams(self, heights: Sequence[float]) -> None:
        self._line(0.0055, self.colors.collar)
        for sign in (-1.0, 1.0):
            seam = self._on_trunk([(height, sign * pi / 2) for height in heights])
            if len(seam) > 2:
                self.painter.drawPath(smooth(seam))

    def _placket(self, spots: Sequence[Spot]) -> None:
        """The strip with the buttons, all but its ends with one at each spot. From the side it is an edge alone."""
        painter, size = self.painter, 0.0042 * self.scale
        self._line(0.019, self.colors.collar, Qt.PenCapStyle.FlatCap)
        painter.drawPath(smooth(spots))
        if self.spine[3].facing(0.0, 0.0, 1.0) < _BUTTONED:
            return
        buttons = QPainterPath()  # all at once: a third of the time
        last = spots[0]
        for spot in spots[1:-1]:
            if dist(spot, last) > 4 * size:  # in a fold they lie on each other
                buttons.addEllipse(QPointF(*spot), size, size)
                last = spot
        painter.fillPath(buttons, self.colors.sole)

    def _line(self, wide: float, color: QColor, cap: Qt.PenCapStyle = Qt.PenCapStyle.RoundCap) -> None:
        """Take up a pen so wide (metres)."""
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(color, max(1.0, wide * self.scale), Qt.PenStyle.SolidLine, cap))

    def _folds(self) -> None:
        """Where a side or the belly is pressed together the shirt lies in folds, the more the longer.

        Where it is turned, they lead from one hip towards the other shoulder.
        """
        spine = self.body.spine
        bent = dot(spine[0].x, spine[4].y), dot(spine[0].z, spine[4].y)
        self._line(0.0075, self.colors.shirt.shade)
        for much, middle in ((bent[0], pi / 2), (-bent[0], -pi / 2), (bent[1], pi / 3), (bent[1], -pi / 3)):
            deep = min(1.0, (much - 0.16) * 2.2)
            if deep <= 0:
                continue
            front = -1.0 if middle > 0 else 1.0
            for height, wide in ((1.2, 0.7), (1.75, 0.95), (2.3, 0.7)):
                line = self._on_trunk(
                    [(height - 0.05 * k * k, middle + front * (0.5 + wide * deep * k / 3)) for k in range(4)]
                )
                if len(line) > 2:
                    self.painter.drawPath(smooth(line))
        turned = dot(spine[4].z, spine[0].x)
        if abs(turned) > 0.25:
            side = -1.4 * turned
            for low, across in ((0.4, 1.5), (1.0, 1.75), (1.7, 1.7)):
                line = self._on_trunk(
                    [(low + 0.42 * k, side * (across - 0.38 * k)) for k in range(5 if low > 1 else 4)]
                )
                if len(line) > 2:
                    self.painter.drawPath(smooth(line))


def _edges(sizes: Sequence[Vec], joints: Sequence[Seen], air: float, grown: float) -> tuple[list[Spot], list[Spot]]:
    """The sides of the trunk: at each joint the ellipse around it, as far as it reaches to either side."""
    left: list[Spot] = []
    right: list[Spot] = []
    bends = _bends([joint.at for joint in joints])
    for joint, (wide, deep, ahead), bend in zip(joints, sizes, bends, strict=True):
        x, y = joint.spot(0.0, 0.0, ahead)
        (ax, ay), (tx, ty), (bx, by) = joint.across, joint.up, joint.ahead
        size = hypot(tx, ty) or 1.0
        nx, ny = ty / size, -tx / size
        aside, before = (ax * nx + ay * ny) * wide, (bx * nx + by * ny) * deep
        reach = hypot(aside, before) or 1.0
        share = (aside / reach) ** 2
        outer, inner = (much * share + less * (1 - share) for much, less in (_BULGE, _HOLLOW))
        one, other = (grown + air * reach * (1 + turn * (outer if turn > 0 else inner)) for turn in (bend, -bend))
        left.append((x + nx * one, y + ny * one))
        right.append((x - nx * other, y - ny * other))
    return left, right


def _bends(spots: Sequence[Spot]) -> list[float]:
    """How much a line through ``spots`` turns at each (the sine), above 0 where its left side is the outer one."""
    turns = [0.0]
    for (ax, ay), (bx, by), (cx, cy) in zip(spots[:-2], spots[1:-1], spots[2:], strict=True):
        ux, uy, vx, vy = bx - ax, by - ay, cx - bx, cy - by
        turns.append((ux * vy - uy * vx) / ((hypot(ux, uy) * hypot(vx, vy)) or 1.0))
    return [*turns, 0.0]


def _outline(left: Sequence[Spot], right: Sequence[Spot], hem: Seen, size: Vec) -> QPainterPath:
    _, deep, ahead = size
    lowest = max((hem.spot(0.0, -0.004, ahead + side * deep) for side in (-1.0, 1.0)), key=lambda spot: spot[1])
    path = smooth([lowest, *left, *right[::-1]], closed=True)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path
