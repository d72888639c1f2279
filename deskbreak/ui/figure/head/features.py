"""The face's features: brows, eyes, nose, mouth and cheeks, each at its place in space."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from deskbreak.coach.body.vector import Joint, Vec, cross, unit
from deskbreak.ui.figure.camera import Camera, Seen, closed, smooth
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.head.ellipsoid import cut

Drawn = tuple[Vec, Vec]
"""A place of the head, and what stands on it there."""

_EYE: Drawn = ((0.0325, 0.003, 0.0785), (0.43, 0.0, 0.9))
_CHEEK: Drawn = ((0.049, -0.036, 0.066), (0.62, 0.0, 0.78))
_BROW: tuple[Drawn, ...] = (
    ((0.0155, 0.0290, 0.0865), (0.50, 0.0, 0.9)),
    ((0.0255, 0.0322, 0.0848), (0.55, 0.0, 0.9)),
    ((0.0365, 0.0323, 0.0805), (0.62, 0.0, 0.85)),
    ((0.0480, 0.0275, 0.0715), (0.72, 0.0, 0.8)),
)
"""It ends a little before the edge of the forehead."""
_MOUTH: tuple[Drawn, ...] = tuple(
    ((x, y, z), (70 * x, 0.0, 0.92))
    for x, y, z in (
        (-0.0250, -0.0620, 0.0800), (-0.0180, -0.0656, 0.0865), (-0.0095, -0.0676, 0.0915), (0.0, -0.0672, 0.0935),
        (0.0095, -0.0676, 0.0915), (0.0180, -0.0656, 0.0865), (0.0250, -0.0620, 0.0800),
    )
)  # fmt: skip
_LIP: tuple[Drawn, ...] = tuple(
    ((x, y, z), (70 * x, -0.3, 0.92))
    for x, y, z in ((-0.0085, -0.0785, 0.0880), (0.0, -0.0800, 0.0900), (0.0085, -0.0785, 0.0880))
)
_CALM, _MEAN = 0.75, 0.085
"""How much of a bend is taken back, and the depth of the face where a line keeps its height (metres)."""
_RIDGE: tuple[Vec, ...] = (
    (0.0, 0.006, 0.0875), (0.0, -0.010, 0.0955), (0.0, -0.0225, 0.1060), (0.0, -0.0325, 0.1135), (0.0, -0.0385, 0.1125),
    (0.0, -0.0425, 0.1040),
)  # fmt: skip
_WINGS: tuple[Vec, ...] = (
    (-0.0130, -0.0350, 0.0925), (-0.0095, -0.0420, 0.0970), (0.0, -0.0435, 0.1050), (0.0095, -0.0420, 0.0970),
    (0.0130, -0.0350, 0.0925),
)  # fmt: skip


def paint_features(painter: QPainter, camera: Camera, head: Joint, colors: Colors) -> None:
    """All that one sees of them; what turns away fades or is cut where it goes round the corner."""
    seen = camera.seen(head)
    for sign in (-1.0, 1.0):
        _cheek(painter, camera, head, sign, colors)
    _nose(painter, camera, seen, colors)
    for sign in (-1.0, 1.0):
        _eye(painter, camera, head, sign, colors)
        _stroke(painter, camera, seen, [_aside(one, sign) for one in _BROW], colors.hair.base, 0.0056)
    _stroke(painter, camera, seen, _LIP, colors.skin.shade, 0.0045)
    _stroke(painter, camera, seen, _MOUTH, colors.lips, 0.0052)


def _aside(one: Drawn, sign: float) -> Drawn:
    (x, y, z), (a, b, c) = one
    return (x * sign, y, z), (a * sign, b, c)


def _stroke(painter: QPainter, camera: Camera, seen: Seen, places: Sequence[Drawn], ink: QColor, width: float) -> None:
    """A line through ``places``, as far as they face the one who looks.

    Seen from above or below, a line that goes round the face would bend to a frown: most of that is taken back.
    """
    calm = _CALM * seen.nears[1]
    spots = cut([(seen.spot(x, y + calm * (z - _MEAN), z), seen.facing(*stands)) for (x, y, z), stands in places])
    if len(spots) > 1:
        painter.setPen(QPen(ink, width * camera.scale, c=Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(smooth(spots))


def _laid(camera: Camera, head: Joint, drawn: Drawn) -> tuple[QTransform, float]:
    """From metres on the face at that place into the picture, and how much of what is drawn there shows."""
    at, stands = head.point(*drawn[0]), unit(head.direction(*drawn[1]))
    across = unit(cross(head.y, stands))
    return camera.decal(at, across, cross(stands, across)), min(1.0, 6 * camera.facing(stands) - 0.6)


def _oval(x: float, y: float, wide: float, high: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), wide, high)
    return path


_GLINT = _oval(-0.0026, -0.0028, 0.0023, 0.0025)
_BLUSHES = tuple(_oval(0, 0, size, 0.8 * size) for size in (0.018, 0.0135, 0.009))


def _eye(painter: QPainter, camera: Camera, head: Joint, sign: float, colors: Colors) -> None:
    """The iris under its lid, which sinks as the head does: a lowered eye is a bow of lashes."""
    laid, shown = _laid(camera, head, _aside(_EYE, sign))
    if shown <= 0:
        return
    lowered = min(1.0, max(0.0, 2.4 * (-head.z[1] - 0.12)))
    painter.setOpacity(shown)
    if lowered < 1:
        painter.fillPath(laid.map(_oval(0, 0.0005 + 0.004 * lowered, 0.0074, 0.0088 * (1 - lowered))), colors.ink)
    if lowered < 0.5 and shown >= 1 and camera.facing(head.z) > 0.3:
        painter.fillPath(laid.map(_GLINT), QColor(255, 255, 255, 225))
    outer, rise = 0.0012 * sign, -0.0105 + 0.021 * lowered
    lid = QPainterPath(QPointF(-0.0138, 0.002 + outer))
    lid.cubicTo(-0.0085, rise + outer, 0.0085, rise - outer, 0.0138, 0.002 - outer)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colors.ink, 0.0034 * camera.scale, c=Qt.PenCapStyle.RoundCap))
    painter.drawPath(laid.map(lid))
    painter.setOpacity(1.0)


def _cheek(painter: QPainter, camera: Camera, head: Joint, sign: float, colors: Colors) -> None:
    laid, shown = _laid(camera, head, _aside(_CHEEK, sign))
    if shown <= 0:
        return
    blush = QColor(colors.blush)
    blush.setAlphaF(blush.alphaF() * shown / 3)
    for size in _BLUSHES:
        painter.fillPath(laid.map(size), blush)


def _nose(painter: QPainter, camera: Camera, seen: Seen, colors: Colors) -> None:
    """Its side in shade, its lower edge; and its bridge, the more it is seen from the side."""
    ahead = seen.facing(0.0, 0.0, 1.0)
    if ahead < -0.1:
        return
    side = 1.0 if seen.across[0] >= 0 else -1.0  # away from the light
    shown = min(1.0, 3 * max(0.0, seen.facing(0.6 * side, 0.0, 0.8)))
    painter.setOpacity(0.65 * shown)
    shade = (
        (0.0, 0.004, 0.0875),
        (0.0, -0.0325, 0.1135),
        (side * 0.013, -0.0375, 0.0925),
        (side * 0.009, -0.012, 0.088),
    )
    painter.fillPath(closed(seen.spots(shade)), colors.skin.dim)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ink = QPen(colors.skin.line, 0.0042 * camera.scale, c=Qt.PenCapStyle.RoundCap)
    turned = min(1.0, max(0.0, 2.5 * abs(seen.facing(1.0, 0.0, 0.0)) - 0.6))
    if turned > 0:
        painter.setOpacity(turned)
        painter.setPen(QPen(colors.skin.shade, 0.004 * camera.scale, c=Qt.PenCapStyle.RoundCap))
        painter.drawPath(smooth(seen.spots(_RIDGE)))
    painter.setOpacity(min(1.0, 4 * max(0.0, ahead + 0.1)))
    wings = [(x, y, z) for x, y, z in _WINGS if seen.facing(x * 40, 0.0, 0.75) > 0]
    if len(wings) > 1:
        painter.setPen(ink)
        painter.drawPath(smooth(seen.spots(wings)))
    painter.setOpacity(1.0)
