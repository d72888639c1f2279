"""Does a window fill the screen: a presentation, or a film?"""
