"""What the documents for those who work on deskbreak name is there."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.sources import MODULES, PACKAGE

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "CONTRIBUTING.md", ROOT / "docs" / "architecture.md", ROOT / "docs" / "behaviour.md"]
FOLDERS = (ROOT, ROOT / "deskbreak")
PLACE = re.compile(r"`((?:[\w-]+/)+[\w.-]*|[\w-]+\.(?:py|toml|md))`")
"""A file or a folder, from the top or from the package."""
LINK = re.compile(r"\]\(([^)#:]+)\)")
FOR_PEOPLE = [ROOT / "docs" / f"{name}.md" for name in ("commands", "costs", "desktops", "privacy", "routines")]
WRITTEN = [ROOT / "README.md", *FOR_PEOPLE, *DOCUMENTS]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_it_names_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    gone = [place for place in PLACE.findall(text) if not any((folder / place).exists() for folder in FOLDERS)]
    assert set(gone) <= {"choice.py", "config.toml", "build/demo", "resources/locale/LANGUAGE/LC_MESSAGES/deskbreak.po"}
    assert [link for link in LINK.findall(text) if not (document.parent / link).exists()] == []


def picture() -> str:
    """The tree of the package, as the architecture draws it."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return text.partition("```\ndeskbreak/")[2].partition("```")[0]


def test_every_folder_of_the_package_is_in_the_architecture() -> None:
    folders = [path.parent for path in (ROOT / "deskbreak").rglob("*/__init__.py")]
    assert [one.name for one in folders if not re.search(rf"^ *(\w+/ )*{one.name}/ ", picture(), re.MULTILINE)] == []


def test_the_picture_has_all_that_is_at_the_top() -> None:
    top = re.findall(r"^  (\w+(?:/|\.py))", picture(), re.MULTILINE)
    package = [
        path for path in (ROOT / "deskbreak").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    ]
    there = {path.name if path.suffix else f"{path.name}/" for path in package if not path.name.startswith("__")}
    assert sorted(top) == sorted(there)


def test_the_arrows_are_those_that_are_held() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = [
        set(re.findall(r"`([\w]+)`", step))
        for step in re.findall(r"^Arrows: (.*?)\.\s+`", text, re.M | re.S)[0].split("←")
    ]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (layers,) = [one["layers"] for one in contracts if one.get("containers") == ["deskbreak"]]
    held = [set(layer.split(" | ")) for layer in reversed(layers)]
    assert told == [layer for layer in held if layer != {"__main__"}]


def test_every_thread_is_told() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("\n## What it is not\n")[2]
    package = ROOT / "deskbreak"
    threads = [path for path in package.rglob("*.py") if re.search(r"\bQ?Thread\(", path.read_text(encoding="utf-8"))]
    assert threads
    assert [name for path in threads if f"`{(name := path.relative_to(package).as_posix())}`" not in text] == []


@pytest.mark.parametrize("document", WRITTEN, ids=lambda path: path.name)
def test_what_is_to_be_typed_stands_in_one_line(document: Path) -> None:
    """Copied out of two, a shell would run half of it."""
    prose = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    broken = [code for code in re.findall(r"`([^`]+)`", prose) if "\n" in code]
    assert [code for code in broken if re.match(r"(make|deskbreak|python|\.venv)\b", code)] == []


def test_every_make_target_that_it_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {name for path in WRITTEN for name in re.findall(r"`make (\w+)", path.read_text(encoding="utf-8"))}
    assert {"check", "test", "example"} <= named
    assert {name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)} == set()


def test_what_a_docstring_refers_to_is_there() -> None:
    """``ui.figure.colors``, ``tests.dates.ODD``: a module of ours, and what is in it."""
    tops = {path.name.removesuffix(".py") for path in PACKAGE.iterdir()}
    gone = {}
    for path in (*MODULES, *(ROOT / "tests").rglob("*.py")):
        referred = re.findall(r"``([a-z_]+(?:\.\w+)+)``", path.read_text(encoding="utf-8"))
        ours = {one for one in referred if one.split(".")[0] in tops}
        if unknown := {one for one in ours if not _is_there(one.split("."))}:
            gone[path.name] = unknown
    assert gone == {}


def _is_there(parts: list[str]) -> bool:
    """Whether these name a module of deskbreak, or what is written in one."""
    for count in range(len(parts), 0, -1):
        module = PACKAGE.joinpath(*parts[:count])
        file = module / "__init__.py" if module.is_dir() else module.with_name(f"{module.name}.py")
        if file.exists():
            source = file.read_text(encoding="utf-8")
            return all(re.search(rf"\b{part}\b", source) for part in parts[count:])
    return False
