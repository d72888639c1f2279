"""Free memory goes back to the system, where the C library can."""

import ctypes
import gc
import sys
import weakref
from types import SimpleNamespace

import pytest

from deskbreak.desktop.memory import give_back


class Ring:
    """Holds on to itself, so that only the collector ends it."""

    def __init__(self) -> None:
        self.itself = self


def test_what_nobody_holds_is_gone_and_its_pages_are_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: SimpleNamespace(malloc_trim=asked.append))
    ring = weakref.ref(Ring())
    give_back()
    assert ring() is None
    assert asked == [0]


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's")
def test_the_real_library_has_it() -> None:
    assert ctypes.CDLL(None).malloc_trim(0) in (0, 1)


@pytest.mark.parametrize("fault", [AttributeError("musl"), OSError("no such library"), TypeError("Windows")])
def test_where_there_is_no_such_call_the_collector_alone_has_to_do(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def load(_name: None) -> None:
        raise fault

    collected: list[None] = []
    monkeypatch.setattr(ctypes, "CDLL", load)
    monkeypatch.setattr(gc, "collect", lambda: collected.append(None))
    give_back()
    assert len(collected) == 1
