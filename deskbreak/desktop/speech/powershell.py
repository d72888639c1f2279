"""Speech on Windows: System.Speech, in one PowerShell that lives as long as the engine. Not run here.

Windows PowerShell 5.1 is part of Windows; to start it and load .NET's speech takes a second or so, thus once. It reads
commands from its standard input, a line each, and carries them out as they come; one that waited for the end of the
words could not be stopped, so while something is said it is asked whether that has ended. Texts go in base64: no code
page spoils them, and nothing in them is a command.

https://learn.microsoft.com/dotnet/api/system.speech.synthesis.speechsynthesizer
https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_powershell_exe (-Command -)
"""

import base64
import re
from collections.abc import Iterator

from PySide6.QtCore import QObject, QProcess, QTimer

from deskbreak.desktop.processes import end
from deskbreak.desktop.speech.engine import Engine, SpeechStyle, Voice

ASKS_MS = 120

_TELL = "[Console]::Out.WriteLine('deskbreak {what} ' + {detail})"
_TRY = "try {{ {command} }} catch {{ " + _TELL.format(what="fault", detail="$_.Exception.Message") + " }}"
_MAKE = (
    "Add-Type -AssemblyName System.Speech; $voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    " $voice.Volume = {volume}; "
)
_BY_NAME = "$voice.SelectVoice({name})"
_BY_LANGUAGE = (
    "$tag = {tag};"
    " $there = @($voice.GetInstalledVoices() | Where-Object {{ $_.Enabled }} | ForEach-Object {{ $_.VoiceInfo }});"
    " $fit = @($there | Where-Object {{ $_.Culture.Name -eq $tag }})"
    " + @($there | Where-Object {{ $_.Culture.TwoLetterISOLanguageName -eq $tag.Split('-')[0] }});"
    " if ($fit.Count -eq 0) {{ throw ('there is no voice for ' + $tag) }}; $voice.SelectVoice($fit[0].Name)"
)
_SAY = "$voice.SpeakAsyncCancelAll(); $said = $voice.SpeakAsync({text})"
_ASK = "if ($said.IsCompleted) {{ " + _TELL + " }}"
_STOP = "$voice.SpeakAsyncCancelAll()"
_ANSWER = re.compile(r"deskbreak (done|fault) (.*)")

_LISTING = """
Add-Type -AssemblyName System.Speech
[Console]::OutputEncoding = [Text.Encoding]::UTF8
(New-Object System.Speech.Synthesis.SpeechSynthesizer).GetInstalledVoices() |
  ForEach-Object { $_.VoiceInfo.Culture.Name + ' ' + $_.VoiceInfo.Name }
"""

LISTING = ("-NoProfile", "-NonInteractive", "-Command", _LISTING)
"""The arguments by which PowerShell lists the voices."""


def voices(listing: str) -> Iterator[Voice]:
    """What ``LISTING`` has it print."""
    for line in listing.splitlines():
        language, _blank, name = line.strip().partition(" ")
        if name:
            yield Voice(name, language)


class PowerShellEngine(Engine):
    """Speaks by the PowerShell at ``path``, which is started with the first words."""

    name = "windows"

    def __init__(self, path: str, manner: SpeechStyle, parent: QObject | None = None) -> None:
        super().__init__(manner, parent)
        self._path = path
        self._number = 0
        self._process: QProcess | None = None
        self._asking = QTimer(self, interval=ASKS_MS)
        self._asking.timeout.connect(self._ask)

    def close(self) -> None:
        """See ``Engine``."""
        super().close()
        process = self._let_go()
        if process is not None:
            end(process)

    def _say(self, text: str) -> None:
        if self._process is None:
            self._start()
            self._command(_MAKE.format(volume=self.manner.volume) + self._choice())
        self._number += 1
        self._command(_SAY.format(text=_literal(text)))
        self._asking.start()

    def _stop(self) -> None:
        self._command(_STOP)

    def _rest(self) -> None:
        super()._rest()
        self._asking.stop()

    def _ask(self) -> None:
        self._command(_ASK.format(what="done", detail=self._number))

    def _choice(self) -> str:
        if self.manner.voice:
            return _BY_NAME.format(name=_literal(self.manner.voice))
        return _BY_LANGUAGE.format(tag=_literal(self.manner.tag))

    def _command(self, command: str) -> None:
        if self._process is not None:
            self._process.write((_TRY.format(command=command) + "\n").encode("ascii"))

    def _start(self) -> None:
        self._process = process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        process.readyReadStandardOutput.connect(self._on_answer)
        process.errorOccurred.connect(self._on_error)
        process.finished.connect(self._on_end)
        process.start(self._path, ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", "-"])

    def _on_answer(self) -> None:
        while self._process is not None and self._process.canReadLine():
            answer = _ANSWER.search(bytes(self._process.readLine().data()).decode(errors="replace"))
            if answer is None:
                continue
            what, detail = answer[1], answer[2].strip()
            if what == "fault":
                self._miss(detail)
            elif detail == str(self._number):
                self._finish()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._on_end()

    def _on_end(self) -> None:
        process = self._let_go()
        if process is not None:
            process.deleteLater()
            self._miss("PowerShell has ended")

    def _let_go(self) -> QProcess | None:
        """The process there was; it tells nothing any more."""
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._on_answer)
            process.errorOccurred.disconnect(self._on_error)
            process.finished.disconnect(self._on_end)
        return process


def _literal(text: str) -> str:
    """An expression whose value is ``text``."""
    coded = base64.b64encode(text.encode()).decode()
    return f"[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('{coded}'))"
