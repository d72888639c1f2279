"""The colours of the history. None is red: nothing here is an alarm. What they say is said by shapes, too."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor

from deskbreak.ui.history.values import HowItWent
from deskbreak.ui.kit.theme import Theme, contrast, mix, standing_out

SEEN = 3.0
"""Least contrast of what is no text to its ground (WCAG 2.2, 1.4.11)."""

_BLUE, _OCHRE, _VIOLET = 214 / 360, 38 / 360, 275 / 360


@dataclass(frozen=True)
class HistoryColors:
    """``of_how``: of what became of a routine. ``levels``: of a little exercise, more, and much. ``ink`` and ``muted``
    are for text, ``line`` for edges that nothing depends on, ``band`` for the minutes that are enough."""

    of_how: Mapping[HowItWent, QColor]
    levels: tuple[QColor, ...]
    ground: QColor
    ink: QColor
    muted: QColor
    line: QColor
    band: QColor

    @classmethod
    def of(cls, theme: Theme) -> "HistoryColors":
        """Those that are seen in ``theme``."""
        grounds = (theme.ground, theme.raised, theme.accent_soft)

        def hue(of: float) -> QColor:
            return standing_out(of, 0.6 if theme.dark else 0.75, grounds, theme.dark)

        return cls(
            of_how={
                HowItWent.DONE: _seen(theme.accent, theme.accent, grounds),
                HowItWent.IN_PART: hue(_BLUE),
                HowItWent.STOPPED: hue(_OCHRE),
                HowItWent.SKIPPED: theme.muted,
                HowItWent.MISSED: hue(_VIOLET),
            },
            levels=tuple(
                _seen(mix(theme.accent, theme.ground, share), theme.accent, grounds) for share in (0.3, 0.15, 0)
            ),
            ground=theme.raised,
            ink=theme.ink,
            muted=theme.muted,
            line=theme.line,
            band=theme.accent_soft,
        )


def _seen(color: QColor, stronger: QColor, grounds: tuple[QColor, ...]) -> QColor:
    """``color``, moved towards ``stronger`` until it is seen on all ``grounds``."""
    for share in (0.0, 0.25, 0.5, 0.75):
        moved = mix(color, stronger, share)
        if min(contrast(moved, ground) for ground in grounds) >= SEEN:
            return moved
    return stronger
