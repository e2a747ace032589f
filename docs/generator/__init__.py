"""Writes docs/reference from the program itself; each page is a function that returns its text."""
