"""Which of the streams that record on this desktop are somebody speaking, and which only look like it."""

from collections.abc import Mapping
from dataclasses import dataclass

from deskbreak.desktop.program import Program

METERS = frozenset({"org.PulseAudio.pavucontrol", "org.gnome.VolumeControl"})
"""``application.id`` of what shows input levels. GNOME Shell leaves out the same two when it shows its microphone sign:
https://gitlab.gnome.org/GNOME/gnome-shell/-/blob/main/js/ui/status/volume.js (``_maybeShowInput``)."""
EFFECTS = "com.github.wwmm.pulseeffects"
"""How the ``application.id`` of PulseEffects begins, which records the microphone all day to pass it on improved:
https://github.com/wwmm/easyeffects/issues/965."""
NAMES = ("application.name", "application.process.binary", "media.name", "node.name")
"""Where a name may stand that people know, the best first."""


@dataclass(frozen=True)
class Recording:
    """One stream that records, as the sound server describes it ("source output" in PulseAudio's words)."""

    corked: bool
    """Whether it is at rest."""
    has_client: bool
    """Whether a program records, and not a part of the sound server."""
    resampler: str
    properties: Mapping[str, str]

    @property
    def counts(self) -> bool:
        """Whether somebody may be speaking (if the source is a microphone, which is another question).

        A muted microphone counts: one listens in a call. These do not:

        - what is corked;
        - parts of the sound server that pass sound on (loopback, echo cancelling, remapping): they have no client.
          Whoever records from the source they make has one and counts;
        - the same under PipeWire (filter-chain, loopback, EasyEffects, noise suppression): the two ends of one filter
          share a ``node.link-group``, and what is ``node.passive`` keeps no microphone awake
          (https://docs.pipewire.org/page_man_pipewire-props_7.html;
          https://github.com/werman/noise-suppression-for-voice/issues/227);
        - level meters: PulseAudio names the resampler of such a stream "peaks", pipewire-pulse sets ``resample.peaks``.

        Tried with PulseAudio 16.1 and with pipewire-pulse 0.3.65, where a stream without a link is corked.
        """
        if self.corked or not self.has_client:
            return False
        if self.properties.get("node.link-group") or self.properties.get("node.passive", "false") != "false":
            return False
        if self.resampler == "peaks" or self.properties.get("resample.peaks") == "true":
            return False
        if self.properties.get("stream.capture.sink") == "true":
            return False  # PipeWire: what is heard, not what is said
        program = self.properties.get("application.id", "")
        return program not in METERS and not program.startswith(EFFECTS)

    @property
    def program(self) -> Program:
        """The program as people know it ("Firefox"), and what else it goes by: its file, its id."""
        names = [name for key in NAMES if (name := Program.called(self.properties.get(key, "")).name)]
        others = (self.properties.get(key, "") for key in ("application.process.binary", "application.id"))
        return Program.called(names[0] if names else "some program", *others)
