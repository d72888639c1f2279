"""What one frame of the figure costs, 420 × 420, as its widget paints it: ``python -m tests.bench.painting``.

Every exercise of the desk routine, ten frames a second, on a raster like that of the window; prints JSON.
It is the processor's time that counts: what else the machine does is not the figure's.
"""

import json
import os
import statistics
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from deskbreak.app import new_application
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import find_paths
from deskbreak.ui.figure.widget import Figure

SIDE = 420
WARM = 30
"""Frames that are painted before counting."""


def main() -> None:
    """Paint, and print the median and the slowest of 99 % in milliseconds."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _app = new_application()
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(find_paths(Path(folder)))
    player = Player(plan(library.routine("desk"), library.exercises, short=True))
    figure = Figure()
    figure.resize(SIDE, SIDE)
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    taken = []
    for number in range(int(player.total * 10)):
        frame = player.frame(number / 10)
        begin = time.process_time()
        figure.set_frame(frame)
        figure.render(image, QPoint())
        taken.append(1000 * (time.process_time() - begin))
    taken = taken[WARM:]
    slow = statistics.quantiles(taken, n=100)[-1]
    print(json.dumps({"frames": len(taken), "median_ms": statistics.median(taken), "slow_ms": slow}))


if __name__ == "__main__":
    main()
