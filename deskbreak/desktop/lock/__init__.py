"""Is the session locked?"""
