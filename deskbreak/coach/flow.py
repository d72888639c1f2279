"""What the routine window shows, from its opening to its last page: a value, and where each wish leads from it.

Of time it knows nothing but what it is told: how much is done (seconds), and whether the routine runs.
"""

from dataclasses import dataclass
from typing import assert_never

ASKS_AFTER = 30.0
"""Seconds done from which on it is asked before it stops."""


@dataclass(frozen=True, slots=True)
class Playing:
    """The routine, moving on or paused."""


@dataclass(frozen=True, slots=True)
class Where:
    """The question where to begin: where one stopped a little while ago, or from the start."""


@dataclass(frozen=True, slots=True)
class Ended:
    """It is over; the last page may still stand there."""


@dataclass(frozen=True, slots=True)
class AskingStop:
    """The question whether to stop. ``ran``: it moved on until it was asked; so of the pages below."""

    ran: bool


@dataclass(frozen=True, slots=True)
class WhyThis:
    """Why the exercise is done, laid over the routine, which waits."""

    ran: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """The exercises to go to, sound and size of text, laid over the routine, which waits."""

    ran: bool


@dataclass(frozen=True, slots=True)
class Safety:
    """The safety page, laid over ``then``. ``first``: it has to be confirmed, before the first routine ever."""

    first: bool
    ran: bool
    then: Where | Playing | Ended


Page = Playing | Where | Ended | AskingStop | WhyThis | Menu | Safety


def opened(*, safety_read: bool, where: bool) -> Page:
    """The first page; ``where``: there is a question where to begin."""
    then = Where() if where else Playing()
    return then if safety_read else Safety(first=True, ran=True, then=then)


def to_safety(page: Page, *, running: bool) -> Page:
    """The safety page is wished for."""
    match page:
        case Safety():
            return page
        case Playing():
            return Safety(first=False, ran=running, then=page)
        case Where() | Ended():
            return Safety(first=False, ran=False, then=page)
        case WhyThis(ran) | Menu(ran):
            return Safety(first=False, ran=ran, then=Playing())
        case AskingStop():
            return Safety(first=False, ran=False, then=Playing())
        case _:
            assert_never(page)


def to_why(page: Page, *, running: bool) -> Page:
    """Why the exercise is done is wished for; only where an exercise is shown."""
    return _over(WhyThis, page, running=running)


def to_menu(page: Page, *, running: bool) -> Page:
    """The menu is wished for; only where an exercise is shown."""
    return _over(Menu, page, running=running)


def _over(kind: type[WhyThis] | type[Menu], page: Page, *, running: bool) -> Page:
    match page:
        case Playing():
            return kind(running)
        case AskingStop():
            return kind(ran=False)
        case Where() | Ended() | WhyThis() | Menu() | Safety():
            return page
        case _:
            assert_never(page)


def back(page: Page) -> tuple[Page, bool]:
    """What a page was laid over, or a question asked in, and whether the routine moves on from there."""
    match page:
        case Safety(ran=ran, then=then):
            return then, ran and then == Playing()
        case WhyThis(ran) | Menu(ran) | AskingStop(ran):
            return Playing(), ran
        case Playing() | Where() | Ended():
            return page, False
        case _:
            assert_never(page)


def stopped(page: Page, *, done: float, running: bool) -> Page:
    """It is to stop: after half a minute done that is asked before."""
    if ended(page) or done < ASKS_AFTER:
        return Ended()
    return page if isinstance(page, AskingStop) else AskingStop(running)


def ended(page: Page) -> bool:
    """Whether the routine is over."""
    return page == Ended() or (isinstance(page, Safety) and page.then == Ended())


def leads_back(page: Page) -> bool:
    """Whether Esc takes this page away, rather than to stop the routine or to close the window."""
    return isinstance(page, WhyThis | Menu | AskingStop) or (isinstance(page, Safety) and not page.first)


def offers_hurts(page: Page) -> bool:
    """Whether *It hurts* is within reach: while something is done, or has been and is not over."""
    match page:
        case Safety(first):
            return not first and not ended(page)
        case Ended():
            return False
        case Playing() | Where() | AskingStop() | WhyThis() | Menu():
            return True
        case _:
            assert_never(page)
