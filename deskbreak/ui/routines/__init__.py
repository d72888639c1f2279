"""The page on routines: what there is to choose from, and the making of one's own."""
