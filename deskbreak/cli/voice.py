"""``voice test`` and ``voice list``: who would speak here, with which voice, and whether that can be heard."""

import sys

from deskbreak.cli import exits
from deskbreak.coach.plan import plan
from deskbreak.desktop.speech.choice import FoundEngine, NoVoices, engines
from deskbreak.desktop.speech.engine import SpeechStyle, Voice
from deskbreak.i18n import N_, _, catalogue, language
from deskbreak.settings import Settings
from deskbreak.settings.declared import CoachSettings
from deskbreak.store import config
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths

HELLO = N_("Hello. This is the voice that leads you through your routine.")
PATIENCE_MS = 30_000
"""An engine that has to be started, and then one that hangs, and then the next."""


def try_out(paths: Paths, text: str | None) -> int:
    """Say a sentence, or ``text``, as a routine would; 1 and a sentence if nobody can be heard."""
    settings = _settings(paths)
    coach = settings.coach
    found = engines(coach.voice_engine, sys.platform)
    if not found:
        return _nobody(coach)
    spoken, own_words = _of_the_routine(paths, settings)
    words = text or own_words
    heard, faults = _speak(found, SpeechStyle(spoken, coach.voice_name, max(1, coach.volume)), words)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not heard:
        print(_("Nobody could speak."), file=sys.stderr)
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
            print(fault, file=sys.stderr)
            continue
        code = exits.OK
        shown = there if every else [voice for voice in there if _fits(voice, spoken)]
        print(f"{one.name}:")
        width = max((len(voice.language) for voice in shown), default=0)
        for voice in sorted(shown, key=lambda voice: (voice.language.lower(), voice.name)):
            print(f"  {voice.language:<{max(8, width)}} {voice.name}")
        if not shown:
            print("  " + _("no voice for {language}; --all shows every one").format(language=spoken))
    return code


def _settings(paths: Paths) -> Settings:
    return config.read(paths).settings


def _of_the_routine(paths: Paths, settings: Settings) -> tuple[str, str]:
    """The language that the voice of a routine speaks here, and a sentence in it: one of ours, else the routine's."""
    from deskbreak.app.routine.audio import language_of  # noqa: PLC0415 - Qt takes half a second

    library = open_library(paths)
    routine, wanted = library.routine(settings.routine.name), settings.coach.language
    layout = plan(routine, library.exercises, language=language(wanted))
    spoken = language_of(layout, library.exercises, wanted)
    sentence = catalogue(spoken).gettext(HELLO)
    translated = sentence != HELLO or spoken.partition("_")[0] == "en"
    return spoken, sentence if translated else layout.script[0].say


def _language(coach: CoachSettings) -> str:
    wanted = language(coach.language)
    return "en" if wanted in ("C", "POSIX") else wanted


def _fits(voice: Voice, spoken: str) -> bool:
    """Of the language, in whatever region; without the many variants that some engines make of each voice."""
    of = voice.language.replace("-", "_").partition("_")[0].lower()
    return of == spoken.partition("_")[0].lower() and "+" not in voice.name


def _nobody(coach: CoachSettings) -> int:
    if coach.voice_engine == "none":
        sentence = _('Nobody speaks here: [coach] voice_engine is "none".')
    elif coach.voice_engine == "auto":
        sentence = _("No program that speaks was found. On Debian and Ubuntu: sudo apt-get install espeak-ng")
    else:
        sentence = _('“{engine}”, which [coach] voice_engine names, was not found here; "auto" takes what there is.')
    print(sentence.format(engine=coach.voice_engine), file=sys.stderr)
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


def _speak(found: tuple[FoundEngine, ...], manner: SpeechStyle, words: str) -> tuple[str, list[str]]:
    """Who spoke (``""``: nobody), and what was wrong with those before."""
    from PySide6.QtCore import QCoreApplication, QTimer  # noqa: PLC0415 - Qt takes half a second

    from deskbreak.desktop.speech.speaker import Speaker  # noqa: PLC0415 - Qt takes half a second

    app = QCoreApplication.instance() or QCoreApplication([])
    speaker = Speaker(found, manner)
    heard: list[str] = []
    speaker.done.connect(lambda: heard.append(speaker.engine))
    speaker.done.connect(app.quit)
    speaker.failed.connect(app.quit)
    QTimer.singleShot(PATIENCE_MS, app, app.quit)
    QTimer.singleShot(0, app, lambda: speaker.say(words))
    app.exec()
    faults = list(speaker.faults)
    speaker.close()
    return (heard[0] if heard else ""), faults
