"""Which of its platform themes Qt is to take. Asked before there is any of Qt, so it imports none."""

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager

VARIABLE = "QT_QPA_PLATFORMTHEME"
LIGHT_THEME = "gnome"
"""Qt's own, built in. Under GNOME, Xfce, Cinnamon, MATE and others Qt would take ``gtk3`` first, which brings GTK, and
with it Mesa and LLVM where they are installed: 70 MiB.
https://code.qt.io/cgit/qt/qtbase.git/tree/src/gui/platform/unix/qgenericunixtheme.cpp (themeNames)
"""


def platform_theme(environment: Mapping[str, str], platform: str) -> str:
    """The platform theme that Qt is to take; ``""``: the one that it takes by itself.

    That is so where people have chosen one, on KDE, whose theme is built in and follows KDE by itself, and on Windows
    and macOS.
    """
    desktops = environment.get("XDG_CURRENT_DESKTOP", "").split(":")
    kde = "KDE" in desktops or environment.get("KDE_FULL_SESSION")
    return "" if platform != "linux" or environment.get(VARIABLE) or kde else LIGHT_THEME


@contextmanager
def taken(environment: MutableMapping[str, str], theme: str) -> Iterator[None]:
    """Let Qt find ``theme`` in the variable while it begins; other programs that are started later do not."""
    before = environment.get(VARIABLE)
    if theme:
        environment[VARIABLE] = theme
    try:
        yield
    finally:
        environment.pop(VARIABLE, None)
        if before is not None:
            environment[VARIABLE] = before
