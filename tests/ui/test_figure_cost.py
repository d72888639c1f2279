"""What a frame of the figure takes, in counts: a pose worked out once, what stands still kept, few calls in all."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from types import FrameType

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from deskbreak.coach.body.bones import Body
from deskbreak.coach.body.pose import Pose
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.frame import Frame
from deskbreak.ui.figure import layers
from deskbreak.ui.figure.layers import Still
from deskbreak.ui.figure.widget import Figure
from tests.coach.samples import player

SIDE = 420
CALLS = 6_900
"""Of functions, in Python and from it: a little more than there are."""
AS_GOOD_AS_EQUAL = 4
"""Of 255: what a layer's edges are rounded once more."""


def drawn(figure: Figure, ratio: float = 1.0) -> QImage:
    """The figure as it is painted onto a screen that is so fine."""
    side = round(SIDE * ratio)
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    figure.render(image, QPoint())
    return image


def moving() -> list[Frame]:
    """Frames of one movement, all seen from one place."""
    beat = next(beat for beat in player().plan.beats if beat.repetition > 1)
    frames = [player().frame(beat.start + (beat.end - beat.start) * share / 12) for share in range(1, 12)]
    assert len({frame.pose for frame in frames}) == len(frames)
    assert len({(frame.view, frame.path) for frame in frames}) == 1
    return frames


@pytest.fixture
def figure(qtbot: QtBot) -> Figure:
    figure = Figure()
    qtbot.addWidget(figure)
    figure.resize(SIDE, SIDE)
    return figure


def test_a_pose_is_worked_out_once_a_frame(figure: Figure, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for those along the movement, for its arrow, which are when the movement begins."""
    poses: list[Pose] = []

    def counted(pose: Pose) -> Body:
        poses.append(pose)
        return body(pose)

    begun, *frames = moving()
    figure.set_frame(begun)
    drawn(figure)
    for user in ("widget", "cues.ways", "cues.places", "cues.reference", "key_poses"):
        monkeypatch.setattr(f"deskbreak.ui.figure.{user}.body", counted)
    for frame in frames:
        poses.clear()
        figure.set_frame(frame)
        drawn(figure)
        assert poses == [frame.pose]


def test_what_stands_still_is_not_painted_anew(figure: Figure, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor where the figure moves otherwise; but in another posture of the legs it is."""
    fills: list[Still] = []
    fill = layers.fill

    def counted(painter: QPainter, parts: Sequence[Still]) -> None:
        fills.extend(parts)
        fill(painter, parts)

    monkeypatch.setattr(layers, "fill", counted)
    for _repetition in range(3):  # in the first ones arms come to lie before other parts, and these are sorted anew
        fills.clear()
        for frame in moving():
            figure.set_frame(frame)
            drawn(figure)
    assert fills == []
    figure.set_frame(replace(frame, pose=replace(frame.pose, left_step=9.0)))
    drawn(figure)
    assert fills != []


def channels(image: QImage) -> bytes:
    return bytes(image.constBits())


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize(("at", "low"), [(20, 0.0), (40, 0.0), (110, 0.0), (20, 0.48)])
def test_what_is_kept_looks_as_if_it_were_painted(
    figure: Figure, at: float, low: float, ratio: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As sharp, and in its place, on each screen; also where the edge of the disc cuts it off."""
    monkeypatch.setattr(figure, "devicePixelRatioF", lambda: ratio)
    frame = player().frame(at)
    figure.set_frame(replace(frame, view=replace(frame.view, low=low)))
    painted, _again, kept = (channels(drawn(figure, ratio)) for _paint in range(3))
    furthest = max(abs(one - other) for one, other in zip(painted, kept, strict=True))
    assert 0 < furthest <= AS_GOOD_AS_EQUAL


@pytest.mark.parametrize("change", ["look", "palette"])
def test_what_is_kept_goes_with_its_colours(figure: Figure, change: str) -> None:
    figure.set_frame(player().frame(20))
    for _paint in range(3):
        before = channels(drawn(figure))
    if change == "look":
        figure.set_look("stone")
    else:
        palette = figure.palette()
        palette.setColor(palette.ColorRole.Window, QColor("black"))
        palette.setColor(palette.ColorRole.WindowText, QColor("white"))
        figure.setPalette(palette)
    after, again = channels(drawn(figure)), channels(drawn(figure))
    assert after != before
    assert max(abs(one - other) for one, other in zip(after, again, strict=True)) <= AS_GOOD_AS_EQUAL


def test_a_frame_takes_few_calls(figure: Figure) -> None:
    """Of a figure that moves: each costs a quarter of a microsecond, and there are thirty frames a second."""
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    most = 0
    for number, frame in enumerate(moving()):
        figure.set_frame(frame)
        calls = 0
        before = sys.getprofile()
        sys.setprofile(count)
        drawn(figure)
        sys.setprofile(before)
        if number > 2:  # until then it begins
            most = max(most, calls)
    assert 0 < most < CALLS
