"""What is built when a routine is: its window, its programme, what the history says of it, what is heard of it."""
