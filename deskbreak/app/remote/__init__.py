"""What the command line, or another program, asks of the running deskbreak."""
