"""What the tests stand on: their surroundings, databases and browsers."""
