"""Head and neck: one body from every side, in every turn, nod, tilt and glide, and nothing that pops on the way."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette

from deskbreak.coach.body.pose import Arm, Grip, Pose, View
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.content.looks import LOOKS
from deskbreak.ui.figure.body import BodyPainter
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.colors import Colors, Hair, Paint
from deskbreak.ui.kit.theme import Theme

SIZE = 160
BOX = QRectF(0, 0, SIZE, SIZE)
DOWN = Pose(left=Arm.at(Grip.DOWN), right=Arm.at(Grip.DOWN))
GROUND, HAIR, SKIN, SHIRT, LIPS = (QColor(name) for name in ("#ffffff", "#ff00ff", "#00ff00", "#0000ff", "#ff0000"))

Scene = tuple[Pose, View]


def view(yaw: float = 0.0, pitch: float = 4.0) -> View:
    return View(yaw, pitch, 1.0, 1.5)


def turned(step: int = 10) -> list[Scene]:
    return [(DOWN, view(yaw)) for yaw in range(-90, 91, step)]


def moved(yaw: float) -> Iterator[Scene]:
    """The head alone, as far as exercises take it."""
    for degrees in range(-70, 71, 14):
        yield replace(DOWN, head_turn=degrees), view(yaw)
    for degrees in range(-40, 41, 16):
        yield replace(DOWN, neck=degrees * 0.8, nod=degrees * 0.2), view(yaw)
        yield replace(DOWN, head_side=degrees), view(yaw)
    for glide in range(-4, 6, 3):
        yield replace(DOWN, glide=float(glide)), view(yaw)


SCENES = [*turned(), *(scene for yaw in (0, 40, 90) for scene in moved(yaw))]


def plain(palette: QPalette, look: str) -> Colors:
    """Each material in one colour of its own."""

    def paint(color: QColor) -> Paint:
        return Paint(color, color, color, color, color, color)

    colors = Colors.of(Theme.of(palette), look)
    return replace(
        colors, hair=paint(HAIR), skin=paint(SKIN), neck=paint(SKIN), shirt=paint(SHIRT), collar=SHIRT, lips=LIPS,
        blush=SKIN, rimmed=False,
    )  # fmt: skip


def picture(colors: Colors, scene: Scene, size: int = SIZE) -> QImage:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pose, seen = scene
    BodyPainter(painter, Camera(seen, QRectF(0, 0, size, size)), colors, body(pose)).paint()
    painter.end()
    return image


def rows(image: QImage, color: QColor) -> list[int]:
    """Which pixels have that colour, but for how it is rounded: a number a row."""
    coarse = image.convertToFormat(QImage.Format.Format_RGB444).convertToFormat(QImage.Format.Format_RGB32)
    found = coarse.createMaskFromColor(color.rgb(), Qt.MaskMode.MaskInColor)
    width, data = found.bytesPerLine(), bytes(found.constBits())
    return [int.from_bytes(data[y * width : (y + 1) * width], "little") for y in range(found.height())]


def pieces(mask: list[int]) -> list[int]:
    """How large each connected piece is (pixels)."""
    left, sizes = list(mask), []
    for y in range(len(left)):
        while left[y]:
            piece = [0] * len(left)
            piece[y] = left[y] & -left[y]
            grows = True
            while grows:
                grows = False
                for order in (range(len(left)), reversed(range(len(left)))):
                    for k in order:
                        near = piece[k] | (piece[k - 1] if k else 0) | (piece[k + 1] if k + 1 < len(left) else 0)
                        spread = (near | near << 1 | near >> 1) & left[k]
                        while (wider := (spread | spread << 1 | spread >> 1) & left[k]) != spread:
                            spread = wider
                        grows = grows or spread != piece[k]
                        piece[k] = spread
            left = [a & ~b for a, b in zip(left, piece, strict=True)]
            sizes.append(sum(row.bit_count() for row in piece))
    return sizes


@pytest.fixture(params=LOOKS)
def colors(request: pytest.FixtureRequest, light: QPalette) -> Colors:
    return plain(light, request.param)


def test_no_ground_shows_through(colors: Colors) -> None:
    """Between chin, neck and collar, at the forehead or in the hair: all ground is around the figure."""
    for scene in SCENES:
        ground = rows(picture(colors, scene), GROUND)
        holes = pieces([row & ~(1 | 1 << SIZE - 1) for row in ground])
        assert all(size > 200 for size in holes), (scene, holes)


def test_head_and_neck_are_one_piece(colors: Colors) -> None:
    """But for ears, and where hair hangs between the two."""
    for scene in SCENES if colors.worn is not Hair.BOB else turned():
        largest, *others = sorted(pieces(rows(picture(colors, scene), SKIN)), reverse=True)
        assert sum(others) < 0.14 * largest, (scene, largest, others)


def test_no_scrap_of_hair_comes_loose(colors: Colors, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for what brows and ears cut off, and the last of what goes behind the face."""
    for part in ("paint_features", "_ear"):
        monkeypatch.setattr(f"deskbreak.ui.figure.head.painting.{part}", lambda *_: None)
    for scene in SCENES:
        hair = rows(picture(colors, scene), HAIR)
        near = [row | row << 1 | row >> 1 | row << 2 | row >> 2 for row in hair]
        sizes = pieces([a | b | c for a, b, c in zip(near, [*near[1:], 0], [0, *near[:-1]], strict=True)])
        assert len([size for size in sizes if size >= 40]) <= (4 if colors.worn is Hair.BOB else 2), (scene, sizes)
        assert sum(size for size in sizes if size < 40) < 0.04 * max(sizes), (scene, sizes)


def test_nothing_pops_as_the_head_turns(colors: Colors) -> None:
    """From one step of two degrees to the next about as much changes as before and after."""
    for scenes in (
        [(DOWN, view(yaw)) for yaw in range(-96, 97, 2)],
        [(replace(DOWN, head_turn=float(turn)), view(20)) for turn in range(-70, 71, 2)],
        [(replace(DOWN, neck=float(turn)), view(50)) for turn in range(-40, 41, 2)],
    ):
        pictures = [picture(colors, scene) for scene in scenes]
        for part in (HAIR, SKIN):
            masks = [rows(image, part) for image in pictures]
            steps = [sum((a ^ b).bit_count() for a, b in zip(*two, strict=True)) for two in pairwise(masks)]
            for k in range(2, len(steps) - 2):
                others = steps[k - 2 : k] + steps[k + 1 : k + 3]
                assert steps[k] < 1.5 * sum(others) / len(others) + 40, (scenes[k], steps[k - 2 : k + 3])


def test_an_ear_is_seen_from_its_side(colors: Colors) -> None:
    for yaw in (-90, -60, -35, 35, 60, 90):
        pose, seen = DOWN, view(yaw)
        sign = -1 if yaw > 0 else 1
        x, y = Camera(seen, BOX).spot(body(pose).head.point(sign * 0.09, 0.004, -0.019))
        shown = picture(colors, (pose, seen)).pixelColor(round(x), round(y))
        assert shown == (HAIR if colors.worn is Hair.BOB else SKIN), yaw
        x, y = Camera(seen, BOX).spot(body(pose).head.point(sign * 0.0855, -0.027, -0.0145))
        assert picture(colors, (pose, seen)).pixelColor(round(x), round(y)) == SKIN, yaw  # hair is tucked behind it


def test_a_knot_is_seen_above_the_crown_from_every_side(colors: Colors) -> None:
    """A person is the same one from the front and from the side."""
    if colors.worn is not Hair.BUN:
        return
    for yaw in range(-180, 180, 30):
        scene = DOWN, view(yaw)
        head = body(DOWN).head
        x, y = Camera(scene[1], BOX).spot(head.point(0.0, 0.145, -0.08))
        assert picture(colors, scene).pixelColor(round(x), round(y)) == HAIR, yaw


def test_a_profile_has_a_mouth(colors: Colors) -> None:
    for yaw in (-90, -80, -45, 0, 45, 80, 90):
        assert sum(row.bit_count() for row in rows(picture(colors, (DOWN, view(yaw)), 3 * SIZE), LIPS)) >= 6, yaw
    assert not any(rows(picture(colors, (DOWN, view(180))), LIPS))


def test_a_profile_has_a_nose_a_chin_and_a_throat(colors: Colors) -> None:
    """From brow to throat the outline goes out and in: bridge, tip, upper lip, chin, neck."""
    head = body(DOWN).head
    camera = Camera(view(90, 0), BOX)
    image = picture(colors, (DOWN, view(90, 0)))

    def edge(height: float) -> float:
        """How far to the front the picture reaches there (metres before the head's middle)."""
        x, y = camera.spot(head.point(0.0, height, 0.0))
        last = max(column for column in range(SIZE) if image.pixelColor(column, round(y)) != GROUND)
        return (last - x) / camera.scale

    brow, bridge, tip, lip, fold, chin, throat = map(edge, (0.025, 0.004, -0.033, -0.058, -0.082, -0.096, -0.14))
    assert bridge < brow < tip > lip > fold
    assert tip - bridge > 0.02
    assert chin >= fold
    assert chin - throat > 0.025


def test_features_end_where_the_face_does(colors: Colors, monkeypatch: pytest.MonkeyPatch) -> None:
    """A brow or an eye that turns away never stands out from the forehead."""
    scenes = [*turned(5), *((replace(DOWN, head_turn=float(turn)), view()) for turn in range(-80, 81, 8))]
    whole = [rows(picture(colors, scene), GROUND) for scene in scenes]
    monkeypatch.setattr("deskbreak.ui.figure.head.painting.paint_features", lambda *_: None)
    for scene, ground in zip(scenes, whole, strict=True):
        covered = [bare & ~seen for bare, seen in zip(rows(picture(colors, scene), GROUND), ground, strict=True)]
        assert not any(covered), (scene, sum(row.bit_count() for row in covered))
