"""The switch for starting at login in the settings: it shows how it is, and does what is wished."""

from PySide6.QtCore import Signal

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
