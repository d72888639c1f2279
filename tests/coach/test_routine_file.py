"""Reading content: what is right is read, what is wrong is told by file and key, all at once."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.coach.body.pose import Arm, Grip
from deskbreak.coach.content.exercise import Block
from deskbreak.coach.content.exercise_file import read_exercise
from deskbreak.coach.content.routine_file import read_routine, read_tips
from deskbreak.coach.content.table import LibraryError, suggestion
from deskbreak.coach.content.tip import spoken_in
from deskbreak.coach.frame import Side
from deskbreak.coach.plan import plan
from tests.coach.samples import SMALL, exercises

ROUTINE = 'id = "x"\nexercises = ["a", "b"]\n[short]\na = 1\nb = 2\n[text.en]\nname = "X"\n'
TIP = '[[tip]]\nid = "a"\nkind = "walk"\n[tip.text.en]\ntitle = "A"\nbody = "B"\n'


def faults(text: str) -> str:
    with pytest.raises(LibraryError) as told:
        read_exercise(text, "wave.toml")
    assert all(fault.startswith("wave.toml: ") for fault in told.value.faults)
    return "\n".join(told.value.faults)


def test_an_exercise_is_read() -> None:
    wave = read_exercise(SMALL, "wave.toml")
    assert wave.id == "wave"
    assert wave.poses["up"].left == Arm(free=1.0, x=0.3, y=0.2, z=0.1)
    assert wave.poses["up"].right == Arm.at(Grip.KNEE)
    assert wave.poses["down"] == wave.poses["up"].mirrored()
    assert wave.blocks[0].steps[0].side is Side.LEFT
    assert wave.text("de").steps["rise"].caption == ("Wave.",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "wave"', "", 'id is missing; accepted: a name of letters, digits, "-" and "_"'),
        ('id = "wave"', "id = 3", "id is 3; accepted: a name of letters"),
        ('id = "wave"', 'id = ""', "id is ''; accepted: a name of letters"),
        ("yaw = 10", "yaw = 400", "view: yaw is 400; accepted: a number from -180 to 180"),
        ("yaw = 10", "yaw = true", "view: yaw is True; accepted: a number"),
        ("yaw = 10", "yaw = 1, jaw = 10", "view: “jaw” means nothing here; did you mean “yaw”?"),
        ("yaw = 10", "yaw = 1, qqqq = 10", "“qqqq” means nothing here; known here: high, low, pitch, yaw"),
        ("view = { yaw = 10, pitch = 5 }", "view = 5", "view is 5; accepted: a table"),
        ('like = "rest"', 'like = "rast"', "poses: up: like is “rast”; did you mean “rest”?"),
        ('mirror = "up"', 'mirror = "upp"', "poses: down: mirror is “upp”; did you mean “up”?"),
        ('mirror = "up"', "mirror = 4", "mirror is 4; accepted: rest, up"),
        ('mirror = "up"', 'mirror = "up"\ntwist = 4', "down: “twist” means nothing here"),
        ('"knee"', '"knees"', "right_hand is “knees”; did you mean “knee”?"),
        ("[0.3, 0.2, 0.1]", "[0.3, 0.2]", "left_hand is [0.3, 0.2]; accepted: a list of 3 numbers"),
        ("repetitions = 2", "repetitions = 2.5", "block 1: repetitions is 2.5; accepted: a whole number from 0 to"),
        ('side = "left"', 'side = "lift"', "block 1: side is “lift”; did you mean “left”?"),
        ("seconds = 2", "seconds = 0", "block 1: step 1: seconds is 0; accepted: a number from 0.5 to 60"),
        ('breath = "in"', 'breath = "inn"', "breath is “inn”; did you mean “in”?"),
        ('breath = "in"', 'breath = "in"\nbreth = 2', "“breth” means nothing here; did you mean “breath”?"),
        ('breath = "in"', "short = 3", "short is 3; accepted: true or false"),
        ('["up", "down"]', '["up", "dawn"]', "poses has “dawn”; did you mean “down”?"),
        ('["up", "down"]', "[]", "poses is []; accepted: a list of texts"),
        ('left = "to the left"', "", "text: en: sides: left is missing"),
        ("[text.en.steps.rise]", "[text.en.steps.rice]", "steps: rise is missing; accepted: a table"),
        ('caption = "Wave."', 'caption = "a\\nb\\nc"', "caption is too long; accepted: 2 lines of 40 characters"),
        ('caption = "Wave."', f'caption = "{"a" * 41}"', "caption is too long"),
        ("[text.en", "[text.de", "text.en is missing"),
        ("[[block.step]]", "[block.stop]", "block 1: step is missing; accepted: a list of tables"),
        ('id = "wave"', "id = ", "wave.toml: Invalid value"),
        ("pitch = 5", "pitch = 5, low = 1.2, high = 1.3", "view: high is less than 0.3 above low"),
        ("repetitions = 2", "repetitions = 2\nstart = 3", "block 1: start is 3; accepted: a whole number from 1 to 2"),
        ('id = "wave"', 'id = "wave"\nrange = 3', "range is 3; accepted: a number from 0.2 to 1"),
        ('id = "wave"', 'id = "wave"\nmuscles = ["nek"]', "muscles has “nek”; did you mean “neck”?"),
        ('id = "wave"', 'id = "wave"\ntrace = "hed"', "trace is “hed”; did you mean “head”?"),
        ('id = "wave"', 'id = "wave"\nreference = "gost"', "reference is “gost”; did you mean “ghost”?"),
        (
            'breath = "in"',
            'breath = "in"\nmuscles = ["left-nek"]',
            "wave.toml: block 1: step 1: muscles has “left-nek”; did you mean “left-neck”?",
        ),
        ('breath = "in"', 'breath = "in"\nmuscles = ["left-nape"]', "block 1: step 1: muscles has “left-nape”; "),
        ('breath = "in"', 'breath = "in"\nmuscles = "nape"', "muscles is 'nape'; accepted: a list of texts"),
        ('spoken = "Wave."', f'spoken = "{"so " * 25}"', "spoken is too long; accepted: 24 words"),
        ("[text.en]", '[variants.small]\nid = "x"\n[text.en]', "variants: small: a variant has the id of its exercise"),
        ("[text.en]", "[variants.small]\nrange = 2\n[text.en]", "wave.toml: variants: small: range is 2; accepted"),
        (
            "[text.en]",
            '[variants.big]\nrange = 1\n[variants.small]\nlike = "bog"\n[text.en]',
            "variants: small: like is “bog”; did you mean “big”?",
        ),
        ("[text.en]", '[variants.small]\nlike = "bog"\n[text.en]', "wave.toml: variants: small: like is “bog”"),
    ],
)
def test_a_fault_is_told_with_its_place(old: str, new: str, told: str) -> None:
    assert old in SMALL
    assert told in faults(SMALL.replace(old, new))


def test_all_faults_are_told_at_once() -> None:
    text = SMALL.replace("seconds = 2", "seconds = 0").replace('breath = "in"', 'breath = "x"')
    assert len(faults(text.replace('name = "Wave"', "")).splitlines()) == 3


def test_an_empty_word_is_no_suggestion() -> None:
    assert suggestion("qqqq", ("", "head", "hips")) == "; known here: head, hips"


def test_nothing_is_suggested_where_nothing_is_known() -> None:
    text = SMALL.replace('side = "left"', "").replace("[text.en.sides]\nleft", "[text.en.sides]\nzzz")
    assert faults(text).endswith("sides: “zzz” means nothing here")


def test_a_routine_is_read() -> None:
    routine = read_routine(ROUTINE, "x.toml")
    assert routine.exercises == ("a", "b")
    assert routine.short == {"a": 1, "b": 2}
    assert routine.name("de_DE") == "X"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('["a", "b"]', '["a", "a", "b"]', "exercises has “a” twice"),
        ("b = 2", "b = 21", "short: b is 21; accepted: a whole number from 1 to 20"),
        ("[short]", "[repetitions]\nb = 0\n[short]", "repetitions: b is 0; accepted: a whole number from 1 to 100"),
        ('id = "x"', 'id = "../x"', "id is '../x'; accepted: a name of letters"),
        ("b = 2", "b = 2\nc = 3", "short: “c” means nothing here"),
        ('["a", "b"]', "3", "exercises is 3; accepted: a list of texts"),
        ("[short]", "[variants]\nb = 3\n[short]", "variants: b is 3; accepted: a text"),
        ("[short]", '[variants]\nb = ""\n[short]', "variants: b is ''; accepted: a text"),
        ("[short]", '[variants]\nc = "x"\n[short]', "variants: “c” means nothing here"),
        ("[short]", "variants = 3\n[short]", "variants is 3; accepted: a table"),
        ("[short]", "rotate = 0\n[short]", "rotate is 0; accepted: true, false, or a whole number from 1 to 2"),
        ("[short]", "rotate = 3\n[short]", "rotate is 3; accepted: true, false, or a whole number from 1 to 2"),
        ("[short]", 'rotate = "yes"\n[short]', "rotate is 'yes'; accepted: true, false, or a whole number from 1 to 2"),
        ("[short]", "rotate = 1.0\n[short]", "rotate is 1.0; accepted: true, false, or a whole number from 1 to 2"),
    ],
)
def test_a_faulty_routine_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(LibraryError, match=told.replace("[", r"\[")):
        read_routine(ROUTINE.replace(old, new), "x.toml")


@pytest.mark.parametrize(("written", "at_a_time"), [("true", 1), ("false", 0), ("1", 1), ("2", 2)])
def test_so_many_of_them_come_at_a_time(written: str, at_a_time: int) -> None:
    routine = read_routine(ROUTINE.replace("[short]", f"rotate = {written}\n[short]"), "x.toml")
    assert routine.rotate == at_a_time
    assert type(routine.rotate) is int


def test_of_unknown_exercises_nothing_is_said_about_how_many_come() -> None:
    with pytest.raises(LibraryError) as told:
        read_routine(ROUTINE.replace('["a", "b"]', "3").replace("[short]\na = 1\nb = 2\n", "rotate = 4\n"), "x.toml")
    assert told.value.faults == ("x.toml: exercises is 3; accepted: a list of texts",)


@given(st.integers(0, 60), st.lists(st.integers(), max_size=50))
def test_the_parts_that_come_in_turn_are_all_of_it(at_a_time: int, exercises: list[int]) -> None:
    routine = replace(read_routine(ROUTINE, "x.toml"), rotate=at_a_time)
    parts = routine.parts(exercises)
    assert [one for part in parts for one in part] == exercises
    sizes = [len(part) for part in parts]
    assert max(sizes) - min(sizes) <= 1
    if at_a_time:
        assert max(sizes) <= at_a_time
        assert len(parts) == max(1, -(-len(exercises) // at_a_time)), "no more parts than need be"
    else:
        assert len(parts) == 1


def test_each_exercise_can_be_done_in_a_way_of_its_own() -> None:
    text = ROUTINE.replace('["a", "b"]', '["seated-twist", "shrug", "neck-turn"]').replace(
        "[short]\na = 1\nb = 2\n", ""
    )
    text = text.replace("[text.en]", 'variant = "gentle"\n[variants]\nseated-twist = "low-arms"\n[text.en]')
    routine, known = read_routine(text, "x.toml"), exercises()
    twist, neck = known["seated-twist"], known["neck-turn"]
    assert routine.variants == {"seated-twist": "low-arms"}
    assert routine.done(twist) is twist.variants["low-arms"]
    assert routine.done(neck) is neck.variants["gentle"]
    assert routine.done(twist, "discreet") is twist.variants["discreet"]
    assert "discreet" not in neck.variants
    assert routine.done(neck, "discreet") is neck.variants["gentle"], "what is not there is done as the routine says"
    laid_out = plan(routine, known)
    assert laid_out.keys != plan(replace(routine, variants={}), known).keys
    assert laid_out.keys != plan(routine, known, variant="discreet").keys


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TIP + TIP, "tip 2: the id “a” is there twice"),
        (TIP.replace("[tip.text.en]", "[tip.text.de]"), "tip 1: text.en is missing"),
        (TIP.replace("body", "boddy"), "“boddy” means nothing here; did you mean “body”?"),
        (TIP.replace('"walk"', '"wlak"'), "tip 1: kind is “wlak”; did you mean “walk”?"),
        (TIP.replace('"walk"', '"walk"\nfolds = 1'), "tip 1: folds is 1; accepted: true or false"),
        ("", "tips.toml: tip is missing; accepted: a list of tables"),
    ],
)
def test_faulty_tips_are_told(text: str, told: str) -> None:
    with pytest.raises(LibraryError) as error:
        read_tips(text, "tips.toml")
    assert told in str(error.value)


def test_a_tip_is_read() -> None:
    (plain,) = read_tips(TIP, "tips.toml")
    assert (plain.id, plain.kind, plain.folds, plain.clip, plain.text("xx").title) == ("a", "walk", False, "", "A")
    (bend,) = read_tips(TIP.replace('"walk"', '"movement"\nfolds = true\nclip = "bend"'), "tips.toml")
    assert (bend.kind, bend.folds, bend.clip) == ("movement", True, "bend")


@pytest.mark.parametrize(
    ("there", "wanted", "given"),
    [
        (["en", "pt", "pt_BR"], "pt_BR", "pt_BR"),
        (["en", "pt"], "pt_BR", "pt"),
        (["en", "pt"], "de", "en"),
        (["pt"], "de", "pt"),
    ],
)
def test_the_nearest_language_is_taken(there: list[str], wanted: str, given: str) -> None:
    assert spoken_in({code: code for code in there}, wanted) == given


def test_a_language_is_added_without_code() -> None:
    german = SMALL[SMALL.index("[text.en]") :].replace("text.en", "text.de").replace("Wave.", "Winken.")
    wave = read_exercise(SMALL + german, "wave.toml")
    assert wave.text("de_AT").steps["rise"].spoken == "Winken."
    assert set(exercises()["seated-twist"].texts) >= {"en"}


def test_what_has_two_sides_has_words_for_both() -> None:
    both = SMALL.replace(
        "[text.en]\n",
        """
[[block]]
side = "right"
step = [{ phase = "rise", seconds = 2, text = "rise-right", poses = ["down"] }]
[text.en.steps.rise-right]
caption = "Wave."
[text.en]
""",
    ).replace('left = "to the left"', 'left = "to the left"\nright = "to the right"')
    assert faults(both) == "wave.toml: no step has the text “rise-left”, the other side of “rise-right”"
    wave = read_exercise(
        both.replace("rise-right", "rise").replace('[text.en.steps.rise]\ncaption = "Wave."\n[text.en]', "[text.en]"),
        "x",
    )
    assert wave.two_sided
    right = wave.beginning(Side.RIGHT)
    assert [block.steps[0].side for block in right.blocks] == [Side.RIGHT, Side.LEFT]
    assert right.poses["up"] == wave.poses["up"].mirrored()
    assert wave.beginning(Side.LEFT) is wave
    assert read_exercise(SMALL, "x").beginning(Side.RIGHT) == read_exercise(SMALL, "x")


def test_a_variant_changes_what_it_names_and_nothing_else() -> None:
    text = (
        SMALL
        + """
[variants.low]
poses = { up = { right_hand = "lap", side = 20 } }
[variants.low.text.en.steps.rise]
spoken = "Wave low."
[variants.small]
like = "low"
range = 0.5
"""
    )
    wave = read_exercise(text, "wave.toml")
    low, small = wave.variant("low"), wave.variant("small")
    assert wave.variant("none") is wave
    assert low.poses["up"].right == Arm.at(Grip.LAP)
    assert low.poses["up"].left == wave.poses["up"].left
    assert low.poses["down"] == low.poses["up"].mirrored()
    assert (low.text("en").steps["rise"].spoken, low.text("en").steps["rise"].caption) == ("Wave low.", ("Wave.",))
    assert small.poses["up"].side == 10
    assert small.text("en") == low.text("en")
    assert low.blocks == wave.blocks


def test_the_dose_grows_from_the_start_to_the_full_one() -> None:
    ten = Block(10, 5, ())
    assert [ten.dose(step) for step in range(1, 7)] == [5, 6, 7, 8, 9, 10]
    assert [ten.dose(step, 7) for step in range(1, 7)] == [5, 5, 6, 6, 7, 7]
    assert [ten.dose(step, 3) for step in range(1, 7)] == [3] * 6
    assert Block(0, 0, ()).dose(3, 8) == 0
