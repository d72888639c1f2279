"""What helps to follow the figure: arrows, muscles that glow, a ring that breathes, and what stands still behind it."""
