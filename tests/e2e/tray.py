"""The tray as a panel sees it: status notifier items and their menus, over D-Bus."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress

from tests.e2e.bus import CallFailed, Session
from tests.e2e.processes import wait_until

WATCHER = DBusAddress("/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierWatcher")


@dataclass(frozen=True)
class Entry:
    """One entry of a tray menu; ``path`` is its label with those above it, as in ``("Pause", "30 min")``."""

    id: int
    path: tuple[str, ...]
    enabled: bool
    separator: bool

    @property
    def label(self) -> str:
        return self.path[-1]


class TrayItem:
    """A registered item: what it shows, and its menu."""

    def __init__(self, session: Session, bus_name: str, path: str = "/StatusNotifierItem") -> None:
        self.session = session
        self.bus_name = bus_name
        self._item = DBusAddress(path, bus_name, "org.kde.StatusNotifierItem")

    def properties(self) -> dict[str, Any]:
        """Id, Title, Status, ToolTip, IconName, IconPixmap (width, height, ARGB32 in network order) and so on."""
        return self.session.properties(self._item)

    @property
    def tooltip(self) -> str:
        """The tooltip's two texts in one."""
        _icon, _pixmap, title, text = self.properties()["ToolTip"]
        return f"{title} {text}".strip()

    @property
    def icon(self) -> bytes:
        """The picture of the largest icon, to compare with another."""
        return max(bytes(data) for _width, _height, data in self.properties()["IconPixmap"])

    def activate(self) -> None:
        """The primary click."""
        self.session.call(self._item, "Activate", "ii", 0, 0)

    def menu(self) -> list[Entry]:
        """The whole menu in reading order, refreshed as a panel does before it opens it."""
        address = self._menu()
        self.session.call(address, "AboutToShow", "i", 0)
        _revision, layout = self.session.call(address, "GetLayout", "iias", 0, -1, [])
        return list(_entries(layout, ()))

    def labels(self) -> list[str]:
        """The labels of the menu's first level, without separators."""
        return [entry.label for entry in self.menu() if len(entry.path) == 1 and not entry.separator]

    def click(self, *path: str) -> None:
        """Click the entry with these labels, as in ``click("Pause", "30 min")``; an error names what is there."""
        entries = self.menu()
        for entry in entries:
            if entry.path == path and entry.enabled:
                self.session.call(self._menu(), "Event", "isvu", entry.id, "clicked", ("s", ""), 0)
                return
        raise AssertionError(f"no menu entry {path} to click; there are {[e.path for e in entries if not e.separator]}")

    def _menu(self) -> DBusAddress:
        return DBusAddress(str(self.properties()["Menu"]), self.bus_name, "com.canonical.dbusmenu")


def tray_items(session: Session) -> list[TrayItem]:
    """Everything registered with the watcher, in its order."""
    registered = session.properties(WATCHER)["RegisteredStatusNotifierItems"]
    items = []
    for entry in registered:
        name, _slash, path = entry.partition("/")
        items.append(TrayItem(session, name, f"/{path}" if path else "/StatusNotifierItem"))
    return items


def wait_for_item(session: Session, pid: int | None = None, limit: float = 20.0) -> TrayItem:
    """The first item to register (of the process ``pid``, if given), once it answers."""

    def found() -> TrayItem | None:
        for item in tray_items(session):
            try:
                if (pid is None or session.pid(item.bus_name) == pid) and item.properties():
                    return item
            except CallFailed:
                continue  # it went away between the two questions
        return None

    return wait_until(found, "an item in the tray", limit)


def _entries(layout: Any, above: tuple[str, ...]) -> Iterator[Entry]:
    identifier, properties, children = layout
    path = above
    if identifier != 0:
        values = {name: value for name, (_signature, value) in properties.items()}
        if not values.get("visible", True):
            return
        # An underscore marks the mnemonic and is no part of the label; two are one.
        label = values.get("label", "").replace("__", "\0").replace("_", "").replace("\0", "_")
        path = (*above, label)
        yield Entry(identifier, path, values.get("enabled", True), values.get("type") == "separator")
    for _signature, child in children:
        yield from _entries(child, path)
