"""Bring the catalogues of texts up to date with the code: `make texts`. Needs Babel (the dev group).

Writes resources/locale/deskbreak.pot (all texts), merges it into every resources/locale/LANGUAGE/LC_MESSAGES/
deskbreak.po, and compiles each to the deskbreak.mo beside it. The .mo files are kept in the repository: so a checkout,
a wheel, a frozen app and a package from the plain sources all have them, and nobody needs Babel to build. A test sees
to it that they are what the .po files say. With --check nothing is written: 1 and a line for each file that is stale.
"""

import argparse
import string
import sys
import tomllib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import cast

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
WIDTH = 120
HEADER = "# All texts of deskbreak, for translators. Under the same license as deskbreak. Made by packaging/texts.py."
CHANGING = ("POT-Creation-Date:", "Generated-By:", "Report-Msgid-Bugs-To: EMAIL@ADDRESS")
"""Headers that would make a difference where there is none: another minute, another Babel."""


class BadTranslation(Exception):
    """A translation that would break the app; the text has a line for each."""


def template(root: Path = ROOT) -> Catalog:
    """All texts of the code."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = Catalog(project="deskbreak", version=project["version"], header_comment=HEADER, fuzzy=False)
    package = root / "deskbreak"
    texts = extract_from_dir(package, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",))
    for name, line, message, comments, context in texts:
        found.add(
            message, None, [(f"deskbreak/{name}", line)], auto_comments=comments, context=context
        )  # fmt: skip
    return found


def po(catalogue: Catalog, *, template: bool = False) -> bytes:
    """The catalogue as a file without times and line numbers: it changes when a text does."""
    out = BytesIO()
    write_po(out, catalogue, width=WIDTH, include_lineno=False, sort_by_file=template, ignore_obsolete=True)
    changing = tuple(f'"{header}'.encode() for header in CHANGING)
    return b"".join(line for line in out.getvalue().splitlines(True) if not line.startswith(changing))


class _Lasting:
    """A catalogue as ``write_mo`` reads it, without the headers in ``CHANGING``."""

    def __init__(self, catalogue: Catalog) -> None:
        self._catalogue = catalogue
        self.charset = catalogue.charset

    def __iter__(self) -> Iterator[Message]:
        header, *messages = self._catalogue
        lines = str(header.string).splitlines(keepends=True)
        header.string = "".join(line for line in lines if not line.startswith(CHANGING))
        yield from (header, *messages)


def mo(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it. Raises ``BadTranslation``."""
    if faults := list(_faults(catalogue)):
        raise BadTranslation("\n".join(faults))
    out = BytesIO()
    write_mo(out, cast(Catalog, _Lasting(catalogue)))
    return out.getvalue()


def _faults(catalogue: Catalog) -> Iterator[str]:
    """A placeholder that is not there would raise when the text is shown; one left out loses what it stands for."""
    for message in catalogue:
        if message.id and message.string:
            yield from _lost(catalogue, message)


def _lost(catalogue: Catalog, message: Message) -> Iterator[str]:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    known = set().union(*map(_names, ids))
    for text in filter(None, texts):
        wrong = _names(text) - known if len(ids) > 1 else _names(text) ^ known
        if wrong:
            places = ", ".join(f"{{{name}}}" for name in sorted(wrong))
            yield f"{catalogue.locale}: {places} has to be in both {ids[0]!r} and {text!r}, or in neither"


def _names(text: str) -> set[str]:
    return {name for _literal, name, _format, _conversion in string.Formatter().parse(text) if name is not None}


def files(root: Path = ROOT) -> Mapping[Path, bytes]:
    """What every file should hold. Raises ``BadTranslation``."""
    texts, locale = template(root), root / "resources" / "locale"
    wanted = {locale / "deskbreak.pot": po(texts, template=True)}
    for path in sorted(locale.glob("*/LC_MESSAGES/deskbreak.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parts[-3])
        catalogue.update(texts, update_header_comment=False)
        wanted[path] = po(catalogue)
        wanted[path.with_suffix(".mo")] = mo(catalogue)
    return wanted


def main() -> int:
    """Write what is stale, or say it."""
    parser = argparse.ArgumentParser(description="bring the catalogues of texts up to date with the code")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if anything is stale")
    check = parser.parse_args().check
    try:
        wanted = files()
    except BadTranslation as fault:
        print(fault, file=sys.stderr)
        return 1
    stale = [path for path, content in wanted.items() if not path.exists() or path.read_bytes() != content]
    for path in stale:
        if not check:
            path.write_bytes(wanted[path])
        print(f"{path.relative_to(ROOT)}: {'stale: make texts' if check else 'written'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
