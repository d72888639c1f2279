"""What of the desktop is there for deskbreak to show itself by? Asked once, by ``doctor``; nothing is started."""
