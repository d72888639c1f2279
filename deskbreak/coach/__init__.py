"""HOW: exercises as data, elapsed time in, what to show and say out. Pure, standard library only."""
