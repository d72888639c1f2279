"""``watch``: what the running deskbreak hears, as it hears it. No Qt here."""

import os
import signal
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from deskbreak.cli import exits
from deskbreak.cli.remote import how_to_start
from deskbreak.desktop.instance.client import BadAnswer, NotRunning, follow
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.saved import Damaged, value_of
from deskbreak.i18n import _, clock_text
from deskbreak.settings import Settings, read_settings
from deskbreak.settings.changes import changes
from deskbreak.simulation.event_json import from_line
from deskbreak.simulation.event_words import Telling
from deskbreak.simulation.recorder import Recorder
from deskbreak.store.atomic import create_file, replace_named
from deskbreak.store.paths import Paths

JsonLine = Mapping[str, Any]


def watch(paths: Paths, scenario: Path | None) -> int:
    """Print every event until Ctrl-C or until deskbreak quits; 3 if none runs.

    ``scenario``: where to write the day; never over a file that was there before.
    """
    if scenario is not None and os.path.lexists(scenario):
        print(_("{file} is there already; it was left as it is").format(file=scenario), file=sys.stderr)
        return exits.FAULT
    if sys.platform == "win32":  # there a wait for the pipe is not broken off by Python's own way
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        with closing(follow(paths.runtime, "watch")) as lines:
            return _watch(lines, scenario)
    except KeyboardInterrupt:
        return exits.OK
    except NotRunning:
        print(how_to_start(paths), file=sys.stderr)
        return exits.NOT_RUNNING
    except (BadAnswer, Damaged) as error:
        print(error, file=sys.stderr)
        return exits.FAULT


def _watch(lines: Iterable[JsonLine], scenario: Path | None) -> int:
    book: _Book | None = None
    write = create_file  # at first: in the meantime somebody else may have written it
    for line in lines:
        if line.get("ok") is False:
            print(line.get("error", _("deskbreak did not say why")), file=sys.stderr)
            return exits.FAULT
        if book is None:
            book = _Book(line)
        else:
            book.take(line)
        try:
            if scenario is not None:
                write(scenario.absolute(), book.text().encode())
                write = replace_named
        except OSError as error:
            reason = error.strerror or error
            print(_("{file} cannot be written: {reason}").format(file=scenario, reason=reason), file=sys.stderr)
            return exits.FAULT
    return exits.OK


class _Book:
    """Prints what is told, line by line, and keeps the day. Raises ``Damaged`` for what no deskbreak tells."""

    def __init__(self, first: JsonLine) -> None:
        self._settings = _settings(first)
        self._transcript = Recorder(_instant(first), self._settings)
        self._telling = Telling()
        for event in first.get("standing", ()):
            self._hear(event)

    def take(self, line: JsonLine) -> None:
        """One further line."""
        if "config" in line:
            self._configured(_instant(line), _settings(line))
        else:
            self._hear(_table(line, "event"))

    def text(self) -> str:
        """The day so far, as a scenario."""
        return self._transcript.text()

    def _hear(self, line: JsonLine) -> None:
        event = from_line(line)
        self._transcript.hear(event)
        for told in self._telling.sentences(event):
            _say(event.at, told)

    def _configured(self, at: Instant, settings: Settings) -> None:
        for group, table in changes(settings, self._settings).items():
            for name, value in table.items():
                _say(at, f"{group}.{name} = {value}")
        self._settings = settings
        self._transcript.configured(at, settings)


def _say(at: Instant, told: str) -> None:
    print(f"{clock_text(at.local, seconds=True)}  {told}", flush=True)


def _table(line: JsonLine, key: str) -> JsonLine:
    found = line.get(key)
    if not isinstance(found, Mapping):
        raise Damaged(_("This is no answer of deskbreak: {answer}").format(answer=repr(line)[:60]))
    return found


def _instant(line: JsonLine) -> Instant:
    found: Instant = value_of(Instant, _table(line, "at"), "at")
    return found


def _settings(line: JsonLine) -> Settings:
    return read_settings(_table(line, "config")).settings
