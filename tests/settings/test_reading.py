"""From tables to settings: all faults at once, by full key."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.settings import (
    HOUR,
    MINUTE,
    AwaySettings,
    Fault,
    NudgeSettings,
    OfficeSettings,
    Reading,
    RoutineSettings,
    Settings,
    TimeRange,
    read_settings,
)
from deskbreak.settings.changes import changes
from deskbreak.settings.declared import GROUPS
from deskbreak.settings.reading import declarations


def faults(table: dict[str, Any]) -> dict[str, str]:
    return {fault.key: fault.message for fault in read_settings(table).faults}


def test_nothing_is_the_defaults() -> None:
    assert read_settings({}).settings == Settings()
    assert read_settings({"nudge": {}}).faults == ()


def test_reads_what_is_given() -> None:
    reading = read_settings(
        {
            "office": {"lunch": "13:00-14:00", "other_hours": {"fri": "09:00-15:00"}},
            "routine": {"every": ["90m", "2h"]},
            "nudge": {"enabled": False},
        }
    )
    assert reading.faults == ()
    assert reading.settings == Settings(
        office=OfficeSettings(lunch=TimeRange(780, 840), other_hours=(("fri", TimeRange(540, 900)),)),
        routine=RoutineSettings(every=(90 * MINUTE, 2 * HOUR)),
        nudge=NudgeSettings(enabled=False),
    )


def test_all_faults_are_told_at_once_and_only_the_faulty_keys_keep_their_defaults() -> None:
    reading = read_settings(
        {
            "nugde": {},
            "nudge": {"evry": "1h", "merge": 5, "show_for": "30s"},
            "office": {"other_hours": {"fri": "noon", "foo": "09:00-15:00"}, "days": ["mon", "fru"]},
        }
    )
    assert [fault.key for fault in reading.faults] == [
        "nugde",
        "nudge.evry",
        "nudge.merge",
        "office.other_hours.fri",
        "office.other_hours.foo",
        "office.days",
    ]
    assert reading.settings == Settings(nudge=NudgeSettings(show_for=30_000))


@pytest.mark.parametrize(
    ("table", "key", "says"),
    [
        ({"nugde": {}}, "nugde", "unknown group; did you mean “nudge”?"),
        ({"Nudge": {}}, "Nudge", "unknown group; did you mean “nudge”?"),
        (
            {"zzz": 1},
            "zzz",
            f"unknown group; there are {', '.join(GROUPS)}",
        ),
        ({"lunch": ""}, "lunch", "this belongs below [office]"),
        (
            {"nudge": "1h"},
            "nudge",
            "this is a group of settings, not a setting; write [nudge] and its settings below",
        ),
        ({"nudge": {"evry": "1h"}}, "nudge.evry", "unknown setting; did you mean “every”?"),
        ({"nudge": {"lunch": ""}}, "nudge.lunch", "unknown setting; it belongs below [office]"),
        (
            {"hold": {"zzz": 1}},
            "hold.zzz",
            f"unknown setting; [hold] has {', '.join(declarations('hold'))}",
        ),
        (
            {"hold": {"a b\n": 1}},
            'hold."a b\\n"',
            f"unknown setting; [hold] has {', '.join(declarations('hold'))}",
        ),
        (
            {"office": {"other_hours": {"a b": "09:00-15:00"}}},
            'office.other_hours."a b"',
            '"a b" is no day; accepted: days with their hours, as in fri = "09:00-15:00"',
        ),
    ],
)
def test_says_what_was_probably_meant(table: dict[str, Any], key: str, says: str) -> None:
    assert faults(table) == {key: says}


def test_a_fault_reads_as_a_line() -> None:
    assert str(Fault("nudge.evry", "unknown setting")) == "nudge.evry: unknown setting"
    assert str(Fault("", "unreadable")) == "unreadable"


def test_one_may_be_away_for_longer_than_a_rest_before_it_is_noticed() -> None:
    assert faults({"away": {"rest": "2m"}}) == {}
    assert faults({"away": {"after": "6m"}}) == {}


@pytest.mark.parametrize(
    ("table", "key", "says"),
    [
        ({"away": {"rest": "1h"}}, "away.rest", "away.rest (1h) is longer than away.long (45m)"),
        (
            {"office": {"hours": "09:00-10:00", "wind_down": "1h"}},
            "office.wind_down",
            "office.wind_down (1h) is no shorter than the office hours (1h)",
        ),
        (
            {"office": {"other_hours": {"fri": "09:00-09:05"}}},
            "office.other_hours",
            "office.wind_down (10m) is no shorter than the office hours (5m)",
        ),
    ],
)
def test_settings_that_contradict_each_other(table: dict[str, Any], key: str, says: str) -> None:
    reading = read_settings(table)
    assert [fault.key for fault in reading.faults] == [key]
    assert reading.faults[0].message.startswith(says)
    assert reading.settings == Settings()


def test_a_shift_over_midnight_has_its_whole_length() -> None:
    assert faults({"office": {"hours": "23:00-01:00", "wind_down": "119m"}}) == {}
    assert "office.wind_down" in faults({"office": {"hours": "23:00-01:00", "wind_down": "2h"}})


def test_a_contradiction_with_a_setting_that_is_faulty_itself_is_not_told() -> None:
    reading = read_settings({"away": {"rest": "1h", "long": 10}})
    assert [fault.key for fault in reading.faults] == ["away.long"]
    assert reading.settings == Settings()


def test_lies_over_a_base() -> None:
    base = replace(Settings(), nudge=NudgeSettings(every=30 * MINUTE, enabled=False))
    reading = read_settings({"nudge": {"every": "20m", "merge": 3}}, base)
    assert reading.settings == replace(Settings(), nudge=NudgeSettings(every=20 * MINUTE, enabled=False))
    assert [fault.key for fault in reading.faults] == ["nudge.merge"]


def test_a_base_that_contradicts_itself_is_not_the_tables_fault() -> None:
    base = replace(Settings(), away=AwaySettings(rest=10 * MINUTE, long=6 * MINUTE))
    assert read_settings({"nudge": {"every": "20m"}}, base).faults == ()
    reading = read_settings({"away": {"long": "8m"}}, base)
    assert [fault.key for fault in reading.faults] == ["away.long"]
    assert reading.settings == base


names = st.sampled_from([name for group in GROUPS for name in declarations(group)]) | st.text()
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["20m", "1h", "09:00-09:04", "mon", "2026-12-24"])
    | st.dates()
    | st.times()
    | st.datetimes()
)
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(names, inner), max_leaves=5)
often_accepted = st.sampled_from(
    [
        *(True, False, 1, 3, "30s", "20m", "1h", ["1h", "90m"]),
        *("auto", "none", "en", "neck", "", ["obs", "Firefox"]),
        *("22:00-06:00", ["sun", "mon"], {"fri": "09:00-15:00", "sat": "10:00-12:00"}),
        ["2026-12-24", "2026-12-30..2027-01-01"],
    ]
)
known = {group: st.sampled_from(list(declarations(group))) for group in GROUPS}
tables = st.builds(
    lambda odd, usual: odd | usual,
    st.dictionaries(st.sampled_from(list(GROUPS)) | names, st.dictionaries(names, values) | values),
    st.fixed_dictionaries(
        {}, optional={group: st.dictionaries(known[group], often_accepted | values) for group in GROUPS}
    ),
)


@given(tables)
def test_no_table_harms_the_reader(table: dict[str, Any]) -> None:
    reading = read_settings(table)
    assert all(fault.key and fault.message for fault in reading.faults)
    assert read_settings(changes(reading.settings)) == Reading(reading.settings, ()), "they can be written and read"


@given(st.data())
def test_any_settings_survive_being_written_and_read(data: st.DataObject) -> None:
    minutes = st.integers(10, 40).map(lambda count: f"{count}m")
    table = {
        "nudge": data.draw(st.fixed_dictionaries({}, optional={"every": minutes, "enabled": st.booleans()})),
        "reminder": data.draw(st.fixed_dictionaries({}, optional={"again": minutes, "times": st.integers(1, 10)})),
    }
    settings = read_settings(table).settings
    written = {
        group: {name: told.kind.toml(getattr(getattr(settings, group), name)) for name, told in named.items()}
        for group, named in ((group, declarations(group)) for group in GROUPS)
    }
    again = read_settings(written)
    assert again.faults == ()
    assert again.settings == settings
