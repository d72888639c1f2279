"""How long the attacks in this folder go on: 200 inputs each in ``make test``, 10,000 in ``make soak``."""

from hypothesis import HealthCheck, settings

from tests.draws import WHOSE, draws

SOAK = WHOSE == "soak"
"""Whether this is ``make soak``: ``DESKBREAK_TESTS=soak pytest tests/soak``."""
EXAMPLES = draws(200, nightly=10_000)
"""How many inputs each fuzzer tries."""

attack = settings(
    max_examples=EXAMPLES,
    deadline=None,  # an input that hangs is found by the fuzzer's own limit; a slow machine is no fault of the input
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
"""``@attack`` over ``@given``: that many examples. ``function_scoped_fixture``: folders are emptied by the test."""
