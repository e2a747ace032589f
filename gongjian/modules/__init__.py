"""The alliance's work, one folder a subject."""
