{
  a = nope;
}
