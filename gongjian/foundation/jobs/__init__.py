"""Work that nobody waits for: at a time of day, every few minutes, or soon after a deed."""
