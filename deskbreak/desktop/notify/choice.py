"""Which notifier this platform has."""

# Each platform loads its own, and no more of it than it has.
# ruff: noqa: PLC0415

from collections.abc import Callable

from deskbreak.desktop.notify.card import CardLike, CardNotifier
from deskbreak.desktop.notify.fallback import FallbackNotifier
from deskbreak.desktop.notify.ledger import Ledger
from deskbreak.desktop.notify.notifier import Note, Notifier


def open_notifier(make_card: Callable[[Note], CardLike], icon: str, ledger: Ledger, platform: str) -> Notifier:
    """The platform's own notifications, with deskbreak's card for what they cannot do.

    Nothing is imported or connected before the first note, unless ``ledger`` tells of notes that a killed run has
    left behind. ``icon``: a name of the icon theme or a file's path.
    """
    notifier = FallbackNotifier(lambda: (native_notifier(icon, ledger, platform), CardNotifier(make_card)))
    if ledger.left:
        notifier.build()
    return notifier


def native_notifier(icon: str, ledger: Ledger | None, platform: str) -> Notifier:
    """The platform's own notifications. Without a ``ledger`` no file is kept."""
    if platform == "linux":
        from deskbreak.desktop.notify.fdo import FdoNotifier

        return FdoNotifier(icon, ledger=ledger)
    from deskbreak.desktop.notify.plyer_text import PlyerText, by_plyer

    return PlyerText(by_plyer)
