"""The head: skin, ears, features and hair, laid on the head's own surfaces, so that it looks right from every side."""

from collections.abc import Iterator
from math import copysign, hypot

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRadialGradient

from deskbreak.coach.body.vector import Joint, Vec
from deskbreak.ui.figure.camera import Camera, limb, smooth
from deskbreak.ui.figure.colors import Colors, Hair
from deskbreak.ui.figure.head.ellipsoid import Ellipsoid
from deskbreak.ui.figure.head.features import paint_features
from deskbreak.ui.figure.head.hair import Hairdo
from deskbreak.ui.figure.neck import Neck

_EGGS: tuple[tuple[Vec, Vec], ...] = (
    ((0.0, 0.022, -0.009), (0.0835, 0.093, 0.0985)),
    ((0.0, -0.018, 0.010), (0.0762, 0.081, 0.0795)),
    ((0.0, -0.0560, 0.021), (0.0575, 0.0520, 0.064)),
    ((0.0, -0.0900, 0.0645), (0.0260, 0.0180, 0.0225)),
)
"""Skull, cheeks, jaw and chin."""
_JAW: tuple[tuple[Vec, Vec, float, float], ...] = (
    ((-0.0455, -0.064, -0.001), (-0.009, -0.0900, 0.0655), 0.0135, 0.0175),
    ((0.0455, -0.064, -0.001), (0.009, -0.0900, 0.0655), 0.0135, 0.0175),
)
"""From the jaw's angles to the chin: two points and their radii."""
_PROFILE = (
    (0.086, 0.0595), (0.070, 0.0750), (0.047, 0.0870), (0.0275, 0.0922), (0.016, 0.0915), (0.0045, 0.0870),
    (-0.010, 0.0955), (-0.0225, 0.1050), (-0.0325, 0.1120), (-0.0385, 0.1110), (-0.0425, 0.1035), (-0.0455, 0.0965),
    (-0.0525, 0.0955), (-0.0590, 0.0985), (-0.0635, 0.0970), (-0.0670, 0.0928), (-0.0705, 0.0955), (-0.0755, 0.0945),
    (-0.0815, 0.0880), (-0.0890, 0.0885), (-0.0980, 0.0890), (-0.1050, 0.0830), (-0.1085, 0.0700), (-0.1060, 0.0500),
    (-0.0920, 0.0250), (-0.0600, -0.0200), (0.0400, -0.0100),
)  # fmt: skip
"""Height and depth of the outline in the middle: forehead, brow, nose, lips, chin, and back inside the head."""


def _normals() -> Iterator[Vec]:
    """What stands on the outline in the middle at each of its places."""
    for (y, z), (v, w) in zip((_PROFILE[-1], *_PROFILE[:-1]), (*_PROFILE[1:], _PROFILE[0]), strict=True):
        size = hypot(v - y, w - z)
        yield (0.0, (w - z) / size, -(v - y) / size)


_OUTLINE = tuple(((0.0, y, z), normal) for (y, z), normal in zip(_PROFILE, _normals(), strict=True))
_UNDER: tuple[Vec, ...] = (
    (-0.057, -0.068, 0.004), (-0.046, -0.088, 0.037), (-0.028, -0.103, 0.066), (0.0, -0.1085, 0.077),
    (0.028, -0.103, 0.066), (0.046, -0.088, 0.037), (0.057, -0.068, 0.004), (0.050, -0.082, -0.010),
    (0.025, -0.097, -0.014), (-0.025, -0.097, -0.014), (-0.050, -0.082, -0.010),
)  # fmt: skip
"""The floor of the mouth, within the jaw."""
_FADED = 0.105
"""Metres from behind the ear to where the jaw's line is whole."""
_EAR: tuple[Vec, ...] = (
    (0.0775, -0.033, -0.003), (0.0800, -0.0405, -0.008), (0.0845, -0.0370, -0.0155), (0.0890, -0.0220, -0.0225),
    (0.0935, -0.0040, -0.0290), (0.0940, 0.0090, -0.0280), (0.0900, 0.0165, -0.0185), (0.0835, 0.0145, -0.0075),
    (0.0785, 0.0050, -0.0015), (0.0775, -0.0140, -0.0010),
)  # fmt: skip
_HELIX: tuple[Vec, ...] = (
    (0.0830, 0.0035, -0.0070), (0.0880, 0.0100, -0.0160), (0.0915, 0.0035, -0.0232), (0.0890, -0.0100, -0.0205),
    (0.0850, -0.0225, -0.0140),
)  # fmt: skip
_SHELL: tuple[Vec, ...] = (
    (0.0800, -0.0040, -0.0075), (0.0850, -0.0010, -0.0160), (0.0850, -0.0130, -0.0170), (0.0800, -0.0230, -0.0100),
    (0.0780, -0.0150, -0.0060),
)  # fmt: skip


def paint_head(painter: QPainter, camera: Camera, head: Joint, colors: Colors, hair: Hairdo, neck: Neck) -> None:
    """The whole head, with its ``hair``, on its ``neck``."""
    line, tucked = neck.line, colors.worn is Hair.BOB
    far, near = (-1.0, 1.0) if camera.facing(head.x) > 0 else (1.0, -1.0)
    hair.paint_knot(painter, before=False)
    _ear(painter, camera, head, far, colors, line)
    skin = _skin(painter, camera, head, colors, line)
    neck.paint_nape(painter)
    if camera.facing(head.z) > -0.5:
        paint_features(painter, camera, head, colors, skin)
    if tucked:
        _ear(painter, camera, head, near, colors, line)
    hair.paint(painter)
    if not tucked:
        _ear(painter, camera, head, near, colors, line)
    hair.paint_knot(painter, before=True)


def _skin(painter: QPainter, camera: Camera, head: Joint, colors: Colors, line: float) -> QPainterPath:
    """The head without hair, whose area it returns; its outline is a larger one below."""
    seen, size = camera.seen(head), camera.scale
    x, y = seen.spot(0.0, -0.01, 0.03)
    light = QRadialGradient(QPointF(x - 0.035 * size, y - 0.02 * size), 0.165 * size)
    light.setColorAt(0.0, colors.skin.light)
    light.setColorAt(0.5, colors.skin.base)
    light.setColorAt(1.0, colors.skin.shade)
    painter.fillPath(_outline(camera, head, line / size), _edge(camera, head, colors))
    area = _outline(camera, head, 0.0)
    painter.fillPath(area, light)
    under = seen.facing(0.0, -1.0, 0.0)
    if under > 0:
        low = QRadialGradient(QPointF(*seen.spot(0.0, -0.100, 0.000)), 0.070 * size)
        tone = QColor(colors.neck.base)
        strength = min(1.0, 3 * under) * min(1.0, 0.2 + 1.3 * max(0.0, seen.nears[2]))
        for stop, share in ((0.0, 1.0), (0.5, 0.9), (1.0, 0.0)):
            tone.setAlphaF(share * strength)
            low.setColorAt(stop, tone)
        painter.fillPath(smooth(seen.spots(_UNDER), closed=True), low)
    return area


def _edge(camera: Camera, head: Joint, colors: Colors) -> QColor | QRadialGradient:
    """What its outline is painted with: from the side the jaw's line fades out below the ear, into the neck."""
    seen, skin = camera.seen(head), colors.skin
    faded = min(1.0, max(0.0, 4 * abs(seen.nears[0]) - 1.2))
    if faded <= 0 or colors.strong:
        return skin.edge
    x, y = seen.spot(copysign(0.07, seen.nears[0]), -0.030, -0.018)
    edge = QRadialGradient(QPointF(x, y), faded * _FADED * camera.scale)
    edge.setColorAt(0.42, skin.dim)
    edge.setColorAt(1.0, skin.edge)
    return edge


def _outline(camera: Camera, head: Joint, grown: float) -> QPainterPath:
    """A few eggs that melt into one shape with the jaw and the face's profile; ``grown`` by so many metres."""
    seen, size = camera.seen(head), camera.scale
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for at, (a, b, c) in _EGGS:
        path.addPath(Ellipsoid(camera, head, at, (a + grown, b + grown, c + grown)).outline())
    for start, end, first, second in _JAW:
        path.addPath(limb(seen.spot(*start), seen.spot(*end), (first + grown) * size, (second + grown) * size))
    outline = seen.spots([(x, y + v * grown, z + w * grown) for (x, y, z), (_, v, w) in _OUTLINE])
    # In the same sense as the rest, so that they melt together.
    path.addPath(smooth(outline if seen.nears[0] < 0 else outline[::-1], closed=True))
    return path


def _ear(painter: QPainter, camera: Camera, head: Joint, sign: float, colors: Colors, line: float) -> None:
    seen = camera.seen(head)
    outline = smooth(seen.spots([(sign * x, y, z) for x, y, z in _EAR]), closed=True)
    painter.setPen(QPen(colors.skin.edge, min(1.3 * line, 0.007 * camera.scale)))
    painter.setBrush(colors.skin.base)
    painter.drawPath(outline)
    shown = seen.facing(sign * 0.85, 0.0, 0.5) - 0.15
    if shown <= 0:
        return
    painter.setOpacity(min(1.0, shown * 3))
    painter.fillPath(smooth(seen.spots([(sign * x, y, z) for x, y, z in _SHELL]), closed=True), colors.skin.shade)
    painter.setPen(QPen(colors.skin.shade, 0.0036 * camera.scale, c=Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(smooth(seen.spots([(sign * x, y, z) for x, y, z in _HELIX])))
    painter.setOpacity(1.0)
