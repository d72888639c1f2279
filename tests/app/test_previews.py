"""What is shown without a routine follows the settings and the desktop."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.app.routine.previews import Previews
from deskbreak.settings import Settings
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths
from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.routine.clip_window import ClipWindow
from deskbreak.ui.routine.show_window import ShowWindow


class Wish:
    """Whether the desktop wants little motion."""

    little = False


@pytest.fixture
def wish() -> Wish:
    return Wish()


@pytest.fixture
def previews(paths: Paths, wish: Wish, qtbot: QtBot) -> Iterator[Previews]:
    previews = Previews(lambda: open_library(paths), lambda: 0.0, Settings, lambda: wish.little)
    yield previews
    previews.close()


@pytest.mark.parametrize("kind", [ShowWindow, ClipWindow])
def test_a_wish_for_little_motion_that_is_heard_late_counts(previews: Previews, wish: Wish, kind: type) -> None:
    clips = previews._library().clips
    shown = next(one for one in previews._library().tips if one.clip in clips)
    window = previews.show("seated-twist") if kind is ShowWindow else previews.clip(shown)
    assert window is not None
    assert isinstance(window, kind)
    (figure,) = window.findChildren(Figure)
    assert not figure._reduced
    for little in (True, False):
        wish.little = little
        previews.reduce()
        assert figure._reduced is little
