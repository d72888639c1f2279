"""A setting as a key of the settings file: where it stands, and what a value there says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deskbreak.settings import Settings, Unacceptable
from deskbreak.settings.kinds import Kind
from deskbreak.settings.reading import declarations
from deskbreak.store.toml_text.table import MISSING, KeyPath, same, value_at


@dataclass(frozen=True, slots=True)
class ConfigKey:
    """The setting ``text``, as in ``"office.hours"``. Values are raw, those of the file, unless it says otherwise."""

    text: str

    @property
    def parts(self) -> KeyPath:
        group, _dot, name = self.text.partition(".")
        return group, name

    @property
    def default(self) -> object:
        return self.raw(self.effective(Settings()))

    def raw(self, value: object) -> object:
        """How the file has a value of the engine's. Raises ``KeyError`` where there is no such setting."""
        return self._kind.toml(value)

    def effective(self, settings: Settings) -> object:
        """The value of the engine's in ``settings``."""
        group, name = self.parts
        return getattr(getattr(settings, group), name)

    def at(self, table: Mapping[str, object] | None) -> object:
        """What the file has; ``MISSING`` if nothing."""
        return value_at(table, self.parts)

    def spelled(self, raw: object) -> object:
        """``raw`` as deskbreak writes what it says; ``None`` if it is not accepted.

        What is a list of one, or a table of one, is that again.
        """
        try:
            return self.raw(self._kind.parse(raw))
        except Unacceptable:
            return None

    def says(self, table: Mapping[str, object] | None, wish: object) -> bool:
        """Whether ``table`` says ``wish`` (``MISSING``: nothing) already; a default need not be written."""
        now = self.at(table)
        if now is MISSING:
            return wish is MISSING or same(wish, self.default)
        return same(now, wish) or same(self.spelled(now), wish)

    @property
    def _kind(self) -> Kind[Any]:
        group, name = self.parts
        return declarations(group)[name].kind
