"""Does the machine go to sleep?"""
