"""What was done to a draft, a step after the other: each can be taken back, and done again."""

from collections.abc import Hashable

from deskbreak.ui.routines.draft import Draft


class Steps:
    """Keeps each draft there was; they are frozen, and small.

    Letters that are typed one after the other are one step, and so are the repetitions of one exercise, and how many
    come at a time.
    """

    def __init__(self, draft: Draft) -> None:
        self._past: list[Draft] = []
        self._now = draft
        self._future: list[Draft] = []
        self._going_on: Hashable = None
        """What the last step was about, if more of the same belongs to it."""

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._past)

    def take(self, draft: Draft) -> None:
        """This is what it is now."""
        if draft == self._now:
            return
        about = _about(self._now, draft)
        if about is None or about != self._going_on:
            self._past.append(self._now)
        self._now, self._going_on = draft, about
        self._future.clear()
        if self._past[-1] == draft:  # typed back to what it was
            self._past.pop()
            self._going_on = None

    def undo(self) -> Draft | None:
        """Take the last step back; what it is then, ``None`` where there is none."""
        return self._go(self._past, self._future)

    def redo(self) -> Draft | None:
        """Do once more what was taken back last; what it is then, ``None`` where there is nothing."""
        return self._go(self._future, self._past)

    def _go(self, to: list[Draft], back: list[Draft]) -> Draft | None:
        if not to:
            return None
        back.append(self._now)
        self._now, self._going_on = to.pop(), None
        return self._now


def _about(before: Draft, now: Draft) -> Hashable:
    """What is changed by typing and counting, if that is all that has changed."""
    if (before.entries, before.rotate) == (now.entries, now.rotate):
        return "name"
    if (before.name, before.entries) == (now.name, now.entries) and before.rotate and now.rotate:
        return "rotate"
    if (before.name, before.rotate) != (now.name, now.rotate) or len(before.entries) != len(now.entries):
        return None
    others = [(one, other) for one, other in zip(before.entries, now.entries, strict=True) if one != other]
    if [(one.exercise, one.variant) for one, _ in others] != [(other.exercise, other.variant) for _, other in others]:
        return None
    return tuple(one.exercise for one, _ in others)
