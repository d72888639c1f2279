"""What the machine shows, and what of that counts: blips do not (H5), nor does what is no longer believed (H6).

All ``int`` are ms of the engine's span clock. The functions are pure: a machine in, a machine or an answer out.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from deskbreak.engine.reasons import HOLDS, SIGNS, Belief, Hold, Sign
from deskbreak.engine.state import MachineState, ShownSign
from deskbreak.settings import Settings

THERE = frozenset(sign for sign, declared in SIGNS.items() if declared.there)
"""Signs that show somebody is present without any input."""


def counts(sign: Sign, settings: Settings) -> bool:
    """Whether the user wants the hold that ``sign`` speaks for to keep anything back."""
    return HOLDS[SIGNS[sign].hold].counts(settings.hold)


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
    return not THERE.isdisjoint(found | counting(machine, now, settings))


def holds(machine: MachineState, now: int, settings: Settings) -> frozenset[Hold]:
    """The holds that stand for what the machine shows."""
    if not machine.signs:
        return frozenset()
    return frozenset(SIGNS[sign].hold for sign in counting(machine, now, settings) if counts(sign, settings))


def in_blip(machine: MachineState, now: int, settings: Settings) -> bool:
    """H5: whether there is a sign that may yet turn out a blip: nothing new is shown now, and that is all."""
    return any(
        not shown.doubted and now - shown.began < settings.hold.blip and counts(shown.sign, settings)
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
        beside = [
            shown.began for shown in machine.signs if not shown.doubted and SIGNS[shown.sign].hold is SIGNS[sign].hold
        ]
        kept[sign] = ShownSign(sign, began=min([now, *beside]), since=now, found=found)
    alone = kept.get(Sign.INHIBIT)
    if Sign.FULLSCREEN in was - signs and alone is not None:  # from now on it alone tells of the presentation (H6)
        kept[Sign.INHIBIT] = replace(alone, since=now)
    after = replace(machine, signs=tuple(sorted(kept.values(), key=lambda shown: shown.sign.value)))
    over = {SIGNS[sign].hold for sign in was & THERE} - {SIGNS[one].hold for one in counting(after, now, settings)}
    return replace(after, last_sign=now) if over else after


def doubted(machine: MachineState, now: int, settings: Settings) -> MachineState:
    """H6: ``machine`` with what is not believed any more, from now on, marked so."""
    if not machine.signs:
        return machine
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
    match belief := SIGNS[shown.sign].belief:
        case Belief.ALWAYS:
            return None
        case Belief.ALONE:
            beside_a_window = any(one.sign is Sign.FULLSCREEN and not one.doubted for one in machine.signs)
            return None if beside_a_window else shown.since + settings.hold.inhibitor
        case Belief.WITHOUT_INPUT:
            if machine.idle_since is None:
                return None
            return max(shown.since, machine.idle_since) + settings.hold.believe
        case _:
            assert_never(belief)


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
