"""A whole small desktop of one's own: screen, window manager, tray, notification daemon, session bus, folders.

    with Desktop() as desktop:
        desktop.start_panel()
        desktop.start_notifyd()
        app = desktop.programs.start("app", ["deskbreak"])
        item = wait_for_item(desktop.session, app.pid)
        desktop.screenshot(Path("tray.png"))

Nothing in it touches the user's own: HOME, the XDG folders, the bus and the screen are private and gone afterwards.
Each ``start_`` returns when the thing is ready to be used, by a condition and not by waiting. End to end tests, demo
and benchmark all stand on it.
"""

import atexit
import functools
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtGui import QImage
from Xlib import X
from Xlib.display import Display

from tests.dates import passed_on
from tests.e2e.bus import Session, start_bus
from tests.e2e.complaints import Complaints
from tests.e2e.processes import Program, Programs, wait_until

TOOLS = ("dbus-daemon", "Xvfb", "openbox", "xfce4-panel", "xdotool", "xwininfo", "xprop", "localedef")
XFCE_LIBRARIES = tuple(
    Path(folder)
    for folder in (f"/usr/lib/{os.uname().machine}-linux-gnu/xfce4", "/usr/lib/xfce4", "/usr/libexec/xfce4")
)
PANEL_HEIGHT = 34
LOCALE = "en_GB.UTF-8"

OPENBOX = """\
<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <placement><policy>Smart</policy><center>yes</center></placement>
  <theme>
    <name>Desk</name>
    <titleLayout>LIMC</titleLayout>
    <font place="ActiveWindow"><name>Sans</name><size>9</size></font>
    <font place="InactiveWindow"><name>Sans</name><size>9</size></font>
  </theme>
  <desktops><number>1</number></desktops>
  <mouse>
    <context name="Client">
      <mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
    </context>
    <context name="Titlebar">
      <mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
      <mousebind button="Left" action="Drag"><action name="Move"/></mousebind>
    </context>
    <context name="Close">
      <mousebind button="Left" action="Click"><action name="Close"/></mousebind>
    </context>
  </mouse>
</openbox_config>
"""

THEME = """\
border.width: 1
padding.width: 8
padding.height: 5
window.handle.width: 0
window.client.padding.width: 0
window.active.border.color: #1c2a35
window.inactive.border.color: #41525f
window.active.title.bg: flat solid
window.active.title.bg.color: #2b3b47
window.inactive.title.bg: flat solid
window.inactive.title.bg.color: #4b5b67
window.active.label.bg: parentrelative
window.inactive.label.bg: parentrelative
window.active.label.text.color: #f2f4f5
window.inactive.label.text.color: #c6cdd2
window.active.button.unpressed.bg: parentrelative
window.inactive.button.unpressed.bg: parentrelative
window.active.button.unpressed.image.color: #dfe5e8
window.inactive.button.unpressed.image.color: #b4bdc3
window.label.text.justify: center
"""

PANEL = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=10;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="{PANEL_HEIGHT}"/>
      <property name="icon-size" type="uint" value="20"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist">
      <property name="show-handle" type="bool" value="false"/>
    </property>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
      <property name="icon-size" type="int" value="22"/>
    </property>
  </property>
</channel>
"""

NOTIFYD = """\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
  <property name="theme" type="string" value="{theme}"/>
  <property name="notify-location" type="uint" value="{location}"/>
  <property name="initial-opacity" type="double" value="1.0"/>
  <property name="do-fadeout" type="bool" value="false"/>
  <property name="do-slideout" type="bool" value="false"/>
</channel>
"""

GTK = """\
[Settings]
gtk-theme-name=Adwaita
gtk-icon-theme-name=Adwaita
gtk-font-name=Sans 10
gtk-enable-animations=0
"""

FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <alias binding="same"><family>Sans</family><prefer><family>Inter</family></prefer></alias>
  <alias binding="same"><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
</fontconfig>
"""


@dataclass(frozen=True)
class Window:
    """A window as it lies on the screen, in pixels from the upper left corner, without its frame."""

    id: int
    title: str
    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


def missing_tools() -> list[str]:
    """The programs this needs that are not installed; packaging/debian-packages.toml brings them."""
    return [name for name in TOOLS if shutil.which(name) is None]


class Desktop:
    """The screen, the bus and the window manager; the rest is started by name. A context manager."""

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        self.width = width
        self.height = height
        # A short path: a socket's is limited to 107 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="desk-"))
        self.home = self._private("home")
        self._system_folder = self._private("system")
        self.programs = Programs(self._private("log"), self._base_environment())
        self.complaints = Complaints()
        """What deskbreak may say here that would worry somebody elsewhere."""
        self.bus: Program
        self.system_bus: Program
        self.session: Session
        self.system: Session

    @property
    def environment(self) -> dict[str, str]:
        """The environment of everything that runs on this desktop."""
        return self.programs.environment

    @property
    def address(self) -> str:
        """Of the session bus."""
        return self.environment["DBUS_SESSION_BUS_ADDRESS"]

    @property
    def system_address(self) -> str:
        """Of the system bus, which is there after ``start_system_bus``."""
        return self.environment["DBUS_SYSTEM_BUS_ADDRESS"]

    def __enter__(self) -> Self:
        try:
            self.bus, self.environment["DBUS_SESSION_BUS_ADDRESS"] = start_bus(self.programs, self.folder)
            self.session = Session(self.address)
            self._write("gtk-3.0/settings.ini", GTK)
            self._write("fontconfig/fonts.conf", FONTS)
            self._make_locale()
            self._start_screen()
            self._start_window_manager()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        verdict = self.close()
        if error is None and verdict:
            raise AssertionError(verdict)

    def close(self) -> str:
        """End everything that was started here, last first, and remove its folders; the verdict of ``complaints``."""
        if hasattr(self, "_eyes"):
            self._eyes.close()
        if hasattr(self, "session"):
            self.session.close()
        if hasattr(self, "system"):
            self.system.close()
        self.programs.close()  # the buses among them last: whoever is on one is not to see it go
        verdict = self.complaints.verdict(self.programs.ever)
        shutil.rmtree(self.folder, ignore_errors=True)
        return verdict

    # The parts of a desktop

    def start_system_bus(self) -> Session:
        """A system bus of our own, with nobody on it: for a stand-in of logind. One that there was is killed."""
        self._end_system_bus()
        self.system_bus, address = start_bus(self.programs, self._system_folder)
        assert address == self.system_address, address
        self.system = Session(address)
        return self.system

    def restart_session_bus(self) -> None:
        """Kill the session bus and start another at the same address; whoever was on it has to come back himself."""
        self.session.close()
        self.bus.kill()
        self.bus, address = start_bus(self.programs, self.folder)
        assert address == self.address, address
        self.session = Session(self.address)

    def start_panel(self) -> Program:
        """A real panel at the bottom: open windows and a tray (status notifier items and XEmbed).

        No clock: with ``--speed`` it would not be that of the app.
        """
        self._write("xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml", PANEL)
        self._start_xfconfd()
        panel = self.programs.start("panel", ["xfce4-panel", "--disable-wm-check"])
        self.session.wait_for("org.kde.StatusNotifierWatcher", 30)
        return panel

    def start_notifyd(self, theme: str = "Default", location: int = 3) -> Program:
        """xfce4-notifyd, whose notifications have buttons. ``location``: 0 ↖, 1 ↙, 2 ↗, 3 ↘."""
        self._write(
            "xfce4/xfconf/xfce-perchannel-xml/xfce4-notifyd.xml", NOTIFYD.format(theme=theme, location=location)
        )
        self._start_xfconfd()
        daemon = self.programs.start("notifyd", [_xfce_program("notifyd/xfce4-notifyd")])
        self.session.wait_for("org.freedesktop.Notifications")
        return daemon

    def start_dunst(self) -> Program:
        """dunst, which shows actions by a mark only."""
        daemon = self.programs.start("dunst", ["dunst"])
        self.session.wait_for("org.freedesktop.Notifications")
        return daemon

    def start_editor(self) -> Window:
        """A text editor, at work in the upper left of the screen, with the keyboard."""
        self.programs.start("editor", [sys.executable, Path(__file__).with_name("editor.py")])
        window = self.wait_for_window("Report")
        wait_until(lambda: self.focused() == window.id, "the editor to have the keyboard")
        return window

    def set_background(self, top: str = "#4f6f86", bottom: str = "#22384a") -> None:
        """A calm gradient behind everything."""
        self.programs.run(["hsetroot", "-add", top, "-add", bottom, "-gradient", "0"])

    # Eyes

    def picture(self) -> QImage:
        """What is on the screen now; takes a few hundredths of a second."""
        reply = self._eyes.screen().root.get_image(0, 0, self.width, self.height, X.ZPixmap, 0xFFFFFFFF)
        return QImage(reply.data, self.width, self.height, self.width * 4, QImage.Format.Format_RGB32).copy()

    def screenshot(self, path: Path) -> QImage:
        """What is on the screen now, saved as a PNG too."""
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = self.picture()
        assert picture.save(str(path)), path
        return picture

    def windows(self, title: str = "", kind: str | None = None) -> list[Window]:
        """Visible windows whose title contains ``title`` (and whose class is ``kind``), override-redirect ones too."""
        found = []
        for line in self._window_tree().splitlines():
            match = re.match(
                r'\s+(0x[0-9a-f]+) (?:"(.*)"|\(has no name\)): \((.*)\)'
                r"\s+(\d+)x(\d+)\+-?\d+\+-?\d+\s+\+(-?\d+)\+(-?\d+)",
                line,
            )
            if match is None or title not in (match[2] or "") or (kind and f'"{kind}"' not in match[3]):
                continue
            width, height, x, y = (int(match[i]) for i in range(4, 8))
            window = Window(int(match[1], 16), match[2] or "", x, y, width, height)
            if width > 10 and height > 10 and self._visible(window):
                found.append(window)
        return found

    def _window_tree(self) -> str:
        """What xwininfo tells of all windows; it gives up where one vanishes just then, and is asked again."""

        def told() -> str | None:
            try:
                return self.programs.run(["xwininfo", "-root", "-tree"])
            except AssertionError as gone:
                if "Can't query window tree" not in str(gone):
                    raise
                return None

        return wait_until(told, "the windows to hold still")

    def wait_for_window(self, title: str = "", kind: str | None = None, limit: float = 15.0) -> Window:
        return wait_until(lambda: self.windows(title, kind), f"a window “{title}” {kind or ''}", limit)[0]

    def painted(self, window: Window) -> bool:
        """Whether ``window`` is seen, and not what lies behind it: programs paint theirs some time after it is up.

        Along its two sides is its ground then, but for a line across. Behind it nothing is of one colour that far
        (``set_background``).
        """
        picture = self.picture()
        rows = range(window.y + 1, window.y + window.height - 1)
        sides = [[picture.pixel(x, y) for y in rows] for x in (window.x + 1, window.x + window.width - 2)]
        ground = sides[0][0]
        return all(side.count(ground) > 0.9 * len(side) for side in sides)

    def wait_for_notification(self, limit: float = 15.0) -> Window:
        """The notification on the screen, once it has come to rest in its corner."""
        seen: list[list[Window]] = [[]]

        def at_rest() -> Window | None:
            seen.append(self.windows(kind="Xfce4-notifyd"))
            return seen[-1][0] if seen[-1] and seen[-1] == seen[-2] and seen[-1][0].y > 0 else None

        return wait_until(at_rest, "a notification on the screen", limit)

    def focused(self) -> int:
        """The id of the window that has the keyboard."""
        return int(self.programs.run(["xdotool", "getwindowfocus"]))

    # Hands

    def move(self, x: int, y: int) -> None:
        self.programs.run(["xdotool", "mousemove", str(x), str(y)])

    def click(self, x: int, y: int, button: int = 1) -> None:
        """A real click: the pointer goes there and presses."""
        self.programs.run(["xdotool", "mousemove", str(x), str(y), "click", str(button)])

    def drag(self, begin: tuple[int, int], end: tuple[int, int]) -> None:
        """Take hold of what lies at ``begin``, and let it go at ``end``."""
        (x, y), (to_x, to_y) = begin, end
        words = f"mousemove {x} {y} mousedown 1 mousemove {to_x} {to_y} mouseup 1"
        self.programs.run(["xdotool", *words.split()])

    def key(self, *keys: str) -> None:
        """Real key presses, by X's names: ``space``, ``Right``, ``Escape``, ``ctrl+q``."""
        self.programs.run(["xdotool", "key", *keys])

    def type(self, text: str, delay_ms: int = 12) -> None:
        """Real typing into whatever has the keyboard."""
        self.programs.run(["xdotool", "type", "--delay", str(delay_ms), text])

    def press(self, notification: Window, number: int, of: int) -> None:
        """Press button ``number`` (from 1) of the ``of`` at the foot of an xfce4-notifyd notification."""
        buttons = self._buttons(notification)
        assert len(buttons) == of, f"{len(buttons)} buttons are on the screen, not {of}"
        self.click(*buttons[number - 1])

    def open_menu(self, labels: Sequence[str]) -> tuple[Window, list[tuple[int, int]]]:
        """Open the menu of the tray's last icon, which has these ``labels``; where each is, once all are seen."""
        before = {window.id for window in self.windows(kind="Wrapper-2.0")}
        self.click(*self.tray_icon(), button=3)

        def drawn() -> tuple[Window, list[tuple[int, int]]] | None:
            menus = [window for window in self.windows(kind="Wrapper-2.0") if window.id not in before]
            lines = self._lines(menus[0]) if menus else []
            return (menus[0], lines) if len(lines) == len(labels) else None

        return wait_until(drawn, f"a menu with {', '.join(labels)}")

    def choose(self, labels: Sequence[str], label: str) -> None:
        """Open the menu of the tray's last icon, which has these ``labels``, and click the entry with ``label``."""
        _menu, entries = self.open_menu(labels)
        self.click(*entries[labels.index(label)])

    def tray_icon(self) -> tuple[int, int]:
        """Where the tray's last icon is on the screen; the panel's tray is a window of its own."""
        tray = self.wait_for_window(kind="Wrapper-2.0")
        return tray.x + tray.width - tray.height // 2, tray.y + tray.height // 2

    # How it is made

    def _end_system_bus(self) -> None:
        if hasattr(self, "system"):
            self.system.close()
            self.system_bus.kill()

    def _buttons(self, notification: Window) -> list[tuple[int, int]]:
        """The middles of its buttons, found by their colour in a row below the labels."""
        picture = self.picture()
        foot = notification.y + notification.height
        row = foot - 22
        ground = picture.pixel(notification.x + 6, row)
        columns = range(notification.x + 6, notification.x + notification.width - 6)
        runs = [
            list(run) for other, run in itertools.groupby(columns, lambda x: picture.pixel(x, row) != ground) if other
        ]
        return [((run[0] + run[-1]) // 2, foot - 31) for run in runs if len(run) > 40]

    def _lines(self, menu: Window) -> list[tuple[int, int]]:
        """The middles of its lines of text, from above; the lines between them are thinner."""
        picture = self.picture()
        middle, edge = menu.x + menu.width // 2, 12
        inside = range(menu.x + edge, menu.x + menu.width - edge)

        def inked(y: int) -> bool:
            return any(picture.pixel(x, y) != picture.pixel(menu.x + edge // 2, y) for x in inside)

        rows = range(menu.y + 2, menu.y + menu.height - 2)
        runs = [list(run) for ink, run in itertools.groupby(rows, inked) if ink]
        return [(middle, (run[0] + run[-1]) // 2) for run in runs if len(run) > 4]

    def _private(self, name: str) -> Path:
        path = self.folder / name
        path.mkdir(mode=0o700)
        return path

    def _base_environment(self) -> dict[str, str]:
        """Nothing of the user's session but the path; a system bus that is not there until it is started."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "LANG": LOCALE,
            **passed_on(os.environ),
            "TMPDIR": str(self._private("tmp")),
            "XDG_RUNTIME_DIR": str(self._private("run")),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_DATA_HOME": str(self.home / ".local/share"),
            "XDG_STATE_HOME": str(self.home / ".local/state"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_CURRENT_DESKTOP": "XFCE",
            "XDG_SESSION_TYPE": "x11",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self._system_folder}/bus",
            "NO_AT_BRIDGE": "1",
            "PYTHONUNBUFFERED": "1",
        }

    def _write(self, name: str, text: str) -> None:
        path = self.home / ".config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _make_locale(self) -> None:
        """The locale of a person in an office: times read 14:30 and not, as in C, 14:30:00."""
        self.environment["LOCPATH"] = str(_compiled_locale())

    def _start_screen(self) -> None:
        reading, writing = os.pipe()
        with os.fdopen(reading) as ready:
            screen = self.programs.start(
                "screen",
                f"Xvfb -displayfd {writing} -screen 0 {self.width}x{self.height}x24 -noreset -dpi 96".split(),
                pass_fds=[writing],
            )
            os.close(writing)
            number = ready.readline().strip()
        if not number:
            raise AssertionError(f"no screen: {screen.said()}")
        self.environment["DISPLAY"] = f":{number}"
        self._eyes = Display(f":{number}")

    def _start_window_manager(self) -> None:
        self._write("openbox/rc.xml", OPENBOX)
        theme = self.home / ".local/share/themes/Desk/openbox-3/themerc"
        theme.parent.mkdir(parents=True)
        theme.write_text(THEME, encoding="utf-8")
        self.programs.start("openbox", ["openbox", "--sm-disable"])
        wait_until(
            lambda: "window id" in self.programs.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]),
            "a window manager",
        )

    def _start_xfconfd(self) -> None:
        """Xfce's settings, by hand as this bus starts nothing. It reads a channel's file when first asked for it."""
        if self.session.owner("org.xfce.Xfconf") is None:
            self.programs.start("xfconfd", [_xfce_program("xfconf/xfconfd")])
            self.session.wait_for("org.xfce.Xfconf")

    def _visible(self, window: Window) -> bool:
        try:
            return "Map State: IsViewable" in self.programs.run(["xwininfo", "-id", str(window.id)])
        except AssertionError:  # it has gone since the tree was drawn
            return False


@functools.cache
def _compiled_locale() -> Path:
    """The folder of ``LOCALE``, which a bare system does not have; made once, as it takes a second."""
    folder = Path(tempfile.mkdtemp(prefix="locale-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    subprocess.run(
        ["localedef", "-i", LOCALE.partition(".")[0], "-f", "UTF-8", folder / LOCALE], check=True, capture_output=True
    )
    return folder


def _xfce_program(name: str) -> Path:
    """A daemon that Xfce keeps out of the PATH."""
    for folder in XFCE_LIBRARIES:
        if (folder / name).exists():
            return folder / name
    raise AssertionError(f"{name} is in none of {', '.join(map(str, XFCE_LIBRARIES))}")
