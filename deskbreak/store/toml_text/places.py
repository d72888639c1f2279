"""The elementary edits of a text in TOML, each at the place of one key. tomlkit takes it apart and puts it together.

What tomlkit does not know is that a comment ``#key = value`` is the place of that key: it would add the key below. So
such a comment is turned into the live line here, and the other way round. An edit may come to nothing (``NoPlace``),
and none is to be trusted before it was read by the parser that reads settings: ``change`` does that.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import count
from typing import Any

import tomlkit
from tomlkit.container import Container
from tomlkit.items import Array, Comment, InlineTable, Item, Table, Trivia, Whitespace

from deskbreak.settings.toml import NoToml, toml_table
from deskbreak.store.toml_text.table import MISSING, KeyPath, NoPlace, same, value_at

_SETTING = re.compile(r"#[^\s#].*=")
_COMMENTS = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|(#[^\n]*)')
_MARK = "value"
"""Where a value is to be; as many of them as make a word that is nowhere else."""


def replaced(text: str, key: KeyPath, value: object) -> str:
    """Another value for a live key; the comment behind it stays."""
    document = _taken_apart(text)
    _parent(document, key)[key[-1]] = _item(value)
    return document.as_string()


def removed(text: str, key: KeyPath) -> str:
    """Without the line of a live key, or its place in an inline table."""
    document = _taken_apart(text)
    del _parent(document, key)[key[-1]]
    return document.as_string()


def items_replaced(text: str, key: KeyPath, said: list[object], value: list[object]) -> str:
    """Other items for a live list; those that stay keep their lines, spelling and comments. ``said`` is what the items
    that are there say, each as ``value`` would spell it.
    """
    document = _taken_apart(text)
    array = _parent(document, key)[key[-1]]
    if "\n" not in array.as_string() and array.unwrap() == said:
        raise NoPlace("a list on one line is written anew, evenly spaced")
    before, after = [repr(one) for one in said], [repr(one) for one in value]
    for tag, start, stop, first, last in reversed(SequenceMatcher(None, before, after, autojunk=False).get_opcodes()):
        if tag == "equal":
            continue
        both = min(stop - start, last - first)
        for place in reversed(range(start + both, stop)):
            del array[place]
        for one in reversed(value[first + both : last]):
            array.insert(start + both, one)
        for place in range(both):
            array[start + place] = value[first + place]
    return document.as_string()


def uncommented(text: str, key: KeyPath, value: object, liked: tuple[object, ...]) -> str:
    """With a comment ``#key = …`` made the live line, and what stands behind that value kept.

    Of several such comments it is one that has the first of the ``liked`` values, or the second …, else the last.
    """
    document = _taken_apart(text)
    places = _commented_places(document, key)
    if not places:
        raise NoPlace("no comment has this key")
    comment, rest, _now = next((place for one in liked for place in places if same(place[2], one)), places[-1])
    comment.trivia.comment = replaced(comment.trivia.comment[1:], rest, value)
    return document.as_string()


def commented(text: str, key: KeyPath, value: object) -> str:
    """With the line of a live key made the comment ``#key = value``; comments in it and behind it stay.

    Where such a comment stands there already, the line goes, unless it has a comment of its own.
    """
    document = _taken_apart(text)
    line = _line_of(document, key)
    inside = [found[1] for found in _COMMENTS.finditer(line.as_string()) if found[1]] if isinstance(line, Array) else []
    if (
        not inside
        and not line.trivia.comment
        and any(same(value, one) for *_place, one in _commented_places(document, key))
    ):
        return removed(text, key)
    mark = next(mark for times in count(1) if (mark := _MARK * times) not in text)
    _parent(document, key)[key[-1]] = mark
    before, _mark, after = document.as_string().partition(tomlkit.item(mark).as_string())
    start = before.rindex("\n") + 1 if "\n" in before else 0
    name = before[start:].lstrip()
    indent = before[start : len(before) - len(name)]
    lines = "".join(f"{indent}{comment}\n" for comment in inside)
    return f"{before[:start]}{lines}{indent}#{name}{_literal(value)}{after}"


def has_comment(text: str, key: KeyPath) -> bool:
    """Whether a comment stands behind the value of a live key."""
    return bool(_line_of(_taken_apart(text), key).trivia.comment)


def added(text: str, key: KeyPath, value: object) -> str:
    """With a key that is not there yet, in its table as that is written: below its header, dotted, or inline."""
    document = _taken_apart(text)
    table = key[:-1]
    for at, body in _bodies(document):
        if at == table and body is not document and _has_header(document, body):
            _insert(body, _end_of_settings(body), _line(key[-1:], value))
            return document.as_string()
    for at, body in _bodies(document):
        rest = table[len(at) :]
        places = [number for number, (name, item) in enumerate(body.body) if rest and _is_dotted(name, item, rest)]
        if at == table[: len(at)] and places:
            _insert(body, places[-1] + 1, _line(key[len(at) :], value))
            return document.as_string()
    parent = _parent(document, key)
    if not isinstance(parent, InlineTable):
        raise NoPlace("its table is nowhere written by itself")
    parent[key[-1]] = _item(value)
    return document.as_string()


def table_added(text: str, key: KeyPath, value: object) -> str:
    """With a key and the header of its table, at the end."""
    between = "\n" if text.strip() else ""
    return f"{text if text.strip() else ''}{between}[{_dotted(key[:-1])}]\n{_line(key[-1:], value)}\n"


def _taken_apart(text: str) -> tomlkit.TOMLDocument:
    document = tomlkit.parse(text)
    if document.as_string() != text:
        raise NoPlace("the text does not come back whole")
    return document


def _parent(document: tomlkit.TOMLDocument, key: KeyPath) -> Any:
    """The table of ``key``, of whatever class tomlkit has for it."""
    parent: Any = document
    for part in key[:-1]:
        if not isinstance(parent, Mapping) or part not in parent:
            raise NoPlace("there is no such table")
        parent = parent[part]
    return parent


def _bodies(body: Container, at: KeyPath = ()) -> Iterator[tuple[KeyPath, Container]]:
    """The whole, and each table in it that has lines of its own, with its key; one may come in several parts."""
    yield at, body
    for name, item in body.body:
        if name is not None and isinstance(item, Table):
            yield from _bodies(item.value, (*at, name.key))


def _has_header(document: tomlkit.TOMLDocument, body: Container) -> bool:
    """Whether this is the body of a table with a header ``[table]``, not of one that only dotted keys tell of."""
    return any(
        isinstance(item, Table) and item.value is body and not item.is_super_table()
        for _at, outer in _bodies(document)
        for _name, item in outer.body
    )


def _is_dotted(name: Any, item: object, rest: KeyPath) -> bool:
    """Whether this is a line ``office.hours = …`` of the table ``rest``, as seen from where it stands."""
    dotted = name is not None and name.is_dotted() and name.key == rest[0] and isinstance(item, Table)
    return dotted and value_at(item, rest[1:]) is not MISSING


def _line_of(document: tomlkit.TOMLDocument, key: KeyPath) -> Item:
    for at, body in _bodies(document):
        if at == key[:-1]:
            for name, item in body.body:
                if name is not None and name.key == key[-1] and not isinstance(item, Table):
                    return item
    raise NoPlace("it has no line of its own")


def _commented_places(document: tomlkit.TOMLDocument, key: KeyPath) -> list[tuple[Comment, KeyPath, object]]:
    """The comments ``#key = value``: each with the key as it is written there, and the value."""
    places: list[tuple[Comment, KeyPath, object]] = []
    for at, body in _bodies(document):
        rest = key[len(at) :]
        if key[: len(at)] != at or not rest:
            continue
        for _name, item in body.body:
            if not isinstance(item, Comment) or rest[-1] not in item.trivia.comment:
                continue
            if _SETTING.match(item.trivia.comment):
                try:
                    value = value_at(toml_table(item.trivia.comment[1:]), rest)
                except NoToml:
                    continue
                if value is not MISSING:
                    places.append((item, rest, value))
    return places


def _end_of_settings(body: Container) -> int:
    """Where a line can be added: after the last that is a setting, live or commented out, or else below the header and
    what is said there. What comes later, after a blank line, is about the next table.
    """
    kinds = "".join(map(_kind, *zip(*body.body, strict=True))) if body.body else ""
    found = re.match(r".*(?:l|sc*)", kinds.partition("t")[0]) or re.match(r"c*", kinds)
    return found.end() if found else 0


def _kind(name: object, item: object) -> str:
    """A ``t``able with a header, a ``l``ive line, a ``s``etting in a comment, another ``c``omment, a ``b``lank line."""
    if isinstance(item, Comment):
        return "s" if _SETTING.match(item.trivia.comment) else "c"
    if isinstance(item, Whitespace):
        return "b"
    if isinstance(item, Table) and not getattr(name, "is_dotted", bool)():
        return "t"
    return "l"


def _insert(body: Container, place: int, line: str) -> None:
    """A comment to tomlkit: it is only written, and the text read anew."""
    before = body.body[place - 1][1] if place else None
    indent = before.trivia.indent if before is not None and not isinstance(before, Table) else ""
    body.body.insert(place, (None, Comment(Trivia(indent, "", line, "\n"))))


def _line(key: KeyPath, value: object) -> str:
    return f"{_dotted(key)} = {_literal(value)}"


def _dotted(key: KeyPath) -> str:
    return ".".join(tomlkit.key(part).as_string() for part in key)


def _literal(value: object) -> str:
    return _item(value).as_string()


def _item(value: object) -> Item:
    if not isinstance(value, Mapping):
        return tomlkit.item(value)
    table = tomlkit.inline_table()
    table.update(value)
    return table
