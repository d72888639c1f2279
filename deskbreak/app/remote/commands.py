"""What the command line, or a second deskbreak, asks of the running one."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from deskbreak.app.driver import Driver
from deskbreak.app.log_file import report
from deskbreak.desktop.instance.instance import Response
from deskbreak.engine.events import (
    ClearUserStatus,
    Pause,
    Postpone,
    PutBack,
    SetUserStatus,
    Skip,
    Start,
    Unpause,
    UserStatus,
)
from deskbreak.engine.outlook import Mood
from deskbreak.engine.pause_length import pause_length, span
from deskbreak.i18n import _
from deskbreak.settings.refusal import Unacceptable

OVER = "over"
"""What is said in the place of a length to end a meeting, or reading."""

Words = Sequence[str]


class CommandRefused(Exception):
    """What was asked for cannot be done now; the message is fit to be shown."""


class Commands:
    """Carries out commands. ``status`` gives the object for programs, ``lines`` the sentences for people.

    ``show_routine`` brings the open routine to the front, and tells whether there was one to bring. ``show`` opens the
    window of an exercise or a routine; it raises ``CommandRefused`` if there is none such. ``windows`` are opened by
    the commands of their names.
    """

    def __init__(
        self,
        driver: Driver,
        status: Callable[[], Mapping[str, object]],
        lines: Callable[[], Sequence[str]],
        open_window: Callable[[], None],
        show_routine: Callable[[], bool],
        leave: Callable[[], None],
        show: Callable[[str], None],
        windows: Mapping[str, Callable[[], object]],
    ) -> None:
        self._driver = driver
        self._status = status
        self._lines = lines
        self._open_window = open_window
        self._show_routine = show_routine
        self._leave = leave
        self._show = show
        self._windows = windows
        self._known: dict[str, tuple[int, Callable[[Words], str | None]]] = {
            "status": (0, lambda _words: self._driver.look()),
            "open": (0, lambda _words: self._open_window()),
            "start": (0, self._start),
            "pause": (1, self._pause),
            "resume": (0, self._resume),
            "skip": (0, self._skip),
            "postpone": (1, self._postpone),
            "put-back": (1, self._put_back),
            "meeting": (1, partial(self._set_user_status, UserStatus.MEETING)),
            "reading": (1, partial(self._set_user_status, UserStatus.READING)),
            "show": (1, self._show_preview),
            "quit": (0, self._quit),
            **{name: (0, partial(self._open, name)) for name in windows},
        }

    def handle(self, command: str, words: Sequence[str]) -> Response:
        """Carry out ``command``; the answer has ``ok``, and either ``text`` and ``status`` or an ``error``.

        ``usage`` beside the error: what was asked for makes no sense, now or ever. A bug is reported and is an error,
        too: whoever asked is not left waiting.
        """
        try:
            return self._handle(command, words)
        except Exception as bug:
            report(bug)
            sentence = _("{command}: something went wrong in deskbreak itself; its log says what")
            return {"ok": False, "error": sentence.format(command=command)}

    def _handle(self, command: str, words: Sequence[str]) -> Response:
        if command not in self._known:
            return _senseless(_("unknown command “{command}”").format(command=command[:40]))
        most, carry_out = self._known[command]
        if len(words) > most:
            return _senseless(_("{command}: too many words").format(command=command))
        try:
            text = carry_out(words)
        except Unacceptable as refusal:
            return _senseless(f"{command}: {refusal}")
        except CommandRefused as refusal:
            return {"ok": False, "error": f"{command}: {refusal}"}
        return {"ok": True, "text": [text] if text else list(self._lines()), "status": dict(self._status())}

    def _quit(self, _words: Words) -> str:
        self._leave()
        return _("deskbreak ends now.")

    def _start(self, _words: Words) -> None:
        if self._driver.state.routine is None:
            self._driver.tell(Start)
        elif not self._show_routine():
            raise CommandRefused(_("a routine is open already"))

    def _open(self, name: str, _words: Words) -> str:
        self._windows[name]()
        return _("Its window is open now.")

    def _pause(self, words: Words) -> None:
        length = pause_length(words[0] if words else None)
        self._driver.tell(lambda at: Pause(at, length))

    def _resume(self, _words: Words) -> None:
        if self._driver.state.paused is None:
            raise CommandRefused(_("nothing is paused"))
        self._driver.tell(Unpause)

    def _skip(self, _words: Words) -> None:
        now = self._driver.outlook()
        if now.mood is Mood.ROUTINE:
            raise CommandRefused(_("a routine is open; it can be stopped in its window"))
        if not now.invited and (now.office_end is None or now.out_today):
            raise CommandRefused(_("no further routine is coming today"))
        self._driver.tell(Skip)

    def _postpone(self, words: Words) -> None:
        length = span(words[0]) if words else self._driver.settings.reminder.later
        self._driver.tell(lambda at: Postpone(at, length))

    def _set_user_status(self, what: UserStatus, words: Words) -> None:
        if words and words[0] == OVER:
            if not self._driver.state.has_status(what):
                raise CommandRefused(_("that is not going on"))
            self._driver.tell(lambda at: ClearUserStatus(at, what))
        else:
            length = span(words[0]) if words else None
            self._driver.tell(lambda at: SetUserStatus(at, what, length))

    def _show_preview(self, words: Words) -> str:
        if self._driver.state.routine is not None:
            raise CommandRefused(_("a routine is open; it can be stopped in its window"))
        self._show(words[0] if words else "")
        return _("Its window is open now.")

    def _put_back(self, words: Words) -> None:
        left_out = self._driver.state.pains.left_out
        if not left_out:
            raise CommandRefused(_("no exercise is left out"))
        if not words or words[0] not in left_out:
            raise CommandRefused(_("left out are: {names}").format(names=", ".join(left_out)))
        self._driver.tell(lambda at: PutBack(at, words[0]))


def _senseless(error: str) -> Response:
    return {"ok": False, "error": error, "usage": True}
