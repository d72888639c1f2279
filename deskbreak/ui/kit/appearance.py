"""How the person before the screen wants to be led: settings, as far as the windows mind them."""

from dataclasses import dataclass
from typing import Self

from deskbreak.coach.content.looks import LOOKS
from deskbreak.settings.declared import CoachSettings


@dataclass(frozen=True, slots=True)
class Appearance:
    """``look``: how the figure looks; ``mirror``: it moves as one's mirror image; ``reduced``: key poses, no motion.

    ``small``: a window that fewer people notice. ``spoken``: a voice says the words, so that a screen reader need not.
    ``cues``: a voice is wished for, so what it says ahead is shown, too. ``volume`` and ``text_size`` are percents.
    """

    look: str = LOOKS[0]
    mirror: bool = True
    reduced: bool = False
    small: bool = False
    spoken: bool = False
    cues: bool = True
    volume: int = 70
    text_size: int = 100

    @classmethod
    def of(cls, coach: CoachSettings, *, desktop_reduces: bool) -> Self:
        """``desktop_reduces``: whether the desktop wants little motion; ``[coach] reduced_motion`` may know better."""
        wish = coach.reduced_motion
        return cls(
            look=coach.look,
            mirror=coach.mirror,
            reduced=desktop_reduces if wish == "auto" else wish == "on",
            small=coach.discreet,
            cues=coach.voice,
            volume=coach.volume,
            text_size=coach.text_size,
        )


USUAL = Appearance()
