"""What comes in at the socket, taken apart with suspicion."""

import json
from dataclasses import dataclass

from deskbreak.desktop.instance.client import VERSION


class BadRequestError(ValueError):
    """Not a request; the text is the answer's ``error``."""


@dataclass(frozen=True, slots=True)
class Request:
    """A wish from the command line or a second start."""

    cmd: str
    args: list[str]

    @classmethod
    def parse(cls, line: bytes) -> "Request":
        """Read one line. Raises ``BadRequestError``, whatever the line."""
        try:
            found = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError):  # also UnicodeDecodeError, and numbers too long for Python
            raise BadRequestError("a request is one line of JSON") from None
        if not isinstance(found, dict):
            raise BadRequestError("a request is a JSON object")
        if found.get("v") != VERSION:
            raise BadRequestError(f"this deskbreak speaks version {VERSION} of the protocol")
        cmd, args = found.get("cmd"), found.get("args", [])
        if not isinstance(cmd, str) or not cmd:
            raise BadRequestError('"cmd" is a word')
        if not isinstance(args, list) or not all(isinstance(arg, str) for arg in args):
            raise BadRequestError('"args" is a list of words')
        return cls(cmd, args)


def answer_line(answer: dict[str, object]) -> bytes:
    """One line of plain ASCII JSON."""
    return json.dumps(answer).encode("ascii") + b"\n"


def refusal(error: str) -> bytes:
    """The answer to what is no request."""
    return answer_line({"ok": False, "error": error})
