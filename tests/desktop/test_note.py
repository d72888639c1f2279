"""What a note says, wherever it came from."""

from deskbreak.desktop.notify.notifier import Note


def test_nothing_in_a_note_acts() -> None:
    note = Note("key", "Wave\x1b[2J\n", "first\nsecond\u202e\0", actions=(("start", "St\aart"),))
    assert note.title == "Wave\\u001b[2J\\u000a"
    assert note.body == "first\nsecond\\u202e\\u0000"
    assert note.actions == (("start", "St\\u0007art"),)
    assert Note("key", "Übung – “Nacken”", "שלום").body == "שלום"
