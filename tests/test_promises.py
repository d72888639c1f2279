"""No text that people read promises an effect: what may help is told with its limits, on *Why these?* alone."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent

_SUFFERING = r"(pains?|aches?|tension|stiffness|injur(y|ies)|backs?|necks?|RSI)\b"
PROMISES = {
    r"\bha(s|ve|d)( \w+)? had what (it|they|you) need": "Your back and neck have had what they needed.",
    r"\bcounts? (in full|like the whole)\b": "Short, and it counts in full.",
    r"\bsitting( still)? is what\b": "Sitting still is what harms.",
    r"\b(nobody|no one) (nearby |else )?(will |would |ha[sd] to |needs to )notice\b": "Nobody had to notice.",
    r"\b(nobody|no one) (nearby|around you|else) notices\b": "Nobody nearby notices.",
    r"\bresults (show|come|appear|follow|are seen|will)\b": "Results show after two to three weeks.",
    rf"\b(prevents?|cures?|heals?|relieves?|soothes?) (\w+ ){{0,3}}{_SUFFERING}": "It prevents most of the pain.",
    rf"\b(protects?|frees?|saves?) (\w+ ){{0,3}}(from|against|of) (\w+ )?{_SUFFERING}": "It protects from neck pain.",
    rf"\b(eases|loosens up|repairs|fixes|strengthens) (your|the) (\w+ )?{_SUFFERING}": "Eases the lower back.",
    r"\b(pain|ache|tension)[- ]free\b": "A pain-free day.",
    r"\bfree (of|from) (pain|aches|tension)\b": "Free of pain.",
    r"\bguarantee(s|d)?\b": "Guaranteed.",
    r"\b(clinically|scientifically) (proven|tested)\b|\bproven to\b": "Proven to work.",
    r"\bgood for (your|the) (back|neck|spine|body|health|posture)\b": "Good for your back.",
    r"\b(healthy|healthier|stronger|better) (back|neck|spine|posture)\b": "For a healthier spine.",
    r"\bkeeps? (you|\w+ (back|neck|spine)) (healthy|fit|young|well)\b": "Keeps your neck young.",
    r"\b(will|sure to) (help|do) (you|your) (good|back|neck)\b": "It will help your back.",
    r"\bmakes? you (fit|fitter|healthy|healthier|stronger|feel better)\b": "It makes you feel better.",
    r"\b(improves?|corrects?) (\w+ )?(posture|health|well-being|wellbeing|back|neck)\b": "Improves your posture.",
}
"""What a promise sounds like, and a sentence in which it does."""

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CONTENT = sorted((ROOT / "resources").rglob("*.toml"))
LISTED = [
    ROOT / "pyproject.toml",
    ROOT / "config.example.toml",
    *sorted((ROOT / "resources" / "desktop").iterdir()),
    *sorted((ROOT / "packaging").glob("*.xml")),
]
CATALOGUE = ROOT / "resources" / "locale" / "deskbreak.pot"


def promises(text: str) -> list[str]:
    flat = " ".join(text.split())
    return [found[0] for pattern in PROMISES for found in re.finditer(pattern, flat, re.IGNORECASE)]


@pytest.mark.parametrize("pattern", PROMISES)
def test_a_promise_is_found(pattern: str) -> None:
    assert re.search(pattern, PROMISES[pattern], re.IGNORECASE)
    assert promises(PROMISES[pattern].replace(" ", "\n"))


@pytest.mark.parametrize("words", ["Nobody can promise that it helps you.", "Shoulders creep up, and nobody notices."])
def test_what_is_none_is_not(words: str) -> None:
    assert promises(words) == []


@pytest.mark.parametrize("path", [*DOCUMENTS, *LISTED], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_document_promises_anything(path: Path) -> None:
    assert promises(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_exercise_and_no_tip_promises_anything(path: Path) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    told = list(_texts(table))
    assert told
    assert [found for text in told for found in promises(text)] == []


def test_no_text_of_the_windows_and_the_command_line_promises_anything() -> None:
    """The catalogue has all of them: test_i18n.py."""
    with CATALOGUE.open("rb") as file:
        ids = [message.id for message in read_po(file)]
    told = [text for one in ids for text in ([one] if isinstance(one, str) else one)]
    assert len(told) > 1000
    assert [found for text in told for found in promises(text)] == []


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
