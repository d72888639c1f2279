"""The kinds of values that are words of deskbreak's own: one of some, or several of them."""

from dataclasses import dataclass

from deskbreak.i18n import _
from deskbreak.settings.kinds import Kind, each
from deskbreak.settings.refusal import Problem, Unacceptable, refuse


@dataclass(frozen=True)
class OneOf(Kind[str]):
    """One of some words; upper and lower case make no other word of one."""

    words: tuple[str, ...]

    def toml(self, value: str) -> object:
        return value

    def accepts(self) -> str:
        return _listed(self.words)

    def _parse(self, raw: object) -> str:
        return _word(raw, self.words)


@dataclass(frozen=True)
class SomeOf(Kind[tuple[str, ...]]):
    """At least one of some words, in the order of ``words``, each once."""

    words: tuple[str, ...]

    def toml(self, value: tuple[str, ...]) -> object:
        return list(value)

    def accepts(self) -> str:
        return _("a list of at least one of {words}").format(words=_listed(self.words))

    def wanted(self) -> str:
        return _("one of them at least")

    def _parse(self, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list):
            raise refuse(_("{raw} is no list"), raw)
        if not raw:
            raise Unacceptable(Problem(_("None of them is chosen")))
        named = set(each(raw, lambda word: _word(word, self.words)))
        return tuple(word for word in self.words if word in named)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def _word(raw: object, words: tuple[str, ...]) -> str:
    if not isinstance(raw, str):
        raise refuse(_("{raw} is no text"), raw)
    found = next((word for word in words if word.casefold() == raw.strip().casefold()), None)
    if found is None:
        raise refuse(_("{raw} is not known here"), raw)
    return found
