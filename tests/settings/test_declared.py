"""What is declared for the coach is what the coach has; settings come below it, so they cannot ask."""

import re

import pytest

from deskbreak.coach.content.exercise import FULL
from deskbreak.coach.content.looks import LOOKS as COACHS
from deskbreak.settings import HOUR, Settings, TimeRange, Unacceptable
from deskbreak.settings.declared import GROUP_TITLES, GROUPS, LOOKS, STEPS
from deskbreak.settings.kinds import Duration, DurationPair, Names, TextLine, Whole
from deskbreak.settings.reading import declaration, keys, together, value, with_values
from deskbreak.settings.words import SomeOf


def test_the_looks_are_those_of_the_figure_and_the_default_comes_first() -> None:
    assert LOOKS == COACHS
    assert Settings().coach.look == COACHS[0]


def test_there_are_as_many_steps_as_progress_has() -> None:
    assert STEPS == FULL


def test_each_of_several_words_is_called_something() -> None:
    several = {key: kind.words for key in keys() if isinstance(kind := declaration(key).kind, SomeOf)}
    assert several
    assert {key: tuple(declaration(key).called) for key in several} == several


@pytest.mark.parametrize("key", keys())
def test_every_setting_has_a_short_title_of_its_own(key: str) -> None:
    title = declaration(key).title
    assert 3 <= len(title) <= 40, title
    assert not title.endswith(".")
    assert [other for other in keys() if declaration(other).title == title] == [key]


def test_every_group_has_a_title() -> None:
    assert set(GROUP_TITLES) == set(GROUPS)


@pytest.mark.parametrize("key", keys())
def test_what_a_window_says_of_a_setting_does_not_speak_of_the_file(key: str) -> None:
    declared = declaration(key)
    typed = isinstance(declared.kind, Whole | Duration | DurationPair | TextLine | Names | SomeOf)  # the rest is chosen
    wanted = (declared.kind.wanted(),) if typed else ()
    for words in (declared.title, declared.help, *wanted, *declared.called.values()):
        assert not re.search(r'["\[\]=]|true|false|\.toml|deskbreak [a-z]+ [a-z]+"', words), words


@pytest.mark.parametrize("key", keys())
def test_only_values_that_are_accepted_are_called_something(key: str) -> None:
    declared = declaration(key)
    for one in declared.called:
        value = (one,) if isinstance(declared.kind, SomeOf) else one  # a word of several is called something by itself
        assert declared.kind.parse(declared.kind.toml(value)) == value


def test_what_is_called_wanted_is_accepted_as_it_is_written() -> None:
    """The example and the bounds that somebody is told, typed just so."""
    told = 0
    for key in keys():
        kind = declaration(key).kind
        if isinstance(kind, Duration):
            found = re.fullmatch(r"a length of time from (.+) to (.+), as in (.+)", kind.wanted())
            assert found is not None
            assert [kind.parse(text) for text in found.groups()][:2] == [kind.low, kind.high]
            told += 1
    assert told


def test_settings_that_do_not_go_together_are_told_by_their_titles() -> None:
    assert together(Settings()) == ""
    rest = with_values(Settings(), {"away.rest": 2 * HOUR, "away.long": 1 * HOUR})
    assert together(rest).startswith("“A rest” (2h) is longer than “A long rest” (1h)")
    short = with_values(Settings(), {"office.hours": TimeRange(540, 545)})
    assert together(short).startswith("“Quiet at the end” (10m) is no shorter than the office hours (5m)")


def test_a_value_is_found_by_its_key() -> None:
    changed = with_values(Settings(), {"nudge.every": 2 * HOUR})
    assert [key for key in keys() if value(changed, key) != value(Settings(), key)] == ["nudge.every"]


def test_what_is_typed_in_a_window_is_refused_in_words_without_toml() -> None:
    with pytest.raises(Unacceptable, match=r"is no length of time; accepted: a length of time from 0 s to"):
        declaration("office.wind_down").kind.parse_typed("soon")
    with pytest.raises(Unacceptable, match="accepted: two different times of day"):
        declaration("office.hours").kind.parse_typed("09:00-09:00")
