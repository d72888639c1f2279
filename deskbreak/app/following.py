"""The desktop's look, followed: what the desktop tells becomes how the windows look."""

import os
import sys
from contextlib import ExitStack

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from deskbreak.desktop.look.choice import open_look
from deskbreak.desktop.look.platform_theme import platform_theme
from deskbreak.desktop.look.shown import DesktopLook
from deskbreak.ui.kit.dress import dress


def follow_look(qt: QApplication, closing: ExitStack) -> None:
    """Follow it until ``closing``, where Qt was given a platform theme that does not."""
    if platform_theme(os.environ, sys.platform):
        closing.callback(FollowedLook(qt, open_look(qt.platformName())).close)


class FollowedLook(QObject):
    """From when it is made to ``close``; what is not told is as Qt has it by itself."""

    def __init__(self, qt: QApplication, desktop: DesktopLook) -> None:
        super().__init__(qt)
        self._qt = qt
        self._own = QFont(qt.font())
        self._desktop = desktop
        desktop.setParent(self)
        desktop.changed.connect(self._follow)
        self._follow()

    def close(self) -> None:
        """Follow it no more."""
        self._desktop.close()

    def _follow(self) -> None:
        look = self._desktop.look
        font = QFont(self._own)
        if look.family:
            font.setFamily(look.family)
        if look.points:
            font.setPointSizeF(look.points)
        dress(self._qt, dark=look.dark, contrast=look.contrast, font=font)
