"""Fields encrypted at rest: keys, fields, and the log of who looked."""
