"""The picture of the demo for the README."""

from PySide6.QtGui import QColor, QImage, QPainter

from tests.demo.office_day import overview


def _plain(width: int, height: int, color: str) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(color))
    return made


def test_menu_and_invitation_are_whole() -> None:
    for top in (454, 380, 500):
        menu, invitation, routine = (_plain(1280, 800, "gray"), _plain(1280, 800, "gray"), _plain(422, 667, "white"))
        for picture, color, above in ((menu, "red", top), (invitation, "blue", 630)):
            painter = QPainter(picture)
            painter.fillRect(1013, above, 200, 760 - above, QColor(color))
            painter.end()
        whole = overview(menu, invitation, routine, top)
        column = [QColor(whole.pixel(whole.width() - 24 - 180, y)).name() for y in range(whole.height())]
        assert column.count("#ff0000") == 760 - top
        assert column.count("#0000ff") == 760 - 630
        assert whole.height() == routine.height() + 48
        assert column.index("#ff0000") > 24 + 8, "with some of the desktop above it"
        assert column.index("#0000ff") - column.index("#ff0000") > 760 - top + 40
