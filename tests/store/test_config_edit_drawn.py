"""Whatever is in the settings file and whatever is put there: that is read again, and all else is as it was."""

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given
from hypothesis import strategies as st

from deskbreak.settings import Reading, Settings
from deskbreak.store.config import check
from deskbreak.store.config_edit import ConfigEditor, Uneditable
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
    text = content.decode()
    table = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    group, _dot, name = key.partition(".")
    below = table.setdefault(group, {})
    below.pop(name, None)
    unset = table if below else {one: value for one, value in table.items() if one != group}
    said = {remark: text.count(remark) for remark in REMARKS}
    return f"{sorted(unset.items())} {said}"


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
