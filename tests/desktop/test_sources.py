"""PySide6 reads no source of what comes after it; and where it cannot be kept from it, nothing is worse than before."""

import subprocess
import sys
from types import ModuleType

import pytest

from deskbreak.desktop.sources import leave_sources_unread

READ = """
import linecache, sys
from deskbreak.desktop.sources import leave_sources_unread
import PySide6.QtCore
if sys.argv[1:]:
    leave_sources_unread()
import deskbreak.engine.engine
from PySide6.QtCore import QObject
class Thing(QObject):
    def setValue(self, value): self.value = value
one = Thing()
one.setValue(7)
print(sum("deskbreak/engine" in name for name in linecache.cache), one.value, one.objectName() == "")
"""


def test_no_source_is_read_and_qt_works_as_ever() -> None:
    told = [
        subprocess.run([sys.executable, "-c", READ, *words], capture_output=True, text=True, check=True).stdout.split()
        for words in ([], ["left"])
    ]
    assert int(told[0][0]) > 0, "if PySide6 reads none by itself any more, nothing has to keep it from that"
    assert told[1] == ["0", "7", "True"]


@pytest.mark.parametrize("known", [None, 7])
def test_another_hook_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch, known: object) -> None:
    hook = ModuleType("shibokensupport.feature")
    if known is not None:
        vars(hook)["pyside_feature_dict"] = known
    monkeypatch.setitem(sys.modules, "shibokensupport.feature", hook)
    leave_sources_unread()
    assert getattr(hook, "pyside_feature_dict", None) is known
    monkeypatch.delitem(sys.modules, "shibokensupport.feature")
    leave_sources_unread()
