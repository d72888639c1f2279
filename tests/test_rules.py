"""The rules in docs/behaviour.md, and what is said of them in code, tests and docs: neither without the other."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from deskbreak.simulation import scenario

ROOT = Path(__file__).parent.parent
RULES = ROOT / "docs" / "behaviour.md"
SOURCES = ("deskbreak", "tests", "docs")
HEADLINES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")

NUMBER = re.compile(r"(?<![\w#.+-])([CDHINSTU])(\d)(?![\w-])")
"""A rule's number in a text."""
SPAN = re.compile(r"(?<!\w)([CDHINSTU])(\d) (?:to|–) (?:\1)?(\d)(?!\w)|(?<!\w)([CDHINSTU])(\d)[–-]\4(\d)(?!\w)")
"""Several in a row: ``N1 to N4``, ``C1–C3``."""
TOLD = re.compile(r"^- \*\*([CDHINSTU]\d)\*\* ", re.MULTILINE)
"""Where a rule is told."""
NAMED = re.compile(
    r"^\s*(?:async )?def test_(?:\w+_)?([cdhinstu]\d)(?=_|\()|#(.*)$|^\s*\"{3}([CDHINSTU]\d)\b", re.MULTILINE
)
"""A test by its name, a comment, or a docstring that begins with it."""


def test_the_rules_of_each_group_are_numbered_from_1_on() -> None:
    """In their order, without a gap, each once."""
    text = RULES.read_text(encoding="utf-8")
    groups: dict[str, list[int]] = {}
    for group, number in re.findall(r"^- \*\*([A-Z]+)(\d+)\*\* ", text, re.MULTILINE):
        groups.setdefault(group, []).append(int(number))
    assert {group: found for group, found in groups.items() if found != [*range(1, len(found) + 1)]} == {}
    told = [f"{group}{number}" for group, numbers in groups.items() for number in numbers]
    assert told == TOLD.findall(text), "to be seen, it has to be in NUMBER, SPAN, TOLD and NAMED of this file"


def test_each_rule_that_is_cited_is_there() -> None:
    told = set(TOLD.findall(RULES.read_text(encoding="utf-8")))
    unknown = {
        f"{path.relative_to(ROOT)}: {rule}"
        for path in _texts()
        for rule in _cited(path.read_text(encoding="utf-8"))
        if rule not in told
    }
    assert unknown == set()


def test_each_rule_has_a_test_that_names_it() -> None:
    """In the test's name (``test_d3_…``), at the head of its docstring, or in a comment of tests/engine."""
    named: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        for by_name, comment, by_docstring in NAMED.findall(path.read_text(encoding="utf-8")):
            named |= {by_name.upper(), by_docstring}
            if path.parent.name == "engine":
                named.update(_cited(comment))
    assert set(TOLD.findall(RULES.read_text(encoding="utf-8"))) - named == set()


def test_each_event_of_a_written_day_is_told() -> None:
    told = RULES.read_text(encoding="utf-8").partition(" Events: ")[2].partition("A scenario that makes no sense")[0]
    events = re.sub(r"\([^)]*\)", "", told)
    assert sorted(re.findall(r"`([\w-]+)`", events)) == sorted(scenario.NAMED)


def test_citations_are_seen() -> None:
    assert set(_cited("# D3, as I1 to I3 and C1–C2; not U+2026, #D2, xD1, D12, H5x or T2-3")) == {
        *("D3", "I1", "I2", "I3", "C1", "C2"),
    }
    source = 'def test_d3_ends() -> None:\n    """H7: so."""\n    x = 1  # U1\n'
    assert NAMED.findall(source) == [("d3", "", ""), ("", "", "H7"), ("", " U1", "")]


def _texts() -> Iterator[Path]:
    folders = ((ROOT / folder).rglob("*") for folder in SOURCES)
    for path in chain(*folders, (ROOT / name for name in HEADLINES)):
        if path.suffix in (".py", ".md", ".toml") and path.exists() and path != Path(__file__):
            yield path


def _cited(text: str) -> Iterator[str]:
    for first in SPAN.finditer(text):
        group, low, high = (first[1], first[2], first[3]) if first[1] else (first[4], first[5], first[6])
        yield from (f"{group}{number}" for number in range(int(low), int(high) + 1))
    yield from (f"{group}{number}" for group, number in NUMBER.findall(text))
