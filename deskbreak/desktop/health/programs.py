"""Programs that can speak or play a sound. Only looked for."""

import shutil

SPEAKERS = ("spd-say", "espeak-ng", "say")
PLAYERS = ("paplay", "pw-play", "aplay", "afplay")


def found(names: tuple[str, ...]) -> tuple[str, ...]:
    """The paths of those that are there, in the order of ``names``."""
    return tuple(path for path in map(shutil.which, names) if path is not None)
