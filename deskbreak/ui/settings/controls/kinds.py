"""Which control a setting gets: by its kind, and for a few by their key."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from deskbreak.settings.calendar import DateSpans, DayNames, HoursByDay, OptionalTimeRange, TimeRangeKind
from deskbreak.settings.declaration import Declaration
from deskbreak.settings.in_turn import NamesInTurn
from deskbreak.settings.kinds import (
    Duration,
    DurationPair,
    Kind,
    Language,
    Names,
    Switch,
    TextLine,
    Whole,
)
from deskbreak.settings.words import OneOf, SomeOf
from deskbreak.ui.settings.controls.control import Choices, Control
from deskbreak.ui.settings.controls.dates import DateSpansControl
from deskbreak.ui.settings.controls.looks import LooksControl
from deskbreak.ui.settings.controls.names import NamesControl
from deskbreak.ui.settings.controls.numbers import LengthControl, PairControl, WholeControl
from deskbreak.ui.settings.controls.texts import ChoiceControl, InTurnControl, TextControl
from deskbreak.ui.settings.controls.times import DaysControl, HoursByDayControl, OptionalSpanControl, SpanControl
from deskbreak.ui.settings.controls.toggle import SwitchControl
from deskbreak.ui.settings.controls.toggles import SomeControl

CONTROLS: Mapping[type[Kind[Any]], type[Control]] = MappingProxyType(
    {
        Switch: SwitchControl,
        Whole: WholeControl,
        Duration: LengthControl,
        DurationPair: PairControl,
        OneOf: ChoiceControl,
        SomeOf: SomeControl,
        NamesInTurn: InTurnControl,
        Language: TextControl,
        TextLine: TextControl,
        Names: NamesControl,
        TimeRangeKind: SpanControl,
        OptionalTimeRange: OptionalSpanControl,
        DayNames: DaysControl,
        HoursByDay: HoursByDayControl,
        DateSpans: DateSpansControl,
    }
)
BY_KEY: Mapping[str, type[Control]] = MappingProxyType({"coach.look": LooksControl})


def control(key: str, declared: Declaration, choices: Choices) -> Control:
    """A new one for this setting; ``choices`` are values to offer where any text is accepted."""
    return (BY_KEY.get(key) or CONTROLS[type(declared.kind)])(declared, choices)
