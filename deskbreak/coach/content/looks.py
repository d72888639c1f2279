"""The names of the figure's looks (skin, hair and clothes together), and of the muscles that can glow.

What a look is painted with is the window's business (``ui.figure.colors``); here are the words of settings and content.
"""

LOOKS = ("fern", "maple", "heather", "stone")
"""The looks to choose from, the default first. Each is there for light, dark and high contrast."""

MUSCLES = (
    "neck",
    "nape",
    "trapezius",
    "deltoids",
    "chest",
    "rhomboids",
    "back",
    "lower-back",
    "obliques",
    "abdominals",
    "glutes",
    "thighs",
)
"""Muscles that an exercise can name as at work (``muscles = ["obliques"]``); those in pairs glow on both sides.

``neck`` is at the throat's sides, ``nape`` behind, ``trapezius`` from the neck to the shoulders, ``rhomboids`` between
the shoulder blades, ``back`` along the whole spine.
"""

OF_THE_BACK = frozenset({"back", "lower-back", "obliques"})
"""The muscles that hold and move the spine below the neck: whatever has one of them at work strengthens the back.

That is deskbreak's own reading; the article, which has some people leave out such exercises, names none of them.
"""
