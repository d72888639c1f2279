"""Does the user want not to be disturbed?"""
