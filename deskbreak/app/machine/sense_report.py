"""What one sense knows, as it is told to whoever asks how deskbreak is doing."""

from dataclasses import dataclass

from deskbreak.engine.reasons import QUESTIONS as OF_SIGNS

QUESTIONS = ("idle", "lock", "sleep", "clock", "zone", *OF_SIGNS)
"""Every question to the machine, in the order in which they are told."""
BY_PROGRAMS = tuple(name for name, question in OF_SIGNS.items() if question.by_programs)
"""Those that are answered by what programs do; some of these may count as nothing (H7)."""


@dataclass(frozen=True, slots=True)
class SenseReport:
    """One backend of one question. A question may have several; the same words go over the socket as JSON.

    ``question`` is one of ``QUESTIONS``, ``backend`` what the way of asking is called, ``"none"`` where there is none.
    ``value`` is the answer, ``None`` where it is unknown; for ``idle`` it is ms, for ``zone`` the zone's name.
    ``detail`` says who or what answers yes, ``left_out`` who would, but counts as nothing (H7), names with commas
    between them; for ``zone``, ``detail`` is a sentence where it is another than the system's. ``fault`` says why it is
    unknown, in one English line, ``""`` when it is known.
    ``answered_ms_ago`` is how old the answer is, ``None`` if there was none yet; what ``tells`` of changes by itself
    never gets old.
    """

    question: str
    backend: str
    value: bool | int | str | None = None
    detail: str = ""
    fault: str = ""
    answered_ms_ago: int | None = None
    tells: bool = False
    left_out: str = ""
