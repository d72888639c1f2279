"""A program that knows whether it may disturb, and does nothing else: to see how often that wakes it."""

import sys

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.dnd.choice import open_dnd
from deskbreak.desktop.fullscreen.choice import open_fullscreen
from deskbreak.desktop.inhibit.choice import open_inhibit


def main() -> int:
    """Print a line whenever one of them is known anew, and whenever there is nothing more to do."""
    app = QCoreApplication(["senses"])
    session, system = BusClient(BusKind.SESSION), BusClient(BusKind.SYSTEM)
    senses = {
        "dnd": open_dnd(session, sys.platform),
        "fullscreen": open_fullscreen("xcb", sys.platform),
        "inhibit": open_inhibit(session, system, sys.platform),
    }
    for name, sense in senses.items():
        sense.answered.connect(lambda name=name, sense=sense: print(name, sense.value, flush=True))
        sense.ask()
    QAbstractEventDispatcher.instance().aboutToBlock.connect(lambda: print("asleep", flush=True))
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
