"""The printed page: whole, on either paper, in any language, and with the article's numbers."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.looks import LOOKS
from deskbreak.coach.content.routine_file import Routine
from deskbreak.coach.plan import minutes
from deskbreak.ui.printed_page.content import Sheet, dose_text, rules
from deskbreak.ui.printed_page.layout import DoesNotFit, paint_sheet
from deskbreak.ui.printed_page.output import paper, print_sheet, printed
from deskbreak.ui.routine.pages.safety_page import paragraphs
from tests.coach.samples import desk, exercises, routines

A4, LETTER = QSizeF(595, 842), QSizeF(612, 792)


def sheet() -> Sheet:
    return Sheet.of(desk(), exercises(), "en")


def painted(what: Sheet, page: QSizeF) -> QImage:
    image = QImage(page.toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    try:
        paint_sheet(painter, page, what)
    finally:
        painter.end()
    return image


@pytest.mark.parametrize("page", [A4, LETTER], ids=["A4", "Letter"])
def test_nothing_reaches_into_the_margins(qtbot: QtBot, page: QSizeF) -> None:
    image = painted(sheet(), page)
    margin, white = 30, QColor("white").rgb()
    for y in range(0, image.height()):
        inside = margin <= y < image.height() - margin
        columns = (*range(margin), *range(image.width() - margin, image.width())) if inside else range(image.width())
        assert all(image.pixel(x, y) == white for x in columns), y


def test_there_is_ink_from_head_to_foot(qtbot: QtBot) -> None:
    image = painted(sheet(), A4)
    for top in range(40, image.height() - 80, 40):
        assert any(image.pixel(x, y) != 0xFFFFFFFF for y in range(top, top + 40) for x in range(0, image.width(), 2))


def test_the_words_are_those_of_the_exercises(qtbot: QtBot) -> None:
    made = sheet()
    assert made.title == "Desk routine"
    assert made.lead.endswith("every 2 to 3 hours · 10 to 15 minutes a day are enough")
    assert [entry.name for entry in made.entries] == [exercises()[one].text("en").name for one in desk().exercises]
    assert all(3 <= len(entry.frames) <= 4 for entry in made.entries)


@pytest.mark.parametrize(
    ("exercise", "dose"),
    [
        ("shoulder-rotation", "10 forward, 10 backward (start with 5)"),
        ("seated-twist", "5 to each side (start with 3)"),
        ("seated-cat-cow", "6 times (start with 4)"),
    ],
)
def test_the_dose_is_that_of_the_article(exercise: str, dose: str) -> None:
    assert dose_text(exercises()[exercise], "en") == dose


def test_a_routine_may_ask_for_less(qtbot: QtBot) -> None:
    assert dose_text(exercises()["seated-twist"], "en", 2) == "2 to each side"
    small = replace(desk(), doses={"seated-cat-cow": 3})
    assert Sheet.of(small, exercises(), "en").entries[3].dose == "3 times"


def test_one_exercise_at_a_time_is_said(qtbot: QtBot) -> None:
    assert "one exercise at a time" in Sheet.of(replace(desk(), rotate=1), exercises(), "en").lead


def test_that_halves_come_in_turn_is_said_and_how_long_each_takes(qtbot: QtBot) -> None:
    made = Sheet.of(replace(desk(), rotate=2), exercises(), "en")
    first, full = minutes(replace(desk(), rotate=2), exercises(), "en")
    assert made.lead.startswith(f"{first} to {full} minutes each time · two halves in turn · every 2 to 3 hours")
    assert len(made.entries) == 4, "all of it is on the page"
    few = replace(desk(), rotate=2, doses=dict.fromkeys(desk().exercises, 1))
    assert Sheet.of(few, exercises(), "en").lead.startswith("About 2 minutes each time · ")


def test_the_stop_rules_are_there() -> None:
    told = " ".join(line for _heading, lines in rules() for line in lines)
    for words in ("hurts, stop", "see a doctor", "two hours after a meal", "walk slowly", "Pregnant"):
        assert words in told


def test_the_foot_says_the_same_as_the_safety_page() -> None:
    card = " ".join(line for _heading, lines in rules([3]) for line in lines)
    page = " ".join(f"{heading}. {text}" for heading, text in paragraphs(["Side bend"]))
    for words in (
        *("nless your doctor agrees", "chronic illness in a bad phase", "acute infection", "serious disease"),
        *("injury of the spine", "bleeding", "severe pain", "regnant", "perated on lately"),
        *("exercises that strengthen the back", "deskbreak counts as such: ", "osteoporosis"),
        *("operation of the neck or a shoulder", "deskbreak adds", "medical help", "dizzy", "double", "numb", "weak"),
        *("into an arm or a leg", "do not sit or lie down", "walk slowly", "a few sips of water", "again and again"),
        *("expect it after two", "no diagnosis"),
    ):
        assert words in card, words
        assert words in page, words


def test_the_exercises_of_the_card_that_strengthen_the_back_are_named() -> None:
    assert sheet().strengthening == (2, 3, 4)
    told = [line for _heading, lines in rules((2, 3, 4)) for line in lines]
    assert any(line.endswith("deskbreak counts as such: 2, 3, 4.") for line in told)
    neck = Sheet.of(routines()["neck"], exercises(), "en")
    assert neck.strengthening == ()
    told = [line for _heading, lines in rules(neck.strengthening) for line in lines]
    assert any(line.endswith("no exercises that strengthen the back.") for line in told)


@pytest.mark.usefixtures("longer_words")
def test_longer_words_fit(qtbot: QtBot) -> None:
    painted(sheet(), LETTER)


def test_twelve_exercises_fit_in_two_columns(qtbot: QtBot) -> None:
    painted(_long(12), LETTER)


def test_what_is_too_long_is_told(qtbot: QtBot) -> None:
    with pytest.raises(DoesNotFit, match="Desk routine is too long for one page"):
        painted(_long(40), A4)


def test_as_a_pdf(qtbot: QtBot) -> None:
    page = printed(sheet(), paper("SE"), LOOKS[0])
    assert page.startswith(b"%PDF")
    assert len(page) < 2_000_000


def printer_into(file: Path, size: QPageSize.PageSizeId, orientation: QPageLayout.Orientation) -> QPrinter:
    """What the printer's dialog hands over, for one that prints into a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setPageSize(QPageSize(size))
    printer.setPageOrientation(orientation)
    return printer


@pytest.mark.parametrize("size", [QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter, QPageSize.PageSizeId.A5])
def test_a_printer_gets_one_page_of_the_paper_that_it_has(
    qtbot: QtBot, tmp_path: Path, size: QPageSize.PageSizeId
) -> None:
    file = tmp_path / "page.pdf"
    assert print_sheet(sheet(), printer_into(file, size, QPageLayout.Orientation.Portrait), LOOKS[0])
    page = file.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", page)) == 1
    (box,) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page)
    wanted = QPageSize(size).size(QPageSize.Unit.Point)
    assert [float(side) for side in box] == pytest.approx([wanted.width(), wanted.height()], abs=1)
    assert page.count(b"/Image") > 10, "with its pictures"


def test_what_is_too_long_does_not_reach_the_printer(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    printer = printer_into(file, QPageSize.PageSizeId.A4, QPageLayout.Orientation.Landscape)
    with pytest.raises(DoesNotFit, match="Desk routine is too long for one page"):
        print_sheet(_long(40), printer, LOOKS[0])
    assert not file.exists()


@pytest.mark.qt_log_ignore(r"^QPainter::begin\(\): Returned false$")
def test_a_printer_that_takes_nothing_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    printer = printer_into(tmp_path / "none" / "page.pdf", QPageSize.PageSizeId.A4, QPageLayout.Orientation.Portrait)
    assert not print_sheet(sheet(), printer, LOOKS[0])


def test_the_paper_of_a_territory() -> None:
    assert paper("US").id() is QPageSize.PageSizeId.Letter
    assert paper("FR").id() is paper("").id() is QPageSize.PageSizeId.A4


def _long(count: int) -> Sheet:
    some = [exercises()[one] for one in desk().exercises]
    named: dict[str, Exercise] = {f"e{n}": replace(some[n % 4], id=f"e{n}") for n in range(count)}
    return Sheet.of(Routine("long", tuple(named), {}, {"en": "Desk routine"}), named, "en")


def test_every_shipped_routine_fits_on_either_paper(qtbot: QtBot) -> None:
    for routine in routines().values():
        for page in (A4, LETTER):
            painted(Sheet.of(routine, exercises(), "en"), page)
