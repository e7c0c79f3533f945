{
  a = "x
yz";
  b = ''
    p
    q'';
}
