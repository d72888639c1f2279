"""Colours that can be read on any desktop."""

from collections.abc import Callable, Iterator
from itertools import groupby

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMenu,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from deskbreak.ui.kit.controls import Button, Panel, ThemedWindow
from deskbreak.ui.kit.dress import dress
from deskbreak.ui.kit.theme import Theme, contrast, dress_fields, mix, style_sheet


@pytest.mark.parametrize(
    "ground", ["#ffffff", "#eff0f1", "#c0c0c0", "#808080", "#4a5460", "#232629", "#000000", "#0b3d2e"]
)
@pytest.mark.parametrize("ink", ["#000000", "#ffffff", "#777777"])
def test_every_text_is_readable_on_every_ground(ground: str, ink: str) -> None:
    """WCAG 2.2, 1.4.3."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(ground))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
    theme = Theme.of(palette)
    least = 4.5 if ground != "#808080" else 3.5  # a middle grey leaves no colour that much room
    for text in (theme.ink, theme.muted, theme.accent, theme.alert):
        for under in (theme.ground, theme.raised):
            assert contrast(text, under) >= least, (text.name(), under.name())
    assert contrast(theme.ink, theme.accent_soft) >= least
    assert contrast(theme.on_accent, theme.accent) >= least


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)
    assert mix(QColor("black"), QColor("white"), 0.5).name() == "#808080"


def test_light_and_dark_are_told_apart(light: QPalette, dark: QPalette) -> None:
    assert not Theme.of(light).dark
    assert Theme.of(dark).dark
    assert style_sheet(Theme.of(light), 10) != style_sheet(Theme.of(dark), 10)


def test_an_open_window_follows_the_desktop(
    qtbot: QtBot, wear: Callable[[QPalette], None], light: QPalette, dark: QPalette
) -> None:
    wear(light)
    window = ThemedWindow("a window")
    qtbot.addWidget(window)
    window.show()
    before = window.theme
    wear(dark)
    assert before.ground == QColor("#eff0f1")
    assert window.theme == Theme.of(dark)
    assert window.grab().toImage().pixelColor(5, 5) == QColor("#232629")
    assert window.windowFlags() & Qt.WindowType.Window


@pytest.fixture(params=["plain", "primary", "quiet"])
def button(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Button]:
    """A button much wider than its text, in a window of its own."""
    window = ThemedWindow("a window")
    qtbot.addWidget(window)
    made = Button("Go", request.param)
    QVBoxLayout(window).addWidget(made)
    window.resize(300, 80)
    window.show()
    window.activateWindow()
    yield made
    window.close()


def _beside_the_text(button: Button) -> QColor:
    """What is seen there: the button's own ground, or the window's."""
    place = button.mapTo(button.window(), QPoint(40, button.height() // 2))
    return button.window().grab().toImage().pixelColor(place)


def test_a_button_that_cannot_be_pressed_has_no_ground_of_its_own(button: Button) -> None:
    button.setEnabled(False)
    assert _beside_the_text(button) == button.window().palette().color(QPalette.ColorRole.Window)


def test_the_focus_is_one_ring_around_a_button(button: Button, qtbot: QtBot) -> None:
    before = _beside_the_text(button)
    qtbot.waitUntil(button.isActiveWindow)
    QTest.keyClick(button.window(), Qt.Key.Key_Tab)
    qtbot.waitUntil(button.hasFocus)
    assert _beside_the_text(button) == before


def test_what_the_keyboard_stands_on_does_not_look_chosen(qtbot: QtBot) -> None:
    window = ThemedWindow("a window")
    qtbot.addWidget(window)
    focused, chosen = Button("Just right"), Button("Too much")
    for button in (focused, chosen):
        button.setCheckable(True)
    column = QVBoxLayout(window)
    column.addWidget(focused)
    column.addWidget(chosen)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    focused.setFocus(Qt.FocusReason.TabFocusReason)
    chosen.setChecked(True)
    qtbot.waitUntil(focused.hasFocus)

    def colors(button: Button) -> set[int]:
        image = button.grab().toImage()
        return {image.pixel(x, y) for x in range(image.width()) for y in (0, 1, image.height() // 4)}

    assert {window.theme.accent.rgb(), window.theme.accent_soft.rgb()} <= colors(chosen)
    assert not {window.theme.accent.rgb(), window.theme.accent_soft.rgb()} & colors(focused)
    assert window.theme.ink.rgb() in colors(focused), "a ring all the same"
    image, row = focused.grab().toImage(), range(focused.width() // 4, 3 * focused.width() // 4)
    assert {image.pixel(x, 0) for x in row} == {window.theme.ink.rgb()}, "whole, as around every other button"


@pytest.mark.parametrize("ground", ["#efefef", "#323232"])
@pytest.mark.parametrize("fields", [True, False])
@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_slider_is_in_the_accent_wherever_it_is(
    qtbot: QtBot,
    qapp: QApplication,
    direction: Callable[[Qt.LayoutDirection], None],
    ground: str,
    fields: bool,
    way: Qt.LayoutDirection,
) -> None:
    """Filled from where it begins, whatever the desktop's highlight is; with a handle that is seen."""
    before = qapp.palette()
    palette = QPalette(QColor(ground))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#308cc6"))
    qapp.setPalette(palette)
    direction(way)
    try:
        window = ThemedWindow("a window")
        qtbot.addWidget(window)
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setValue(30)
        column = QVBoxLayout(window)
        column.addWidget(slider)
        if fields:
            dress_fields(slider)
        window.resize(400, 80)
        window.show()
        image = slider.grab().toImage()
    finally:
        qapp.setPalette(before)
    theme, middle = window.theme, image.height() // 2
    share = {True: 0.1, False: 0.9}
    rtl = way is Qt.LayoutDirection.RightToLeft
    filled, rest = (QColor(image.pixel(round(share[one] * image.width()), middle)) for one in (not rtl, rtl))
    handle = QColor(image.pixel(round((0.7 if rtl else 0.3) * image.width()), middle - 5))
    assert (filled.name(), rest.name(), handle.name()) == (theme.accent.name(), theme.muted.name(), theme.accent.name())
    assert contrast(handle, theme.ground) >= 3


@pytest.mark.parametrize("ground", ["#efefef", "#ffffff", "#323232", "#232629", "#000000"])
@pytest.mark.parametrize("kind", [QLineEdit, QSpinBox, QComboBox, QCheckBox, QListWidget])
def test_a_field_has_an_edge_that_is_seen(ground: str, kind: type[QWidget], qapp: QApplication, qtbot: QtBot) -> None:
    before = qapp.palette()
    qapp.setPalette(QPalette(QColor(ground)))
    try:
        window = ThemedWindow("a window")
        qtbot.addWidget(window)
        field = kind()
        field.setFixedWidth(200)
        column = QVBoxLayout(window)
        column.addWidget(field)
        dress_fields(field)
        window.show()
        image = field.grab().toImage()
    finally:
        qapp.setPalette(before)
    row = [QColor(image.pixel(x, image.height() // 2)) for x in range(4)]
    assert max(contrast(one, window.theme.ground) for one in row) >= 3, [one.name() for one in row]


@pytest.mark.parametrize("ground", ["#efefef", "#ffffff", "#323232", "#232629", "#000000"])
@pytest.mark.parametrize("enabled", [True, False])
def test_what_may_be_typed_into_a_field_is_read_in_it(
    ground: str, enabled: bool, qapp: QApplication, qtbot: QtBot
) -> None:
    """The placeholder; in a field that is switched off it may be faint (WCAG 2.2, 1.4.3), but is still seen."""
    before = qapp.palette()
    qapp.setPalette(QPalette(QColor(ground)))
    try:
        field = QLineEdit()
        qtbot.addWidget(field)
        field.setPlaceholderText("A name to add")
        field.setEnabled(enabled)
        dress_fields(field)
    finally:
        qapp.setPalette(before)
    group = QPalette.ColorGroup.Active if enabled else QPalette.ColorGroup.Disabled
    written = field.palette().color(group, QPalette.ColorRole.PlaceholderText)
    base = field.palette().color(group, QPalette.ColorRole.Base)
    seen = mix(base, QColor(written.rgb()), written.alphaF())
    assert contrast(seen, base) >= (4.5 if enabled else 2)


GROUNDS = {"light": "#efefef", "white": "#ffffff", "dark": "#323232", "darker": "#232629", "black": "#000000"}


@pytest.fixture(params=[*GROUNDS, "black-on-white", "white-on-black"])
def scheme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    before = qapp.palette()
    if request.param in GROUNDS:
        qapp.setPalette(QPalette(QColor(GROUNDS[request.param])))
    else:
        dress(qapp, dark=request.param == "white-on-black", contrast=True, font=qapp.font())
    yield
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Unknown)
    qapp.setPalette(before)


@pytest.mark.parametrize("make", [lambda: Button("Go"), QToolButton], ids=["button", "tool"])
@pytest.mark.parametrize("card", [None, "panel", "notice"])
@pytest.mark.usefixtures("scheme")
def test_a_button_has_an_edge_that_is_seen_and_no_card_becomes_heavier(
    make: Callable[[], QWidget], card: str | None, qtbot: QtBot
) -> None:
    window = ThemedWindow("a window")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    button = make()
    button.setFixedSize(120, 48)
    panel = Panel(card or "panel")
    (column if card is None else panel.column).addWidget(button)
    column.addWidget(panel)
    window.show()
    image, theme = window.grab().toImage(), window.theme
    at = button.mapTo(window, QPoint(0, 24))
    edge, around = image.pixelColor(at), image.pixelColor(at - QPoint(4, 0))
    for ground in (around, theme.ground, theme.raised):
        assert contrast(edge, ground) >= 2, (edge.name(), ground.name())
    frame = panel.mapTo(window, QPoint(0, panel.height() // 2))
    assert image.pixelColor(frame).name() == (theme.accent_soft if card == "notice" else theme.line).name()
    assert contrast(theme.line, theme.ground) < 1.75


@pytest.mark.parametrize("kind", ["plain", "quiet", "aside", "alert"])
@pytest.mark.usefixtures("scheme")
def test_a_button_that_cannot_be_pressed_is_fainter(kind: str, qtbot: QtBot) -> None:
    window = ThemedWindow("a window")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    on, off = Button("Back to the default", kind), Button("Back to the default", kind)
    for button in (on, off):
        column.addWidget(button)
    off.setEnabled(False)
    window.show()
    whole = window.grab().toImage()

    def strongest(button: Button) -> float:
        image = whole.copy(QRect(button.pos() + QPoint(4, 4), button.size() - QSize(8, 8)))
        pixels = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
        return max(contrast(QColor(pixel), image.pixelColor(0, 0)) for pixel in pixels)

    assert strongest(on) > 1.3 * strongest(off)
    assert strongest(off) >= 2, "and still read"


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_button_with_a_menu_has_its_arrow_behind_its_words(
    way: Qt.LayoutDirection,
    times: int,
    direction: Callable[[Qt.LayoutDirection], None],
    letters: Callable[[float], None],
    qtbot: QtBot,
) -> None:
    direction(way)
    letters(times)
    window = ThemedWindow("a window")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    button = Button("O")
    button.setMenu(QMenu(button))
    column.addWidget(button)
    button.setFixedWidth(200)
    window.show()
    image, theme = button.grab().toImage(), window.theme
    inked = [
        x
        for x in range(4, image.width() - 4)
        if any(contrast(image.pixelColor(x, y), theme.raised) > 2 for y in range(4, image.height() - 4))
    ]
    parts = [[x for _number, x in run] for _, run in groupby(enumerate(inked), key=lambda one: one[1] - one[0])]
    assert len(parts) == 2, parts
    arrow, word = parts if way is Qt.LayoutDirection.RightToLeft else parts[::-1]
    edge = arrow[0] if way is Qt.LayoutDirection.RightToLeft else image.width() - 1 - arrow[-1]
    assert edge < 20 * times
    assert abs((word[0] + word[-1]) / 2 - 100) < 16 * times
    assert len(arrow) >= 4 * times, "as large as the letters"


@pytest.mark.parametrize("group", [QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled])
def test_what_is_chosen_is_read_in_its_field(scheme: None, group: QPalette.ColorGroup, qtbot: QtBot) -> None:
    field = QListWidget()
    qtbot.addWidget(field)
    dress_fields(field)
    written, under, beside = (
        field.palette().color(group, role)
        for role in (QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight, QPalette.ColorRole.Base)
    )
    off = group is QPalette.ColorGroup.Disabled
    assert contrast(written, under) >= (2 if off else 4.5)
    assert under != beside
    plain = field.palette().color(group, QPalette.ColorRole.Text)
    assert not off or written == plain, "it looks as switched off as what is around it"
