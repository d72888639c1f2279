"""Programs as the senses name them, and which of them count as nothing (H7)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.desktop.program import LONGEST, Ignored, Program, names_of

OBS = Program.called("OBS Studio", "obs", "com.obsproject.Studio")


@pytest.mark.parametrize("name", ["OBS Studio", "obs studio", "OBS", "Com.ObsProject.studio", "  obs   STUDIO "])
def test_it_is_left_out_by_any_of_its_names_in_any_case(name: str) -> None:
    assert Ignored.of(["zoom", name]).covers(OBS)


@pytest.mark.parametrize("name", ["", "ob", "obs2", "studio", "OBSStudio", "*"])
def test_by_no_other(name: str) -> None:
    assert not Ignored.of([name]).covers(OBS)


def test_one_without_a_name_is_never_left_out() -> None:
    assert not Ignored.of([""]).covers(Program())
    assert not Ignored.of(["obs"]).covers(Program())
    assert Ignored.of(["obs"]).covers(Program.called("", "obs")), "it goes by one that is not shown"


def test_a_process_goes_by_its_name_and_its_file(tmp_path: Path) -> None:
    (tmp_path / "comm").write_text("some-very-long-\n")
    (tmp_path / "exe").symlink_to("/opt/x/some-very-long-program (deleted)")
    program = Program.of_process(tmp_path)
    assert program == Program("some-very-long-", ("some-very-long-program",))
    assert Ignored.of(["Some-Very-Long-Program"]).covers(program)
    assert Program.of_process(tmp_path / "gone") == Program()


def test_several_are_told_in_one_line() -> None:
    assert names_of([OBS, Program(), Program.called("zoom"), Program.called("zoom", "other")]) == "OBS Studio, zoom"
    assert names_of([]) == ""


@given(st.text(), st.text())
def test_whatever_it_calls_itself_its_name_is_a_short_line_that_leaves_it_out(name: str, other: str) -> None:
    program = Program.called(name, other)
    assert program.name.isprintable()
    assert len(program.name) <= LONGEST
    assert "," not in program.name
    assert not program.name or Ignored.of([program.name]).covers(program)
