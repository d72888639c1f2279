"""Does a program keep the screen on, as for a presentation or a film?"""
