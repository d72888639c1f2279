"""THE MACHINE: one room per question put to the desktop, each with its answer for every platform."""
