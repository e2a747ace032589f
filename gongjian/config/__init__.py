"""Settings, addresses and the doors into the program."""
