"""What is built when a routine is: its window, what is done today, what the history says of it, what is heard of it."""
