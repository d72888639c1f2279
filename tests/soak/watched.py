"""The app of ``tests.e2e.clocked``, and what it keeps in memory is written down when it is asked by SIGUSR1.

``watched.py FOLDER ARGUMENTS…``; FOLDER/objects.json then says how many Python objects of each type there are once the
garbage is collected, and FOLDER/lines.txt where most memory came from, if PYTHONTRACEMALLOC is set.
"""

import gc
import json
import signal
import sys
import threading
import tracemalloc
from collections import Counter
from pathlib import Path
from types import FrameType

from tests.e2e import clocked

LINES = 60
"""So many places are told of."""


def alive() -> Counter[str]:
    """How many objects of each type there are that the garbage collector knows, by full name."""
    gc.collect()
    kinds = map(type, gc.get_objects())
    return Counter(f"{kind.__module__}.{kind.__qualname__}" for kind in kinds)


def tell(folder: Path) -> None:
    """Write it down. The last file to appear is objects.json."""
    counts = dict(alive(), threads=threading.active_count())
    if tracemalloc.is_tracing():
        told = tracemalloc.take_snapshot().statistics("lineno")[:LINES]
        (folder / "lines.txt").write_text("\n".join(map(str, told)), encoding="utf-8")
    new = folder / "objects.new"
    new.write_text(json.dumps(counts), encoding="utf-8")
    new.replace(folder / "objects.json")


def main() -> int:
    folder = Path(sys.argv[1])

    def heard(_number: int, _frame: FrameType | None) -> None:
        tell(folder)

    signal.signal(signal.SIGUSR1, heard)
    return clocked.run(folder, sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
