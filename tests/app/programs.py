"""Programs at work, by hand."""

from collections.abc import Callable


class Programs:
    """In the place of the senses: ``seen`` is what they have seen, the latest first."""

    def __init__(self, *seen: str) -> None:
        self.seen = list(seen)
        self.asked = 0

    @property
    def programs(self) -> tuple[str, ...]:
        return tuple(self.seen)

    def ask(self, then: Callable[[], None]) -> None:
        self.asked += 1
        then()
