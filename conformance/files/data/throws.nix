throw "from the file"
