"""Whether deskbreak starts at login, and switching that on and off."""
