"""PySide6 kept from reading the source of each module that is imported after it.

It looks there for a use of its ``__feature__`` switch (``feature_imported`` in shibokensupport/feature.py), which
nothing here has: https://doc.qt.io/qtforpython-6/considerations.html#features. ``linecache`` would keep all of them, 8
MiB, and the reading takes a tenth of the start.
"""

import sys

HOOK, KNOWN = "shibokensupport.feature", "pyside_feature_dict"
WITHOUT = -1
"""What PySide6 notes of a module that does not use the switch."""


class _NoneUsesIt(dict[str, int]):
    """By a module's name; one that was not noted is known all the same."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> int:
        return WITHOUT


def leave_sources_unread() -> None:
    """To be called once, when PySide6 is imported. Where its hook is another one, it reads on, and that is all."""
    hook = sys.modules.get(HOOK)
    known = getattr(hook, KNOWN, None)
    if hook is not None and type(known) is dict:
        setattr(hook, KNOWN, _NoneUsesIt(known))
