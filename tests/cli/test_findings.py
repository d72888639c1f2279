"""What an examination means: a line each, with what would help, and what is grave."""

import re
import tomllib
from dataclasses import replace
from typing import Any

import pytest

from deskbreak.app.machine.diagnosis import Diagnosis, Display, ToldByRunning
from deskbreak.app.machine.sense_report import QUESTIONS, SenseReport
from deskbreak.cli.findings import Finding, Health, findings
from deskbreak.desktop.autostart.autostart import AutostartState, AutostartStatus
from deskbreak.desktop.health.daemon import Daemon
from deskbreak.desktop.health.sound import SoundOutput
from deskbreak.desktop.health.tray import TrayHost
from deskbreak.settings import read_settings
from deskbreak.settings.reading import keys
from deskbreak.store.health import FileHealth

WELL = Diagnosis(
    running=True,
    display=Display("xcb"),
    senses=tuple(SenseReport(question, "somebody", value=False, answered_ms_ago=10) for question in QUESTIONS),
    daemon=Daemon("dunst", "knopwob", "1.9", ("actions", "body")),
    tray=TrayHost("status-notifier"),
    speakers=("/usr/bin/spd-say",),
    speech_fault="",
    silent="",
    sound=SoundOutput(("/usr/bin/paplay",)),
    files=(FileHealth("state", "/s/state.json", 2049, kept=True, writable=True),),
    at_login=AutostartStatus(AutostartState.OFF, "/c/autostart/x.desktop"),
)


def about(name: str, voice: str = "auto", **changes: Any) -> Finding:
    (finding,) = (one for one in findings(replace(WELL, **changes), voice) if one.part == name)
    return finding


def heard(question: str, **known: Any) -> Finding:
    return about(question, senses=(SenseReport(question, "asked-one", **known),))


def test_all_is_well() -> None:
    told = list(findings(WELL, "auto"))
    assert {one.health for one in told} == {Health.OK}
    assert not any(one.grave or one.advice for one in told)
    assert [one.part for one in told] == [
        "display", *QUESTIONS, "notifications", "tray", "speech", "sound", "state", "autostart"
    ]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_nobody_knows(question: str) -> None:
    silent = (
        SenseReport(question, "a", fault="gone"),
        SenseReport(question, "b", fault="gone"),
        SenseReport(question, "c", fault="no"),
    )
    finding = about(question, senses=silent)
    assert (finding.health, finding.says) == (Health.UNKNOWN, "a, b: gone; c: no")
    assert finding.advice
    assert not finding.grave
    assert about(question, senses=()).health is Health.UNKNOWN


def test_wayland_without_its_protocol() -> None:
    finding = about("idle", senses=(), display=Display("wayland"))
    assert "ext-idle-notify" in finding.advice[0]
    assert "count as present" in finding.advice[1]


def test_what_is_known_and_since_when() -> None:
    assert heard("idle", value=65_000, tells=True).says == "last touched 1m5s ago (asked-one tells by itself)"
    assert heard("idle", value=900, tells=True).says == "just now (asked-one tells by itself)"
    assert heard("zone", value="Europe/Berlin", tells=True).says == "Europe/Berlin (asked-one tells by itself)"
    assert heard("sleep", value=True, tells=True).says == "will be told (asked-one tells by itself)"
    assert heard("dnd", value=False, answered_ms_ago=70_000).says == "no (asked-one, asked 1m10s ago)"
    assert heard("dnd", value=False).says == "no (asked-one, asked just now)"
    assert heard("microphone", value=True, detail="Firefox").says == "yes: Firefox (asked-one, asked just now)"


def test_one_who_says_yes_is_believed() -> None:
    several = (
        SenseReport("dnd", "a", fault="gone"),
        SenseReport("dnd", "b", value=False),
        SenseReport("dnd", "c", value=True),
    )
    assert about("dnd", senses=several).says == "yes (c, asked just now)"


def test_notifications() -> None:
    assert about("notifications").says == "dunst 1.9 (actions, body)"
    assert "cards" in about("notifications", daemon=Daemon("x", "y", "1", ("body",))).advice[0]
    gone = about("notifications", daemon=Daemon(fault="no answer in time"))
    assert (gone.health, gone.grave) == (Health.MISSING, False)
    assert "cards" in gone.advice[0]
    assert about("notifications", daemon=None).health is Health.OK


def test_neither_display_nor_notifications_is_grave() -> None:
    nothing: dict[str, Any] = {"display": Display("", "there is no display"), "daemon": Daemon(fault="gone")}
    assert about("display", **nothing).grave
    assert about("notifications", **nothing).grave
    assert about("display", **nothing).advice == ("there is no display",)


def test_no_tray() -> None:
    finding = about("tray", tray=TrayHost("", "nobody"))
    assert (finding.health, finding.grave) == (Health.MISSING, False)
    assert "AppIndicator" in finding.advice[0]


def test_no_program_for_it() -> None:
    for finding in (about("speech", speakers=()), about("sound", sound=SoundOutput())):
        assert (finding.health, finding.says) == (Health.MISSING, "no program for it")
        assert finding.advice
        assert not finding.grave


@pytest.mark.parametrize(
    ("changes", "speech", "sound"),
    [
        ({"sound": SoundOutput(("/p",), "p: refused", cards=False)}, Health.FAULTY, Health.FAULTY),
        ({"sound": SoundOutput(("/p",), "p: refused")}, Health.UNKNOWN, Health.FAULTY),
        ({"speech_fault": "spd-say: speech-dispatcher is not installed"}, Health.FAULTY, Health.OK),
        ({"silent": "No voice can be heard."}, Health.FAULTY, Health.OK),
    ],
)
def test_what_is_there_and_cannot_be_heard(changes: dict[str, Any], speech: Health, sound: Health) -> None:
    told = about("speech", **changes), about("sound", **changes)
    assert tuple(one.health for one in told) == (speech, sound)
    assert all(one.advice for one in told if one.health is not Health.OK)


def test_a_voice_that_nobody_wishes_for_is_no_fault() -> None:
    assert about("speech", voice="none", speakers=()).health is Health.OK
    assert about("speech", voice="espeak-ng", speakers=()).advice[0] == 'voice_engine = "espeak-ng" allows no other.'


def test_files() -> None:
    assert about("state").says == "/s/state.json (3 KiB)"
    locked = about("state", files=(FileHealth("state", "/s", None, kept=True, writable=False),))
    assert (locked.health, locked.grave, locked.says) == (Health.FAULTY, True, "/s (not there yet)")
    odd = about("config", files=(FileHealth("config", "/c", 5, kept=False, writable=False, faults=("odd",)),))
    assert (odd.health, odd.grave, odd.advice) == (Health.FAULTY, False, ("odd",))
    own = about("content", files=(FileHealth("content", "/c", 4096, kept=False, writable=True),))
    assert own.says == "/c"


@pytest.mark.parametrize(
    "answer",
    [{}, {"platform": 5, "senses": []}, {"platform": "xcb", "senses": [5]}, {"platform": "xcb", "senses": [{}]}],
)
def test_what_no_deskbreak_says_of_itself(answer: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"platform|argument"):
        ToldByRunning.of(answer)


@pytest.mark.parametrize("question", ["microphone", "camera", "fullscreen", "inhibit"])
def test_it_shows_what_to_write_so_that_a_program_counts_as_nothing(question: str) -> None:
    """H7: what it shows may be copied into the file."""
    finding = heard(question, value=True, detail='OBS "Studio", Zoom')
    (advice,) = finding.advice
    line = advice.partition(": ")[2]
    assert tomllib.loads(line) == {"ignore": ['OBS "Studio"', "Zoom"]}
    assert read_settings({"hold": tomllib.loads(line)}).settings.hold.ignore == ('OBS "Studio"', "Zoom")
    assert finding.health is Health.OK


def test_what_has_no_name_cannot_be_ignored() -> None:
    assert heard("microphone", value=True).advice == ()
    assert heard("dnd", value=True, detail="somebody").advice == ()


def test_who_counts_as_nothing_is_named() -> None:
    assert heard("microphone", value=False, left_out="OBS").advice == ("Counts as nothing, by [hold] ignore: OBS",)
    both = heard("camera", value=True, detail="zoom", left_out="obs")
    assert both.advice[0] == "Counts as nothing, by [hold] ignore: obs"
    assert len(both.advice) == 2
    senses = (
        SenseReport("inhibit", "a", value=True, left_out="obs"),
        SenseReport("inhibit", "b", value=False, left_out="obs"),
    )
    assert about("inhibit", senses=senses).advice == ("Counts as nothing, by [hold] ignore: obs",)


def test_in_the_window_it_says_where_that_is_clicked() -> None:
    place = "“Programs to ignore” on the page “Quiet”"
    finding = heard("camera", value=True, detail="zoom, Meet", left_out="obs")
    assert finding.in_window == (
        f"Counts as nothing: obs. That is chosen at {place}.",
        f"If zoom, Meet is to count as nothing: it is added at {place}.",
    )
    who = "“Who speaks” on the page “Coach”"
    assert about("speech", voice="none").in_window == (f"That is chosen at {who}.",)
    alone = about("speech", voice="espeak-ng", speakers=())
    assert alone.in_window[0] == f"espeak-ng alone is to speak, which is chosen at {who}."
    assert alone.in_window[1:] == alone.advice[1:]


MUTE = SoundOutput(("/p",), "p: refused", cards=False)
STATES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("auto", {}),
    ("auto", {"senses": ()}),
    ("auto", {"senses": tuple(SenseReport(one, "a", True, "obs", left_out="mpv") for one in QUESTIONS[5:])}),
    ("auto", {"display": Display("", "there is no display"), "daemon": Daemon(fault="gone")}),
    ("auto", {"daemon": Daemon("x", "y", "1", ("body",)), "tray": TrayHost("", "nobody")}),
    ("none", {"speakers": ()}),
    ("auto", {"speakers": (), "sound": SoundOutput()}),
    ("espeak-ng", {"speakers": (), "sound": MUTE}),
    ("auto", {"sound": MUTE}),
    ("auto", {"speech_fault": "spd-say: it ended with 1"}),
    ("auto", {"at_login": AutostartStatus(AutostartState.MOVED, "/c/x.desktop", "It would start x.")}),
)


@pytest.mark.parametrize(("voice", "changes"), STATES)
def test_in_the_window_nobody_is_asked_to_type_a_command_or_a_setting(voice: str, changes: dict[str, Any]) -> None:
    told = list(findings(replace(WELL, **changes), voice))
    names = {name for key in keys() if "_" in (name := key.partition(".")[2])}
    for finding in told:
        for sentence in (finding.says, *finding.in_window):
            assert not re.search(
                r"\bdeskbreak (?=voice|autostart|doctor|settings)|config\.toml|\[\w+\]|\w = ", sentence
            )
            assert not names & set(re.findall(r"\w+", sentence)), sentence


def test_what_has_another_sentence_in_the_window_is_an_advice() -> None:
    for voice, changes in STATES:
        for finding in findings(replace(WELL, **changes), voice):
            assert {one for one in finding.clicked if one} <= set(finding.advice)


def test_another_zone_than_the_systems_is_told() -> None:
    told = 'TZ is "Mars/X", which is no time zone here; the times are in UTC.'
    finding = heard("zone", value="UTC", detail=told, tells=True)
    assert (finding.says, finding.advice) == ("UTC (asked-one tells by itself)", (told,))


def test_whether_it_starts_at_login() -> None:
    entry = "/c/autostart/x.desktop"
    assert about("autostart").says == "off"
    told = about("autostart", at_login=AutostartStatus(AutostartState.ON, entry))
    assert (told.health, told.says, told.advice) == (Health.OK, f"on ({entry})", ())
    told = about("autostart", at_login=AutostartStatus(AutostartState.MOVED, entry, "It would start x."))
    assert (told.health, told.says, told.grave) == (Health.FAULTY, "moved", False)
    assert told.advice == (
        "It would start x.",
        "To have it start from where it is now: deskbreak autostart on",
    )
    told = about("autostart", at_login=AutostartStatus(AutostartState.OFF, entry, "It is no entry."))
    assert (told.health, told.says, told.advice) == (Health.OK, "off", ("It is no entry.",))
