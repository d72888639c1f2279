"""The workflow of the project's CI, as far as it can be read without running it: it names what there is."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORKFLOW = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")


def test_it_is_plain_yaml() -> None:
    """Two spaces a level, and none more than one level deeper than the line before, but in a block of text."""
    assert "\t" not in WORKFLOW
    levels = [0]
    for number, line in enumerate(WORKFLOW.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        spaces = len(line) - len(line.lstrip())
        assert spaces % 2 == 0, f"line {number}"
        assert spaces <= levels[-1] + 4, f"line {number}"
        levels.append(spaces)
        assert line.count('"') % 2 == 0, f"line {number}"
        assert re.match(r"\s*(- )?([\w-]+:( .*)?|python .*)$", line), f"line {number}: {line}"


def test_every_action_is_one_of_github_s_own_at_a_major_version() -> None:
    used = re.findall(r"uses: (\S+)", WORKFLOW)
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", action) for action in used), used


def test_it_runs_the_oldest_and_the_newest_python_that_are_promised() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=")
    matrices = re.findall(r"python: \[(.*)\]", WORKFLOW)
    assert len(matrices) == WORKFLOW.count("runs-on:")
    for matrix in matrices:
        versions = re.findall(r'"(.*?)"', matrix)
        assert versions[0] == oldest
        promised = [c.rpartition(" ")[2] for c in project["classifiers"] if re.search(r"Python :: 3\.\d+$", c)]
        assert max(promised, key=_key) == versions[-1]


def test_every_system_and_the_doctor() -> None:
    for system in ("ubuntu-", "windows-", "macos-"):
        assert system in WORKFLOW
    assert WORKFLOW.count("deskbreak doctor") == WORKFLOW.count("runs-on:")


def test_it_calls_what_there_is() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"\bmake (\w+)", WORKFLOW.partition("name: test")[2])
    assert targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
    left_out = re.findall(r"--ignore=(\S+)", WORKFLOW)
    assert left_out
    assert [path for path in left_out if not (ROOT / path).exists()] == []


def _key(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
