"""``voice test`` and ``voice list``: who would speak here, with which voice, and whether that can be heard."""

import sys

from deskbreak.cli import exits
from deskbreak.desktop.speech.choice import FoundEngine, NoVoices, engines
from deskbreak.desktop.speech.engine import SpeechStyle
from deskbreak.i18n import _, language
from deskbreak.settings import Settings
from deskbreak.settings.declared import CoachSettings
from deskbreak.store import config
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths

# What speaks aloud comes with Qt, which takes half a second.
# ruff: noqa: PLC0415


def try_out(paths: Paths, text: str | None) -> int:
    """Say a sentence, or ``text``, as a routine would; 1 and a sentence if nobody can be heard."""
    from deskbreak.app.routine.voice_test import ADVICE, manner, spoken_words

    settings = _settings(paths)
    coach = settings.coach
    found = engines(coach.voice_engine, sys.platform)
    if not found:
        return _nobody(coach)
    spoken, own_words = spoken_words(open_library(paths), settings)
    heard, faults = _speak(found, manner(spoken, coach), text or own_words)
    if heard is None:
        return exits.BROKEN_OFF
    for fault in faults:
        print(fault, file=sys.stderr)
    if not heard:
        print(_("No voice can be heard here."), _(ADVICE), file=sys.stderr)
        return exits.FAULT
    print(_("{engine} has spoken ({language}).").format(engine=heard, language=spoken))
    for hint in _hints(coach):
        print(hint)
    return exits.OK


def voices(paths: Paths, *, every: bool) -> int:
    """Print the voices for the language of the settings, or ``every`` one, engine by engine."""
    coach = _settings(paths).coach
    found = engines(coach.voice_engine, sys.platform)
    if not found:
        return _nobody(coach)
    spoken, code = _language(coach), exits.FAULT
    for one in found:
        try:
            there = one.voices()
        except NoVoices as fault:
            print(
                _("The voices of {engine} cannot be listed ({why}).").format(engine=one.name, why=fault),
                file=sys.stderr,
            )
            continue
        code = exits.OK
        shown = there if every else [voice for voice in there if voice.speaks(spoken)]
        print(f"{one.name}:")
        width = max((len(voice.language) for voice in shown), default=0)
        for voice in sorted(shown, key=lambda voice: (voice.language.lower(), voice.name)):
            print(f"  {voice.language:<{max(8, width)}} {voice.name}")
        if not shown:
            print("  " + _("no voice for {language}; --all shows every one").format(language=spoken))
    return code


def _settings(paths: Paths) -> Settings:
    return config.read(paths).settings


def _language(coach: CoachSettings) -> str:
    wanted = language(coach.language)
    return "en" if wanted in ("C", "POSIX") else wanted


def _nobody(coach: CoachSettings) -> int:
    from deskbreak.app.routine.voice_test import nobody

    print(nobody(coach), file=sys.stderr)
    return exits.FAULT


def _hints(coach: CoachSettings) -> list[str]:
    """What would keep a routine silent all the same."""
    hints = []
    if not coach.voice:
        hints.append(_("In a routine it is silent: [coach] voice is false."))
    if coach.discreet:
        hints.append(_("In a routine it is silent: [coach] discreet is true."))
    if not coach.volume:
        hints.append(_("In a routine it is silent: [coach] volume is 0."))
    return hints


def _speak(found: tuple[FoundEngine, ...], how: SpeechStyle, words: str) -> tuple[str | None, tuple[str, ...]]:
    """Who spoke (``""``: nobody; ``None``: it was broken off), and what was wrong with those before."""
    from PySide6.QtCore import QCoreApplication, QTimer

    from deskbreak.app.log_file import application_without_log
    from deskbreak.app.routine.voice_test import VoiceTest
    from deskbreak.desktop.signals import UnixSignals

    app = application_without_log(QCoreApplication)
    heard: list[str] = []
    trial = VoiceTest(found, how, words)
    trial.over.connect(heard.append)
    trial.over.connect(app.quit)
    signals = UnixSignals(app.quit)  # while Qt waits, Python hears of no Ctrl-C
    QTimer.singleShot(0, app, trial.begin)
    app.exec()
    signals.close()
    faults = trial.faults
    trial.close()
    return (heard[0] if heard else None), faults
