"""Is there a presentation, or a film?"""
