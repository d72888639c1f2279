"""The tray icon and its menu.

The menu's actions are made once and only change their text and whether they are seen: a menu that is rebuilt when it
is about to show comes too late for hosts that read it over D-Bus beforehand. Nothing here has a timer.
"""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from deskbreak.i18n import N_, _
from deskbreak.ui.kit.badge import Badge
from deskbreak.ui.status.tray_view import TrayView

_WATCHER = "org.kde.StatusNotifierWatcher"
_SETTLE_MS = 500
"""A tray host that has just come is not ready at once."""

PAUSES: tuple[tuple[str, str | None], ...] = (
    (N_("30 minutes"), "30m"),
    (N_("1 hour"), "1h"),
    (N_("2 hours"), "2h"),
    (N_("Until tomorrow"), "tomorrow"),
    (N_("Until I say so"), None),
)
"""The pauses a menu offers (U1), each as ``engine.pause_length.pause_length`` reads it."""

MEETING, READING = "meeting", "reading"
USER_STATUSES: tuple[tuple[str, str, str], ...] = (
    (MEETING, N_("In a meeting"), N_("The meeting is over")),
    (READING, N_("I’m reading"), N_("I’m done reading")),
)
"""What the user may say of themselves: its name, how it is said, and how it is taken back."""
STATUS_LENGTHS = (PAUSES[0], PAUSES[1], PAUSES[-1])

_ROWS = 10
"""As many as there can be at once."""


class Tray(QObject):
    """Shows a ``TrayView`` and tells what the user wishes. Made visible by the first ``show``."""

    start = Signal()
    """Start a routine, or show the one that is open."""
    later = Signal()
    short = Signal()
    skip = Signal()
    pause = Signal(object)
    """How long, as ``deskbreak pause`` takes it; ``None``: until resumed."""
    resume = Signal()
    set_status = Signal(str, object)
    """``MEETING`` or ``READING``, and for how long, as ``deskbreak meeting`` takes it; ``None``: until taken back."""
    clear_status = Signal(str)
    open_window = Signal()
    open_history = Signal()
    open_settings = Signal()
    opening = Signal()
    """The menu is about to be seen; what it says had better be true."""
    quit = Signal()

    def __init__(self, mark: str, parent: QObject | None = None) -> None:
        """``mark``: the file of the plain mark, for a view without a badge."""
        super().__init__(parent)
        self._mark = mark
        self._view: TrayView | None = None
        self._icons: dict[Badge, QIcon] = {}
        self._icon: QSystemTrayIcon | None = None
        self._watcher: QObject | None = None
        self._made_without_host = False
        self._menu = QMenu()
        self._menu.aboutToShow.connect(self.opening)
        self._rows = [self._row() for _n in range(_ROWS)]
        self._menu.addSeparator()
        self._start = self._action("", self.start.emit)
        self._later = self._action("", self.later.emit)
        self._skip = self._action("", self.skip.emit)
        self._short = self._action(_("One-minute version"), self.short.emit)
        self._menu.addSeparator()
        self._pauses = pause_menu(self.pause.emit, self.set_status.emit, self._menu)
        self._menu.addMenu(self._pauses)
        self._resume = self._action(_("Resume"), self.resume.emit)
        self._reading = reading_menu(self.set_status.emit, self._menu)
        self._menu.addMenu(self._reading)
        self._over = {
            what: self._action(_(end), partial(self.clear_status.emit, what)) for what, _say, end in USER_STATUSES
        }
        self._menu.addSeparator()
        self._action(_("Today…"), self.open_window.emit)
        self._action(_("History…"), self.open_history.emit)
        self._action(_("Settings…"), self.open_settings.emit)
        self._action(_("Quit"), self.quit.emit)

    @property
    def available(self) -> bool:
        """Whether there is a tray to be seen in just now (it may come later)."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self, view: TrayView) -> None:
        """Show ``view``. What is the same as before is left alone, so that no host is woken for nothing."""
        before, self._view = self._view, view
        if before == view:
            return
        _put(
            self._start,
            text=_("Show the routine") if view.routine_open else _("Start routine now"),
            enabled=view.can_start or view.routine_open,
        )
        _put(self._later, text=view.later, visible=bool(view.later))
        _put(self._short, visible=view.offers_short)
        _put(self._skip, text=view.skip, enabled=view.can_skip, visible=bool(view.skip))
        _put(self._pauses.menuAction(), visible=not view.paused)
        _put(self._resume, visible=view.paused)
        _put(self._reading.menuAction(), visible=not view.reading)
        _put(self._over[MEETING], visible=view.meeting)
        _put(self._over[READING], visible=view.reading)
        for number, row in enumerate(self._rows):
            text = view.rows[number] if number < len(view.rows) else ""
            _put(row, text=text.replace("&", "&&"), visible=bool(text))
        if self._icon is None:
            self._make()
            return
        if before is None or before.badge is not view.badge:
            self._icon.setIcon(self._picture(view))
        if before is None or before.tooltip != view.tooltip:
            self._icon.setToolTip(view.tooltip)

    def watch(self) -> None:
        """Look out for a tray host that comes later, and be seen in it.

        Qt under X11 chooses between SNI and XEmbed once, when the icon is made: an icon made while there was no SNI
        host never registers with one that comes later, so it is made again; one that has registered comes back by
        itself. Without QtDBus, or without a session bus, there is nothing to look out for. To be called after the
        first ``show``: QtDBus costs time.
        """
        try:
            from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher  # noqa: PLC0415 - not with the icon
        except ImportError:  # not on this platform, which then has no such hosts
            return
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        watcher = QDBusServiceWatcher(_WATCHER, bus, QDBusServiceWatcher.WatchModeFlag.WatchForOwnerChange, self)
        watcher.serviceOwnerChanged.connect(self._host_changed)
        self._watcher = watcher
        names = bus.interface()
        if not names.isServiceRegistered(_WATCHER).value():
            self._made_without_host = True

    def close(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def _host_changed(self, _name: str, _old: str, new: str) -> None:
        if new and self._made_without_host:
            QTimer.singleShot(_SETTLE_MS, self, self._make_again)

    def _make_again(self) -> None:
        if self._icon is not None:
            self.close()
            self._make()

    def _make(self) -> None:
        assert self._view is not None  # noqa: S101 - only called once there is something to show
        self._made_without_host = not self.available
        made = QSystemTrayIcon(self._picture(self._view), self)
        made.setToolTip(self._view.tooltip)
        made.setContextMenu(self._menu)
        made.activated.connect(self._activated)
        made.show()
        self._icon = made

    def _picture(self, view: TrayView) -> QIcon:
        if view.badge is None:
            return QIcon(self._mark)
        if view.badge not in self._icons:
            from deskbreak.ui.kit import icon  # noqa: PLC0415 - Qt's namespace of enums comes with it: 17 ms

            self._icons[view.badge] = icon.icon(view.badge)
        return self._icons[view.badge]

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.open_window.emit()

    def _row(self) -> QAction:
        row = self._action("", lambda: None)
        row.setEnabled(False)
        row.setVisible(False)
        return row

    def _action(self, text: str, wish: Callable[[], object]) -> QAction:
        made = QAction(text, self._menu)
        made.triggered.connect(lambda _checked=False: wish())
        self._menu.addAction(made)
        return made


def pause_menu(
    wish: Callable[[str | None], object], set_status: Callable[[str, str | None], object], parent: QMenu | None = None
) -> QMenu:
    """A menu of the pauses, and of meetings, which keep quiet as well. ``wish`` is called with the pause chosen,
    ``set_status`` with ``MEETING`` and a length."""
    menu = QMenu(_("Pause"), parent)
    _lengths(menu, PAUSES, wish)
    menu.addSeparator()
    _lengths(menu.addMenu(_said(MEETING)), STATUS_LENGTHS, partial(set_status, MEETING))
    return menu


def reading_menu(set_status: Callable[[str, str | None], object], parent: QMenu | None = None) -> QMenu:
    """A menu of how long one is going to read, which is no pause. ``set_status`` gets ``READING`` and a length."""
    menu = QMenu(_said(READING), parent)
    _lengths(menu, STATUS_LENGTHS, partial(set_status, READING))
    return menu


def _said(status: str) -> str:
    return next(_(say) for what, say, _end in USER_STATUSES if what == status)


def _lengths(menu: QMenu, lengths: Iterable[tuple[str, str | None]], wish: Callable[[str | None], object]) -> None:
    for text, length in lengths:
        action = menu.addAction(_(text))
        action.triggered.connect(lambda _checked=False, length=length: wish(length))


def _put(action: QAction, *, text: str | None = None, enabled: bool | None = None, visible: bool | None = None) -> None:
    """Change an action only where it differs: each change is a signal to the tray host."""
    if text is not None and action.text() != text:
        action.setText(text)
    if enabled is not None and action.isEnabled() != enabled:
        action.setEnabled(enabled)
    if visible is not None and action.isVisible() != visible:
        action.setVisible(visible)
