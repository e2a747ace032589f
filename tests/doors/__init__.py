"""Every door of the house: who knocks, at which record, with what in hand, and how the door answers."""
