[ "a
b