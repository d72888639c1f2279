"""Whether anything can be heard here: each player of sounds is tried with a moment of silence."""

import subprocess
import tempfile
import wave
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deskbreak.desktop.sound.player import players

WITHIN = 2.0
"""Seconds that a player may take for a moment of silence: one that takes more hangs."""
CARDS = Path("/dev/snd")
"""Where Linux has its sound cards: a program that asks no sound server plays by these, if there are any."""
SYSTEM = Path("/run")
"""Where a sound server of the whole machine has its socket; that of a session is in ``XDG_RUNTIME_DIR``."""
SERVERS = ("pulse/native", "pipewire-0")
"""pulseaudio(1), pipewire(1)."""
RATE = 44_100
_LENGTH = 0.05


@dataclass(frozen=True, slots=True)
class SoundOutput:
    """``players``: the paths of those that are here. ``fault``: why none of them plays, technically; "" if one does.

    ``cards``: whether there is a card by which somebody else might be heard all the same.
    """

    players: tuple[str, ...] = ()
    fault: str = ""
    cards: bool = True


def has_output(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether there is anything to be heard by: on Linux a sound card, or a sound server, which may have one elsewhere.

    Looks at files only, so it takes no time. ``platform``: as ``sys.platform``.
    """
    if platform != "linux" or any(CARDS.glob("pcmC*p")):
        return True
    if environ.get("PULSE_SERVER") or environ.get("PIPEWIRE_REMOTE"):
        return True
    own = environ.get("XDG_RUNTIME_DIR", "")
    folders = (Path(own), SYSTEM) if own else (SYSTEM,)
    return any((folder / socket).exists() for folder in folders for socket in SERVERS)


def sound_output(platform: str) -> SoundOutput:
    """Try them, the best first, up to one that plays. Blocks for ``WITHIN`` each. ``platform``: as ``sys.platform``."""
    found = players(platform)
    cards = platform != "linux" or any(CARDS.glob("pcmC*p"))
    there = tuple(path for path, *_words in found)
    with tempfile.TemporaryDirectory(prefix="deskbreak-") as folder:
        silence = Path(folder, "silence.wav")
        try:
            _write_silence(silence)
        except OSError as error:
            return SoundOutput(there, f"{silence}: {error.strerror or error}" if there else "", cards)
        faults = []
        for command in found:
            fault = _played([*command, str(silence)])
            if not fault:
                return SoundOutput(there, "", cards)
            faults.append(f"{Path(command[0]).name}: {fault}")
    return SoundOutput(there, "; ".join(faults), cards)


def _write_silence(file: Path) -> None:
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(bytes(2 * round(RATE * _LENGTH)))


def _played(command: list[str]) -> str:
    """``""``, or why it did not play."""
    try:
        played = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=WITHIN,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "it did not come to an end"
    except OSError as error:
        return error.strerror or str(error)
    said = played.stderr.decode(errors="replace").strip().splitlines()
    if not played.returncode:
        return ""
    return said[-1] if said else f"it ended with {played.returncode}"
