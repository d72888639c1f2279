"""Routines of one's own made in a window: read back as they were meant, and nothing that is there is lost."""

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.coach.content.routine_file import Routine, read_routine
from deskbreak.store.content import own
from deskbreak.store.content.library import Library, open_library
from deskbreak.store.content.own import OwnFilesRefused
from deskbreak.store.content.own_routines import change, is_own, keep, take_away
from deskbreak.store.content.routine_text import changed_text, routine_text
from deskbreak.store.paths import Paths, find_paths
from tests.coach.samples import exercises, routines

COMMENTED = """\
# Mine, for the afternoon.
id = "mine"
exercises = ["shrug", "seated-twist"]  # in this order

# fewer than usual
[repetitions]
shrug = 4  # they click

[text.en]
name = "Mine"
[text.de]
name = "Meine"
"""


@pytest.fixture
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    return find_paths(tmp_path_factory.mktemp("home"))


def written(paths: Paths, text: str = COMMENTED, name: str = "mine.toml") -> Library:
    paths.routines.mkdir(parents=True, exist_ok=True)
    (paths.routines / name).write_text(text, encoding="utf-8")
    return open_library(paths)


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30).filter(
    str.strip
)


@st.composite
def drawn_routines(draw: st.DrawFn) -> Routine:
    chosen = draw(st.lists(st.sampled_from(sorted(exercises())), min_size=1, max_size=8, unique=True))

    def some(values: st.SearchStrategy[int]) -> st.SearchStrategy[dict[str, int]]:
        return st.dictionaries(st.sampled_from(chosen), values)

    ways = {one: st.sampled_from(sorted(exercises()[one].variants)) for one in chosen if exercises()[one].variants}
    return Routine(
        id=draw(st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True)),
        exercises=tuple(chosen),
        short=draw(some(st.integers(1, 20))),
        names={"en": draw(NAMES), **draw(st.dictionaries(st.sampled_from(["de", "fr", "pt_BR"]), NAMES))},
        doses=draw(some(st.integers(1, 100))),
        rotate=draw(st.integers(0, len(chosen))),
        variant=draw(st.sampled_from(["", "gentle", "low-arms"])),
        variants=draw(st.fixed_dictionaries({}, optional=ways)),
    )


@given(drawn_routines())
def test_what_is_written_is_read_back_as_it_was(routine: Routine) -> None:
    assert read_routine(routine_text(routine), "x.toml") == routine


@given(drawn_routines(), drawn_routines())
def test_a_change_says_what_is_wanted_whatever_was_there(before: Routine, routine: Routine) -> None:
    text = changed_text(f"# A word of mine.\n{routine_text(before)}", routine)
    assert read_routine(text, "x.toml") == routine
    assert text.startswith("# A word of mine.\n")


def test_one_at_a_time_is_written_as_before() -> None:
    assert "rotate = true\n" in routine_text(replace(routines()["desk"], rotate=1))
    assert "rotate = 2\n" in routine_text(replace(routines()["desk"], rotate=2))
    assert "rotate" not in routine_text(routines()["desk"])


@pytest.mark.parametrize("name", sorted(routines()))
def test_a_copy_of_what_is_shipped_is_the_same_routine(name: str, paths: Paths) -> None:
    library = open_library(paths)
    copy = keep(library.routines[name], paths, library)
    now = open_library(paths)
    assert now.faults == ()
    assert now.routines[copy.id] == copy
    assert copy == replace(library.routines[name], id=copy.id)
    assert is_own(copy.id, paths, now)
    assert not is_own(name, paths, now)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Back care", ["back-care", "back-care-2", "back-care-3"]),
        ("Desk", ["desk-2", "desk-3"]),
        ("Rücken & Nacken!", ["rucken-nacken"]),
        ("首", ["routine", "routine-2"]),
        ("../../etc/passwd", ["etc-passwd"]),
        ("x" * 200, ["x" * 40]),
    ],
)
def test_the_id_is_made_of_the_name_and_is_never_one_that_is_there(name: str, ids: list[str], paths: Paths) -> None:
    for wanted in ids:
        library = open_library(paths)
        one = keep(replace(library.routines["desk"], names={"en": name}), paths, library)
        assert one.id == wanted
        assert open_library(paths).routines[wanted].name("en") == name


def test_a_file_that_is_broken_is_not_written_over(paths: Paths) -> None:
    library = written(paths, "id = ", "back-care.toml")
    one = keep(replace(library.routines["desk"], names={"en": "Back care"}), paths, library)
    assert one.id == "back-care-2"
    assert (paths.routines / "back-care.toml").read_text() == "id = "


@pytest.mark.parametrize(
    ("routine", "told"),
    [
        (Routine("x", ("shrug", "nothing"), {}, {"en": "Mine"}), "there is no exercise “nothing”"),
        (Routine("x", ("shrug",), {}, {"en": "a\x1b[2J"}), "accepted: a text without control characters"),
        (Routine("x", ("shrug",), {}, {"en": "Mine"}, variants={"shrug": "wild"}), "variants: shrug is “wild”; "),
        (Routine("x", ("shrug",), {}, {"en": " "}), "name is ' '; accepted: a text"),
        (Routine("x", (), {}, {"en": "Mine"}), "exercises is []; accepted: a list of texts"),
    ],
)
def test_what_would_not_be_understood_is_not_written(routine: Routine, told: str, paths: Paths) -> None:
    with pytest.raises(OwnFilesRefused, match=told.replace("[", r"\[")):
        keep(routine, paths, open_library(paths))
    library = written(paths)
    with pytest.raises(OwnFilesRefused, match=told.replace("[", r"\[")):
        change(library.routines["mine"], routine, paths, library)
    assert [file.name for file in paths.routines.iterdir()] == ["mine.toml"]
    assert (paths.routines / "mine.toml").read_text(encoding="utf-8") == COMMENTED


def test_a_change_keeps_the_comments_and_the_words_in_other_languages(paths: Paths) -> None:
    library = written(paths)
    mine = library.routines["mine"]
    wanted = replace(mine, exercises=("seated-twist", "shrug", "neck-turn"), doses={"shrug": 6, "neck-turn": 2})
    assert change(mine, wanted, paths, library) == wanted
    assert open_library(paths).routines["mine"] == wanted
    text = (paths.routines / "mine.toml").read_text(encoding="utf-8")
    assert text.startswith("# Mine, for the afternoon.\n")
    for kept in ("# in this order", "# fewer than usual", "# they click", 'name = "Meine"'):
        assert kept in text


def test_what_has_changed_meanwhile_is_not_written_over(paths: Paths) -> None:
    library = written(paths)
    mine = library.routines["mine"]
    theirs = COMMENTED.replace("shrug = 4", "shrug = 7")
    (paths.routines / "mine.toml").write_text(theirs, encoding="utf-8")
    one = change(mine, replace(mine, rotate=1), paths, library)
    assert (one.id, one.rotate) == ("mine-2", 1)
    assert (paths.routines / "mine.toml").read_text(encoding="utf-8") == theirs
    assert open_library(paths).routines["mine-2"] == one
    (paths.routines / "mine.toml").unlink()
    assert change(mine, replace(mine, rotate=1), paths, library).id == "mine-3"


def test_what_is_taken_away_is_not_lost(paths: Paths) -> None:
    library = written(paths)
    asides = [take_away("mine", paths, library)]
    assert "mine" not in open_library(paths).routines
    asides.append(take_away("mine", paths, written(paths)))
    assert [aside.name for aside in asides] == ["mine.toml.removed-1", "mine.toml.removed-2"]
    assert all(aside.read_text(encoding="utf-8") == COMMENTED for aside in asides)
    assert open_library(paths).faults == ()


@pytest.mark.parametrize("name", ["desk", "../mine", "none"])
def test_what_is_not_ones_own_is_neither_changed_nor_taken_away(name: str, paths: Paths) -> None:
    library = written(paths)
    desk = library.routines["desk"]
    for act in (
        partial(take_away, name, paths, library),
        partial(change, replace(desk, id=name), desk, paths, library),
    ):
        with pytest.raises(OwnFilesRefused, match="is none of your own routines"):
            act()
    assert [file.name for file in paths.routines.iterdir()] == ["mine.toml"]


def test_a_disk_that_takes_nothing_is_a_sentence(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    library = written(paths)
    mine = library.routines["mine"]

    def full(_path: object, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    for name in ("create_file", "replace_named"):
        monkeypatch.setattr(f"deskbreak.store.content.own_routines.{name}", full)
    for act in (
        partial(keep, mine, paths, library),
        partial(change, mine, replace(mine, rotate=1), paths, library),
    ):
        with pytest.raises(OwnFilesRefused, match=r"mine.*\.toml cannot be written: No space left on device"):
            act()
    assert (paths.routines / "mine.toml").read_text(encoding="utf-8") == COMMENTED


def test_a_way_that_an_exercise_does_not_have_is_told(paths: Paths) -> None:
    ways = '[variants]\nshrug = "gentel"\nseated-twist = "low-arms"\n[repetitions]'
    (fault,) = written(paths, COMMENTED.replace("[repetitions]", ways)).faults
    assert fault.startswith("mine.toml: variants: shrug is “gentel”; ")
    bare = own.read_text('id = "m"\nexercises = ["shrug"]\ntext.en.name = "M"', "m.toml", open_library(paths))
    assert isinstance(bare, Routine)
    assert bare.variants == {}
