"""Who says what when: the shipped routines by a clock that the test turns, and a speaker that notes what it says."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.app.in_force import InForce
from deskbreak.app.routine import hearing
from deskbreak.app.routine.audio import Audio, language_of
from deskbreak.app.routine.narrator import Narrator, cues
from deskbreak.coach.plan import Plan, plan
from deskbreak.coach.player import Player
from deskbreak.coach.script import speaking
from deskbreak.desktop.sound.sounds import Sound
from deskbreak.engine.actions import Version
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.exercising import Exercising
from deskbreak.engine.reasons import Hold, Sign
from deskbreak.engine.state import MachineState, ShownSign, State
from deskbreak.settings import Settings
from deskbreak.store.content.library import Library, open_library
from deskbreak.store.paths import find_paths
from deskbreak.ui.routine.window import RoutineWindow
from tests.pace import own_s

STEP = 0.02
LIMIT = 10_000
NOW = Instant(0, 0, "UTC")


@dataclass
class HandMouth:
    """Speaks at the rate that the script counts on, or ``slower`` times as slow."""

    clock: Callable[[], float]
    slower: float = 1.0
    mute: bool = False
    heard: list[tuple[float, str]] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)
    until: float = -1.0

    @property
    def speaking(self) -> bool:
        return self.clock() < self.until - 2 * STEP  # a breath of silence is counted in

    def say(self, words: str, within_ms: int | None = None) -> None:
        assert within_ms is not None
        assert within_ms / 1000 >= speaking(words)
        assert not self.speaking, f"{words!r} while {self.heard[-1]} is said"
        self.heard.append((round(self.clock(), 2), words))
        self.until = self.clock() + self.slower * speaking(words)

    def stop(self) -> None:
        if self.speaking:
            self.cut.append(self.heard[-1][1])
        self.until = -1.0


class Lesson:
    """A routine being led. ``run`` lets time go by in the window, which tells of it as the real one does."""

    def __init__(self, layout: Plan) -> None:
        self.plan = layout
        self.now = 0.0
        self.place = 0.0
        self.running = False
        self.speak = self.sound = True
        self.speaker = HandMouth(lambda: self.now)
        self.sounds: list[tuple[float, Sound]] = []
        self.voice = Narrator(
            layout,
            self.speaker,
            lambda sound: self.sounds.append((round(self.now, 2), sound)),
            lambda: self.now,
            lambda: self.speak,
            lambda: self.sound,
        )

    def tell(self) -> None:
        self.voice.follow(self.place, self.running)

    def go_on(self) -> None:
        self.running = True
        self.tell()

    def pause(self) -> None:
        self.running = False
        self.tell()

    def leap(self, place: float) -> None:
        self.place = place
        self.tell()

    def run(self, seconds: float) -> None:
        for _step in range(round(seconds / STEP)):
            self.now += STEP
            if self.running:
                self.place = min(self.plan.total, self.place + STEP)
            if self.voice.waiting:
                self.voice._timer.timeout.emit()
            if self.running and self.place >= self.plan.total:
                self.pause()

    def said(self, since: float = 0.0) -> list[str]:
        return [words for at, words in self.speaker.heard if at >= since]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_library(find_paths(tmp_path / "home"))


@pytest.fixture
def lesson(qtbot: QtBot, library: Library) -> Lesson:
    return Lesson(plan(library.routine("desk"), library.exercises, step=1))


def test_every_line_is_said_in_its_time_and_never_two_at_once(lesson: Lesson) -> None:
    lesson.go_on()
    lesson.run(lesson.plan.total + 1)
    script = lesson.plan.script
    assert lesson.said() == [line.say for line in script]
    late = [at - line.at for (at, _words), line in zip(lesson.speaker.heard, script, strict=True)]
    assert -0.03 <= min(late) <= max(late) <= STEP + 0.01
    assert lesson.speaker.cut == []
    assert not lesson.voice.waiting


def test_sounds_mark_the_start_each_exercise_and_the_end(lesson: Lesson) -> None:
    lesson.go_on()
    lesson.run(lesson.plan.total + 1)
    kinds = [sound for _at, sound in lesson.sounds]
    assert kinds == [Sound.START, *[Sound.CHANGE] * (len(lesson.plan.parts) - 1), Sound.DONE]
    for (at, _sound), part in zip(lesson.sounds[1:-1], lesson.plan.parts[1:], strict=True):
        assert part.start - 0.65 <= at <= part.start + STEP + 0.01
    assert lesson.sounds[-1][0] == pytest.approx(lesson.plan.total, abs=0.1)


def test_word_from_the_window_in_between_changes_nothing(lesson: Lesson) -> None:
    lesson.go_on()
    for _second in range(40):
        lesson.run(1)
        lesson.tell()
    assert lesson.said() == [line.say for line in lesson.plan.script if line.at <= 40]


def test_paused_it_is_silent_without_a_timer_and_says_again_what_was_broken_off(lesson: Lesson) -> None:
    first, second = lesson.plan.script[:2]
    lesson.go_on()
    lesson.run(1)
    lesson.pause()
    assert (lesson.speaker.cut, lesson.voice.waiting) == ([first.say], False)
    lesson.run(60)
    assert lesson.said() == [first.say]
    lesson.go_on()
    lesson.run(0.5)
    assert lesson.said() == [first.say, first.say]
    lesson.speaker.until = lesson.now  # it had been all but said
    lesson.run(second.at - lesson.place + 0.2)
    assert lesson.said() == [first.say, first.say, second.say]


def test_paused_in_silence_it_goes_on_with_the_next_line(lesson: Lesson) -> None:
    lines = lesson.plan.script
    number = next(n for n, line in enumerate(lines) if lines[n + 1].at - line.until > 0.5)
    lesson.go_on()
    lesson.run(lines[number].until + 0.2)
    lesson.pause()
    lesson.run(30)
    resumed = lesson.now
    lesson.go_on()
    lesson.run(lines[number + 1].at - lesson.place + 0.2)
    assert lesson.said(resumed) == [lines[number + 1].say]


def test_next_and_back_lead_to_the_words_of_that_place(lesson: Lesson) -> None:
    second, third = lesson.plan.parts[1].start, lesson.plan.parts[2].start
    lesson.go_on()
    lesson.run(1)
    lesson.leap(third)
    assert lesson.said()[-1] == next(line.say for line in lesson.plan.script if line.at >= third)
    assert lesson.speaker.cut == [lesson.plan.script[0].say]
    lesson.run(20)
    lesson.leap(second)
    assert lesson.said()[-1] == next(line.say for line in lesson.plan.script if line.at >= second)


def test_a_leap_while_paused_is_silent_until_it_goes_on(lesson: Lesson) -> None:
    second = lesson.plan.parts[1].start
    lesson.go_on()
    lesson.run(1)
    lesson.pause()
    lesson.leap(second)
    lesson.run(5)
    assert len(lesson.speaker.heard) == 1
    lesson.go_on()
    assert lesson.said()[1:] == [next(line.say for line in lesson.plan.script if line.at >= second)]


def test_going_on_where_one_had_stopped_begins_there(lesson: Lesson) -> None:
    lesson.place = lesson.plan.parts[2].start
    lesson.go_on()
    assert lesson.said() == [next(line.say for line in lesson.plan.script if line.at >= lesson.place)]
    assert [sound for _at, sound in lesson.sounds] == [Sound.START]


def test_leaping_to_the_end_is_not_having_done_it(lesson: Lesson) -> None:
    lesson.go_on()
    lesson.run(3)
    lesson.running = False
    lesson.leap(lesson.plan.total)
    assert [sound for _at, sound in lesson.sounds] == [Sound.START]
    assert not lesson.speaker.speaking
    assert not lesson.voice.waiting


def test_the_last_words_may_end_after_the_routine_has(lesson: Lesson) -> None:
    lesson.speaker.slower = 1.5
    lesson.place = lesson.plan.script[-1].at - 0.1
    lesson.go_on()
    lesson.run(lesson.plan.total - lesson.place + 1)
    assert (lesson.said(), lesson.speaker.cut) == ([lesson.plan.script[-1].say], [])


def test_silent_while_it_may_not_be_heard_and_on_again_with_the_next_line(lesson: Lesson) -> None:
    lesson.go_on()
    lesson.run(1)
    lesson.speak = lesson.sound = False
    lesson.voice.check()
    assert lesson.speaker.cut == [lesson.plan.script[0].say]
    lesson.run(60)
    assert len(lesson.speaker.heard) == 1
    lesson.speak = lesson.sound = True
    lesson.voice.check()
    lesson.run(20)
    assert lesson.said(61) == [line.say for line in lesson.plan.script if 61 < line.at <= 81]


def test_where_nobody_can_speak_sounds_mark_what_begins(lesson: Lesson) -> None:
    """An exercise, another side or direction, a repetition: each is told once, while one is still at what is before."""
    lesson.speaker.mute = True
    lesson.go_on()
    lesson.run(lesson.plan.total + 1)
    assert lesson.speaker.heard == []
    begins = [
        beat.start
        for before, beat in pairwise(lesson.plan.beats)
        if (beat.part, beat.side, beat.repetition) != (before.part, before.side, before.repetition)
    ]
    changes = [at for at, sound in lesson.sounds if sound is Sound.CHANGE]
    for at, before, begin in zip(changes, [0.0, *begins[:-1]], begins, strict=True):
        assert before < at <= begin


def test_closed_it_is_silent_for_good(lesson: Lesson) -> None:
    lesson.go_on()
    lesson.run(1)
    lesson.voice.close()
    lesson.run(30)
    assert len(lesson.speaker.heard) == 1
    assert not lesson.voice.waiting


@pytest.mark.parametrize("routine", ["desk", "neck", "desk-and-neck"])
@pytest.mark.parametrize("step", [1, 6])
def test_each_line_is_of_use_until_after_it_is_said(library: Library, routine: str, step: int) -> None:
    heard = cues(plan(library.routine(routine), library.exercises, step=step))
    assert [cue.at for cue in heard] == sorted(cue.at for cue in heard)
    for cue in heard:
        if cue.line is not None:
            assert cue.over > cue.line.until


# When it may be heard


@pytest.fixture(autouse=True)
def _nobody_to_speak() -> None:
    """Here there are programs of the test's own."""


class Ear:
    """What the app is heard by: programs that note what they were given."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, then: str = "exec sleep 0.5") -> None:
        self.folder = folder
        self.state, self.settings = State(NOW), Settings()
        for name, what in (("espeak-ng", then), ("paplay", "exit 0")):
            path = folder / name
            path.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$*\" >>'{path}.heard'\n{what}\n")
            path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        self.now = 0.0

    def audio(self, **coach: object) -> Audio:
        self.set(**{"voice_engine": "espeak-ng", **coach})
        return Audio(lambda: InForce(self.state, self.settings), lambda: self.now, self.folder / "copies")

    def set(self, **coach: object) -> None:
        self.settings = replace(self.settings, coach=replace(self.settings.coach, **coach))  # type: ignore[arg-type]

    def heard(self, program: str) -> list[str]:
        notes = self.folder / f"{program}.heard"
        return notes.read_text().splitlines() if notes.exists() else []

    def hold(self, *holds: Hold) -> None:
        self.state = replace(self.state, holds=tuple((hold, 0) for hold in holds))


@pytest.fixture
def ear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ear:
    return Ear(tmp_path, monkeypatch)


@pytest.fixture
def layout(library: Library) -> Plan:
    return plan(library.routine("desk"), library.exercises, step=1)


def test_the_voice_speaks_by_the_engine_with_the_settings(
    qtbot: QtBot, ear: Ear, library: Library, layout: Plan
) -> None:
    audio = ear.audio(volume=40)
    audio.lead(layout, library.exercises).follow(0, True)
    assert audio.speaks
    qtbot.waitUntil(lambda: len(ear.heard("espeak-ng")) == 1, timeout=LIMIT)
    assert ear.heard("espeak-ng")[0].startswith("-v en -a 40 -- ")
    qtbot.waitUntil(lambda: len(ear.heard("paplay")) == 1, timeout=LIMIT)
    assert ear.heard("paplay")[0].endswith("start-40.wav")
    audio.close()


@pytest.mark.parametrize(
    ("coach", "holds", "speaks", "sounds"),
    [
        ({}, (), True, True),
        ({"voice": False}, (), False, True),
        ({"voice_engine": "none"}, (), False, True),
        ({"sounds": False}, (), True, False),
        ({"volume": 0}, (), False, False),
        ({"discreet": True}, (), False, False),
        ({}, (Hold.CALL,), False, False),
        ({}, (Hold.DND,), False, False),
        ({}, (Hold.OFF, Hold.ROUTINE), True, True),
    ],
)
def test_when_it_may_be_heard(
    qtbot: QtBot, ear: Ear, coach: dict[str, object], holds: tuple[Hold, ...], speaks: bool, sounds: bool
) -> None:
    audio = ear.audio(**coach)
    ear.hold(*holds)
    assert (audio.may_speak, audio.may_sound) == (speaks, sounds)
    audio.close()


def test_muted_nothing_is_heard_until_the_window_is_gone(
    qtbot: QtBot, ear: Ear, library: Library, layout: Plan
) -> None:
    audio = ear.audio()
    audio.lead(layout, library.exercises)
    audio.mute(True)
    assert (audio.may_speak, audio.may_sound) == (False, False)
    audio.mute(False)
    assert (audio.may_speak, audio.may_sound) == (True, True)
    audio.mute(True)
    audio.leave()
    assert (audio.may_speak, audio.may_sound) == (True, True)
    audio.close()


def test_another_volume_holds_from_the_next_words_on(qtbot: QtBot, ear: Ear, library: Library, layout: Plan) -> None:
    audio = ear.audio(volume=40)
    voice = audio.lead(layout, library.exercises)
    voice.follow(0, True)
    qtbot.waitUntil(lambda: len(ear.heard("espeak-ng")) == 1, timeout=LIMIT)
    ear.set(volume=90)
    audio.check()
    voice.follow(layout.script[3].at, True)
    qtbot.waitUntil(lambda: len(ear.heard("espeak-ng")) == 2, timeout=LIMIT)
    assert ear.heard("espeak-ng")[1].startswith("-v en -a 90 -- ")
    audio.close()


@pytest.mark.parametrize("sign", [Sign.CALL, Sign.DND])
def test_in_a_call_nothing_is_heard_even_where_it_is_not_to_hold_reminders_back(
    qtbot: QtBot, ear: Ear, sign: Sign
) -> None:
    """`[hold] calls = false` lets reminders through; nobody wants a voice in an open microphone."""
    audio = ear.audio()
    ear.state = replace(ear.state, machine=MachineState(signs=(ShownSign(sign, 0, 0),)))
    assert (audio.may_speak, audio.may_sound) == (False, False)
    audio.close()


def test_in_a_demonstration_faster_than_time_nothing_is_heard(qtbot: QtBot, ear: Ear, tmp_path: Path) -> None:
    audio = Audio(lambda: InForce(State(NOW), Settings()), lambda: 0.0, tmp_path, speed=60)
    assert (audio.may_speak, audio.may_sound) == (False, False)


def test_a_call_that_begins_silences_it_at_once(qtbot: QtBot, ear: Ear, library: Library, layout: Plan) -> None:
    audio = ear.audio()
    audio.lead(layout, library.exercises).follow(0, True)
    speaker = audio._speaker
    assert speaker is not None
    before = speaker.speaking
    ear.hold(Hold.CALL)
    audio.check()
    assert (before, speaker.speaking) == (True, False)
    audio.close()


def test_a_posture_tip_has_a_sound_only_where_that_is_wished_for(qtbot: QtBot, ear: Ear) -> None:
    audio = ear.audio()
    audio.nudge()
    ear.set(nudge_sound=True, discreet=True)
    audio.nudge()
    ear.set(discreet=False, volume=100)
    audio.nudge()
    qtbot.waitUntil(lambda: len(ear.heard("paplay")) == 1, timeout=LIMIT)
    assert ear.heard("paplay")[0].endswith("/nudge.wav")
    audio.close()


@pytest.mark.parametrize(
    ("sounds", "sentence"),
    [
        (
            True,
            "A voice is installed, but it could not be heard. Please look whether other programs can be heard. "
            "Small sounds lead you through the routine, and its words are on the screen.",
        ),
        (
            False,
            "A voice is installed, but it could not be heard. Please look whether other programs can be heard. "
            "The words of the routine are on the screen.",
        ),
    ],
)
def test_a_dead_engine_is_told_of_once(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    library: Library,
    layout: Plan,
    sounds: bool,
    sentence: str,
) -> None:
    monkeypatch.setattr(hearing, "has_output", lambda _platform, _environ: True)
    ear = Ear(tmp_path, monkeypatch, "echo 'no voice' >&2; exit 1")
    audio = ear.audio(sounds=sounds)
    told: list[str] = []
    audio.fell_silent.connect(told.append)
    for _routine in range(2):
        audio.lead(layout, library.exercises).follow(0, True)
        speaker = audio._speaker
        assert speaker is not None
        qtbot.waitUntil(lambda speaker=speaker: speaker.mute, timeout=LIMIT)  # type: ignore[misc]
    assert (told, audio.notice, audio.speaks) == ([sentence], sentence, False)
    audio.close()


@pytest.mark.parametrize("engine", [True, False])
def test_no_sounds_are_promised_where_nothing_can_be_heard(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library, layout: Plan, engine: bool
) -> None:
    monkeypatch.setattr(hearing, "has_output", lambda _platform, _environ: False)
    ear = Ear(tmp_path, monkeypatch, "exit 1")
    if not engine:
        monkeypatch.setenv("PATH", str(ear.folder / "nothing"))
    audio = ear.audio(sounds=True) if engine else ear.audio(sounds=True, voice_engine="auto")
    told: list[str] = []
    audio.fell_silent.connect(told.append)
    audio.lead(layout, library.exercises).follow(0, True)
    qtbot.waitUntil(lambda: bool(audio.notice), timeout=LIMIT)
    assert told == [], "it is no news"
    why = "No loudspeaker or headphones are found here" if engine else "No voice is installed here"
    assert audio.notice.startswith(why)
    assert audio.notice.endswith("The words of the routine are on the screen.")
    assert "sounds lead" not in audio.notice
    audio.close()


def test_that_there_is_nothing_to_be_heard_by_is_said_before_the_first_routine(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library, layout: Plan
) -> None:
    output = [False]
    monkeypatch.setattr(hearing, "has_output", lambda _platform, _environ: output[0])
    ear = Ear(tmp_path, monkeypatch, "exec sleep 0.5")
    audio = ear.audio()
    assert audio.silent.startswith("No loudspeaker or headphones are found here")
    ear.set(voice=False)
    assert audio.silent == "", "nobody wishes to hear one"
    ear.set(voice=True)
    audio.lead(layout, library.exercises).follow(0, True)
    audio.leave()
    assert audio.silent == "", "it was heard all the same"
    output[0] = True
    assert ear.audio().silent == ""
    audio.close()


def test_nothing_is_put_over_a_routine_that_has_no_voice(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library, layout: Plan
) -> None:
    """H2: it is told when the routine is over, and kept for who asks meanwhile."""
    monkeypatch.setattr(hearing, "has_output", lambda _platform, _environ: True)
    ear = Ear(tmp_path, monkeypatch, "exit 1")
    audio = ear.audio(sounds=False)
    told: list[str] = []
    audio.fell_silent.connect(told.append)
    ear.state = replace(ear.state, routine=Exercising(Version.FULL))
    audio.lead(layout, library.exercises).follow(0, True)
    speaker = audio._speaker
    assert speaker is not None
    qtbot.waitUntil(lambda: speaker.mute, timeout=LIMIT)
    audio.check()
    assert audio.notice
    assert told == []
    ear.state = replace(ear.state, routine=None)
    audio.check()
    audio.check()
    assert told == [audio.notice]
    audio.close()


def test_a_voice_that_comes_back_is_no_trouble_any_more(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library, layout: Plan
) -> None:
    ear = Ear(tmp_path, monkeypatch, "exec sleep 0.5")
    audio = ear.audio()
    audio.notice = "No voice can be heard."
    audio.lead(layout, library.exercises)
    assert audio.notice == ""
    audio.close()


def test_that_there_is_no_engine_at_all_is_kept_and_not_shown(
    qtbot: QtBot, ear: Ear, library: Library, layout: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(ear.folder / "nothing"))
    audio = ear.audio(voice_engine="auto")
    with qtbot.assertNotEmitted(audio.fell_silent):
        audio.lead(layout, library.exercises).follow(0, True)
    assert audio.notice.startswith("No voice is installed here")
    audio.close()


@pytest.mark.parametrize(
    ("wanted", "language"), [("auto", "en"), ("en-GB", "en_GB"), ("en_US", "en_US"), ("xx", "en"), ("de_AT", "en")]
)
def test_the_voice_speaks_the_language_of_the_words(library: Library, layout: Plan, wanted: str, language: str) -> None:
    assert language_of(layout, library.exercises, wanted) == language


def test_an_engine_that_hangs_holds_up_neither_the_window_nor_its_end(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Library, layout: Plan
) -> None:
    """Frames come as fast as with no voice at all: while it hangs, when it is given up, and when the window closes."""
    ear = Ear(tmp_path, monkeypatch, "trap '' TERM; while :; do sleep 60; done")
    monkeypatch.setattr("deskbreak.desktop.speech.engine.FIRST_MS", 0)
    audio = ear.audio(sounds=False)
    window = RoutineWindow(Player(layout), time.monotonic, safety_read=True)
    qtbot.addWidget(window)
    voice = audio.lead(layout, library.exercises)
    speaker = audio._speaker
    assert speaker is not None
    frames: list[float] = []
    window.followed.connect(lambda place, running: frames.append(own_s()))
    window.followed.connect(voice.follow)
    window.open()
    qtbot.waitUntil(lambda: speaker.mute, timeout=6 * LIMIT)
    given_up = len(frames)
    qtbot.waitUntil(lambda: len(frames) > given_up + 10, timeout=LIMIT)
    assert ear.heard("espeak-ng") != []
    gaps = sorted(later - earlier for earlier, later in pairwise(frames))
    assert gaps[-1] < 0.5, "a frame has come late"
    before = own_s()
    audio.leave()
    assert own_s() - before < 0.5
    window.dismiss()
    audio.close()
