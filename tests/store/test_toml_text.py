"""A key is changed in its place, however the file is written; nothing else is touched."""

import pytest

from deskbreak.settings.toml import NoToml
from deskbreak.store.config_key import ConfigKey
from deskbreak.store.toml_text.change import with_value, without_value
from deskbreak.store.toml_text.line_ends import edited
from deskbreak.store.toml_text.table import NoPlace, same, value_at

FRIDAY = {"fri": "09:00-15:00"}


def put(text: str, key: str, value: object) -> str:
    setting = ConfigKey(key)
    return with_value(text, setting.parts, value, setting.default, setting.spelled)


def reset(text: str, key: str) -> str:
    setting = ConfigKey(key)
    return without_value(text, setting.parts, setting.default, setting.spelled)


PUT = {
    "a comment becomes the line": (
        '[office]\n# Hours.\n#hours = "09:00-18:00"\n\n#days = []\n',
        "office.hours",
        "10:00-18:00",
        '[office]\n# Hours.\nhours = "10:00-18:00"\n\n#days = []\n',
    ),
    "what stands behind it stays": (
        "[reminder]\n  #times = 3\t# enough\n",
        "reminder.times",
        2,
        "[reminder]\n  times = 2\t# enough\n",
    ),
    "a comment in another table is none of it": (
        '[nudge]\n#every = "1h"\n[routine]\n#every = ["2h", "3h"]\n',
        "routine.every",
        ["1h", "3h"],
        '[nudge]\n#every = "1h"\n[routine]\nevery = ["1h", "3h"]\n',
    ),
    "prose is no place": (
        "[reminder]\n# times = 3 would be usual.\n#times: 3\n",
        "reminder.times",
        2,
        "[reminder]\n# times = 3 would be usual.\n#times: 3\ntimes = 2\n",
    ),
    "a text is no place": (
        '[office]\nnote = """\n#lunch = ""\n"""\n#lunch = ""\n',
        "office.lunch",
        "12:00-13:00",
        '[office]\nnote = """\n#lunch = ""\n"""\nlunch = "12:00-13:00"\n',
    ),
    "of several the one with the default": (
        "[reminder]\n#times = 2\n#times = 3\n#times = 5\n",
        "reminder.times",
        4,
        "[reminder]\n#times = 2\ntimes = 4\n#times = 5\n",
    ),
    "or the one that says so already": (
        "[reminder]\n#times = 2\n#times = 3\n#times = 5\n",
        "reminder.times",
        5,
        "[reminder]\n#times = 2\n#times = 3\ntimes = 5\n",
    ),
    "or the last": (
        "[reminder]\n#times = 2\n#times = 5\n",
        "reminder.times",
        4,
        "[reminder]\n#times = 2\ntimes = 4\n",
    ),
    "the live one counts": (
        "[reminder]\n#times = 3\ntimes  =  2 # two\n",
        "reminder.times",
        4,
        "[reminder]\n#times = 3\ntimes  =  4 # two\n",
    ),
    "in quotes": (
        "['office']\n\"hours\" = '9:00 - 17:00'\n",
        "office.hours",
        "10:00-18:00",
        '[\'office\']\n"hours" = "10:00-18:00"\n',
    ),
    "dotted": (
        'office.hours = "09:00-17:00"\n# Lunch.\n#office.lunch = ""\n\n[nudge]\n',
        "office.lunch",
        "12:00-13:00",
        'office.hours = "09:00-17:00"\n# Lunch.\noffice.lunch = "12:00-13:00"\n\n[nudge]\n',
    ),
    "dotted, and not there": (
        'office.hours = "09:00-17:00"\n# Days.\noffice.days = ["mon"]\n\n[nudge]\n',
        "office.lunch",
        "12:00-13:00",
        'office.hours = "09:00-17:00"\n# Days.\noffice.days = ["mon"]\noffice.lunch = "12:00-13:00"\n\n[nudge]\n',
    ),
    "inline": (
        'office = { hours = "09:00-17:00", days = ["mon"] } # mine\n',
        "office.hours",
        "10:00-18:00",
        'office = { hours = "10:00-18:00", days = ["mon"] } # mine\n',
    ),
    "in a table that comes in parts": (
        '[office.other_hours]\nfri = "09:00-15:00"\n\n[nudge]\n\n[office]\n#lunch = ""\n\n[coach]\n',
        "office.lunch",
        "12:00-13:00",
        '[office.other_hours]\nfri = "09:00-15:00"\n\n[nudge]\n\n[office]\nlunch = "12:00-13:00"\n\n[coach]\n',
    ),
    "below the last of its table": (
        "[coach]\n# Words.\n\n\tvolume = 40 # soft\n\n# The next one.\n[nudge]\nenabled = true\n",
        "coach.voice",
        False,
        "[coach]\n# Words.\n\n\tvolume = 40 # soft\n\tvoice = false\n\n# The next one.\n[nudge]\nenabled = true\n",
    ),
    "before tables within": (
        '[office]\n# Mine.\n[office.other_hours]\nfri = "09:00-15:00"\n',
        "office.lunch",
        "12:00-13:00",
        '[office]\n# Mine.\nlunch = "12:00-13:00"\n[office.other_hours]\nfri = "09:00-15:00"\n',
    ),
    "with its table": ("# Mine.\n", "coach.voice", False, "# Mine.\n\n[coach]\nvoice = false\n"),
    "with its table, of which only a part is there": (
        '[office.other_hours]\nfri = "09:00-15:00"\n',
        "office.lunch",
        "12:00-13:00",
        '[office.other_hours]\nfri = "09:00-15:00"\n\n[office]\nlunch = "12:00-13:00"\n',
    ),
    "into nothing": ("", "coach.voice", False, "[coach]\nvoice = false\n"),
    "a list of several lines": (
        '[office]\ndays_off = [ # these\n  2026-12-24, # Christmas\n  # far\n  "2027-07-01..2027-07-31",\n] # all\n',
        "office.days_off",
        ["2026-12-24", "2027-01-01", "2027-07-01..2027-07-31"],
        "[office]\ndays_off = [ # these\n  2026-12-24, # Christmas\n  # far\n"
        '  "2027-01-01",\n  "2027-07-01..2027-07-31",\n] # all\n',
    ),
    "an item of a list": (
        '[office]\ndays_off = [\n  "2026-12-24", # Christmas\n  "2027-01-01", # New year\n]\n',
        "office.days_off",
        ["2026-12-24..2026-12-26", "2027-01-01"],
        '[office]\ndays_off = [\n  "2026-12-24..2026-12-26", # Christmas\n  "2027-01-01", # New year\n]\n',
    ),
    "an item less": (
        '[office]\ndays_off = [\n  "2026-12-24", # Christmas\n  "2027-01-01", # New year\n]\n',
        "office.days_off",
        ["2027-01-01"],
        '[office]\ndays_off = [\n  "2027-01-01", # New year\n]\n',
    ),
    "a list on one line": (
        '[office]\ndays = ["mon","tue" ] # days\n',
        "office.days",
        ["mon", "tue", "sat"],
        '[office]\ndays = ["mon", "tue", "sat"] # days\n',
    ),
    "a table": (
        '[office]\n\n[office.other_hours]\n# For example: fri = "09:00-15:00"\n\n[routine]\n',
        "office.other_hours",
        FRIDAY,
        '[office]\n\n[office.other_hours]\n# For example: fri = "09:00-15:00"\nfri = "09:00-15:00"\n\n[routine]\n',
    ),
    "a table entry by entry": (
        '[office.other_hours]\nMonday = "9:00-15:00" # early\nsat = "10:00-12:00"\nsun = "10:00-12:00" # church\n',
        "office.other_hours",
        {"mon": "09:00-15:00", **FRIDAY},
        '[office.other_hours]\nMonday = "9:00-15:00" # early\n#sun = "10:00-12:00" # church\nfri = "09:00-15:00"\n',
    ),
    "a table entry that was one": (
        '[office.other_hours]\n#fri = "10:00-12:00" # late\n',
        "office.other_hours",
        FRIDAY,
        '[office.other_hours]\nfri = "09:00-15:00" # late\n',
    ),
    "a table that is not there": (
        '[office]\nhours = "09:00-17:00"\n',
        "office.other_hours",
        FRIDAY,
        '[office]\nhours = "09:00-17:00"\nother_hours = {fri = "09:00-15:00"}\n',
    ),
    "what cannot be a value of it": (
        '[office]\nother_hours = "late" # hm\n[nudge]\nevery = ["1h"]\n',
        "office.other_hours",
        FRIDAY,
        '[office]\nother_hours = {fri = "09:00-15:00"} # hm\n[nudge]\nevery = ["1h"]\n',
    ),
    "a table where none belongs": (
        "[nudge]\nenabled = true\n[nudge.every]\nh = 1\n",
        "nudge.every",
        "2h",
        '[nudge]\nenabled = true\nevery = "2h"\n',
    ),
    "odd characters": (
        "[hold]\n#ignore = []\n",
        "hold.ignore",
        ['a"b\\c', "été 日本"],
        '[hold]\nignore = ["a\\"b\\\\c", "été 日本"]\n',
    ),
}


@pytest.mark.parametrize("how", PUT)
def test_put(how: str) -> None:
    before, key, value, after = PUT[how]
    assert put(before, key, value) == after
    assert put(after, key, value) == after


RESET = {
    "it is a comment again": (
        '[office]\n# Hours.\nhours = "10:00-18:00"\n',
        "office.hours",
        '[office]\n# Hours.\n#hours = "09:00-18:00"\n',
    ),
    "with what stands behind it": (
        "[reminder]\n\ttimes = 2 # two\n",
        "reminder.times",
        "[reminder]\n\t#times = 3 # two\n",
    ),
    "beside a comment with the default": (
        "[reminder]\n#times = 3\ntimes = 2\n",
        "reminder.times",
        "[reminder]\n#times = 3\n",
    ),
    "beside one, with a remark": (
        "[reminder]\n#times = 3\ntimes = 2 # two\n",
        "reminder.times",
        "[reminder]\n#times = 3\n#times = 3 # two\n",
    ),
    "beside others": (
        "[reminder]\n#times = 4\ntimes = 2\n",
        "reminder.times",
        "[reminder]\n#times = 4\n#times = 3\n",
    ),
    "a list of several lines": (
        '[office]\n  days_off = [ # these\n    "2026-12-24", # "Christmas"\n  ] # all\n',
        "office.days_off",
        '[office]\n  # these\n  # "Christmas"\n  #days_off = [] # all\n',
    ),
    "dotted": ('office.hours = "10:00-18:00"\n', "office.hours", '#office.hours = "09:00-18:00"\n'),
    "inline": (
        'office = { days = ["mon"], hours = "10:00-18:00" } # mine\n',
        "office.hours",
        'office = { days = ["mon"]  } # mine\n',
    ),
    "a table": (
        '# Mine.\n[office.other_hours]\nfri = "09:00-15:00"\nsat = "10:00-12:00" # market\n\n[nudge]\n',
        "office.other_hours",
        '# Mine.\n[office.other_hours]\n#sat = "10:00-12:00" # market\n\n[nudge]\n',
    ),
    "an inline table": (
        '[office]\nother_hours = {fri = "09:00-15:00"} # early\n',
        "office.other_hours",
        "[office]\n#other_hours = {} # early\n",
    ),
    "what is no value of it": ("[nudge]\nevery = true\n", "nudge.every", '[nudge]\n#every = "1h"\n'),
    "a table where none belongs": ("[nudge.every]\nh = 1\n[coach]\n", "nudge.every", "[coach]\n"),
    "where it is none": ("[coach]\n#voice = true\n", "coach.voice", "[coach]\n#voice = true\n"),
    "a word of our own": (
        '[coach]\nvoice_name = "a"\n# "value"\n',
        "coach.voice_name",
        '[coach]\n#voice_name = ""\n# "value"\n',
    ),
}


@pytest.mark.parametrize("how", RESET)
def test_reset(how: str) -> None:
    before, key, after = RESET[how]
    assert reset(before, key) == after


@pytest.mark.parametrize(
    ("text", "key"),
    [("office = 3\n", "office.lunch"), ("[[office]]\n", "office.lunch")],
)
def test_where_there_is_no_way_nothing_is_changed(text: str, key: str) -> None:
    with pytest.raises(NoPlace):
        with_value(text, tuple(key.split(".")), "12:00-13:00", "", lambda raw: raw)


def test_what_is_no_toml_is_not_changed() -> None:
    with pytest.raises(NoToml):
        put("[office\n", "office.lunch", "12:00-13:00")
    with pytest.raises(NoToml):
        reset("[office\n", "office.lunch")


@pytest.mark.complains("nudge.every could not be changed in one way")
def test_a_fault_of_the_library_costs_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another way is tried; what there is of none is told."""
    monkeypatch.setattr("deskbreak.store.toml_text.change.uncommented", lambda *_given: 1 / 0)
    assert put('[nudge]\n#every = "1h"\n', "nudge.every", "2h") == '[nudge]\n#every = "1h"\nevery = "2h"\n'
    monkeypatch.setattr("deskbreak.store.toml_text.change.added", lambda text, *_given: text + "x = 1\n")
    monkeypatch.setattr("deskbreak.store.toml_text.change.table_added", lambda text, *_given: text + "y =")
    with pytest.raises(NoPlace, match="Invalid value"):
        put('[nudge]\n#every = "1h"\n', "nudge.every", "2h")


def test_what_is_the_same_in_toml() -> None:
    assert same({"a": [1, {"b": 2.0}], "c": True}, {"c": True, "a": [1, {"b": 2.0}]})
    for one, other in ((1, True), (1, 1.0), ([1], [1, 2]), ([1], [True]), ({"a": 1}, {}), ({}, [])):
        assert not same(one, other)
    assert value_at({"a": {"b": 1}}, ("a", "b")) == 1
    assert not same(value_at({"a": 1}, ("a", "b")), None)


ENDS = {
    "as they are": (b"a\r\nb\nc\r\n", b"a\r\nB\r\nc\r\n"),
    "no last one": (b"a\nb", b"a\nB"),
    "a mark": (b"\xef\xbb\xbfa\r\nb\r\n", b"\xef\xbb\xbfa\r\nB\r\n"),
    "an old computer": (b"a\rb\rc", b"a\rB\rc"),
    "blank lines": (b"\r\n\r\nb\r\n\r\n", b"\r\n\r\nB\r\n\r\n"),
}


@pytest.mark.parametrize("how", ENDS)
def test_lines_end_as_they_did(how: str) -> None:
    before, after = ENDS[how]
    assert edited(before, lambda text: text) == before
    assert edited(before, lambda text: text.replace("b", "B")) == after
    assert edited(before, lambda text: text.replace("b\n", "b\nb\n").replace("b\nb\n", "b\n")) == before


def test_new_lines_end_as_most_do() -> None:
    assert edited(b"a\r\nb\r\nc\n", lambda text: text + "d\ne\n") == b"a\r\nb\r\nc\nd\r\ne\n"
    assert edited(b"a\r\nb", lambda text: text + "c\n") == b"a\r\nb\r\nc"
    assert edited(b"a\r\nb", lambda _text: "") == b""
    assert edited(b"", lambda text: text + "a\nb\n") == b"a\nb\n"
    assert edited(b"a\r\na\r\n", lambda text: "a\n" + text) == b"a\r\na\r\na\r\n"
