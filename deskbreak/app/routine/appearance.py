"""From the settings of the coach to what the windows mind of them."""

from deskbreak.settings.declared import CoachSettings
from deskbreak.ui.kit.appearance import Appearance


def appearance(coach: CoachSettings, desktop_reduces: bool) -> Appearance:
    """``desktop_reduces``: whether the desktop wants little motion; ``[coach] reduced_motion`` may know better."""
    wish = coach.reduced_motion
    return Appearance(
        look=coach.look,
        mirror=coach.mirror,
        reduced=desktop_reduces if wish == "auto" else wish == "on",
        small=coach.discreet,
    )
