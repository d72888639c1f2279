"""Focus on macOS: Apple tells it to nobody.

``INFocusStatusCenter`` answers only applications with the communication notifications entitlement, and the databases of
``~/Library/DoNotDisturb`` are private and behind Full Disk Access.
https://developer.apple.com/documentation/intents/infocusstatuscenter
"""

from deskbreak.desktop.sense import NullSense

FAULT = "macOS does not tell applications whether Focus is on"


def macos_dnd() -> NullSense:
    """The answer: unknown."""
    return NullSense(FAULT)
