"""What helps to follow the figure: muscles, arcs, the ring, someone opposite, and pictures without motion."""

from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from pytestqt.qtbot import QtBot

from deskbreak.coach.body.pose import REST, Arm, Grip, Pose, View
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.content.looks import LOOKS, MUSCLES
from deskbreak.coach.frame import Frame, Side
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.guides import paint_muscles, paint_ring, paint_ways, ways
from deskbreak.ui.figure.key_poses import FADE, KeyPoses
from deskbreak.ui.figure.widget import Figure, Picture, paint_person
from deskbreak.ui.kit.theme import Theme
from tests.coach.samples import player
from tests.ui.samples import paint_figure

SIZE = 200
BOX = QRectF(0, 0, SIZE, SIZE)


def blank(size: int = SIZE) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def moving(part: int, side: Side = Side.NONE, share: float = 0.5) -> Frame:
    """A frame in the midst of a counted movement of this part."""
    beats = player().plan.beats
    beat = next(
        one
        for one in beats
        if one.part == part and one.repetition and one.phase != "lengthen" and side in {Side.NONE, one.side}
    )
    return player().frame(beat.start + (beat.end - beat.start) * share)


def painted(image: QImage) -> list[tuple[int, int]]:
    return [(x, y) for x in range(SIZE) for y in range(SIZE) if image.pixelColor(x, y).alpha() > 8]


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("yaw", [0, 70, 180])
def test_every_muscle_glows_on_the_body(muscle: str, yaw: float, light: QPalette) -> None:
    image = blank()
    camera, colors = Camera(View(yaw, 6), BOX), Colors.of(Theme.of(light))
    painter = QPainter(image)
    paint_muscles(painter, camera, colors, body(REST), [muscle])
    painter.end()
    glow = painted(image)
    assert 10 < len(glow) < SIZE * SIZE / 12
    bones = [camera.spot(joint.at) for joint in (*body(REST).spine, body(REST).head)]
    bones += [camera.spot(at) for leg in (body(REST).left_leg, body(REST).right_leg) for at in (leg.hip, leg.knee)]
    assert all(min(dist(spot, bone) for bone in bones) < 40 for spot in glow)


def test_muscles_glow_while_counting_only() -> None:
    assert Picture.of(moving(1), mirror=True).muscles == player().plan.parts[1].muscles != ()
    assert Picture.of(player().frame(1), mirror=True).muscles == ()


def test_the_way_follows_what_moves() -> None:
    frame = moving(1, Side.LEFT)
    lines = ways(frame.path, frame.exercise.trace)
    assert len(lines) == 2
    for pose, left in zip(frame.path, lines[0], strict=True):
        assert left == body(pose).left.elbow
    assert ways(frame.path, "") == ()
    assert ways((), "elbows") == ()
    assert ways((REST, REST), "elbows") == ()


def test_a_way_is_drawn_with_its_head_where_it_leads(light: QPalette) -> None:
    camera, colors = Camera(View(0, 0), BOX), Colors.of(Theme.of(light))
    line = tuple((0.02 * n, 1.0, 0.0) for n in range(20))
    image = blank()
    painter = QPainter(image)
    paint_ways(painter, camera, colors, [line, line[:1]])
    painter.end()
    spots = painted(image)
    start, end = camera.spot(line[0]), camera.spot(line[-1])
    tall_start = [y for x, y in spots if abs(x - start[0]) < 3]
    tall_end = [y for x, y in spots if abs(x - end[0]) < 3]
    assert max(tall_end) - min(tall_end) > max(tall_start) - min(tall_start)


def test_the_ring_grows_with_the_breath_and_stays_in_the_picture(light: QPalette) -> None:
    widths = []
    for air in (0.0, 0.5, 1.0):
        image = blank()
        painter = QPainter(image)
        paint_ring(painter, Camera(View(0, 0), BOX), Colors.of(Theme.of(light)), air)
        painter.end()
        spots = painted(image)
        widths.append(max(x for x, _ in spots) - min(x for x, _ in spots))
        assert min(y for _, y in spots) > 0
        assert max(y for _, y in spots) < SIZE - 1
    assert widths == sorted(set(widths))


def test_someone_opposite_turns_to_the_other_side_of_the_screen() -> None:
    frame = moving(2, Side.LEFT, 1.0)
    mirror, opposite = Picture.of(frame, mirror=True), Picture.of(frame, mirror=False)
    heads = [Camera(one.view, BOX).spot(body(one.pose).head.at)[0] - SIZE / 2 for one in (mirror, opposite)]
    assert heads[0] < -8
    assert heads[1] == pytest.approx(-heads[0], abs=0.5)
    assert opposite.view.yaw == -mirror.view.yaw


def test_the_figure_is_never_turned_round_by_the_direction_of_writing(qtbot: QtBot) -> None:
    pictures = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        figure = Figure()
        qtbot.addWidget(figure)
        figure.setLayoutDirection(direction)
        figure.resize(SIZE, SIZE)
        figure.set_frame(moving(2, Side.LEFT, 1.0))
        pictures.append(figure.grab().toImage())
    assert pictures[0] == pictures[1]


def test_the_widget_takes_up_changed_settings(qtbot: QtBot) -> None:
    figure = Figure(look="maple")
    qtbot.addWidget(figure)
    figure.resize(SIZE, SIZE)
    figure.set_frame(moving(2, Side.LEFT, 1.0))
    pictures = [figure.grab().toImage()]
    figure.set_look("stone")
    pictures.append(figure.grab().toImage())
    figure.set_look("stone", mirror=False)
    figure.set_frame(moving(2, Side.LEFT, 1.0))
    pictures.append(figure.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]


def test_without_motion_a_movement_is_where_it_leads() -> None:
    keys = KeyPoses()
    for share in (0.0, 0.3, 0.9):
        frame = moving(2, Side.LEFT, share)
        assert keys.of(frame) is frame.path[-1]
    assert keys.of(player().frame(1)) == player().frame(1).leads_to[0]


def test_without_motion_a_circle_is_its_four_quarters() -> None:
    keys = KeyPoses()
    beat = next(one for one in player().plan.beats if one.part == 0 and one.repetition)
    seen: list[Pose] = []
    for number in range(round((beat.end - beat.start) * 20)):
        frame = player().frame(beat.start + number * 0.1)
        pose = keys.of(frame)
        if not seen or pose is not seen[-1]:
            seen.append(pose)
    assert len(seen) == 4
    elbows = [body(pose).left.elbow for pose in seen]
    assert all(dist(one, other) > 0.15 for one, other in pairwise(elbows))


def test_without_motion_one_key_pose_fades_into_the_next(qtbot: QtBot) -> None:
    figure = Figure(reduced=True)
    qtbot.addWidget(figure)
    figure.resize(SIZE, SIZE)
    before = moving(2, Side.LEFT, 0.0)
    figure.set_frame(replace(before, path=(), repetition=0, pose=REST))
    first = figure.grab().toImage()
    pictures = []
    for later in (0.0, FADE / 2, FADE, FADE + 1):
        figure.set_frame(replace(before, elapsed=before.elapsed + later))
        pictures.append(figure.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
    assert pictures[2] == pictures[3]
    assert pictures[2] != first


def test_without_motion_nothing_moves_between_the_exercises_either(qtbot: QtBot) -> None:
    figure = Figure(reduced=True)
    qtbot.addWidget(figure)
    changes = []
    for number in range(round(player().total * 10)):
        frame, before = player().frame(number / 10), figure._shown
        figure.set_frame(frame)
        if not frame.repetition and figure._shown != before:
            changes.append(frame.elapsed)
    assert min(later - earlier for earlier, later in pairwise(changes)) > FADE


def test_without_motion_each_position_is_shown_to_which_a_step_leads() -> None:
    keys = KeyPoses()
    for beat in player().plan.beats:
        shown, moved = body(keys.of(player().frame(beat.start + 0.1))), body(player().frame(beat.end - 0.01).pose)
        if not beat.repetition:
            assert dist(shown.left.elbow, moved.left.elbow) < 0.02
            assert dist(shown.right.wrist, moved.right.wrist) < 0.02
            assert dist(shown.head.at, moved.head.at) < 0.02


def test_without_motion_a_breath_moves_nothing(qtbot: QtBot) -> None:
    figure = Figure(reduced=True)
    qtbot.addWidget(figure)
    figure.resize(SIZE, SIZE)
    frame = replace(moving(1), path=(), repetition=0)
    pictures = []
    for later, air in ((0, 0.2), (2, 0.2), (4, 0.9)):
        figure.set_frame(replace(frame, pose=replace(frame.pose, chest=air), elapsed=frame.elapsed + later))
        pictures.append(figure.grab().toImage())
    assert pictures[1] == pictures[2]


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_is_a_person_of_its_own(look: str, light: QPalette, dark: QPalette) -> None:
    def picture(name: str, palette: QPalette) -> QImage:
        image = blank()
        painter = QPainter(image)
        paint_figure(painter, BOX, REST, View(25, 6), Theme.of(palette), name)
        painter.end()
        return image

    assert all(picture(look, light) != picture(other, light) for other in LOOKS if other != look)
    assert picture(look, light) != picture(look, dark)


@pytest.mark.parametrize(("ground", "ink"), [("#000000", "#ffffff"), ("#ffffff", "#000000")])
def test_high_contrast_draws_sleeves_arms_and_legs_round_in_the_ink(ground: str, ink: str) -> None:
    palette = QPalette(QColor(ground))
    palette.setColor(QPalette.ColorRole.Window, QColor(ground))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
    colors = Colors.of(Theme.of(palette))
    assert colors.strong
    for paint in (colors.skin, colors.hair, colors.shirt, colors.trousers, colors.shoe, colors.seat, colors.frame):
        assert paint.edge == QColor(ink)
    large = 4 * SIZE
    image, camera = blank(large), Camera(View(25, 6), QRectF(0, 0, large, large))
    painter = QPainter(image)
    paint_person(painter, camera, colors, REST)
    painter.end()
    arm, leg = body(REST).left, body(REST).left_leg
    for joint, share, other in (
        (arm.shoulder, 0.5, arm.elbow),
        (arm.shoulder, 0.8, arm.elbow),
        (leg.knee, 0.5, leg.ankle),
    ):
        row = round(camera.spot(joint)[1] * (1 - share) + camera.spot(other)[1] * share)
        seen = [x for x in range(large) if image.pixelColor(x, row).alpha() == 255]
        assert image.pixelColor(seen[1], row) == image.pixelColor(seen[-2], row) == QColor(ink)


def test_a_bust_is_cut_off_by_the_disc(light: QPalette) -> None:
    image = blank()
    painter = QPainter(image)
    pose = Pose(left=Arm.at(Grip.LAP), right=Arm.at(Grip.LAP))
    paint_figure(painter, BOX, pose, View(70, 4, 0.62, 1.5), Theme.of(light))
    painter.end()
    corners = [(x, y) for x, y in painted(image) if y > 0.97 * SIZE or (y > 0.9 * SIZE and not 40 < x < 160)]
    assert corners == []
