"""The system's libraries without which Qt cannot start, told by the package that brings them."""

import ctypes
import re

from deskbreak.i18n import _

PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    # X11
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    # Wayland
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
"""What the wheel of PySide6 links to and does not bring along, with the package of Debian and Ubuntu: the part ``run``
of packaging/debian-packages.toml."""

_NAMED = re.compile(r"(?<![\w.+-])(lib[\w.+-]+\.so[.\d]*): ")
"""ld.so(8) names what it cannot load before a colon: "libGL.so.1: cannot open shared object file: …"."""


def missing_library(error: str) -> str:
    """A sentence for people, if ``error`` (of an import, or of Qt) is of a library that cannot be loaded, else ``""``.

    All that are missing are told at once.
    """
    named = _NAMED.findall(error)
    if not named:
        return ""
    # The last one: before it stands what asks for it.
    missing = list(dict.fromkeys([named[-1], *(name for name in PACKAGES if not _loads(name))]))
    packages = list(dict.fromkeys(PACKAGES[name] for name in missing if name in PACKAGES))
    if not packages:
        sentence = _("Qt cannot start here: {libraries} cannot be loaded. Please install the package that brings it.")
        return sentence.format(libraries=", ".join(missing))
    sentence = _(
        "Qt cannot start here: {libraries} cannot be loaded. On Debian and Ubuntu: sudo apt install {packages}"
    )
    return sentence.format(libraries=", ".join(missing), packages=" ".join(packages))


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
