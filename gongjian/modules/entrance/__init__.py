"""Who gets in: paper slips, recovery by two office holders, visits of operators."""
