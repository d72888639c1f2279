"""Asks the running deskbreak. Standard library only: it answers within 0.2 s, imports and all.

One line of JSON each way: ``{"v": 1, "cmd": "pause", "args": ["30m"]}`` and ``{"ok": true, ...}``.
"""

import json
import os
import socket
import struct
import sys
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from deskbreak.desktop.instance.address import pipe_name, socket_path
from deskbreak.i18n import _

VERSION = 1
LONGEST_ANSWER = 1 << 20
TIMEOUT = 2.0
"""Seconds for each step up to the first line of an answer."""


class NotRunning(Exception):
    """No deskbreak is running there."""


class BadAnswer(Exception):
    """Something is there, but it does not answer in time, or not as deskbreak does. The text says which."""


class NoAnswer(BadAnswer):
    """It does not answer in time."""


def ask(runtime_dir: Path, cmd: str, args: Sequence[str] = (), timeout: float = TIMEOUT) -> dict[str, Any]:
    """Send ``cmd`` with ``args`` and return the answer; ``timeout`` in seconds for each step of it.

    Raises ``NotRunning`` or ``BadAnswer``.
    """
    with closing(_lines(runtime_dir, cmd, args, timeout)) as lines:
        for line in lines:
            return _object(line)
    return _object(b"")


def follow(runtime_dir: Path, cmd: str) -> Generator[dict[str, Any], None, None]:
    """As ``ask``, but every line of the answer as it comes, until deskbreak hangs up.

    Within ``TIMEOUT`` up to the first line; for the others it waits as long as it takes. A line that was broken
    off is not given. Raises ``NotRunning`` or ``BadAnswer``, when the first line is asked for or later.
    """
    with closing(_lines(runtime_dir, cmd, (), TIMEOUT)) as lines:
        for line in lines:
            if line.endswith(b"\n"):
                yield _object(line)


def _object(line: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(_("This is no answer of deskbreak: {answer}").format(answer=repr(line[:60]))) from error
    if not isinstance(answer, dict):
        raise BadAnswer(_("This is no answer of deskbreak: {answer}").format(answer=repr(line[:60])))
    return answer


def _lines(runtime_dir: Path, cmd: str, args: Sequence[str], timeout: float) -> Generator[bytes, None, None]:
    """The lines of the answer, with their ends; a last one without may have been broken off, or be too long."""
    question = json.dumps({"v": VERSION, "cmd": cmd, "args": list(args)}).encode() + b"\n"
    pieces = _by_pipe(runtime_dir, question) if sys.platform == "win32" else _by_socket(runtime_dir, question, timeout)
    waiting = b""
    with closing(pieces):
        for piece in pieces:
            *lines, waiting = (waiting + piece).split(b"\n")
            yield from (line + b"\n" for line in lines)
            if len(waiting) > LONGEST_ANSWER:
                break
    if waiting:
        yield waiting


def _by_socket(runtime_dir: Path, question: bytes, timeout: float) -> Generator[bytes, None, None]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(timeout)
        try:
            with socket_path(runtime_dir) as path:
                connection.connect(path)
        except TimeoutError as error:
            raise NoAnswer(_("deskbreak does not answer.")) from error
        except OSError as error:
            raise NotRunning(str(error)) from error
        user = _user(connection, sys.platform)
        if user not in (None, os.geteuid()):
            raise BadAnswer(_answers(runtime_dir, user))
        try:
            connection.sendall(question)
            while piece := connection.recv(1 << 16):
                yield piece
                if b"\n" in piece:
                    connection.settimeout(None)
        except TimeoutError as error:
            raise NoAnswer(_("deskbreak does not answer.")) from error
        except OSError as error:
            raise BadAnswer(_("deskbreak has hung up: {reason}").format(reason=error)) from error


def _user(connection: socket.socket, platform: str) -> int | None:
    """Who listens at the other end: the number of the user, by the kernel; ``None`` where that does not tell."""
    if platform == "linux":  # unix(7), SO_PEERCRED: pid, uid, gid
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        return int(struct.unpack("3i", credentials)[1])
    if platform == "darwin":  # xucred of <sys/ucred.h>: version, uid, …; SOL_LOCAL 0, LOCAL_PEERCRED 1
        return int(struct.unpack_from("2I", connection.getsockopt(0, 1, 76))[1])
    return None


def _answers(folder: Path, user: int) -> str:
    sentence = _("It is another user (number {user}) who answers in {folder}; deskbreak speaks only to your own.")
    return sentence.format(user=user, folder=folder)


def _by_pipe(runtime_dir: Path, question: bytes) -> Generator[bytes, None, None]:
    r"""Windows: QLocalServer listens on ``\\.\pipe\NAME``, which opens as a file does (not run here)."""
    try:
        with open(rf"\\.\pipe\{pipe_name(runtime_dir)}", "r+b", buffering=0) as pipe:  # noqa: PTH123 - no path
            pipe.write(question)
            while piece := pipe.read(1 << 16):
                yield piece
    except FileNotFoundError as error:
        raise NotRunning(str(error)) from error
    except BrokenPipeError:  # deskbreak has hung up: here this is how the end of the answer looks
        return
    except OSError as error:
        raise BadAnswer(_("deskbreak has hung up: {reason}").format(reason=error)) from error
