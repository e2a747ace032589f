"""Who owes what to whom by when; kept, late, waived."""
