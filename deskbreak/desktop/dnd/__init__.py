"""Does the user want to be left alone?"""
