"""Every text a person reads can be translated, and is shown translated."""

import ast
import gettext
import importlib.util
import locale
import re
import shlex
import string
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from deskbreak import i18n
from deskbreak.app import notifications
from deskbreak.cli import main
from deskbreak.engine.actions import Invite, Why
from deskbreak.settings import SECOND
from deskbreak.store.content.library import open_library
from deskbreak.store.content.shipped import shipped
from deskbreak.store.paths import find_paths
from deskbreak.ui.status.outlook_view import tray_view
from tests.sources import offences
from tests.ui.samples import morning

ROOT = Path(__file__).parent.parent
TRANSLATES = {"_", "N_", "ngettext"}

SHOWS = {
    **dict.fromkeys(("print", "QLabel", "QPushButton", "QCheckBox", "QMenu", "QAction", "Text", "Button"), 0),
    **dict.fromkeys(("setText", "setToolTip", "setWindowTitle", "setTitle", "addMenu", "addAction", "put", "ask"), 0),
    **dict.fromkeys(("setAccessibleName", "setAccessibleDescription", "setStatusTip", "setPlaceholderText"), 0),
    **dict.fromkeys(("Refused", "BadAnswer", "UnsafeError", "ConfigExists", "NotShipped", "Problem"), 0),
    **dict.fromkeys(("Nonsense", "LibraryError", "refuse", "ArgumentTypeError", "_senseless", "_button"), 0),
    **dict.fromkeys(("Note", "Fault", "_fill"), 1),
}
"""Functions that show a text to a person, and from which argument on (keywords aside)."""
ONE = {"Text", "Button", "_button", "_action", "Nonsense", "refuse", "addAction", "print", "ask", "put"}
"""Those of which only that argument is shown."""
SHOWN_KEYWORDS = {"help", "description", "title", "metavar", "body", "name"}
NAMES = re.compile(r"deskbreak|config\.toml|\b(?:N|init|org|Deskbreak)\b")
"""Words that are the same in every language."""


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def bare(node: ast.expr) -> Iterator[str]:
    """The literal texts of which an expression is made without any translation."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from bare(part)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from bare(one)
            yield from bare(other)
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from bare(part)
        case ast.Call(func=ast.Attribute(value=text, attr="format" | "join")):
            yield from bare(text)


def has_words(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2,}", NAMES.sub("", re.sub(r"\{[^}]*\}", "", text))))


def untranslated(source: str) -> list[str]:
    """Texts that are shown as they stand in the code."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        shown: list[ast.expr] = []
        if name in SHOWS:
            first = SHOWS[name]
            shown = node.args[first : first + 1] if name in ONE else node.args[first:]
        if name in SHOWS or name in {"add_parser", "add_argument", "ArgumentParser", "add_subparsers"}:
            shown += [keyword.value for keyword in node.keywords if keyword.arg in SHOWN_KEYWORDS]
        found += [f"line {node.lineno}: {text}" for one in shown for text in bare(one) if has_words(text)]
    return found


def too_early(tree: ast.AST) -> Iterator[int]:
    """Lines in which a text is translated at import time, before anybody has chosen a language."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for default in (*node.args.defaults, *filter(None, node.args.kw_defaults), *node.decorator_list):
                yield from too_early(ast.Expression(default))
            continue
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.Call) and called(node) in {"_", "ngettext"}:
            yield node.lineno
        yield from too_early(node)


def untranslatable(source: str) -> list[str]:
    """Texts that no catalogue can have (put together before they are looked up), and sentences glued from parts."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and called(node) in TRANSLATES:
            texts = node.args[:2] if called(node) == "ngettext" else node.args[:1]
            if any(isinstance(text, ast.JoinedStr | ast.BinOp | ast.Call) for text in texts):
                found.append(f"line {node.lineno}: put together")
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            sides = [side for side in (node.left, node.right) if isinstance(side, ast.Call)]
            names = {called(side) for side in sides}
            words = any(has_words(text) for side in (node.left, node.right) for text in bare(side))
            if names & TRANSLATES and (words or (names <= TRANSLATES and len(sides) == 2)):
                found.append(f"line {node.lineno}: glued")
    return found


def test_what_is_shown_goes_through_gettext() -> None:
    assert offences(untranslated) == {}
    assert offences(untranslatable) == {}
    assert offences(lambda source: too_early(ast.parse(source))) == {}


def test_each_way_of_showing_a_bare_text_is_seen() -> None:
    source = """
print("hello there")
print(f"deskbreak: {error}")
print(f"{file}: cannot be read")
label.setText("Hello" if friendly else _("Go away"))
Note(KEY, "A title", _("a body"))
Note(KEY, _("A title"), body="a body")
Text("", "heading")
Button(_("Stop"), "primary")
Button("Stop", "primary")
parser.add_argument("--home", help="a folder", metavar="N")
raise Refused("not {now}".format(now=now))
print(json.dumps({"state": 1}))
"""
    assert untranslated(source) == [
        "line 2: hello there",
        "line 4: : cannot be read",
        "line 5: Hello",
        "line 6: A title",
        "line 7: a body",
        "line 10: Stop",
        "line 11: a folder",
        "line 12: not {now}",
    ]


def test_each_text_that_no_catalogue_can_have_is_seen() -> None:
    source = (
        '_(f"{n} days")\n_("one {n}".format(n=1))\n_("a") + _("b")\n_("a") + "; and more"\n_("all {n}").format(n=1)\n'
    )
    assert untranslatable(source) == [
        "line 1: put together",
        "line 2: put together",
        "line 3: glued",
        "line 4: glued",
    ]
    early = """A = _("x")
def f(a=_("y")):
    return _("z")
class C:
    b = {1: ngettext("p", "q", 2)}
L = lambda: _("z")
"""
    assert list(too_early(ast.parse(early))) == [1, 2, 5]


@pytest.fixture(scope="session")
def texts() -> ModuleType:
    """packaging/texts.py"""
    spec = importlib.util.spec_from_file_location("deskbreak_texts", ROOT / "packaging" / "texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_catalogues_are_those_of_the_code(texts: ModuleType) -> None:
    """`make texts` brings them up to date."""
    wanted = texts.files()
    assert wanted
    stale = [path.relative_to(ROOT) for path in wanted if not path.exists() or path.read_bytes() != wanted[path]]
    assert stale == []


def test_a_catalogue_changes_when_a_text_does(texts: ModuleType) -> None:
    """And not with the minute or the Babel that it is made in."""
    made = []
    for month in (11, 12):
        catalogue = read_po(BytesIO(shipped("locale", "deskbreak.pot").read_bytes()), locale="eo")
        catalogue.creation_date = datetime(2026, month, 28, tzinfo=UTC)
        made.append((texts.po(catalogue), texts.mo(catalogue)))
    assert made[0] == made[1]
    read = gettext.GNUTranslations(BytesIO(made[0][1])).info()
    assert (read["language"], read.get("generated-by")) == ("eo", None)


def test_every_placeholder_has_a_name(texts: ModuleType) -> None:
    """So that a translation may have them in another order."""
    for message in texts.template():
        for text in message.id if isinstance(message.id, tuple) else (message.id,):
            assert "" not in {name for _text, name, _spec, _conversion in string.Formatter().parse(text)}, text


def test_a_translation_that_would_break_the_app_is_refused(texts: ModuleType) -> None:
    catalogue = Catalog(locale="de")
    catalogue.add("until {time}", "bis {zeit}")
    catalogue.add(("{count} day", "{count} days"), ("ein Tag", "{anzahl} Tage"))
    catalogue.add("{hours} h", "{hours} Std.")
    with pytest.raises(texts.BadTranslation) as caught:
        texts.mo(catalogue)
    faults = str(caught.value).splitlines()
    assert len(faults) == 2
    assert "{time}" in faults[0]
    assert "{zeit}" in faults[0]
    assert "{anzahl}" in faults[1]


ACCENTS = str.maketrans("aeiouAEIOUcnsy", "áéíóúÁÉÍÓÚçñšý")


def pseudo(text: str) -> str:
    """``text`` with accents, and 40 % longer, as some languages are; what stands in braces stays."""
    parts = re.split(r"(\{[^}]*\})", text)
    letters = sum(len(part) for part in parts if not part.startswith("{"))
    return "".join(part if part.startswith("{") else part.translate(ACCENTS) for part in parts) + "·" * (
        letters * 2 // 5
    )


@pytest.fixture
def pseudo_language(tmp_path: Path, texts: ModuleType) -> Iterator[Path]:
    """A folder of catalogues with one for the language ``eo``, made as a translator's would be made."""
    catalogue = read_po(BytesIO(shipped("locale", "deskbreak.pot").read_bytes()), locale="eo")
    for message in catalogue:
        if isinstance(message.id, tuple):
            message.string = tuple(pseudo(text) for text in message.id)
        elif message.id:
            message.string = pseudo(str(message.id))
    folder = tmp_path / "locale" / "eo" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "deskbreak.mo").write_bytes(texts.mo(catalogue))
    yield tmp_path / "locale"
    i18n.install(shipped("locale"), ["en"])


def test_the_tray_and_a_note_are_shown_in_another_language(pseudo_language: Path, tmp_path: Path) -> None:
    i18n.install(pseudo_language, ["eo"])
    view = tray_view(morning(), speed=60, faults=2)
    for row in (*view.rows, view.tooltip):
        assert "·" in row
        assert "{" not in row
    assert any(pseudo("Sitting since {time}").partition("{")[0] in row for row in view.rows)
    note = notifications.invitation(Invite(1, short=False, why=Why.DUE), morning(invited=True), 4, 4)
    assert note.title == pseudo("Time for your routine?")
    later = pseudo("In {span}").format(span=pseudo("{minutes} min").format(minutes=10))
    skip = pseudo("Skip until {time}").format(time="13:00")
    assert [label for _action, label in note.actions] == [pseudo("Start"), later, skip]
    assert pseudo("{count} minutes").format(count=4) in note.body


def test_content_without_that_language_is_in_english(pseudo_language: Path, tmp_path: Path) -> None:
    i18n.install(pseudo_language, ["eo"])
    library = open_library(find_paths(tmp_path))
    note = notifications.nudge(library.tips[0], 20 * SECOND)
    assert note.title == library.tips[0].texts["en"].title
    exercise = next(iter(library.exercises.values()))
    assert exercise.text(i18n.language()).name == exercise.texts["en"].name


@pytest.mark.parametrize("name", ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"])
def test_the_command_line_speaks_it(
    name: str,
    pseudo_language: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("deskbreak.cli.shipped", lambda *_parts: pseudo_language)
    monkeypatch.setenv(name, "eo_XX.UTF-8:en" if name == "LANGUAGE" else "eo_XX.UTF-8")
    before = locale.setlocale(locale.LC_TIME)
    assert main(["--home", str(tmp_path), "status"]) == 3
    locale.setlocale(locale.LC_TIME, before)
    said = "deskbreak is not running. Start it from your menu of programs, or by typing: {command}"
    command = shlex.join(["deskbreak", "--home", str(tmp_path)])
    assert capsys.readouterr().err == pseudo(said).format(command=command) + "\n"


def test_a_language_without_a_catalogue_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    i18n.install(shipped("locale"), ["tlh"])
    assert i18n._("Start") == "Start"
    assert i18n.ngettext("{count} day", "{count} days", 1) == "{count} day"
    assert i18n.language() == "tlh"
    i18n.install(shipped("locale"), ["en"])


def test_a_text_is_marked_without_being_translated(pseudo_language: Path) -> None:
    i18n.install(pseudo_language, ["eo"])
    assert i18n.N_("Start") == "Start"
    assert i18n._("Start") == pseudo("Start")
