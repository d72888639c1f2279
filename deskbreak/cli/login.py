"""``autostart`` and ``desktop-entry``: how the desktop starts deskbreak."""

import json
import os
import sys
from dataclasses import asdict

from deskbreak.app.login.at_login import AtLogin, open_at_login, own_command, template
from deskbreak.cli import exits
from deskbreak.desktop.autostart.autostart import AutostartState, AutostartStatus, NotSwitched
from deskbreak.desktop.autostart.choice import sandboxed
from deskbreak.desktop.entry.launcher import NoLauncher
from deskbreak.desktop.entry.menu import MenuFault, ProgramMenu
from deskbreak.i18n import N_, _
from deskbreak.store.content.shipped import shipped
from deskbreak.store.paths import Paths

SAYS = {
    AutostartState.ON: N_("deskbreak starts at login, by {where}."),
    AutostartState.OFF: N_("deskbreak does not start at login. To have it do so: deskbreak autostart on"),
    AutostartState.MOVED: N_("deskbreak would start at login, and has moved. To mend that: deskbreak autostart on"),
}


def autostart(what: str, paths: Paths, *, as_json: bool) -> int:
    """Switch it (``on``, ``off``) or not (``status``), and say how it is then; 1 if it could not be switched."""
    _qt = _application() if sys.platform == "linux" and sandboxed(os.environ) else None
    at_login = open_at_login(paths)
    try:
        if what == "on":
            at_login.switch_on()
        elif what == "off":
            at_login.switch_off()
    except NotSwitched as error:
        print(error, file=sys.stderr)
        return exits.FAULT
    _print(at_login, at_login.status(), what, as_json=as_json)
    return exits.OK


def _application() -> object:
    """The portal is asked by Qt's event loop, which takes an application, though no display."""
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - for sandboxes alone

    return QCoreApplication.instance() or QCoreApplication(sys.argv[:1])


def _print(at_login: AtLogin, status: AutostartStatus, what: str, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(status) | {"reminders": list(at_login.given_back)}, ensure_ascii=False))
        return
    if what == "off" and not status.on:
        print(_("deskbreak does not start at login any more."))
    else:
        print(_(SAYS[status.state]).format(where=status.where))
    if status.fault:
        print(status.fault)
    if at_login.given_back:
        print(_("The desktop's own break reminders are on again, as they were."))


def desktop_entry(what: str, paths: Paths) -> int:
    """``install`` or ``remove`` the entry in the desktop's menu of programs; 1 if that cannot be."""
    if sys.platform in ("win32", "darwin"):
        print(_("This is for the menus of Linux desktops."), file=sys.stderr)
        return exits.FAULT
    if sandboxed(os.environ):
        print(_("deskbreak came in a sandbox, which has put it in the menu already."), file=sys.stderr)
        return exits.FAULT
    icons = (shipped("icons", "deskbreak.png"), shipped("icons", "deskbreak.svg"))
    menu = ProgramMenu(os.environ, template(), icons)
    arguments = () if paths.home is None else ("--home", str(paths.home))
    try:
        if what == "install":
            menu.install(own_command(arguments)())
            print(_("deskbreak is in the menu of programs now, by {file}.").format(file=menu.entry))
        elif menu.remove():
            print(_("deskbreak is no longer in the menu of programs."))
        else:
            print(_("deskbreak has put nothing in the menu of programs."))
    except (MenuFault, NoLauncher) as error:
        print(error, file=sys.stderr)
        return exits.FAULT
    return exits.OK
