"""What a running deskbreak is asked from the command line. No Qt here: it answers in a tenth of a second."""

import json
import sys
from typing import Any

from deskbreak.cli import exits
from deskbreak.desktop.instance.client import BadAnswer, NotRunning, ask
from deskbreak.i18n import _
from deskbreak.store.paths import Paths


def ask_running(paths: Paths, command: str, words: list[str], *, as_json: bool) -> int:
    """Ask the running deskbreak, print its answer; 3 if none runs."""
    try:
        answer = ask(paths.runtime, command, words)
    except NotRunning:
        print(how_to_start(paths), file=sys.stderr)
        return exits.NOT_RUNNING
    except BadAnswer as error:
        print(error, file=sys.stderr)
        return exits.FAULT
    if not answer.get("ok"):
        print(_clean(str(answer.get("error", _("deskbreak did not say why")))), file=sys.stderr)
        return exits.USAGE if answer.get("usage") else exits.FAULT
    _print(answer, as_json=as_json)
    return exits.OK


def how_to_start(paths: Paths) -> str:
    """A sentence for where none runs. ``start`` alone opens a routine, and many take it for what starts deskbreak."""
    import shlex  # noqa: PLC0415 - `status` is to be quick

    words = ["deskbreak"] if paths.home is None else ["deskbreak", "--home", str(paths.home)]
    sentence = _("deskbreak is not running. Start it from your menu of programs, or by typing: {command}")
    return sentence.format(command=shlex.join(words))


def _print(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(_clean(json.dumps(answer.get("status"), ensure_ascii=False)))
    else:
        text = answer.get("text", [])
        for line in text if isinstance(text, list) else [text]:
            print(_clean(str(line)))


def _clean(line: str) -> str:
    """Without anything that would act in a terminal: names of exercises and programs come from anywhere."""
    if line.isprintable():  # as good as always, and then the settings need not be imported
        return line
    from deskbreak.settings.text import plain  # noqa: PLC0415 - `status` is to be quick

    return plain(line)
