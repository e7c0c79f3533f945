  ./a/b//c
