"""What acts in a text is written out, wherever it came from."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.settings.text import plain, plain_lines

ACTING = ["\0", "\a", "\b", "\x1b", "\x7f", "\x9b", "\r", "\v", "\f", "\u0085", "\u2028", "\u202e", "\u2066", "\udcff"]


@pytest.mark.parametrize("one", ACTING, ids=ascii)
def test_what_acts_is_written_out(one: str) -> None:
    assert plain(f"a{one}b") == plain_lines(f"a{one}b") == f"a\\u{ord(one):04x}b"


@pytest.mark.parametrize("text", ["", "Hals – “Nacken” 🦒", "گردن‌ها", "ש\u200fלום", "a\u00a0b"])
def test_words_of_every_language_stay(text: str) -> None:
    assert plain(text) == plain_lines(text) == text


def test_one_line_is_one_line() -> None:
    assert plain("a\n\tb") == "a\\u000a\\u0009b"
    assert plain_lines("a\n\tb") == "a\n\tb"


@given(st.text(alphabet=st.characters(), max_size=50))
def test_a_cleaned_text_is_whole_and_can_be_written(text: str) -> None:
    once = plain(text)
    assert len(once.splitlines()) <= 1
    assert plain(once) == once
    once.encode()
    json_text = json.dumps(text, ensure_ascii=False)
    assert json.loads(plain_lines(json_text)) == text
