"""*Why these?*: every exercise explains itself, and the studies are told with their numbers and their limits."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from deskbreak.ui.kit.controls import Scroller
from deskbreak.ui.routine.pages.why_page import Reason, WhyPage, WhyWindow, evidence
from tests.coach.samples import desk, exercises

DOCUMENT = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text(encoding="utf-8")
FULL = Reason("Shrug", "Lets go.", "It warms.", "Slowly.", "A book.", "Ours: the breath.")


def words(page: WhyPage | WhyWindow) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def test_the_page_of_one_exercise(qtbot: QtBot) -> None:
    left: list[str] = []
    page = WhyPage((FULL,), lambda: left.append("back"))
    qtbot.addWidget(page)
    told = words(page)
    assert {"Shrug", "Lets go.", "It warms.", "Take care: Slowly."} <= set(told)
    place = told.index("Source: A book.")
    assert told[place + 1] == "Ours: the breath.", "below its source"
    page.back_button.click()
    assert left == ["back"]


def test_what_is_not_known_takes_no_room(qtbot: QtBot) -> None:
    page = WhyPage((Reason("Shrug", "Lets go."),), lambda: None)
    qtbot.addWidget(page)
    assert not any(text.startswith(("Take care", "Source")) for text in words(page))
    assert "" not in words(page)


@pytest.mark.parametrize("exercise", sorted(exercises()))
def test_every_shipped_exercise_explains_itself(exercise: str) -> None:
    reason = Reason.of(exercises()[exercise], "en")
    assert all((reason.name, reason.purpose, reason.why, reason.caution, reason.source))


def test_the_window_has_the_whole_routine_in_order(qtbot: QtBot) -> None:
    reasons = [Reason.of(exercises()[one], "en") for one in desk().exercises]
    window = WhyWindow(reasons)
    qtbot.addWidget(window)
    window.open()
    told = words(window)
    places = [told.index(reason.name) for reason in reasons]
    assert places == sorted(places)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_the_window_scrolls_by_keys_though_the_keyboard_is_on_its_button(qtbot: QtBot) -> None:
    window = WhyWindow([Reason.of(exercises()[one], "en") for one in desk().exercises])
    qtbot.addWidget(window)
    window.open()
    qtbot.waitExposed(window)
    (scroller,) = window.page.findChildren(Scroller)
    bar = scroller.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    found = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        QTest.keyClick(window.page.back_button, key)
        found.append(bar.value())
    down, end, up, home = found
    assert 0 < down <= end == bar.maximum() > up
    assert home == 0


def test_the_numbers_are_those_of_the_studies() -> None:
    trial, review, back, neck, breaks, law, limits = evidence()
    assert re.findall(r"\d+", trial[1]) == ["193", "17", "17", "44", "9", "7", "33"]
    assert "doi:10.5271/sjweh.3949" in trial[2]
    assert "doi:10.1016/j.apergo.2017.12.003" in review[2]
    assert re.findall(r"[\d.]*\d", back[1]) == ["24", "1.1"]
    assert "doi:10.5271/sjweh.4070" in back[2]
    assert "could have been chance" in back[1]
    assert "very low" in neck[1]
    assert "doi:10.1016/j.apergo.2023.104216" in neck[2]
    assert "small" in breaks[1]
    assert "doi:10.1371/journal.pone.0272460" in breaks[2]
    assert re.findall(r"d = ([\d.]*\d)", DOCUMENT) == ["0.36", "0.35"]
    assert "no finding" in law[1]
    assert "90/270/EEC, article 7" in law[2]
    assert "Nobody can promise" in limits[1]


def test_nothing_is_told_without_its_source() -> None:
    *found, limits = evidence()
    assert limits[2] == ""
    for heading, _text, source in found:
        assert len(re.findall(r"\b(?:doi:10\.|CELEX:)\S+$", source)) == 1, heading


def test_the_document_says_the_same() -> None:
    flat = " ".join(DOCUMENT.split())
    for heading, text, source in evidence():
        assert f"## {heading}" in flat
        assert text in flat
        for doi in re.findall(r"doi:(\S+)", source):
            assert f"<https://doi.org/{doi}>" in flat
        for law in re.findall(r"CELEX:\S+", source):
            assert f"<https://eur-lex.europa.eu/legal-content/EN/TXT/?uri={law}>" in flat
        assert not source or f"{re.split(', (?:doi|CELEX):', source)[0]}:" in flat
