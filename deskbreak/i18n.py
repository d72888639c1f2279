"""Every text a person reads passes through here (gettext), and none is translated at import time.

``_`` translates where it is called, ``N_`` only marks a text that is stored now and translated when it is
shown. Without a catalogue for the language the English text itself comes back.
"""

import gettext
import os
from datetime import datetime, time
from pathlib import Path

DOMAIN = "deskbreak"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
_folder: Path | None = None


def install(locale_dir: Path, languages: list[str] | None = None) -> None:
    """Choose the language: ``languages`` (best first), else what the environment asks for (LANGUAGE, LC_ALL, …)."""
    global _catalogue, _language, _folder  # noqa: PLW0603 - gettext's own way: one catalogue per process
    _folder = locale_dir
    wanted = languages or wanted_languages()
    _catalogue = gettext.translation(DOMAIN, locale_dir, wanted, fallback=True)
    _language = wanted[0] if wanted else "en"


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


def clock_text(moment: datetime) -> str:
    """A time of day as the user's locale (``setlocale``) has it: 14:05, or 2:05 PM; seconds if there are any."""
    seconds = ":%S" if moment.second else ""
    if time(14).strftime("%X").startswith("14"):
        return moment.strftime(f"%H:%M{seconds}")
    return moment.strftime(f"%I:%M{seconds} %p").lstrip("0")
