"""Whatever is in the settings file and whatever is put there: that is read again, and all else is as it was."""

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from deskbreak.settings import Reading, Settings
from deskbreak.store.config import check
from deskbreak.store.config_edit import ConfigEditor, Uneditable
from tests.draws import draws
from tests.store.written import KEYS, REMARKS, by_hand, default_of, from_the_example, kind_of, value_in, values

files = by_hand() | from_the_example()
wishes = st.sampled_from(KEYS).flatmap(lambda key: st.tuples(st.just(key), values(kind_of(key))))


def reading(content: bytes) -> Reading:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        path.write_bytes(content)
        return check(path)


def others(settings: Settings, key: str) -> dict[str, object]:
    return {other: value_in(settings, other) for other in KEYS if other != key}


def all_else(content: bytes, key: str) -> str:
    """What a file says but for one key, its comments and how it is written: texts that are to stay the same."""
    return f"{rest_of(content, key)} { {remark: content.decode().count(remark) for remark in REMARKS} }"


def rest_of(content: bytes, key: str) -> str:
    table = tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    group, _dot, name = key.partition(".")
    below = table.setdefault(group, {})
    below.pop(name, None)
    return repr(sorted((one, value) for one, value in table.items() if below or one != group))


def line_ends(content: bytes) -> tuple[bool, bool, bool, bool]:
    """Of both kinds, at the very end, and the mark at the beginning."""
    bare = content.replace(b"\r\n", b"")
    return b"\r\n" in content, b"\n" in bare, content.endswith(b"\n"), content.startswith(b"\xef\xbb\xbf")


def edited(content: bytes, *steps: tuple[str, object] | str) -> list[bytes]:
    """The file after each step: what is put, ``"reset KEY"``, ``"undo"``, or what somebody else writes after it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        path.write_bytes(content)
        assume(not check(path).faults)
        editor = ConfigEditor(path)
        after = []
        for step in steps:
            try:
                if not isinstance(step, str):
                    editor.put(dict([step]))
                elif step == "undo":
                    editor.undo()
                elif step.startswith("reset "):
                    editor.reset(step.removeprefix("reset "))
                else:
                    path.write_bytes(path.read_bytes() + step.encode())
            except Uneditable as refusal:
                # There is always a way to write something, but two settings may not go together.
                assume("is longer than" not in str(refusal) and "no shorter than" not in str(refusal))
                raise
            after.append(path.read_bytes())
        return after


@given(files, wishes)
def test_what_is_put_is_read_and_all_else_stays(text: str, wish: tuple[str, object]) -> None:
    key, value = wish
    before = text.encode()
    (after,) = edited(before, wish)
    now = reading(after)
    assert (value_in(now.settings, key), now.faults) == (value, ())
    assert others(now.settings, key) == others(reading(before).settings, key)
    assert all_else(after, key) == all_else(before, key)
    assert line_ends(after) == line_ends(before) or b"\n" not in before


@given(files, wishes)
def test_what_is_taken_back_is_as_it_was_to_the_byte(text: str, wish: tuple[str, object]) -> None:
    before = text.encode()
    assert edited(before, wish, "undo")[-1] == before
    assert edited(before, f"reset {wish[0]}", "undo")[-1] == before


@settings(max_examples=draws(40), deadline=None)
@given(files, st.lists(wishes, max_size=4))
def test_all_that_was_done_is_taken_back_one_after_the_other(text: str, several: list[tuple[str, object]]) -> None:
    before = text.encode()
    resets = [f"reset {key}" for key, _value in several[::2]]
    assert edited(before, *several, *resets, *["undo"] * 8, "undo")[-1] == before


@given(files, wishes)
def test_what_is_taken_back_when_somebody_else_wrote_more_leaves_that(text: str, wish: tuple[str, object]) -> None:
    key, _value = wish
    before, more = text.encode(), "\n[theirs]\nx = 1 # theirs\n"
    _put, with_more, after = edited(before, wish, more, "undo")
    assert reading(after).settings == reading(before).settings
    assert all_else(after, key) == all_else(with_more, key)


@given(files, wishes)
def test_what_is_reset_is_the_default_and_all_else_stays(text: str, wish: tuple[str, object]) -> None:
    key, _value = wish
    before = text.encode()
    for after in edited(before, f"reset {key}", wish, f"reset {key}")[::2]:
        now = reading(after)
        assert (value_in(now.settings, key), now.faults) == (default_of(key), ())
        assert others(now.settings, key) == others(reading(before).settings, key)
        assert all_else(after, key) == all_else(before, key)


@given(from_the_example(), wishes)
def test_in_the_example_nothing_moves(text: str, wish: tuple[str, object]) -> None:
    """Each setting has its line, and has it live or as a comment. Only other hours have several, or none."""
    key, _value = wish
    assume(key != "office.other_hours")
    before = text.encode()
    for after in edited(before, wish, f"reset {key}"):
        changed = [pair for pair in zip(before.split(b"\n"), after.split(b"\n"), strict=True) if pair[0] != pair[1]]
        assert len(changed) <= 1
        assert all(key.partition(".")[2].encode() in line for pair in changed for line in pair)


slips = st.lists(
    st.tuples(st.integers(0, 9_999), st.sampled_from([*"[]{}\"'#=.,-1a\n\r\t\0é ", "\n[", "'''", '"""'])), max_size=4
)


@pytest.mark.bears("could not be changed in one way")
@given(files, slips, wishes)
def test_whatever_slips_of_the_keyboard_are_in_it_it_is_changed_well_or_not_at_all(
    text: str, wrong: list[tuple[int, str]], wish: tuple[str, object]
) -> None:
    key, value = wish
    for place, slip in wrong:
        at = place % (len(text) + 1)
        text = text[:at] + slip + text[at + place % 3 :]
    before = text.encode()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        path.write_bytes(before)
        editor = ConfigEditor(path)
        try:
            editor.put(dict([wish]))
        except Uneditable:
            assert path.read_bytes() == before
            return
        after = path.read_bytes()
        faults = set(check(path).faults)
        assert value_in(check(path).settings, key) == value
        assert {fault.key for fault in faults} <= {fault.key for fault in reading(before).faults}
        assert rest_of(after, key) == rest_of(before, key)
        editor.undo()
        assert path.read_bytes() == before
