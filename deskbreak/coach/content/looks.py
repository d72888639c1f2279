"""The names of the figure's looks (skin, hair and clothes together), and of the muscles that can glow.

What a look is painted with is the window's business (``ui.figure.colors``); here are the words of settings and content.
"""

LOOKS = ("fern", "maple", "heather", "stone")
"""The looks to choose from, the default first. Each is there for light, dark and high contrast."""

MUSCLES = (
    "neck",
    "nape",
    "suboccipitals",
    "trapezius",
    "deltoids",
    "chest",
    "rhomboids",
    "back",
    "lower-back",
    "obliques",
    "flanks",
    "abdominals",
    "glutes",
    "thighs",
)
"""Muscles that an exercise or a step can name as at work (``muscles = ["obliques"]``); of those in pairs both glow.

``neck`` is at the throat's sides, ``nape`` behind, ``suboccipitals`` just below the skull, ``trapezius`` from the
neck to the shoulders, ``rhomboids`` between the shoulder blades, ``back`` along the whole spine; ``obliques`` lead from
the ribs of their side across the belly, ``flanks`` from the armpit straight down to the hip.
"""

PAIRED = ("neck", "trapezius", "deltoids", "chest", "obliques", "flanks", "glutes", "thighs")
"""Those of which there is one on either side: ``left-neck`` is the one on the left of the screen."""

_SIDES = {"left": -1.0, "right": 1.0}

MUSCLE_NAMES = (*MUSCLES, *(f"{side}-{muscle}" for muscle in PAIRED for side in _SIDES))
"""All names that ``muscles`` may have."""

OF_THE_BACK = frozenset({"back", "lower-back", "obliques", "flanks"})
"""The muscles that hold and move the spine below the neck: whatever has one of them at work strengthens the back.

That is deskbreak's own reading; the article, which has some people leave out such exercises, names none of them.
"""


def muscle_of(name: str) -> tuple[str, float]:
    """The muscle that one of ``MUSCLE_NAMES`` tells of, and its side: -1 the left one, 1 the right one, 0 both."""
    side, _, muscle = name.partition("-")
    return (muscle, _SIDES[side]) if side in _SIDES else (name, 0.0)
