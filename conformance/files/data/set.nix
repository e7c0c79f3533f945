# A set with attributes on known lines.
{
  a = 1;
  b.c = 2;
}
