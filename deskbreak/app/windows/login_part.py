"""The switch for starting at login in the settings: it shows how it is, and does what is wished."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from deskbreak.app.login.at_login import AtLogin
from deskbreak.desktop.autostart.autostart import AutostartState, NotSwitched
from deskbreak.i18n import _
from deskbreak.ui.settings.login_panel import LoginPanel


class LoginPart(LoginPanel):
    """Asks ``at_login`` when it is made, and after each wish."""

    switched = Signal(bool)
    """Somebody has switched it here, from what it was, which this tells, to the other."""

    def __init__(self, at_login: AtLogin) -> None:
        super().__init__()
        self._at_login = at_login
        self.wished.connect(self._wish)
        self._show("")

    def _wish(self, on: bool) -> None:
        was = self._at_login.status().on
        self.switch(on=on)
        if self._at_login.status().on is not was:
            self.switched.emit(was)

    def switch(self, *, on: bool) -> None:
        """Have it so, if it can be, and say what came of it."""
        told = ""
        try:
            if on:
                self._at_login.switch_on()
            else:
                self._at_login.switch_off()
                if self._at_login.given_back:
                    told = _("The desktop's own break reminders are on again, as they were.")
        except NotSwitched as fault:
            told = str(fault)
        self._show(told)

    def _show(self, told: str) -> None:
        status = self._at_login.status()
        moved = ""
        if status.state is AutostartState.MOVED:
            moved = _("deskbreak would start at login, and has moved. Switched on once more, it is found again.")
        self.put("\n".join(sentence for sentence in (told, moved, status.fault) if sentence), on=status.on)


class LoginSteps(QObject):
    """What was switched can be switched back, in turn with the changes of the settings file.

    ``latest`` is the number of the change of the file that would be taken back now, higher the later it was made.
    """

    switched = Signal()

    def __init__(self, at_login: Callable[[], AtLogin], latest: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._at_login, self._latest = at_login, latest
        self._part: LoginPart | None = None
        self._steps: list[tuple[int, bool]] = []
        """After which change of the file it was switched, and what it had been."""

    @property
    def can_undo(self) -> bool:
        """Whether there is a switching to be taken back."""
        return bool(self._steps)

    def part(self) -> LoginPart:
        """A new part for a window."""
        self._part = LoginPart(self._at_login())
        self._part.switched.connect(self._note)
        return self._part

    def undo(self) -> LoginPart | None:
        """Switch it back, if that is what was done last; where that is seen, ``None`` if it is another's turn."""
        if self._part is None or not self._steps or self._steps[-1][0] < self._latest():
            return None
        _after, was = self._steps.pop()
        self._part.switch(on=was)
        return self._part

    def close(self) -> None:
        """The window is gone, and its part with it."""
        self._part = None
        self._steps.clear()

    def _note(self, was: bool) -> None:
        self._steps.append((self._latest(), was))
        self.switched.emit()
