"""``run``: the tray app, or the window of the one that runs already."""

import sys

from deskbreak.cli import exits
from deskbreak.desktop.display import display_fault
from deskbreak.desktop.instance.client import BadAnswer, NotRunning, ask
from deskbreak.i18n import _
from deskbreak.store.paths import Paths


def run(paths: Paths, speed: float) -> int:
    """Start deskbreak; where one runs already, open its window instead."""
    try:
        ask(paths.runtime, "open", [])
    except NotRunning:
        pass
    except BadAnswer as error:
        print(error, file=sys.stderr)
        return exits.FAULT
    else:
        print(_("deskbreak is running already; its window is open now."))
        return exits.OK
    fault = display_fault()
    if fault:
        print(fault, file=sys.stderr)
        return exits.FAULT
    from deskbreak.app import start  # noqa: PLC0415 - Qt, only now that there is a display

    return start(paths, speed)
