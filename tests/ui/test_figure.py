"""The figure: right from every side, whole in its box, visible on any ground, and still when nothing moves."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import atan2, cos, sin, tau

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskbreak.coach.body.pose import REST, Arm, Grip, Pose, View
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.body.vector import Joint, Vec
from deskbreak.coach.content.looks import LOOKS
from deskbreak.ui.figure.camera import Camera, hull, limb
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.head.ellipsoid import Ellipsoid
from deskbreak.ui.figure.key_poses import telling_step
from deskbreak.ui.figure.widget import Figure, paint_person
from deskbreak.ui.kit.theme import Theme, contrast
from tests.coach.samples import exercises, player
from tests.ui.samples import paint_figure

SIZE = 240
HEAD_POSE = Pose(left=Arm.at(Grip.LAP), right=Arm.at(Grip.LAP))
BALL = Joint((0.0, 0.0, 0.0))
UP: Vec = (0.0, 1.0, 0.0)


class Counting(Figure):
    """Counts how often it paints."""

    paints = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paints += 1
        super().paintEvent(event)


def moments() -> Iterator[float]:
    """The ends and the middles of every different step."""
    seen = set()
    for beat in player().plan.beats:
        if (key := (beat.part, beat.phase, beat.side)) not in seen:
            seen.add(key)
            yield from ((beat.start + beat.end) / 2, beat.end)


def picture(pose: Pose, view: View, palette: QPalette, margin: int = 0) -> QImage:
    side = SIZE + 2 * margin
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_figure(painter, QRectF(margin, margin, SIZE, SIZE), pose, view, Theme.of(palette))
    painter.end()
    return image


def color_at(view: View, palette: QPalette, place: Vec) -> QColor:
    """The colour where a place given in the head's own directions is seen."""
    camera = Camera(view, QRectF(0, 0, SIZE, SIZE))
    x, y = camera.spot(body(HEAD_POSE).head.point(*place))
    return picture(HEAD_POSE, view, palette).pixelColor(round(x), round(y))


def is_skin(color: QColor, palette: QPalette) -> bool:
    colors = Colors.of(Theme.of(palette))

    def far(other: QColor) -> float:
        return abs(color.red() - other.red()) + abs(color.green() - other.green()) + abs(color.blue() - other.blue())

    return far(colors.skin.base) < far(colors.hair.base)


@pytest.mark.parametrize("yaw", [0, 40, -40])
@pytest.mark.parametrize("pitch", [0, 22])
def test_a_face_is_seen_from_before(yaw: float, pitch: float, light: QPalette) -> None:
    assert is_skin(color_at(View(yaw, pitch), light, (0.0, -0.02, 0.08)), light)
    assert not is_skin(color_at(View(yaw, pitch), light, (0.0, 0.11, 0.03)), light)


@pytest.mark.parametrize("yaw", [150, 180, -150])
@pytest.mark.parametrize("pitch", [0, 22])
def test_hair_is_seen_from_behind(yaw: float, pitch: float, light: QPalette) -> None:
    assert not is_skin(color_at(View(yaw, pitch), light, (0.0, 0.02, -0.1)), light)


@pytest.mark.parametrize("yaw", [90, -90])
def test_a_profile_has_a_face_before_and_hair_behind(yaw: float, light: QPalette) -> None:
    assert is_skin(color_at(View(yaw, 0), light, (0.0, -0.03, 0.06)), light)
    assert not is_skin(color_at(View(yaw, 0), light, (0.0, 0.03, -0.07)), light)


@pytest.mark.parametrize("moment", sorted(set(moments())))
def test_the_figure_stays_in_its_box(moment: float, light: QPalette, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the shadow, which fades away below."""
    monkeypatch.setattr("deskbreak.ui.figure.widget.paint_shadow", lambda *_scene: None)
    frame = player().frame(moment)
    margin = 40
    image = picture(frame.pose, frame.view, light, margin)
    beside = (*range(0, margin - 1, 3), *range(margin + SIZE + 1, SIZE + 2 * margin, 3))
    for one in beside:
        for other in range(SIZE + 2 * margin):
            assert image.pixelColor(one, other).alpha() == 0, "to the left or right"
            assert image.pixelColor(other, one).alpha() == 0, "above or below"


@pytest.mark.parametrize("look", LOOKS)
def test_materials_stand_out_on_light_and_dark(look: str, light: QPalette, dark: QPalette) -> None:
    """Large and plain by themselves, all by the line around them: as much as the looks have, so that none fades.

    No standard asks for it. Whoever needs more asks the desktop for high contrast, where lines are drawn in the ink.
    """
    for palette in (light, dark):
        colors = Colors.of(Theme.of(palette), look)
        for paint in (colors.shirt, colors.trousers):
            assert contrast(paint.base, colors.disc) > 1.7
        assert max(contrast(colors.hair.base, colors.disc), contrast(colors.hair.edge, colors.disc)) > 1.7
        for paint in (colors.skin, colors.hair, colors.shirt, colors.trousers, colors.seat, colors.frame):
            assert max(contrast(paint.edge, colors.disc), contrast(paint.base, colors.disc)) > 1.45
        assert contrast(colors.ink, colors.skin.base) > 2.5


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_is_the_same_person_on_light_and_dark(look: str, light: QPalette, dark: QPalette) -> None:
    one, other = (Colors.of(Theme.of(palette), look) for palette in (light, dark))
    for material in ("skin", "hair", "shirt"):
        assert getattr(one, material).base == getattr(other, material).base
    for part in ("lips", "blush", "ink"):
        assert getattr(one, part) == getattr(other, part)


@pytest.mark.parametrize("look", LOOKS)
def test_hair_is_set_off_from_a_dark_ground_by_its_edge(look: str, light: QPalette, dark: QPalette) -> None:
    def edged(palette: QPalette) -> int:
        colors = Colors.of(Theme.of(palette), look)
        image = QImage(4 * SIZE, 4 * SIZE, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        paint_person(painter, Camera(View(25, 6), QRectF(0, 0, 4 * SIZE, 4 * SIZE)), colors, REST)
        painter.end()
        edge = colors.hair.edge.rgb()
        return sum(image.pixel(x, y) == edge for x in range(image.width()) for y in range(image.height() // 3))

    assert edged(dark) > 10 * max(1, edged(light))


def test_exercises_look_different_from_rest(light: QPalette) -> None:
    """Each movement changes a good part of the picture, not a hair."""
    for part, phase in ((0, "rise"), (1, "turn"), (2, "bend"), (3, "round"), (3, "arch")):
        beat = next(beat for beat in player().plan.beats if beat.part == part and beat.phase == phase)
        view = player().frame(beat.end).view
        before, after = (picture(player().frame(at).pose, view, light) for at in (beat.start, beat.end))
        changed = sum(before.pixel(x, y) != after.pixel(x, y) for x in range(0, SIZE, 4) for y in range(0, SIZE, 4))
        assert changed > 0.03 * (SIZE / 4) ** 2, (part, phase)


def test_nothing_repaints_while_nothing_moves(qtbot: QtBot) -> None:
    figure = Counting()
    qtbot.addWidget(figure)
    figure.resize(200, 200)
    figure.set_frame(player().frame(40))
    figure.show()
    qtbot.waitUntil(lambda: figure.paints > 0)
    QApplication.processEvents()
    painted = figure.paints
    figure.set_frame(replace(player().frame(40), elapsed=41.0))
    QApplication.processEvents()
    assert figure.paints == painted
    figure.set_frame(player().frame(41))
    qtbot.waitUntil(lambda: figure.paints == painted + 1)


def test_a_hidden_figure_paints_nothing(qtbot: QtBot) -> None:
    figure = Counting()
    qtbot.addWidget(figure)
    figure.set_frame(player().frame(20))
    figure.set_frame(player().frame(21))
    QApplication.processEvents()
    assert figure.paints == 0


def test_the_scene_is_kept_until_view_size_or_palette_change(qtbot: QtBot, light: QPalette, dark: QPalette) -> None:
    figure = Figure()
    qtbot.addWidget(figure)
    figure.setPalette(light)
    figure.resize(200, 200)

    def scene() -> int:
        figure.grab()
        return figure._scene.cacheKey()

    figure.set_frame(player().frame(20))
    keys = [scene()]
    figure.set_frame(player().frame(21))
    keys.append(scene())
    assert keys[0] == keys[1]
    figure.set_frame(player().frame(player().plan.parts[1].start + 30))
    keys.append(scene())
    figure.resize(220, 200)
    keys.append(scene())
    figure.setPalette(dark)
    keys.append(scene())
    assert all(one != other for one, other in pairwise(keys[1:]))


def test_the_scene_is_sharp_on_a_fine_screen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also after the window has come from another screen: it holds detail that fewer pixels, enlarged, have not."""
    figure = Figure()
    qtbot.addWidget(figure)
    figure.resize(200, 200)
    figure.grab()
    monkeypatch.setattr(figure, "devicePixelRatioF", lambda: 2.0)
    figure.grab()
    scene = figure._scene.toImage()
    assert scene.size() == figure.size() * 2
    assert scene != scene.scaled(figure.size()).scaled(scene.size())


def test_it_has_a_name_and_tells_what_it_shows(qtbot: QtBot) -> None:
    figure = Figure()
    qtbot.addWidget(figure)
    assert figure.accessibleName()
    frame = player().frame(20)
    figure.set_frame(frame)
    assert frame.exercise.name in figure.accessibleDescription()
    assert frame.caption[0] in figure.accessibleDescription()
    assert figure.sizeHint().isValid()


# The closed forms


@given(
    st.tuples(st.floats(20, 80), st.floats(20, 80)),
    st.tuples(st.floats(20, 80), st.floats(20, 80)),
    st.floats(1, 15),
    st.floats(1, 15),
)
def test_a_limb_holds_both_its_circles(
    a: tuple[float, float], b: tuple[float, float], first: float, second: float
) -> None:
    path = limb(a, b, first, second)
    for (x, y), r in ((a, first), (b, second)):
        for k in range(12):
            spot = QPointF(x + 0.97 * r * cos(k * tau / 12), y + 0.97 * r * sin(k * tau / 12))
            assert path.contains(spot)
    box = path.boundingRect()
    assert box.width() <= abs(a[0] - b[0]) + 2 * max(first, second) + 0.1


def test_a_hull_holds_what_lies_within() -> None:
    assert set(hull([(0, 0), (4, 0), (4, 4), (0, 4), (2, 2), (2, 0)])) == {(0, 0), (4, 0), (4, 4), (0, 4)}


def ring(height: float, clockwise: bool = False) -> list[Vec]:
    """A circle around the ball's pole; against the clock seen from above, so that the pole is on its left."""
    turns = [k * tau / 48 * (-1 if clockwise else 1) for k in range(48)]
    wide = (1 - height * height) ** 0.5
    return [(wide * sin(a), height, wide * cos(a)) for a in turns]


def ball(pitch: float) -> Ellipsoid:
    return Ellipsoid(Camera(View(0, pitch), QRectF(0, 0, SIZE, SIZE)), BALL, (0.0, 0.0, 0.0), (0.3, 0.3, 0.3))


def share(of: Ellipsoid, curve: list[Vec], pole: Vec = UP) -> float:
    """How much of the visible disc the region covers."""
    region, disc = of.region(curve, pole), of.outline()
    box = disc.boundingRect()
    spots = [
        QPointF(box.left() + box.width() * (x + 0.5) / 60, box.top() + box.height() * (y + 0.5) / 60)
        for x in range(60)
        for y in range(60)
    ]
    inside = [spot for spot in spots if disc.contains(spot)]
    return sum(region.contains(spot) for spot in inside) / len(inside)


def test_half_a_ball_is_half_a_disc_from_the_side() -> None:
    assert share(ball(0.001), ring(0.0)) == pytest.approx(0.5, abs=0.02)


def test_a_cap_is_seen_whole_from_above_and_not_from_below() -> None:
    assert share(ball(89), ring(0.6)) == pytest.approx(1 - 0.36, abs=0.02)
    assert share(ball(-89), ring(0.6)) == 0


def test_what_is_around_a_cap_is_the_rest() -> None:
    assert share(ball(89), ring(0.6, clockwise=True), (0.0, -1.0, 0.0)) == pytest.approx(0.36, abs=0.02)
    assert share(ball(-89), ring(0.6, clockwise=True), (0.0, -1.0, 0.0)) == 1


def test_a_curve_that_hides_twice_keeps_both_pieces_apart() -> None:
    """A band across the ball, open at the front: two arcs come into sight and go."""
    wave = [(p[0], p[1] + 0.5 * cos(2 * atan2(p[0], p[2])), p[2]) for p in ring(0.0)]
    unit_wave: list[Vec] = []
    for x, y, z in wave:
        size = (x * x + y * y + z * z) ** 0.5
        unit_wave.append((x / size, y / size, z / size))
    from_side = Ellipsoid(Camera(View(0, 85), QRectF(0, 0, SIZE, SIZE)), BALL, (0.0, 0.0, 0.0), (0.3, 0.3, 0.3))
    seen = share(from_side, unit_wave)
    assert 0.6 < seen < 1


@pytest.mark.parametrize("name", sorted(set(exercises()) - {"set-up"}))
def test_a_still_shows_the_exercise_at_work(name: str) -> None:
    one = exercises()[name]
    told, _muscles = telling_step(one)
    counted = {pose for block in one.blocks if block.repetitions for step in block.steps for pose in step.poses}
    assert told in [one.poses[pose] for pose in counted]
    assert told != REST
