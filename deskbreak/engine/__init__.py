"""WHEN: events in, actions out. Pure, standard library only; no clock, no files, no Qt."""
