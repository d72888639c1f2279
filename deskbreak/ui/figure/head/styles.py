"""The four ways to wear hair, as data on the unit sphere around the skull."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from math import atan2, cos, pi, radians, sin, sqrt, tau

from deskbreak.coach.body.vector import Vec
from deskbreak.ui.figure.colors import Hair
from deskbreak.ui.figure.head.ellipsoid import Raised

# Hairlines: degrees around the head (0 front, 90 the right of the picture, 180 back) and above the ears' height.
_SIDES_OPEN = (
    (55, 6), (64, -2), (72, -9), (79, -15), (86, -11), (96, -3), (106, -7), (116, -22), (122, -36), (131, -48),
    (146, -56), (163, -59), (180, -60), (197, -59), (214, -56), (229, -48), (238, -36), (244, -22), (254, -7),
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
        (-64, -20), (-56, 4), (-48, 20), (-38, 29), (-30, 38), (-24, 40), (-14, 33), (-2, 27), (10, 23), (22, 20),
        (34, 15), (45, 8), (54, -6), (62, -22), (70, -40), (80, -52), (95, -57), (115, -57), (140, -55), (180, -53),
        (220, -55), (245, -57), (265, -57), (280, -52), (290, -40),
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
Lift = Callable[[Vec], Vec]


def _lift(worn: Hair, sides: float, top: float, front: float, back: float, sharp: float, curl: float = 0.0) -> Lift:
    """How far hair stands out from the skull, as a share of it; from nothing at the hairline within 1 / ``sharp``."""
    heights = _heights(worn)

    def lifted(p: Vec) -> Vec:
        x, y, z = p
        around = (atan2(x, z) % tau) * 180 / pi
        k = int(around)
        rise = (y - heights[k] - (heights[k + 1] - heights[k]) * (around - k)) * sharp
        grown = 1.0 if rise >= 1 else max(_THIN, rise * (2 - rise))
        out = sides + top * y * abs(y)
        if z > 0:
            out += front * z * max(y, 0.0)
        else:
            out += back * z * z
        if curl:
            out += curl * (abs(sin(7.5 * x + 1)) + abs(sin(7.5 * y + 2 * x)) + abs(sin(7.5 * z + 2)))
        out = 1 + grown * out
        return (x * out, y * out, z * out)

    return lifted


_FRINGE = tuple(
    height - 3 * min(1.0, max(0.0, (min(degree, 360 - degree) - 38) / 34))
    for degree, height in enumerate(_heights(Hair.BOB))
)
"""The hairline of hair that hangs: it grows out of the forehead, but beside the face it is thick to its end."""


def _fall(p: Vec) -> Vec:
    """Hair that hangs: round above, straight down below the ears, a little closer at its end."""
    x, y, z = p
    around = (atan2(x, z) % tau) * 180 / pi
    rise = (y - _FRINGE[int(around)]) * 2.2
    grown = 1.0 if rise >= 1 else max(_THIN, rise * (2 - rise))
    out = 0.13 - 0.04 * y if y > 0 else 1.13 * (1 - 0.06 * y * y - 0.48 * y**6) / sqrt(max(1 - y * y, 0.2)) - 1
    wide = 1 + grown * out
    return (x * wide, y * (1 + grown * (0.1 if y > 0 else 0.3)), z * wide)


_LIFTS: dict[Hair, Lift] = {
    Hair.SHORT: _lift(Hair.SHORT, 0.05, 0.11, 0.09, 0.05, 2.8),
    Hair.CURLS: _lift(Hair.CURLS, 0.03, 0.11, 0.02, 0.05, 2.0, 0.07),
    Hair.BUN: _lift(Hair.BUN, 0.03, 0.08, 0.05, 0.03, 2.6),
    Hair.BOB: _fall,
}
_STRANDS: dict[Hair, tuple[tuple[Vec, ...], ...]] = {
    Hair.SHORT: (
        tuple(_on_sphere(-29 - 12 * k, 46 + 8 * k) for k in range(5)),
        tuple(_on_sphere(-6 + 14 * k, 44 - 5 * k) for k in range(5)),
        tuple(_on_sphere(-6 + 21 * k, 62 - 6 * k) for k in range(5)),
        tuple(_on_sphere(-66 - 17 * k, 40 - 8 * k) for k in range(5)),
        tuple(_on_sphere(158 + 4 * k, 18 - 13 * k) for k in range(5)),
        tuple(_on_sphere(204 - 4 * k, 14 - 13 * k) for k in range(5)),
    ),
    Hair.BUN: tuple(
        tuple(_on_sphere(around + sweep * k, 45 - abs(around) * 0.14 + 7 * k) for k in range(5))
        for around, sweep in ((0, 0), (-34, -14), (34, 14), (-62, -17), (62, 17))
    )
    + tuple(
        tuple(_on_sphere(around + sweep * k, -8 + 15 * k) for k in range(5)) for around, sweep in ((125, 8), (235, -8))
    ),
    Hair.BOB: (
        tuple(_on_sphere(-28 - 10 * k, 46 + 8 * k) for k in range(5)),
        tuple(_on_sphere(-2 + 15 * k, 50 - 9 * k) for k in range(6)),
        tuple(_on_sphere(-64 - 7 * k, 30 - 17 * k) for k in range(5)),
        tuple(_on_sphere(84 + 5 * k, 16 - 17 * k) for k in range(5)),
        tuple(_on_sphere(150 - 2 * k, 16 - 16 * k) for k in range(5)),
        tuple(_on_sphere(205 + 2 * k, 16 - 16 * k) for k in range(5)),
    ),
}


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
    strands: tuple[tuple[tuple[Vec, ...], tuple[Vec, ...]], ...]
    ends: tuple[Vec, ...] = ()
    bows: bool = False


def _style(worn: Hair) -> Style:
    curve = tuple(_on_sphere(*place) for place in _LINES[worn])
    lift, bows = _LIFTS[worn], worn is Hair.CURLS
    lines = _curls() if bows else _STRANDS[worn]
    ends: tuple[Vec, ...] = ()
    if worn is Hair.BOB:
        hangs = [place for place in _LINES[worn] if 62 < place[0] < 298]
        ends = tuple(lift(_on_sphere(*place)) for place in hangs)
        ends += tuple(lift(_on_sphere(around, above)) for around in range(48, 313, 12) for above in (5, 22, 42))
    return Style(
        curve,
        Raised(lift, tuple(lift(p) for p in curve), pi / (44 if bows else 32)),
        tuple(_on_sphere(at, max(above, -9.0) if 96 < at < 264 else above) for at, above in _LINES[worn]),
        tuple((tuple(lift(p) for p in line), line) for line in lines),
        ends,
        bows,
    )


STYLES = {worn: _style(worn) for worn in Hair}
