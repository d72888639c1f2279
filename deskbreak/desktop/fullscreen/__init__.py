"""Is something presented, or watched?"""
