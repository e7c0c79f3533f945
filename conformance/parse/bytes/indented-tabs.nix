''
	  a
  	b
    c
''