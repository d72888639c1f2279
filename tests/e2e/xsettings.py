"""A settings manager of an X11 desktop, as xfsettingsd is one (https://specifications.freedesktop.org/xsettings-spec)."""

import struct

from Xlib import X, display, error
from Xlib.protocol import event


class SettingsManager:
    """Owns the settings of ``screen`` 0 of the display called ``name``, from the first ``set`` to ``close``."""

    def __init__(self, name: str) -> None:
        self._display = display.Display(name)
        self._root = self._display.screen().root
        self._window = self._root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self._selection = self._display.intern_atom("_XSETTINGS_S0")
        self._property = self._display.intern_atom("_XSETTINGS_SETTINGS")
        self._serial = 0

    def set(self, **texts: str) -> None:
        """These and no others; ``Net_ThemeName`` stands for ``Net/ThemeName``."""
        self._serial += 1
        raw = struct.pack("<BxxxII", 0, self._serial, len(texts))
        for key, text in texts.items():
            name, value = key.replace("_", "/").encode(), text.encode()
            raw += struct.pack("<BxH", 1, len(name)) + name + bytes(-len(name) % 4) + struct.pack("<I", self._serial)
            raw += struct.pack("<I", len(value)) + value + bytes(-len(value) % 4)
        self._window.change_property(self._property, self._property, 8, raw)
        if self._serial == 1:
            self._window.set_selection_owner(self._selection, X.CurrentTime)
            manager = self._display.intern_atom("MANAGER")
            data = (32, [X.CurrentTime, self._selection, self._window.id, 0, 0])
            told = event.ClientMessage(window=self._root, client_type=manager, data=data)
            self._root.send_event(told, event_mask=X.StructureNotifyMask)
        self._display.sync()

    def close(self) -> None:
        """Its settings go with it. Nothing is left open where the server has gone before."""
        try:
            self._window.destroy()
            self._display.sync()
            self._display.close()
        except error.ConnectionClosedError:
            self._display.display.socket.close()
