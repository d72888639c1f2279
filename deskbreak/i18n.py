"""Every text a person reads passes through here (gettext), and none is translated at import time.

``_`` translates where it is called, ``N_`` only marks a text that is stored now and translated when it is
shown. Without a catalogue for the language the English text itself comes back.
"""

import gettext
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

DOMAIN = "deskbreak"
_MORNING, _AFTERNOON = time(2, 25, 36), time(14, 25, 36)
_HOUR_AND_MINUTE = re.compile(r"\d([.:])\d")

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
_folder: Path | None = None


def install(locale_dir: Path, languages: list[str]) -> None:
    """Choose the language: the first of ``languages`` for which there are texts (see ``wanted_languages``)."""
    global _catalogue, _language, _folder  # noqa: PLW0603 - gettext's own way: one catalogue per process
    _folder = locale_dir
    _catalogue = gettext.translation(DOMAIN, locale_dir, languages, fallback=True)
    _language = languages[0] if languages else "en"


def wanted_languages() -> list[str]:
    """The languages the environment asks for, best first, in gettext's order: LANGUAGE, LC_ALL, LC_MESSAGES, LANG."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return [code.split(".")[0] for code in value.split(":") if code] or ["en"]
    return ["en"]


def language(wish: str = "auto") -> str:
    """The language in force, as in ``de`` or ``pt_BR``: content files are read in it. Or that of ``wish``, a code."""
    return _language if wish == "auto" else wish.replace("-", "_")


def catalogue(language: str) -> gettext.NullTranslations:
    """The texts in ``language``, for words that go with content in it: a voice may speak another than the windows."""
    if language == _language or _folder is None:
        return _catalogue
    return gettext.translation(DOMAIN, _folder, [language], fallback=True)


def _(text: str) -> str:
    """``text`` in the user's language."""
    return _catalogue.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """``one`` or ``many`` in the user's language, as its grammar has it for ``count``."""
    return _catalogue.ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark ``text`` for translators; it is translated when it is shown."""
    return text


@dataclass(frozen=True)
class ClockFace:
    """How a locale writes times of day, in digits that everybody reads.

    ``markers``: what stands for morning and afternoon, ``None`` for the 24-hour clock; ``marker_first``: they stand
    before the time. ``separator`` stands between hours and minutes.
    """

    markers: tuple[str, str] | None = None
    marker_first: bool = False
    separator: str = ":"

    @classmethod
    def of(cls, render: Callable[[time, str], str] | None = None) -> "ClockFace":
        """From how the locale itself (``setlocale``) writes a morning's time and the same of an afternoon (``%X``).

        Twelve hours are for a locale that writes both alike but for a marker that tells which it is. One that writes
        them alike without any (glibc: ms_MY, hy_AM) leaves it open, so there it is the 24-hour clock.
        """
        render = render or _rendered
        morning, afternoon = render(_MORNING, "%X"), render(_AFTERNOON, "%X")
        am, pm = render(_MORNING, "%p").strip(), render(_AFTERNOON, "%p").strip()
        alike = bool(am and pm) and am != pm and pm in afternoon and afternoon.replace(pm, am) == morning
        numbers = _HOUR_AND_MINUTE.search(afternoon)
        separator = numbers[1] if numbers else ":"
        if not alike:
            return cls(separator=separator)
        return cls((am, pm), marker_first=afternoon.strip().startswith(pm), separator=separator)

    def text(self, moment: datetime, *, seconds: bool) -> str:
        """``14:05``, ``14.05``, ``2:05 PM`` or ``PM 2:05``; with ``seconds`` ``14:05:30``."""
        minutes = f"{self.separator}{moment.minute:02}" + (f"{self.separator}{moment.second:02}" if seconds else "")
        if self.markers is None:
            return f"{moment.hour:02}{minutes}"
        clock, marker = f"{moment.hour % 12 or 12}{minutes}", self.markers[moment.hour >= 12]
        return f"{marker} {clock}" if self.marker_first else f"{clock} {marker}"


def _rendered(moment: time, form: str) -> str:
    return moment.strftime(form)


def clock_text(moment: datetime, *, seconds: bool = False) -> str:
    """A time of day as the user's locale has it, everywhere the same: 14:05, or 2:05 PM.

    With seconds if there are any, or if they are wished for.
    """
    return ClockFace.of().text(moment, seconds=seconds or moment.second != 0)
