"""What helps to follow the figure: muscles, arcs, the ring, someone opposite, and pictures without motion."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import atan2, degrees, dist, hypot

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskbreak.coach.body.pose import REST, Arm, Grip, Pose, View
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.content.looks import LOOKS, MUSCLES, PAIRED
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.cues import QUIET
from deskbreak.coach.frame import Breath, CueLevels, Frame, Side
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.chair import disc
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.cues.anatomy import ARM, THIGH, TRUNK
from deskbreak.ui.figure.cues.movement import Movement, MovementCues
from deskbreak.ui.figure.cues.muscles import MusclePainter
from deskbreak.ui.figure.cues.places import placed
from deskbreak.ui.figure.cues.ring import OUTERMOST, paint_ring, paint_word, ring_of, word_place
from deskbreak.ui.figure.cues.ways import ways
from deskbreak.ui.figure.key_poses import FADE, KeyPoses, telling_step
from deskbreak.ui.figure.neck import COLLAR, NECK
from deskbreak.ui.figure.widget import Figure, Picture, paint_person
from deskbreak.ui.kit.theme import Theme, mix
from tests.coach.samples import exercises, player
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


EVERYWHERE = QPainterPath()
EVERYWHERE.addRect(BOX)


def glow_of(muscle: str, yaw: float, colors: Colors, pose: Pose = REST) -> list[tuple[int, int]]:
    """Where it glows, whatever hides it."""
    image = blank()
    painter = QPainter(image)
    camera, of = Camera(View(yaw, 6), BOX), body(pose)
    muscles = MusclePainter(camera, colors, of, [camera.seen(joint) for joint in of.spine], [(muscle, 1.0)])
    for part in (TRUNK, NECK, COLLAR, ARM, THIGH):
        muscles.paint(painter, part, EVERYWHERE)
    painter.end()
    return painted(image)


BEHIND = {"nape", "suboccipitals", "rhomboids", "back", "lower-back", "glutes"}
IN_FRONT = {"neck", "chest", "abdominals", "thighs"}


@pytest.mark.parametrize("muscle", MUSCLES)
@pytest.mark.parametrize("yaw", [0, 70, 180])
def test_every_muscle_glows_on_the_body_where_it_is_seen(muscle: str, yaw: float, light: QPalette) -> None:
    glow = glow_of(muscle, yaw, Colors.of(Theme.of(light)))
    if (yaw == 0 and muscle in BEHIND) or (yaw == 180 and muscle in IN_FRONT):
        assert len(glow) < 60
        return
    assert 10 < len(glow) < SIZE * SIZE / 12
    camera = Camera(View(yaw, 6), BOX)
    bones = [camera.spot(joint.at) for joint in (*body(REST).spine, body(REST).head)]
    bones += [camera.spot(at) for leg in (body(REST).left_leg, body(REST).right_leg) for at in (leg.hip, leg.knee)]
    assert all(min(dist(spot, bone) for bone in bones) < 40 for spot in glow)


@pytest.mark.parametrize("muscle", PAIRED)
def test_one_of_a_pair_glows_on_its_own_side(muscle: str, light: QPalette) -> None:
    colors = Colors.of(Theme.of(light))
    yaw = 180 if muscle == "glutes" else 0
    sides = [
        sum(x for x, _ in glow) / len(glow) - SIZE / 2
        for side in ("left", "right")
        if (glow := glow_of(f"{side}-{muscle}", yaw, colors))
    ]
    assert len(sides) == 2
    assert sides[0] == pytest.approx(-sides[1], abs=1.5)
    assert (sides[0] < -1) == (yaw == 0)


def test_muscles_glow_while_counting_only_and_fade() -> None:
    shown = Picture.of(moving(1, Side.LEFT), mirror=True)
    ((name, _),), ((other, _),) = shown.glow, Picture.of(moving(1, Side.LEFT), mirror=False).glow
    assert (name, other) == ("right-obliques", "left-obliques")
    assert Picture.of(player().frame(1), mirror=True).glow == ()
    rising = [Picture.of(moving(1, Side.LEFT, share), mirror=True).glow[0][1] for share in (0.3, 0.5, 0.7, 1.0)]
    assert rising == sorted(set(rising))


@pytest.mark.parametrize("look", LOOKS)
def test_the_glow_is_seen_on_every_shirt_and_skin(look: str, light: QPalette, dark: QPalette) -> None:
    """By its colour: CIE 1976, where 20 is plainly another one."""
    for palette in (light, dark):
        colors = Colors.of(Theme.of(palette), look)
        for paint in (colors.shirt, colors.trousers, colors.skin, colors.neck):
            for shade in (paint.light, paint.base, paint.dim, paint.shade):
                assert apart(mix(shade, colors.glow, 0.75), shade) > 20


def apart(one: QColor, other: QColor) -> float:
    """How different two colours look (CIE 1976, D65)."""
    return dist(lab(one), lab(other))


def lab(color: QColor) -> tuple[float, float, float]:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (color.redF(), color.greenF(), color.blueF())
    )
    shares = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116 for share in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("name", ["lateral-tilt", "seated-cat-cow", "pendulum", "seated-twist"])
def test_the_glow_keeps_to_the_body(name: str, light: QPalette) -> None:
    """The picture with it and that without have the same outline; nor does it lie on a hand or a forearm before it."""
    exercise = exercises()[name]
    pose, muscles = telling_step(exercise)
    pictures = []
    for glow in ((), [(muscle, 1.0) for muscle in muscles]):
        image = blank()
        painter = QPainter(image)
        colors = Colors.of(Theme.of(light))
        paint_person(painter, Camera(exercise.view, BOX), colors, pose, glow)
        painter.end()
        pictures.append(image)
    without, with_glow = pictures
    glowing = 0
    for x in range(SIZE):
        for y in range(SIZE):
            one, other = without.pixelColor(x, y), with_glow.pixelColor(x, y)
            assert abs(one.alpha() - other.alpha()) < 40
            if apart(one, other) > 15:
                glowing += 1
                assert one.alpha() > 100
                assert apart(one, colors.skin.base) > 12
    assert glowing > 20


@pytest.mark.parametrize(
    ("muscle", "yaw", "ends"), [("right-neck", 0, True), ("left-trapezius", 0, False), ("nape", 70, True)]
)
def test_a_muscle_of_the_neck_ends_under_the_collar_or_runs_on(
    muscle: str, yaw: float, ends: bool, light: QPalette
) -> None:
    """Where it is longest, nothing is missing between its upper end and its lower one; nothing is on the shirt of what
    ends on the neck."""
    large, pictures = 2 * SIZE, []
    for glow in ((), [(muscle, 1.0)]):
        image = blank(large)
        painter = QPainter(image)
        camera = Camera(View(yaw, 6, 0.75, 1.45), QRectF(0, 0, large, large))
        paint_person(painter, camera, Colors.of(Theme.of(light)), replace(REST, neck=20 * (muscle == "nape")), glow)
        painter.end()
        pictures.append(image)
    without, with_glow = pictures
    columns = [
        [y for y in range(60, 260) if apart(without.pixelColor(x, y), with_glow.pixelColor(x, y)) > 15]
        for x in range(100, 300)
    ]
    longest = max(columns, key=len)
    assert len(longest) > 40
    assert longest == list(range(longest[0], longest[-1] + 1))
    collar = camera.spot(body(REST).spine[5].point(0.0, -0.03, 0.06 * (yaw == 0)))[1]
    assert (max(max(ys) for ys in columns if ys) < collar) == ends


def test_a_movement_that_is_none_has_no_way() -> None:
    camera = Camera(View(0, 6), BOX)
    frame = moving(1, Side.LEFT)
    assert ways(frame.path, "", camera) == ()
    assert ways((), "elbows", camera) == ()
    assert ways((REST, REST), "elbows", camera) == ()
    assert len(ways(frame.path, "head", camera)) == 1


def heading(pose: Pose, view: View, trace: str, before: Pose = REST) -> tuple[float, float]:
    """Where the (first) arrow from ``before`` to ``pose`` leads in the picture."""
    (way, *_more) = ways((before, pose), trace, Camera(view, BOX))
    (x, y), (u, v) = way.spots[0], way.spots[-1]
    return u - x, v - y


def test_an_arrow_leads_where_the_movement_does() -> None:
    assert heading(Pose(side=-30), View(0, 6), "head")[0] < 0 < heading(Pose(side=30), View(0, 6), "head")[0]
    assert heading(Pose(shrug=1), View(28, 6), "shoulders")[1] < 0
    assert heading(Pose(glide=-4), View(62, 4), "chin")[0] < 0 < heading(Pose(glide=4), View(62, 4), "chin")[0]
    assert heading(Pose(nod=20), View(62, 4), "chin")[1] > 0
    rounded, arched = Pose(lumbar=40, thorax=40), Pose(lumbar=-40, thorax=-20)
    assert heading(rounded, View(72, 5), "back", arched)[0] < 0 < heading(arched, View(72, 5), "back", rounded)[0]


def test_a_turn_is_one_curved_arrow_to_the_side_of_the_turn() -> None:
    turned = Pose(twist=40)
    for sign, pose in ((1, turned), (-1, turned.mirrored())):
        (there,) = ways((REST, pose), "elbows", Camera(View(0, 20), BOX))
        (back,) = ways((pose, REST), "elbows", Camera(View(0, 20), BOX))
        for way, side in ((there, sign), (back, -sign)):
            lowest = max(way.spots, key=lambda spot: spot[1])  # the near half of the round, seen from above
            after = way.spots[way.spots.index(lowest) + 1]
            assert (after[0] - lowest[0]) * side > 0
            assert (way.spots[-1][0] - way.spots[0][0]) * side > 0


def test_a_turn_of_the_head_is_told_by_a_flat_ring_above_it(light: QPalette) -> None:
    camera = Camera(View(0, 8, 0.75, 1.45), BOX)
    x, _ = camera.spot(body(REST).head.at)
    for sign, pose in ((1, Pose(head_turn=40)), (-1, Pose(head_turn=-40))):
        (there,) = ways((REST, pose), "chin", camera)
        xs, ys = [u for u, _ in there.spots], [v for _, v in there.spots]
        assert max(ys) - min(ys) < 0.3 * (max(xs) - min(xs))
        assert (xs[-1] - xs[0]) * sign > 0
        assert min(xs) < x < max(xs)
        nearest = ys.index(max(ys))
        assert (xs[nearest + 1] - xs[nearest - 1]) * sign > 0
        (shape,) = placed((REST, pose), "chin", exercises()["neck-turn"].view, Colors.of(Theme.of(light)))
        above = Camera(exercises()["neck-turn"].view, BOX).spot(body(REST).head.point(0, 0.06, 0))[1]
        assert all(SIZE / 2 + v * SIZE < above for _, v in shape)


def test_a_chin_that_glides_has_a_straight_level_arrow_before_it() -> None:
    for yaw in (80, -80):
        camera = Camera(View(yaw, 4, 0.8, 1.45), BOX)
        for glide, ahead in ((-3, -1), (3, 1)):
            (way,) = ways((REST, Pose(glide=glide)), "chin", camera)
            chins = [camera.spot(body(pose).head.point(0, -0.088, 0.1)) for pose in (REST, Pose(glide=glide))]
            out = 1 if yaw > 0 else -1
            assert len({round(v, 3) for _, v in way.spots}) == 1
            assert abs(way.spots[0][1] - chins[0][1]) < 4
            assert all((u - x) * out > 0 for u, _ in way.spots for x, _ in chins)
            assert (way.spots[-1][0] - way.spots[0][0]) * out * ahead > 0


def test_a_nod_is_a_short_arc_before_the_chin() -> None:
    for yaw in (80, -80):
        camera = Camera(View(yaw, 4, 0.8, 1.45), BOX)
        (there,) = ways((REST, Pose(nod=25)), "chin", camera)
        (back,) = ways((Pose(nod=25), REST), "chin", camera)
        assert there.spots[0][1] < there.spots[-1][1]
        assert back.spots[0][1] > back.spots[-1][1]
        x, y = camera.spot(body(REST).head.at)
        radii = [dist((x, y), spot) for spot in there.spots]
        assert max(radii) == pytest.approx(min(radii))
        assert all((u - x) * (1 if yaw > 0 else -1) > 0 for u, _ in there.spots)


def test_a_pulled_wrist_has_an_arrow_of_its_own_on_its_side() -> None:
    camera = Camera(View(0, 5, 0.48, 1.45), BOX)
    exercise = exercises()["wrist-pull-stretch"]
    for name, side in (("left", -1), ("right", 1)):
        _, wrist = ways((exercise.poses[f"{name}-ready"], exercise.poses[name]), exercise.trace, camera)
        assert wrist.aside[0] * side > 0
        assert (wrist.spots[-1][0] - wrist.spots[0][0]) * side > 0
        assert wrist.spots[-1][1] > wrist.spots[0][1]
    assert len(ways((REST, Pose(head_side=30)), exercise.trace, camera)) == 1


def test_circles_are_an_arrow_on_either_side_which_go_round_as_the_elbows_do() -> None:
    round_ = [
        replace(REST, circle=at, left=Arm.at(Grip.SHOULDER), right=Arm.at(Grip.SHOULDER)) for at in range(0, 361, 15)
    ]
    turns = []
    camera = Camera(View(40, 9), BOX)
    for poses in (round_, round_[::-1]):
        found = ways(poses, "elbows", camera)
        elbows = [[camera.spot(getattr(body(pose), side).elbow) for pose in poses] for side in ("left", "right")]
        assert [area(way.spots) * area(elbow) > 0 for way, elbow in zip(found, elbows, strict=True)] == [True, True]
        assert found[0].aside[0] < 0 < found[1].aside[0]
        turns.append(area(found[0].spots))
    assert turns[0] * turns[1] < 0


def area(spots: Sequence[tuple[float, float]]) -> float:
    """Above 0 where one goes round clockwise (y goes down)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*spots, spots[0]]))


def test_both_shoulders_have_an_arrow_each_only_where_they_are_apart() -> None:
    lifted = Pose(shrug=1)
    apart_, near = (ways((REST, lifted), "shoulders", Camera(View(yaw, 6), BOX)) for yaw in (0, 85))
    assert len(apart_) == 2
    assert len(near) == 1


def test_the_ring_grows_with_the_breath_between_disc_and_edge(light: QPalette) -> None:
    camera = Camera(View(0, 0), BOX)
    inner, outer = [], []
    for air in (0.0, 0.5, 1.0):
        radius, width = ring_of(camera, air)
        inner.append(radius - width / 2)
        outer.append(radius + width / 2)
        image = blank()
        painter = QPainter(image)
        paint_ring(painter, camera, Colors.of(Theme.of(light)), air)
        painter.end()
        ys = [y for _, y in painted(image)]
        assert 0 < min(ys) < max(ys) < SIZE - 1
    assert outer == sorted(set(outer))
    assert min(inner) > disc(BOX).width() / 2
    assert max(outer) <= OUTERMOST * SIZE + 1e-6


@pytest.mark.parametrize(("size", "points"), [(180, 9), (260, 20), (420, 10), (420, 20), (1000, 40)])
def test_the_rings_word_is_in_the_picture_and_off_the_middle(
    size: int, points: int, light: QPalette, qapp: QApplication
) -> None:
    box, font = QRectF(0, 0, size, size), QFont()
    font.setPointSize(points)
    camera = Camera(View(0, 0), box)
    place = word_place(camera, "Breathe out", font)
    assert box.contains(place)
    assert place.width() > min(QFontMetricsF(font).horizontalAdvance("Breathe out"), 0.45 * size)
    assert place.top() > 0.75 * size
    assert place.right() < size / 2
    radius, _width = ring_of(camera, 0.5)
    middle = disc(box).center()
    corners = [hypot(x - middle.x(), place.center().y() - middle.y()) for x in (place.left(), place.right())]
    assert corners[1] < radius < corners[0]  # it lies on the ring
    image = blank(size)
    painter = QPainter(image)
    paint_word(painter, camera, Colors.of(Theme.of(light)), "Breathe out", font, 1.0)
    painter.end()
    assert image.pixelColor(round(place.center().x()), round(place.top()) + 2).alpha() > 200


def test_the_ring_says_what_it_shows_at_the_first_breaths_of_an_exercise(qtbot: QtBot) -> None:
    beats = [beat for beat in player().plan.beats if beat.part == 1 and beat.breath is not Breath.FREE]
    said = [(beat, player().frame((beat.start + beat.end) / 2)) for beat in beats]
    words = [frame.breath_text for _, frame in said if Picture.of(frame, mirror=True).word == 1.0]
    assert sorted(set(words)) == ["Breathe in", "Breathe out"]
    assert 2 <= len(words) <= 4 < len(said)
    for _, frame in said:
        shown = Picture.of(frame, mirror=True)
        assert (shown.said != "") == (shown.word > 0)
    pictures = []
    for word in (1.0, 0.0):
        figure = Figure()
        qtbot.addWidget(figure)
        figure.resize(SIZE, SIZE)
        figure.set_frame(replace(said[0][1], cues=CueLevels(word=word)))
        pictures.append(figure.grab().toImage())
    assert pictures[0] != pictures[1]


def cues_behind(reference: str, light: QPalette) -> QImage:
    frame = replace(moving(1, Side.LEFT, 1.0), began_at=REST)
    frame = replace(frame, exercise=replace(frame.exercise, reference=reference))
    image = blank()
    painter = QPainter(image)
    camera = Camera(View(66, 5), BOX)
    MovementCues(camera, Colors.of(Theme.of(light)), Movement.of(frame, mirror=True), 1.0).paint_behind(painter)
    painter.end()
    return image


def test_a_ghost_is_a_pale_line_around_the_head_as_it_began(light: QPalette) -> None:
    ghost, person = cues_behind("ghost", light), blank()
    painter = QPainter(person)
    paint_person(painter, Camera(View(66, 5), BOX), Colors.of(Theme.of(light)), REST)
    painter.end()
    spots = painted(ghost)
    assert set(spots) <= set(painted(person))  # it is hidden behind the person who sits as it began
    strong = [spot for spot in spots if ghost.pixelColor(*spot).alpha() > 150]
    assert 0.02 * len(spots) < len(strong) < 0.4 * len(spots)
    camera = Camera(View(66, 5), BOX)
    assert max(y for _, y in spots) < camera.spot(body(REST).spine[4].at)[1]
    assert painted(cues_behind("", light)) == []


def test_a_level_line_is_beside_the_shoulders_as_they_began(light: QPalette) -> None:
    spots, camera = painted(cues_behind("level-line", light)), Camera(View(66, 5), BOX)
    shoulders = [camera.spot(arm.shoulder) for arm in (body(REST).left, body(REST).right)]
    assert min(x for x, _ in spots) < min(x for x, _ in shoulders)
    assert max(x for x, _ in spots) > max(x for x, _ in shoulders)
    assert all(abs(y - shoulders[0][1]) < 14 for _, y in spots)
    assert max(y for _, y in spots) - min(y for _, y in spots) < 4


def test_a_plumb_line_goes_straight_up_from_the_seat_to_above_the_head(light: QPalette) -> None:
    spots, camera = painted(cues_behind("plumb-line", light)), Camera(View(66, 5), BOX)
    hips = camera.spot(body(REST).spine[0].at)
    assert max(abs(x - hips[0]) for x, _ in spots) < 5
    assert min(y for _, y in spots) < camera.spot(body(REST).head.point(0.0, 0.12, 0.0))[1]
    assert max(y for _, y in spots) > hips[1]


def cues_before(reference: str, now: Pose, light: QPalette) -> list[tuple[int, int]]:
    """Where something shows, before the figure, how far it has moved from ``REST``."""
    frame = replace(moving(1, Side.LEFT, 1.0), began_at=REST)
    frame = replace(frame, exercise=replace(frame.exercise, reference=reference))
    image = blank()
    painter = QPainter(image)
    cues = MovementCues(Camera(View(80, 5), BOX), Colors.of(Theme.of(light)), Movement.of(frame, mirror=True), 1.0)
    cues.paint_before(painter, 0.0, body(now))
    painter.end()
    return painted(image)


def test_a_gaze_is_shown_from_the_eye_with_the_angle_between(light: QPalette) -> None:
    for reference in ("ghost", "plumb-line", "level-line", ""):
        assert cues_before(reference, Pose(nod=25, pelvis=20), light) == []
    camera = Camera(View(80, 5), BOX)
    assert cues_before("gaze", REST, light) == cues_before("gaze", Pose(glide=3), light) == []
    nodded = cues_before("gaze", Pose(nod=25), light)
    x, y = camera.spot(body(Pose(nod=25)).head.point(0.0, 0.014, 0.086))
    assert all(x < u < x + 0.16 * camera.scale for u, _ in nodded)
    angles = [degrees(atan2(v - y, u - x)) for u, v in nodded if dist((u, v), (x, y)) > 10]
    assert min(angles) == pytest.approx(0, abs=9)
    assert max(angles) == pytest.approx(25, abs=9)
    r = 0.075 * camera.scale
    assert any(abs(dist((u, v), (x, y)) - r) < 2 and 8 < degrees(atan2(v - y, u - x)) < 17 for u, v in nodded)


def test_what_stands_still_is_made_once_a_movement(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def reference(*_all: object) -> None:
        made.append("reference")

    def arrows(*_all: object, **_how: object) -> None:
        made.append("arrow")

    monkeypatch.setattr("deskbreak.ui.figure.cues.movement.paint_reference", reference)
    monkeypatch.setattr("deskbreak.ui.figure.cues.movement.paint_arrows", arrows)
    figure = Figure()
    qtbot.addWidget(figure)
    figure.resize(SIZE, SIZE)
    for share in (0.2, 0.4, 0.6, 0.8):
        frame = moving(1, Side.LEFT, share)
        figure.set_frame(replace(frame, exercise=replace(frame.exercise, reference="ghost")))
        figure.grab()
    assert made == ["reference", "arrow", "arrow"]  # vivid, and as a tint


def test_an_arrow_fades_and_is_quiet_while_one_stays() -> None:
    shares = [Picture.of(moving(1, Side.LEFT, share), mirror=True).arrow for share in (0.0, 0.05, 0.5, 0.95)]
    assert shares[0] == 0.0
    assert 0 < shares[1] < shares[2] == 1.0
    assert 0 < shares[3] < 1
    hold = next(beat for beat in player().plan.beats if beat.phase == "hold" and beat.part == 1)
    frame = player().frame((hold.start + hold.end) / 2)
    assert Picture.of(frame, mirror=True).arrow == Picture.still(frame, mirror=True).arrow == QUIET
    assert Picture.still(moving(1, Side.LEFT, 0.99), mirror=True).arrow == 1.0


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
        (arm.shoulder, 0.45, arm.elbow),
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


@pytest.mark.parametrize("points", [10, 20])
@pytest.mark.parametrize("name", sorted(exercises()))
def test_the_rings_word_leaves_the_person_alone(name: str, points: int, light: QPalette, qapp: QApplication) -> None:
    """A bust fills the lower part of the disc: of its sleeve the word may take a corner."""
    size, font, colors = 420, QFont(), Colors.of(Theme.of(light))
    font.setPointSize(points)
    play = Player(plan(alone(exercises()[name]), exercises(), step=1))
    for beat in play.plan.beats:
        frame = play.frame((beat.start + beat.end) / 2)
        if not frame.cues.word:
            continue
        camera = Camera(frame.view, QRectF(0, 0, size, size))
        place = word_place(camera, frame.breath_text, font).toRect()
        person = QImage(place.size(), QImage.Format.Format_ARGB32_Premultiplied)
        person.fill(Qt.GlobalColor.transparent)
        painter = QPainter(person)
        painter.translate(-place.topLeft())
        paint_person(painter, camera, colors, frame.pose)
        painter.end()
        spots = [(x, y) for x in range(0, place.width(), 2) for y in range(0, place.height(), 2)]
        hidden = sum(person.pixelColor(x, y).alpha() > 128 for x, y in spots)
        assert hidden <= (0.0 if frame.view.low < 0.3 else 0.15) * len(spots)
