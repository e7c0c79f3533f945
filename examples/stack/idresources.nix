# From where ids are taken.
{
  ports = {
    min = 15000;
    max = 15999;
    scope = "global";
  };
}
