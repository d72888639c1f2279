"""What a body does at one moment, as plain numbers: joint angles, the hands, and from where one looks.

The figure is the user's mirror image: *left* is the left of the screen and of the person in front of it.
"""

from dataclasses import dataclass, fields, replace
from enum import Enum


class Grip(Enum):
    """What a hand rests on, or where it is.

    ``HEAD`` is behind the head, ``CROWN`` over the head on its other side (to draw it sideways), ``CROSSED`` on the
    other shoulder with the arm before the chest, ``BACK`` in the small of the back, ``WRIST`` around the other arm's
    wrist (in reach when that arm is lowered before the body, as at [0.06, -0.42, 0.16]), ``HIP`` on the hip bone;
    ``DOWN`` hangs beside the body, ``FREE`` is a point of its own.
    """

    LAP = "lap"
    SHOULDER = "shoulder"
    HEAD = "head"
    KNEE = "knee"
    CROWN = "crown"
    CROSSED = "crossed"
    BACK = "back"
    WRIST = "wrist"
    HIP = "hip"
    DOWN = "down"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Arm:
    """How much a hand belongs to each hold (shares that sum to 1), and the free point.

    The free point is in metres from the top of the spine: ``x`` outwards (away from the body's middle), ``y``
    up, ``z`` front.
    """

    lap: float = 0.0
    shoulder: float = 0.0
    head: float = 0.0
    knee: float = 0.0
    crown: float = 0.0
    crossed: float = 0.0
    back: float = 0.0
    wrist: float = 0.0
    hip: float = 0.0
    down: float = 0.0
    free: float = 0.0
    x: float = 0.25
    y: float = -0.3
    z: float = 0.2

    @classmethod
    def at(cls, hold: Grip) -> "Arm":
        """An arm whose hand rests on ``hold``."""
        return cls(**{hold.value: 1.0})

    def shares(self) -> tuple[tuple[Grip, float], ...]:
        """The holds that matter just now with their shares, which sum to 1."""
        given = [(hold, max(0.0, getattr(self, name))) for hold, name in _HOLDS]
        whole = sum(share for _, share in given) or 1.0
        return tuple((hold, share / whole) for hold, share in given if share > 1e-6)


REST_ARM = Arm(lap=1.0)
_HOLDS = tuple((hold, hold.value) for hold in Grip)
"""Each with its name in ``Arm``: to ask an enum for its value takes longer than all the rest of a share."""


@dataclass(frozen=True, slots=True)
class Pose:
    """Angles in degrees; ``flex`` angles bend to the front, ``side`` and ``turn`` angles go to the right.

    ``pelvis`` (the hinge at the hips), ``lumbar``, ``thorax``, ``neck`` and ``nod`` (the head on the neck) flex;
    ``side`` and ``twist`` are shared out over the whole spine, ``head_side`` and ``head_turn`` over neck and head.
    ``glide`` moves the head level to the front (cm; below 0 draws the chin in), ``shrug`` lifts the shoulders (1
    to the ears), ``roll`` brings them to the front (-1 to the back).

    ``seat`` is 0 at the back of the chair and 1 on its edge, ``feet`` 0 under the knees and 1 drawn under the
    seat, ``stand`` 0 sitting and 1 standing up straight (in between: a squat). ``left_step`` and ``right_step``
    move a foot to the front, ``left_lift`` and ``right_lift`` lift it from the floor (cm).

    ``circle`` is where the elbows are on their circle while the hands are on the shoulders (0 up, 90 front, 180
    down, 270 back), ``chest`` how full of air the chest is (0 to 1).
    """

    pelvis: float = 0.0
    lumbar: float = 0.0
    thorax: float = 0.0
    side: float = 0.0
    twist: float = 0.0
    neck: float = 0.0
    nod: float = 0.0
    head_side: float = 0.0
    head_turn: float = 0.0
    glide: float = 0.0
    shrug: float = 0.0
    roll: float = 0.0
    seat: float = 0.0
    feet: float = 0.0
    stand: float = 0.0
    left_step: float = 0.0
    right_step: float = 0.0
    left_lift: float = 0.0
    right_lift: float = 0.0
    circle: float = 180.0
    chest: float = 0.3
    left: Arm = REST_ARM
    right: Arm = REST_ARM

    @property
    def sideways(self) -> bool:
        """Whether spine, head or legs are not the same on both sides, whatever the hands do."""
        alone = replace(self, left=REST_ARM, right=REST_ARM)
        return alone != alone.mirrored()

    def mirrored(self) -> "Pose":
        """The same pose to the other side."""
        return replace(
            self,
            side=-self.side,
            twist=-self.twist,
            head_side=-self.head_side,
            head_turn=-self.head_turn,
            left_step=self.right_step,
            right_step=self.left_step,
            left_lift=self.right_lift,
            right_lift=self.left_lift,
            left=self.right,
            right=self.left,
        )


LIMITS: dict[str, tuple[float, float]] = {
    "pelvis": (-40, 60),
    "lumbar": (-60, 70),
    "thorax": (-45, 70),
    "side": (-50, 50),
    "twist": (-70, 70),
    "neck": (-50, 60),
    "nod": (-40, 40),
    "head_side": (-45, 45),
    "head_turn": (-80, 80),
    "glide": (-4, 5),
    "shrug": (-0.3, 1),
    "roll": (-1, 1),
    "seat": (0, 1),
    "feet": (0, 1),
    "stand": (0, 1),
    "left_step": (-35, 35),
    "right_step": (-35, 35),
    "left_lift": (0, 35),
    "right_lift": (0, 35),
    "circle": (0, 360),
}
"""What a person can do, for each number of a pose that content may give (``chest`` follows the breath)."""


@dataclass(frozen=True, slots=True)
class View:
    """From where one looks, in degrees: ``yaw`` 0 from the front, 90 with the figure facing the right of the
    screen; ``pitch`` above 0 from above. ``low`` and ``high`` are the heights above the floor (metres) between
    which the picture lies: the whole seated person, a bust (0.75 to 1.45), someone standing (0 to 1.8)."""

    yaw: float = 0.0
    pitch: float = 0.0
    low: float = 0.0
    high: float = 1.43


REST = Pose()
"""Sitting, hands in the lap."""

FRONT = View()
"""Seen from the front, at eye level."""

_NUMBERS = tuple(field.name for field in fields(Pose))[:-2]
_ARM = tuple(field.name for field in fields(Arm))


def numbers(pose: Pose, view: View) -> list[float]:
    """A pose and a view as one row of numbers, so that movement is a curve through rows."""
    row = [getattr(pose, name) for name in _NUMBERS]
    for arm in (pose.left, pose.right):
        row += [getattr(arm, name) for name in _ARM]
    return [*row, view.yaw, view.pitch, view.low, view.high]


def from_numbers(row: list[float]) -> tuple[Pose, View]:
    """The reverse of ``numbers``. Rounded to what an eye can tell apart, so that rest is truly still."""
    rest = [round(value, 3) for value in row]
    body, rest = rest[: len(_NUMBERS)], rest[len(_NUMBERS) :]
    left, right, view = rest[: len(_ARM)], rest[len(_ARM) : 2 * len(_ARM)], rest[2 * len(_ARM) :]
    angles = dict(zip(_NUMBERS, body, strict=True))
    return Pose(**angles, left=Arm(*left), right=Arm(*right)), View(*view)


CIRCLE, CHEST = _NUMBERS.index("circle"), _NUMBERS.index("chest")
"""Where in a row two numbers stand: the one angle that goes round and round, and the air."""
