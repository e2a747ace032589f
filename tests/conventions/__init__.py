"""The house rules as tests over the syntax tree; each rule carries a good and a bad example."""
