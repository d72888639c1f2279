"""What an examination means for people: a line each, and what would help."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from deskbreak.app.machine.diagnosis import Diagnosis
from deskbreak.app.machine.sense_report import BY_PROGRAMS, QUESTIONS, SenseReport
from deskbreak.desktop.autostart.autostart import AutostartState, AutostartStatus
from deskbreak.desktop.program import names_in
from deskbreak.desktop.speech.choice import AUTO, NONE
from deskbreak.engine.reasons import QUESTIONS as OF_SIGNS
from deskbreak.i18n import N_, _
from deskbreak.settings import SECOND
from deskbreak.settings.duration import duration_text
from deskbreak.settings.reading import declaration
from deskbreak.store.health import FileHealth
from deskbreak.ui.settings.pages import PAGES, page_of


class Health(Enum):
    """How it is with one thing."""

    OK = "ok"
    UNKNOWN = "unknown"
    MISSING = "missing"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. ``advice`` are further sentences. Without what is ``essential`` deskbreak cannot do its work.

    ``clicked``: of some of them, what is said in their place in the settings window, where nobody writes files or types
    commands; "" where a button stands there.
    """

    part: str
    name: str
    health: Health
    says: str
    advice: tuple[str, ...] = ()
    essential: bool = False
    clicked: Mapping[str, str] = field(default_factory=dict)

    @property
    def in_window(self) -> tuple[str, ...]:
        """The advice for who is in the settings window."""
        said = (self.clicked.get(sentence, sentence) for sentence in self.advice)
        return tuple(sentence for sentence in said if sentence)

    @property
    def grave(self) -> bool:
        """Whether deskbreak cannot do its work because of this."""
        return self.essential and self.health in (Health.MISSING, Health.FAULTY)


NAMES = {
    "idle": N_("Input"),
    "lock": N_("Lock"),
    "sleep": N_("Sleep"),
    "clock": N_("Clock set"),
    "zone": N_("Time zone"),
    **{question: asked.name for question, asked in OF_SIGNS.items()},
    "config": N_("Settings"),
    "content": N_("Own exercises"),
    "state": N_("State"),
    "history": N_("History"),
    "memory": N_("Memory"),
    "log": N_("Log"),
    "runtime": N_("Runtime folder"),
}
FOLDERS = ("content", "runtime")
WITHOUT = {
    "idle": N_("When you last touched mouse or keyboard is not known, so you count as present."),
    "lock": N_("A locked screen is only noticed because your hands rest. logind, or a screen saver, would tell."),
    "sleep": N_("That the machine slept is noticed afterwards. logind would tell before."),
    "clock": N_("That the clock was set is noticed at the next look at it."),
    "zone": N_("That the time zone changed is noticed at the next start."),
    **{question: asked.without for question, asked in OF_SIGNS.items()},
}
TO_IGNORE = N_("If that is to count as nothing, write it below [hold] in config.toml: ignore = [{names}]")
TO_IGNORE_HERE = N_("If {names} is to count as nothing: it is added at {place}.")
LEFT_OUT = N_("Counts as nothing, by [hold] ignore: {names}")
LEFT_OUT_HERE = N_("Counts as nothing: {names}. That is chosen at {place}.")
UNWISHED, UNWISHED_HERE = N_('By voice_engine = "none" below [coach].'), N_("That is chosen at {place}.")
ALONE = N_('voice_engine = "{engine}" allows no other.')
ALONE_HERE = N_("{engine} alone is to speak, which is chosen at {place}.")
WAYLAND_IDLE = N_("This Wayland compositor has no ext-idle-notify.")
NO_TRAY = N_("deskbreak works without: start it once more to see its window. On GNOME: the AppIndicator extension.")
NO_DAEMON = N_("deskbreak shows small cards of its own instead.")
NO_ACTIONS = N_("It has no buttons, so deskbreak shows invitations on cards of its own.")
NO_SPEAKER = N_("A voice takes speech-dispatcher (spd-say) or espeak-ng.")
NOTHING_HEARD = N_("Nothing can be heard by it. Is a sound server running (PulseAudio, PipeWire)?")
TRY_VOICE = N_("“deskbreak voice test” tries it aloud.")
NO_PLAYER = N_("Sounds take pulseaudio-utils (paplay), pipewire-bin (pw-play) or alsa-utils (aplay).")

TO_MEND = N_("To have it start from where it is now: deskbreak autostart on")


def findings(found: Diagnosis, voice: str) -> Iterator[Finding]:
    """Every line, in the order in which they are told. ``voice``: the setting ``[coach] voice_engine``."""
    yield _display(found)
    for question in QUESTIONS:
        yield _sense(question, [heard for heard in found.senses if heard.question == question], found.display.platform)
    yield from _notifications(found)
    yield _tray(found)
    yield _speech(found, voice)
    yield _sound(found)
    for file in found.files:
        yield _file(file)
    yield _at_login(found.at_login)


def _display(found: Diagnosis) -> Finding:
    platform, fault = found.display.platform, found.display.fault
    if fault:
        return Finding("display", _("Display"), Health.MISSING, _("none"), (fault,), essential=True)
    return Finding("display", _("Display"), Health.OK, platform, essential=True)


def _sense(question: str, parts: list[SenseReport], platform: str) -> Finding:
    name = _(NAMES[question])
    known = [part for part in parts if part.value is not None]
    if not known:
        faults = _together(parts)
        advice = [_(WAYLAND_IDLE)] if question == "idle" and platform.startswith("wayland") else []
        return Finding(question, name, Health.UNKNOWN, faults or _("nobody to ask"), (*advice, _(WITHOUT[question])))
    best = next((part for part in known if part.value), known[0])
    advice, clicked = [], {}
    if _may_be_ignored(best):
        advice.append(_(TO_IGNORE).format(names=_toml_texts(best.detail)))
        clicked[advice[-1]] = _(TO_IGNORE_HERE).format(names=best.detail, place=_place("hold.ignore"))
    if question == "zone" and best.detail:
        advice.append(best.detail)
    left_out = ", ".join(dict.fromkeys(part.left_out for part in known if part.left_out))
    if left_out:
        advice.insert(0, _(LEFT_OUT).format(names=left_out))
        clicked[advice[0]] = _(LEFT_OUT_HERE).format(names=left_out, place=_place("hold.ignore"))
    return Finding(question, name, Health.OK, f"{_value(best)} ({_asked(best)})", tuple(advice), clicked=clicked)


def _place(key: str) -> str:
    """Where in the settings window the setting stands."""
    page = next(page for page in PAGES if page.id == page_of(key))
    return _("“{title}” on the page “{page}”").format(title=_(declaration(key).title), page=_(page.title))


def _toml_texts(names: str) -> str:
    return ", ".join(json.dumps(name, ensure_ascii=False) for name in names_in(names))


def _may_be_ignored(heard: SenseReport) -> bool:
    return heard.question in BY_PROGRAMS and bool(heard.value and heard.detail)


def _together(parts: list[SenseReport]) -> str:
    """Each fault once, with all who have it."""
    backends: dict[str, list[str]] = {}
    for part in parts:
        if part.fault:
            backends.setdefault(part.fault, []).append(part.backend)
    return "; ".join(f"{', '.join(names)}: {fault}" for fault, names in backends.items())


def _value(heard: SenseReport) -> str:
    if heard.question == "idle":
        idle = int(heard.value or 0)
        return _("last touched {span} ago").format(span=duration_text(idle)) if idle >= SECOND else _("just now")
    if heard.question in ("sleep", "clock"):
        return _("will be told")
    if isinstance(heard.value, str):
        return heard.value
    text = _("yes") if heard.value else _("no")
    return f"{text}: {heard.detail}" if heard.detail else text


def _asked(heard: SenseReport) -> str:
    if heard.tells:
        return _("{backend} tells by itself").format(backend=heard.backend)
    if heard.answered_ms_ago is None or heard.answered_ms_ago < SECOND:
        return _("{backend}, asked just now").format(backend=heard.backend)
    return _("{backend}, asked {span} ago").format(backend=heard.backend, span=duration_text(heard.answered_ms_ago))


def _notifications(found: Diagnosis) -> Iterator[Finding]:
    name, daemon = _("Notifications"), found.daemon
    essential = bool(found.display.fault)  # cards need a display, too
    if daemon is None:
        yield Finding("notifications", name, Health.OK, _("the system's own, without buttons"))
    elif daemon.fault:
        advice = (_(NO_DAEMON),) if not essential else ()
        yield Finding("notifications", name, Health.MISSING, daemon.fault, advice, essential=essential)
    else:
        says = f"{daemon.name} {daemon.version} ({', '.join(sorted(daemon.capabilities))})"
        advice = () if daemon.actions else (_(NO_ACTIONS),)
        yield Finding("notifications", name, Health.OK, says, advice)


def _tray(found: Diagnosis) -> Finding:
    if not found.tray.kind:
        return Finding("tray", _("Tray"), Health.MISSING, found.tray.fault, (_(NO_TRAY),))
    return Finding("tray", _("Tray"), Health.OK, found.tray.kind)


def _speech(found: Diagnosis, voice: str) -> Finding:
    name, paths = _("Speech"), ", ".join(found.speakers)
    if voice == NONE:
        clicked = {_(UNWISHED): _(UNWISHED_HERE).format(place=_place("coach.voice_engine"))}
        return Finding("speech", name, Health.OK, _("not wished for"), (_(UNWISHED),), clicked=clicked)
    if not paths:
        named = "" if voice == AUTO else _(ALONE).format(engine=voice)
        clicked = {named: _(ALONE_HERE).format(engine=voice, place=_place("coach.voice_engine"))}
        advice = tuple(filter(None, (named, _(NO_SPEAKER))))
        return Finding("speech", name, Health.MISSING, _("no program for it"), advice, clicked=clicked)
    listen = {_(TRY_VOICE): ""}
    if fault := found.speech_fault or found.silent:
        return Finding("speech", name, Health.FAULTY, fault, (_(TRY_VOICE),), clicked=listen)
    if found.sound.fault:  # with a card there is another way to it than that of the sounds
        health = Health.UNKNOWN if found.sound.cards else Health.FAULTY
        return Finding("speech", name, health, paths, (_(NOTHING_HEARD), _(TRY_VOICE)), clicked=listen)
    return Finding("speech", name, Health.OK, paths)


def _sound(found: Diagnosis) -> Finding:
    name, sound = _("Sound"), found.sound
    if not sound.players:
        return Finding("sound", name, Health.MISSING, _("no program for it"), (_(NO_PLAYER),))
    if sound.fault:
        return Finding("sound", name, Health.FAULTY, sound.fault, (_(NOTHING_HEARD),))
    return Finding("sound", name, Health.OK, ", ".join(sound.players))


def _at_login(status: AutostartStatus) -> Finding:
    name, faults = _("Start at login"), (status.fault,) if status.fault else ()
    match status.state:
        case AutostartState.ON:
            return Finding("autostart", name, Health.OK, f"{_('on')} ({status.where})", faults)
        case AutostartState.MOVED:
            advice = (*faults, _(TO_MEND))
            return Finding("autostart", name, Health.FAULTY, _("moved"), advice, clicked={_(TO_MEND): ""})
        case AutostartState.OFF:
            return Finding("autostart", name, Health.OK, _("off"), faults)


def _file(file: FileHealth) -> Finding:
    name, size = _(NAMES[file.name]), file.size
    says = file.path if file.name in FOLDERS else f"{file.path} ({_size(size)})"
    if file.kept and not file.writable:
        return Finding(file.name, name, Health.FAULTY, says, (_("It cannot be written."), *file.faults), essential=True)
    if file.faults:
        return Finding(file.name, name, Health.FAULTY, says, file.faults)
    return Finding(file.name, name, Health.OK, says)


def _size(size: int | None) -> str:
    if size is None:
        return _("not there yet")
    return _("{count} KiB").format(count=-(-size // 1024))
