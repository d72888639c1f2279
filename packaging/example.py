"""Write config.example.toml anew from the declarations of the settings: `make example`."""

from pathlib import Path

from deskbreak.settings.example import example_text

EXAMPLE = Path(__file__).resolve().parent.parent / "config.example.toml"


def main() -> None:
    """Made first and written then: a fault in the declarations leaves the file as it is."""
    text = example_text()
    EXAMPLE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
