"""The face's features: brows, eyes, nose, mouth and cheeks, each at its place in space."""

from collections.abc import Sequence
from functools import cache
from math import dist

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from deskbreak.coach.body.vector import Joint, Vec, between, cross, unit
from deskbreak.ui.figure.camera import Camera, Seen, closed, smooth
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.head.ellipsoid import cut
from deskbreak.ui.kit.theme import mix

Drawn = tuple[Vec, Vec]
"""A place of the head, and what stands on it there."""

_EYE: Drawn = ((0.0325, 0.003, 0.0785), (0.43, 0.0, 0.9))
_CHEEK: Drawn = ((0.049, -0.036, 0.066), (0.62, 0.0, 0.78))
_BROW: tuple[Drawn, ...] = (
    ((0.0155, 0.0302, 0.0865), (0.50, 0.0, 0.9)),
    ((0.0255, 0.0322, 0.0848), (0.55, 0.0, 0.9)),
    ((0.0365, 0.0323, 0.0805), (0.62, 0.0, 0.85)),
    ((0.0480, 0.0282, 0.0715), (0.72, 0.0, 0.8)),
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
_TURNED = 0.3
"""How much the head's side has to be seen for a feature to reach the edge of the face."""
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


def paint_features(painter: QPainter, camera: Camera, head: Joint, colors: Colors, skin: QPainterPath) -> None:
    """All that one sees of them; what turns away is cut where it goes round the corner, at the edge of the ``skin``."""
    seen = camera.seen(head)
    turned = abs(seen.nears[0]) > _TURNED
    if turned:
        painter.save()
        painter.setClipPath(skin, Qt.ClipOperation.IntersectClip)
    for sign in (-1.0, 1.0):
        _cheek(painter, camera, head, sign, colors)
    _nose(painter, camera, seen, colors)
    for sign in (-1.0, 1.0):
        _eye(painter, camera, head, sign, colors)
        _stroke(painter, camera, seen, [_aside(one, sign) for one in _BROW], colors.hair.base, 0.0056, 0.1)
    _stroke(painter, camera, seen, _LIP, colors.skin.shade, 0.0045)
    _stroke(painter, camera, seen, _MOUTH, colors.lips, 0.0052)
    if turned:
        painter.restore()


def _aside(one: Drawn, sign: float) -> Drawn:
    (x, y, z), (a, b, c) = one
    return (x * sign, y, z), (a * sign, b, c)


def _stroke(
    painter: QPainter, camera: Camera, seen: Seen, places: Sequence[Drawn], ink: QColor, width: float, ends: float = 0.0
) -> None:
    """A line through ``places``, as far as they face the one who looks by more than ``ends``.

    Seen from above or below, a line that goes round the face would bend to a frown: most of that is taken back.
    """
    calm = _CALM * seen.nears[1]
    spots = cut(
        [(seen.spot(x, y + calm * (z - _MEAN), z), seen.facing(*stands) - ends) for (x, y, z), stands in places]
    )
    if len(spots) > 1 and dist(spots[0], spots[-1]) > 1.5 * width * camera.scale:  # less is a speck
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


_GLINT = QColor(255, 255, 255, 235)
_OPEN = 0.66
"""How much an eye on the near side is at least seen from the front."""
_BLUSHES = tuple(_oval(0, 0, size, 0.8 * size) for size in (0.018, 0.0135, 0.009))


@cache
def _iris(ink: int, line: int) -> QColor:
    """Its colour, between these two (as numbers)."""
    return mix(QColor.fromRgb(ink), QColor.fromRgb(line), 0.5)


def _eye(painter: QPainter, camera: Camera, head: Joint, sign: float, colors: Colors) -> None:
    """The iris under its lid, which sinks as the head does: a lowered eye is a bow of lashes."""
    (at, stands), toward = _aside(_EYE, sign), camera.seen(head).nears[0] * sign
    faced = camera.facing(unit(head.direction(*stands)))
    shown = min(1.0, 14 * faced - 2.8)
    if shown <= 0:
        return
    if toward > 0 and faced < _OPEN:
        # Seen from its side an eye is a wedge, not a slit: it turns less than the face it lies on.
        stands = between(stands, (sign, 0.0, 0.0), 1.1 * (_OPEN - faced))
    laid, _ = _laid(camera, head, (at, stands))
    size = camera.scale
    lowered = min(1.0, max(0.0, 2.4 * (-head.z[1] - 0.12)))
    painter.setOpacity(shown)
    if lowered < 0.6:
        low, open_ = 0.0006 + 0.005 * lowered, 1 - 1.6 * lowered
        painter.fillPath(
            laid.map(_oval(0, low, 0.0084, 0.0088 * open_)), _iris(colors.ink.rgb(), colors.skin.line.rgb())
        )
        painter.fillPath(laid.map(_oval(0, low, 0.0052, 0.0056 * open_)), colors.ink)
    if lowered < 0.3 and faced > 0.42:
        light = laid.map(QPointF(0.0, 0.0006 + 0.002 * lowered))
        x, y = light.x(), light.y()
        painter.fillPath(_oval(x - 0.0023 * size, y - 0.0027 * size, 0.0022 * size, 0.0022 * size), _GLINT)
    outer, rise = 0.0012 * sign, -0.0112 + 0.0205 * lowered
    end = -0.0002 + 0.0012 * lowered
    lid = QPainterPath(QPointF(-0.0130, end + outer))
    lid.cubicTo(-0.0080, rise + outer, 0.0080, rise - outer, 0.0130, end - outer)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colors.ink, 0.0036 * size * min(1.0, 0.4 + 2 * faced), c=Qt.PenCapStyle.RoundCap))
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
    aside = abs(seen.nears[0])  # from the side the bridge is the edge of the face, which has its line
    turned = min(1.0, max(0.0, 2.5 * aside - 0.6), max(0.0, 8.5 - 10 * aside))
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
