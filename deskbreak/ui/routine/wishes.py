"""What somebody wishes in the routine's window beyond playing it; whoever opens it carries that out."""

from PySide6.QtCore import QObject, Signal


class RoutineWishes(QObject):
    """The window's pages tell these.

    The window itself minds but what changes how it looks: the size of text, and what its buttons show of sound.
    """

    safety_confirmed = Signal()
    """The page before the first routine was read."""
    felt = Signal(str)
    """How it was: ``too-much``, ``right`` or ``easy``."""
    go_on = Signal()
    """On from where it was stopped, from the last page."""
    mistaken = Signal()
    """It does not hurt: that was pressed by mistake (D7)."""
    put_back = Signal(str)
    """The id of an exercise that was left out, and is to come back."""
    mute = Signal(bool)
    """Silence until the window is gone, or sound again."""
    volume = Signal(int)
    """Voice and sounds, in percent, from now on."""
    text_size = Signal(int)
    """How large the letters of this window are, in percent of the usual ones, from now on."""
