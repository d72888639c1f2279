"""The head: face, ears and hair, laid on the head's own surfaces, so that it looks right from every side."""

from collections.abc import Iterator
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRadialGradient

from deskbreak.coach.vector import Joint, Vec, cross, unit
from deskbreak.ui.figure_camera import Camera, Ellipsoid, Spot, limb, smooth
from deskbreak.ui.figure_colors import Colors, Hair

_SKULL: tuple[Vec, Vec] = ((0.0, 0.022, -0.008), (0.087, 0.094, 0.099))
_CHEEKS: tuple[Vec, Vec] = ((0.0, -0.018, 0.012), (0.0785, 0.078, 0.083))
_JAW: tuple[Vec, Vec] = ((0.0, -0.058, 0.026), (0.06, 0.063, 0.066))
_PROFILE = (
    ((0.0, 0.014, 0.082), (0.0, -0.027, 0.0985), 0.009, 0.0105),
    ((0.0, -0.058, 0.083), (0.0, -0.07, 0.081), 0.012, 0.012),
    ((0.0, -0.088, 0.066), (0.0, -0.097, 0.064), 0.026, 0.025),
)
"""Nose, lips and chin: two points and their radii."""
_HAIR: tuple[Vec, Vec] = ((0.0, 0.03, -0.0155), (0.0935, 0.107, 0.1105))
_NAPE: tuple[Vec, Vec] = ((0.0, 0.0, -0.045), (0.089, 0.062, 0.062))
"""Hair behind the ears, where the skull is narrower than the hair."""
_FACE: tuple[Vec, Vec] = ((0.0, -0.005, 0.0), (0.082, 0.11, 0.0965))

# Hairlines: degrees around the head (0 front, 90 the right of the picture, 180 back) and above the ears' height.
_SIDES_OPEN = (
    (55, 6), (64, -2), (72, -9), (80, -13), (88, -9), (96, -3), (106, -7), (116, -24), (128, -44), (144, -54),
    (162, -58), (180, -59), (198, -58), (216, -54), (232, -44), (244, -24), (254, -7), (264, -3), (272, -9), (280, -13),
    (287, -9), (293, 3),
)  # fmt: skip
"""Around the ears and short at the neck."""

# Each begins at the left temple. Short hair is swept from a side parting over the forehead.
_HAIRLINES: dict[Hair, tuple[tuple[float, float], ...]] = {
    Hair.SHORT: (
        (-62, 14), (-50, 23), (-40, 32), (-31, 41), (-24, 43), (-14, 36), (-2, 30), (10, 26), (22, 23), (34, 19),
        (45, 13), *_SIDES_OPEN,
    ),
    Hair.CURLS: (
        (-60, 20), (-48, 30), (-36, 36), (-24, 39), (-12, 40), (0, 40), (12, 40), (24, 39), (36, 36), (48, 30),
        *_SIDES_OPEN,
    ),
    Hair.BUN: (
        (-62, 16), (-52, 24), (-40, 31), (-28, 38), (-14, 44), (0, 47), (14, 44), (28, 38), (40, 31), (50, 22),
        *_SIDES_OPEN,
    ),
    Hair.BOB: (
        (-64, -20), (-56, 4), (-48, 20), (-38, 29), (-30, 38), (-24, 40), (-14, 33), (-2, 27), (10, 23), (22, 20),
        (34, 15), (45, 8), (54, -6), (62, -22), (70, -40), (80, -52), (95, -57), (115, -59), (140, -60), (180, -60),
        (220, -60), (245, -59), (265, -57), (280, -52), (290, -40),
    ),
}  # fmt: skip


def _on_sphere(around: float, above: float) -> Vec:
    a, b = radians(around), radians(above)
    return (sin(a) * cos(b), sin(b), cos(a) * cos(b))


_CURVES = {worn: tuple(_on_sphere(*place) for place in line) for worn, line in _HAIRLINES.items()}
_STRANDS: dict[Hair, tuple[tuple[Vec, ...], ...]] = {
    Hair.SHORT: (
        tuple(_on_sphere(-30 - 10 * k, 44 + 9 * k) for k in range(5)),
        tuple(_on_sphere(-8 + 12 * k, 52 - 4 * k) for k in range(5)),
        tuple(_on_sphere(20 + 12 * k, 62 - 9 * k) for k in range(5)),
    ),
    Hair.CURLS: (),
    Hair.BUN: tuple(
        tuple(_on_sphere(around + sweep * k, 46 + 7 * k) for k in range(5))
        for around, sweep in ((0, 0), (-34, -14), (34, 14), (-58, -16), (58, 16))
    ),
    Hair.BOB: (
        tuple(_on_sphere(-28 - 10 * k, 43 + 9 * k) for k in range(5)),
        tuple(_on_sphere(4 + 15 * k, 50 - 9 * k) for k in range(6)),
        tuple(_on_sphere(-70 - 6 * k, 30 - 18 * k) for k in range(5)),
        tuple(_on_sphere(165, 20 - 16 * k) for k in range(5)),
        tuple(_on_sphere(205, 16 - 16 * k) for k in range(5)),
    ),
}


def _curls() -> Iterator[Vec]:
    """In rows around the head, but not on the face."""
    for row, (above, count) in enumerate(((30, 11), (52, 8), (72, 5), (8, 12), (-16, 12), (-36, 12))):
        for k in range(count):
            around = (k * 360 / count + 17 * (row % 2) + 180) % 360 - 180
            if above > 45 or abs(around) > (66 if above > 0 else 104):
                yield _on_sphere(around, above)


_CURLS = tuple(_curls())
"""Where curls stand out from the head."""

_KNOT: tuple[Vec, Vec] = ((0.0, 0.088, -0.108), (0.05, 0.047, 0.047))


def paint_head(painter: QPainter, camera: Camera, head: Joint, colors: Colors) -> None:
    """The whole head."""
    hair = Ellipsoid(camera, head, *_HAIR)
    ears = [] if colors.worn is Hair.BOB else [-1.0, 1.0]
    knot_before = camera.facing(head.direction(0.0, 0.4, -0.9)) > 0
    if colors.worn is Hair.BUN and not knot_before:
        _knot(painter, camera, head, colors)
    for sign in ears:
        if camera.facing(head.x) * sign <= 0:
            _ear(painter, camera, head, sign, colors)
    skin = _skin(painter, camera, head, colors)
    if camera.facing(head.z) > -0.5:
        painter.save()
        painter.setClipPath(skin, Qt.ClipOperation.IntersectClip)
        _features(painter, camera, head, colors)
        painter.restore()
        _nose_under(painter, camera, head, colors)
    _hair(painter, camera, head, hair, colors)
    if colors.worn is Hair.BUN and knot_before:
        _knot(painter, camera, head, colors)
    for sign in ears:
        if camera.facing(head.x) * sign > 0:
            _ear(painter, camera, head, sign, colors)


def paint_back_hair(painter: QPainter, camera: Camera, head: Joint, colors: Colors) -> None:
    """Hair that falls behind the neck."""
    if colors.worn is not Hair.BOB:
        return
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for at, radii in (((0.0, -0.04, -0.03), (0.094, 0.075, 0.08)), ((0.0, 0.0, -0.03), (0.095, 0.09, 0.09))):
        path.addPath(Ellipsoid(camera, head, at, radii).outline())
    painter.fillPath(path, colors.hair.shade)


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


def _hair(painter: QPainter, camera: Camera, head: Joint, hair: Ellipsoid, colors: Colors) -> None:
    path = hair.region(_CURVES[colors.worn], (0.0, 1.0, 0.0))
    size = camera.scale
    if colors.worn is Hair.CURLS:
        curls = QPainterPath()
        curls.setFillRule(Qt.FillRule.WindingFill)
        for p in _CURLS:
            if camera.facing(head.direction(*p)) > -0.25:
                x, y = hair.spot(p)
                curls.addEllipse(QPointF(x, y), 0.031 * size, 0.031 * size)
        painter.fillPath(curls, colors.hair.base)
    x, y = camera.spot(head.point(-0.02, 0.09, 0.02))
    light = QRadialGradient(QPointF(x - 0.03 * size, y), 0.17 * size)
    light.setColorAt(0.0, colors.hair.light)
    light.setColorAt(0.45, colors.hair.base)
    light.setColorAt(1.0, colors.hair.shade if colors.worn is not Hair.CURLS else colors.hair.base)
    painter.setPen(
        QPen(colors.hair.shade, 0.004 * size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        if colors.worn is not Hair.CURLS
        else Qt.PenStyle.NoPen
    )
    painter.setBrush(light)
    painter.drawPath(path)
    painter.setPen(QPen(colors.hair.shade, 0.005 * size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for strand in _STRANDS[colors.worn]:
        shown = [p for p in strand if camera.facing(head.direction(*p)) > 0.05]
        if len(shown) > 1:
            painter.drawPath(smooth([hair.spot(p) for p in shown]))
    if colors.worn is Hair.CURLS:
        painter.setPen(QPen(colors.hair.light, 0.004 * size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for p in _CURLS:
            if camera.facing(head.direction(*p)) > 0.25:
                x, y = hair.spot(p)
                painter.drawArc(
                    QRectF(x - 0.016 * size, y - 0.016 * size, 0.032 * size, 0.032 * size), 50 * 16, 110 * 16
                )


def _knot(painter: QPainter, camera: Camera, head: Joint, colors: Colors) -> None:
    """Hair tied up at the back of the head."""
    knot = Ellipsoid(camera, head, *_KNOT)
    painter.setPen(QPen(colors.hair.shade, 0.005 * camera.scale))
    painter.setBrush(colors.hair.base)
    painter.drawPath(knot.outline())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for around in (-50, 10):
        turn = [_on_sphere(around + 20 * k, 60 - 28 * k) for k in range(5)]
        shown = [p for p in turn if camera.facing(head.direction(*p)) > 0]
        if len(shown) > 1:
            painter.drawPath(smooth([knot.spot(p) for p in shown]))


def _ear(painter: QPainter, camera: Camera, head: Joint, sign: float, colors: Colors) -> None:
    ear = Ellipsoid(camera, head, (sign * 0.084, -0.012, -0.012), (0.011, 0.027, 0.018))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.skin.base)
    painter.drawPath(ear.outline())
    if camera.facing(head.x) * sign > 0.25:
        inner = Ellipsoid(camera, head, (sign * 0.092, -0.012, -0.010), (0.004, 0.016, 0.009))
        painter.setBrush(colors.skin.shade)
        painter.drawPath(inner.outline())
