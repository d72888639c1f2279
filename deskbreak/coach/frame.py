"""One moment of a routine, as the window shows it: text, figure, count and clock come from the same value."""

from dataclasses import dataclass, field
from enum import Enum

from deskbreak.coach.body.pose import FRONT, REST, Pose, View


class Side(Enum):
    """Where a movement goes; the window shows it in words and by an arrow."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    FORWARD = "forward"
    BACKWARD = "backward"


class Breath(Enum):
    """What the breath does just now."""

    IN = "in"
    OUT = "out"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class CueLevels:
    """Of one moment. ``glow`` are muscles and how much they glow, ``arrow`` how much of its arrow is seen, ``word``
    how much of the ring's word, each 0 to 1; ``begun`` is when what is counted just now began (seconds),
    ``held`` whether one stays where one is, ``returns`` whether one is on the way back."""

    glow: tuple[tuple[str, float], ...] = ()
    arrow: float = 0.0
    word: float = 0.0
    begun: float = 0.0
    held: bool = False
    returns: bool = False


@dataclass(frozen=True, slots=True)
class ExercisePart:
    """An exercise as a part of the routine being played: times in seconds from the routine's start.

    ``trace`` is the part whose way its arrow shows (a name in ``exercise.TRACES``, or empty), ``reference`` what stands
    still behind the figure (a name in ``exercise.REFERENCES``, or empty).
    """

    id: str
    name: str
    purpose: str
    start: float
    end: float
    trace: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the window shows ``elapsed`` seconds into a routine. Times are seconds of the routine's own clock.

    ``part`` counts from 0 of ``parts``; ``repetition`` from 1 of ``repetitions`` (0 of 0 while getting into
    position). ``caption`` is one or two short lines. ``fraction`` is the progress of the whole routine, 0 to
    1. ``pose`` and ``view`` are what the figure is drawn from; ``pose_key`` is equal for two frames in which
    it looks the same. Left is the left of the screen, as in a mirror: word, arrow and figure agree; on the way back to
    the middle there is no side.

    ``said`` is what the voice says just now (the subtitle; empty in silence), ``said_ahead`` whether that is about
    a step that has not begun yet. ``ahead`` is the caption of what comes next, in ``ahead_in`` seconds (none at the
    end). ``share`` is how far this breath (or this step, where the breath is free) has come, 0 to 1; ``air`` how full
    the chest is. ``path`` are poses along the movement, for its arrow: the same tuple as long as the movement lasts,
    empty where nothing is counted. ``leads_to`` is where this step ends: the pose, and from where it is seen.
    ``muscles`` are those at work or stretched where this step ends (names in ``looks.MUSCLE_NAMES``), ``cues`` what of
    them and of the other helps is seen just now; ``began_at`` is the pose from which what is counted began.
    """

    elapsed: float
    total: float
    part: int
    parts: int
    exercise: ExercisePart
    caption: tuple[str, ...]
    spoken: str
    side: Side
    side_text: str
    repetition: int
    repetitions: int
    breath: Breath
    breath_text: str
    finished: bool
    pose: Pose = REST
    view: View = FRONT
    said: str = ""
    said_ahead: bool = False
    ahead: tuple[str, ...] = ()
    ahead_in: float = 0.0
    share: float = 0.0
    path: tuple[Pose, ...] = ()
    leads_to: tuple[Pose, View] = (REST, FRONT)
    muscles: tuple[str, ...] = ()
    cues: CueLevels = field(default_factory=CueLevels)
    began_at: Pose = REST

    @property
    def air(self) -> float:
        """How full of air the chest is, 0 to 1."""
        return self.pose.chest

    @property
    def pose_key(self) -> tuple[Pose, View]:
        """Equal for two frames in which the figure looks the same."""
        return self.pose, self.view

    @property
    def fraction(self) -> float:
        """Progress of the whole routine, 0 to 1."""
        return min(1.0, self.elapsed / self.total) if self.total else 1.0

    @property
    def left(self) -> float:
        """Seconds left of the whole routine."""
        return max(0.0, self.total - self.elapsed)
