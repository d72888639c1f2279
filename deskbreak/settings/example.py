"""The commented settings file, made from the declarations."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from textwrap import wrap
from typing import Any

from deskbreak.i18n import _
from deskbreak.settings.declaration import META, Declaration
from deskbreak.settings.declared import GROUPS

_WIDTH = 88


def example_text() -> str:
    """A settings file with every setting, its default commented out, what it does and what it accepts.

    Prose begins with ``# ``, a setting with ``#`` alone: without the latter the file says the same as an empty one.
    """
    blocks = ["\n".join(_introduction())]
    for group, declared in GROUPS.items():
        blocks.append(f"[{group}]")
        settings = [(item.name, item.metadata[META], item.default) for item in fields(declared)]
        # A table of its own ends the group's other settings, so it comes after them.
        settings.sort(key=lambda setting: isinstance(setting[1].kind.toml(setting[2]), Mapping))
        blocks += ("\n".join(_setting(group, *setting)) for setting in settings)
    return "\n\n".join(blocks) + "\n"


def _introduction() -> Iterator[str]:
    yield from _prose(_("The settings of deskbreak, each with its default."))
    yield "#"
    yield from _prose(
        _(
            'To change one, take away the "#" in front of it and write your own value. It is taken up within '
            "seconds, without a restart. Lengths of time are written with their unit, in quotes: "
            '"20s", "90m", "2h", "1h30m".'
        )
    )
    yield "#"
    yield from _prose(_('"deskbreak check-config" tells whether everything here is understood.'))


def _setting(group: str, name: str, declaration: Declaration, default: Any) -> Iterator[str]:
    kind = declaration.kind
    raw = kind.toml(default)
    table = isinstance(raw, Mapping)
    told = (_(words) for words in (declaration.help, declaration.in_file) if words)
    yield from _prose(" ".join(told))
    yield from _prose(_("Accepted: {accepted}.").format(accepted=kind.accepts()))
    if table:
        yield f"[{group}.{name}]"
    if example := kind.example():
        line = example if table else f"{name} = {example}"
        yield "# " + _("For example: {line}").format(line=line)
    if not table:
        yield f"#{name} = {_literal(raw)}"


def _prose(text: str) -> Iterator[str]:
    for line in wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False):
        yield f"# {line}"


def _literal(raw: object) -> str:
    """TOML for what the kinds write; JSON's texts, numbers, truths and lists are TOML's as well."""
    return json.dumps(raw, ensure_ascii=False)
