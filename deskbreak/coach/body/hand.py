"""The shape of a hand: how far its fingers are bent, and where each of their joints then is."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import cos, radians, sin

from deskbreak.coach.body.vector import Vec, add, cross, dot, scaled, sub, unit

PHALANGES = ((0.041, 0.025, 0.019), (0.0445, 0.0275, 0.02), (0.041, 0.026, 0.02), (0.032, 0.02, 0.018))
"""Bones of index, middle, ring and little finger, from the knuckles on (metres)."""
THUMB = (0.034, 0.029, 0.025)
"""Bones of the thumb, from the wrist on (metres)."""
APART = 0.0178
"""From one knuckle to the next (metres)."""
_PLACES = (1.5, 0.5, -0.5, -1.5)
"""Where the knuckles are across the hand, to the thumb's side, in ``APART``."""
_BACK = (0.003, 0.0, 0.004, 0.012)
"""How far each is short of the middle one (metres)."""

Digit = tuple[Vec, Vec, Vec, Vec]
"""The joints of a finger, from its knuckle to its tip; of a thumb, from the wrist to its tip."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How a hand is shaped, in degrees.

    ``knuckle``, ``middle`` and ``end`` are how far the fingers bend at these joints (0 straight, below 0 backwards),
    ``cascade`` how much more the little finger bends than the index, as a share. ``fan`` lies between index and little
    finger. The thumb goes ``thumb_out`` from the hand's direction to its side and ``thumb_in`` before the palm,
    and bends by ``thumb_curl`` at each of its joints. ``laced`` is 1 where the fingers lie between the other hand's,
    ``around`` is 1 where thumb and fingers are on two sides of what the hand holds.
    """

    knuckle: float = 14.0
    middle: float = 24.0
    end: float = 14.0
    cascade: float = 0.3
    fan: float = 4.0
    thumb_out: float = 34.0
    thumb_in: float = 22.0
    thumb_curl: float = 14.0
    laced: float = 0.0
    around: float = 0.0


RELAXED = Hand()
"""A hand that does nothing."""

JOINTS: dict[str, tuple[float, float]] = {
    "knuckle": (-20, 95),
    "middle": (0, 110),
    "end": (-5, 80),
    "fan": (0, 50),
    "thumb_out": (0, 80),
    "thumb_in": (0, 80),
    "thumb_curl": (-10, 60),
}
"""What a hand can do, for each of its angles."""

_RADIANS = radians(1)
_NAMES = tuple(field.name for field in fields(Hand))


def mixed(parts: Sequence[tuple[Hand, float]]) -> Hand:
    """A shape between shapes, whose shares sum to 1."""
    return Hand(*[sum(getattr(hand, name) * share for hand, share in parts) for name in _NAMES])


def hand_axes(wrist: Vec, knuckles: Vec, palm: Vec, sign: float) -> tuple[Vec, Vec, Vec]:
    """A hand's own directions at right angles: along it, to the thumb's side, and out of the palm."""
    along = unit(sub(knuckles, wrist))
    out = unit(sub(palm, scaled(along, dot(palm, along))))
    return along, scaled(cross(along, out), -sign), out


def digits(wrist: Vec, knuckles: Vec, palm: Vec, hand: Hand, sign: float) -> tuple[Digit, ...]:
    """Thumb, index, middle, ring and little finger of the left (``sign`` -1) or the right hand (1)."""
    ahead, side, out = hand_axes(wrist, knuckles, palm, sign)
    found = [_thumb(wrist, ahead, side, out, hand)]
    for number, (place, back, bones) in enumerate(zip(_PLACES, _BACK, PHALANGES, strict=True)):
        spread = hand.fan * place / 3 * _RADIANS
        c, s = cos(spread), sin(spread)
        way = _turned(ahead, side, c, s)
        across, short = place * APART, -back
        at = (
            knuckles[0] + side[0] * across + ahead[0] * short,
            knuckles[1] + side[1] * across + ahead[1] * short,
            knuckles[2] + side[2] * across + ahead[2] * short,
        )
        more = 1 + hand.cascade * (number - 1) / 3
        found.append(_bent(at, way, out, bones, (hand.knuckle * more, hand.middle * more, hand.end * more)))
    return tuple(found)


def _thumb(wrist: Vec, ahead: Vec, side: Vec, out: Vec, hand: Hand) -> Digit:
    aside, before = hand.thumb_out * _RADIANS, hand.thumb_in * _RADIANS
    flat = _turned(ahead, side, cos(aside), sin(aside))
    way = _turned(flat, out, cos(before), sin(before))
    # It bends towards the fingers' tips, and before the palm.
    inwards = add(scaled(ahead, 0.8), add(scaled(side, -0.6), scaled(out, 0.5 * sin(before))))
    inwards = unit(sub(inwards, scaled(way, dot(inwards, way))))
    root = add(wrist, add(scaled(ahead, 0.014), add(scaled(side, 0.014), scaled(out, 0.004))))
    return _bent(root, way, inwards, THUMB, (0.0, hand.thumb_curl, hand.thumb_curl))


def _turned(a: Vec, b: Vec, c: float, s: float) -> Vec:
    return (a[0] * c + b[0] * s, a[1] * c + b[1] * s, a[2] * c + b[2] * s)


def _bent(at: Vec, way: Vec, inwards: Vec, bones: Vec, bends: Vec) -> Digit:
    """Joints of bones that go from ``at`` in the direction ``way``, each bent ``inwards`` from the one before."""
    (x, y, z), (u, v, w), (k, m, n) = at, way, inwards
    one = bends[0] * _RADIANS
    two = one + bends[1] * _RADIANS
    three = two + bends[2] * _RADIANS
    ahead, down = bones[0] * cos(one), bones[0] * sin(one)
    first = x, y, z = x + u * ahead + k * down, y + v * ahead + m * down, z + w * ahead + n * down
    ahead, down = bones[1] * cos(two), bones[1] * sin(two)
    second = x, y, z = x + u * ahead + k * down, y + v * ahead + m * down, z + w * ahead + n * down
    ahead, down = bones[2] * cos(three), bones[2] * sin(three)
    return at, first, second, (x + u * ahead + k * down, y + v * ahead + m * down, z + w * ahead + n * down)
