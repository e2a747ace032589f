"""Each person's own page: what is kept about me, who looked, take it along."""
