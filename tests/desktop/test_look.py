"""How the desktop looks, out of what the portal and the X settings tell; and which theme Qt is to take."""

import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.look.choice import open_look
from deskbreak.desktop.look.look import Look, font, is_dark, look_of
from deskbreak.desktop.look.platform_theme import platform_theme, taken
from deskbreak.desktop.look.xsettings import settings
from tests.desktop.services import Answer, PrivateBus, ScriptedService, all_heard

LIMIT = 5_000
PORTAL, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SETTINGS, SIGNATURE = "org.freedesktop.portal.Settings", "a{sa{sv}}"
APPEARANCE, GNOME = "org.freedesktop.appearance", "org.gnome.desktop.interface"


@pytest.mark.parametrize(
    ("portal", "xsettings", "look"),
    [
        ({}, {}, Look()),
        ({(APPEARANCE, "color-scheme"): 1}, {}, Look(dark=True)),
        ({(APPEARANCE, "color-scheme"): 2}, {"Net/ThemeName": "Arc-Dark"}, Look()),
        ({(APPEARANCE, "color-scheme"): 0}, {"Net/ThemeName": "Arc-Dark"}, Look(dark=True)),
        ({(GNOME, "gtk-theme"): "Adwaita-dark"}, {}, Look(dark=True)),
        ({(GNOME, "gtk-theme"): "Adwaita"}, {"Net/ThemeName": "Arc-Dark"}, Look()),
        ({(APPEARANCE, "contrast"): 1}, {}, Look(contrast=True)),
        ({}, {"Net/ThemeName": "HighContrast"}, Look(contrast=True)),
        ({}, {"Net/ThemeName": "HighContrastInverse"}, Look(dark=True, contrast=True)),
        ({(GNOME, "font-name"): "Cantarell 11"}, {"Gtk/FontName": "Sans 10"}, Look(family="Cantarell", points=11)),
        ({}, {"Gtk/FontName": "Sans 10"}, Look(family="Sans", points=10)),
        ({(APPEARANCE, "color-scheme"): "1", (GNOME, "font-name"): 7}, {"Net/ThemeName": b"x"}, Look()),
    ],
)
def test_what_both_tell_together(
    portal: Mapping[tuple[str, str], object], xsettings: Mapping[str, object], look: Look
) -> None:
    assert look_of(portal, xsettings) == look


@pytest.mark.parametrize(
    ("name", "family", "points"),
    [
        ("DejaVu Sans 10", "DejaVu Sans", 10),
        ("DejaVu Sans Semi-Bold Italic 10.5", "DejaVu Sans", 10.5),
        ("Noto Sans,  11", "Noto Sans", 11),
        ("Bold 12", "Bold", 12),
        ("Cantarell", "Cantarell", 0),
        ("Sans 1e999", "Sans", 0),
        ("Sans 900", "Sans", 0),
        ("12", "", 12),
        ("", "", 0),
    ],
)
def test_a_font_by_the_name_that_pango_gives_it(name: str, family: str, points: float) -> None:
    assert font(name) == (family, points)


@pytest.mark.parametrize(
    ("theme", "dark"),
    [("Adwaita", False), ("Adwaita-dark", True), ("Greybird-Dark", True), ("Mint-Y-Black", True), ("Daedalus", False)],
)
def test_a_theme_is_dark_by_its_name(theme: str, dark: bool) -> None:
    assert is_dark(theme) is dark


@given(st.dictionaries(st.text(max_size=20), st.text() | st.integers() | st.binary()), st.text())
def test_no_words_do_any_harm(xsettings: Mapping[str, object], words: str) -> None:
    look = look_of({(GNOME, "font-name"): words, (GNOME, "gtk-theme"): words}, xsettings)
    assert look.points == 0 or 4 <= look.points <= 96
    assert look.family.isprintable()


# The theme of Qt's platform


@pytest.mark.parametrize(
    ("environment", "platform", "theme"),
    [
        ({"XDG_CURRENT_DESKTOP": "XFCE"}, "linux", "gnome"),
        ({"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, "linux", "gnome"),
        ({}, "linux", "gnome"),
        ({"XDG_CURRENT_DESKTOP": "KDE"}, "linux", ""),
        ({"KDE_FULL_SESSION": "true"}, "linux", ""),
        ({"QT_QPA_PLATFORMTHEME": ""}, "linux", "gnome"),
        ({"XDG_CURRENT_DESKTOP": "XFCE", "QT_QPA_PLATFORMTHEME": "qt5ct"}, "linux", ""),
        ({}, "win32", ""),
        ({}, "darwin", ""),
    ],
)
def test_qt_takes_a_theme_without_gtk_unless_it_is_chosen(
    environment: Mapping[str, str], platform: str, theme: str
) -> None:
    assert platform_theme(environment, platform) == theme


def test_it_is_taken_only_while_qt_begins() -> None:
    environment = {"XDG_CURRENT_DESKTOP": "XFCE"}
    with taken(environment, "gnome"):
        assert environment["QT_QPA_PLATFORMTHEME"] == "gnome"
    assert environment == {"XDG_CURRENT_DESKTOP": "XFCE"}
    for before, theme in (("qt5ct", ""), ("", "gnome")):
        chosen = {"QT_QPA_PLATFORMTHEME": before}
        with taken(chosen, theme):
            assert chosen["QT_QPA_PLATFORMTHEME"] == (theme or before)
        assert chosen == {"QT_QPA_PLATFORMTHEME": before}


# X settings: https://specifications.freedesktop.org/xsettings-spec/latest/


def written(order: str, *those: tuple[str, int, bytes]) -> bytes:
    """The property: each of ``those`` is a name, a type and its value as it is written."""
    raw = struct.pack(f"{order}BxxxII", 0 if order == "<" else 1, 7, len(those))
    for name, kind, value in those:
        raw += struct.pack(f"{order}BxH", kind, len(name)) + name.encode() + bytes(-len(name) % 4)
        raw += struct.pack(f"{order}I", 3) + value
    return raw


def text(order: str, value: str) -> bytes:
    raw = value.encode()
    return struct.pack(f"{order}I", len(raw)) + raw + bytes(-len(raw) % 4)


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_property_is_read_in_either_order_of_bytes(order: str) -> None:
    raw = written(
        order,
        ("Net/ThemeName", 1, text(order, "Arc-Dark")),
        ("Gtk/ColorScheme", 2, bytes(8)),
        ("Xft/DPI", 0, struct.pack(f"{order}i", -98304)),
        ("Gtk/FontName", 1, text(order, "Séñor 10")),
    )
    assert dict(settings(raw)) == {"Net/ThemeName": "Arc-Dark", "Xft/DPI": -98304, "Gtk/FontName": "Séñor 10"}


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda tail: written("<", ("Net/ThemeName", 1, tail))))
def test_what_is_no_such_property_is_refused(raw: bytes) -> None:
    with suppress(ValueError, struct.error):
        assert all(isinstance(name, str) and isinstance(value, str | int) for name, value in settings(raw))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\2" + bytes(11),
        struct.pack("<BxxxII", 0, 1, 2**32 - 1),
        written("<", ("a", 9, bytes(4))),
        written("<", ("a", 1, struct.pack("<I", 2**31))),
    ],
)
def test_nonsense_is_no_settings(raw: bytes) -> None:
    with pytest.raises((ValueError, struct.error)):
        dict(settings(raw))


# The portal


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path) as bus:
        yield bus


def test_the_portal_is_asked_and_heard(qtbot: QtBot, bus: PrivateBus) -> None:
    portal = ScriptedService(bus, PORTAL)
    portal.answers["ReadAll"] = Answer(
        SIGNATURE, {APPEARANCE: {"color-scheme": ("u", 1)}, GNOME: {"font-name": ("s", "Cantarell 11")}}
    )
    desktop = open_look("wayland")
    assert desktop.look == Look(), "nothing is known yet"
    qtbot.waitUntil(lambda: desktop.look == Look(dark=True, family="Cantarell", points=11), timeout=LIMIT)
    told: list[Look] = []
    desktop.changed.connect(lambda: told.append(desktop.look))
    portal.emit(PATH, SETTINGS, "SettingChanged", "ssv", APPEARANCE, "accent-color", ("s", "red"))
    portal.emit(PATH, SETTINGS, "SettingChanged", "ssv", APPEARANCE, "color-scheme", ("u", 1))
    portal.emit(PATH, SETTINGS, "SettingChanged", "ssv", APPEARANCE, "color-scheme", ("u", 2))
    qtbot.waitUntil(lambda: bool(told), timeout=LIMIT)
    assert told == [Look(family="Cantarell", points=11)], "told once, and nothing of what does not matter"
    desktop.close()


def test_a_portal_that_takes_its_time_is_heard_all_the_same(
    qtbot: QtBot, bus: PrivateBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a machine that has just been started: else dark would be light until somebody changes it."""
    monkeypatch.setattr("deskbreak.desktop.bus.client.PATIENCE_MS", 10)
    portal = ScriptedService(bus, PORTAL)
    portal.answers["ReadAll"] = Answer(SIGNATURE, {APPEARANCE: {"color-scheme": ("u", 1)}})
    portal.withholds = True
    desktop = open_look("wayland")
    qtbot.waitUntil(lambda: portal.asked("ReadAll") == 1, timeout=LIMIT)
    beyond = QTimer(singleShot=True)
    beyond.start(100)
    qtbot.waitUntil(lambda: not beyond.isActive(), timeout=LIMIT)
    portal.deliver()
    qtbot.waitUntil(lambda: desktop.look == Look(dark=True), timeout=LIMIT)
    desktop.close()


def test_without_a_portal_it_looks_as_qt_has_it(qtbot: QtBot, bus: PrivateBus) -> None:
    other, line = ScriptedService(bus, "org.example.Other"), BusClient(BusKind.SESSION)
    desktop = open_look("wayland")
    line.open()
    all_heard(qtbot, line, other)
    assert desktop.look == Look()
    desktop.close()
    line.close()
