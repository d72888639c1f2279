"""Somebody who reads windows by AT-SPI, as a screen reader does: names, roles, texts, and the buttons pressed.

    with Assistive(desktop) as reader:
        app.start()
        window = reader.wait_for("Desk routine")
        print(window.told())
        window.find("Pause", "button").press()

The accessibility bus is the desktop's own (at-spi2-core), started on its private session bus. Asked by plain D-Bus:
https://gitlab.gnome.org/GNOME/at-spi2-core/-/tree/main/xml
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from jeepney import DBusAddress

from tests.e2e.bus import CallFailed, Session
from tests.e2e.desktop import Desktop
from tests.e2e.processes import wait_until

LAUNCHERS = tuple(
    Path(folder, "at-spi-bus-launcher") for folder in ("/usr/libexec", "/usr/lib/at-spi2-core", "/usr/lib/at-spi2")
)
ATSPI = "org.a11y.atspi."
ENABLED, FOCUSED, SHOWING = 8, 12, 25
"""Bits of a node's state (AtspiStateType)."""


class Gone(Exception):
    """What is asked is not there any more."""


@dataclass(frozen=True)
class Node:
    """One thing on the accessibility bus. Everything is asked anew at each call."""

    session: Session
    owner: str
    path: str

    @property
    def name(self) -> str:
        return str(self._property("Accessible", "Name"))

    @property
    def description(self) -> str:
        return str(self._property("Accessible", "Description"))

    @property
    def role(self) -> str:
        """In words, such as ``button``: newer toolkits say that for what was a ``push button``."""
        return str(self._call("Accessible", "GetRoleName")[0]).replace("push button", "button")

    @property
    def showing(self) -> bool:
        return self._state(SHOWING)

    @property
    def focused(self) -> bool:
        return self._state(FOCUSED)

    @property
    def enabled(self) -> bool:
        return self._state(ENABLED)

    def children(self) -> list["Node"]:
        """Its direct children."""
        return [Node(self.session, *child) for child in self._call("Accessible", "GetChildren")[0]]

    def read(self) -> list["Seen"]:
        """Itself and all below it that is on the screen. What goes away meanwhile is left out."""
        try:
            found = [Seen(self, self.role, self.name, self.description, self.focused)]
            below = [child for child in self.children() if child.showing]
        except Gone:
            return []
        for child in below:
            found += child.read()
        return found

    def find(self, name: str, role: str = "") -> "Node":
        """The one of that name (and role) on the screen; an AssertionError that tells all there is if none."""
        for seen in self.read():
            if seen.name == name and role in ("", seen.role):
                return seen.node
        raise AssertionError(f"no {role} “{name}” in:\n{self.told()}")

    def names(self, role: str) -> list[str]:
        """The names of all of that role that are on the screen."""
        return [seen.name for seen in self.read() if seen.role == role]

    def focus(self) -> str:
        """The name of what has the keyboard; empty while it is on its way."""
        return next((seen.name for seen in self.read() if seen.focused), "")

    def press(self) -> None:
        """Do what it does first: a button is pressed."""
        assert self._call("Action", "DoAction", "i", 0)[0], f"{self.role} “{self.name}” did nothing"

    @property
    def centre(self) -> tuple[int, int]:
        """The middle of it on the screen, for a click of the mouse."""
        x, y, width, height = self.extents
        return x + width // 2, y + height // 2

    @property
    def extents(self) -> tuple[int, int, int, int]:
        """Where it lies on the screen: left, top, width and height."""
        x, y, width, height = self._call("Component", "GetExtents", "u", 0)[0]
        return x, y, width, height

    def told(self) -> str:
        """All of it that is on the screen, in lines of role, name and description."""
        return "\n".join(f"{seen.role}: {seen.name} | {seen.description}" for seen in self.read())

    def _state(self, bit: int) -> bool:
        low, high = self._call("Accessible", "GetState")[0]
        return bool((low | high << 32) >> bit & 1)

    def _property(self, interface: str, name: str) -> object:
        return self._ask("org.freedesktop.DBus.Properties", "Get", "ss", ATSPI + interface, name)[0][1]

    def _call(self, interface: str, member: str, signature: str = "", *body: object) -> tuple[Any, ...]:
        return self._ask(ATSPI + interface, member, signature, *body)

    def _ask(self, interface: str, member: str, signature: str, *body: object) -> tuple[Any, ...]:
        try:
            answer: tuple[Any, ...] = self.session.call(
                DBusAddress(self.path, self.owner, interface), member, signature, *body
            )
        except CallFailed as error:
            raise Gone(str(error)) from error
        return answer


@dataclass(frozen=True)
class Seen:
    """A node as it was at one moment."""

    node: Node
    role: str
    name: str
    description: str
    focused: bool


class Assistive:
    """The accessibility bus of a desktop, and a client of it. What starts after it can be read."""

    def __init__(self, desktop: Desktop) -> None:
        launcher = next((path for path in LAUNCHERS if path.exists()), None)
        assert launcher is not None, "at-spi2-core is not installed (packaging/debian-packages.toml)"
        # Qt's answer to a reader that asks for what has vanished since it was told of it.
        desktop.complaints.bear('Could not find accessible on path: "/org/a11y/atspi/accessible/')
        environment = desktop.environment
        environment.pop("NO_AT_BRIDGE", None)
        environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"  # else Qt waits for a screen reader to be announced
        desktop.programs.start("at-spi", [launcher, "--launch-immediately"])
        desktop.session.wait_for("org.a11y.Bus")
        (address,) = desktop.session.call(
            DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress", limit=15
        )
        self._session = Session(address.partition(",guid=")[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._session.close()

    def windows(self) -> list[Node]:
        """All windows of all applications that can be read."""
        registry = Node(self._session, ATSPI + "Registry", "/org/a11y/atspi/accessible/root")
        found = []
        for application in registry.children():
            try:
                found += [window for window in application.children() if window.showing]
            except Gone:
                continue
        return found

    def wait_for(self, title: str) -> Node:
        """The window whose name begins so, once it can be read: Qt adds the application's to it."""
        return wait_until(lambda: [one for one in self.windows() if one.name.startswith(title)], f"a window “{title}”")[
            0
        ]
