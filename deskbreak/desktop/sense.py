"""A question to the machine that is answered by yes, by no, or not at all. What all the answers have in common."""

import logging
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from deskbreak.desktop.program import Ignored, Program, names_of

log = logging.getLogger(__name__)

LIMIT_MS = 200
"""How long an answer may take; after that there is none."""
AGAIN_MS, TRIES = 1_000, 5
"""What was known before stands while that long after each other so many questions have no answer in time: on a machine
that is busy, a call is not over. What hangs for longer says nothing any more.
"""


class NoSense(OSError):
    """This way of asking does not exist here; the text says why, and what would help."""


class Sense(QObject):
    """One way of answering one question. GUI thread only; no call blocks (what may block goes to a thread).

    Each ``ask`` is followed by an ``answered`` within ``LIMIT_MS``, perhaps at once, from within the call; one answer
    does for all who ask meanwhile. Where the desktop tells by itself when the answer changes (``tells``), ``answered``
    comes then too. ``None`` is no ``False``. What is ``late`` stands as it was, and is asked again by itself.

    A backend implements ``_ask``, and reports by ``_know`` (or by ``_see``, where it is programs that say yes) and
    ``_miss``, asked or not. Its constructor raises ``NoSense`` where it cannot work at all; a service that may still
    come is no reason to.
    """

    name: str
    """What the backend is called, in settings, log and ``doctor``."""
    question: str = ""
    """What it is asked, for the log; set by whoever asks. Some backends answer several questions."""
    tells: bool = False
    """Whether it tells of changes by itself, so that what it knows never gets old."""

    answered = Signal()
    """It is known anew, perhaps the same as before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.value: bool | None = None
        """Yes, no, or unknown."""
        self.detail = ""
        """Who or what says yes, as people know it ("Firefox"), where that is known."""
        self.fault = "not asked yet"
        """Why it is unknown, in one line; ``""`` when it is known."""
        self.left_out = ""
        """Who would say yes, too, but counts as nothing (``ignore``)."""
        self._ignored = Ignored()
        self._seen: tuple[Program, ...] | None = None
        """The programs that say yes, whether they count or not; ``None``: unknown, or not known by programs."""
        self._asking = False
        self._limit = QTimer(self, singleShot=True, interval=LIMIT_MS)
        self._limit.timeout.connect(lambda: self._miss(f"no answer within {LIMIT_MS} ms", late=True))
        self._late = 0
        """How many questions in a row had no answer in time, though it was known before."""
        self._retry = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._retry.timeout.connect(self._ask_again)

    @property
    def late(self) -> bool:
        """Whether an answer is overdue, and ``value`` is still that of the one before."""
        return self._late > 0

    def ask(self) -> None:
        """Find out anew. One that tells by itself and knows answers at once, and so does a late one until its next try:
        however often it is asked, it is given the same time.
        """
        if self._asking:
            return
        if self._retry.isActive() or (self._is_fresh() and not self.late):
            self.answered.emit()
            return
        self._asking = True
        self._limit.start()
        self._ask()

    def ignore(self, ignored: Ignored) -> None:
        """From now on these programs count as nothing (H7); what is known already is told anew at once."""
        self._ignored = ignored
        if self._seen is not None and not self._asking:  # else the answer is on its way
            self._see(self._seen)

    @property
    def parts(self) -> "tuple[Sense, ...]":
        """The backends that the answer is made of: itself, where it is one."""
        return (self,)

    def close(self) -> None:
        """Give everything back; ``answered`` comes no more."""
        self._limit.stop()
        self._retry.stop()

    def _is_fresh(self) -> bool:
        """Whether nobody needs to be asked. To be overridden where those who tell may also fall silent unnoticed."""
        return self.tells and self.value is not None

    def _ask(self) -> None:
        """Begin to find out; ``_know`` or ``_miss`` follows."""
        raise NotImplementedError

    @property
    def _title(self) -> str:
        return f"{self.question} by {self.name}" if self.question else self.name

    def _know(self, value: bool) -> None:
        self._log_known()
        self._tell(value, "", "")

    def _see(self, programs: Iterable[Program]) -> None:
        """Know it by the programs that say yes: those that are ignored are left out, the others count."""
        self._log_known()
        seen = tuple(programs)
        counting = [program for program in seen if not self._ignored.covers(program)]
        left_out = names_of(program for program in seen if self._ignored.covers(program))
        self._tell(bool(counting), names_of(counting), "", seen, left_out)

    def _miss(self, fault: str, *, late: bool = False) -> None:
        """It is unknown; ``late``: only because there is no answer yet."""
        if late and self.value is not None and self._late < TRIES:
            self._late += 1
            self._limit.stop()
            self._asking = False
            self._retry.start()
            self.answered.emit()
            return
        if fault != self.fault:  # each fault once: it is asked again and again
            log.info("%s: unknown, %s", self._title, fault)
        self._tell(None, "", fault)

    def _ask_again(self) -> None:
        if not self._asking:
            self.ask()

    def _log_known(self) -> None:
        if self.fault and self.value is None:
            log.info("%s: known now", self._title)

    def _tell(
        self,
        value: bool | None,
        detail: str,
        fault: str,
        seen: tuple[Program, ...] | None = None,
        left_out: str = "",
    ) -> None:
        self._limit.stop()
        self._retry.stop()
        self._asking, self._late = False, 0
        self.value, self.detail, self.fault = value, detail, fault
        self._seen, self.left_out = seen, left_out
        self.answered.emit()


class NullSense(Sense):
    """Where nobody can tell, and nobody ever will: there is no need to ask again."""

    name = "none"
    tells = True

    def __init__(self, fault: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fault = fault

    def _ask(self) -> None:
        self._miss(self.fault)


class AnyOf(Sense):
    """Several senses as one: yes if one says yes, no if one says no and none yes, unknown if none knows."""

    name = "any"

    def __init__(self, senses: Iterable[Sense], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._senses = tuple(senses)
        self._waiting: set[Sense] = set()
        self._limit.setInterval(LIMIT_MS + 100)  # each of them keeps to its own limit
        for sense in self._senses:
            sense.setParent(self)
            sense.answered.connect(lambda sense=sense: self._on_answered(sense))

    @property
    def parts(self) -> tuple[Sense, ...]:
        """See ``Sense``."""
        return tuple(part for sense in self._senses for part in sense.parts)

    @property
    def late(self) -> bool:
        """See ``Sense``."""
        return super().late or any(sense.late for sense in self._senses)

    def ignore(self, ignored: Ignored) -> None:
        """See ``Sense``."""
        for sense in self._senses:
            sense.ignore(ignored)

    def close(self) -> None:
        """See ``Sense``."""
        super().close()
        for sense in self._senses:
            sense.close()

    def _ask(self) -> None:
        self._waiting = set(self._senses)
        for sense in self._senses:
            sense.ask()
        if not self._senses:
            self._miss("nobody to ask")

    def _on_answered(self, sense: Sense) -> None:
        self._waiting.discard(sense)
        if self._waiting:
            return
        said_yes = next((part for part in self._senses if part.value), None)
        if said_yes is not None:  # not logged: its parts have been, each by itself
            self._tell(True, said_yes.detail, "")
        elif any(part.value is False for part in self._senses):
            self._tell(False, "", "")
        else:
            self._tell(None, "", "; ".join(dict.fromkeys(part.fault for part in self._senses if part.fault)))


def first_sense(makers: Iterable[Callable[[], Sense]]) -> Sense:
    """The first that can be made; where none can, one that says why."""
    faults = []
    for make in makers:
        try:
            return make()
        except NoSense as error:
            faults.append(str(error))
    return NullSense("; ".join(faults) or "nothing to ask on this platform")
