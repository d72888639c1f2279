"""No parameter is there for tests alone: what may be left out is given somewhere in deskbreak itself.

What stands in for the machine in a test is handed over in deskbreak too, by whoever chooses (``choice.py``, ``app``).
"""

import ast
from collections.abc import Iterator, Mapping

from deskbreak.settings.declared import GROUPS
from deskbreak.settings.reading import declarations
from tests.sources import MODULES, PACKAGE

ANYBODYS = {
    "parent": "Qt's own: whoever makes an object may own it",
    "arguments": "main's: those of the command line",
    "role": "Qt's own: what a model is asked for",
}


def test_what_may_be_left_out_is_given_somewhere() -> None:
    assert list(never_given({path.relative_to(PACKAGE).as_posix(): path.read_text("utf-8") for path in MODULES})) == []


def test_each_one_that_is_given_nowhere_is_seen() -> None:
    source = """
def lone(a, b=1, *, c=2, d=3): ...
lone(0, c=5)
class Thing:
    def __init__(self, a=1, parent=None): ...
    def said(self, loudly=False): ...
    @staticmethod
    def made(of=None): ...
class Child(Thing):
    def __init__(self):
        super().__init__(7)
Thing.made(1)
partial(lone, d=4)
first_of([Other])
class Other:
    def __init__(self, wire=None): ...
def all_of(one=1, two=2): ...
all_of(*given)
"""
    assert list(never_given({"here.py": source})) == [
        "here.py: lone(b)",
        "here.py: said(loudly)",
        "here.py: Other(wire)",
    ]


def never_given(sources: Mapping[str, str]) -> Iterator[str]:
    """By module and function (a class for its constructor): each parameter with a default that no call gives."""
    trees = {name: ast.parse(source) for name, source in sources.items()}
    calls: dict[str, list[ast.Call]] = {}
    for tree in trees.values():
        for called, call in _calls(tree):
            calls.setdefault(called, []).append(call)
    for name, tree in trees.items():
        for function, optional in _functions(tree):
            for parameter, place in optional.items():
                if parameter not in ANYBODYS and not any(
                    _gives(call, parameter, place) for call in calls.get(function, ())
                ):
                    yield f"{name}: {function}({parameter})"


def _functions(tree: ast.Module) -> Iterator[tuple[str, dict[str, int | None]]]:
    """The functions of a module and of its classes: what calls them, and what may be left out, with its place."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, _optional(node, before=0)
    for owner in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        for node in owner.body:
            if isinstance(node, ast.FunctionDef) and (node.name == "__init__" or not node.name.startswith("__")):
                static = any(isinstance(one, ast.Name) and one.id == "staticmethod" for one in node.decorator_list)
                yield owner.name if node.name == "__init__" else node.name, _optional(node, before=int(not static))


def _optional(function: ast.FunctionDef, before: int) -> dict[str, int | None]:
    given = function.args
    places = [*given.posonlyargs, *given.args][before:]
    first = len(places) - len(given.defaults)
    by_name = [one.arg for one, default in zip(given.kwonlyargs, given.kw_defaults, strict=True) if default is not None]
    return {one.arg: place for place, one in enumerate(places) if place >= first} | dict.fromkeys(by_name)


def _calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call by the last of its names; ``partial(f, …)`` is one of ``f``, ``super().__init__(…)`` of each base."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(bases=bases):
                for call in ast.walk(node):
                    match call:
                        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__")):
                            yield from ((base.id, call) for base in bases if isinstance(base, ast.Name))
            case ast.Call(func=ast.Name(id="partial"), args=[function, *others], keywords=keywords):
                yield _name(function), ast.Call(func=function, args=others, keywords=keywords)
            case ast.Call(func=function):
                yield _name(function), node


def _name(function: ast.expr) -> str:
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def _gives(call: ast.Call, parameter: str, place: int | None) -> bool:
    if any(keyword.arg in (parameter, None) for keyword in call.keywords):
        return True
    return place is not None and (len(call.args) > place or any(isinstance(one, ast.Starred) for one in call.args))


def test_every_setting_is_minded_by_somebody() -> None:
    outside = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] != "settings"]
    read = {name for path in outside for name in attributes(path.read_text("utf-8"))}
    settings = {f"{group}.{name}": name for group in GROUPS for name in declarations(group)}
    assert [key for key, name in settings.items() if name not in read] == []


def attributes(source: str) -> Iterator[str]:
    """What ``source`` reads of anything."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr=name, ctx=ast.Load()):
                yield name


def test_what_is_read_is_told_from_what_is_written() -> None:
    assert set(attributes("a.b.c = d.e\nf(g.h)\n")) == {"b", "e", "h"}
