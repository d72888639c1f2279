"""The mark: told apart by shape, seen on any panel, and the same in the desktop's menus."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from deskbreak.engine.outlook import Mood
from deskbreak.engine.reasons import Hold
from deskbreak.ui.kit.badge import Badge
from deskbreak.ui.kit.icon import icon, pixmap
from deskbreak.ui.status.outlook_view import badge_of
from tests.ui.samples import RESOURCES, at, morning

ASKED_FOR = (16, 22, 24, 32, 48, 64)
"""By trays and window lists: the sizes of small icons that the icon themes of the desktops have."""


def _on(panel: str, sign: Badge, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor(panel))
    painter = QPainter(image)
    painter.drawPixmap(0, 0, pixmap(sign, size))
    painter.end()
    return image


def _shape(sign: Badge, size: int) -> list[bool]:
    """Which pixels stand out against the tile, without any colour: the white figure and its sign."""
    image = _on("#808080", sign, size).convertToFormat(QImage.Format.Format_Grayscale8)
    return [image.pixelColor(x, y).value() > 128 for y in range(size) for x in range(size)]


@pytest.mark.parametrize("size", ASKED_FOR)
def test_every_two_signs_differ_in_shape(qtbot: QtBot, size: int) -> None:
    shapes = {sign: _shape(sign, size) for sign in Badge}
    for one, other in combinations(Badge, 2):
        differing = sum(a != b for a, b in zip(shapes[one], shapes[other], strict=True))
        assert differing >= size * size * 0.015, (one, other, differing)


@pytest.mark.parametrize("size", ASKED_FOR)
@pytest.mark.parametrize("sign", list(Badge))
def test_nothing_is_red(qtbot: QtBot, sign: Badge, size: int) -> None:
    """Nothing is forbidden, and nobody has done anything wrong."""
    image = pixmap(sign, size).toImage()
    colors = [image.pixelColor(x, y) for x in range(size) for y in range(size)]
    assert not [one for one in colors if one.alpha() > 100 and one.red() > 1.6 * max(one.green(), one.blue(), 1)]


@pytest.mark.parametrize("panel", ["#ffffff", "#f2f2f2", "#808488", "#3465a4", "#202326", "#000000"])
@pytest.mark.parametrize("sign", list(Badge))
def test_it_stands_out_on_any_panel(qtbot: QtBot, panel: str, sign: Badge) -> None:
    image = _on(panel, sign, 22)
    ground = QColor(panel).lightness()
    lightness = [image.pixelColor(x, y).lightness() for x in range(22) for y in range(22)]
    assert sum(abs(value - ground) > 60 for value in lightness) > 22 * 22 * 0.1
    assert max(lightness) - min(lightness) > 100


def test_every_size_that_is_asked_for_is_there(qtbot: QtBot) -> None:
    made = icon(Badge.PAUSED)
    assert {(size.width(), size.height()) for size in made.availableSizes()} >= {(size, size) for size in ASKED_FOR}


def test_the_svg_is_the_same_mark(qtbot: QtBot) -> None:
    file = RESOURCES / "icons" / "deskbreak.svg"
    drawn = QImage(64, 64, QImage.Format.Format_RGB32)
    drawn.fill(QColor("#808080"))
    painter = QPainter(drawn)
    QSvgRenderer(str(file)).render(painter, QRectF(0, 0, 64, 64))
    painter.end()
    painted = _on("#808080", Badge.WORKING, 64)
    apart = [
        abs(drawn.pixelColor(x, y).lightness() - painted.pixelColor(x, y).lightness())
        for x in range(64)
        for y in range(64)
    ]
    assert sum(apart) / len(apart) < 2
    assert sum(value > 40 for value in apart) < 64 * 64 * 0.01


def test_the_png_that_notifications_carry_is_the_same_mark(qtbot: QtBot) -> None:
    kept = QImage(str(RESOURCES / "icons" / "deskbreak.png")).convertToFormat(QImage.Format.Format_ARGB32)
    assert kept == pixmap(Badge.WORKING, 128).toImage().convertToFormat(QImage.Format.Format_ARGB32)


@pytest.mark.parametrize(
    ("mood", "invited", "sign"),
    [
        (Mood.WORKING, False, Badge.WORKING),
        (Mood.WORKING, True, Badge.INVITING),
        (Mood.HELD, True, Badge.QUIET),
        (Mood.AWAY, False, Badge.QUIET),
        (Mood.PAUSED, False, Badge.PAUSED),
        (Mood.OFF, False, Badge.OFF),
        (Mood.ROUTINE, False, Badge.ROUTINE),
    ],
)
def test_the_sign_of_each_mood(mood: Mood, invited: bool, sign: Badge) -> None:
    assert badge_of(morning(mood=mood, invited=invited, held_by=((Hold.CALL, at(9)),))) is sign


@pytest.mark.parametrize(
    ("holds", "sign"),
    [
        ((Hold.SETTLE,), Badge.WORKING),
        ((Hold.GRACE,), Badge.WORKING),
        ((Hold.SETTLE, Hold.CALL), Badge.QUIET),
        ((Hold.FULLSCREEN, Hold.GRACE), Badge.QUIET),
    ],
)
def test_a_moments_politeness_is_part_of_the_work(holds: tuple[Hold, ...], sign: Badge) -> None:
    """A routine done, or stopped, right after a return: nothing is the matter."""
    assert badge_of(morning(mood=Mood.HELD, held_by=tuple((hold, at(9)) for hold in holds))) is sign
