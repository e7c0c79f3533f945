{ x, y ? x }: [ x y ]
