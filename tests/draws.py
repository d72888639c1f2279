"""How much is drawn at random where hypothesis draws.

``DESKBREAK_TESTS`` says who asks: ``check`` draws a quarter, so that it is over in a minute; ``make test``, which sets
nothing, what the test has written down; ``nightly`` and ``soak`` (``make soak``) draw anew each time, and for longer.
"""

import os

WHOSE = os.environ.get("DESKBREAK_TESTS", "")
ANEW = WHOSE in ("nightly", "soak")
"""Whether each run draws other things: else green is green, and red can be repeated."""


def draws(test: int, nightly: int | None = None) -> int:
    """How many examples are drawn where ``make test`` draws ``test``; at night as many, or ``nightly``."""
    match WHOSE:
        case "check":
            return max(1, test // 4)
        case "nightly" | "soak":
            return nightly or test
        case _:
            return test
