"""Is somebody at the desk?"""
