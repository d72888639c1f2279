"""The person: trunk, neck and head, arms and legs, painted from back to front."""

from collections.abc import Callable, Sequence
from math import cos, pi, sin

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from deskbreak.coach.body.bones import ArmBones, Body
from deskbreak.coach.body.vector import along, between, dot, length, sub
from deskbreak.ui.figure.camera import Camera, closed, smooth
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.guides import ON_TRUNK, paint_muscles
from deskbreak.ui.figure.hair import paint_back_hair
from deskbreak.ui.figure.head import paint_head
from deskbreak.ui.figure.layers import Layers, Still, fill
from deskbreak.ui.figure.legs import hips, shoe, trouser_leg
from deskbreak.ui.figure.limbs import LimbPainter
from deskbreak.ui.figure.trunk import TrunkPainter
from deskbreak.ui.figure.tube import Tube, outline_width

_COLLAR = tuple(
    (0.067 * sin(k * pi / 8), -0.004 - 0.026 * cos(k * pi / 8), 0.06 * cos(k * pi / 8) + 0.004) for k in range(16)
)
_ABOVE = 0.1
"""Metres above the head's middle from which a hand lies over it."""
_NEAR = 0.19
"""Metres from a shoulder within which the knuckles of a hand are that lies on it."""
_THUMB_BEHIND = 0.5
"""From which share on a thumb is behind what the hand holds."""
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
        self.trunk = TrunkPainter(painter, camera, colors, body)

    def paint(self) -> None:
        """The whole person."""
        body, camera, colors, depth = self.body, self.camera, self.colors, self.camera.depth
        chest = depth(body.spine[4].at)
        parts: list[Part] = [
            (chest, self.trunk.paint),
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
        parts.append((hem, self.trunk.paint_hem))
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
        hand = limbs.hand(arm, sign)
        head = self.body.head
        if dot(sub(arm.knuckles, head.at), head.y) > _ABOVE:
            at_fore = max(at_fore, depth(head.at) + 0.021, chest + 0.021)
            at_hand = max(at_hand, at_fore + 0.001)
        if hand.shown < 0 and self._is_on_shoulder(arm):
            at_hand = max(at_hand, at_upper + 0.001, chest + 0.001)
        parts: list[Part] = [
            (at_upper, lambda: limbs.upper_arm(arm, self.trunk.cloth, at_upper <= at_fore)),
            (at_fore, lambda: limbs.forearm(arm, at_fore < at_upper)),
        ]
        if at_upper < chest:
            parts.append((chest + 0.0002, lambda: self.trunk.paint_joint(arm)))
        held = self.body.right if sign < 0 else self.body.left
        if arm.hand.around > _THUMB_BEHIND:
            on_wrist = length(sub(arm.knuckles, held.wrist)) < _NEAR
            part = depth(held.wrist) if on_wrist else min(chest, depth(self.body.spine[0].at))
            parts.append((min(at_hand, part) - 0.03, hand.paint_thumb))
            if on_wrist:
                at_hand = max(at_hand, part + 0.003)
            elif depth(arm.knuckles) > depth(self.body.spine[0].at):
                at_hand = max(at_hand, hem + 0.002)
            parts.append((at_hand, lambda: hand.paint(thumb=False)))
        else:
            parts.append((at_hand, hand.paint))
        if hand.laced:
            parts.append((at_hand + 0.002, hand.paint_fingers))
        return parts

    def _is_on_shoulder(self, arm: ArmBones) -> bool:
        """Whether a hand lies near a shoulder: where its back is seen, it is before all that it lies on."""
        return any(length(sub(arm.knuckles, one.shoulder)) < _NEAR for one in (self.body.left, self.body.right))

    # Head

    def _neck_and_head(self) -> None:
        body, camera, scale = self.body, self.camera, self.scale
        top, seen = body.spine[5], self.trunk.spine[5]
        skin = self.colors.skin
        paint_back_hair(self.painter, camera, body.head, self.colors)
        ring = seen.spots(_COLLAR)
        if seen.facing(0.0, 0.93, 0.37) > 0:  # else the collar's opening looks away
            self.painter.fillPath(closed(ring), skin.shade)
        base, end = top.point(0.0, 0.014, 0.002), along(body.skull_base, body.head.y, 0.035)
        neck = Tube(camera, [base, between(base, end, 0.45), end], (0.049, 0.0435, 0.0435), (2,))
        neck.paint(self.painter, self.colors.neck, self.line)
        # The near side of the collar lies before the neck; the walk around begins where the far side ends.
        shown = [seen.facing(*place) > -0.006 for place in _COLLAR]
        first = next((k for k in range(16) if shown[k] and not shown[k - 1]), 0)
        near = [ring[(first + k) % 16] for k in range(16) if shown[(first + k) % 16]]
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(self.colors.collar, 0.0165 * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        self.painter.drawPath(smooth(near))
        paint_head(self.painter, camera, body.head, self.colors)
