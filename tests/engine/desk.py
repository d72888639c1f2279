"""A desk to test at: an engine with a clock of its own, driven by ``next_wake`` as the app drives it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from deskbreak.coach.content.tip import Tip
from deskbreak.engine.actions import Action
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.calendar.office import wall_instant
from deskbreak.engine.engine import first_state, step
from deskbreak.engine.events import Event, Launch, Wake
from deskbreak.engine.saved import from_dict, to_dict
from deskbreak.engine.state import State
from deskbreak.engine.wake import next_wake
from deskbreak.settings import Settings, read_settings
from deskbreak.simulation.simulator import Happened
from deskbreak.simulation.timeline import lines

MONDAY = "2026-11-23"
DETAILS = {"invite": ("n", "why"), "withdraw": ("why",), "hold": ("why",), "back": ("rest",), "away": ("since",)}


def settings(**groups: dict[str, Any]) -> Settings:
    """Settings as in ``config.toml``: ``settings(office={"lunch": "13:00-14:00"})``."""
    reading = read_settings(groups)
    assert not reading.faults, reading.faults
    return reading.settings


def instant(local: str, zone: str = "Europe/Berlin", mono: int = 0) -> Instant:
    """``09:30`` on the Monday of the tests, or a whole local date and time."""
    text = local if "T" in local else f"{MONDAY}T{local}"
    return Instant(mono, wall_instant(datetime.fromisoformat(text), zone), zone)


def reloaded(state: State) -> State:
    """``state`` through the file."""
    return from_dict(json.loads(json.dumps(to_dict(state))))


class Desk:
    """Somebody sits down at ``start``; ``log`` is all that happened since."""

    def __init__(self, start: str = "09:00", zone: str = "Europe/Berlin", **groups: dict[str, Any]) -> None:
        self.settings = settings(**groups)
        self.now = instant(start, zone)
        self.state = first_state(self.now)
        self.log: list[Happened] = []
        self.tell(Wake)

    def tell(self, make: Callable[..., Event], *args: Any, **more: Any) -> list[Action]:
        """The event happens now; what the engine does about it."""
        self.state, actions = step(self.state, make(self.now, *args, **more), self.settings)
        self.log += (Happened(self.now, action) for action in actions)
        return list(actions)

    def until(self, local: str) -> "Desk":
        """Let the time pass until the wall clock shows ``local``."""
        span = instant(local, self.now.zone).utc - self.now.utc
        assert span >= 0, f"{local} is over"
        return self.wait(span)

    def wait(self, span: int) -> "Desk":
        """Let ``span`` ms pass."""
        end = self.now.later(span)
        while (wake := next_wake(self.state, self.settings)) is not None and wake.at.mono <= end.mono:
            assert wake.at.mono > self.now.mono
            self.now = wake.at
            self.tell(Wake)
        self.now = end
        assert self.tell(Wake) == [], "next_wake slept through it"
        return self

    def set_clock(self, local: str) -> None:
        """The wall clock is set."""
        self.now = replace(self.now, utc=instant(local, self.now.zone).utc)
        self.tell(Wake)

    def set_zone(self, zone: str) -> None:
        """The zone changes."""
        self.now = replace(self.now, zone=zone)
        self.tell(Wake)

    def configure(self, **groups: dict[str, Any]) -> None:
        """The settings change; what is not named stays."""
        reading = read_settings(groups, self.settings)
        assert not reading.faults, reading.faults
        self.settings = reading.settings
        self.tell(Wake)

    def restart(self, local: str, **launch: Any) -> list[Action]:
        """deskbreak ends now, without a word, and starts again when the wall clock shows ``local``."""
        self.state = reloaded(self.state)
        self.now = self.now.later(instant(local, self.now.zone).utc - self.now.utc)
        return self.tell(Launch, **launch)

    def happened(self, *whats: str, since: str = "00:00") -> list[str]:
        """The timeline as ``11:00 invite 1 nudge-due``: the kinds named, or all; from ``since`` on."""
        found = []
        first = instant(since, self.now.zone).utc
        for one in self.log:
            for line in lines([one], (Tip("walk", "walk"),)):
                if (not whats or line["what"] in whats) and one.at.utc >= first:
                    found.append(_brief(line))
        return found


def _brief(line: Any) -> str:
    at, details = line["at"][11:19].removesuffix(":00"), [str(line[key]) for key in DETAILS.get(line["what"], ())]
    return " ".join([at, line["what"], *(detail[11:16] if "T" in detail else detail for detail in details)])
