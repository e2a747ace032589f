"""共建 Gongjian: the program that runs a neighbourhood alliance."""
