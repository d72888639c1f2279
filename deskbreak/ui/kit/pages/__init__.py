"""How pages fit into windows on small screens."""
