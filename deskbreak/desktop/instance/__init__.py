"""One deskbreak per home, and the way to speak to the one that runs."""
