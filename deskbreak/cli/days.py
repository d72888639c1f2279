"""``simulate`` and ``plan``: days through the engine, printed."""

import json
import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from deskbreak.cli import exits
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.engine.calendar.in_turn import routine_on
from deskbreak.i18n import _, clock_text
from deskbreak.settings import DAYS, Settings, Unacceptable
from deskbreak.settings.calendar import DayNames
from deskbreak.settings.text import plain
from deskbreak.simulation.planned import planned_run
from deskbreak.simulation.scenario import YEARS, Nonsense, read_scenario
from deskbreak.simulation.simulator import Happened, Simulation
from deskbreak.simulation.timeline import lines, sentences
from deskbreak.store import config
from deskbreak.store.content.library import Library, open_library
from deskbreak.store.memory import recall
from deskbreak.store.paths import Paths
from deskbreak.store.regular_file import read_text

log = logging.getLogger(__name__)

DAYS_ON = {"yesterday": -1, "today": 0, "tomorrow": 1}


def simulate(file: Path, paths: Paths, *, as_json: bool) -> int:
    """Play the written day in ``file``; 2 and a line for each fault if it makes no sense."""
    try:
        text = read_text(file)
    except OSError as error:
        return _refuse(str(file), [error.strerror or str(error)])
    library = open_library(paths)
    try:
        scenario = read_scenario(text, Clock(MachineTicks()).now().zone, library.exercises.keys())
        # All of it before a line is printed: a day that makes no sense at its end is refused as a whole.
        happened = list(Simulation(scenario).run())
    except Nonsense as nonsense:
        return _refuse(file.name, nonsense.faults)
    except Exception as bug:
        log.exception("%s", file)
        return _refuse(file.name, [_("this file is not understood: {reason}").format(reason=repr(bug)[:200])])
    _print(happened, library, as_json=as_json)
    return exits.OK


def _refuse(file: str, faults: Iterable[str]) -> int:
    for fault in faults:
        print(plain(f"{file}: {fault}"), file=sys.stderr)
    return exits.USAGE


def plan(day: str | None, paths: Paths, *, as_json: bool) -> int:
    """Show a day as it would go, typing all through it and answering Start at once."""
    now = Clock(MachineTicks()).now()
    wanted = _date(day, now.local.date())
    if wanted is None:
        sentence = _('--date: a day is expected, as in 2026-11-23, "tomorrow" or "friday", not {day}')
        print(sentence.format(day=day), file=sys.stderr)
        return exits.USAGE
    loaded, library = config.read(paths), open_library(paths)
    _tell_faults(loaded, library, paths)
    shown = recall(paths.memory_file).tips
    return _plan(wanted, loaded.settings, library, now.zone, shown, as_json=as_json)


def _date(day: str | None, today: date) -> date | None:
    """The day that is meant; a day of the week is the next of its name, today's included."""
    word = "today" if day is None else day.strip().lower()
    if word in DAYS_ON:
        return today + timedelta(days=DAYS_ON[word])
    with suppress(Unacceptable):
        (named,) = DayNames().parse([word])
        return today + timedelta(days=(DAYS.index(named) - today.weekday()) % 7)
    try:
        wanted = date.fromisoformat(word)
    except ValueError:
        return None
    return wanted if wanted.year in YEARS else None


def _tell_faults(loaded: config.Loaded, library: Library, paths: Paths) -> None:
    """What is wrong with the settings and does not count, for whoever wonders about the day."""
    for fault in config.report(loaded.faults, paths.config_file):
        print(fault, file=sys.stderr)
    for missing in library.unknown(loaded.settings.routine.name):
        print(f"{paths.config_file.name}: {missing}", file=sys.stderr)


def _plan(wanted: date, settings: Settings, library: Library, zone: str, shown: Sequence[str], *, as_json: bool) -> int:
    run = planned_run(settings, library.takes(routine_on(settings, wanted)), zone, wanted)
    if run is None:
        sentence = _("{day} is no office day.").format(day=f"{wanted:%A} {wanted}")
        print(sentence, file=sys.stderr if as_json else sys.stdout)
        return exits.OK
    _print(run.run(), library, shown, as_json=as_json, clock=_to_the_minute)
    return exits.OK


def _to_the_minute(moment: datetime) -> str:
    """Nobody's day will go to the second as it is planned."""
    return clock_text(moment.replace(second=0))


def _print(
    happened: Iterable[Happened],
    library: Library,
    shown: Sequence[str] = (),
    *,
    as_json: bool,
    clock: Callable[[datetime], str] = clock_text,
) -> None:
    """``shown``: the ids of the tips that were seen before, the latest last."""
    if as_json:
        encoder = json.JSONEncoder(ensure_ascii=False)  # one for all lines: json.dumps makes a new one each time
        for line in lines(happened, library.tips, shown):
            print(encoder.encode(line))
    else:
        for sentence in sentences(happened, library.tips, clock, shown):
            print(sentence)
