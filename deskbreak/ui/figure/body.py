"""The person: trunk, neck and head, arms and legs, painted from back to front."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QPainter, QPainterPath

from deskbreak.coach.body.bones import ArmBones, Body, LegBones
from deskbreak.coach.body.vector import between, dot, length, sub
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.cues.anatomy import ARM, THIGH, TRUNK
from deskbreak.ui.figure.cues.muscles import Glow, MusclePainter
from deskbreak.ui.figure.head.hair import Hairdo
from deskbreak.ui.figure.head.painting import paint_head
from deskbreak.ui.figure.layers import Layers, Still, fill
from deskbreak.ui.figure.legs import hips, shoe, trouser_leg
from deskbreak.ui.figure.limbs import LimbPainter
from deskbreak.ui.figure.neck import Neck
from deskbreak.ui.figure.trunk import TrunkPainter
from deskbreak.ui.figure.tube import outline_width

_ABOVE = 0.1
"""Metres above the head's middle from which a hand lies over it."""
_NEAR = 0.19
"""Metres from a shoulder within which the knuckles of a hand are that lies on it."""
_REACHES, _THUMB_BEHIND = 0.1, 0.5
"""From which shares on a hand is before the arm that it is about to hold, and its thumb behind what it holds."""
Part = tuple[float, Callable[[], None] | Still]


class BodyPainter:
    """Paints one body. Parts are drawn in the order of their depth, the far ones first."""

    def __init__(
        self,
        painter: QPainter,
        camera: Camera,
        colors: Colors,
        body: Body,
        glow: Sequence[Glow] = (),
        layers: Layers | None = None,
    ) -> None:
        self.layers = layers
        self.painter = painter
        self.camera = camera
        self.colors = colors
        self.body = body
        self.line = outline_width(camera, colors.strong)
        self.limbs = LimbPainter(painter, camera, colors)
        self.trunk = TrunkPainter(painter, camera, colors, body)
        self.bust = camera.spot(body.spine[0].point(0.0, 0.06, 0.0))[1] > camera.box.bottom()
        self.muscles = MusclePainter(camera, colors, body, self.trunk.spine, glow) if glow else None

    def paint(self) -> None:
        """The whole person."""
        body, camera, colors, depth = self.body, self.camera, self.colors, self.camera.depth
        chest = depth(body.spine[4].at)
        at_head = max(depth(body.head.at), chest + 0.02)
        parts: list[Part] = [
            (chest, self.trunk.paint),
            (chest + 0.0005, lambda: self._glow(TRUNK, self.trunk.outline)),
            (at_head, self.neck_and_head),
        ]
        hem = chest
        legs = (body.left_leg, body.right_leg)
        for leg in legs:
            at_shin = depth(between(leg.knee, leg.ankle, 0.4))
            at_leg = max(depth(between(leg.hip, leg.knee, 0.4)), at_shin + 0.001)
            hem = max(hem, at_leg)
            if not self.bust:
                parts += [
                    (at_shin - 0.02, shoe(camera, colors, leg)),
                    (at_leg, trouser_leg(camera, colors, leg)),
                ]
                if self.muscles:
                    parts.append((at_leg + 0.0005, partial(self._glow_on_thigh, leg)))
        hem += 0.001
        if not self.bust:
            parts.append((hem, self._hem))
            parts.append((min(chest, depth(body.spine[0].at)) - 0.03, hips(camera, colors, body.spine[0], legs)))
        for arm, sign in ((body.left, -1.0), (body.right, 1.0)):
            own = self._arm(arm, sign, chest, hem)
            if min(arm.elbow[1], arm.wrist[1]) > body.spine[2].at[1]:
                own = _apart_from_legs(own, (chest, at_head, hem))
            parts += own
        still: list[Still] = []
        for _, part in sorted(parts, key=lambda part: part[0]):
            if isinstance(part, Still):
                still.append(part)
                continue
            self._still(still)
            still = []
            part()
        self._still(still)

    def _still(self, parts: Sequence[Still]) -> None:
        """Parts that lie next to each other, on one layer where these are kept."""
        if parts and self.layers:
            self.layers.paint(self.painter, parts)
        else:
            fill(self.painter, parts)

    def _glow(self, part: str, outline: QPainterPath) -> None:
        """The muscles that lie on that part, which has just been painted."""
        if self.muscles:
            self.muscles.paint(self.painter, part, outline)

    def _glow_on_thigh(self, leg: LegBones) -> None:
        outline, _ = trouser_leg(self.camera, self.colors, leg).fills()[2]
        self._glow(THIGH, outline)

    def _hem(self) -> None:
        self.trunk.paint_hem()
        self._glow(TRUNK, self.trunk.hem)

    def _upper_arm(self, arm: ArmBones, first: bool) -> None:
        self._glow(ARM, self.limbs.upper_arm(arm, self.trunk.cloth, first))

    def _depths(self, arm: ArmBones, chest: float, hem: float) -> tuple[float, float, float]:
        """When upper arm, forearm and hand are painted, if nothing but the body is near."""
        depth = self.camera.depth
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
        return at_upper, at_fore, at_hand

    def _arm(self, arm: ArmBones, sign: float, chest: float, hem: float) -> list[Part]:
        depth, limbs = self.camera.depth, self.limbs
        at_upper, at_fore, at_hand = self._depths(arm, chest, hem)
        hand = limbs.hand(arm, sign)
        head = self.body.head
        if dot(sub(arm.knuckles, head.at), head.y) > _ABOVE:
            at_fore = max(at_fore, depth(head.at) + 0.021, chest + 0.021)
            at_hand = max(at_hand, at_fore + 0.001)
        if hand.shown < 0 and self._is_on_shoulder(arm):
            at_hand = max(at_hand, at_upper + 0.001, chest + 0.001)
        parts: list[Part] = [
            (at_upper, lambda: self._upper_arm(arm, at_upper <= at_fore)),
            (at_fore, lambda: limbs.forearm(arm, at_fore < at_upper)),
        ]
        if at_upper < chest:
            parts.append((chest + 0.0002, lambda: self.trunk.paint_joint(arm)))
        else:
            parts.append((at_upper - 0.0001, lambda: self.trunk.paint_shade_of(arm)))
        held, pelvis = self.body.right if sign < 0 else self.body.left, depth(self.body.spine[0].at)
        behind_of = min(chest, pelvis)
        if arm.hand.around > _REACHES and length(sub(arm.knuckles, held.wrist)) < _NEAR:
            behind_of = depth(held.wrist)
            at_hand = max(at_hand, self._depths(held, chest, hem)[2] + 0.003)
        elif arm.hand.around > _THUMB_BEHIND and depth(arm.knuckles) > pelvis:
            at_hand = max(at_hand, hem + 0.002)
        if arm.hand.around > _THUMB_BEHIND:
            parts.append((min(at_hand, behind_of) - 0.03, hand.paint_thumb))
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

    def neck_and_head(self) -> None:
        """These alone."""
        painter, camera, colors, head = self.painter, self.camera, self.colors, self.body.head
        hair = Hairdo(camera, head, colors)
        hair.paint_behind(painter)
        neck = Neck(camera, colors, self.body, self.line, self._glow)
        neck.paint(painter)
        paint_head(painter, camera, head, colors, hair, neck)


def _apart_from_legs(parts: Sequence[Part], marks: Sequence[float]) -> list[Part]:
    """Those of an arm above the lap, sorted among trunk, head and hem alone: legs stay together on their layer."""
    apart: list[Part] = []
    for at, part in parts:
        mark = max((mark for mark in marks if mark <= at), default=at - 10)
        apart.append((mark + (at - mark) * 1e-6, part))
    return apart
