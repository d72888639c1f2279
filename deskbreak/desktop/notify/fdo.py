"""Notifications by org.freedesktop.Notifications, the Linux desktops' own.

https://specifications.freedesktop.org/notification-spec/latest/
"""

import logging
from dataclasses import dataclass

from jeepney import HeaderFields, Message, message_bus
from PySide6.QtCore import QObject, QTimer

from deskbreak.desktop.bus.connection import BusConnection, BusGoneError, BusKind
from deskbreak.desktop.bus.reply import BusReply, signature_of
from deskbreak.desktop.notify.fdo_messages import (
    DEFAULT,
    DISMISSED,
    MATCHES,
    NAME,
    Stay,
    capabilities_call,
    close_call,
    notify_call,
    server_call,
)
from deskbreak.desktop.notify.ledger import Ledger, LedgerEntry
from deskbreak.desktop.notify.notifier import Note, Notifier

log = logging.getLogger(__name__)

PATIENCE_MS = 3_000
"""How long the daemon may take: the bus may have to start it first."""


@dataclass(slots=True)
class _Post:
    """What the daemon has, or should have, for one key."""

    note: Note | None
    """What should be up; None: nothing any more."""
    id: int = 0
    """The daemon's number for it; 0 as long as it has not given one."""
    up: Note | None = None
    """What it shows under that number."""
    sent: Note | None = None
    """What it was asked to show and has not answered yet."""


class FdoNotifier(Notifier):
    """Sends and listens on one connection: GNOME tells of a pressed button only the connection that sent.

    Connects when the first note is shown. What the daemon can do is asked once, and again after it has changed.
    A daemon that does not answer in time, or answers nonsense, is not waited for again: notes are refused at once
    until it speaks, or is another one.

    Nobody tells which notes are up, so that what lasts is written down (``ledger``) for the next run. Its number is
    known only once it is up: whoever is killed between the two would leave it there for ever. So it is shown for a few
    seconds first, and made to last when it is in the ledger. (GNOME minds no time, but takes down what an
    application has left behind that went from the bus: ``_onNameVanished`` of its js/ui/notificationDaemon.js.)
    """

    def __init__(
        self,
        icon: str = "",
        ledger: Ledger | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``icon``: a name of the icon theme or a file's path.

        ``ledger``: notes that a run before this one left behind are taken down from the event loop, at once.
        """
        super().__init__(parent)
        self._ledger = ledger
        self._whose = ("", "")
        """Whose numbers notes have: the ids of the bus and of the daemon on it."""
        if ledger is not None and ledger.left:
            QTimer.singleShot(0, self, self._meet_daemon)
        self._icon = icon
        self._bus: BusConnection | None = None
        self._posts: dict[str, _Post] = {}
        self._past: dict[int, tuple[str, Note]] = {}
        """Notes that are not up any more, and may be answered all the same (I4), by their numbers."""
        self._can: frozenset[str] | None = None
        self._vendor = ""
        self._asking = False
        self._silent = False
        self._daemon = 0
        """Counts the daemons seen: an answer of one that has gone since means nothing."""

    def takes(self, note: Note) -> bool:
        """See ``Notifier``: as long as the daemon has not said what it can do, it is trusted with everything."""
        return not self._silent and (self._can is None or not note.actions or "actions" in self._can)

    def _show(self, note: Note) -> None:
        if self._silent or not self._connected():
            self._refuse(note.key)
            return
        self._posts.setdefault(note.key, _Post(None)).note = note
        self._work(note.key)

    def _close(self, key: str) -> None:
        for number in [number for number, (of, _note) in self._past.items() if of == key]:
            del self._past[number]
            if self._bus is not None:
                self._bus.send(close_call(number))  # it may sit in a list, with buttons that mean nothing any more
        if post := self._posts.get(key):
            post.note = post.up = None  # nobody may answer it any more, even if another note is under way to its place
            self._work(key)
        else:
            self._note_down()

    def shut(self) -> None:
        """See ``Notifier``."""
        super().shut()
        if self._bus is not None:
            # A note that is just coming up has no number yet by which it could be taken down.
            self._bus.settle(lambda: not self._posts)
            self._bus.close()
            self._bus = None

    # -- the connection ------------------------------------------------------------------------------------

    def _connected(self) -> bool:
        if self._bus is None:
            try:
                self._bus = BusConnection(BusKind.SESSION, self)
            except BusGoneError as error:
                log.warning("no session bus for notifications: %s", error)
                return False
            self._bus.heard.connect(self._on_heard)
            self._bus.lost.connect(self._on_lost)
            for rule in MATCHES:
                self._bus.match(rule)
            if self._ledger is not None:
                self._bus.call(message_bus.GetId(), self._on_bus_id, PATIENCE_MS, returns="s")
        return True

    def _on_bus_id(self, reply: BusReply) -> None:
        match reply.body:
            case (str(bus),):
                self._whose = (bus, self._whose[1])

    # -- what a run before this one has left behind --------------------------------------------------------

    def _meet_daemon(self) -> None:
        if self._connected():
            self._ask()

    def _tidy(self, daemon: str) -> None:
        self._whose = (self._whose[0], daemon)
        left = None if self._ledger is None else self._ledger.read()
        if left is not None and self._bus is not None and (left.bus, left.daemon) == self._whose:
            for number in sorted(set(left.numbers) - self._lasting()):
                self._bus.send(close_call(number))
        self._note_down()

    def _lasting(self) -> set[int]:
        """The numbers of what stays if nobody takes it down."""
        posts = self._posts.values()
        return {post.id for post in posts if post.id and post.note and post.note.lasts} | self._past.keys()

    def _note_down(self) -> None:
        if self._ledger is not None and all(self._whose):
            self._ledger.write(LedgerEntry(*self._whose, tuple(sorted(self._lasting()))))

    def _on_lost(self) -> None:
        log.warning("the session bus has gone; notifications go on without it")
        if self._bus is not None:
            self._bus.deleteLater()
            self._bus = None
        self._forget_daemon()
        self._give_up()

    def _on_heard(self, message: Message) -> None:
        match message.header.fields.get(HeaderFields.member), signature_of(message), message.body:
            case "ActionInvoked", "us", (number, action):
                self._on_action(number, action)
            case "NotificationClosed", "uu", (number, reason):
                if key := self._key_of(number):
                    self._on_closed(key, reason == DISMISSED)
            case "NameOwnerChanged", "sss", (str(name), before, after) if name == NAME:
                self._on_owner(gone=bool(before), came=bool(after))

    def _on_action(self, number: int, action: str) -> None:
        key, notes = self._shown_as(number)
        if action == DEFAULT and any(note.clickable for note in notes):
            self._click(key)
        elif any(action in dict(note.actions) for note in notes):
            self._withdraw(key)
            self._acted(key, action)

    def _shown_as(self, number: int) -> tuple[str, tuple[Note, ...]]:
        """The key of the note with that number, and what may be read on it; ``""`` and nothing if it is none of ours.

        While another note is on its way to its place, both may.
        """
        if number in self._past:
            key, note = self._past[number]
            return key, (note,)
        key = self._key_of(number) or ""
        post = self._posts.get(key)
        if post is None or post.note is None:
            return "", ()
        return key, tuple(note for note in (post.up, post.sent) if note is not None)

    def _on_closed(self, key: str, by_user: bool) -> None:
        post = self._posts[key]
        if post.note is not None and post.up is not None and post.up.lasts:
            self._past[post.id] = (key, post.up)
        post.up = None
        if post.sent is not None:
            post.id = 0  # the old note went while the one that takes its place was under way: that one is up
            return
        del self._posts[key]
        self._note_down()
        self._gone(key, by_user)

    def _key_of(self, number: int) -> str | None:
        return next((key for key, post in self._posts.items() if post.id == number and number), None)

    # -- daemons come and go -------------------------------------------------------------------------------

    def _forget_daemon(self) -> None:
        self._daemon += 1
        self._can, self._vendor = None, ""
        self._asking = self._silent = False
        self._past.clear()
        self._unanswered.clear()
        for key, post in list(self._posts.items()):
            shown, post.id, post.up, post.sent = post.id != 0, 0, None, None
            if post.note is None:
                del self._posts[key]
            elif shown and post.note.expire_ms is not None:  # had its time, or a part of it: enough
                del self._posts[key]
                self._gone(key, by_user=False)
        self._note_down()

    def _on_owner(self, gone: bool, came: bool) -> None:
        if gone:
            self._forget_daemon()
            if not came:
                self._give_up()
        if came:
            # Asks at once, so that open notes come back from wherever they are now.
            self._ask(announce=True)

    def _give_up(self) -> None:
        """Nobody shows our notes now."""
        for key, post in list(self._posts.items()):
            if post.note is not None:
                self._withdraw(key)
                self._refuse(key)

    def _withdraw(self, key: str) -> None:
        """Take down whatever is up or under way for ``key``, without a word to whoever uses us."""
        self._close(key)

    # -- talking to the daemon -----------------------------------------------------------------------------

    def _ask(self, announce: bool = False) -> None:
        """Ask the daemon what it can do; then the notes go out that wait for it."""
        if self._bus is None or (self._asking and not announce):
            return
        self._asking, asked = True, self._daemon

        def answered(reply: BusReply) -> None:
            if asked != self._daemon:
                return
            self._asking = False
            match reply.body:
                case (list() as words,):
                    self._tidy(reply.sender)
                    self._can = frozenset(str(word) for word in words)
                    self._silent = False
                    log.info("notifications: %s", ", ".join(sorted(self._can)))
                    for key in list(self._posts):
                        self._work(key)
                    if announce:
                        self.ready.emit()
                case _ if reply.refused:
                    log.info("no notification daemon: %s", reply.fault)
                    self._give_up()
                case _:
                    self._hangs(reply.fault)

        def late(reply: BusReply) -> None:
            if asked == self._daemon and reply.body is not None:
                self._speaks_again()

        def introduced(reply: BusReply) -> None:
            match reply.body:
                case (_name, str(vendor), *_) if asked == self._daemon:
                    self._vendor = vendor

        self._bus.call(server_call(), introduced, PATIENCE_MS, returns="ssss")
        self._bus.call(capabilities_call(), answered, PATIENCE_MS, late, returns="as")

    def _hangs(self, fault: str) -> None:
        """It does not answer, or by what makes no sense: it is asked for nothing more until it is another one."""
        if not self._silent:
            log.warning("the notification daemon is of no use: %s", fault)
        self._silent = True
        self._give_up()

    def _speaks_again(self) -> None:
        if self._silent:
            log.info("the notification daemon answers again")
            self._silent = False
            self._ask(announce=True)

    def _work(self, key: str) -> None:
        """Do the next step towards what should be up for ``key``; each answer leads here again."""
        post = self._posts[key]
        if self._bus is None:
            del self._posts[key]
        elif post.sent is not None:
            return  # its answer decides
        elif post.note is None:
            del self._posts[key]
            if post.id:
                self._bus.send(close_call(post.id))
            self._note_down()
        elif self._can is None:
            self._ask()
        elif not self.takes(post.note):
            self._withdraw(key)
            self._refuse(key)
        else:
            self._notify(self._bus, post, key, self._can)

    def _notify(self, bus: BusConnection, post: _Post, key: str, can: frozenset[str]) -> None:
        note = post.note
        if note is None:
            return
        stay = Stay.ONCE
        if self._ledger is not None and note.lasts:  # a number that it has already is written down
            stay = Stay.BRIEF if not post.id else Stay.ON if post.up is note else Stay.ONCE
        message = notify_call(note, post.id, self._icon, can, stay, self._vendor)
        post.sent, asked = note, self._daemon

        def answered(reply: BusReply) -> None:
            if asked != self._daemon or self._posts.get(key) is not post:
                return
            post.sent = None
            match reply.body:
                case (int() as number,) if number:
                    if post.up is not note and post.id not in (0, number):  # not replaced, and may still be seen
                        if post.up is not None:
                            self._past[post.id] = (key, post.up)
                        else:
                            bus.send(close_call(post.id))
                    post.id, post.up = number, note
                    self._note_down()
                    if post.note is not note or stay is Stay.BRIEF:
                        self._work(key)
                case _ if reply.refused:
                    log.warning("a notification was not taken: %s", reply.fault)
                    self._withdraw(key)
                    self._refuse(key)
                case _:
                    self._hangs(reply.fault or "Notify was answered by 0")
                    if self._posts.get(key) is post:
                        self._work(key)

        def late(reply: BusReply) -> None:
            match reply.body:
                case (int() as number,) if asked == self._daemon:
                    bus.send(close_call(number))  # somebody else shows it meanwhile
                    self._speaks_again()

        bus.call(message, answered, PATIENCE_MS, late, returns="u")
