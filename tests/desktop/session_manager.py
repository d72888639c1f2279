"""What a session manager starts at login, by the letter of two specifications, read in another way than deskbreak does.

Desktop Application Autostart Specification 0.5, and Desktop Entry Specification 1.5: the types of values, the keys, and
the quoting of Exec.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

NAME = "org.deskbreak.Deskbreak.desktop"


def begun_at_login(environment: Mapping[str, str]) -> list[str] | None:
    """The words of the command that is run, ``None`` if none is. ``environment``: that of the session."""
    home = environment.get("XDG_CONFIG_HOME") or f"{environment['HOME']}/.config"
    shared = environment.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    for folder in (home, *shared.split(":")):
        file = Path(folder, "autostart", NAME)
        if file.is_file():
            return _command(file, environment)
    return None


def main_group(file: Path) -> dict[str, str]:
    """The keys of [Desktop Entry] and their values, escapes undone."""
    values: dict[str, str] = {}
    within = False
    for line in file.read_text(encoding="utf-8").split("\n"):
        if line.startswith("["):
            within = line == "[Desktop Entry]"
        elif within and "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            values[key.strip()] = "".join(_unescaped(value.strip()))
    return values


def words(command: str) -> list[str]:
    """The arguments in a value of Exec whose escapes are undone: quoted in whole or not at all."""
    found: list[str] = []
    letters = iter(command)
    while letter := next(letters, ""):
        if letter == " ":
            continue
        word = ""
        if letter == '"':
            while (inner := next(letters)) != '"':
                if inner == "\\":
                    inner = next(letters)
                    assert inner in '"`$\\', f"nothing else is escaped there: {command}"
                else:
                    assert inner not in "`$", f"is escaped there: {command}"
                word += inner
            assert next(letters, " ") == " ", "an argument is quoted in whole"
        else:
            while letter != " ":
                assert letter not in "\t\n\"'\\><~|&;$*?#()`", f"is reserved: {command}"
                word += letter
                letter = next(letters, " ")
        parts = word.split("%%")
        assert not any("%" in part for part in parts), f"fields stand for files: {command}"
        found.append("%".join(parts))
    return found


def _command(file: Path, environment: Mapping[str, str]) -> list[str] | None:
    values = main_group(file)
    if values.get("Hidden") == "true" or values.get("X-GNOME-Autostart-enabled") == "false":
        return None
    desktops = [name for name in environment.get("XDG_CURRENT_DESKTOP", "").split(":") if name]
    only, never = values.get("OnlyShowIn"), values.get("NotShowIn", "")
    verdict = [name in (only or "").split(";") for name in desktops if name in f"{only};{never}".split(";")]
    if not (verdict[0] if verdict else only is None):
        return None
    if (tried := values.get("TryExec")) and not _is_there(tried, environment):
        return None
    assert values["Type"] == "Application"
    assert values["Name"]
    command = words(values["Exec"])
    assert "=" not in command[0]
    return command


def _is_there(program: str, environment: Mapping[str, str]) -> bool:
    folders = [""] if program.startswith("/") else environment.get("PATH", "").split(":")
    return any(os.access(Path(folder, program), os.X_OK) for folder in folders)


def _unescaped(value: str) -> Iterator[str]:
    letters = iter(value)
    for letter in letters:
        yield {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}[next(letters)] if letter == "\\" else letter
