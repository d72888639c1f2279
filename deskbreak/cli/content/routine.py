"""``routine``: one's own exercises and routines, and what is said in one. No Qt, but to know today's step."""

import json
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from deskbreak.cli import exits
from deskbreak.cli.terminal import print_file
from deskbreak.coach.content.exercise import FULL
from deskbreak.coach.content.routine_file import AROUND, Routine, alone
from deskbreak.coach.content.table import suggestion
from deskbreak.coach.plan import Plan, in_turn_text, minutes_text, plan
from deskbreak.coach.script import KEY_HERE, SpokenLine
from deskbreak.i18n import _, language
from deskbreak.store import config
from deskbreak.store.content import own
from deskbreak.store.content.library import Library, open_library
from deskbreak.store.paths import Paths


def new(name: str, paths: Paths, *, exercise: bool) -> int:
    """Write a template to be changed."""
    try:
        file = own.begin(name, "exercise" if exercise else "routine", paths, open_library(paths))
    except own.OwnFilesRefused as refused:
        return _refuse(refused.faults)
    print(_("{file} is written. Change what you like, then: deskbreak routine check").format(file=file))
    return exits.OK


def show_all(paths: Paths) -> int:
    """Every routine and every exercise: its id, whose it is, how long it takes, its name, and what comes at a time."""
    library = open_library(paths)
    routines = [
        (one.id, _whose(library, f"routines/{one.id}"), _minutes(one, library), _name(one))
        for one in sorted(library.routines.values(), key=lambda one: one.id)
    ]
    exercises = [
        (one.id, _whose(library, f"exercises/{one.id}"), _minutes(alone(one), library), one.text(language()).name)
        for one in sorted(library.exercises.values(), key=lambda one: one.id)
        if one.id not in AROUND
    ]
    wide = [max(len(row[column]) for row in (*routines, *exercises)) for column in range(3)]
    for heading, rows in ((_("Routines"), routines), (_("Exercises"), exercises)):
        print(heading)
        for row in rows:
            print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, [*wide, 0], strict=True)).rstrip())
    return _tell(library.faults)


def check(file: Path | None, paths: Paths) -> int:
    """Every fault of ``file``, or of all of the user's own."""
    library = open_library(paths)
    if file is None:
        if library.faults:
            return _refuse(library.faults)
        count = sum(1 for path in library.files.values() if path.parent in (paths.exercises, paths.routines))
        print(_("All is well; exercises and routines of your own: {count}").format(count=count))
        return exits.OK
    try:
        own.read_file(file, library)
    except own.OwnFilesRefused as refused:
        return _refuse(refused.faults)
    print(_("{file}: all is well").format(file=file))
    return exits.OK


def take_in(file: Path, paths: Paths) -> int:
    """Copy a file among the user's own."""
    library = open_library(paths)
    try:
        one, target = own.take_in(file, paths, library)
    except own.OwnFilesRefused as refused:
        return _refuse(refused.faults)
    for sentence in own.told_taken_in(one, target, paths, library):
        print(sentence)
    if isinstance(one, Routine):
        print(_('To be offered it: name = "{word}" under [routine] in your settings.').format(word=one.id))
    return exits.OK


def give_out(name: str, file: Path | None, paths: Paths) -> int:
    """Print the file of a routine or an exercise, or write it to ``file``."""
    try:
        text = own.give_out(name, open_library(paths))
        if file is not None:
            own.write_out(text, file)
    except own.OwnFilesRefused as refused:
        return _refuse(refused.faults)
    if file is None:
        print_file(text)
    else:
        print(_("{file} is written.").format(file=file))
    return exits.OK


def transcript(options: Namespace, paths: Paths) -> int:
    """Print every spoken line with its time."""
    library = open_library(paths)
    name = options.name
    routine = library.routines.get(name) or (alone(library.exercises[name]) if name in library.exercises else None)
    if routine is None:
        print(library.neither(name), file=sys.stderr)
        return exits.USAGE
    ways = {way for one in routine.exercises for way in library.exercises[one].variants}
    if options.variant and options.variant not in ways:
        sentence = _("--variant: none of the exercises has “{word}”").format(word=options.variant)
        print(sentence + suggestion(options.variant, ways), file=sys.stderr)
        return exits.USAGE
    for line in _laid_out(routine, library, options, paths).script:
        print(json.dumps(_object(line), ensure_ascii=False) if options.json else _sentence(line))
    return exits.OK


def _laid_out(routine: Routine, library: Library, options: Namespace, paths: Paths) -> Plan:
    step, turn, careful = {"start": 1, "full": FULL}.get(options.dose, 0), 0, frozenset(routine.exercises)
    tells_the_key = options.dose == "start"
    if options.dose == "full":
        careful = frozenset()
    elif not step:
        from deskbreak.cli.content.today import today  # noqa: PLC0415 - Qt comes with it

        found = today(routine, paths)
        step, turn, careful, tells_the_key = found.step, found.turn, found.careful, found.tells_the_key
    if options.dose != "today" and routine.in_parts:
        routine = replace(routine, rotate=0)  # all that may be said in it, part by part
    return plan(
        routine,
        library.exercises,
        short=options.short,
        language=language(config.read(paths).settings.coach.language),
        step=step,
        variant=options.variant,
        setup=options.set_up,
        turn=turn,
        careful=careful,
        hurts_key=KEY_HERE if tells_the_key else "",
    )


def _object(line: SpokenLine) -> dict[str, object]:
    return {
        "t": line.at,
        "until": round(line.until, 3),
        "say": line.say,
        "caption": line.say,
        "exercise": line.exercise,
        "side": line.side.value,
        "rep": line.repetition,
        "of": line.repetitions,
        "breath": line.breath.value,
    }


def _sentence(line: SpokenLine) -> str:
    minutes, seconds = divmod(line.at, 60)
    return f"{int(minutes):2}:{seconds:04.1f}  {line.say}"


def _whose(library: Library, key: str) -> str:
    return _("deskbreak's") if library.shipped(key) else _("your own")


def _minutes(routine: Routine, library: Library) -> str:
    return minutes_text(routine, library.exercises, language())


def _name(routine: Routine) -> str:
    name, in_turn = routine.name(language()), in_turn_text(routine)
    return _("{name} ({what})").format(name=name, what=in_turn) if in_turn else name


def _refuse(faults: tuple[str, ...]) -> int:
    _tell(faults)
    return exits.FAULT


def _tell(faults: tuple[str, ...]) -> int:
    for fault in faults:
        print(fault, file=sys.stderr)
    return exits.OK
