"""Funds and journal entries: books that nobody can alter."""
