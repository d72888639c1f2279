"""For those who want no motion, and for stills: the pose that stands for a movement."""

from math import dist

from deskbreak.coach.body.pose import REST, Pose
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.frame import Frame

FADE = 0.5
"""Seconds in which one key pose gives way to the next."""

_STATIONS = 4
"""Key poses of a movement that ends where it began, as a circle does."""


class KeyPoses:
    """Finds the pose that stands for what happens: where a movement leads, or the next quarter of a circle."""

    def __init__(self) -> None:
        self._path: tuple[Pose, ...] = ()
        self._places: list[tuple[float, ...]] = []
        self._closed = False

    def of(self, frame: Frame) -> Pose:
        """The key pose for ``frame``; where nothing is counted, the one that its step leads to."""
        path = frame.path
        if not path:
            return frame.leads_to[0]
        if path is not self._path:
            self._path, self._places = path, [places(pose) for pose in path]
            widest = max(dist(place, self._places[0]) for place in self._places)
            self._closed = dist(self._places[0], self._places[-1]) < 0.25 * widest
        if not self._closed:
            return path[-1]
        now, last = places(frame.pose), len(path) - 1
        nearest = min(range(last), key=lambda number: dist(self._places[number], now))
        station = nearest * _STATIONS // last + 1
        return path[station * last // _STATIONS]


def telling_step(exercise: Exercise) -> tuple[Pose, tuple[str, ...]]:
    """The pose farthest from where its movement begins, of what is counted first (where nothing is, of all), and the
    muscles (``looks.MUSCLE_NAMES``) at work or stretched in the step that leads there."""
    number = next((number for number, block in enumerate(exercise.blocks) if block.repetitions), None)
    before = [name for block in exercise.blocks[: number or 0] for step in block.steps for name in step.poses]
    start = places(exercise.poses[before[-1]] if before else REST)
    steps = [
        (exercise.poses[name], exercise.muscles_in(step))
        for block in (exercise.blocks if number is None else exercise.blocks[number : number + 1])
        for step in block.steps
        for name in step.poses
    ]
    return max(steps, key=lambda step: dist(places(step[0]), start), default=(REST, ()))


def places(pose: Pose) -> tuple[float, ...]:
    """Where the parts are that one sees moving."""
    of = body(pose)
    return (*of.head.at, *of.spine[4].at, *of.left.elbow, *of.right.elbow, *of.left.knuckles, *of.right.knuckles)
