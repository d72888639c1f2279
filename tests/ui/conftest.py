"""Fixtures for windows: a locale, palettes, a clock that stands still, the real routine, and much longer words."""

import gettext
import locale
import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from deskbreak import i18n
from deskbreak.coach.content.exercise_file import read_exercise
from deskbreak.coach.content.routine_file import read_routine
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from tests.coach.samples import StillClock
from tests.ui.samples import RESOURCES

_DARK = {"Window": "#232629", "WindowText": "#eff0f1", "Base": "#1b1e20", "Text": "#eff0f1", "Button": "#31363b"}
_LIGHT = {"Window": "#eff0f1", "WindowText": "#232629", "Base": "#ffffff", "Text": "#232629", "Button": "#eff0f1"}


def _palette(colors: dict[str, str]) -> QPalette:
    palette = QPalette()
    for role, color in colors.items():
        palette.setColor(QPalette.ColorRole[role], QColor(color))
    return palette


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Whoever paints a pixmap needs one, whichever test comes first: without it Qt ends the process."""
    return qapp


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    """Times as in 14:30, whatever the machine's locale."""
    before, clock = QLocale(), locale.setlocale(locale.LC_TIME)
    QLocale.setDefault(QLocale("en_GB"))
    locale.setlocale(locale.LC_TIME, "C")  # Qt has taken it from the environment
    yield
    locale.setlocale(locale.LC_TIME, clock)
    QLocale.setDefault(before)


@pytest.fixture
def light() -> QPalette:
    return _palette(_LIGHT)


@pytest.fixture
def dark() -> QPalette:
    return _palette(_DARK)


@pytest.fixture
def wear(qapp: QApplication) -> Iterator[Callable[[QPalette], None]]:
    """Change the desktop's palette for one test."""
    before = qapp.palette()

    def change(palette: QPalette) -> None:
        qapp.setPalette(palette)
        for window in qapp.topLevelWidgets():  # Qt does so itself, but only below QApplication.exec()
            qapp.sendEvent(window, QEvent(QEvent.Type.ApplicationPaletteChange))

    yield change
    qapp.setPalette(before)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture(scope="session")
def player() -> Player:
    """The desk routine that is shipped."""
    files = (RESOURCES / "exercises").glob("*.toml")
    exercises = [read_exercise(file.read_text(encoding="utf-8"), file.name) for file in files]
    routine = read_routine((RESOURCES / "routines" / "desk.toml").read_text(encoding="utf-8"), "desk.toml")
    return Player(plan(routine, {exercise.id: exercise for exercise in exercises}))


@pytest.fixture
def direction(qapp: QApplication) -> Iterator[Callable[[Qt.LayoutDirection], None]]:
    """Have windows laid out in that direction for one test."""
    before = qapp.layoutDirection()
    yield qapp.setLayoutDirection
    qapp.setLayoutDirection(before)


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """From right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def letters(qapp: QApplication) -> Iterator[Callable[[float], None]]:
    """Have letters so many times as large as usual for one test."""
    before = qapp.font()

    def enlarge(times: float) -> None:
        font = QFont(before)
        font.setPointSizeF(times * (before.pointSizeF() if before.pointSizeF() > 0 else 10))
        qapp.setFont(font)

    yield enlarge
    qapp.setFont(before)


class _Longer(gettext.NullTranslations):
    """A language 40 % longer than English, as some are; the names in braces stay."""

    def gettext(self, message: str) -> str:
        letters = len(re.sub(r"\{[^}]*\}", "", message))
        return message + " " + ("éüößå " * letters)[: max(2, round(letters * 0.4))].strip()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(super().ngettext(msgid1, msgid2, n))


@pytest.fixture
def longer_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_catalogue", _Longer())
