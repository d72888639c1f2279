"""The body below the head: trunk, arms with hands, legs with shoes, painted from back to front."""

from collections.abc import Callable, Sequence
from math import cos, hypot, pi, sin

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen

from deskbreak.coach.skeleton import ArmBones, Body, LegBones
from deskbreak.coach.vector import Joint, Vec, add, along, between, cross, scaled, sub, unit
from deskbreak.ui.figure_camera import Camera, Spot, hull, limb, polygon, smooth
from deskbreak.ui.figure_colors import Colors, Paint
from deskbreak.ui.figure_head import paint_head

# Half width, half depth and shift to the front of the trunk at each joint of the spine (metres).
_TRUNK = ((0.158, 0.118, 0.0), (0.146, 0.110, 0.0), (0.140, 0.104, 0.004), (0.150, 0.108, 0.008), (0.160, 0.112, 0.006))
_YOKE = (0.07, 0.06, 0.0)
_HEM = (0.142, 0.106, 0.0)
_ROUND = tuple((cos(k * pi / 8), sin(k * pi / 8)) for k in range(16))

_SHOULDER, _ELBOW, _WRIST = 0.058, 0.041, 0.028
_PLAIN = 11.5
"""Pixels of radius up to which nobody sees the light on a limb; a plain fill costs a seventh."""
_FINGERS = ((-1.5, 0.058), (-0.5, 0.068), (0.5, 0.064), (1.5, 0.05))


class BodyPainter:
    """Paints one body. Parts are drawn in the order of their depth, the far ones first."""

    def __init__(self, painter: QPainter, camera: Camera, colors: Colors, body: Body) -> None:
        self.painter = painter
        self.camera = camera
        self.colors = colors
        self.body = body
        self.scale = camera.scale

    def paint(self) -> None:
        """The whole person."""
        body, depth = self.body, self.camera.depth
        chest = depth(body.spine[4].at)
        parts: list[tuple[float, Callable[[], None]]] = [
            (chest, self._trunk),
            (max(depth(body.head.at), chest + 0.02), self._neck_and_head),
        ]
        for leg in (body.left_leg, body.right_leg):
            parts += self._leg(leg)
        hem = max(order for order, _ in parts[-6:]) + 0.001
        parts.append((hem, self._hem))
        for arm, sign in ((body.left, -1.0), (body.right, 1.0)):
            parts += self._arm(arm, sign, chest, hem)
        parts.append((min(chest, depth(body.spine[0].at)) - 0.03, self._hips))
        for _, draw in sorted(parts, key=lambda part: part[0]):
            draw()

    def _fill(self, path: QPainterPath, paint: Paint, a: Spot, b: Spot, radius: float) -> None:
        """Fill what runs from ``a`` to ``b`` with light across it, from the upper left."""
        dx, dy = b[0] - a[0], b[1] - a[1]
        size = hypot(dx, dy) or 1.0
        nx, ny = -dy / size, dx / size
        if nx + 0.6 * ny > 0:
            nx, ny = -nx, -ny
        x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        light = QLinearGradient(x + nx * radius, y + ny * radius, x - nx * radius, y - ny * radius)
        light.setColorAt(0.0, paint.light)
        light.setColorAt(0.45, paint.base)
        light.setColorAt(1.0, paint.shade)
        self.painter.fillPath(path, QBrush(light))

    def _limb(self, a: Vec, b: Vec, radii: tuple[float, float], paint: Paint, joined: bool = False) -> None:
        """A tapered limb in light, with a soft outline; where it is ``joined`` to the body there is none."""
        first, second = self.camera.spot(a), self.camera.spot(b)
        r, q = radii[0] * self.scale, radii[1] * self.scale
        start, wide, line = first, r, self._line()
        if joined:
            start = (first[0] + (second[0] - first[0]) * 0.4, first[1] + (second[1] - first[1]) * 0.4)
            wide = r + (q - r) * 0.4
        self.painter.fillPath(limb(start, second, wide + line, q + line), paint.edge)
        if max(r, q) < _PLAIN:
            self.painter.fillPath(limb(first, second, r, q), paint.base)
        else:
            self._fill(limb(first, second, r, q), paint, first, second, max(r, q))

    def _line(self) -> float:
        """How far an outline stands out (pixels): as a larger shape below it costs a tenth of a stroke."""
        return max(0.5, 0.0045 * self.scale)

    # Trunk

    def _hips(self) -> None:
        body = self.body
        pelvis = body.spine[0]
        spots = [self.camera.spot(pelvis.point(0.156 * c, 0.03, 0.118 * s)) for c, s in _ROUND]
        spots += [self.camera.spot(pelvis.point(0.165 * c, -0.07, 0.115 * s - 0.015)) for c, s in _ROUND]
        path = QPainterPath()
        path.addPolygon(polygon(hull(spots)))
        path.closeSubpath()
        self.painter.fillPath(path, self.colors.trousers.shade)

    def _trunk(self) -> None:
        body, camera = self.body, self.camera
        air = 1 + 0.03 * body.chest
        upper, lower = camera.spot(body.spine[4].at), camera.spot(body.spine[0].at)
        sizes = [*_TRUNK, _YOKE]
        for grown in (self._line(), 0.0):
            path = self._sides(sizes, body.spine, air, grown)
            path.addPath(self._yoke(air, grown))
            if grown:
                self.painter.fillPath(path, self.colors.shirt.edge)
        self._fill(path, self.colors.shirt, lower, upper, 0.19 * self.scale)
        self._details()

    def _hem(self) -> None:
        """The lower end of the shirt once more, over the thighs."""
        pelvis = self.body.spine[0]
        joints = [pelvis.moved(pelvis.point(0.0, -0.028, 0.0)), *self.body.spine[:3]]
        inside = (_TRUNK[2][0] * 0.7, _TRUNK[2][1] * 0.7, _TRUNK[2][2])
        path = self._sides([_HEM, *_TRUNK[:2], inside], joints, 1.0, 0.0)
        upper, lower = self.camera.spot(self.body.spine[4].at), self.camera.spot(pelvis.at)
        self._fill(path, self.colors.shirt, lower, upper, 0.19 * self.scale)

    def _sides(self, sizes: Sequence[Vec], joints: Sequence[Joint], air: float, grown: float) -> QPainterPath:
        """The outline of the trunk: at each joint the ellipse around it, as far as it reaches to either side."""
        camera = self.camera
        left: list[Spot] = []
        right: list[Spot] = []
        for joint, (wide, deep, ahead) in zip(joints, sizes, strict=True):
            x, y = camera.spot(joint.point(0.0, 0.0, ahead))
            tx, ty = camera.flat(joint.y)
            size = hypot(tx, ty) or 1.0
            nx, ny = ty / size, -tx / size
            ax, ay = camera.flat(joint.x)
            bx, by = camera.flat(joint.z)
            reach = grown + air * hypot((ax * nx + ay * ny) * wide, (bx * nx + by * ny) * deep)
            left.append((x + nx * reach, y + ny * reach))
            right.append((x - nx * reach, y - ny * reach))
        below = camera.spot(joints[0].point(0.0, -0.016, 0.0))
        path = smooth([below, *left, *right[::-1]], closed=True)
        path.setFillRule(Qt.FillRule.WindingFill)
        return path

    def _yoke(self, air: float, grown: float) -> QPainterPath:
        body, camera = self.body, self.camera
        spots: list[Spot] = []
        chest, top = body.spine[4], body.spine[5]
        wide, deep, ahead = _TRUNK[4]
        spots += [camera.spot(chest.point(wide * air * c, -0.01, deep * air * s + ahead)) for c, s in _ROUND]
        spots += [camera.spot(top.point(0.056 * c, 0.004, 0.05 * s)) for c, s in _ROUND]
        for arm in (body.left, body.right):
            x, y = camera.spot(arm.shoulder)
            r = (_SHOULDER - 0.002) * self.scale + grown
            spots += [(x + r * c, y + r * s) for c, s in _ROUND]
        path = QPainterPath()
        path.addPolygon(polygon(hull(spots)))
        path.closeSubpath()
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
        """A seam down the front and a band around the chest: they show which way the body turns and bends."""
        colors, painter = self.colors, self.painter
        spots: list[Spot] = []
        top = self.body.spine[5]
        if self.camera.facing(top.z) > 0.05:
            spots.append(self.camera.spot(top.point(0.0, -0.032, 0.07)))
        for k in range(8):
            at, seen = self._on_trunk(4 - k * 0.5, 0.0)
            if seen > 0.03:
                spots.append(self.camera.spot(at))
        if len(spots) > 2:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colors.shirt.line, 0.009 * self.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPath(smooth(spots))

    # Head

    def _neck_and_head(self) -> None:
        body, camera, scale = self.body, self.camera, self.scale
        top = body.spine[5]
        skin = self.colors.skin
        ring = [camera.spot(self._collar(top, k * pi / 8)) for k in range(16)]
        if camera.facing(top.direction(0.0, 0.93, 0.37)) > 0:  # else the collar's opening looks away
            path = QPainterPath()
            path.addPolygon(polygon(ring))
            path.closeSubpath()
            self.painter.fillPath(path, skin.shade)
        self._limb(
            top.point(0, 0.024, 0.0),
            along(body.skull_base, body.head.y, 0.03),
            (0.046, 0.043),
            self.colors.neck,
        )
        # The near side of the collar lies before the neck; the walk around begins where the far side ends.
        shown = [camera.facing(sub(self._collar(top, k * pi / 8), top.at)) > -0.006 for k in range(16)]
        first = next((k for k in range(16) if shown[k] and not shown[k - 1]), 0)
        near = [ring[(first + k) % 16] for k in range(16) if shown[(first + k) % 16]]
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(self.colors.collar, 0.016 * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        self.painter.drawPath(smooth(near))
        paint_head(self.painter, camera, body.head, self.colors)

    def _collar(self, top: Joint, around: float) -> Vec:
        return top.point(0.066 * sin(around), -0.006 - 0.022 * cos(around), 0.058 * cos(around) + 0.004)

    # Arms

    def _arm(
        self, arm: ArmBones, sign: float, chest: float, hem_order: float
    ) -> list[tuple[float, Callable[[], None]]]:
        depth, colors = self.camera.depth, self.colors
        hem = between(arm.shoulder, arm.elbow, 0.62)

        def upper() -> None:
            self._limb(hem, arm.elbow, (0.044, _ELBOW), colors.skin)
            self._limb(arm.shoulder, hem, (_SHOULDER, 0.052), colors.shirt, joined=True)

        def fore() -> None:
            self._limb(arm.elbow, arm.wrist, (_ELBOW, _WRIST), colors.skin, joined=True)

        behind = 0.012 if depth(arm.shoulder) > chest else -0.02
        at_upper = max(depth(between(arm.shoulder, arm.elbow, 0.5)), chest + behind)
        at_fore = max(depth(between(arm.elbow, arm.wrist, 0.6)), depth(arm.wrist))
        at_hand = max(depth(arm.knuckles), depth(arm.wrist) + 0.001)
        lowest = min(arm.wrist, arm.elbow, key=lambda joint: joint[1])
        if lowest[1] < self.body.spine[3].at[1] and depth(lowest) > depth(self.body.spine[0].at):
            # An arm that hangs this low on the near side is before the shirt's hem and the thigh.
            at_fore = max(at_fore, hem_order + 0.002)
            at_hand = max(at_hand, at_fore + 0.001)
            if lowest == arm.elbow:
                at_upper = max(at_upper, hem_order + 0.001)
        return [(at_upper, upper), (at_fore, fore), (at_hand, lambda: self._hand(arm, sign))]

    def _hand(self, arm: ArmBones, sign: float) -> None:
        camera, painter, scale, skin = self.camera, self.painter, self.scale, self.colors.skin
        hand = unit(sub(arm.knuckles, arm.wrist))
        side = unit(cross(hand, arm.palm))
        palm = cross(side, hand)
        flat = hypot(*camera.flat(side)) / scale
        across = unit(cross(arm.fingers, palm), side)
        thumb = along(arm.wrist, hand, 0.03)
        tip = add(along(thumb, hand, 0.05), scaled(side, -sign * 0.04))
        for width, color in ((0.026, skin.line), (0.021, skin.base)):
            painter.setPen(QPen(color, width * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(camera.point(thumb), camera.point(tip))
        self._limb(arm.wrist, arm.knuckles, (_WRIST * 0.9, 0.017 + 0.021 * flat), skin)
        for offset, long in _FINGERS:
            root = add(arm.knuckles, scaled(across, offset * 0.0172))
            knee = along(root, arm.fingers, long * 0.6)
            end = along(knee, unit(add(arm.fingers, scaled(palm, 0.7))), long * 0.5)
            path = QPainterPath(camera.point(root))
            path.lineTo(camera.point(knee))
            path.lineTo(camera.point(end))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for width, color in ((0.0215, skin.shade), (0.0165, skin.base)):
                painter.setPen(
                    QPen(
                        color, width * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
                    )
                )
                painter.drawPath(path)

    # Legs

    def _leg(self, leg: LegBones) -> list[tuple[float, Callable[[], None]]]:
        depth, colors = self.camera.depth, self.colors

        def thigh() -> None:
            self._limb(leg.hip, leg.knee, (0.088, 0.062), colors.trousers, joined=True)

        def shin() -> None:
            self._limb(leg.knee, leg.ankle, (0.06, 0.046), colors.trousers, joined=True)

        def shoe() -> None:
            self._shoe(leg)

        at_shin = depth(between(leg.knee, leg.ankle, 0.4))
        at_thigh = depth(between(leg.hip, leg.knee, 0.4))
        return [(at_shin - 0.02, shoe), (at_shin, shin), (max(at_thigh, at_shin + 0.001), thigh)]

    def _shoe(self, leg: LegBones) -> None:
        colors, camera, scale = self.colors, self.camera, self.scale
        heel: Vec = (leg.ankle[0], 0.046, leg.ankle[2] - 0.028)
        path = limb(camera.spot(heel), camera.spot(leg.toes), 0.039 * scale, 0.036 * scale)
        low: Vec = (0.0, -0.009, 0.0)
        sole = limb(camera.spot(add(heel, low)), camera.spot(add(leg.toes, low)), 0.039 * scale, 0.036 * scale)
        self.painter.fillPath(sole, colors.sole)
        ankle = camera.spot((leg.ankle[0], 0.07, leg.ankle[2]))
        instep = camera.spot(between(heel, leg.toes, 0.55))
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addPath(limb(ankle, instep, 0.04 * scale, 0.037 * scale))
        self._fill(path, colors.shoe, camera.spot(heel), camera.spot(leg.toes), 0.05 * scale)
