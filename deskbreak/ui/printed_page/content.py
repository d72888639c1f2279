"""What is on the printed page: the same data that leads through the routine, in words and key frames."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.routine_file import Routine, alone
from deskbreak.coach.frame import Breath, Frame, Side
from deskbreak.coach.moments import key_frames
from deskbreak.coach.plan import in_turn_text, minutes, plan
from deskbreak.coach.player import Player
from deskbreak.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """An exercise as it stands on the page: its words, and the frames of its pictures."""

    name: str
    dose: str
    setup: str
    caution: str
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands on the page."""

    title: str
    lead: str
    entries: tuple[SheetEntry, ...]
    strengthening: tuple[int, ...] = ()
    """Which of them strengthen the back, by their numbers (from 1)."""

    @classmethod
    def of(cls, routine: Routine, exercises: Mapping[str, Exercise], language: str, variant: str = "") -> "Sheet":
        """The sheet of ``routine`` at its full dose, as in ``coach.plan.plan``."""
        done = [routine.done(exercises[one], variant) for one in routine.exercises]
        entries = tuple(_entry(one, routine.doses.get(one.id), language) for one in done)
        lead = _takes(routine, *minutes(routine, exercises, language, variant))
        lines = [lead, _("every 2 to 3 hours"), _("10 to 15 minutes a day are enough")]
        if in_turn := in_turn_text(routine):
            lines.insert(1, in_turn)
        strengthening = tuple(number for number, one in enumerate(done, 1) if one.strengthens_back)
        return cls(routine.name(language), " · ".join(lines), entries, strengthening)


def _takes(routine: Routine, first: int, full: int) -> str:
    """How long it takes, in words: from ``first`` to ``full`` minutes."""
    if first < full:
        words = _("{first} to {full} minutes each time") if routine.in_parts else _("{first} to {full} minutes")
        return words.format(first=first, full=full)
    words = ngettext("About {count} minute", "About {count} minutes", full)
    if routine.in_parts:
        words = ngettext("About {count} minute each time", "About {count} minutes each time", full)
    return words.format(count=full)


def rules(strengthening: Sequence[int] = ()) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """How to move, when to stop, and who should ask first: the foot of the page, as the safety page has it.

    ``strengthening``: which of the page's exercises strengthen the back, by their numbers.
    """
    back = _("Pregnant or operated on lately: likewise no exercises that strengthen the back.")
    if strengthening:
        words = _(
            "Pregnant or operated on lately: likewise no exercises that strengthen the back. deskbreak counts as such: "
            "{numbers}."
        )
        back = words.format(numbers=", ".join(map(str, strengthening)))
    return (
        (
            _("Move well"),
            (
                _("Smoothly, without jerks, up to a slight tension."),
                _("Breathe calmly and deeply: begin on an inhale, end on an exhale."),
                _("Not within two hours after a meal."),
                _("Begin with few repetitions. If it helps you, expect it after two to three weeks."),
            ),
        ),
        (
            _("Stop"),
            (
                _("If it hurts, stop and rest. If exercises hurt again and again, see a doctor."),
                _(
                    "deskbreak adds: get medical help if you are dizzy or see double, if anything goes numb or weak, "
                    "or if pain runs into an arm or a leg."
                ),
                _("Out of breath: do not sit or lie down; walk slowly, and drink a few sips of water."),
            ),
        ),
        (
            _("Ask a doctor first"),
            (
                _(
                    "Unless your doctor agrees, not with a chronic illness in a bad phase or an acute infection, a "
                    "serious disease, an injury of the spine, bleeding or severe pain."
                ),
                back,
                _(
                    "deskbreak adds “unless your doctor agrees”, and: ask first with osteoporosis, or after an "
                    "operation of the neck or a shoulder."
                ),
                _("This is no medical advice and no diagnosis."),
            ),
        ),
    )


def dose_text(exercise: Exercise, language: str, repetitions: int | None = None) -> str:
    """How often, as people say it: ``10 forward, 10 backward``. ``repetitions`` instead of the exercise's own."""
    words = exercise.text(language)
    told: list[str] = []
    begin = ""
    for block in exercise.blocks:
        if not block.repetitions:
            continue
        count = repetitions or block.repetitions
        sides = {step.side for step in block.steps} - {Side.NONE}
        if {Side.LEFT, Side.RIGHT} <= sides:
            told.append(_("{count} to each side").format(count=count))
        elif len(sides) == 1:
            told.append(f"{count} {words.sides[sides.pop()]}")
        else:
            told.append(ngettext("{count} time", "{count} times", count).format(count=count))
        if block.start < count and not begin:
            begin = _("start with {count}").format(count=block.start)
    text = ", ".join(dict.fromkeys(told))
    return f"{text} ({begin})" if begin else text


def _entry(exercise: Exercise, repetitions: int | None, language: str) -> SheetEntry:
    words = exercise.text(language)
    player = Player(plan(alone(exercise), {exercise.id: exercise}, language=language, ending=False))
    return SheetEntry(
        words.name, dose_text(exercise, language, repetitions), words.setup, words.caution, key_frames(player, 0)
    )


def words_below(caption: Sequence[str], frames: Sequence[Frame]) -> str:
    """The words below pictures: what to do, and the breath."""
    breaths = dict.fromkeys(frame.breath_text for frame in frames if frame.breath is not Breath.FREE)
    return "\n".join(filter(None, (" ".join(caption), " · ".join(breaths))))


def in_words(frames: Sequence[Frame]) -> str:
    """What to do in all the pictures, each thing once."""
    breaths: dict[str, list[str]] = {}
    for one in frames:
        known = breaths.setdefault(" ".join(one.caption), [])
        if one.breath_text not in known:
            known.append(one.breath_text)
    return " ".join(
        _("{breath}: {what}").format(breath=" · ".join(told), what=caption) for caption, told in breaths.items()
    )
