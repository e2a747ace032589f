"""The rulebook's tests: worked examples from docs/rules, and what holds for any example."""
