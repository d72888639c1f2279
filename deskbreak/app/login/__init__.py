"""What deskbreak does with the desktop once people say so: start at login, and take over from its own reminders."""
