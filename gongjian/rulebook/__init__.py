"""The rules that a fair person could decide with paper, the facts and the text of a rule: plain values in and out."""
