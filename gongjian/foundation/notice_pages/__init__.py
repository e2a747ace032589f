"""Pages of what a person has been told."""
