"""Read from the left or from the right, everything begins where one begins to read."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from deskbreak.coach.player import Player
from deskbreak.ui.kit.today import MinutesBar
from deskbreak.ui.settings.parts.day_panel import DayPanel
from deskbreak.ui.status.card import Card
from tests.ui.test_every_window import WINDOWS, Make, _card, _settings, _status
from tests.ui.test_small_screens import settle

WAYS = [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]


@pytest.fixture(params=WAYS, ids=["ltr", "rtl"])
def mirrored_(request: pytest.FixtureRequest, direction: Callable[[Qt.LayoutDirection], None]) -> bool:
    direction(request.param)
    return bool(request.param is Qt.LayoutDirection.RightToLeft)


def _opened(make: Make, player: Player, qtbot: QtBot) -> QWidget:
    window = make(player)
    qtbot.addWidget(window)
    for _turn in range(5):
        QApplication.processEvents()
    return window


def test_the_arrows_of_every_field_are_behind_what_is_written_in_it(
    mirrored_: bool, player: Player, qtbot: QtBot
) -> None:
    seen = set()
    for make in WINDOWS:
        window = _opened(make, player, qtbot)
        for field in window.findChildren(QAbstractSpinBox):
            line = field.findChild(QLineEdit)
            assert isinstance(line, QLineEdit)
            if field.isVisibleTo(window) and field.width() > 0:
                before, behind = line.x(), field.width() - line.geometry().right()
                assert (before > behind) is mirrored_, (type(window), field.accessibleName())
                seen.add(type(field).__name__)
        window.hide()
    assert {"TimeEdit", "DateEdit"} < seen, seen


def test_minutes_begin_where_one_begins_to_read(mirrored_: bool, player: Player, qtbot: QtBot) -> None:
    window = _opened(_status, player, qtbot)
    (bar,) = window.findChildren(MinutesBar)
    assert 0 < bar.value() < bar.maximum() / 2
    image, theme = bar.grab().toImage(), window.theme  # type: ignore[attr-defined]
    row = [QColor(image.pixel(x, 4)).name() for x in range(image.width())]
    ends = [theme.accent.name(), theme.line.name()]
    assert [row[round(share * len(row))] for share in (0.1, 0.9)] == (ends[::-1] if mirrored_ else ends)
    marked = [x for x, color in enumerate(row) if color not in ends]
    assert (marked[len(marked) // 2] < len(row) / 2) is mirrored_, "what is enough"


def test_the_cards_stripe_is_where_one_begins_to_read(mirrored_: bool, player: Player, qtbot: QtBot) -> None:
    window = _opened(_card, player, qtbot)
    assert isinstance(window, Card)
    image, accent = window.grab().toImage(), window.theme.accent.name()
    middle = image.height() // 2
    stripes = [image.pixelColor(x, middle).name() == accent for x in (1, image.width() - 2)]
    assert stripes == [not mirrored_, mirrored_]
    title = next(one for one in window.findChildren(QLabel) if one.text() == "Time for a short routine")
    left, right = title.mapTo(window, QPoint()).x(), window.width() - title.mapTo(window, title.rect().topRight()).x()
    assert min(left, right) >= 18, "there is room beside the stripe"


def test_what_stands_beside_the_settings_keeps_away_from_the_edge(
    mirrored_: bool, player: Player, qtbot: QtBot
) -> None:
    window = _opened(_settings("reminders"), player, qtbot)
    window.resize(1300, 700)
    (panel,) = (one for one in window.findChildren(DayPanel) if one.isVisibleTo(window))
    settle(window)
    place = panel.mapTo(window, QPoint()).x()
    away = place if mirrored_ else window.width() - place - panel.width()
    assert 8 <= away <= 40
