"""Files and folders of one's own, opened by whichever program the desktop has for them.

The one place that asks for that (``tests/test_no_network.py``): the same call would ask a browser for a page. So what
is opened here is a path, and one that is there; never an address.
"""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from deskbreak.i18n import _


class NotOpened(Exception):
    """It could not be opened.

    The message is a sentence for people.
    """


def open_outside(path: Path) -> None:
    """Have the file or folder at ``path`` opened, without waiting for it. Raises ``NotOpened``."""
    if not path.exists():
        raise NotOpened(_("{path} is not there yet.").format(path=path))
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute()))):
        raise NotOpened(_("No program was found that opens {path}.").format(path=path))
