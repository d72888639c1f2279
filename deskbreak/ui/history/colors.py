"""The colours of the history. None is red: nothing here is an alarm. What they say is said by shapes, too.

They stand out from their ground as text has to, more than the 3:1 of WCAG 2.2, 1.4.11.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor

from deskbreak.ui.history.values import HowItWent
from deskbreak.ui.kit.theme import Theme, standing_out

_BLUE, _OCHRE, _VIOLET = 214 / 360, 38 / 360, 275 / 360


@dataclass(frozen=True)
class HistoryColors:
    """``of_how``: of what became of a routine. ``ink`` and ``muted``
    are for text, ``line`` for edges that nothing depends on, ``band`` for the minutes that are enough."""

    of_how: Mapping[HowItWent, QColor]
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
                HowItWent.DONE: theme.accent,
                HowItWent.IN_PART: hue(_BLUE),
                HowItWent.STOPPED: hue(_OCHRE),
                HowItWent.SKIPPED: theme.muted,
                HowItWent.MISSED: hue(_VIOLET),
            },
            ground=theme.raised,
            ink=theme.ink,
            muted=theme.muted,
            line=theme.line,
            band=theme.accent_soft,
        )
