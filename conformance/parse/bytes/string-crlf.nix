"a
bc\r\
d"