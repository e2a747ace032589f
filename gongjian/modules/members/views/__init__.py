"""Pages of the people and the organisations that work together in an alliance."""
