"""In tests inside one process, too, deskbreak says nothing that ought to worry somebody, unless the test asked for it.

    @pytest.mark.complains("the session bus has gone")      # a regular expression; now it has to be said
    @pytest.mark.bears("is a link to elsewhere")            # it may be said: not every case of the test has it said
    def test_…(caplog): …                                   # or: it reads the log itself

What Qt says is held by pytest-qt: ``qt_log_level_fail`` in pyproject.toml.
"""

import logging
import re
from collections.abc import Iterator

import pytest


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """See ``logging.Handler``."""
        self.said.append(self.format(record))


@pytest.fixture(autouse=True)
def quiet(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test at its end in which a logger of deskbreak's said more than it asked for, or less."""
    ear = _Ear()
    deskbreak = logging.getLogger("deskbreak")
    deskbreak.addHandler(ear)
    yield
    deskbreak.removeHandler(ear)
    expected = [pattern for marker in request.node.iter_markers("complains") for pattern in marker.args]
    unsaid = [pattern for pattern in expected if not any(re.search(pattern, said) for said in ear.said)]
    borne = expected + [pattern for marker in request.node.iter_markers("bears") for pattern in marker.args]
    unexpected = [said for said in ear.said if not any(re.search(pattern, said) for pattern in borne)]
    assert not unsaid, f"deskbreak was expected to say: {unsaid}"
    assert not unexpected or "caplog" in request.fixturenames, f"deskbreak said what nobody expected: {unexpected}"
