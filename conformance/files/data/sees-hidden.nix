hidden + 1
