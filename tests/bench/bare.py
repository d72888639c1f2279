"""The yardstick: the least that PySide6 needs for a tray icon with a menu.

With ``scheduler``, APScheduler runs too; with ``buses``, QtDBus listens on both buses.
"""

import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import SLOT
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon


def main() -> int:
    app = QApplication(["bare"])
    app.setQuitOnLastWindowClosed(False)
    pixmap = QPixmap(64, 64)
    pixmap.fill("teal")
    menu = QMenu()
    menu.addAction("Quit").triggered.connect(app.quit)
    tray = QSystemTrayIcon(QIcon(pixmap))
    tray.setContextMenu(menu)
    tray.setToolTip("bare")
    tray.show()
    if "scheduler" in sys.argv[1:]:
        from apscheduler.schedulers.qt import QtScheduler

        scheduler = QtScheduler()
        scheduler.start()
        scheduler.add_job(app.quit, "date", run_date=datetime.now(UTC) + timedelta(hours=5))
    if "buses" in sys.argv[1:]:
        from PySide6.QtDBus import QDBusConnection

        quit_: Any = SLOT("quit()")  # the stubs say bytes, which PySide6 refuses
        for bus in (QDBusConnection.sessionBus(), QDBusConnection.systemBus()):
            bus.connect("org.freedesktop.login1", "/", "", "PrepareForSleep", app, quit_)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
