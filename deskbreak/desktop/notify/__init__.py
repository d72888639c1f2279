"""How deskbreak speaks up: notifications with buttons, by the desktop's own means or by a card of its own."""
