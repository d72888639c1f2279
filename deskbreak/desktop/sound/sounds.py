"""The sounds there are, and how loud they are made."""

import array
import sys
import wave
from enum import StrEnum
from pathlib import Path


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
    with wave.open(str(target), "wb") as file:
        file.setparams(form)
        file.writeframes(softer.tobytes())
