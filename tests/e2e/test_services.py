"""The stand-ins themselves: a test that leans on one that is wrong proves nothing."""

import os
import threading

import pytest
from jeepney import DBusAddress
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import new_method_call

from tests.e2e.bus import CallFailed, Session
from tests.e2e.desktop import Desktop
from tests.e2e.logind import MANAGER, SESSION, SESSION_PATH, FakeLogind
from tests.e2e.processes import wait_until

pytestmark = pytest.mark.e2e
TO_MANAGER = DBusAddress(FakeLogind.path, FakeLogind.name, MANAGER)


@pytest.fixture
def system(desktop: Desktop) -> Session:
    return desktop.start_system_bus()


def test_an_inhibitor_delays_the_sleep_until_it_is_let_go(desktop: Desktop, system: Session) -> None:
    with FakeLogind(desktop.system_address) as logind:
        client = open_dbus_connection(desktop.system_address, enable_fds=True)
        words = ("sleep", "test", "to see", "delay")
        reply = client.send_and_get_reply(new_method_call(TO_MANAGER, "Inhibit", "ssss", words), timeout=30)
        fd = reply.body[0].to_raw_fd()
        assert [(i.what, i.mode) for i in logind.held] == [("sleep", "delay")]
        assert system.call(TO_MANAGER, "ListInhibitors")[0][0][:2] == ("sleep", "test")
        later = threading.Timer(0.2, os.close, [fd])
        later.start()
        assert logind.sleep() >= 0.1
        assert logind.held == []
        assert system.properties(TO_MANAGER)["PreparingForSleep"] is True
        client.close()


def test_it_locks_hangs_errs_and_comes_back_on_another_bus(desktop: Desktop, system: Session) -> None:
    session = DBusAddress(SESSION_PATH, FakeLogind.name, SESSION)
    logind = FakeLogind(desktop.system_address)
    logind.start()
    assert system.call(TO_MANAGER, "GetSessionByPID", "u", 0) == (SESSION_PATH,)
    logind.lock()
    assert system.properties(session)["LockedHint"] is True
    logind.fault = "org.freedesktop.DBus.Error.Failed"
    with pytest.raises(CallFailed):
        system.properties(session)
    logind.fault, logind.hangs = "", True
    with pytest.raises(TimeoutError):
        system.call(TO_MANAGER, "ListInhibitors", limit=0.2)
    again = desktop.start_system_bus()
    assert again.owner(FakeLogind.name) is None
    logind.stop()
    logind.hangs = False
    logind.start()
    assert again.wait_for(FakeLogind.name)
    logind.stop()
    wait_until(lambda: again.owner(FakeLogind.name) is None, "the name to be free")
