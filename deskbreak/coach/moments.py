"""The few moments of an exercise that say all of it on paper: where its movement turns, in their order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import dist

from deskbreak.coach.body.pose import Pose
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.body.vector import Vec
from deskbreak.coach.frame import Frame
from deskbreak.coach.layout import Beat
from deskbreak.coach.player import Player

MOST = 4
"""That fit beside each other on the page."""
ENOUGH = 3
"""Moments that an exercise should have at least: where fewer of its steps look different, others help."""
DIFFERENT = 0.04
"""How far some part of the body has to move, as a share of the picture's height, for two poses to look different."""
_BEFORE_END = 0.001
"""Seconds before the end of a step: there it has arrived, and its words still stand."""


def key_frames(player: Player, part: int) -> tuple[Frame, ...]:
    """Up to ``MOST`` frames of exercise number ``part`` that look as different as can be, in the order of time.

    They are where the counted steps end; if these are few, also where the counting begins, and last the middles of the
    first block. Of an exercise in which nothing is counted, all steps.
    """
    beats = [beat for beat in player.plan.beats if beat.part == part]
    first = [beat for beat in beats if beat.repetition == 1] or beats
    chosen: list[Frame] = []
    runs = list(_runs(first))
    for steps in runs:
        chosen = _spread([_end(player, beat) for beat in steps], chosen)
    if len(chosen) < ENOUGH:
        before = [beat for beat in beats if beat.end <= first[0].start]
        chosen = _spread([_end(player, beat) for beat in before[-1:]], chosen)
    if len(chosen) < ENOUGH:
        chosen = _spread([player.frame((beat.start + beat.end) / 2) for beat in runs[0]], chosen)
    return tuple(sorted(chosen, key=lambda frame: frame.elapsed))


def reach(one: Pose, other: Pose) -> float:
    """How far (metres) the part of the body is apart in two poses that is furthest apart."""
    return max(dist(a, b) for a, b in zip(_places(one), _places(other), strict=True))


def _end(player: Player, beat: Beat) -> Frame:
    return player.frame(beat.end - _BEFORE_END)


def _runs(beats: Sequence[Beat]) -> Iterator[list[Beat]]:
    """The beats, parted where others lie between them: one block of the exercise each."""
    run = [beats[0]]
    for before, beat in pairwise(beats):
        if beat.start > before.end:
            yield run
            run = []
        run.append(beat)
    yield run


def _spread(candidates: Sequence[Frame], chosen: Sequence[Frame]) -> list[Frame]:
    """``chosen``, and of the candidates, one after the other, that which differs most from all there are."""
    found = list(chosen) or list(candidates[:1])
    while candidates and len(found) < MOST:
        gaps = [min(reach(candidate.pose, one.pose) for one in found) for candidate in candidates]
        widest = max(gaps)
        view = candidates[0].view
        if widest < DIFFERENT * (view.high - view.low):
            break
        found.append(candidates[gaps.index(widest)])
    return found


def _places(pose: Pose) -> list[Vec]:
    shape = body(pose)
    arms = [place for arm in (shape.left, shape.right) for place in (arm.shoulder, arm.elbow, arm.wrist)]
    legs = [leg.knee for leg in (shape.left_leg, shape.right_leg)]
    return [*arms, *legs, *(joint.at for joint in shape.spine), shape.head.point(0.0, 0.0, 0.1)]
