"""Django, but ignorant of the alliance's work."""
