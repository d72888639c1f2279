"""A stand-in for logind on the private system bus: one user with one session, sleep, lock, inhibitors.

After https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
"""

import os
import select
import time
from dataclasses import dataclass, field
from typing import Any

from jeepney import Message

from tests.e2e.objects import ObjectService
from tests.e2e.processes import wait_until

MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
USER = "org.freedesktop.login1.User"
SESSION_ID = "2"
SESSION_PATH = "/org/freedesktop/login1/session/_32"
USER_PATH = f"/org/freedesktop/login1/user/_{os.getuid()}"
DELAY_S = 5.0
"""InhibitDelayMaxSec of logind.conf: it sleeps all the same after that."""


@dataclass(frozen=True)
class Inhibitor:
    """One that was taken, and the end of the pipe at which its release is seen."""

    what: str
    who: str
    why: str
    mode: str
    end: int = field(compare=False)

    @property
    def held(self) -> bool:
        """Whether somebody still has the other end."""
        poll = select.poll()
        poll.register(self.end, select.POLLIN)
        return not any(event & select.POLLHUP for _fd, event in poll.poll(0))


class FakeLogind(ObjectService):
    """``with_session=False``: as under ``systemd --user``, nobody asks by a session of his own; the user's is shown."""

    name = "org.freedesktop.login1"
    path = "/org/freedesktop/login1"

    def __init__(self, address: str, *, with_session: bool = True) -> None:
        super().__init__(address)
        self.inhibitors: list[Inhibitor] = []
        """Every one that was ever taken, oldest first."""
        self.with_session = with_session
        self._passed_on: list[int] = []
        self.objects = {
            self.path: {
                MANAGER: {
                    "BlockInhibited": ("s", ""),
                    "DelayInhibited": ("s", ""),
                    "PreparingForSleep": ("b", False),
                    "IdleHint": ("b", False),
                }
            },
            SESSION_PATH: {
                SESSION: {
                    "Id": ("s", SESSION_ID),
                    "User": ("(uo)", (os.getuid(), USER_PATH)),
                    "Name": ("s", "user"),
                    "Type": ("s", "x11"),
                    "Class": ("s", "user"),
                    "Active": ("b", True),
                    "State": ("s", "active"),
                    "LockedHint": ("b", False),
                    "IdleHint": ("b", False),
                    "IdleSinceHint": ("t", 0),
                    "IdleSinceHintMonotonic": ("t", 0),
                }
            },
            USER_PATH: {
                USER: {
                    "UID": ("u", os.getuid()),
                    "Display": ("(so)", (SESSION_ID, SESSION_PATH)),
                    "Sessions": ("a(so)", [(SESSION_ID, SESSION_PATH)]),
                }
            },
        }

    def start(self) -> None:
        """Those held before are forgotten, as the real one forgets them when it is restarted."""
        self._forget()
        super().start()

    def stop(self) -> None:
        """See ``Service``; the pipes are closed too."""
        super().stop()
        self._forget()

    def _forget(self) -> None:
        for inhibitor in self.inhibitors:
            os.close(inhibitor.end)
        self.inhibitors.clear()

    @property
    def held(self) -> list[Inhibitor]:
        """The inhibitors in force."""
        return [inhibitor for inhibitor in self.inhibitors if inhibitor.held]

    def method(self, path: str, interface: str, member: str, body: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        match member, body:
            case "GetSession", (name,) if self.with_session and name in (SESSION_ID, "auto"):
                return "o", (SESSION_PATH,)
            case "GetSessionByPID", (_pid,) if self.with_session:
                return "o", (SESSION_PATH,)
            case (("GetUser" | "GetUserByPID"), (_uid,)):
                return "o", (USER_PATH,)
            case "ListSessions", ():
                return "a(susso)", ([(SESSION_ID, os.getuid(), "user", "seat0", SESSION_PATH)],)
            case "ListInhibitors", ():
                uid = os.getuid()
                return "a(ssssuu)", ([(i.what, i.who, i.why, i.mode, uid, 1) for i in self.held],)
            case "Inhibit", (what, who, why, mode):
                reading, writing = os.pipe()
                self.inhibitors.append(Inhibitor(what, who, why, mode, reading))
                self._passed_on.append(writing)
                return "h", (writing,)
        raise KeyError(member)

    def _respond(self, message: Message) -> None:
        super()._respond(message)
        while self._passed_on:  # a copy is on its way
            os.close(self._passed_on.pop())

    # What happens to the machine

    def sleep(self) -> float:
        """Announce it and wait for those who delay it. Seconds until the last of them had let go."""
        begin = time.monotonic()
        delaying = [i for i in self.held if i.mode == "delay" and "sleep" in i.what.split(":")]
        self.objects[self.path][MANAGER]["PreparingForSleep"] = ("b", True)
        self.signal(self.path, MANAGER, "PrepareForSleep", "b", True)
        wait_until(lambda: not any(i.held for i in delaying), "the delay of the sleep to end", DELAY_S)
        return time.monotonic() - begin

    def wake(self) -> None:
        """The machine has woken up."""
        self.objects[self.path][MANAGER]["PreparingForSleep"] = ("b", False)
        self.signal(self.path, MANAGER, "PrepareForSleep", "b", False)

    def lock(self) -> None:
        """A lock is asked for, and the desktop carries it out."""
        self.signal(SESSION_PATH, SESSION, "Lock")
        self.set(SESSION_PATH, SESSION, LockedHint=True)

    def unlock(self) -> None:
        """The user is let in again."""
        self.signal(SESSION_PATH, SESSION, "Unlock")
        self.set(SESSION_PATH, SESSION, LockedHint=False)

    def unlocked(self) -> None:
        """The user was let in while nobody was there to tell it."""
        self.objects[SESSION_PATH][SESSION]["LockedHint"] = ("b", False)

    def hint_idle(self, since_us: int | None) -> None:
        """The desktop's own idea of idleness: since when (µs of CLOCK_REALTIME), or not."""
        self.set(SESSION_PATH, SESSION, IdleHint=since_us is not None, IdleSinceHint=since_us or 0)

    def block(self, what: str) -> None:
        """Somebody blocks this (``idle``, ``sleep:idle``), or nobody any more (``""``)."""
        self.set(self.path, MANAGER, BlockInhibited=what)
