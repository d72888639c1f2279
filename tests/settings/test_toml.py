"""TOML from strangers: a table or a sentence, soon."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.settings.toml import DEEPEST, LONGEST_WORD, NoToml, toml_table

ROOT = Path(__file__).parents[2]
HOSTILE = ROOT / "tests" / "hostile"
TOO_DEEP = f"tables and lists stand in each other more than {DEEPEST} deep"
TOO_LONG = f"a number or a name without quotes has at most {LONGEST_WORD} characters"
LIMIT = 256 * 1024


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a = ", "Invalid value (at end of document)"),
        ("a = " + "1" * 5000, f"{TOO_LONG} (at line 1, column 5)"),
        ("\na = 0x" + "f" * LIMIT, f"{TOO_LONG} (at line 2, column 5)"),
        ("a = 1." + "1" * 5000, f"{TOO_LONG} (at line 1, column 7)"),
        ("b" * 5000 + " = 1", f"{TOO_LONG} (at line 1, column 1)"),
        ("a = 9223372036854775808", "a has a number that long; accepted: whole numbers of 64 bits"),
        ("[a]\nb = [[1, -9223372036854775809]]", "a.b has a number that long; accepted: whole numbers of 64 bits"),
        ("a = " + "[" * 3000, f"{TOO_DEEP} (at line 1, column {5 + DEEPEST})"),
        ("a = " + "{a = " * 3000, f"{TOO_DEEP} (at line 1, column {5 + 5 * DEEPEST})"),
        ("a" + ".a" * (LIMIT // 2) + " = 1", f"{TOO_DEEP} (at line 1, column {2 + 2 * DEEPEST})"),
        ("[a" + " . 'a'" * 40_000 + "]", TOO_DEEP),
        ("a.a.a.a.a = {" + "a.a.a.a.a = {" * 6 + "}" * 7, TOO_DEEP),
        ('a = """' + "\\\\" * 20_000, "Unterminated string (at end of document)"),
        ('a = "\\uD800"', "Escaped character is not a Unicode scalar value"),
    ],
)
def test_what_nobody_writes_by_hand_is_a_sentence(text: str, says: str) -> None:
    with pytest.raises(NoToml) as told:
        toml_table(text)
    assert says in str(told.value)


@pytest.mark.parametrize(
    "text",
    [
        f"a = 1  # {'[{.' * 1000} {'1' * 1000}",
        f'a = "{"[{." * 1000} {"1" * 1000} \\" [[[["',
        f"a = '{'[{.' * 1000} {'1' * 1000} \\'",
        f'a = """\n"{"[{." * 1000}\\""" "" {"1" * 1000}"""',
        f"a = '''\n'{'[{.' * 1000} '' {'1' * 1000} \\'''",
        "a = 9223372036854775807\nb = -9223372036854775808",
        "a = [" + "1.5, 2.5, [3.5], " * 100 + "]",
        "\n".join(f"a{n}.b.c = {{ d = [1, 2] }}" for n in range(100)),
        "a = nan\nb = inf\nc = 1e999\nd = 2026-11-23T09:00:00",
        "[" + ".".join("a" * (DEEPEST - 1)) + "]\nb = 1",
    ],
)
def test_what_looks_like_it_is_taken_all_the_same(text: str) -> None:
    assert repr(toml_table(text)) == repr(tomllib.loads(text))


@pytest.mark.parametrize("path", sorted((ROOT / "resources").rglob("*.toml")), ids=lambda path: path.stem)
def test_every_file_that_comes_along_is_taken(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert toml_table(text) == tomllib.loads(text)


PIECES = st.sampled_from(
    ["a", "1", ".", " ", "=", "\n", "[", "]", "{", "}", ",", "#", '"', "'", '"""', "'''", "\\", "é"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_nothing_that_tomllib_takes_is_misread(text: str) -> None:
    try:
        table = tomllib.loads(text)
    except ValueError:
        with pytest.raises(NoToml):
            toml_table(text)
    else:
        assert toml_table(text) == table
