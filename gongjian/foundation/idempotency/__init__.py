"""One form key, one effect."""
