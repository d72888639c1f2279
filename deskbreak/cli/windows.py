"""Windows by a command: those of the running deskbreak, or each by itself where none runs."""

import os
import sys

from deskbreak.cli import exits
from deskbreak.desktop.display import display_fault
from deskbreak.desktop.instance.client import BadAnswer, NotRunning, ask
from deskbreak.i18n import _
from deskbreak.store.paths import Paths


def settings(paths: Paths) -> int:
    """Open the settings window. Where no deskbreak runs it lasts until it is closed."""
    if (code := asked(paths, "settings")) is not None:
        return code
    from deskbreak.app.windows.settings_alone import settings_alone  # noqa: PLC0415 - Qt, now that there is a display

    return settings_alone(paths)


def welcome(paths: Paths) -> int:
    """Open the welcome; where no deskbreak runs, start it with that."""
    if (code := asked(paths, "welcome")) is not None:
        return code
    from deskbreak.cli.running import run  # noqa: PLC0415 - only now that there is a display

    return run(paths, 1.0, welcome=True)


def asked(paths: Paths, window: str, *words: str) -> int | None:
    """The exit code, where there is no more to do than to ask the running deskbreak; ``None`` where none runs, and
    there is a display to show the window by oneself."""
    try:
        answer = ask(paths.runtime, window, list(words))
    except NotRunning:
        if fault := display_fault(os.environ, sys.platform):
            print(fault, file=sys.stderr)
            return exits.FAULT
        return None
    except BadAnswer as error:
        print(error, file=sys.stderr)
        return exits.FAULT
    if not answer.get("ok"):
        print(answer.get("error", _("deskbreak did not say why")), file=sys.stderr)
        return exits.FAULT
    return exits.OK
