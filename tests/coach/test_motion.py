"""Movement between poses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.coach.body.motion import Key, Motion


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
    assert motion(0, 1).row(0.5) == [pytest.approx(0.5)]
    assert flowing.row(1.05)[0] - flowing.row(0.95)[0] > 0.09


@given(st.lists(st.floats(-100, 100), min_size=3, max_size=6), st.lists(st.floats(0.5, 20), min_size=6, max_size=6))
def test_speed_and_acceleration_have_no_jump_at_a_pose(values: list[float], steps: list[float]) -> None:
    times = [sum(steps[:i]) for i in range(len(values))]
    path = Motion([Key(at, (value,)) for at, value in zip(times, values, strict=True)])
    near = 1e-3
    for at in times[1:-1]:
        earlier, before, now, after, later = (path.row(at + k * near)[0] for k in (-2, -1, 0, 1, 2))
        jump = (after - now) - (now - before)
        assert abs(jump) / near < 0.02 * 100 / min(steps)
        assert abs((later - 2 * after + now) - (now - 2 * before + earlier)) / near**2 < 0.2 * 200 / min(steps) ** 2


def test_it_rests_outside() -> None:
    path = motion(1, 2)
    assert path.row(-5) == [1]
    assert path.row(9) == [2]


@pytest.mark.parametrize("times", [(), (0.0, 0.0), (1.0, 0.5)])
def test_times_must_rise(times: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="rising times"):
        Motion([Key(at, (0.0,)) for at in times])
