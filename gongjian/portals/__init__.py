"""Pages that look across modules; they do not know each other."""
