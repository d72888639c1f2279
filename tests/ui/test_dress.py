"""Windows look as the desktop does: light or dark, with more contrast, in its font; and while they are open, too."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskbreak.ui.kit.controls import ThemedWindow
from deskbreak.ui.kit.dress import dress


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    palette, font = QPalette(qapp.palette()), QFont(qapp.font())
    yield
    qapp.styleHints().unsetColorScheme()
    qapp.setPalette(palette)
    qapp.setFont(font)


def put_on(qapp: QApplication, *, dark: bool = False, contrast: bool = False, points: float = 10) -> None:
    font = QFont(qapp.font())
    font.setPointSizeF(points)
    dress(qapp, dark=dark, contrast=contrast, font=font)


@pytest.mark.parametrize("dark", [False, True])
def test_an_open_window_turns_dark_and_light(qtbot: QtBot, qapp: QApplication, dark: bool) -> None:
    put_on(qapp, dark=not dark)
    window = ThemedWindow("open")
    qtbot.addWidget(window)
    assert window.theme.dark is not dark
    put_on(qapp, dark=dark)
    qtbot.waitUntil(lambda: window.theme.dark is dark)
    assert (window.palette().window().color().lightnessF() < 0.5) is dark


@pytest.mark.parametrize(("dark", "ground", "ink"), [(False, "white", "black"), (True, "black", "white")])
def test_more_contrast_is_black_and_white(qapp: QApplication, dark: bool, ground: str, ink: str) -> None:
    put_on(qapp, dark=dark, contrast=True)
    palette = qapp.palette()
    for over, under in (
        (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window),
        (QPalette.ColorRole.Text, QPalette.ColorRole.Base),
        (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button),
    ):
        assert (palette.color(over), palette.color(under)) == (QColor(ink), QColor(ground))


def test_a_larger_font_makes_larger_words(qtbot: QtBot, qapp: QApplication) -> None:
    put_on(qapp, points=9)
    window = ThemedWindow("open")
    qtbot.addWidget(window)
    small = window.styleSheet()
    put_on(qapp, points=18)
    qtbot.waitUntil(lambda: window.styleSheet() != small)
    assert "font-size: 34.2pt" in window.styleSheet(), "a title, of 1.9 times that size"


def test_what_stays_as_it_is_is_not_painted_anew(qtbot: QtBot, qapp: QApplication) -> None:
    class Watcher(QObject):
        told: int = 0

        def eventFilter(self, _thing: QObject, event: QEvent) -> bool:
            changes = (QEvent.Type.ApplicationPaletteChange, QEvent.Type.ApplicationFontChange)
            self.told += event.type() in changes
            return False

    put_on(qapp, dark=True)
    QApplication.processEvents()
    watcher = Watcher()
    qapp.installEventFilter(watcher)
    put_on(qapp, dark=True)
    QApplication.processEvents()
    qapp.removeEventFilter(watcher)
    assert watcher.told == 0
