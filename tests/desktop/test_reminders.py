"""GNOME's own break reminders, asked and switched by the real gsettings where there is one, and by odd ones."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from deskbreak.desktop.reminders.choice import open_reminders
from deskbreak.desktop.reminders.gnome import GnomeReminders, NotChanged

SCHEMA = """<schemalist><schema id="org.gnome.desktop.break-reminders" path="/org/gnome/desktop/break-reminders/">
<key name="selected-breaks" type="as"><default>[]</default></key></schema></schemalist>"""
"""The one key of GNOME 48 that matters here; Debian 12 has an older GNOME."""


def compile_schema(folder: Path) -> dict[str, str]:
    """The environment of a GNOME that has these reminders, with settings below ``folder``."""
    folder.mkdir(parents=True)
    (folder / "org.gnome.desktop.break-reminders.gschema.xml").write_text(SCHEMA)
    subprocess.run(["glib-compile-schemas", folder], check=True, capture_output=True)
    return {"GSETTINGS_SCHEMA_DIR": str(folder), "GSETTINGS_BACKEND": "keyfile"}


@pytest.fixture
def gnome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GnomeReminders:
    """With the real program, and settings in a file below the test's home."""
    if not (shutil.which("gsettings") and shutil.which("glib-compile-schemas")):
        pytest.skip("libglib2.0-bin is not installed")
    for name, value in compile_schema(tmp_path / "schemas").items():
        monkeypatch.setenv(name, value)
    return GnomeReminders()


def test_they_are_off_at_first_and_can_be_chosen(gnome: GnomeReminders) -> None:
    assert gnome.selected() == ()
    for names in (("eyesight", "movement"), ("movement",), (), ()):
        gnome.select(names)
        assert gnome.selected() == names


def test_what_gnome_reads_is_what_was_written(gnome: GnomeReminders) -> None:
    gnome.select(("eyesight", "movement"))
    words = ["gsettings", "get", "org.gnome.desktop.break-reminders", "selected-breaks"]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "['eyesight', 'movement']\n"


def test_names_that_are_none_are_not_written(gnome: GnomeReminders) -> None:
    """Of a file that was written by hand."""
    gnome.select(("movement", "'], ['", "Äpfel", "", "later-one"))
    assert gnome.selected() == ("movement", "later-one")


def test_a_gnome_without_them_has_none_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shutil.which("gsettings"):
        pytest.skip("libglib2.0-bin is not installed")
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    assert GnomeReminders().selected() == ()
    with pytest.raises(NotChanged, match=r"could not be switched: .*\.$"):
        GnomeReminders().select(("movement",))


@pytest.fixture
def instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ``gsettings`` of a test's own; none until it is written."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    program = folder / "gsettings"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    ("says", "selected"),
    [
        ("@as []", ()),
        ("['eyesight']", ("eyesight",)),
        ("['eyesight', 'movement', 'something-new']", ("eyesight", "movement", "something-new")),
        ("", ()),
        ("true", ()),
        ("[['eyesight']]", ()),
        ("\\0377\\0376", ()),
    ],
)
def test_whatever_it_says(instead: Path, says: str, selected: tuple[str, ...]) -> None:
    instead.write_text(f"""#!/bin/sh\nprintf "{says}\\n"\n""")
    assert GnomeReminders().selected() == selected


def test_one_that_keeps_nothing_is_a_sentence(instead: Path) -> None:
    """Locked by an administrator, or without dconf: it ends well all the same."""
    instead.write_text(
        """#!/bin/sh\n[ $1 = get ] && echo "['movement']" || echo "Using the 'memory' GSettings backend." >&2\n"""
    )
    with pytest.raises(NotChanged) as told:
        GnomeReminders().select(())
    assert str(told.value).endswith("could not be switched: Using the 'memory' GSettings backend.")


def test_one_that_hangs_is_not_waited_for(instead: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.desktop.reminders.gnome.LIMIT_S", 0.05)
    instead.write_text("#!/bin/sh\nexec sleep 60\n")
    assert GnomeReminders().selected() == ()


def test_without_the_program_none_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert GnomeReminders().selected() == ()
    with pytest.raises(NotChanged):
        GnomeReminders().select(("movement",))


@pytest.mark.parametrize(
    ("platform", "environment", "there"),
    [
        ("linux", {"XDG_CURRENT_DESKTOP": "GNOME"}, True),
        ("linux", {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, True),
        ("linux", {"XDG_CURRENT_DESKTOP": "KDE"}, False),
        ("linux", {}, False),
        ("linux", {"XDG_CURRENT_DESKTOP": "GNOME", "SNAP": "/snap/x"}, False),
        ("win32", {"XDG_CURRENT_DESKTOP": "GNOME"}, False),
        ("darwin", {"XDG_CURRENT_DESKTOP": "GNOME"}, False),
    ],
)
def test_which_desktops_have_them(platform: str, environment: dict[str, str], there: bool) -> None:
    assert (open_reminders(platform, environment) is not None) is there
