"""Prepare this checkout: system packages, `.venv`, deskbreak itself. Standard library only.

    python3 packaging/set_up.py run    what deskbreak needs to run
    python3 packaging/set_up.py dev    that, and all that tests, demo and bench need

`make` calls it before everything else, so it is quick when there is nothing to do: what was installed is
remembered by a digest of the files that say what to install. Exit code 1 and a sentence when something is
missing that only the user can install.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PACKAGES = ROOT / "packaging" / "debian-packages.toml"
PROJECT = ROOT / "pyproject.toml"


def main() -> int:
    level = sys.argv[1] if len(sys.argv) == 2 else ""
    if level not in ("run", "dev"):
        print(__doc__, file=sys.stderr)
        return 2
    if any(_is_done(done) for done in ({"run", "dev"} if level == "run" else {"dev"})):
        return 0
    try:
        install_system_packages(system_packages(level))
        install_python_packages(level)
    except SetUpError as error:
        print(f"deskbreak: {error}", file=sys.stderr)
        return 1
    _stamp(level).write_text(_digest())
    return 0


class SetUpError(Exception):
    """A sentence for the user: what is missing and the line that mends it."""


def system_packages(level: str) -> list[str]:
    """The Debian packages of ``level``, and the one that lets this Python make a virtual environment."""
    listed = tomllib.loads(PACKAGES.read_text(encoding="utf-8"))
    wanted: list[str] = listed["run"]
    if level == "dev":
        programs = [*listed["programs"]["tests"].values(), *listed["programs"]["optional"].values()]
        wanted = list(dict.fromkeys([*wanted, *listed["desktop"], *programs]))
    if not (VENV / "bin" / "python").exists() and importlib.util.find_spec("ensurepip") is None:
        # Debian's python3 comes without ensurepip, and `python3 -m venv` stops half-way.
        wanted = [*wanted, f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]
    return wanted


def install_system_packages(wanted: list[str]) -> None:
    """Install what is missing with apt-get, as root or by a sudo that asks nothing; else name the line."""
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        print(
            "deskbreak: this is neither Debian nor Ubuntu, so system libraries are not looked after; "
            f"should anything be missing, {PACKAGES.relative_to(ROOT)} lists them.",
            file=sys.stderr,
        )
        return
    installed = _installed()
    missing = [name for name in wanted if name not in installed]
    if not missing:
        return
    root = os.geteuid() == 0
    if not root and not _sudo_asks_nothing():
        sudo = "sudo " if shutil.which("sudo") else ""
        raise SetUpError(
            f"some system packages are missing. Install them with this line{'' if sudo else ', as root'}, "
            "then run make again:\n\n"
            f"  {sudo}apt-get update && {sudo}apt-get install --no-install-recommends {' '.join(missing)}\n"
        )
    print(f"deskbreak: installing {len(missing)} system packages: {' '.join(missing)}", flush=True)
    apt = [] if root else ["sudo", "-n"]
    apt += ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    _run([*apt, "update"], "the package lists could not be fetched")
    _run([*apt, "install", "-y", "--no-install-recommends", *missing], "the packages could not be installed")


def install_python_packages(level: str) -> None:
    """Make `.venv` and install deskbreak into it, editable; for ``dev`` the group of that name too."""
    python = VENV / "bin" / "python"
    if not _has_pip(python):
        print("deskbreak: making .venv", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", VENV], "the virtual environment could not be made")
    # The groups are read here, as pip knows them only since 25.1.
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    group: list[str] = project["dependency-groups"]["dev"] if level == "dev" else []
    print("deskbreak: installing Python packages into .venv (a few minutes the first time)", flush=True)
    _run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", ROOT, *group],
        "the Python packages could not be installed",
    )


def _installed() -> set[str]:
    """What is installed, and what that provides: libglib2.0-0t64 is libglib2.0-0 too."""
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status}\t${Package}\t${Provides}\n"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names = set()
    for line in listing.splitlines():
        status, package, provides = line.split("\t")
        if status == "installed":
            names.add(package)
            names.update(entry.split()[0] for entry in provides.split(",") if entry.strip())
    return names


def _has_pip(python: Path) -> bool:
    """Whether `.venv` is there and whole: an interrupted set-up or a lost Python leaves half of one."""
    command = [str(python), "-m", "pip", "--version"]
    return python.exists() and subprocess.run(command, capture_output=True, check=False).returncode == 0


def _sudo_asks_nothing() -> bool:
    sudo = shutil.which("sudo")
    return sudo is not None and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0


def _run(command: list[str | Path], fault: str) -> None:
    """Run ``command`` without a word; if it fails, with all that it said."""
    words = [str(word) for word in command]
    result = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if result.returncode:
        raise SetUpError(f"{fault}: {words[0]} said\n\n{result.stdout}")


def _digest() -> str:
    """Of everything that says what to install, and of the interpreter it is for: not of its name, which is another one
    where `.venv` is activated."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    python = [project[table] for table in ("build-system", "project", "dependency-groups")]
    said = repr((sys.version, sys.base_prefix, python, PACKAGES.read_bytes(), Path(__file__).read_bytes()))
    return hashlib.sha256(said.encode()).hexdigest()


def _stamp(level: str) -> Path:
    return VENV / f".set-up-{level}"


def _is_done(level: str) -> bool:
    stamp = _stamp(level)
    return stamp.exists() and stamp.read_text() == _digest()


if __name__ == "__main__":
    sys.exit(main())
