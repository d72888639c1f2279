"""A written day through the engine: scenario, simulator, timeline; and a day as it was heard, written down.

Pure like the engine that it plays: standard library only; no clock of its own but the one it is told.
"""
