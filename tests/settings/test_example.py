"""The example file is made from the declarations and says what they say."""

import re
import runpy
import tomllib
from pathlib import Path

import pytest

from deskbreak.settings import Settings, read_settings
from deskbreak.settings.declared import GROUPS
from deskbreak.settings.example import example_text
from deskbreak.settings.reading import declarations

PROJECT = Path(__file__).parents[2]


def test_the_file_at_the_top_is_the_generated_one() -> None:
    assert (PROJECT / "config.example.toml").read_text(encoding="utf-8") == example_text()


def test_it_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`make example`"""
    main = runpy.run_path(str(PROJECT / "packaging" / "example.py"))["main"]
    example = tmp_path / "config.example.toml"
    example.write_text("as before", encoding="utf-8")
    monkeypatch.setitem(main.__globals__, "EXAMPLE", example)
    with monkeypatch.context() as broken:
        broken.setitem(main.__globals__, "example_text", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            main()
    assert example.read_text(encoding="utf-8") == "as before"
    main()
    assert example.read_text(encoding="utf-8") == example_text()


def test_as_it_stands_it_is_the_defaults() -> None:
    reading = read_settings(tomllib.loads(example_text()))
    assert reading.settings == Settings()
    assert reading.faults == ()


def test_with_every_setting_uncommented_it_is_the_defaults_and_all_of_them() -> None:
    table = tomllib.loads(re.sub(r"^#(?! |$)", "", example_text(), flags=re.MULTILINE))
    assert {group: set(content) for group, content in table.items()} == {
        group: set(declarations(group)) for group in GROUPS
    }
    reading = read_settings(table)
    assert reading.settings == Settings()
    assert reading.faults == ()


def test_its_further_examples_are_accepted() -> None:
    lines = re.findall(r"^# For example: (.+)$", example_text(), flags=re.MULTILINE)
    kinds = [declared.kind for group in GROUPS for declared in declarations(group).values()]
    assert len(lines) == len([kind for kind in kinds if kind.example()]) > 0
    for line in lines:
        ((name, value),) = tomllib.loads(line).items()
        table = {"other_hours": {name: value}} if name == "fri" else {name: value}
        (group,) = [group for group in GROUPS if not declarations(group).keys().isdisjoint(table)]
        reading = read_settings({group: table})
        assert reading.faults == ()
        assert reading.settings != Settings()


def test_lines_are_short_enough_to_read() -> None:
    """An editor of a hundred columns shows each of them whole."""
    assert [line for line in example_text().splitlines() if len(line) > 100] == []
