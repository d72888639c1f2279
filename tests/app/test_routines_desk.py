"""The page on routines on its files: what is wished is written, what others write is shown, and nothing is lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from deskbreak.app.current_library import CurrentLibrary
from deskbreak.app.routine.previews import Previews
from deskbreak.app.windows.routines import RoutinesDesk
from deskbreak.coach.content.routine_file import Routine
from deskbreak.engine.calendar.instant import Instant
from deskbreak.settings import MINUTE
from deskbreak.store import config
from deskbreak.store.config_edit import ConfigEditor, Uneditable
from deskbreak.store.paths import Paths
from deskbreak.ui.printed_page.content import Sheet
from deskbreak.ui.routine.show_window import ShowWindow
from deskbreak.ui.routines.card import RoutineCard
from deskbreak.ui.routines.editor import Editor
from deskbreak.ui.routines.page import RoutinesPage
from tests.coach.samples import SMALL

MONDAY = Instant(0, 1_795_430_000_000, "UTC")
MINE = 'id = "mine"\nexercises = ["shrug", "seated-twist"]\n[text.en]\nname = "Mine"\n'


@dataclass
class Home:
    """Somebody's files, with the page open on them."""

    paths: Paths
    current: CurrentLibrary
    previews: Previews
    now: Instant = MONDAY
    hurts: list[str] | None = field(default_factory=list)
    refusal: str = ""
    desk: RoutinesDesk = field(init=False)
    page: RoutinesPage = field(init=False)

    def __post_init__(self) -> None:
        self.desk = RoutinesDesk(
            self.paths,
            library=lambda: self.current.latest,
            settings=lambda: config.check(self.paths.config_file).settings,
            put=self.put,
            now=lambda: self.now,
            previews=lambda: self.previews,
            left_out=lambda: self.hurts,
            put_back=lambda exercise: self.hurts.remove(exercise) if self.hurts else None,
        )
        self.page = self.desk.page()
        self.page.show()
        self.current.changed.connect(self.desk.refresh)

    def put(self, changes: Mapping[str, object]) -> None:
        if self.refusal:
            raise Uneditable(self.refusal)
        ConfigEditor(self.paths.config_file).put(changes)

    def said(self) -> str:
        return "\n".join(one.text() for one in self.page.findChildren(QLabel) if one.isVisible()).replace("\u200b", "")

    def cards(self) -> list[str]:
        """As they stand on the page."""
        items = [self.page._among.itemAt(number) for number in range(self.page._among.count())]
        cards = [item.widget() for item in items if item is not None]
        return [card.shown.routine.id for card in cards if isinstance(card, RoutineCard)]

    def chosen(self) -> tuple[str, ...]:
        return config.check(self.paths.config_file).settings.routine.name

    def routine(self, name: str) -> Routine:
        return self.current.latest.routines[name]

    def write(self, text: str = MINE, name: str = "mine.toml") -> Path:
        self.paths.routines.mkdir(parents=True, exist_ok=True)
        (self.paths.routines / name).write_text(text, encoding="utf-8")
        self.desk.refresh()
        return self.paths.routines / name


@pytest.fixture
def home(paths: Paths, qtbot: QtBot) -> Iterator[Home]:
    current = CurrentLibrary(paths)
    previews = Previews(lambda: current.library, lambda: 0.0, lambda: config.check(paths.config_file).settings)
    home = Home(paths, current, previews)
    qtbot.addWidget(home.page)
    yield home
    home.desk.close()
    previews.close()
    current.close()


def test_ones_own_come_first_then_the_desk_routine(home: Home) -> None:
    assert home.cards()[0] == "desk"
    home.write()
    assert sorted(home.cards()) == sorted(home.current.latest.routines)
    assert home.cards()[:2] == ["mine", "desk"]


def test_the_choice_is_in_the_file(home: Home) -> None:
    home.page.choose.emit("neck")
    assert home.chosen() == ("neck",)
    assert "From now on you are offered “Neck routine”." in home.said()
    home.refusal = "config.toml is read-only."
    home.page.choose.emit("desk")
    assert home.chosen() == ("neck",)
    assert "config.toml is read-only." in home.said()
    assert (home.page._view.chosen, home.page._view.today) == (("neck",), "neck")


def test_several_are_offered_in_turn(home: Home) -> None:
    """D8"""
    home.page.alternate.emit("neck")
    assert home.chosen() == ("desk", "neck")
    assert home.page._view.chosen == ("desk", "neck")
    today = home.page._view.today
    name = home.routine(today).name("en")
    assert (
        "From now on you are offered these in turn, a day of work each: Desk routine, Neck routine. "
        f"Today it is “{name}”."
    ) in home.said()
    home.now = home.now.later(24 * 60 * MINUTE)
    home.desk.refresh()
    assert {today, home.page._view.today} == {"desk", "neck"}
    home.page.alternate.emit("back")
    assert home.chosen() == ("desk", "neck", "back")
    home.page.take_out.emit("desk")
    assert home.chosen() == ("neck", "back")
    home.page.take_out.emit("neck")
    assert home.chosen() == ("back",)
    assert "From now on you are offered “Back routine”." in home.said()
    home.page.take_out.emit("back")
    assert home.chosen() == ("desk",), "there is always one"


def test_what_has_a_turn_and_is_not_there_is_the_desk_routine(home: Home) -> None:
    home.paths.config.mkdir(parents=True, exist_ok=True)
    home.paths.config_file.write_text('[routine]\nname = ["gone", "neck"]\n', encoding="utf-8")
    home.desk.refresh()
    assert home.page._view.chosen == ("desk", "neck")
    home.page.take_out.emit("desk")
    assert home.chosen() == ("neck",)


def test_what_is_removed_has_no_turn_any_more(home: Home) -> None:
    home.write()
    home.page.choose.emit("neck")
    home.page.alternate.emit("mine")
    home.page.alternate.emit("back")
    home.page.remove.emit("mine")
    assert home.chosen() == ("neck", "back")
    assert "From now on you are offered these in turn" in home.said()


def test_turns_that_cannot_be_kept_are_told(home: Home) -> None:
    home.refusal = "config.toml is read-only."
    home.page.alternate.emit("neck")
    assert home.chosen() == ("desk",)
    assert "config.toml is read-only." in home.said()


def test_a_file_that_appears_or_changes_is_shown(home: Home, qtbot: QtBot) -> None:
    home.paths.routines.mkdir(parents=True)
    file = home.paths.routines / "mine.toml"
    file.write_text(MINE, encoding="utf-8")
    qtbot.waitUntil(lambda: "mine" in home.cards())
    file.write_text(MINE.replace('"Mine"', '"Quite mine"'), encoding="utf-8")
    qtbot.waitUntil(lambda: "Quite mine" in home.said())
    file.write_text("id = ", encoding="utf-8")
    qtbot.waitUntil(lambda: "mine" not in home.cards())
    assert "mine.toml: " in home.said(), "what is wrong with it"


@pytest.fixture(autouse=True)
def _faults_are_logged(request: pytest.FixtureRequest, expected: set[str]) -> None:
    if request.node.name in ("test_a_file_that_appears_or_changes_is_shown",):
        expected.add("mine.toml: ")


def test_a_copy_becomes_a_file_and_has_the_keyboard(home: Home) -> None:
    home.page._copy(home.routine("desk"))
    made = replace(home.routine("desk"), exercises=("seated-twist",), short={}, names={"en": "Twists only"})
    home.page.keep.emit(made)
    assert home.routine("twists-only") == replace(made, id="twists-only")
    assert f"“Twists only” is kept in {home.paths.routines / 'twists-only.toml'}." in home.said()
    assert home.cards()[0] == "twists-only"
    assert home.chosen() == ("desk",), "it was not chosen by anybody"


def test_what_cannot_be_kept_stays_in_the_editor(home: Home) -> None:
    home.page._copy(home.routine("desk"))
    home.page.keep.emit(replace(home.routine("desk"), names={"en": "a\u0007b"}))
    (editor,) = [one for one in home.page.findChildren(Editor) if one.isVisible()]
    assert "accepted: a text without control characters" in home.said()
    assert editor.isVisible()
    assert not home.paths.routines.exists()


def test_a_change_of_ones_own_is_in_its_file(home: Home) -> None:
    home.write("# My words.\n" + MINE)
    mine = home.routine("mine")
    home.page.change.emit(mine, replace(mine, exercises=("shrug",), names={"en": "Shrugs"}))
    assert home.routine("mine").exercises == ("shrug",)
    assert (home.paths.routines / "mine.toml").read_text().startswith("# My words.\n")
    assert "“Shrugs” is kept in " in home.said()


def test_what_somebody_else_has_changed_meanwhile_is_told_and_stays(home: Home) -> None:
    home.write()
    mine = home.routine("mine")
    file = home.write(MINE.replace('["shrug", "seated-twist"]', '["neck-turn"]'))
    home.page.change.emit(mine, replace(mine, rotate=1))
    assert "changed by another program meanwhile" in home.said()
    assert "neck-turn" in file.read_text()
    assert home.routine("mine-2").rotate == 1


def test_what_is_removed_is_set_aside_and_is_not_offered_any_more(home: Home) -> None:
    home.write()
    home.page.choose.emit("mine")
    home.page.remove.emit("mine")
    assert "mine" not in home.cards()
    assert (home.paths.routines / "mine.toml.removed-1").read_text() == MINE
    assert home.chosen() == ("desk",)
    assert "“Mine” is removed; its file is kept as " in home.said()
    assert "From now on you are offered “Desk routine”." in home.said()
    home.page.remove.emit("desk")
    assert "is none of your own routines" in home.said()


def test_one_that_stood_in_the_place_of_ours_gives_it_back(home: Home) -> None:
    home.write(MINE.replace('"mine"', '"neck"'), "neck.toml")
    home.page.choose.emit("neck")
    home.page.remove.emit("neck")
    assert home.chosen() == ("neck",)
    assert home.routine("neck").name("en") == "Neck routine"


def test_what_hurt_is_put_back(home: Home) -> None:
    home.hurts = ["seated-twist"]
    home.desk.refresh()
    assert "Left out, because they hurt" in home.said()
    home.page.put_back.emit("seated-twist")
    assert home.hurts == []
    assert "“Seated twist” is a part of your routines again." in home.said()
    assert "Left out, because they hurt" not in home.said()


def test_where_no_deskbreak_runs_nothing_is_put_back(home: Home) -> None:
    home.hurts = None
    home.desk.refresh()
    assert "please start deskbreak and open its settings" in home.said()
    assert not [one for one in home.page.findChildren(QPushButton) if one.text() == "Put back"]


def test_a_card_is_printed_and_a_place_that_is_none_is_told(home: Home, tmp_path: Path) -> None:
    home.page.save_card.emit("desk", str(tmp_path / "desk.pdf"))
    assert (tmp_path / "desk.pdf").read_bytes().startswith(b"%PDF")
    assert f"“Desk routine” is in {tmp_path}/desk.pdf now." in home.said()
    home.page.save_card.emit("desk", str(tmp_path / "none" / "desk.pdf"))
    assert f"{tmp_path}/none/desk.pdf cannot be written: No such file or directory" in home.said()


def printer_into(file: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def test_a_card_goes_to_the_printer_that_was_chosen(home: Home, tmp_path: Path) -> None:
    home.page.print_card.emit("desk", printer_into(tmp_path / "desk.pdf"))
    assert (tmp_path / "desk.pdf").read_bytes().startswith(b"%PDF")
    assert f"“Desk routine” is in {tmp_path}/desk.pdf now." in home.said()


def test_what_is_sent_to_a_printer_is_told_by_its_name(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    def sends(sheet: Sheet, printer: QPrinter, look: str) -> bool:
        sent.append(sheet.title)
        return len(sent) == 1

    monkeypatch.setattr("deskbreak.app.routine.printed_card.print_sheet", sends)
    printer = QPrinter()
    monkeypatch.setattr(printer, "outputFileName", lambda: "")
    monkeypatch.setattr(printer, "printerName", lambda: "Copy room")
    home.page.print_card.emit("desk", printer)
    assert "“Desk routine” is on its way to Copy room." in home.said()
    home.page.print_card.emit("desk", printer)
    told = "“Desk routine” could not be printed: Copy room takes nothing. It can be saved as a PDF instead."
    assert told in home.said()


def test_a_routine_too_long_for_a_page_is_told(home: Home, tmp_path: Path) -> None:
    several = [SMALL.replace('id = "wave"', f'id = "wave-{number}"') for number in range(40)]
    home.paths.exercises.mkdir(parents=True)
    for number, text in enumerate(several):
        (home.paths.exercises / f"wave-{number}.toml").write_text(text, encoding="utf-8")
    names = ", ".join(f'"wave-{number}"' for number in range(40))
    home.write(f'id = "long"\nexercises = [{names}]\ntext.en.name = "Long"\n', "long.toml")
    home.page.save_card.emit("long", str(tmp_path / "long.pdf"))
    assert not (tmp_path / "long.pdf").exists()
    assert "page" in home.page._told.text()
    home.page.tell("")
    home.page.print_card.emit("long", printer_into(tmp_path / "long.pdf"))
    assert not (tmp_path / "long.pdf").exists()
    assert "page" in home.page._told.text()


def test_a_file_goes_out_and_comes_in_elsewhere_and_nothing_is_written_over(home: Home, tmp_path: Path) -> None:
    file = home.write()
    given = tmp_path / "given.toml"
    home.page.export.emit("mine", str(given))
    assert given.read_text() == MINE
    given.write_text("mine, by now")
    home.page.export.emit("mine", str(given))
    assert "is there already; it was left as it is" in home.said()
    assert given.read_text() == "mine, by now"
    given.write_text(MINE)
    home.page.take_in.emit(str(given))
    assert "you have “mine” already" in home.said()
    file.unlink()
    home.page.take_in.emit(str(given))
    assert file.read_text() == MINE
    assert f"{file} is written." in home.said()
    assert "mine" in home.cards()


def test_an_exercise_that_comes_in_can_be_used_at_once(home: Home, tmp_path: Path) -> None:
    (tmp_path / "wave.toml").write_text(SMALL, encoding="utf-8")
    home.page.take_in.emit(str(tmp_path / "wave.toml"))
    assert "wave" in home.page._view.exercises
    home.page.keep.emit(Routine("", ("wave",), {}, {"en": "Waves"}))
    assert home.routine("waves").exercises == ("wave",)


@pytest.mark.parametrize("text", ["id = ", "\0", 'id = "../x"\nexercises = ["shrug"]\ntext.en.name = "X"\n'])
def test_what_is_broken_does_not_come_in(home: Home, tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.toml").write_text(text)
    home.page.take_in.emit(str(tmp_path / "odd.toml"))
    assert "odd.toml: " in home.page._told.text()
    assert not home.paths.routines.exists()


def test_of_the_wrong_file_it_is_said_first_that_it_is_one(home: Home, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("".join(f"key_{number} = {number}\n" for number in range(17)))
    home.page.take_in.emit(str(tmp_path / "config.toml"))
    told = home.page._told.text().replace("\u200b", "").splitlines()
    assert told[0] == "config.toml: this is no routine or exercise"
    assert len(told) == 1 + 3 + 1
    assert all(line.startswith("config.toml: ") for line in told[:4])
    assert told[4].endswith("more faults")
    faulty = MINE + "".join(f"key_{number} = {number}\n" for number in range(17))
    (tmp_path / "mine.toml").write_text(faulty)
    home.page.take_in.emit(str(tmp_path / "mine.toml"))
    assert "this is no routine" not in home.page._told.text()
    assert len(home.page._told.text().splitlines()) == 4


def test_a_preview_of_what_is_not_saved_and_of_an_exercise(home: Home, qtbot: QtBot) -> None:
    home.page.preview.emit(Routine("", ("shrug",), {}, {"en": "Mine"}))
    shown = home.previews._shown
    assert isinstance(shown, ShowWindow)
    assert shown.windowTitle() == "Mine"
    home.page.look.emit("seated-twist")
    assert home.previews._shown is not None
    assert home.previews._shown.windowTitle() == "Seated twist"


def test_what_is_being_made_keeps_the_window(home: Home) -> None:
    assert home.desk.may_close()
    home.page._copy(home.routine("desk"))
    assert home.desk.may_close()
    (editor,) = [one for one in home.page.findChildren(Editor) if one.isVisible()]
    editor._name.setText("Another")
    assert not home.desk.may_close()
    home.desk.close()
    assert home.desk.may_close(), "nobody asks a page that is gone"
    home.desk.refresh()
