"""The sounds there are, and how loud they are made."""

import array
import os
import sys
import wave
from enum import StrEnum
from pathlib import Path

from deskbreak.folders import free_beside, open_private


class Sound(StrEnum):
    """By its file's name."""

    START = "start"
    CHANGE = "change"
    DONE = "done"
    NUDGE = "nudge"


def softened(source: Path, target: Path, percent: int) -> None:
    """Write ``source``, a 16-bit WAV, to ``target`` at ``percent`` of its loudness. Raises ``OSError``, ``wave.Error``.

    So it works with every player: aplay and Windows have no volume of their own for a sound.
    """
    with wave.open(str(source), "rb") as file:
        form, frames = file.getparams(), array.array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":  # WAV is little-endian
        frames.byteswap()
    softer = array.array("h", (value * percent // 100 for value in frames))
    if sys.byteorder == "big":
        softer.byteswap()
    new = free_beside(target)
    descriptor = open_private(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    with os.fdopen(descriptor, "wb") as out, wave.open(out, "wb") as file:
        file.setparams(form)
        file.writeframes(softer.tobytes())
    new.replace(target)  # whole, or not there: a full disk leaves no half a sound
