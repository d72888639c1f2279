"""Which notifier this platform has."""

import sys
from collections.abc import Callable

from deskbreak.desktop.notify.card import CardLike, CardNotifier
from deskbreak.desktop.notify.deferred import DeferredNotifier
from deskbreak.desktop.notify.fallback import FallbackNotifier
from deskbreak.desktop.notify.notifier import Note, Notifier


def open_notifier(make_card: Callable[[Note], CardLike], icon: str = "", platform: str = sys.platform) -> Notifier:
    """The platform's own notifications, with deskbreak's card for what they cannot do.

    Nothing is imported or connected before the first note. ``icon``: a name of the icon theme or a file's path.
    """
    return DeferredNotifier(lambda: FallbackNotifier(native_notifier(icon, platform), CardNotifier(make_card)))


def native_notifier(icon: str, platform: str) -> Notifier:
    """The platform's own notifications."""
    if platform == "linux":
        from deskbreak.desktop.notify.fdo import FdoNotifier  # noqa: PLC0415 - jeepney is there on Linux only

        return FdoNotifier(icon)
    from deskbreak.desktop.notify.plyer_text import PlyerText  # noqa: PLC0415

    return PlyerText()
