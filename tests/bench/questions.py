"""How long each sense takes to answer, from within a process like deskbreak's: one JSON object a line."""

import json
import statistics
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from deskbreak.app.machine.senses import Senses
from deskbreak.desktop.sense import LIMIT_MS, Sense
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.engine.reasons import QUESTIONS

TIMES = 30


def main() -> int:
    app = QApplication(["questions"])
    senses = Senses(Clock(MachineTicks()), app.platformName(), "auto")
    loop = QEventLoop()
    senses.begin(loop.quit)
    QTimer.singleShot(5_000, loop.quit)
    loop.exec()
    took = [_timed(senses.idle_ms) for _ in range(TIMES)]
    backend = next(heard.backend for heard in senses.report() if heard.question == "idle")
    if senses.idle_ms() is not None:
        _print("idle", backend, took)
    for question in ("lock", *QUESTIONS):
        for part in senses._senses[question].parts:
            if part.value is not None:
                _print(question, part.name, [_asked(part) for _ in range(TIMES)])
    senses.close()
    return 0


def _timed(ask: Callable[[], object]) -> float:
    begin = time.perf_counter()
    ask()
    return (time.perf_counter() - begin) * 1000


def _asked(sense: Sense) -> float:
    """ms until it has answered anew, which one that knows would not trouble to."""
    sense.value = None
    loop = QEventLoop()
    sense.answered.connect(loop.quit)
    begin = time.perf_counter()
    sense.ask()
    if sense.value is None:
        QTimer.singleShot(2 * LIMIT_MS, loop.quit)
        loop.exec()
    took = (time.perf_counter() - begin) * 1000
    sense.answered.disconnect(loop.quit)
    return took


def _print(question: str, backend: str, took: list[float]) -> None:
    median, most = statistics.median(took), max(took)
    line = {"question": question, "backend": backend, "times": len(took), "median_ms": median, "most_ms": most}
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    sys.exit(main())
