"""The head: face, ears and hair, laid on the head's own surfaces, so that it looks right from every side."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRadialGradient

from deskbreak.coach.body.vector import Joint, Vec, cross, unit
from deskbreak.ui.figure.camera import Camera, Spot, limb, smooth
from deskbreak.ui.figure.colors import Colors, Hair
from deskbreak.ui.figure.ellipsoid import Ellipsoid
from deskbreak.ui.figure.hair import paint_hair, paint_knot

_SKULL: tuple[Vec, Vec] = ((0.0, 0.022, -0.008), (0.087, 0.094, 0.099))
_CHEEKS: tuple[Vec, Vec] = ((0.0, -0.018, 0.012), (0.0785, 0.078, 0.083))
_JAW: tuple[Vec, Vec] = ((0.0, -0.058, 0.026), (0.06, 0.063, 0.066))
_PROFILE = (
    ((0.0, 0.014, 0.082), (0.0, -0.027, 0.0985), 0.009, 0.0105),
    ((0.0, -0.058, 0.083), (0.0, -0.07, 0.081), 0.012, 0.012),
    ((0.0, -0.088, 0.066), (0.0, -0.097, 0.064), 0.026, 0.025),
)
"""Nose, lips and chin: two points and their radii."""
_NAPE: tuple[Vec, Vec] = ((0.0, 0.0, -0.045), (0.089, 0.062, 0.062))
"""Hair behind the ears, where the skull is narrower than the hair."""
_FRONTAL = 0.8
"""How much a face looks at the person who looks for all of it to lie within its outline; cutting costs time."""
_FACE: tuple[Vec, Vec] = ((0.0, -0.005, 0.0), (0.082, 0.11, 0.0965))


def paint_head(painter: QPainter, camera: Camera, head: Joint, colors: Colors) -> None:
    """The whole head."""
    ears = [] if colors.worn is Hair.BOB else [-1.0, 1.0]
    knot_before = camera.facing(head.direction(0.0, 0.4, -0.9)) > 0
    if colors.worn is Hair.BUN and not knot_before:
        paint_knot(painter, camera, head, colors)
    for sign in ears:
        if camera.facing(head.x) * sign <= 0:
            _ear(painter, camera, head, sign, colors)
    skin = _skin(painter, camera, head, colors)
    if camera.facing(head.z) > -0.5:
        painter.save()
        if camera.facing(head.z) < _FRONTAL:
            painter.setClipPath(skin, Qt.ClipOperation.IntersectClip)
        _features(painter, camera, head, colors)
        painter.restore()
        _nose_under(painter, camera, head, colors)
    paint_hair(painter, camera, head, colors)
    if colors.worn is Hair.BUN and knot_before:
        paint_knot(painter, camera, head, colors)
    for sign in ears:
        if camera.facing(head.x) * sign > 0:
            _ear(painter, camera, head, sign, colors)


def _skin(painter: QPainter, camera: Camera, head: Joint, colors: Colors) -> QPainterPath:
    """The head without hair: a few eggs that melt into one outline, with nose, lips and chin for the profile."""
    painter.fillPath(Ellipsoid(camera, head, *_NAPE).outline(), colors.hair.shade)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for egg in (_SKULL, _CHEEKS, _JAW):
        path.addPath(Ellipsoid(camera, head, *egg).outline())
    for start, end, first, second in _PROFILE:
        a, b = camera.spot(head.point(*start)), camera.spot(head.point(*end))
        path.addPath(limb(a, b, first * camera.scale, second * camera.scale))
    x, y = camera.spot(head.at)
    size = camera.scale
    light = QRadialGradient(QPointF(x - 0.03 * size, y - 0.01 * size), 0.16 * size)
    light.setColorAt(0.0, colors.skin.light)
    light.setColorAt(0.55, colors.skin.base)
    light.setColorAt(1.0, colors.skin.shade)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(light)
    painter.drawPath(path)
    return path


def _features(painter: QPainter, camera: Camera, head: Joint, colors: Colors) -> None:
    face = Ellipsoid(camera, head, *_FACE)
    for sign in (-1.0, 1.0):
        _cheek(painter, face, (sign * 0.047, -0.042), colors)
        _eye(painter, face, (sign * 0.034, 0.004), colors.ink)
        x = sign * 0.036
        brow = [(x - 0.016, 0.0335 + 0.0022 * sign), (x, 0.0385), (x + 0.016, 0.0335 - 0.0022 * sign)]
        _stroke(painter, face, brow, colors.hair.base, 0.0062)
    mouth = [(-0.026, -0.0635), (-0.013, -0.0705), (0.0, -0.073), (0.013, -0.0705), (0.026, -0.0635)]
    _stroke(painter, face, mouth, colors.lips, 0.006, whole=False)


def _stroke(
    painter: QPainter, face: Ellipsoid, places: list[Spot], ink: QColor, width: float, whole: bool = True
) -> None:
    """A line on the face through places across and up. Round the corner a ``whole`` line is left out, another cut."""
    camera = face.camera
    points = [face.front(x, y + 0.005) for x, y in places]
    spots = [camera.spot(at) for at, stands in points if camera.facing(stands) > (0.1 if whole else -0.03)]
    if len(spots) < (len(places) if whole else 2):
        return
    painter.setPen(QPen(ink, width * camera.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(smooth(spots))


def _lay(painter: QPainter, face: Ellipsoid, place: Spot) -> bool:
    """Turn the painter's axes into metres on the face at ``place``; False where it is out of sight."""
    camera, joint = face.camera, face.joint
    at, stands = face.front(place[0], place[1] + 0.005)
    seen = camera.facing(stands)
    if seen < 0.12:
        return False
    across = unit(cross(joint.y, stands))
    painter.setOpacity(min(1.0, (seen - 0.12) * 6))
    painter.setTransform(camera.decal(at, across, cross(stands, across)), True)
    return True


def _eye(painter: QPainter, face: Ellipsoid, place: Spot, ink: QColor) -> None:
    painter.save()
    if _lay(painter, face, place):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(0, 0), 0.0092, 0.0118)
        painter.setBrush(QColor(255, 255, 255, 225))
        painter.drawEllipse(QPointF(-0.0032, -0.0045), 0.003, 0.0034)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 0.0042, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(QRectF(-0.0155, -0.0135, 0.031, 0.03), 32 * 16, 116 * 16)
    painter.restore()


def _cheek(painter: QPainter, face: Ellipsoid, place: Spot, colors: Colors) -> None:
    painter.save()
    if _lay(painter, face, place):
        blush = QRadialGradient(QPointF(0, 0), 0.021)
        blush.setColorAt(0.0, colors.blush)
        clear = QColor(colors.blush)
        clear.setAlpha(0)
        blush.setColorAt(1.0, clear)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blush)
        painter.drawEllipse(QPointF(0, 0), 0.021, 0.017)
    painter.restore()


def _nose_under(painter: QPainter, camera: Camera, head: Joint, colors: Colors) -> None:
    """From the front the nose is a hint of shade below its tip."""
    if camera.facing(head.z) < 0.2:
        return
    under = [
        head.point(x, y, z) for x, y, z in ((-0.0085, -0.034, 0.096), (0.0, -0.0385, 0.101), (0.0085, -0.034, 0.096))
    ]
    ink = QPen(colors.skin.line, 0.0052 * camera.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(ink)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(smooth([camera.spot(p) for p in under]))


def _ear(painter: QPainter, camera: Camera, head: Joint, sign: float, colors: Colors) -> None:
    ear = Ellipsoid(camera, head, (sign * 0.084, -0.012, -0.012), (0.011, 0.027, 0.018))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.skin.base)
    painter.drawPath(ear.outline())
    if camera.facing(head.x) * sign > 0.25:
        inner = Ellipsoid(camera, head, (sign * 0.092, -0.012, -0.010), (0.004, 0.016, 0.009))
        painter.setBrush(colors.skin.shade)
        painter.drawPath(inner.outline())
