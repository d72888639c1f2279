"""The command line's arguments: which commands there are, and what each takes."""

import argparse
from collections.abc import Callable
from pathlib import Path

from deskbreak import __version__
from deskbreak.cli import commands
from deskbreak.coach.content.looks import LOOKS
from deskbreak.i18n import _

Add = Callable[[str, str, commands.Command], argparse.ArgumentParser]
"""Adds a command by its name, what it does, and who does it."""


def parser() -> argparse.ArgumentParser:
    """Of the whole command line; each command hands its arguments to one of ``commands``."""
    made = argparse.ArgumentParser(
        prog="deskbreak",
        description=_("A kind break reminder for people who sit at a desk. Without a command it starts in the tray."),
    )
    made.add_argument("--version", action="version", version=f"deskbreak {__version__}")
    _common(made, home=None)
    _running(made, speed=1.0)
    made.set_defaults(command=commands.run)
    choices = made.add_subparsers(title=_("commands"), metavar=_("COMMAND"))

    def add(name: str, text: str, command: commands.Command) -> argparse.ArgumentParser:
        sub = choices.add_parser(name, help=text, description=text)
        _common(sub, home=argparse.SUPPRESS)
        sub.set_defaults(command=command)
        return sub

    _running(add("run", _("start in the tray (the same as no command)"), commands.run), speed=argparse.SUPPRESS)
    _of_the_running(add)
    _of_days(add)
    _of_content(add)
    _of_settings(add)
    return made


def _of_the_running(add: Add) -> None:
    """What the running deskbreak is asked or told."""
    _json(add("status", _("say what comes next and why"), commands.remote("status")))
    add("start", _("open the routine now"), commands.remote("start"))
    pause = add(
        "pause", _("pause for a time, until a time of day, until tomorrow, or until resumed"), commands.remote("pause")
    )
    pause.add_argument("length", nargs="?", help=_('"30" (minutes), "2h", "14:30" or "tomorrow"; none: until resumed'))
    add("resume", _("end the pause"), commands.remote("resume"))
    add("skip", _("skip the invitation, or the coming routine"), commands.remote("skip"))
    later = add("postpone", _("no invitation for a while"), commands.remote("postpone"))
    later.add_argument(
        "length", nargs="?", help=_('how long, as in "20" (minutes) or "1h"; none: as the Later button does')
    )
    back = add("put-back", _("put an exercise back that was left out because it hurt"), commands.remote("put-back"))
    back.add_argument("exercise", help=_("the id of the exercise, as status --json lists it"))
    for what, text in (
        ("meeting", _("say that you are in a meeting: nothing is shown")),
        ("reading", _("say that you are reading: you count as there without mouse or keyboard")),
    ):
        status = add(what, text, commands.remote(what))
        status.add_argument(
            "length",
            nargs="?",
            help=_(
                'how long, as in "30" (minutes) or "1h"; none: until "over" or the end of office hours; '
                '"over": it has ended'
            ),
        )
    add("quit", _("end the running deskbreak"), commands.remote("quit"))


def _of_days(add: Add) -> None:
    """What deskbreak notices, and how days go."""
    doctor = _json(add("doctor", _("say what deskbreak notices here, and what would help"), commands.doctor))
    doctor.add_argument("--notify", action="store_true", help=_("show a test notification, too"))
    watch = add("watch", _("print every event as the running deskbreak hears it"), commands.watch)
    watch.add_argument(
        "--scenario", type=Path, metavar=_("FILE"), help=_("write the day as a scenario for simulate, too")
    )
    simulate = _json(add("simulate", _("play a written day and print what would happen"), commands.simulate))
    simulate.add_argument("scenario", type=Path, help=_("a scenario in TOML"))
    plan = _json(add("plan", _("show a day under the present settings, answering Start at once"), commands.plan))
    plan.add_argument("--date", help=_('which day, as in 2026-11-23, "tomorrow" or "friday"; none: today'))


def _of_content(add: Add) -> None:
    """Exercises and routines, and what was done of them."""
    show = add("show", _("show an exercise or a routine in a window; nothing is recorded"), commands.show)
    show.add_argument("name", help=_("the id of the exercise or the routine, as in seated-twist"))
    _history(add("history", _("see what was done, in a window; or print it"), commands.show_history))
    card = add("card", _("print a routine on one page: a PDF"), commands.card)
    card.add_argument("file", type=Path, metavar=_("FILE.pdf"), help=_("where the page goes"))
    card.add_argument("--force", action="store_true", help=_("write over a file that is there, without a question"))
    card.add_argument("--routine", metavar=_("NAME"), help=_("which routine; none: today's"))
    _voice(add("voice", _("the voice that leads you"), commands.voice_list))
    _routine(add("routine", _("routines and exercises of your own, and what is said in one"), commands.list_own))
    render = add("render", _("write one repetition of an exercise as pictures"), commands.render)
    render.add_argument("exercise", help=_("the id of the exercise, as in seated-twist"))
    render.add_argument("--out", type=Path, required=True, metavar=_("DIR"), help=_("the folder for the pictures"))
    render.add_argument(
        "--fps", type=int, choices=range(1, 61), default=15, metavar="N", help=_("pictures a second, 1 to 60; none: 15")
    )
    render.add_argument("--look", type=str.lower, choices=LOOKS, default=LOOKS[0], help=_("how the figure looks"))
    render.add_argument("--scheme", choices=("light", "dark"), default="light", help=_("on which ground it stands"))


def _of_settings(add: Add) -> None:
    """How deskbreak is set, and how it starts."""
    add("welcome", _("choose hours, voice and figure on one page, as at the first start"), commands.welcome)
    add("settings", _("change the settings in a window"), commands.settings)
    check = add("check-config", _("say everything that is wrong with the settings"), commands.check)
    check.add_argument("file", nargs="?", type=Path, help=_("the file; none: your own"))
    _config(add("config", _("your settings file"), commands.init))
    _autostart(add("autostart", _("whether deskbreak starts at login"), commands.login("status")))
    _desktop_entry(add("desktop-entry", _("deskbreak in the menu of programs"), commands.entry("install")))


def _autostart(parser: argparse.ArgumentParser) -> None:
    choices = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    for what, text in (
        ("on", _("start deskbreak at login")),
        ("off", _("do not start it at login")),
        ("status", _("say whether it starts at login, and by what")),
    ):
        sub = _json(choices.add_parser(what, help=text, description=text))
        _common(sub, home=argparse.SUPPRESS)
        sub.set_defaults(command=commands.login(what))


def _desktop_entry(parser: argparse.ArgumentParser) -> None:
    choices = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    for what, text in (
        ("install", _("put deskbreak into the menu of programs, if no package has")),
        ("remove", _("take it out again")),
    ):
        sub = choices.add_parser(what, help=text, description=text)
        _common(sub, home=argparse.SUPPRESS)
        sub.set_defaults(command=commands.entry(what))


def _history(parser: argparse.ArgumentParser) -> None:
    spans = parser.add_mutually_exclusive_group()
    for word, text in (
        ("week", _("print this week; with --json or --csv its entries")),
        ("month", _("the same of this month")),
        ("year", _("the same of this year")),
    ):
        spans.add_argument(f"--{word}", dest="scope", action="store_const", const=word, default="", help=text)
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument(
        "--json", dest="form", action="store_const", const="json", default="", help=_("every entry, for programs")
    )
    forms.add_argument(
        "--csv", dest="form", action="store_const", const="csv", default="", help=_("every entry, for a spreadsheet")
    )


def _config(parser: argparse.ArgumentParser) -> None:
    text = _("write a commented settings file")
    choices = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    init = choices.add_parser("init", help=text, description=text)
    _common(init, home=argparse.SUPPRESS)


def _voice(parser: argparse.ArgumentParser) -> None:
    choices = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    text = _("say a sentence by the voice of your settings")
    test = choices.add_parser("test", help=text, description=text)
    test.add_argument("text", nargs="?", help=_("what to say; none: a sentence of deskbreak's own"))
    test.set_defaults(command=commands.voice_test)
    text = _("list the voices for your language")
    voices = choices.add_parser("list", help=text, description=text)
    voices.add_argument("--all", action="store_true", help=_("those for every language"))
    voices.set_defaults(command=commands.voice_list)
    for sub in (test, voices):
        _common(sub, home=argparse.SUPPRESS)


def _routine(parser: argparse.ArgumentParser) -> None:
    choices = parser.add_subparsers(required=True, metavar=_("COMMAND"))

    def add(name: str, text: str, command: commands.Command) -> argparse.ArgumentParser:
        sub = choices.add_parser(name, help=text, description=text)
        _common(sub, home=argparse.SUPPRESS)
        sub.set_defaults(command=command)
        return sub

    new = add("new", _("begin one of your own, from a template with comments"), commands.new)
    new.add_argument("name", help=_("its id, and the name of its file"))
    new.add_argument("--exercise", action="store_true", help=_("an exercise rather than a routine"))
    add("list", _("list every routine and exercise"), commands.list_own)
    check = add("check", _("say everything that is wrong with your own"), commands.check_own)
    check.add_argument("file", nargs="?", type=Path, help=_("a file; none: all of your own"))
    take = add("import", _("take a file in among your own; nothing is written over"), commands.take_in)
    take.add_argument("file", type=Path, help=_("a routine or an exercise in TOML"))
    give = add("export", _("print the file of a routine or an exercise"), commands.export)
    give.add_argument("name", help=_("its id"))
    give.add_argument("file", nargs="?", type=Path, help=_("where to write it; none: print it"))
    script = _json(add("transcript", _("print every spoken line with its time"), commands.transcript))
    script.add_argument("name", help=_("the id of a routine or an exercise"))
    script.add_argument(
        "--dose",
        choices=("start", "today", "full"),
        default="full",
        help=_("how much of it; start: as it is the first time, today: as it would be now; none: the full dose"),
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
