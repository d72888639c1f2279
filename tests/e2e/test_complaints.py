"""What a test did not ask for is not let pass: the harness hears what deskbreak says."""

from pathlib import Path

import pytest

from tests.e2e.complaints import Complaints, logged
from tests.e2e.desktop import Desktop
from tests.e2e.processes import Programs, wait_until
from tests.e2e.running import Deskbreak, office_around_now

pytestmark = pytest.mark.e2e

REFUSED = '[away]\nrest = "1h"\n'
"""Longer than ``away.long``: the whole file is refused, and deskbreak goes on with the defaults."""


def live(config: str, *expected: str) -> None:
    """Start deskbreak with this in its config.toml, on a desktop that is cleared away again."""
    with Desktop() as desktop:
        app = Deskbreak(desktop, desktop.folder / "d", office_around_now() + config)
        for pattern in expected:
            app.expects(pattern)
        app.start()


def test_a_refused_setting_fails_the_test(needs_tools: None) -> None:
    with pytest.raises(AssertionError, match=r"what nobody expected: .*away\.rest"):
        live(REFUSED)


def test_one_that_was_asked_for_does_not(needs_tools: None) -> None:
    live(REFUSED, r"away\.rest \(1h\) is longer than away\.long")


def test_what_was_asked_for_has_to_be_said(needs_tools: None) -> None:
    with pytest.raises(AssertionError, match=r"was expected to say: away\.rest"):
        live("", "away.rest")


LOG = """\
2026-11-28 10:57:48,202 INFO deskbreak.app: all is well
2026-11-28 10:57:49,202 WARNING qt: QPainter::begin: twice
2026-11-28 10:57:50,202 CRITICAL deskbreak.app.log_file: unexpected: Traceback (most recent call last):
  File "x.py", line 1, in <module>
ZeroDivisionError: division by zero
2026-11-28 10:57:51,202 INFO deskbreak.app: on it goes
"""


def test_a_log_is_read_by_entries(tmp_path: Path) -> None:
    log = tmp_path / "deskbreak.log"
    log.write_text(LOG, encoding="utf-8")
    warning, bug = (one.text for one in logged(log))
    assert "QPainter::begin" in warning
    assert bug.splitlines()[-1] == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize(
    ("words", "says", "minds"),
    [
        ((), "anything", True),
        (("--speed", "60"), "QPainter::begin: twice", True),
        (("status",), "working", False),
        (("doctor",), "org.freedesktop.DBus.Error.ServiceUnknown", False),
        (("show", "x"), "Traceback (most recent call last):\nKeyError: 'x'", True),
        (("show", "x"), "qt.qpa.xcb: could not connect", True),
    ],
)
def test_what_is_printed_is_read_too(tmp_path: Path, words: tuple[str, ...], says: str, minds: bool) -> None:
    deskbreak = tmp_path / "deskbreak"
    deskbreak.write_text(f"#!/bin/sh\ncat <<'END'\n{says}\nEND\n", encoding="utf-8")
    deskbreak.chmod(0o755)
    programs = Programs(tmp_path, {"PATH": "/usr/bin:/bin"})
    program = programs.start("one", [deskbreak, "--home", tmp_path / "home", *words])
    wait_until(lambda: not program.running, "the end of it")
    assert bool(Complaints().verdict(programs.ever)) is minds
