"""Finding things by a few characters of what they are called; each sees only what he sees anyway."""
