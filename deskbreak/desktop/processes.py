"""The end of a program that deskbreak has started."""

from PySide6.QtCore import QProcess

GONE_MS = 1_000
"""A killed one is gone within milliseconds, but on a machine that is very busy."""


def end(process: QProcess) -> None:
    """Kill it, and wait until it has gone: Qt warns of a process that outlives its object, and blocks longer."""
    process.kill()
    process.waitForFinished(GONE_MS)
