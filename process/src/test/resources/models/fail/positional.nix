args: { }
