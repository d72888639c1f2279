"""Being the one deskbreak, and answering for it."""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from deskbreak.desktop.instance.address import SOCKET, pipe_name, socket_path
from deskbreak.desktop.instance.door import LONGEST, Door, Guest
from deskbreak.desktop.instance.folder_watch import FolderWatch
from deskbreak.desktop.instance.place import LOCK, Place
from deskbreak.desktop.instance.request import BadRequestError, Request, answer_line, refusal
from deskbreak.i18n import _

log = logging.getLogger(__name__)

Response = dict[str, object]
"""``{"ok": True, ...}`` or ``{"ok": False, "error": a sentence}``."""

GUESTS = 16
"""How many may be connected at once. Others wait in the system's own queue."""
LISTENERS = 4
"""How many of them may stay. Others are refused that, so that there is always room for those who only ask."""
PATIENCE_MS = 5_000
"""How long a guest may take to ask, and to take the answer in. It does not end those who stay."""
FIRST_RETRY_MS, LAST_RETRY_MS = 100, 60_000
"""What was removed and cannot be made anew at once is tried again at doubled intervals, and then each minute."""


class Subscriber:
    """A guest whose answer takes its time, or has several lines. GUI thread only; nothing blocks.

    ``left`` is called once when it is gone, perhaps from within ``say``; what is said to it from then on is lost.
    """

    def __init__(self, guest: Guest, patience: QTimer, *, may_stay: bool) -> None:
        """``may_stay``: else ``say`` refuses it, and only ``end`` answers."""
        self._guest: Guest | None = guest
        self._patience: QTimer | None = patience
        self._may_stay = may_stay
        self.stays = False
        """Whether it waits for further lines."""
        self.left: Callable[[], None] = lambda: None

    def say(self, answer: Response) -> None:
        """Send one line. From the first on the guest stays until it leaves, is too slow, or ``end``."""
        if not self._may_stay:
            self._may_stay = True  # refused once, and it leaves with that
            self.end({"ok": False, "error": _("too many listen already")})
            self._guest = None
        if self._guest is not None and self._patience is not None:
            self.stays = True
            self._patience.stop()
            self._guest.tell(answer_line(answer))

    def end(self, answer: Response) -> None:
        """Send the last line, or the only one."""
        if self._guest is not None and self._patience is not None:
            self._patience.start()
            self._guest.answer(answer_line(answer))

    def lose(self) -> None:
        """The guest has gone."""
        # Nothing of Qt is kept: whoever keeps this may be cleared away by the collector in another thread.
        self._guest = self._patience = None
        self.left()


Handler = Callable[[str, list[str]], Response | Callable[[Subscriber], None]]
"""(cmd, args) -> the answer, or who is to answer by and by; in the GUI thread."""


def make_door() -> Door:
    """The wire of this platform."""
    if sys.platform == "win32":
        from deskbreak.desktop.instance.pipe import PipeDoor  # noqa: PLC0415 - it brings QtNetwork

        return PipeDoor()
    from deskbreak.desktop.instance.unix import UnixDoor  # noqa: PLC0415 - Windows has no such sockets

    return UnixDoor()


class Instance(QObject):
    """Holds the place in ``runtime_dir`` (``Place``), and listens there.

    Where somebody removes or moves the files of it, or a folder on the way there, they are made anew at once: so nobody
    else finds the place free, and this one can still be reached. Where others would look for it in another folder from
    then on, it goes there. GUI thread only; no call blocks. The place of a process that was killed is taken over at
    once.
    """

    lost = Signal()
    """Somebody else has the place: its files were removed and it was quicker, or what decides where the place is was
    pointed to where somebody was already. This one should go."""

    def __init__(
        self,
        runtime_dir: Path,
        place: Place | None = None,
        where: Callable[[], Path] | None = None,
        ways: Sequence[Path] = (),
        parent: QObject | None = None,
    ) -> None:
        """``place``: if it is taken already. ``where`` tells the folder of the place as others would find it now, which
        may be another where one of ``ways`` goes, comes or leads elsewhere.
        """
        super().__init__(parent)
        self._folder = runtime_dir
        self._guests: dict[Guest, QTimer] = {}
        """Whoever is connected, with what ends its visit."""
        self._listeners: dict[Guest, Subscriber] = {}
        self._handler: Handler | None = None
        self._place = place or Place(runtime_dir)
        self._path = ExitStack()
        self._door = make_door()
        self._door.setParent(self)
        self._door.knocked.connect(self._let_in)
        self._where = where or (lambda: runtime_dir)
        self._ways = ways
        self._watch = FolderWatch((LOCK, SOCKET), self)
        self._watch.taken.connect(self._restore)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._restore)
        self._next_retry_ms = FIRST_RETRY_MS

    def claim(self) -> bool:
        """Become the one. Returns whether there was no other.

        From then on others can reach this one; they wait for ``serve``. Raises ``OSError`` if nobody could, with a
        sentence.
        """
        if not self._place.take():
            return False
        try:
            self._listen()
        except OSError as error:
            self.close()
            sentence = _("nobody can reach deskbreak in {folder}: {reason}")
            raise OSError(sentence.format(folder=self._folder, reason=error)) from error
        return True

    def _listen(self) -> None:
        self._place.sign(f"{os.getpid()}\n")
        self._path.close()
        windows = sys.platform == "win32"
        name = pipe_name(self._folder) if windows else self._path.enter_context(socket_path(self._folder))
        self._watch.watch(self._folder, self._ways)
        self._door.open(name)
        if not self._stands:  # gone before it was watched
            self._retry.start(FIRST_RETRY_MS)

    @property
    def _stands(self) -> bool:
        """Whether lock and socket are where others look for them."""
        return self._place.stands and self._door.stands and self._where() == self._folder

    def _restore(self) -> None:
        """See to it that lock and socket are where others look for them.

        Where that cannot be done now it is tried again: whoever removes a folder may still be at work in it, or bring
        it back, and meanwhile another deskbreak could start.
        """
        self._retry.stop()
        self._watch.watch(self._folder, self._ways)  # first: the way may be another, and nothing falls between
        if self._stands:
            self._next_retry_ms = FIRST_RETRY_MS
            return
        first = self._next_retry_ms == FIRST_RETRY_MS
        if first:
            log.warning("%s: what others find deskbreak by was removed, or leads elsewhere", self._folder)
        try:
            if not self._take():
                self.lost.emit()
                return
            self._listen()
        except OSError as error:
            if first:
                log.warning("%s: %s", self._folder, error)
            self._retry.start(self._next_retry_ms)
            self._next_retry_ms = min(2 * self._next_retry_ms, LAST_RETRY_MS)
        else:
            self._next_retry_ms = FIRST_RETRY_MS

    def _take(self) -> bool:
        """Take the place where it is now, and leave it where it was; false if somebody else has it."""
        folder = self._where()
        place = self._place if folder == self._folder else Place(folder)
        if not place.take():
            return False
        self._door.close()
        if place is not self._place:
            log.info("%s: others find deskbreak here now", folder)
            self._place.leave()
            self._folder, self._place = folder, place
        return True

    def serve(self, handler: Handler) -> None:
        """Answer requests by ``handler`` from now on, beginning with those that wait already."""
        self._handler = handler
        self._let_in()

    def close(self) -> None:
        """Leave the place to others."""
        self._handler = None
        self._retry.stop()
        self._watch.close()
        for guest in list(self._guests):
            guest.abort()
        self._door.close()
        self._path.close()
        self._place.leave()

    def _let_in(self) -> None:
        while self._handler and len(self._guests) < GUESTS and (guest := self._door.next_guest()):
            guest.said.connect(self._on_said)
            guest.left.connect(self._on_left)
            patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
            patience.timeout.connect(guest.abort)
            patience.start()
            self._guests[guest] = patience

    def _calling(self) -> Guest:
        """The guest whose signal this is.

        A slot that names it (``partial``) would keep this object for as long as the guest, its child, is there: let go
        of in the midst of the guest's destructor, it destroys the guest once more, and the process crashes.
        """
        guest = self.sender()
        assert isinstance(guest, Guest)  # noqa: S101 - nobody else is connected
        return guest

    def _on_left(self) -> None:
        guest = self._calling()
        patience = self._guests.pop(guest, None)
        if patience is not None:
            patience.stop()
            if self._handler is not None:  # at the end they go with the door
                patience.deleteLater()
                guest.deleteLater()
            if listener := self._listeners.pop(guest, None):
                listener.lose()
            QTimer.singleShot(0, self, self._let_in)

    def _on_said(self) -> None:
        guest = self._calling()
        if guest in self._listeners:
            return
        line, end, _rest = bytes(guest.heard).partition(b"\n")
        if len(line) + len(end) > LONGEST:
            guest.answer(refusal(f"a request has {LONGEST} bytes at the most"))
        elif end:
            self._reply(guest, line)

    def _reply(self, guest: Guest, line: bytes) -> None:
        if self._handler is None:
            guest.answer(refusal(_("deskbreak is quitting")))
            return
        try:
            request = Request.parse(line)
        except BadRequestError as error:
            log.info("at the socket: %s", error)
            guest.answer(refusal(str(error)))
            return
        answer = self._handler(request.cmd, request.args)
        if isinstance(answer, dict):
            guest.answer(answer_line(answer))
        else:
            staying = sum(listener.stays for listener in self._listeners.values())
            listener = Subscriber(guest, self._guests[guest], may_stay=staying < LISTENERS)
            self._listeners[guest] = listener
            answer(listener)
