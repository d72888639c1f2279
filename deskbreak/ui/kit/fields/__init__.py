<<<<<<< HEAD
"""Fields in which a time or a day is typed as people do it."""
=======
"""Fields into which a value is typed as people write it."""
>>>>>>> fixD
