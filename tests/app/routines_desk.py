"""What the page on routines stands on, without a running deskbreak."""

from collections.abc import Callable

from deskbreak.app.routine.previews import Previews
from deskbreak.app.windows.routines import Put, RoutinesDesk
from deskbreak.engine.calendar.instant import Instant
from deskbreak.settings import Settings
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths


def routines_desk(paths: Paths, settings: Callable[[], Settings], put: Put) -> RoutinesDesk:
    """Where nothing hurts."""
    previews = Previews(lambda: open_library(paths), lambda: 0.0, settings)
    return RoutinesDesk(
        paths,
        library=lambda: open_library(paths),
        settings=settings,
        put=put,
        now=lambda: Instant(0, 1_795_000_000_000, "UTC"),
        previews=lambda: previews,
        left_out=lambda: (),
        put_back=lambda _exercise: None,
    )
