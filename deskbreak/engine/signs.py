"""What the machine shows, and what of that counts: blips do not (H5), nor does what is no longer believed (H6).

All ``int`` are ms of the engine's span clock. The functions are pure: a machine in, a machine or an answer out.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from deskbreak.engine.actions import Hold
from deskbreak.engine.events import Sign
from deskbreak.engine.state import MachineState, ShownSign
from deskbreak.settings import Settings

HOLD_OF = {
    Sign.CALL: Hold.CALL,
    Sign.DND: Hold.DND,
    Sign.FULLSCREEN: Hold.FULLSCREEN,
    Sign.INHIBIT: Hold.FULLSCREEN,
}
"""Which hold a sign speaks for."""

BEING_THERE = frozenset({Sign.CALL, Sign.FULLSCREEN, Sign.INHIBIT})
"""Signs that show somebody is present without any input."""


def switched_on(hold: Hold, settings: Settings) -> bool:
    """Whether the user wants ``hold``, one that signs speak for, to keep anything back."""
    switches = {
        Hold.CALL: settings.hold.calls,
        Hold.DND: settings.hold.dnd,
        Hold.FULLSCREEN: settings.hold.fullscreen,
    }
    return switches[hold]


def counting(machine: MachineState, now: int, settings: Settings) -> frozenset[Sign]:
    """The signs that are believed and have lasted: they hold, and they speak for somebody being there."""
    return frozenset(
        shown.sign for shown in machine.signs if not shown.doubted and now - shown.began >= settings.hold.blip
    )


def somebody(machine: MachineState, now: int, settings: Settings) -> bool:
    """Whether a sign shows that somebody is present, without any input.

    One that was found speaks for it before it has lasted: nobody is sent away in the midst of a film for having been
    asked just now.
    """
    found = {shown.sign for shown in machine.signs if shown.found and not shown.doubted}
    return not BEING_THERE.isdisjoint(found | counting(machine, now, settings))


def holds(machine: MachineState, now: int, settings: Settings) -> frozenset[Hold]:
    """The holds that stand for what the machine shows."""
    told = {HOLD_OF[sign] for sign in counting(machine, now, settings)}
    return frozenset(hold for hold in told if switched_on(hold, settings))


def in_blip(machine: MachineState, now: int, settings: Settings) -> bool:
    """H5: whether there is a sign that may yet turn out a blip: nothing new is shown now, and that is all."""
    return any(
        not shown.doubted and now - shown.began < settings.hold.blip and switched_on(HOLD_OF[shown.sign], settings)
        for shown in machine.signs
    )


def seen(
    machine: MachineState, signs: frozenset[Sign], now: int, settings: Settings, *, found: bool = False
) -> MachineState:
    """``machine`` as it shows these signs now and no others; the end of one that counted is a sign of presence.

    ``found``: somebody looked; else it was told when each began or ended.
    """
    was = counting(machine, now, settings)
    kept = {shown.sign: shown for shown in machine.signs if shown.sign in signs}
    for sign in sorted(signs - kept.keys(), key=lambda one: one.value):
        beside = [shown.began for shown in machine.signs if not shown.doubted and HOLD_OF[shown.sign] is HOLD_OF[sign]]
        kept[sign] = ShownSign(sign, began=min([now, *beside]), since=now, found=found)
    alone = kept.get(Sign.INHIBIT)
    if Sign.FULLSCREEN in was - signs and alone is not None:  # from now on it alone tells of the presentation (H6)
        kept[Sign.INHIBIT] = replace(alone, since=now)
    after = replace(machine, signs=tuple(sorted(kept.values(), key=lambda shown: shown.sign.value)))
    over = {HOLD_OF[sign] for sign in was & BEING_THERE} - {HOLD_OF[one] for one in counting(after, now, settings)}
    return replace(after, last_sign=now) if over else after


def doubted(machine: MachineState, now: int, settings: Settings) -> MachineState:
    """H6: ``machine`` with what is not believed any more, from now on, marked so."""
    lost = {shown.sign for shown in machine.signs if _over(believed_until(shown, machine, settings), now)}
    if Sign.FULLSCREEN in lost:
        lost.add(Sign.INHIBIT)  # the same film
    if not lost:
        return machine
    signs = (replace(shown, doubted=True) if shown.sign in lost else shown for shown in machine.signs)
    return replace(machine, signs=tuple(signs))


def believed_until(shown: ShownSign, machine: MachineState, settings: Settings) -> int | None:
    """H6: when ``shown`` is believed no longer if nothing else happens; ``None``: no such time."""
    if shown.doubted:
        return None
    match shown.sign:
        case Sign.DND:  # the user's own hand
            return None
        case Sign.INHIBIT:
            beside_a_window = any(one.sign is Sign.FULLSCREEN and not one.doubted for one in machine.signs)
            return None if beside_a_window else shown.since + settings.hold.inhibitor
        case Sign.CALL | Sign.FULLSCREEN:
            if machine.idle_since is None:
                return None
            return max(shown.since, machine.idle_since) + settings.hold.believe
        case _:
            assert_never(shown.sign)


def wakes(machine: MachineState, settings: Settings) -> Iterator[int]:
    """When what the machine shows comes to count otherwise, by time alone."""
    for shown in machine.signs:
        if not shown.doubted:
            yield shown.began + settings.hold.blip
        until = believed_until(shown, machine, settings)
        if until is not None:
            yield until


def _over(until: int | None, now: int) -> bool:
    return until is not None and until <= now
