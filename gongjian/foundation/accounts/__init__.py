"""People's accounts and sign-in."""
