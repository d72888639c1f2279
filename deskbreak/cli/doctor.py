"""``doctor``: what deskbreak notices and can do here, and what would help where something is missing."""

import json
import logging
import sys
from dataclasses import asdict
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

from deskbreak import __version__
from deskbreak.app.log_file import without_log
from deskbreak.app.machine.diagnosis import Diagnosis, Diagnostician, ToldByRunning
from deskbreak.cli import exits
from deskbreak.cli.findings import Finding, Health, findings
from deskbreak.desktop.instance.client import BadAnswer, NotRunning, ask
from deskbreak.desktop.notify.notifier import Note
from deskbreak.i18n import N_, _
from deskbreak.store import config
from deskbreak.store.content.shipped import shipped
from deskbreak.store.paths import Paths

MARKS = {Health.OK: "✓", Health.UNKNOWN: "?", Health.MISSING: "✗", Health.FAULTY: "✗"}
NARROWEST = 40
"""Characters for what is told; in a terminal that is narrower still, the terminal breaks the lines."""
PLAIN_MARKS = {Health.OK: "+", Health.UNKNOWN: "?", Health.MISSING: "-", Health.FAULTY: "!"}
"""For terminals that do not know the others."""
WORDS = {
    Health.OK: N_("ok"),
    Health.UNKNOWN: N_("unknown"),
    Health.MISSING: N_("missing"),
    Health.FAULTY: N_("faulty"),
}


def doctor(paths: Paths, *, as_json: bool, notify: bool) -> int:
    """Print how it is here; 1 if something essential is missing. Changes nothing and starts no service;
    what plays and speaks is tried without a sound."""
    without_log()
    logging.getLogger("deskbreak").addHandler(logging.NullHandler())  # what it would log is told below
    trouble = ""
    told: ToldByRunning | None = None
    try:
        told = _ask_running(paths)
    except (BadAnswer, ValueError) as error:
        trouble = _("A deskbreak runs, but does not say how it is: {reason}").format(reason=error)
    settings = config.read(paths).settings
    voice = settings.coach.voice_engine
    examiner = Diagnostician(paths, settings.desktop.idle, settings.hold.ignore, voice)
    found = examiner.examine(told)
    told_all = list(findings(found, voice))
    shown = examiner.show(_test_note(), str(shipped("icons", "deskbreak.png"))) if notify else None
    well = not trouble and shown is not False and not any(finding.grave for finding in told_all)
    if as_json:
        print(json.dumps(_object(found, told_all, trouble, shown, well=well), ensure_ascii=False))
    else:
        _print(found, told_all, trouble, shown)
    return exits.OK if well else exits.FAULT


def _ask_running(paths: Paths) -> ToldByRunning | None:
    try:
        answer = ask(paths.runtime, "doctor")
    except NotRunning:
        return None
    if not answer.get("ok"):
        raise BadAnswer(str(answer.get("error", "")))
    return ToldByRunning.of(answer)


def _test_note() -> Note:
    return Note("doctor", _("This is deskbreak"), _("Only a test; it goes by itself."), expire_ms=4_000)


def _object(found: Diagnosis, told: list[Finding], trouble: str, shown: bool | None, *, well: bool) -> dict[str, Any]:
    """One object for programs: the facts, and below ``findings`` what they mean."""
    means = [
        {
            "name": one.part,
            "title": one.name,
            "health": one.health.value,
            "says": one.says,
            "essential": one.essential,
            "advice": list(one.advice),
            "in_window": list(one.in_window),
        }
        for one in told
    ]
    return {
        "ok": well,
        "version": __version__,
        "trouble": trouble,
        "notification_shown": shown,
        **asdict(found),
        "findings": means,
    }


def _print(found: Diagnosis, told: list[Finding], trouble: str, shown: bool | None) -> None:
    whose = (
        _("deskbreak {version} runs; this is what it notices.")
        if found.running
        else _("deskbreak {version} does not run; this is what it would notice.")
    )
    print(trouble or whose.format(version=__version__))
    marks = MARKS if _writes("".join(MARKS.values())) else PLAIN_MARKS
    names = max(len(one.name) for one in told)
    words = max(len(_(word)) for word in WORDS.values())
    indent = words + names + 6
    width = max(indent + NARROWEST, get_terminal_size().columns)
    for one in told:
        first = f"{marks[one.health]} {_(WORDS[one.health]):{words}}  {one.name:{names}}  "
        for line, begin in ((one.says, first), *((advice, " " * indent) for advice in one.advice)):
            print(_filled(line, width, begin, " " * indent) or begin.rstrip())
    if shown is not None:
        print(_shown(found, shown=shown))
    grave = [one.name for one in told if one.grave]
    if grave:
        print(_("deskbreak cannot work like this: {what}").format(what=", ".join(grave)))


def _shown(found: Diagnosis, *, shown: bool) -> str:
    if not shown:
        return _("The test notification was not taken.")
    if any(heard.question == "dnd" and heard.value for heard in found.senses):
        return _("The test notification was taken, but do not disturb is on: you may not have seen it.")
    return _("The test notification was shown.")


def _filled(line: str, width: int, begin: str, further: str) -> str:
    """Paths stay whole."""
    return fill(
        line, width, initial_indent=begin, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )


def _writes(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
