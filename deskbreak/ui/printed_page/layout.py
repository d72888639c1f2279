"""A routine on one printed page: key poses, what to do, how often, and when to stop; from the same data as the window.

All lengths are points (1/72 inch). The page is laid out at the largest size of type at which everything fits.
"""

from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPalette

from deskbreak.coach.content.looks import LOOKS
from deskbreak.coach.frame import Frame
from deskbreak.i18n import _
from deskbreak.ui.figure.widget import paint_frame
from deskbreak.ui.kit.theme import Theme
from deskbreak.ui.printed_page.content import Sheet, SheetEntry, in_words, rules, words_below

_MARGIN = 34.0
_PICTURE_DPI = 400
_ONE_COLUMN, _TWO_COLUMNS = 5, 8
"""Exercises up to which they stand below each other, and up to which two stand side by side; else three do."""
_SIZES = tuple(1.3 - 0.04 * step for step in range(19))
"""Sizes of type to try, the largest first; 1 is 11 points for a text."""
_DETAILS = ((True, True, 0.8), (False, True, 0.7), (False, False, 0.58))
"""What to leave out of a long routine, step by step: whether cautions and the words below pictures are there, and the
smallest type before the next step."""


class DoesNotFit(ValueError):
    """The routine is too long for one page, even in the smallest type."""


def paint_sheet(painter: QPainter, page: QSizeF, sheet: Sheet, look: str = LOOKS[0]) -> None:
    """Paint the page on any painter whose unit is the point. Raises ``DoesNotFit``, before anything is painted."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _fitting(painter, page, sheet, look).paint(_room(page))


def must_fit(painter: QPainter, page: QSizeF, sheet: Sheet) -> None:
    """Raises ``DoesNotFit`` where ``paint_sheet`` would; nothing is painted."""
    _fitting(painter, page, sheet, LOOKS[0])


def _fitting(painter: QPainter, page: QSizeF, sheet: Sheet, look: str) -> "_Layout":
    """At the largest size of type at which everything fits."""
    for cautions, captions, least in _DETAILS:
        for size in _SIZES:
            layout = _Layout(painter, sheet, look, size, cautions=cautions, captions=captions)
            if size >= least and layout.fits(_room(page)):
                return layout
    raise DoesNotFit(_("{routine} is too long for one page").format(routine=sheet.title))


def _room(page: QSizeF) -> QRectF:
    return QRectF(_MARGIN, _MARGIN, page.width() - 2 * _MARGIN, page.height() - 2 * _MARGIN)


class _Layout:
    """The page at one size of type. Measuring and painting go through the same lines of code."""

    def __init__(
        self, painter: QPainter, sheet: Sheet, look: str, size: float, *, cautions: bool, captions: bool
    ) -> None:
        self._cautions, self._captions = cautions, captions
        self._painter = painter
        self._sheet = sheet
        self._look = look
        self._size = size
        self._theme = Theme.of(_on_paper())
        count = len(sheet.entries)
        self._columns = 1 if count <= _ONE_COLUMN else 2 if count <= _TWO_COLUMNS else 3
        self._gap = 9.0 * size
        self._dry = True
        self._picture = 0.0

    def fits(self, room: QRectF) -> bool:
        """Whether all of it has room, with pictures of which something can be seen."""
        self._dry = True
        self._picture = self._picture_side(room)
        return self._height(room) <= room.height()

    def paint(self, room: QRectF) -> None:
        """Paint it; what height is left goes to the spaces between."""
        self._picture = self._picture_side(room)
        spare = room.height() - self._height(room)
        rows = -(-len(self._sheet.entries) // self._columns)
        self._gap += min(14.0, spare / (rows + 1))
        self._dry = False
        self._run(room)

    def _picture_side(self, room: QRectF) -> float:
        """The side of a picture, so that as many as there are stand beside each other."""
        most = max(3, *(len(entry.frames) for entry in self._sheet.entries))
        if self._columns == 1:
            return room.width() * 0.62 / most
        width = (room.width() - self._gap * (self._columns - 1)) / self._columns
        return min(width - 20, 340 * self._size) / most

    def _height(self, room: QRectF) -> float:
        self._dry = True
        return self._run(room)

    def _run(self, room: QRectF) -> float:
        """Go through the page from its head to its foot; the height used."""
        y = room.top() + self._head(room)
        rows = [
            self._sheet.entries[start : start + self._columns]
            for start in range(0, len(self._sheet.entries), self._columns)
        ]
        width = (room.width() - self._gap * (self._columns - 1)) / self._columns
        number = 0
        for row in rows:
            boxes = [QRectF(room.left() + k * (width + self._gap), y, width, 0) for k in range(len(row))]
            high = max(self._cell(entry, 0, box, dry=True) for entry, box in zip(row, boxes, strict=True))
            for entry, box in zip(row, boxes, strict=True):
                number += 1
                box.setHeight(high)
                self._panel(box)
                self._cell(entry, number, box, dry=self._dry)
            y += high + self._gap
        foot = self._foot(QRectF(room.left(), y, room.width(), room.height()), dry=True)
        if not self._dry:
            self._foot(QRectF(room.left(), room.bottom() - foot, room.width(), foot), dry=False)
        return y + foot - room.top()

    def _head(self, room: QRectF) -> float:
        high = self._text(room, self._sheet.title, 24, bold=True)
        high += self._text(room.adjusted(0, high, 0, 0), self._sheet.lead, 12, self._theme.muted)
        return high + self._gap

    def _cell(self, entry: SheetEntry, number: int, box: QRectF, *, dry: bool) -> float:
        """One exercise; its height."""
        before, self._dry = self._dry, dry
        pad = 8.0
        inner = box.adjusted(pad + 2, pad, -pad, 0)
        if self._columns == 1:
            pictures = inner.width() - self._picture * max(3, len(entry.frames))  # in line with the others'
            high = self._words(entry, number, QRectF(inner.left(), inner.top(), pictures - 6, 0))
            high = max(high, self._pictures(entry, inner.left() + pictures, inner.top()))
        else:
            high = self._words(entry, number, inner) + 3
            high += self._pictures(entry, inner.left(), inner.top() + high)
            if self._captions:
                high += 3 + self._text(inner.adjusted(0, high + 3, 0, 0), in_words(entry.frames), 9.5)
        self._dry = before
        return high + 2 * pad

    def _words(self, entry: SheetEntry, number: int, box: QRectF) -> float:
        high = self._text(box, f"{number}  {entry.name}", 15, bold=True)
        high += 2 + self._text(box.adjusted(0, high + 2, 0, 0), entry.dose, 11, self._theme.accent, bold=True)
        high += 4 + self._text(box.adjusted(0, high + 4, 0, 0), entry.setup, 11)
        if entry.caution and self._cautions:
            high += 3 + self._text(box.adjusted(0, high + 3, 0, 0), entry.caution, 9.5, self._theme.muted)
        return high

    def _pictures(self, entry: SheetEntry, left: float, top: float) -> float:
        """The pictures beside each other; words that are the same for neighbours stand once, below all of these."""
        side, tallest = self._picture, 0.0
        for place, frame in enumerate(entry.frames):
            if not self._dry:
                box = QRectF(left + place * side, top, side, side)
                self._painter.drawImage(box, _picture(frame, side, self._theme, self._look))
        if self._columns > 1:  # the pictures are too small to have words of their own
            return side
        place = 0
        for caption, same in groupby(entry.frames, key=lambda frame: frame.caption):
            frames = list(same)
            below = QRectF(left + place * side + 3, top + side + 1, len(frames) * side - 6, 0)
            tallest = max(tallest, self._text(below, words_below(caption, frames), 9.5, centred=True))
            place += len(frames)
        return side + 1 + tallest

    def _foot(self, box: QRectF, *, dry: bool) -> float:
        """The rules, in columns beside each other, the wider the more they say; their height."""
        before, self._dry = self._dry, dry
        told = rules(self._sheet.strengthening)
        gap, tallest = 16.0, 0.0
        room = box.width() - gap * (len(told) - 1)
        letters = [sum(map(len, lines)) for _heading, lines in told]
        left = box.left()
        for place, (heading, lines) in enumerate(told):
            width = room * (1 / len(told) + 2 * letters[place] / sum(letters)) / 3
            column = QRectF(left, box.top() + 6, width, 0)
            left += width + gap
            high = self._text(column, heading, 11.5, self._theme.alert if place == 1 else self._theme.accent, bold=True)
            for line in lines:
                high += 2 + self._text(column.adjusted(0, high + 2, 0, 0), line, 9.5)
            tallest = max(tallest, high)
        if not self._dry:
            self._painter.fillRect(QRectF(box.left(), box.top(), box.width(), 0.8), self._theme.line)
        self._dry = before
        return tallest + 6

    def _panel(self, box: QRectF) -> None:
        if not self._dry:
            self._painter.setPen(self._theme.line)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(box, 7, 7)

    def _text(
        self, box: QRectF, words: str, points: float, color: QColor | None = None, *, bold: bool = False,
        centred: bool = False,
    ) -> float:  # fmt: skip
        """A text from the top of ``box``, as wide as that; its height. In a dry run it is only measured."""
        font = QFont(self._painter.font())
        font.setPixelSize(100)
        font.setBold(bold)
        scale = points * self._size / 100
        flags = Qt.TextFlag.TextWordWrap | (Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading)
        # Laid out large and scaled down: whole pixels of a small font would add up along a line.
        big = QRectF(0, 0, box.width() / scale, 1e6)
        high = QFontMetricsF(font, self._painter.device()).boundingRect(big, flags, words).height()
        if not self._dry:
            self._painter.save()
            self._painter.translate(box.left(), box.top())
            self._painter.scale(scale, scale)
            self._painter.setFont(font)
            self._painter.setPen(color or self._theme.ink)
            self._painter.drawText(big, flags, words)
            self._painter.restore()
        return high * scale


def _picture(frame: Frame, side: float, theme: Theme, look: str) -> QImage:
    """The figure as a picture, fine enough for print.

    Not painted on the page itself: what is half transparent, as a soft shadow, comes out solid in Qt's PDF.
    """
    dots = round(side / 72 * _PICTURE_DPI)
    image = QImage(dots, dots, QImage.Format.Format_RGB32)
    image.fill(theme.ground)
    painter = QPainter(image)
    quiet = replace(frame, pose=replace(frame.pose, chest=0.0))  # a ring that breathes says nothing when it stands
    paint_frame(painter, QRectF(0, 0, dots, dots), quiet, theme, look)
    painter.end()
    return image


def _on_paper() -> QPalette:
    """Dark ink on white, whatever the desktop's colours are."""
    palette = QPalette()
    for role, color in (("Window", "#ffffff"), ("WindowText", "#1b2126")):
        palette.setColor(QPalette.ColorRole[role], QColor(color))
    return palette
