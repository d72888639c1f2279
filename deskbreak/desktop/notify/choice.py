"""Which notifier this platform has."""

import sys
from collections.abc import Callable

from deskbreak.desktop.notify.card import CardLike, CardNotifier
from deskbreak.desktop.notify.fallback import FallbackNotifier
from deskbreak.desktop.notify.notifier import Note, Notifier


def open_notifier(make_card: Callable[[Note], CardLike], icon: str = "", platform: str = sys.platform) -> Notifier:
    """The platform's own notifications, with deskbreak's card for what they cannot do.

    Nothing is connected before the first note. ``icon``: a name of the icon theme or a file's path.
    """
    primary: Notifier
    if platform == "linux":
        from deskbreak.desktop.notify.fdo import FdoNotifier  # noqa: PLC0415 - jeepney is there on Linux only

        primary = FdoNotifier(icon)
    else:
        from deskbreak.desktop.notify.plyer_text import PlyerText  # noqa: PLC0415

        primary = PlyerText()
    return FallbackNotifier(primary, CardNotifier(make_card))
