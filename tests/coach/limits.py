"""How fast a body moves at ease: the measure for every exercise, so that nobody is led to jerk."""

SPEEDS = {
    "spine": 0.7,
    "head": 0.9,
    "shoulder": 0.7,
    "elbow": 1.3,
    "wrist": 1.4,
    "knuckles": 1.5,
    "hip": 0.7,
    "knee": 0.7,
    "ankle": 0.9,
    "toes": 0.9,
}
"""Metres a second for each kind of joint. A hand that reaches for something at ease peaks at 1 to 1.5 m/s, a hip that
rises from a chair at 0.5 to 0.7."""

SUDDEN = 6.0
"""Metres a second squared by which an acceleration may change from one frame of 30 a second to the next."""

SLIP = 0.02
"""Metres that a hand may be off what it holds."""
