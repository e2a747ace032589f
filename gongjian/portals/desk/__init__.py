"""Each person's desk: what I owe, what waits for others."""
