"""What is fast, measured beside the raw database and plain Django in the same minutes; only ratios mean something."""
