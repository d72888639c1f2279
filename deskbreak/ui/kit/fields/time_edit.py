"""A field for a time of day, typed with or without what stands between hours and minutes."""

import re
from datetime import datetime

from deskbreak.i18n import ClockFace, _
from deskbreak.ui.kit.fields.typed_edit import TypedEdit

_DAY = 24 * 60
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.,h\s]\s*(\d{1,2})|(\d{2}))?")
_MARKERS = (("am", "a"), ("pm", "p"))


class TimeEdit(TypedEdit[int]):
    """Minutes since midnight, in the hours of twelve or of twenty-four that the rest of deskbreak shows.

    "8", "930", "0930", "9:30", "9.30", "9:30 pm" are read everywhere, with the markers of the locale too.
    """

    def __init__(self, minutes: int = 0) -> None:
        super().__init__(minutes % _DAY)

    @property
    def minutes(self) -> int:
        """Since midnight."""
        return self.value()

    def put(self, value: int) -> None:
        """Show so many minutes since midnight; those of a whole day are midnight again."""
        super().put(value % _DAY)

    def written(self, value: int) -> str:
        """As the command line writes it, too."""
        return ClockFace.of().text(datetime(2000, 1, 1, value // 60, value % 60), seconds=False)  # noqa: DTZ001 - of no day

    def read(self, text: str) -> int | None:
        """The time of these numbers; of twelve hours where there is a marker."""
        text = text.strip().casefold()
        half = _half(text)
        if half is not None:
            text = re.sub(r"[^\d:.,\s]", "", re.sub(r"\.(?!\d)", "", text)).strip()
        found = _TIME.fullmatch(text.removesuffix("h").strip())
        if found is None:
            return None
        hour, minute = int(found[1]), int(found[2] or found[3] or 0)
        if half is not None and 1 <= hour <= 12:
            hour = hour % 12 + 12 * half
        if minute > 59 or hour > 24 or (hour == 24 and minute):
            return None
        return (60 * hour + minute) % _DAY

    def refusal(self, text: str) -> str:
        """As of every field: what, and what is accepted."""
        sentence = _("“{text}” is no time of day, and nothing was changed; accepted: a time like {example}.")
        return sentence.format(text=text, example=self.written(9 * 60 + 30))

    def counted(self, value: int, steps: int, place: int) -> int:
        """Hours before what parts them from the minutes, then minutes; a marker counts half days."""
        text = self.written(value)
        numbers = list(re.finditer(r"\d+", text))
        if place <= numbers[0].end() and not (ClockFace.of().marker_first and 0 < place < numbers[0].start()):
            return (value + 60 * steps) % _DAY
        if numbers[0].end() < place <= numbers[1].end():
            return value // 60 * 60 + (value + steps) % 60
        return (value + 12 * 60 * steps) % _DAY

    def widest(self) -> int:
        """Two numbers of two digits, in the afternoon."""
        return 22 * 60 + 48


def _half(text: str) -> int | None:
    """0 for the morning and 1 for the afternoon, as it is marked in ``text``."""
    own = ClockFace.of().markers
    letters = re.sub(r"[\d:.,\s]", "", text)
    if not letters:
        return None
    for half, known in enumerate(_MARKERS):
        plain = re.sub(r"[.\s]", "", own[half].casefold()) if own else ""
        if letters in known or letters == plain:
            return half
    return None
