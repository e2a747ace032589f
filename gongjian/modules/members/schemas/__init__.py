"""JSON in and out of the people and the organisations."""
