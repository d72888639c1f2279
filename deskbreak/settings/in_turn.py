"""The kind of a setting that names one thing, or several that come in turn."""

from dataclasses import dataclass

from deskbreak.i18n import _
from deskbreak.settings.kinds import Kind, each
from deskbreak.settings.refusal import refuse
from deskbreak.settings.text import is_name


@dataclass(frozen=True)
class NamesInTurn(Kind[tuple[str, ...]]):
    """The name of a file without its folder and ending, which can lead nowhere else; or a list of up to ``most``.

    One that is there several times has several turns. A single one is written as a text, as it ever was.
    """

    most: int

    def toml(self, value: tuple[str, ...]) -> object:
        return value[0] if len(value) == 1 else list(value)

    def accepts(self) -> str:
        sentence = _(
            'a name of letters, digits, "-" and "_", as in "desk", or a list of at most {most} such names, '
            'as in ["desk", "neck"]'
        )
        return sentence.format(most=self.most)

    def _parse(self, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list):
            return (_name(raw),)
        if not raw:
            raise refuse(_("the list is empty"), raw)
        if len(raw) > self.most:
            raise refuse(_("{raw} is too long"), raw)
        return tuple(each(raw, _name))


def _name(raw: object) -> str:
    if not isinstance(raw, str):
        raise refuse(_("{raw} is no text"), raw)
    if not is_name(raw):
        raise refuse(_("{raw} is no name"), raw)
    return raw
