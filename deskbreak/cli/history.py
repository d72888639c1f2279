"""``history``: what was done, in a window, in words, or for other programs."""

import sys
from datetime import date

from deskbreak.cli import exits
from deskbreak.cli.terminal import print_file
from deskbreak.cli.windows import asked
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.engine.calendar.office import ONE_DAY, beginning, date_of
from deskbreak.i18n import _
from deskbreak.settings import Settings
from deskbreak.store import config
from deskbreak.store.history.export import as_csv, as_json
from deskbreak.store.history.history import EVER
from deskbreak.store.history.reading import NotReadable, Span, reading
from deskbreak.store.paths import Paths

# Qt is imported for what is shown, and for the day with which a week begins where somebody lives.
# ruff: noqa: PLC0415


def history(scope: str, form: str, paths: Paths) -> int:
    """Show what was done: of this ``week``, ``month`` or ``year``, or (``""``) everything.

    ``form``: ``csv`` or ``json``, and nothing else is printed; ``""``: words, or without a ``scope`` the window.
    """
    if not scope and not form:
        return _open_window(paths)
    settings = config.read(paths).settings
    try:
        return _print_rows(scope, form, settings, paths) if form else _print_words(scope, settings, paths)
    except NotReadable as fault:
        print(fault, file=sys.stderr)
        return exits.FAULT


def _open_window(paths: Paths) -> int:
    if (code := asked(paths, "history")) is not None:
        return code
    from deskbreak.app.windows import history_alone

    return history_alone.show(paths)


def _print_rows(scope: str, form: str, settings: Settings, paths: Paths) -> int:
    zone = Clock(MachineTicks()).now().zone

    def day_of(at: int) -> date:
        return date_of(settings, at, zone)

    with reading(paths.history_file) as found:
        rows = found.rows(_span(scope, settings))
    if not rows:
        print(_("Nothing is recorded here yet."), file=sys.stderr)
    if hasattr(sys.stdout, "reconfigure"):  # whatever the terminal speaks, files are in UTF-8
        sys.stdout.reconfigure(encoding="utf-8")
    print_file((as_json if form == "json" else as_csv)(rows, day_of))
    return exits.OK


def _span(scope: str, settings: Settings) -> Span:
    if not scope:
        return EVER
    from PySide6.QtCore import QLocale

    from deskbreak.ui.history.period import Period, Scope

    now = Clock(MachineTicks()).now()
    today = date_of(settings, now.utc, now.zone)
    period = Period.around(Scope[scope.upper()], today, int(QLocale().firstDayOfWeek().value))
    return beginning(settings, period.first, now.zone), beginning(settings, period.last + ONE_DAY, now.zone)


def _print_words(scope: str, settings: Settings, paths: Paths) -> int:
    from deskbreak.app.in_force import InForce
    from deskbreak.app.windows.history_shown import history_shown, present
    from deskbreak.engine.engine import first_state
    from deskbreak.store.content.library import open_library
    from deskbreak.ui.history.period import Scope
    from deskbreak.ui.history.sentences import days_table, exercises_table, sentence, title

    now = InForce(first_state(Clock(MachineTicks()).now()), settings)
    period = present(Scope[scope.upper()], now)
    with reading(paths.history_file) as found:
        shown = history_shown(found, period, now, lambda: open_library(paths))
    print(title(period))
    print(sentence(shown))
    for heads, rows in (days_table(shown.days), exercises_table(shown.exercises)):
        if rows:
            print()
            widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
            for first, *others in (heads, *rows):
                aligned = (text.rjust(width) for text, width in zip(others, widths[1:], strict=True))
                print("  ".join((first.ljust(widths[0]), *aligned)))
    return exits.OK
