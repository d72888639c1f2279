"""The four ways to wear hair, as data on the unit sphere around the skull."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from math import atan2, cos, pi, radians, sin, sqrt, tau

from deskbreak.coach.body.vector import Vec, along, cross, sub, unit
from deskbreak.ui.figure.colors import Hair
from deskbreak.ui.figure.head.ellipsoid import Raised

# Hairlines: degrees around the head (0 front, 90 the right of the picture, 180 back) and above the ears' height.
_SIDES_OPEN = (
    (55, 6), (64, -2), (72, -9), (79, -15), (86, -11), (96, -3), (106, -7), (115, -20), (122, -32), (132, -43),
    (147, -51), (163, -55), (180, -56), (197, -55), (213, -51), (228, -43), (238, -32), (245, -20), (254, -7),
    (264, -3), (274, -11), (281, -15), (287, -9), (293, 3),
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
        (-62, 14), (-52, 23), (-40, 30), (-28, 35), (-14, 39), (0, 40), (14, 39), (28, 35), (40, 30), (50, 22),
        *_SIDES_OPEN,
    ),
    Hair.BOB: (
        (-63, -7), (-56, 4), (-48, 20), (-38, 29), (-30, 38), (-24, 40), (-14, 33), (-2, 28), (10, 24), (22, 21),
        (34, 16), (45, 8), (54, -1), (62, -7), (70, -11), (79, -14), (87, -16), (95, -19), (102, -28), (107, -43),
        (114, -55), (140, -55), (180, -53), (220, -55), (246, -55), (253, -43), (258, -28), (265, -19), (273, -16),
        (281, -14), (290, -11),
    ),
}  # fmt: skip


def _on_sphere(around: float, above: float) -> Vec:
    a, b = radians(around), radians(above)
    return (sin(a) * cos(b), sin(b), cos(a) * cos(b))


def _dense(worn: Hair) -> list[tuple[float, float]]:
    """A hairline every five degrees, rounded; curls wave along the forehead."""
    line = _HAIRLINES[worn]
    ring = [(line[-1][0] - 360, line[-1][1]), *line, (line[0][0] + 360, line[0][1]), (line[1][0] + 360, line[1][1])]
    places = []
    for k in range(len(line)):
        (at, low), (end, high) = ring[k + 1], ring[k + 2]
        before = (high - ring[k][1]) / (end - ring[k][0]) * (end - at)
        after = (ring[(k + 3)][1] - low) / (ring[(k + 3)][0] - at) * (end - at)
        count = max(1, round((end - at) / 5))
        for n in range(count):
            t = n / count
            above = (
                low * (1 + 2 * t) * (1 - t) ** 2 + high * t * t * (3 - 2 * t) + before * t * (1 - t) ** 2
                - after * t * t * (1 - t)
            )  # fmt: skip
            places.append((at + (end - at) * t, above))
    return places


_LINES = {worn: _dense(worn) for worn in Hair}


def _heights(worn: Hair) -> tuple[float, ...]:
    """How high the hairline is on the unit sphere, for each degree around the head."""
    line = _LINES[worn]
    ring = [(line[-1][0] - 360, line[-1][1]), *line, (line[0][0] + 360, line[0][1]), (line[1][0] + 360, line[1][1])]
    starts = [place for place, _ in ring]
    heights = []
    for degree in range(362):
        at = degree if degree < starts[-1] else degree - 360
        k = bisect_right(starts, at) - 1
        (a, low), (b, high) = ring[k], ring[k + 1]
        heights.append(sin(radians(low + (high - low) * (at - a) / (b - a))))
    return tuple(heights)


_THIN = 0.12
"""How thick hair is at the hairline, as a share of what it is elsewhere."""
_LOW = 1 - sqrt(1 - _THIN)
"""Up to where it is so thin, as a share of the way to where it is as thick as elsewhere."""
Lift = Callable[[Vec], Vec]


def _lift(
    worn: Hair, sides: float, top: float, front: float, back: float, sharp: float, curl: float = 0.0, wave: float = 0.0
) -> Lift:
    """How far hair stands out from the skull, as a share of it; from nothing at the hairline within 1 / ``sharp``.

    ``curl`` and ``wave`` make its outline uneven.
    """
    heights = _heights(worn)

    def lifted(p: Vec) -> Vec:
        x, y, z = p
        around = (atan2(x, z) % tau) * 180 / pi
        k = int(around)
        rise = (y - heights[k] - (heights[k + 1] - heights[k]) * (around - k)) * sharp
        grown = 1.0 if rise >= 1 else _THIN if rise <= _LOW else rise * (2 - rise)
        out = sides + (top if y > 0 else -top) * y * y
        if z > 0:
            if y > 0:
                out += front * z * y
        else:
            out += back * z * z
        if curl:
            out += curl * (abs(sin(7.5 * x + 1)) + abs(sin(7.5 * y + 2 * x)) + abs(sin(7.5 * z + 2)))
        if wave:
            out += wave * sin(8 * (x + 0.7 * z) + 3 * y)
        out = 1 + grown * out
        return (x * out, y * out, z * out)

    return lifted


_FRINGE = tuple(
    height - 3 * min(1.0, max(0.0, (min(degree, 360 - degree) - 56) / 24))
    for degree, height in enumerate(_heights(Hair.BOB))
)
"""The hairline of hair that hangs: it grows out of the forehead, but beside the face it is thick to its end."""


def _fall(p: Vec) -> Vec:
    """Hair that hangs: round above, straight down below the ears, a little closer at its end."""
    x, y, z = p
    around = (atan2(x, z) % tau) * 180 / pi
    rise = (y - _FRINGE[int(around)]) * 2.2
    grown = 1.0 if rise >= 1 else _THIN if rise <= _LOW else rise * (2 - rise)
    out = 0.10 - 0.025 * y if y > 0 else 1.10 * (1 - 0.06 * y * y - 0.48 * y**6) / sqrt(max(1 - y * y, 0.2)) - 1
    wide = 1 + grown * out
    return (x * wide, y * (1 + grown * (0.1 if y > 0 else 0.3)), z * wide)


_LIFTS: dict[Hair, Lift] = {
    Hair.SHORT: _lift(Hair.SHORT, 0.038, 0.075, 0.055, 0.025, 2.2, wave=0.01),
    Hair.CURLS: _lift(Hair.CURLS, 0.01, 0.08, 0.02, 0.03, 2.0, 0.07),
    Hair.BUN: _lift(Hair.BUN, 0.015, 0.055, 0.035, 0.015, 2.4),
    Hair.BOB: _fall,
}
_Course = tuple[tuple[Vec, ...], float, bool]


def _strand(around: float, above: float, sweep: float, climb: float, wide: float, light: bool) -> _Course:
    """From a place on in even steps (degrees): ``wide`` in its middle, in light or in shade."""
    return tuple(_on_sphere(around + sweep * k * 5 / 3, above + climb * k * 5 / 3) for k in range(4)), wide, light


_STRANDS: dict[Hair, tuple[_Course, ...]] = {
    Hair.SHORT: (
        _strand(-26, 46, -9, 6, 0.05, False),
        _strand(-14, 42, 13, -1, 0.10, True),
        _strand(-8, 58, 18, -4, 0.09, True),
        _strand(4, 36, 13, -3, 0.05, False),
        _strand(-46, 36, -14, 1, 0.09, True),
        _strand(-66, 26, -13, -3, 0.05, False),
        _strand(92, 34, 12, -7, 0.08, True),
        _strand(150, 34, 4, -13, 0.06, False),
        _strand(205, 38, -3, -13, 0.08, True),
    ),
    Hair.BUN: (
        _strand(-8, 44, -6, 7, 0.08, True),
        _strand(16, 43, 8, 7, 0.05, False),
        _strand(-34, 39, -12, 7, 0.05, False),
        _strand(40, 36, 13, 7, 0.09, True),
        _strand(-62, 26, -14, 8, 0.09, True),
        _strand(68, 22, 14, 8, 0.05, False),
        _strand(126, -22, 8, 14, 0.06, False),
        _strand(234, -22, -8, 14, 0.06, False),
        _strand(160, -36, 2, 14, 0.08, True),
    ),
    Hair.BOB: (
        _strand(-26, 44, -8, 8, 0.05, False),
        _strand(-8, 46, 13, -6, 0.10, True),
        _strand(8, 60, 14, -12, 0.06, False),
        _strand(-48, 42, -6, -10, 0.09, True),
        _strand(-84, 34, -4, -13, 0.05, False),
        _strand(84, 40, 3, -10, 0.10, True),
        _strand(112, 24, 2, -13, 0.06, False),
        _strand(140, 30, 0, -14, 0.09, True),
        _strand(172, 20, 1, -13, 0.06, False),
        _strand(210, 30, 1, -14, 0.09, True),
        _strand(248, 24, -2, -13, 0.06, False),
    ),
}


@dataclass(frozen=True)
class Strand:
    """Hair that lies together, pointed at both ends.

    ``course`` is the cubic along its middle, on the unit sphere and raised; at its two controls it swells to ``sides``.
    ``first`` and ``last`` are the directions of its ends.
    """

    course: tuple[Vec, Vec, Vec, Vec]
    sides: tuple[Vec, Vec]
    first: Vec
    last: Vec
    light: bool


def _raised(lift: Lift, course: _Course) -> Strand:
    line, wide, light = course
    p, q, r, s = map(lift, line)
    # The cubic that passes through all four.
    after = tuple((18 * b - 5 * a - 9 * c + 2 * d) / 6 for a, b, c, d in zip(p, q, r, s, strict=True))
    before = tuple((18 * c - 5 * d - 9 * b + 2 * a) / 6 for a, b, c, d in zip(p, q, r, s, strict=True))
    one, other = (after[0], after[1], after[2]), (before[0], before[1], before[2])
    across = unit(cross(line[1], sub(line[2], line[1])))
    sides = along(one, across, wide / 1.5), along(other, across, wide / 1.5)
    return Strand((p, one, other, s), sides, line[0], line[3], light)


def _curls() -> tuple[tuple[Vec, ...], ...]:
    """Short bows in rows around the head, but not on the face."""
    found = []
    for row, (above, count) in enumerate(((44, 13), (64, 9), (20, 13), (-2, 14), (-24, 13))):
        for k in range(count):
            around = (k * 360 / count + 13 * (row % 2) + 180) % 360 - 180
            if abs(around) > (-1 if above > 40 else 74 if above > 10 else 116):
                wide = 8 / cos(radians(above))
                bow = ((-1.0, 0), (-0.9, 9), (0.9, 9), (1.0, 0))
                found.append(tuple(_on_sphere(around + wide * a, above + b) for a, b in bow))
    return tuple(found)


@dataclass(frozen=True)
class Style:
    """How a look wears its hair, on the unit sphere around the skull: the hairline as a closed ``curve``, and how far
    hair is ``raised`` from the skull. ``strands`` are lines on it, raised, with the directions of their places;
    ``bows`` say that these are curls. ``ends`` is where hair hangs.
    ``short`` is the curve without the nape, which from the front and below is behind the neck."""

    curve: tuple[Vec, ...]
    raised: Raised
    short: tuple[Vec, ...]
    strands: tuple[Strand, ...]
    bows: tuple[tuple[tuple[Vec, ...], tuple[Vec, ...]], ...] = ()
    ends: tuple[Vec, ...] = ()


def _style(worn: Hair) -> Style:
    curve = tuple(_on_sphere(*place) for place in _LINES[worn])
    lift = _LIFTS[worn]
    bows = _curls() if worn is Hair.CURLS else ()
    ends: tuple[Vec, ...] = ()
    if worn is Hair.BOB:
        hangs = [place for place in _LINES[worn] if 95 < place[0] < 265]
        ends = tuple(lift(_on_sphere(*place)) for place in hangs)
        ends += tuple(lift(_on_sphere(around, above)) for around in range(72, 289, 12) for above in (5, 22, 42))
    return Style(
        curve,
        Raised(lift, tuple(lift(p) for p in curve), pi / (44 if bows else 32)),
        tuple(_on_sphere(at, max(above, -9.0) if 96 < at < 264 else above) for at, above in _LINES[worn]),
        tuple(_raised(lift, course) for course in _STRANDS.get(worn, ())),
        tuple((tuple(lift(p) for p in line), line) for line in bows),
        ends,
    )


STYLES = {worn: _style(worn) for worn in Hair}
