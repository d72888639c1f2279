"""The command line. Qt is imported for what shows, paints, speaks or examines (``run``, ``show``, ``card``, ``render``,
``voice``, ``doctor``); ``status`` and all others answer without it."""

import locale
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from deskbreak import i18n
from deskbreak.cli import exits
from deskbreak.cli.arguments import parser
from deskbreak.cli.commands import Command
from deskbreak.cli.terminal import Unprinted, give_up_output, plain_output, whole_output
from deskbreak.i18n import _
from deskbreak.store.content.shipped import NotShipped, shipped


@plain_output()
def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (see ``cli.exits``)."""
    _open_what_is_closed()
    with suppress(locale.Error):  # a language that is not installed here: times as in C
        locale.setlocale(locale.LC_TIME, "")
    try:
        with whole_output():
            return _obey(arguments)
    except Unprinted as error:
        if isinstance(error.__cause__, BrokenPipeError):  # enough for the reader, `head` for instance
            give_up_output("")
            return exits.OK
        give_up_output(_("The answer cannot be written: {reason}").format(reason=error.strerror))
        return exits.FAULT


def _obey(arguments: Sequence[str] | None) -> int:
    try:
        i18n.install(shipped("locale"), i18n.wanted_languages())
        options = parser().parse_args(arguments)
        command: Command = options.command
        return command(options)
    except NotShipped as incomplete:
        print(incomplete, file=sys.stderr)
        return exits.FAULT
    except ImportError as error:
        sentence = _missing(error)
        if not sentence:
            raise
        print(sentence, file=sys.stderr)
        return exits.FAULT
    except KeyboardInterrupt:  # Ctrl-C in a day of years, or while it is asked what a hanging deskbreak does
        return exits.BROKEN_OFF


def _missing(error: ImportError) -> str:
    """A sentence for what only the system, or whoever installed deskbreak, can bring; ``""`` for a bug."""
    from deskbreak.desktop.libraries import missing_library  # noqa: PLC0415 - seldom needed

    if (error.name or "").partition(".")[0] in ("PySide6", "shiboken6") and isinstance(error, ModuleNotFoundError):
        return _("Qt for Python is missing here. Please install it: pip install PySide6-Essentials")
    return missing_library(str(error))


def _open_what_is_closed() -> None:
    """Or the next file that is opened, the lock or the log, would be taken for the standard output."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, which is this one
