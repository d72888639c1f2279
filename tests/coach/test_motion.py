"""Movement between poses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.coach.motion import Key, Motion


def motion(*values: float) -> Motion:
    return Motion([Key(float(at), (value,)) for at, value in enumerate(values)])


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=6), st.floats(0, 1), st.data())
def test_it_passes_every_pose_and_never_overshoots(values: list[float], share: float, data: st.DataObject) -> None:
    path = motion(*values)
    for at, value in enumerate(values):
        assert path.row(at) == [pytest.approx(value)]
    start = data.draw(st.integers(0, max(0, len(values) - 2)))
    low, high = sorted(values[start : start + 2]) if len(values) > 1 else (values[0], values[0])
    (now,) = path.row(start + share)
    assert low - 1e-6 <= now <= high + 1e-6


def test_it_eases_where_it_turns_and_flows_where_it_goes_on() -> None:
    turning = motion(0, 1, 0)
    assert turning.row(1.05)[0] > 0.99
    flowing = motion(0, 1, 2, 3)
    assert flowing.row(1.5)[0] == pytest.approx(1.5, abs=0.05)
    assert flowing.row(1.05)[0] - flowing.row(0.95)[0] > 0.09


def test_it_rests_outside() -> None:
    path = motion(1, 2)
    assert path.row(-5) == [1]
    assert path.row(9) == [2]


@pytest.mark.parametrize("times", [(), (0.0, 0.0), (1.0, 0.5)])
def test_times_must_rise(times: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="rising times"):
        Motion([Key(at, (0.0,)) for at in times])
