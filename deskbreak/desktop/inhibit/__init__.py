"""Does a program keep the screen on?"""
