"""What deskbreak says that it expects from the buses, read from its source: every question and every signal."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import deskbreak

PACKAGE = Path(deskbreak.__file__).parent
VERBS = {"call": "returns", "get": "returns", "listen": "carries"}
"""The ways to a bus, and what each of them has to be told."""
NAMES = {"CHANGED": "sa{sv}as"}


@dataclass(frozen=True)
class Stated:
    """``member`` is asked or heard at ``where``; ``signature``: the types that are expected, ``None``: it is not said.

    ``""`` for a member or signature that is handed through from elsewhere.
    """

    where: str
    verb: str
    member: str
    signature: str | None


def stated() -> list[Stated]:
    """Everything in the package that goes to a bus."""
    return [one for file in sorted(PACKAGE.rglob("*.py")) for one in _in(file)]


def modules_with(text: str) -> set[str]:
    """The modules in whose source ``text`` stands, as paths within the package."""
    return {str(file.relative_to(PACKAGE)) for file in PACKAGE.rglob("*.py") if text in file.read_text("utf-8")}


def _in(file: Path) -> Iterator[Stated]:
    source = file.read_text("utf-8")
    if "deskbreak.desktop.bus" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        verb = node.func.attr
        if verb not in VERBS or (verb == "get" and _expected(node, "returns") is None):
            continue  # a dict has the same verb; that no question forgets it is seen to by the type checker
        where = f"{file.relative_to(PACKAGE)}:{node.lineno}"
        yield Stated(where, verb, _text(node.args[0]), _expected(node, VERBS[verb]))


def _expected(call: ast.Call, name: str) -> str | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return _text(keyword.value)
    if name == "carries" and len(call.args) > 1:
        return _text(call.args[1])
    return None


def _text(node: ast.expr) -> str:
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.Name(name) if name in NAMES:
            return NAMES[name]
        case _:
            return ""
