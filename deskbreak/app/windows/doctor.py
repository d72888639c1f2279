"""How deskbreak gets on here, for a window: ``deskbreak doctor`` is asked, and nobody waits for it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from deskbreak.app.windows.plain_findings import plain, rank
from deskbreak.i18n import N_, _
from deskbreak.ui.settings.parts.health_panel import Remark

MARKS = {
    "ok": ("✓", N_("ok")),
    "unknown": ("?", N_("unknown")),
    "missing": ("✗", N_("missing")),
    "faulty": ("✗", N_("faulty")),
}


class Doctor(QObject):
    """``home``: the folder that deskbreak was told to keep to, if any."""

    answered = Signal(object, str)
    """A tuple of ``Remark``, what needs a look first; and a sentence why there is none, or ``""``."""
    found = Signal(object)
    """By each thing looked at (``tray``, ``speech`` …) how it is: ``ok``, ``missing`` … as ``doctor --json`` has it."""

    def __init__(self, home: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = [] if home is None else ["--home", str(home)]
        self._process: QProcess | None = None

    def ask(self) -> None:
        """Look around; ``answered`` follows in a second or two. While it is being looked, once more is once."""
        if self._process is not None:
            return
        self._process = process = QProcess(self)
        # No lambda: what holds this object would end it, and so itself once more, when it goes.
        process.finished.connect(self._read)
        process.errorOccurred.connect(self._read)
        own = [] if getattr(sys, "frozen", False) else ["-m", "deskbreak"]
        process.start(sys.executable, [*own, *self._home, "doctor", "--json"])

    def close(self) -> None:
        """Ask no more."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(1_000)
            process.deleteLater()

    def _read(self, *_how: object) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        said = bytes(process.readAllStandardOutput().data())
        process.deleteLater()
        try:
            told = json.loads(said)
            remarks = tuple(_remarks(told))
            found = {str(one["name"]): str(one["health"]) for one in told["findings"]}
        except (ValueError, KeyError, TypeError):
            self.answered.emit((), _("It could not be found out just now. Please look again."))
        else:
            self.answered.emit(remarks, "")
            self.found.emit(found)


def _remarks(told: dict[str, list[dict[str, object]]]) -> Iterator[Remark]:
    for finding in sorted(told["findings"], key=_rank):
        health = str(finding["health"])
        mark, word = MARKS[health]
        advice = finding["in_window"]
        further = tuple(map(str, advice)) if isinstance(advice, list) else ()
        says, helps, details = plain(str(finding["name"]), health, str(finding["says"]), further)
        yield Remark(mark, _(word), str(finding["title"]), says, helps, details)


def _rank(finding: dict[str, object]) -> tuple[bool, bool, int]:
    return rank(str(finding["name"]), well=finding["health"] == "ok", grave=bool(finding["essential"]))
