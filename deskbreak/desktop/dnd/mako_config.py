"""Whether mako's configuration hides our notes in a mode: https://github.com/emersion/mako/blob/master/doc/mako.5.scd

Sections of criteria, ``[mode=away app-name="a b"]``, with style options; the last that matches a note wins. What hides
a note is ``invisible=1``.
"""

import os
import shlex
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT = "default"
"""The mode in which mako begins. Deprecated: later versions begin in none."""
LIMIT_B = 1 << 18
OUR_NOTE = {
    "app-name": "deskbreak",
    "desktop-entry": "org.deskbreak.Deskbreak",
    "urgency": "normal",
    "actionable": "true",
    "expiring": "false",
    "category": "",
}
"""What criteria may ask of an invitation. Others speak of its words, or of where it would stand: those never match."""
TRUTHS = {"1": "true", "0": "false"}


@dataclass
class _Section:
    criteria: dict[str, str]
    invisible: bool | None = None
    """None: it does not say."""


@dataclass(frozen=True)
class MakoConfig:
    """A configuration file as far as it matters; without one nothing is known of any mode."""

    sections: tuple[_Section, ...] = field(default=())

    @classmethod
    def read(cls) -> "MakoConfig":
        """The user's, where mako looks for it. One that cannot be read is none."""
        home = Path(os.environ.get("HOME", "/"))
        folder = os.environ.get("XDG_CONFIG_HOME") or str(home / ".config")
        for file in (home / ".config" / "mako" / "config", Path(folder, "mako", "config")):
            try:
                if file.is_file() and file.stat().st_size <= LIMIT_B:
                    return cls.of(file.read_text(encoding="utf-8", errors="replace"))
            except OSError:
                continue
        return cls()

    @classmethod
    def of(cls, text: str) -> "MakoConfig":
        """From a file's text. What mako would refuse is passed over."""
        return cls(tuple(_sections(text)))

    def hides(self, modes: Collection[str]) -> bool:
        """Whether an invitation of ours would not be shown in these modes.

        A mode that the file does not speak of has been set up elsewhere (``mako -c``, ``include``) for something that
        is not known: it is taken at its word, as one in which the user wants other things than usual.
        """
        hidden = False
        for section in self.sections:
            if section.invisible is not None and _matches(section.criteria, modes):
                hidden = section.invisible
        known = {section.criteria.get("mode") for section in self.sections}
        return hidden or any(mode not in known for mode in modes if mode != DEFAULT)


def _matches(criteria: dict[str, str], modes: Collection[str]) -> bool:
    return all(value in modes if key == "mode" else OUR_NOTE.get(key) == value for key, value in criteria.items())


def _sections(text: str) -> Iterator[_Section]:
    section: _Section | None = None
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            if section is not None:
                yield section
            section = _section(line[1:-1])
        elif section is not None and "=" in line and not line.startswith("#"):
            key, _equals, value = line.partition("=")
            if key.strip() == "invisible":
                section.invisible = TRUTHS.get(value.strip(), value.strip()) == "true"
    if section is not None:
        yield section


def _section(words: str) -> _Section | None:
    try:
        fields = shlex.split(words)
    except ValueError:  # a quote that nobody closes
        return None
    criteria = {}
    for word in fields:
        key, equals, value = word.partition("=")
        if not equals:
            key, value = key.removeprefix("!"), "false" if key.startswith("!") else "true"
        criteria[key] = TRUTHS.get(value, value) if key in ("actionable", "expiring") else value
    return _Section(criteria)
