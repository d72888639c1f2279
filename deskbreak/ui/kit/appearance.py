"""How the person before the screen wants to be led: settings, as far as the windows mind them."""

from dataclasses import dataclass

from deskbreak.coach.content.looks import LOOKS


@dataclass(frozen=True, slots=True)
class Appearance:
    """``look``: how the figure looks; ``mirror``: it moves as one's mirror image; ``reduced``: key poses, no motion.

    ``small``: a window that fewer people notice. ``spoken``: a voice says the words, so that a screen reader need not.
    """

    look: str = LOOKS[0]
    mirror: bool = True
    reduced: bool = False
    small: bool = False
    spoken: bool = False


USUAL = Appearance()
