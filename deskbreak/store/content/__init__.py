"""Exercises, routines and tips: what is shipped, what is the own, and both as one library."""
