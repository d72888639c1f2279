"""What the small desktop of the tests and of the demo sees on its screen."""

from contextlib import closing

from Xlib import X
from Xlib.display import Display

from tests.e2e.desktop import Desktop
from tests.e2e.processes import wait_until


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
