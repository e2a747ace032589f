"""Alliances, sides, organisations, people and posts with dates."""
