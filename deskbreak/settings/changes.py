"""What differs between two settings, as the table of a file that makes one of the other."""

from deskbreak.settings.declared import GROUPS, Settings
from deskbreak.settings.reading import declarations

Tables = dict[str, dict[str, object]]


def changes(settings: Settings, base: Settings = Settings()) -> Tables:  # noqa: B008 - immutable
    """The settings in which ``settings`` differs from ``base``, as ``read_settings(table, base)`` takes them."""
    table: Tables = {}
    for group in GROUPS:
        now, before = getattr(settings, group), getattr(base, group)
        for name, declared in declarations(group).items():
            if getattr(now, name) != getattr(before, name):
                table.setdefault(group, {})[name] = declared.kind.toml(getattr(now, name))
    return table
