"directory default"
