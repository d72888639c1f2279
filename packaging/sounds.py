"""Make deskbreak's sounds: `make sounds` writes resources/sounds/*.wav. The standard library alone, the same each time.

Each is a few notes of a small wooden bar: a soft stroke, a fundamental and two overtones that fade sooner. The notes
are those of one chord (C major, with its sixth in the nudge), so that none jars with another. The sounds are in the
public domain (CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/), as this script makes them.
"""

import array
import math
import sys
import wave
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sounds"
RATE = 16_000
"""Samples a second: nothing in them is above 4 kHz."""
PEAK = 0.5
"""Of full scale, at the loudest."""
STROKE, FADE = 0.008, 0.06
"""Seconds in which a note comes up, and in which a sound goes at its end: neither clicks."""
OVERTONES = ((1.0, 1.0, 1.0), (2.0, 0.30, 1.8), (3.93, 0.12, 3.5))
"""Frequency (that of a bar cut for xylophones is nearly four times), strength, how much sooner it fades."""

C5, E5, G5, A5, C6 = (440.0 * 2 ** (steps / 12) for steps in (3, 7, 10, 12, 15))

Note = tuple[float, float, float]
"""Begins at (s), frequency (Hz), strength (0 to 1)."""

SOUNDS: dict[str, tuple[float, float, tuple[Note, ...]]] = {
    # Its length and how long a note takes to fade to a third (s), the notes.
    "start": (0.75, 0.22, ((0.0, C5, 0.7), (0.13, E5, 0.8), (0.26, G5, 1.0))),
    "change": (0.45, 0.14, ((0.0, G5, 1.0), (0.0, C5, 0.35))),
    "done": (1.05, 0.30, ((0.0, G5, 0.7), (0.14, E5, 0.7), (0.28, C6, 1.0), (0.28, C5, 0.6))),
    "nudge": (0.55, 0.18, ((0.0, A5, 0.7), (0.12, E5, 1.0))),
}


def samples(length: float, fading: float, notes: tuple[Note, ...]) -> "array.array[int]":
    """One sound, 16 bit."""
    count = round(length * RATE)
    heard = [0.0] * count
    for begin, frequency, strength in notes:
        first = round(begin * RATE)
        for number in range(first, count):
            at = (number - first) / RATE
            rise = 0.5 - 0.5 * math.cos(math.pi * min(1.0, at / STROKE))
            heard[number] += rise * strength * sum(
                share * math.exp(-at * sooner / fading) * math.sin(2 * math.pi * frequency * times * at)
                for times, share, sooner in OVERTONES
            )  # fmt: skip
    loudest = max(map(abs, heard))
    return array.array(
        "h",
        (
            round(
                32_767 * PEAK * value / loudest * (0.5 - 0.5 * math.cos(math.pi * min(1.0, (count - n) / RATE / FADE)))
            )
            for n, value in enumerate(heard)
        ),
    )


def write(folder: Path = FOLDER) -> None:
    """Write all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, sound in SOUNDS.items():
        heard = samples(*sound)
        if sys.byteorder == "big":  # WAV is little-endian
            heard.byteswap()
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(heard.tobytes())


if __name__ == "__main__":
    write()
