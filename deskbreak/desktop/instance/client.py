"""Asks the running deskbreak. Standard library only: it answers within 0.2 s, imports and all.

One line of JSON each way: ``{"v": 1, "cmd": "pause", "args": ["30m"]}`` and ``{"ok": true, ...}``.
"""

import json
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from deskbreak.desktop.instance.address import pipe_name, socket_path
from deskbreak.i18n import _

VERSION = 1
LONGEST_ANSWER = 1 << 20


class NotRunning(Exception):
    """No deskbreak is running there."""


class BadAnswer(Exception):
    """Something is there, but it does not answer in time, or not as deskbreak does. The text says which."""


def ask(runtime_dir: Path, cmd: str, args: Sequence[str] = (), timeout: float = 2.0) -> dict[str, Any]:
    """Send ``cmd`` with ``args`` and return the answer; ``timeout`` in seconds for each step of it.

    Raises ``NotRunning`` or ``BadAnswer``.
    """
    question = json.dumps({"v": VERSION, "cmd": cmd, "args": list(args)}).encode() + b"\n"
    line = _by_pipe(runtime_dir, question) if sys.platform == "win32" else _by_socket(runtime_dir, question, timeout)
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(_("This is no answer of deskbreak: {answer}").format(answer=repr(line[:60]))) from error
    if not isinstance(answer, dict):
        raise BadAnswer(_("This is no answer of deskbreak: {answer}").format(answer=repr(line[:60])))
    return answer


def _by_socket(runtime_dir: Path, question: bytes, timeout: float) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(timeout)
        try:
            with socket_path(runtime_dir) as path:
                connection.connect(path)
        except TimeoutError as error:
            raise BadAnswer(_("deskbreak does not answer.")) from error
        except OSError as error:
            raise NotRunning(str(error)) from error
        try:
            connection.sendall(question)
            line = b""
            while not line.endswith(b"\n") and len(line) < LONGEST_ANSWER:
                piece = connection.recv(1 << 16)
                if not piece:
                    break
                line += piece
        except TimeoutError as error:
            raise BadAnswer(_("deskbreak does not answer.")) from error
        except OSError as error:
            raise BadAnswer(_("deskbreak has hung up: {reason}").format(reason=error)) from error
    return line


def _by_pipe(runtime_dir: Path, question: bytes) -> bytes:
    r"""Windows: QLocalServer listens on ``\\.\pipe\NAME``, which opens as a file does (not run here)."""
    try:
        with open(rf"\\.\pipe\{pipe_name(runtime_dir)}", "r+b", buffering=0) as pipe:  # noqa: PTH123 - no path
            pipe.write(question)
            line = b""
            while not line.endswith(b"\n") and len(line) < LONGEST_ANSWER and (piece := pipe.read(1 << 16)):
                line += piece
    except FileNotFoundError as error:
        raise NotRunning(str(error)) from error
    except OSError as error:
        raise BadAnswer(_("deskbreak has hung up: {reason}").format(reason=error)) from error
    return line
