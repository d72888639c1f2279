"""A smooth curve through rows of numbers: poses at given times become continuous movement.

Piecewise quintic without acceleration at the poses: between two rests this is the movement of least jerk, which is how
people move a hand or bend their back (Flash and Hogan, J. Neurosci. 5, 1985). Its slopes are those of Fritsch and
Carlson (SIAM J. Numer. Anal. 17, 1980), at most twice the slower neighbour: it eases in and out where a movement turns
or rests, flows through where it goes on, and never overshoots a pose. Speed and acceleration have no jumps.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Key:
    """A row of numbers to be reached at a time (seconds)."""

    at: float
    row: tuple[float, ...]


class Motion:
    """The curve through ``keys``, whose times rise strictly. Before the first and after the last it rests."""

    def __init__(self, keys: Sequence[Key]) -> None:
        if any(a.at >= b.at for a, b in pairwise(keys)) or not keys:
            raise ValueError("a motion needs keys with rising times")
        self._times = [key.at for key in keys]
        self._rows = [key.row for key in keys]
        columns = [_slopes(self._times, column) for column in zip(*self._rows, strict=True)]
        self._slopes = list(zip(*columns, strict=True))

    def row(self, at: float) -> list[float]:
        """The numbers at this time (seconds)."""
        times = self._times
        if at <= times[0]:
            return list(self._rows[0])
        if at >= times[-1]:
            return list(self._rows[-1])
        i = bisect_right(times, at) - 1
        step = times[i + 1] - times[i]
        t = (at - times[i]) / step
        # The four quintic Hermite weights that matter where accelerations are 0: start, start slope, end, end slope.
        cube = t * t * t
        c = cube * (10 + t * (6 * t - 15))
        a = 1 - c
        b = (t - cube * (6 - t * (8 - 3 * t))) * step
        d = -cube * (4 - t * (7 - 3 * t)) * step
        return [
            y if y == z else a * y + b * m + c * z + d * n
            for y, m, z, n in zip(self._rows[i], self._slopes[i], self._rows[i + 1], self._slopes[i + 1], strict=True)
        ]


def _slopes(times: Sequence[float], values: Sequence[float]) -> list[float]:
    steps = [b - a for a, b in pairwise(times)]
    rises = [(b - a) / step for (a, b), step in zip(pairwise(values), steps, strict=True)]
    inner = []
    for (left, right), (before, after) in zip(pairwise(rises), pairwise(steps), strict=True):
        if left * right <= 0:
            inner.append(0.0)
        else:
            first, second = 2 * after + before, after + 2 * before
            mean = (first + second) / (first / left + second / right)
            most = 2 * min(abs(left), abs(right))
            inner.append(min(max(mean, -most), most))
    return [0.0, *inner, 0.0] if rises else [0.0]
