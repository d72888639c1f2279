"""The commands, each as the parser hands it over: what it needs is imported when it is chosen."""

import argparse
from collections.abc import Callable

from deskbreak.store.paths import find_paths

Command = Callable[[argparse.Namespace], int]
"""Runs with its arguments; returns the exit code."""

# What a command needs is imported when it is chosen: `status` answers in a tenth of a second.
# ruff: noqa: PLC0415


def run(options: argparse.Namespace) -> int:
    from deskbreak.cli.running import run

    return run(find_paths(options.home), options.speed)


_OF_MANY = ("command", "home", "speed", "json")
"""What is no argument of one command alone, and is not sent."""


def remote(name: str) -> Command:
    def command(options: argparse.Namespace) -> int:
        from deskbreak.cli.remote import ask_running

        words = [word for key, word in vars(options).items() if key not in _OF_MANY and word is not None]
        return ask_running(find_paths(options.home), name, words, as_json=getattr(options, "json", False))

    return command


def login(what: str) -> Command:
    def command(options: argparse.Namespace) -> int:
        from deskbreak.cli.login import autostart

        return autostart(what, find_paths(options.home), as_json=options.json)

    return command


def entry(what: str) -> Command:
    def command(options: argparse.Namespace) -> int:
        from deskbreak.cli.login import desktop_entry

        return desktop_entry(what, find_paths(options.home))

    return command


def doctor(options: argparse.Namespace) -> int:
    from deskbreak.cli.doctor import doctor

    return doctor(find_paths(options.home), as_json=options.json, notify=options.notify)


def watch(options: argparse.Namespace) -> int:
    from deskbreak.cli.watch import watch

    return watch(find_paths(options.home), options.scenario)


def render(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.render import render

    return render(options.exercise, options.out, options.fps, options.look, options.scheme, find_paths(options.home))


def simulate(options: argparse.Namespace) -> int:
    from deskbreak.cli.days import simulate

    return simulate(options.scenario, find_paths(options.home), as_json=options.json)


def plan(options: argparse.Namespace) -> int:
    from deskbreak.cli.days import plan

    return plan(options.date, find_paths(options.home), as_json=options.json)


def show(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.show import show

    return show(options.name, find_paths(options.home))


def show_history(options: argparse.Namespace) -> int:
    from deskbreak.cli.history import history

    return history(options.scope, options.form, find_paths(options.home))


def card(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.card import card

    return card(options.file, options.routine, find_paths(options.home), force=options.force)


def voice_test(options: argparse.Namespace) -> int:
    from deskbreak.cli.voice import try_out

    return try_out(find_paths(options.home), options.text)


def voice_list(options: argparse.Namespace) -> int:
    from deskbreak.cli.voice import voices

    return voices(find_paths(options.home), every=options.all)


def new(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.routine import new

    return new(options.name, find_paths(options.home), exercise=options.exercise)


def list_own(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.routine import show_all

    return show_all(find_paths(options.home))


def check_own(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.routine import check

    return check(options.file, find_paths(options.home))


def take_in(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.routine import take_in

    return take_in(options.file, find_paths(options.home))


def export(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.routine import give_out

    return give_out(options.name, options.file, find_paths(options.home))


def transcript(options: argparse.Namespace) -> int:
    from deskbreak.cli.content.routine import transcript

    return transcript(options, find_paths(options.home))


def check(options: argparse.Namespace) -> int:
    from deskbreak.cli.settings_file import check

    return check(options.file, find_paths(options.home))


def welcome(options: argparse.Namespace) -> int:
    from deskbreak.cli.windows import welcome

    return welcome(find_paths(options.home))


def settings(options: argparse.Namespace) -> int:
    from deskbreak.cli.windows import settings

    return settings(find_paths(options.home))


def init(options: argparse.Namespace) -> int:
    from deskbreak.cli.settings_file import init

    return init(find_paths(options.home).config_file)
