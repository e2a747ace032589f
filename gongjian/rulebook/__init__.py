"""The rules a fair person could decide with paper, the facts and the text of a rule: plain values in, plain values out."""
