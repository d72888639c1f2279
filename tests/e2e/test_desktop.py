"""What the small desktop of the tests and of the demo sees on its screen."""

from contextlib import closing

import pytest
from Xlib import X
from Xlib.display import Display

from tests.e2e.desktop import Desktop, Window
from tests.e2e.processes import wait_until
from tests.e2e.running import Deskbreak


def test_a_window_that_is_up_is_painted_only_once_its_own_ground_is_seen(desktop: Desktop) -> None:
    """As every program's: for a moment what lies behind it is seen in its frame."""
    desktop.set_background()
    with closing(Display(desktop.environment["DISPLAY"])) as display:
        screen = display.screen()
        late = screen.root.create_window(90, 90, 300, 400, 0, screen.root_depth, background_pixmap=X.NONE)
        late.set_wm_name("Late")
        late.map()
        display.sync()
        window = desktop.wait_for_window("Late")
        assert not desktop.painted(window)
        late.change_attributes(background_pixel=screen.white_pixel)
        late.clear_area()
        late.fill_rectangle(late.create_gc(foreground=screen.black_pixel), 0, 200, 300, 1)
        display.sync()
        wait_until(lambda: desktop.painted(window), "the window to be painted")


class _Framed:
    """A desktop on which a window is seen at its own place first, then in its frame, with the keyboard."""

    def __init__(self) -> None:
        self.places = [Window(7, "Desk routine", 430, 63, 420, 640), Window(7, "Desk routine", 431, 89, 420, 640)]

    def wait_for_window(self, _title: str) -> Window:
        return self.places[0] if len(self.places) == 1 else self.places.pop(0)

    def focused(self) -> int:
        return 7


def test_a_routine_window_is_where_its_frame_has_put_it(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Deskbreak.__new__(Deskbreak)
    monkeypatch.setattr(app, "desktop", _Framed(), raising=False)
    assert app.routine_window() == Window(7, "Desk routine", 431, 89, 420, 640)
