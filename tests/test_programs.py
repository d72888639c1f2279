"""Every program that deskbreak, its tests or packaging/ call is declared, with the package that set-up installs."""

import ast
import functools
import importlib.util
import subprocess
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
FILE = ROOT / "packaging" / "debian-packages.toml"
DECLARED: dict[str, dict[str, str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["programs"]
MODULES = sorted(path for folder in ("deskbreak", "tests", "packaging") for path in (ROOT / folder).rglob("*.py"))
INSTALLED = {**DECLARED["tests"], **DECLARED["optional"], **DECLARED["debian"]}
OURS = {"python", "deskbreak"}
"""This Python, and what is installed beside it."""

SUBPROCESS = {"run", "Popen", "call", "check_call", "check_output"}
LISTS = {"Speech": 1}
"""deskbreak's own functions that are given all the names that something may go by, and where."""
DOORS = {
    "deskbreak/desktop/autostart/xdg.py": {"_found"},
    "deskbreak/desktop/dnd/gnome.py": {"_question"},
    "deskbreak/desktop/health/sound.py": {"sound_output", "_played"},
    "deskbreak/desktop/sound/player.py": {"_Play.__init__"},
    "deskbreak/desktop/speech/choice.py": {"fault", "voices", "_program"},
    "deskbreak/desktop/speech/listing.py": {"_go_on"},
    "deskbreak/desktop/speech/powershell.py": {"_start"},
    "deskbreak/desktop/speech/program.py": {"_say", "_stop"},
    "packaging/set_up.py": {"_run", "_has_pip"},
    "tests/bench/peers.py": {"main", "_alone", "_safe_eyes_break"},
    "tests/e2e/processes.py": {"start", "run"},
}
"""By file: functions that are given the program by others, who are read in their place."""
BY_HAND = {"env", "faketime"}
"""Declared, and called in a way that this test does not see."""


class Reader:
    """Reads from one module which programs it calls, as far as that can be seen without running it."""

    def __init__(self, source: str, doors: set[str] | frozenset[str] = frozenset(), *, app: bool = False) -> None:
        tree = ast.parse(source)
        self._lists = LISTS if app else {}
        self._within: ast.AST | None = None
        self._doors = doors
        self._around: dict[ast.AST, ast.AST] = {
            child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)
        }
        """Each node but the first, in the order of ``ast.walk``, and the one it is in."""
        self._imported = {
            one.name: node.module.replace(".", "/")
            for node in self._around
            if isinstance(node, ast.ImportFrom) and node.module
            for one in node.names
        }
        self._assignments: dict[str, list[tuple[ast.AST | None, ast.expr]]] = defaultdict(list)
        for name, value, node in self._index():
            self._assignments[name].append((self._function(node), value))
        self.unread: list[str] = []
        """Calls of which the program cannot be seen."""

    def programs(self) -> dict[str, int]:
        """The names, each with a line in which it is called."""
        found: dict[str, int] = {}
        for node in self._around:
            if not isinstance(node, ast.Call) or (program := self._program(node)) is None:
                continue
            if self._doors & set(self._functions(node)):
                continue
            self._within = self._function(node)
            every = [program]
            if isinstance(node.func, ast.Name) and node.func.id in self._lists:
                every = list(self._all(program))
            names = [name for one in every for name in self._names(one, 0)]
            if not names:
                self.unread.append(f"line {node.lineno}: {ast.unparse(node)[:90]}")
            found.update({Path(name).name: node.lineno for name in names})
        return found

    def _program(self, call: ast.Call) -> ast.expr | None:
        """The argument that is a program, a command that begins with it, or all its names."""
        words = call.args
        match call.func:
            case ast.Attribute(value=ast.Name("subprocess"), attr=name) if name in SUBPROCESS:
                return words[0]
            case ast.Attribute(value=owner, attr="start") if self._is_programs(owner):
                return words[1]
            case ast.Attribute(value=owner, attr="run") if self._is_programs(owner):
                return words[0]
            case ast.Name(name) if self._is_alias(name):
                return words[0]
            case ast.Attribute(attr="which") | ast.Name("which") if words:
                return words[0]
            case ast.Name("map") if len(words) == 2 and ast.unparse(words[0]) in ("which", "shutil.which"):
                return words[1]
            case ast.Name(name) if name in self._lists:
                return words[self._lists[name]]
            case ast.Name(name) if name in self._doors and words:
                return words[0]
            case ast.Attribute(value=owner, attr="start" | "startDetached" | "setProgram") if words:
                return words[0] if self._is_process(owner) else None
        return None

    def _is_programs(self, owner: ast.expr) -> bool:
        return ast.unparse(owner).rpartition(".")[2] in ("programs", "_programs")

    def _is_alias(self, name: str) -> bool:
        """Of ``programs.run``."""
        return any(
            isinstance(value, ast.Attribute) and value.attr == "run" and self._is_programs(value.value)
            for value in self._assigned(name)
        )

    def _is_process(self, owner: ast.expr) -> bool:
        if isinstance(owner, ast.Name) and owner.id == "self":
            return any(
                isinstance(node, ast.ClassDef) and "QProcess" in map(ast.unparse, node.bases)
                for node in self._up(owner)
            )
        return any(ast.unparse(value).startswith("QProcess(") for value in self._assigned(ast.unparse(owner)))

    def _names(self, value: ast.expr, depth: int) -> Iterator[str]:
        """The programs that an expression may stand for."""
        if depth > 12:
            return
        again = functools.partial(self._names, depth=depth + 1)
        match value:
            case ast.Constant(value=str(text)) | ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
                yield from text.split()[:1]
            case ast.List(elts=words) | ast.Tuple(elts=words):
                for word in self._beginning(words):
                    yield from again(word)
            case ast.BinOp(op=ast.Div(), right=last):
                yield from again(last)
            case (
                ast.Starred(value=inner)
                | ast.NamedExpr(value=inner)
                | ast.Subscript(value=inner)
                | ast.BinOp(op=ast.Add(), left=inner)
            ):
                yield from again(inner)
            case ast.IfExp(body=one, orelse=other):
                yield from again(one)
                yield from again(other)
            case ast.Attribute() if ast.unparse(value) == "sys.executable":
                yield "python"
            case ast.Attribute():
                for assigned in self._assigned(ast.unparse(value)):
                    here, self._within = self._within, self._function(assigned)
                    yield from list(again(assigned))
                    self._within = here
            case ast.Name(name):
                for assigned in self._assigned(name):
                    yield from again(assigned)
            case ast.Call() if (part := _of_call(value)) is not None:
                yield from again(part)

    def _beginning(self, words: list[ast.expr]) -> Iterator[ast.expr]:
        """The words of a command that may be programs: the first, what may come first, and what ``sh`` is given."""
        yield from words[:1]
        match words:
            case [ast.Starred(value=ast.Name(name)), second, *_]:
                if any(isinstance(value, ast.List) and not value.elts for value in self._assigned(name)):
                    yield second
            case [ast.Constant(value="sh"), *rest]:
                yield from (word for word in rest if isinstance(word, ast.Starred))

    def _assigned(self, name: str) -> Iterator[ast.expr]:
        """What is ever assigned to ``name`` in this function, the module, or the one it is imported from."""
        for within, value in self._assignments[name]:
            if name.startswith("self.") or within in (None, self._within):
                yield value
        if (module := self._imported.get(name)) is not None and (path := ROOT / f"{module}.py").exists():
            yield from _reader(path)._assigned(name)

    def _index(self) -> Iterator[tuple[str, ast.expr, ast.AST]]:
        """Everything that is assigned: the name, the value, the node."""
        for node in self._around:
            match node:
                case ast.Assign(targets=targets, value=value):
                    yield from ((ast.unparse(one), value, node) for target in targets for one in _each(target))
                case ast.AnnAssign(target=target, value=ast.expr() as value):
                    yield ast.unparse(target), value, node
                case ast.NamedExpr(target=target, value=value):
                    yield target.id, value, node
                case ast.comprehension(target=ast.Name(name), iter=every):
                    yield from ((name, value, node) for value in self._all(every))

    def _all(self, every: ast.expr) -> Iterator[ast.expr]:
        """Each element of what a comprehension goes through."""
        match every:
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                yield from elements
            case ast.Dict(values=values):
                for value in values:
                    yield from self._all(value)
            case ast.Name(name):
                for value in self._assigned(name):
                    yield from self._all(value)
            case ast.Call(func=ast.Attribute(value=inner, attr="get")):
                yield from self._all(inner)

    def _up(self, node: ast.AST) -> Iterator[ast.AST]:
        while (above := self._around.get(node)) is not None:
            yield above
            node = above

    def _function(self, node: ast.AST) -> ast.AST | None:
        return next((above for above in self._up(node) if isinstance(above, ast.FunctionDef)), None)

    def _functions(self, node: ast.AST) -> Iterator[str]:
        """Of those around ``node``: ``name``, and ``Class.name``."""
        name = ""
        for above in self._up(node):
            if isinstance(above, ast.FunctionDef):
                name = above.name
                yield name
            elif isinstance(above, ast.ClassDef) and name:
                yield f"{above.name}.{name}"


def _of_call(call: ast.Call) -> ast.expr | None:
    """The part of ``call`` that stands for what it returns, as far as programs go."""
    match call:
        case ast.Call(func=ast.Attribute(value=inner, attr="split")):
            return inner
        case ast.Call(func=ast.Name("next"), args=[ast.GeneratorExp(generators=[one]), *_]):
            return one.iter
        case ast.Call(func=ast.Name("tuple" | "list"), args=[ast.GeneratorExp(elt=inner)]):
            return inner
        case ast.Call(func=ast.Name("Path"), args=[*_, last]):
            return last
        case ast.Call(args=[first, *_]):
            return first
    return None


def _each(target: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple):
        yield from target.elts
    else:
        yield target


@functools.cache
def _reader(path: Path) -> Reader:
    name = path.relative_to(ROOT).as_posix()
    return Reader(path.read_text(encoding="utf-8"), DOORS.get(name, set()), app=name.startswith("deskbreak/"))


@functools.cache
def called(path: Path) -> tuple[dict[str, int], list[str]]:
    """The programs that a module calls, and the calls of which that cannot be seen."""
    reader = _reader(path)
    return reader.programs(), reader.unread


def declared() -> set[str]:
    return {name for table in DECLARED.values() for name in table}


def test_no_program_is_called_that_is_not_declared() -> None:
    unread, undeclared = [], []
    for path in MODULES:
        name = path.relative_to(ROOT).as_posix()
        programs, not_seen = called(path)
        unread += [f"{name}, {call}" for call in not_seen]
        undeclared += [f"{name}, line {programs[one]}: {one}" for one in programs.keys() - declared() - OURS]
    assert not unread, f"{FILE.name} cannot be held against these"
    assert not undeclared, f"name and package belong into {FILE.name}"


def test_every_program_declared_is_called() -> None:
    everywhere = set().union(*(called(path)[0] for path in MODULES))
    assert declared() - everywhere <= BY_HAND


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ('subprocess.run(["ls", "-l"])', "ls"),
        ('command = ["ls"]\nsubprocess.Popen(command + words)', "ls"),
        ('def f():\n command = ["ls"]\ndef g():\n command = ["cat"]\n subprocess.check_output([*command, "x"])', "cat"),
        ('perhaps = []\ndesktop.programs.start("tool", [*perhaps, "/usr/bin/tool"])', "tool"),
        ('self._programs.run(f"tool --option {x}".split())', "tool"),
        ('x = desktop.programs.run\nx(["xrandr"])', "xrandr"),
        ('server.programs.start("ear", ["sh", "-c", "...", "sh", *["parec", "-x"]])', "parec"),
        ('shutil.which("ls")', "ls"),
        ('TOOLS = ("a", "ls")\n[name for name in TOOLS if shutil.which(name)]', "ls"),
        ('process = QProcess(self)\nprocess.start("ls", [])', "ls"),
        ('class P(QProcess):\n def __init__(self):\n  self.start("ls")', "ls"),
        ('subprocess.run([shutil.which("ls"), "-l"])', "ls"),
    ],
)
def test_calls_are_found(call: str, name: str) -> None:
    assert name in Reader(call).programs()


@pytest.mark.parametrize("call", ["subprocess.run(words)", "shutil.which(name)", 'desktop.programs.start("x", f(y))'])
def test_calls_that_cannot_be_read_are_told(call: str) -> None:
    reader = Reader(call)
    assert not reader.programs()
    assert reader.unread


def provided(package: str) -> set[str]:
    """The names of the files that an installed package brings along; none if it is not installed."""
    listing = subprocess.run(["dpkg", "-L", package], capture_output=True, text=True, check=False).stdout
    return {Path(line).name for line in listing.splitlines()}


@pytest.mark.skipif(not Path("/var/lib/dpkg/status").exists(), reason="neither Debian nor Ubuntu")
def test_each_package_brings_its_programs(request: pytest.FixtureRequest) -> None:
    """After set-up, all are there; before, those that are."""
    wrong = {name: of for name, of in INSTALLED.items() if (files := provided(of)) and name not in files}
    assert not wrong
    absent = {name: of for name, of in INSTALLED.items() if not provided(of)}
    if absent and not request.config.getoption("--every-part"):
        pytest.skip(f"not installed: {', '.join(absent)}")
    assert not absent


def test_set_up_installs_what_tests_call() -> None:
    """And for ``make run`` nothing that deskbreak can do without."""
    spec = importlib.util.spec_from_file_location("set_up", ROOT / "packaging" / "set_up.py")
    assert spec is not None
    assert spec.loader is not None
    set_up: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(set_up)
    wanted = {*DECLARED["tests"].values(), *DECLARED["optional"].values()}
    assert wanted <= set(set_up.system_packages("dev"))
    assert not wanted & set(set_up.system_packages("run"))
