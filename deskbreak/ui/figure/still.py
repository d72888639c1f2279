"""An exercise as a still: the figure in the pose that tells it from the others."""

from math import dist

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from deskbreak.coach.body.pose import REST, Pose
from deskbreak.coach.content.exercise import Exercise
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.key_poses import places
from deskbreak.ui.figure.widget import paint_person, paint_scene
from deskbreak.ui.kit.theme import Theme


def telling_pose(exercise: Exercise) -> Pose:
    """The pose farthest from sitting at rest, among those of what is counted; where nothing is, among all."""
    counted = [block for block in exercise.blocks if block.repetitions] or exercise.blocks
    rest = places(REST)
    names = [name for block in counted for step in block.steps for name in step.poses]
    return max((exercise.poses[name] for name in names), key=lambda pose: dist(places(pose), rest), default=REST)


def paint_still(painter: QPainter, box: QRectF, exercise: Exercise, theme: Theme, look: str) -> None:
    """The figure at work in ``box``, with the muscles that the exercise names."""
    camera, colors = Camera(exercise.view, box), Colors.of(theme, look)
    paint_scene(painter, camera, colors)
    paint_person(painter, camera, colors, telling_pose(exercise), exercise.muscles)
