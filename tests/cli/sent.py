"""What the command line sends to the running deskbreak as it stands, by the parser itself."""

import argparse

from deskbreak.cli.arguments import parser
from deskbreak.cli.commands import remote


def sent() -> list[tuple[str, ...]]:
    """Each such command with a word for each of its arguments, and without those that it can do without."""
    (commands,) = [action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    told = []
    for name, command in commands.items():
        if command.get_default("command").__code__ is not remote("").__code__:
            continue
        arguments = [action for action in command._actions if not action.option_strings]
        for wanted in (arguments, [one for one in arguments if one.nargs != "?"]):
            told.append((name, *(f"{one.dest}-{number}" for number, one in enumerate(wanted))))
    return list(dict.fromkeys(told))
