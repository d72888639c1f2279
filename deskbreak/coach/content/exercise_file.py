"""An exercise made from the TOML of its file. The schema, for those who write one: docs/routines.md.

Texts that people read come by language, in tables ``[text.en]``, ``[text.pt_BR]`` and so on: a language is added
without touching code. Every language of a file must be complete.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from deskbreak.coach.body.pose import FRONT, LIMITS, REST, Arm, Grip, Pose, View
from deskbreak.coach.content.exercise import (
    CAPTION_LINES,
    CAPTION_WIDTH,
    FULL,
    REFERENCES,
    TRACES,
    Block,
    Exercise,
    ExerciseText,
    Step,
    StepText,
    other_side,
)
from deskbreak.coach.content.looks import MUSCLE_NAMES
from deskbreak.coach.content.table import MOST_LANGUAGES, LibraryError, Table, need_english, parsed
from deskbreak.coach.frame import Breath, Side
from deskbreak.i18n import _

SPOKEN_WORDS = 24
"""Words that can be said at once: about ten seconds, which is as long as anyone listens before moving."""

MOST_POSES = 100
MOST_BLOCKS = 30
MOST_STEPS = 30
"""Steps in a block, and poses in a step."""
MOST_VARIANTS = 10
LONGEST = 30
"""Minutes that an exercise takes at its full dose: ten times the longest that comes along."""
ROOM = 1.0
"""Metres around the base of the neck in which a hand may be: an arm is 0.61 m long, and its shoulder 0.18 m off."""

_ANGLES = ("pelvis", "lumbar", "thorax", "side", "twist", "neck", "nod", "head_side", "head_turn", "glide")
"""The numbers of a pose that ``range`` makes smaller."""


def read_exercise(text: str, source: str) -> Exercise:
    """An exercise from the TOML ``text`` of the file named ``source``. Raises LibraryError with the faults; those of
    variants are looked for when there are no others."""
    top = parsed(text, source)
    base = _exercise(top)
    if top.faults:
        raise LibraryError(top.faults)
    variants: dict[str, Exercise] = {}
    changed: dict[str, Mapping[str, object]] = {}
    for name, table in top.table("variants", optional=True).children(MOST_VARIANTS).items():
        if table.has("id"):
            table.fault(_("a variant has the id of its exercise"))
        old = changed.get(table.choice("like", changed), top.values) if table.has("like") else top.values
        changes = {key: value for key, value in table.values.items() if key != "like"}
        changed[name] = _over(old, changes)
        variants[name] = _exercise(Table(changed[name], table.where, top.faults))
    if top.faults:
        raise LibraryError(top.faults)
    return replace(base, variants=variants)


def _exercise(top: Table) -> Exercise:
    name = top.name("id")
    share = top.number("range", 0.2, 1, 1)
    poses: dict[str, Pose] = {"rest": REST}
    for key, table in top.table("poses").children(MOST_POSES).items():
        poses[key] = _pose(table, poses)
    blocks = tuple(_block(table, poses) for table in top.tables("block", MOST_BLOCKS))
    steps = [step for block in blocks for step in block.steps]
    texts = {
        language: _exercise_text(table, steps) for language, table in top.table("text").children(MOST_LANGUAGES).items()
    }
    made = Exercise(
        id=name,
        view=_view(top.table("view")),
        poses={key: _smaller(pose, share) for key, pose in poses.items()},
        blocks=blocks,
        texts=texts,
        muscles=_muscles(top) or (),
        trace=top.choice("trace", ("", *TRACES), ""),
        reference=top.choice("reference", ("", *REFERENCES), ""),
        source=top.text("source", ""),
        ours=top.text("ours", ""),
    )
    if made.two_sided:
        _both_sides(top, steps)
    if steps and not any(step.short for step in steps):
        top.fault(_("no step is in the one-minute version; accepted: short = false for some of them"))
    if (minutes := made.seconds() / 60) > LONGEST:
        sentence = _("it takes {minutes:.0f} minutes in full; accepted: {most} at most")
        top.fault(sentence.format(minutes=minutes, most=LONGEST))
    need_english(top, texts)
    top.known("variants")
    top.close()
    return made


def _over(base: Mapping[str, object], change: Mapping[str, object]) -> dict[str, object]:
    """``base`` with the keys of ``change``; tables are gone into, all else is replaced."""
    merged = dict(base)
    for key, value in change.items():
        old = base.get(key)
        merged[key] = _over(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged


def _view(table: Table) -> View:
    view = View(
        yaw=table.number("yaw", -180, 180),
        pitch=table.number("pitch", -20, 60),
        low=table.number("low", 0, 1.5, FRONT.low),
        high=table.number("high", 0.3, 2.2, FRONT.high),
    )
    if view.high - view.low < 0.3:
        table.fault(_("high is less than 0.3 above low"))
    table.close()
    return view


def _pose(table: Table, known: Mapping[str, Pose]) -> Pose:
    """A pose: from scratch, ``like`` an earlier one with changes, or the ``mirror`` of an earlier one."""
    if table.has("mirror"):
        pose = known.get(table.choice("mirror", known), REST).mirrored()
        table.close()
        return pose
    pose = known[table.choice("like", known, "rest")]
    changes = {key: table.number(key, *LIMITS[key], getattr(pose, key)) for key in LIMITS}
    both = _arm(table, "hands", pose.left), _arm(table, "hands", pose.right)
    left, right = _arm(table, "left_hand", both[0]), _arm(table, "right_hand", both[1])
    table.close()
    return replace(pose, left=left, right=right, **changes)


def _arm(table: Table, key: str, arm: Arm) -> Arm:
    if not table.has(key):
        return arm
    if isinstance(table.values[key], list):
        x, y, z = table.numbers(key, 3, -ROOM, ROOM)
        return Arm(free=1.0, x=x, y=y, z=z)
    return Arm.at(Grip(table.choice(key, [hold.value for hold in Grip if hold is not Grip.FREE])))


def _smaller(pose: Pose, share: float) -> Pose:
    return pose if share == 1 else replace(pose, **{key: getattr(pose, key) * share for key in _ANGLES})


def _block(table: Table, poses: Mapping[str, Pose]) -> Block:
    repetitions = table.whole("repetitions", 0, 100, 0)
    start = table.whole("start", 1, repetitions, repetitions) if table.has("start") else repetitions
    side = table.choice("side", [one.value for one in Side], Side.NONE.value)
    steps = tuple(_step(step, poses, side) for step in table.tables("step", MOST_STEPS))
    if not repetitions and any(step.last for step in steps):
        table.fault(_("last is of a block that is counted; accepted: repetitions for it"))
    table.close()
    return Block(repetitions, start, steps)


def _step(table: Table, poses: Mapping[str, Pose], side: str) -> Step:
    step = Step(
        phase=table.text("phase"),
        side=Side(table.choice("side", [one.value for one in Side], side)),
        seconds=table.number("seconds", 0.5, 60),
        breath=Breath(table.choice("breath", [one.value for one in Breath], Breath.FREE.value)),
        text=table.text("text"),
        poses=table.words("poses", MOST_STEPS, poses),
        short=table.flag("short", True),
        last=_last(table.table("last", optional=True)),
        muscles=_muscles(table),
    )
    table.close()
    return step


def _muscles(table: Table) -> tuple[str, ...] | None:
    """Those that are named; none of them (an empty list) is something else than nothing said (None)."""
    if not table.has("muscles"):
        return None
    return table.words("muscles", len(MUSCLE_NAMES), MUSCLE_NAMES, least=0)


def _last(table: Table) -> tuple[tuple[int, float], ...]:
    """How long it takes the last time, from which step of progress on."""
    steps = [(step, str(step)) for step in range(1, FULL + 1)]
    longer = tuple((step, table.number(name, 0.5, 60)) for step, name in steps if table.has(name))
    table.close()
    return longer


def _both_sides(top: Table, steps: Sequence[Step]) -> None:
    """Either side may come first, so words for one side need those for the other."""
    named = {step.text for step in steps}
    for text in sorted(named):
        if other_side(text) not in named:
            sentence = _("no step has the text “{other}”, the other side of “{text}”")
            top.fault(sentence.format(other=other_side(text), text=text))


def _exercise_text(table: Table, steps: Sequence[Step]) -> ExerciseText:
    sides = table.table("sides", optional=True)
    words = {side: sides.text(side.value) for side in Side if side in {step.side for step in steps} - {Side.NONE}}
    sides.close()
    section = table.table("steps")
    step_texts = {key: _step_text(section.table(key)) for key in dict.fromkeys(step.text for step in steps)}
    section.close()
    text = ExerciseText(
        name=table.text("name"),
        purpose=table.text("purpose"),
        setup=table.text("setup"),
        sides=words,
        steps=step_texts,
        why=table.text("why", ""),
        caution=table.text("caution", ""),
    )
    table.close()
    return text


def _step_text(step: Table) -> StepText:
    lines = tuple(step.text("caption").strip().splitlines())
    if len(lines) > CAPTION_LINES or any(len(line) > CAPTION_WIDTH for line in lines):
        step.fault(
            _("caption is too long; accepted: {lines} lines of {width} characters").format(
                lines=CAPTION_LINES, width=CAPTION_WIDTH
            )
        )
    spoken = step.text("spoken", "")
    if len(spoken.split()) > SPOKEN_WORDS:
        step.fault(_("spoken is too long; accepted: {count} words").format(count=SPOKEN_WORDS))
    text = StepText(lines, spoken, step.text("cue", ""))
    step.close()
    return text
