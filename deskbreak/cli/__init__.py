"""The command line. Qt is imported for what shows, paints, speaks or examines (``run``, ``show``, ``card``, ``render``,
``voice``, ``doctor``); ``status`` and all others answer without it."""

import argparse
import locale
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from deskbreak import __version__, i18n
from deskbreak.cli import exits
from deskbreak.cli.terminal import Unprinted, give_up_output, plain_output, whole_output
from deskbreak.coach.content.looks import LOOKS
from deskbreak.i18n import _
from deskbreak.store.content.shipped import NotShipped, shipped
from deskbreak.store.paths import find_paths

Command = Callable[[argparse.Namespace], int]


@plain_output()
def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (see ``cli.exits``)."""
    _open_what_is_closed()
    with suppress(locale.Error):  # a language that is not installed here: times as in C
        locale.setlocale(locale.LC_TIME, "")
    try:
        with whole_output():
            return _obey(arguments)
    except Unprinted as error:
        if isinstance(error.__cause__, BrokenPipeError):  # enough for the reader, `head` for instance
            give_up_output("")
            return exits.OK
        give_up_output(_("The answer cannot be written: {reason}").format(reason=error.strerror))
        return exits.FAULT


def _obey(arguments: Sequence[str] | None) -> int:
    try:
        i18n.install(shipped("locale"), i18n.wanted_languages())
        options = _parser().parse_args(arguments)
        command: Command = options.command
        return command(options)
    except NotShipped as incomplete:
        print(incomplete, file=sys.stderr)
        return exits.FAULT
    except ImportError as error:
        sentence = _missing(error)
        if not sentence:
            raise
        print(sentence, file=sys.stderr)
        return exits.FAULT
    except KeyboardInterrupt:  # Ctrl-C in a day of years, or while it is asked what a hanging deskbreak does
        return exits.BROKEN_OFF


def _missing(error: ImportError) -> str:
    """A sentence for what only the system, or whoever installed deskbreak, can bring; ``""`` for a bug."""
    from deskbreak.desktop.libraries import missing_library

    if (error.name or "").partition(".")[0] in ("PySide6", "shiboken6") and isinstance(error, ModuleNotFoundError):
        return _("Qt for Python is missing here. Please install it: pip install PySide6-Essentials")
    return missing_library(str(error))


def _open_what_is_closed() -> None:
    """Or the next file that is opened, the lock or the log, would be taken for the standard output."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, which is this one


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="deskbreak",
        description=_("A kind break reminder for people who sit at a desk. Without a command it starts in the tray."),
    )
    parser.add_argument("--version", action="version", version=f"deskbreak {__version__}")
    _common(parser, home=None)
    _running(parser, speed=1.0)
    parser.set_defaults(command=_run)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))

    def add(name: str, text: str, command: Command) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        _common(sub, home=argparse.SUPPRESS)
        sub.set_defaults(command=command)
        return sub

    _running(add("run", _("start in the tray (the same as no command)"), _run), speed=argparse.SUPPRESS)
    _json(add("status", _("say what comes next and why"), _remote("status")))
    add("start", _("open the routine now"), _remote("start"))
    pause = add("pause", _("pause for a time, until a time of day, until tomorrow, or until resumed"), _remote("pause"))
    pause.add_argument("length", nargs="?", help=_('"30m", "14:30" or "tomorrow"; none: until resumed'))
    add("resume", _("end the pause"), _remote("resume"))
    add("skip", _("skip the invitation, or the coming routine"), _remote("skip"))
    later = add("postpone", _("no invitation for a while"), _remote("postpone"))
    later.add_argument("length", nargs="?", help=_('how long, as in "20m"; none: as the Later button does'))
    back = add("put-back", _("put an exercise back that was left out because it hurt"), _remote("put-back"))
    back.add_argument("exercise", help=_("the id of the exercise, as status --json lists it"))
    for what, text in (
        ("meeting", _("say that you are in a meeting: nothing is shown")),
        ("reading", _("say that you are reading: you count as there without mouse or keyboard")),
    ):
        status = add(what, text, _remote(what))
        status.add_argument(
            "length",
            nargs="?",
            help=_('how long, as in "30m"; none: until "over" or the end of office hours; "over": it has ended'),
        )
    add("quit", _("end the running deskbreak"), _remote("quit"))
    doctor = _json(add("doctor", _("say what deskbreak notices here, and what would help"), _doctor))
    doctor.add_argument("--notify", action="store_true", help=_("show a test notification, too"))
    watch = add("watch", _("print every event as the running deskbreak hears it"), _watch)
    watch.add_argument(
        "--scenario", type=Path, metavar=_("FILE"), help=_("write the day as a scenario for simulate, too")
    )
    simulate = _json(add("simulate", _("play a written day and print what would happen"), _simulate))
    simulate.add_argument("scenario", type=Path, help=_("a scenario in TOML"))
    plan = _json(add("plan", _("show a day under the present settings, answering Start at once"), _plan))
    plan.add_argument("--date", help=_("which day, as in 2026-11-23; none: today"))
    show = add("show", _("show an exercise or a routine in a window; nothing is recorded"), _show)
    show.add_argument("name", help=_("the id of the exercise or the routine, as in seated-twist"))
    card = add("card", _("print a routine on one page: a PDF"), _card)
    card.add_argument("file", type=Path, metavar=_("FILE.pdf"), help=_("where the page goes"))
    card.add_argument("--routine", metavar=_("NAME"), help=_("which routine; none: the one that you do"))
    _voice(add("voice", _("the voice that leads you"), _voice_list))
    _routine(add("routine", _("routines and exercises of your own, and what is said in one"), _list))
    render = add("render", _("write one repetition of an exercise as pictures"), _render)
    render.add_argument("exercise", help=_("the id of the exercise, as in seated-twist"))
    render.add_argument("--out", type=Path, required=True, metavar=_("DIR"), help=_("the folder for the pictures"))
    render.add_argument(
        "--fps", type=int, choices=range(1, 61), default=15, metavar="N", help=_("pictures a second, 1 to 60; none: 15")
    )
    render.add_argument("--look", choices=LOOKS, default=LOOKS[0], help=_("how the figure looks"))
    render.add_argument("--scheme", choices=("light", "dark"), default="light", help=_("on which ground it stands"))
    add("settings", _("change the settings in a window"), _settings)
    check = add("check-config", _("say everything that is wrong with the settings"), _check)
    check.add_argument("file", nargs="?", type=Path, help=_("the file; none: your own"))
    _config(add("config", _("your settings file"), _init))
    return parser


def _config(parser: argparse.ArgumentParser) -> None:
    text = _("write a commented settings file")
    commands = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    init = commands.add_parser("init", help=text, description=text)
    _common(init, home=argparse.SUPPRESS)


def _voice(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    text = _("say a sentence by the voice of your settings")
    test = commands.add_parser("test", help=text, description=text)
    test.add_argument("text", nargs="?", help=_("what to say; none: a sentence of deskbreak's own"))
    test.set_defaults(command=_voice_test)
    text = _("list the voices for your language")
    voices = commands.add_parser("list", help=text, description=text)
    voices.add_argument("--all", action="store_true", help=_("those for every language"))
    voices.set_defaults(command=_voice_list)
    for sub in (test, voices):
        _common(sub, home=argparse.SUPPRESS)


def _routine(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar=_("COMMAND"))

    def add(name: str, text: str, command: Command) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        _common(sub, home=argparse.SUPPRESS)
        sub.set_defaults(command=command)
        return sub

    new = add("new", _("begin one of your own, from a template with comments"), _new)
    new.add_argument("name", help=_("its id, and the name of its file"))
    new.add_argument("--exercise", action="store_true", help=_("an exercise rather than a routine"))
    add("list", _("list every routine and exercise"), _list)
    check = add("check", _("say everything that is wrong with your own"), _check_own)
    check.add_argument("file", nargs="?", type=Path, help=_("a file; none: all of your own"))
    take = add("import", _("take a file in among your own; nothing is written over"), _import)
    take.add_argument("file", type=Path, help=_("a routine or an exercise in TOML"))
    give = add("export", _("print the file of a routine or an exercise"), _export)
    give.add_argument("name", help=_("its id"))
    give.add_argument("file", nargs="?", type=Path, help=_("where to write it; none: print it"))
    script = _json(add("transcript", _("print every spoken line with its time"), _transcript))
    script.add_argument("name", help=_("the id of a routine or an exercise"))
    script.add_argument(
        "--dose", choices=("start", "today", "full"), default="full", help=_("how much of it; none: the full dose")
    )
    script.add_argument("--variant", default="", metavar=_("NAME"), help=_("another way: low-arms, gentle or discreet"))
    script.add_argument("--short", action="store_true", help=_("the one-minute version"))
    script.add_argument("--set-up", action="store_true", help=_("with the look at the chair before"))


def _common(parser: argparse.ArgumentParser, home: Path | str | None) -> None:
    parser.add_argument(
        "--home", type=Path, default=home, metavar=_("DIR"), help=_("keep every file under this folder")
    )


def _running(parser: argparse.ArgumentParser, speed: float | str) -> None:
    parser.add_argument(
        "--speed", type=_speed, default=speed, metavar="N", help=_("run N times faster, for a demonstration")
    )


def _json(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--json", action="store_true", help=_("for programs"))
    return parser


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 1 <= speed <= 3600:
        raise argparse.ArgumentTypeError(_("a number from 1 to 3600 is expected, not {text}").format(text=text))
    return speed


# What a command needs is imported when it is chosen: `status` answers in a tenth of a second.
# ruff: noqa: PLC0415


def _run(options: argparse.Namespace) -> int:
    from deskbreak.cli.running import run

    return run(find_paths(options.home), options.speed)


_OF_MANY = ("command", "home", "speed", "json")
"""What is no argument of one command alone, and is not sent."""


def _remote(name: str) -> Command:
    def command(options: argparse.Namespace) -> int:
        from deskbreak.cli.remote import ask_running

        words = [word for key, word in vars(options).items() if key not in _OF_MANY and word is not None]
        return ask_running(find_paths(options.home), name, words, as_json=getattr(options, "json", False))

    return command


def _doctor(options: argparse.Namespace) -> int:
    from deskbreak.cli.doctor import doctor

    return doctor(find_paths(options.home), as_json=options.json, notify=options.notify)


def _watch(options: argparse.Namespace) -> int:
    from deskbreak.cli.watch import watch

    return watch(find_paths(options.home), options.scenario)


def _render(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.render import render

    return render(options.exercise, options.out, options.fps, options.look, options.scheme, find_paths(options.home))


def _simulate(options: argparse.Namespace) -> int:
    from deskbreak.cli.days import simulate

    return simulate(options.scenario, find_paths(options.home), as_json=options.json)


def _plan(options: argparse.Namespace) -> int:
    from deskbreak.cli.days import plan

    return plan(options.date, find_paths(options.home), as_json=options.json)


def _show(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.show import show

    return show(options.name, find_paths(options.home))


def _card(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.card import card

    return card(options.file, options.routine, find_paths(options.home))


def _voice_test(options: argparse.Namespace) -> int:
    from deskbreak.cli.voice import try_out

    return try_out(find_paths(options.home), options.text)


def _voice_list(options: argparse.Namespace) -> int:
    from deskbreak.cli.voice import voices

    return voices(find_paths(options.home), every=options.all)


def _new(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.routine import new

    return new(options.name, find_paths(options.home), exercise=options.exercise)


def _list(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.routine import show_all

    return show_all(find_paths(options.home))


def _check_own(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.routine import check

    return check(options.file, find_paths(options.home))


def _import(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.routine import take_in

    return take_in(options.file, find_paths(options.home))


def _export(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.routine import give_out

    return give_out(options.name, options.file, find_paths(options.home))


def _transcript(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.routine import transcript

    return transcript(options, find_paths(options.home))


def _check(options: argparse.Namespace) -> int:
    from deskbreak.cli.settings_file import check

    return check(options.file, find_paths(options.home))


def _settings(options: argparse.Namespace) -> int:
    from deskbreak.cli.windows import settings

    return settings(find_paths(options.home))


def _init(options: argparse.Namespace) -> int:
    from deskbreak.cli.settings_file import init

    return init(find_paths(options.home).config_file)
