"""The person: trunk, neck and head, arms and legs, painted from back to front."""

from collections.abc import Callable, Sequence
from math import cos, hypot, pi, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen

from deskbreak.coach.body.bones import ArmBones, Body
from deskbreak.coach.body.vector import Vec, between, unit
from deskbreak.ui.figure.camera import Camera, Seen, Spot, add_closed, hull, limb, smooth
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.guides import ON_TRUNK, paint_muscles
from deskbreak.ui.figure.head.hair import Hairdo
from deskbreak.ui.figure.head.painting import paint_head
from deskbreak.ui.figure.layers import Layers, Still, fill
from deskbreak.ui.figure.legs import hips, shoe, trouser_leg
from deskbreak.ui.figure.limbs import LimbPainter
from deskbreak.ui.figure.neck import Neck
from deskbreak.ui.figure.tube import LIGHT, outline_width

# Half width, half depth and shift to the front of the trunk at each joint of the spine (metres).
_TRUNK = (
    (0.164, 0.124, -0.006), (0.147, 0.110, 0.0), (0.138, 0.102, 0.004), (0.149, 0.108, 0.008), (0.161, 0.114, 0.008),
)  # fmt: skip
_YOKE = (0.075, 0.06, 0.0)
_HEM = (0.17, 0.127, -0.004)
_ROUND = tuple((cos(k * pi / 6), sin(k * pi / 6)) for k in range(12))
_NECKLINE = tuple((0.11 * c, -0.06, 0.085 * s + 0.004) for c, s in _ROUND)
_SHOULDER = 0.0545

Part = tuple[float, Callable[[], None] | Still]


class BodyPainter:
    """Paints one body. Parts are drawn in the order of their depth, the far ones first."""

    def __init__(
        self,
        painter: QPainter,
        camera: Camera,
        colors: Colors,
        body: Body,
        muscles: Sequence[str] = (),
        layers: Layers | None = None,
    ) -> None:
        self.layers = layers
        self.muscles = muscles
        self.painter = painter
        self.camera = camera
        self.colors = colors
        self.body = body
        self.scale = camera.scale
        self.line = outline_width(camera, colors.strong)
        self.limbs = LimbPainter(painter, camera, colors)
        self.spine = [camera.seen(joint) for joint in body.spine]
        self.cloth = self._cloth()

    def paint(self) -> None:
        """The whole person."""
        body, camera, colors, depth = self.body, self.camera, self.colors, self.camera.depth
        chest = depth(body.spine[4].at)
        parts: list[Part] = [
            (chest, self._trunk),
            (chest + 0.0005, lambda: self._glow(on_trunk=True)),
            (max(depth(body.head.at), chest + 0.02), self._neck_and_head),
        ]
        hem = chest
        for leg in (body.left_leg, body.right_leg):
            at_shin = depth(between(leg.knee, leg.ankle, 0.4))
            at_leg = max(depth(between(leg.hip, leg.knee, 0.4)), at_shin + 0.001)
            parts += [
                (at_shin - 0.02, shoe(camera, colors, leg)),
                (at_leg, trouser_leg(camera, colors, leg)),
            ]
            hem = max(hem, at_leg)
        hem += 0.001
        parts.append((hem, self._hem))
        for arm, sign in ((body.left, -1.0), (body.right, 1.0)):
            parts += self._arm(arm, sign, chest, hem)
        parts.append((min(chest, depth(body.spine[0].at)) - 0.03, hips(camera, colors, body.spine[0])))
        still: list[Still] = []
        for _, part in sorted(parts, key=lambda part: part[0]):
            if isinstance(part, Still):
                still.append(part)
                continue
            self._still(still)
            still = []
            part()
        self._still(still)
        self._glow(on_trunk=False)

    def _still(self, parts: Sequence[Still]) -> None:
        """Parts that lie next to each other, on one layer where these are kept."""
        if parts and self.layers:
            self.layers.paint(self.painter, parts)
        else:
            fill(self.painter, parts)

    def _glow(self, on_trunk: bool) -> None:
        muscles = [name for name in self.muscles if (name in ON_TRUNK) == on_trunk]
        paint_muscles(self.painter, self.camera, self.colors, self.body, muscles)

    def _arm(self, arm: ArmBones, sign: float, chest: float, hem: float) -> list[Part]:
        depth, limbs = self.camera.depth, self.limbs
        behind = 0.012 if depth(arm.shoulder) > chest else -0.02
        at_upper = max(depth(between(arm.shoulder, arm.elbow, 0.5)), chest + behind)
        at_fore = max(depth(between(arm.elbow, arm.wrist, 0.6)), depth(arm.wrist))
        at_hand = max(depth(arm.knuckles), depth(arm.wrist) + 0.001)
        lowest = min(arm.wrist, arm.elbow, key=lambda joint: joint[1])
        if lowest[1] < self.body.spine[3].at[1] and depth(lowest) > depth(self.body.spine[0].at):
            # An arm that hangs this low on the near side is before the shirt's hem and the thigh.
            at_fore = max(at_fore, hem + 0.002)
            at_hand = max(at_hand, at_fore + 0.001)
            if arm.elbow[1] < self.body.spine[3].at[1]:
                at_upper = max(at_upper, hem + 0.001)
        return [
            (at_upper, lambda: limbs.upper_arm(arm, self.cloth)),
            (at_fore, lambda: limbs.forearm(arm)),
            (at_hand, lambda: limbs.hand(arm, sign)),
        ]

    # Trunk

    def _trunk(self) -> None:
        paint = self.colors.shirt
        air = 1 + 0.035 * self.body.chest
        sizes = [_HEM, *_TRUNK, _YOKE]
        joints = [self._lowest(), *self.spine]
        for grown, brush in ((self.line, QBrush(paint.edge)), (0.0, self.cloth)):
            left, right = _edges(sizes, joints, air, grown)
            path = _outline(left, right, joints[0])
            path.addPath(self._yoke(air, grown))
            self.painter.fillPath(path, brush)
        self._details()

    def _hem(self) -> None:
        """The lower end of the shirt once more, over the thighs."""
        joints = [self._lowest(), *self.spine[:2]]
        inside = (_TRUNK[1][0] * 0.8, _TRUNK[1][1] * 0.8, _TRUNK[1][2])
        sizes = [_HEM, _TRUNK[0], inside]
        left, right = _edges(sizes, joints, 1.0, 0.0)
        self.painter.fillPath(_outline(left, right, joints[0]), self.cloth)

    def _lowest(self) -> Seen:
        """Where the shirt ends."""
        pelvis = self.body.spine[0]
        return self.camera.seen(pelvis.moved(pelvis.point(0.0, -0.03, 0.0)))

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

    def _yoke(self, air: float, grown: float) -> QPainterPath:
        """Chest, shoulders and the slope from the neck to them."""
        body, camera, scale = self.body, self.camera, self.scale
        chest, top = self.spine[4], self.spine[5]
        wide, deep, ahead = _TRUNK[4]
        spots = chest.spots((wide * air * c, -0.01, deep * air * s + ahead) for c, s in _ROUND)
        spots += top.spots(_NECKLINE)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        add_closed(path, hull(spots))
        for arm, sign in ((body.left, -1.0), (body.right, 1.0)):
            shoulder = camera.spot(arm.shoulder)
            slope = camera.spot(between(body.spine[5].at, arm.shoulder, 0.86))
            for start, first, end, last in (
                (top.spot(sign * 0.02, -0.058, 0.0), 0.064, shoulder, _SHOULDER),
                (top.spot(sign * 0.034, 0.012, -0.008), 0.034, slope, 0.0535),
                (chest.spot(sign * 0.075, 0.0, 0.0), 0.085, shoulder, _SHOULDER - 0.006),
            )[: 2 if grown else 3]:  # the last is no edge of anything
                path.addPath(limb(start, end, first * scale + grown, last * scale + grown))
        return path

    def _on_trunk(self, height: float, around: float) -> tuple[Vec, float]:
        """A point of the trunk's surface: ``height`` 0 at the pelvis to 4 at the chest; and how much it is seen."""
        k = min(int(height), 3)
        share = height - k
        low, high = self.body.spine[k], self.body.spine[k + 1]
        wide, deep, ahead = (a + (b - a) * share for a, b in zip(_TRUNK[k], _TRUNK[k + 1], strict=True))
        x, z = wide * sin(around), deep * cos(around) + ahead
        normal = low.direction(sin(around) / wide, 0.0, cos(around) / deep)
        return between(low.point(x, 0.0, z), high.point(x, 0.0, z), share), self.camera.facing(unit(normal))

    def _details(self) -> None:
        """A short placket with its buttons: it shows which way the body turns and bends."""
        colors, painter = self.colors, self.painter
        top = self.spine[5]
        spots: list[Spot] = []
        if top.facing(0.0, 0.0, 1.0) > 0.05:
            spots.append(top.spot(0.0, -0.034, 0.072))
        for k in range(4):
            at, seen = self._on_trunk(4 - k * 0.36, 0.0)
            if seen > 0.03:
                spots.append(self.camera.spot(at))
        if len(spots) < 3:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colors.collar, 0.019 * self.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(smooth(spots))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.sole)
        for spot in spots[1:4]:
            painter.drawEllipse(QPointF(*spot), 0.0042 * self.scale, 0.0042 * self.scale)

    # Head

    def _neck_and_head(self) -> None:
        painter, camera, colors, head = self.painter, self.camera, self.colors, self.body.head
        hair = Hairdo(camera, head, colors)
        hair.paint_behind(painter)
        neck = Neck(camera, colors, self.body, self.line)
        neck.paint(painter)
        paint_head(painter, camera, head, colors, hair, neck)


def _edges(sizes: Sequence[Vec], joints: Sequence[Seen], air: float, grown: float) -> tuple[list[Spot], list[Spot]]:
    """The sides of the trunk: at each joint the ellipse around it, as far as it reaches to either side."""
    left: list[Spot] = []
    right: list[Spot] = []
    for joint, (wide, deep, ahead) in zip(joints, sizes, strict=True):
        x, y = joint.spot(0.0, 0.0, ahead)
        (ax, ay), (tx, ty), (bx, by) = joint.across, joint.up, joint.ahead
        size = hypot(tx, ty) or 1.0
        nx, ny = ty / size, -tx / size
        reach = grown + air * hypot((ax * nx + ay * ny) * wide, (bx * nx + by * ny) * deep)
        left.append((x + nx * reach, y + ny * reach))
        right.append((x - nx * reach, y - ny * reach))
    return left, right


def _outline(left: Sequence[Spot], right: Sequence[Spot], lowest: Seen) -> QPainterPath:
    path = smooth([lowest.spot(0.0, -0.02, 0.0), *left, *right[::-1]], closed=True)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path
