"""What people tell the alliance, and the answer it owes them."""
