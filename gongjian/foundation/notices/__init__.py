"""Telling people: what is kept for whom, when it goes out by e-mail, and who has seen it."""
