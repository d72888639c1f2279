"""A package is imported without what it does not use, and nobody else misses that."""

import sys
import wave

import pytest

from deskbreak.desktop.time.standing_in import standing_in


def test_only_what_is_not_loaded_is_stood_in_for_and_only_meanwhile() -> None:
    with standing_in({"chunk_of_nothing": {"answer": 7}, "wave": {"open": None}}):
        import wave as same

        import chunk_of_nothing  # type: ignore[import-not-found]

        assert chunk_of_nothing.answer == 7
        assert not hasattr(chunk_of_nothing, "other")
        assert same is wave
        assert same.open is not None
    assert "chunk_of_nothing" not in sys.modules
    assert sys.modules["wave"] is wave


def test_it_ends_with_what_goes_wrong_meanwhile() -> None:
    with pytest.raises(ImportError), standing_in({"chunk_of_nothing": {}}):
        from chunk_of_nothing import answer  # noqa: F401
    with pytest.raises(ModuleNotFoundError):
        import chunk_of_nothing  # noqa: F401
